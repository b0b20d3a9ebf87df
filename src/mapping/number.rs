//! Numbers as sellers write them to numbers as the platform takes them: on the decimal text, never in floating
//! point.

/// How a number is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberFormat {
    /// So many digits behind the point; more are rounded, half away from zero.
    pub(crate) digits: Option<usize>,
    /// Powers of ten to multiply with: `-2` makes 12990 (cents) 129.90.
    pub(crate) shift: i32,
    /// Whether commas between groups of three are taken.
    pub(crate) grouped: bool,
    /// Whether numbers that a spreadsheet has shortened are taken for what they say.
    pub(crate) shortened: bool,
}

/// The longest number that is written out.
const LONGEST: i64 = 100;

impl NumberFormat {
    /// The number in its plain form; nothing if the text is no number.
    pub(crate) fn apply(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let ungrouped;
        let text = if self.grouped && text.contains(',') {
            ungrouped = ungroup(text)?;
            &ungrouped
        } else {
            text
        };
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => {
                let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
                if digits.is_empty() || !all_digits(digits) {
                    return None;
                }
                (mantissa, exponent.parse::<i64>().ok()?)
            }
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if !all_digits(whole) || !all_digits(fraction) || whole.len() + fraction.len() == 0 {
            return None;
        }
        let exponent = exponent.checked_add(i64::from(self.shift))?;
        if exponent.abs() > LONGEST || mantissa.len() as i64 > LONGEST {
            return None;
        }
        let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        // Where the point stands among the digits.
        let point = whole.len() as i64 + exponent;
        Some(write(negative, digits, point, self.digits))
    }
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1,234,567.50` without its commas, if they stand where they belong.
fn ungroup(text: &str) -> Option<String> {
    let (sign, rest) = text.split_at(usize::from(text.starts_with(['+', '-'])));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    if !(1..=3).contains(&first.len()) || !groups.all(|group| group.len() == 3) {
        return None;
    }
    let fraction = fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default();
    Some(format!("{sign}{}{fraction}", whole.replace(',', "")))
}

fn write(negative: bool, mut digits: Vec<u8>, point: i64, wanted: Option<usize>) -> String {
    let mut point = point;
    if point < 0 {
        digits.splice(0..0, std::iter::repeat_n(b'0', point.unsigned_abs() as usize));
        point = 0;
    }
    let mut point = point as usize;
    if digits.len() < point {
        digits.resize(point, b'0');
    }
    if let Some(wanted) = wanted {
        let end = point + wanted;
        let up = digits.get(end).is_some_and(|digit| *digit >= b'5');
        digits.resize(end, b'0');
        if up {
            let mut carried = true;
            for digit in digits.iter_mut().rev() {
                if *digit == b'9' {
                    *digit = b'0';
                } else {
                    *digit += 1;
                    carried = false;
                    break;
                }
            }
            if carried {
                digits.insert(0, b'1');
                point += 1;
            }
        }
    }
    let (whole, fraction) = digits.split_at(point);
    let whole = &whole[whole.iter().take_while(|digit| **digit == b'0').count()..];
    let is_zero = digits.iter().all(|digit| *digit == b'0');
    let mut text = String::with_capacity(digits.len() + 3);
    if negative && !is_zero {
        text.push('-');
    }
    if whole.is_empty() {
        text.push('0');
    }
    text.extend(whole.iter().map(|digit| char::from(*digit)));
    if !fraction.is_empty() {
        text.push('.');
        text.extend(fraction.iter().map(|digit| char::from(*digit)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain() {
        let plain = NumberFormat::default();
        for (text, wanted) in [
            ("10.00", "10.00"),
            ("1E+05", "100000"),
            ("1.5e-3", "0.0015"),
            ("-0", "0"),
            ("007", "7"),
            ("1E5", "100000"),
            (" 12 ", "12"),
            (".5", "0.5"),
            ("1.", "1"),
            ("+3", "3"),
            ("1.23457E+11", "123457000000"),
            ("12.340e1", "123.40"),
            ("0e5", "0"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
        ] {
            assert_eq!(plain.apply(text).as_deref(), Some(wanted), "{text}");
        }
        for text in
            ["", "abc", "1,234", "¥12", "1 2", "1e", "e5", ".", "1e999999999", "１２", "--1", "1e1.5", "NaN"]
        {
            assert_eq!(plain.apply(text), None, "{text}");
        }
    }

    #[test]
    fn digits_and_shift() {
        let cents = NumberFormat { digits: Some(2), shift: -2, ..NumberFormat::default() };
        assert_eq!(cents.apply("12990").unwrap(), "129.90");
        assert_eq!(cents.apply("5").unwrap(), "0.05");
        assert_eq!(cents.apply("-0.4").unwrap(), "0.00");
        let two = NumberFormat { digits: Some(2), ..NumberFormat::default() };
        for (text, wanted) in [
            ("1.005", "1.01"),
            ("9.999", "10.00"),
            ("0.30000000000000004", "0.30"),
            ("3", "3.00"),
            ("-1.005", "-1.01"),
        ] {
            assert_eq!(two.apply(text).unwrap(), wanted, "{text}");
        }
        let none = NumberFormat { digits: Some(0), ..NumberFormat::default() };
        assert_eq!(none.apply("0.5").unwrap(), "1");
        assert_eq!(none.apply("0.4").unwrap(), "0");
    }

    #[test]
    fn groups() {
        let grouped = NumberFormat { grouped: true, ..NumberFormat::default() };
        assert_eq!(grouped.apply("1,234,567.50").unwrap(), "1234567.50");
        assert_eq!(grouped.apply("-1,234").unwrap(), "-1234");
        for text in ["12,34", "1,2345", ",123", "1,,234", "1,234,5"] {
            assert_eq!(grouped.apply(text), None, "{text}");
        }
    }
}
