//! Converts numbers as sellers write them to numbers as the platform takes them. Works on the decimal text, never
//! in floating point.

use super::limits::MAX_NUMBER_DIGITS;
use super::message::{Message, message};

/// How a number is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberFormat {
    /// The number of digits after the decimal point; more are rounded, half away from zero.
    pub(crate) digits: Option<usize>,
    /// The power of ten to multiply by: `-2` turns 12990 (cents) into 129.90.
    pub(crate) shift: i32,
    /// Whether commas between groups of three digits are accepted.
    pub(crate) grouped: bool,
    /// Whether numbers that a spreadsheet has shortened are accepted as they are.
    pub(crate) shortened: bool,
}

/// Why a text cannot be converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotNumber {
    /// It is a number with commas between groups, which the format does not accept.
    Grouped,
    /// It has commas that do not separate groups of three digits.
    MisplacedCommas,
    /// It is too long to be written out.
    TooLong,
    /// It is not a number.
    Other,
}

impl NotNumber {
    /// What is wrong with a text, and what to do.
    pub(super) fn message(self, text: &str) -> Message {
        match self {
            NotNumber::Grouped => message!(
                "\"{text}\" has commas between its digits; accept them with number = {{ grouped = true }}",
                "“{text}”中含有千位分隔符；请用 number = {{ grouped = true }} 允许",
            ),
            NotNumber::MisplacedCommas => message!(
                "\"{text}\" has commas that do not separate groups of three digits",
                "“{text}”中的逗号不是每三位一组的千位分隔符",
            ),
            NotNumber::TooLong => message!(
                "\"{text}\" has more than {MAX_NUMBER_DIGITS} digits when it is written out",
                "“{text}”完整写出后超过 {MAX_NUMBER_DIGITS} 位",
            ),
            NotNumber::Other => message!(
                "\"{text}\" is not a number; write digits only, without a currency sign or unit, such as 1299.00",
                "“{text}”不是数字；请只写数字，不带货币符号或单位，如 1299.00",
            ),
        }
    }
}

impl NumberFormat {
    /// The number in its plain form.
    pub(crate) fn apply(&self, text: &str) -> Result<String, NotNumber> {
        let text = text.trim();
        if !text.contains(',') {
            return self.apply_to(text);
        }
        // Without `grouped` the conversion is tried all the same, to say what would help.
        let Some(ungrouped) = ungroup(text) else {
            self.apply_to(&text.replace(',', ""))?;
            return Err(NotNumber::MisplacedCommas);
        };
        let converted = self.apply_to(&ungrouped);
        if self.grouped {
            converted
        } else {
            Err(converted.map_or_else(|wrong| wrong, |_| NotNumber::Grouped))
        }
    }

    fn apply_to(&self, text: &str) -> Result<String, NotNumber> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => {
                let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
                if digits.is_empty() || !all_digits(digits) {
                    return Err(NotNumber::Other);
                }
                (mantissa, exponent.parse::<i64>().map_err(|_| NotNumber::TooLong)?)
            }
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if !all_digits(whole) || !all_digits(fraction) || whole.len() + fraction.len() == 0 {
            return Err(NotNumber::Other);
        }
        let exponent = exponent.checked_add(i64::from(self.shift)).ok_or(NotNumber::TooLong)?;
        if exponent.abs() > MAX_NUMBER_DIGITS || mantissa.len() as i64 > MAX_NUMBER_DIGITS {
            return Err(NotNumber::TooLong);
        }
        let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        // The position of the decimal point among the digits.
        let point = whole.len() as i64 + exponent;
        Ok(write(negative, digits, point, self.digits))
    }
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1,234,567.50` without its commas, if they separate groups of three digits.
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
            assert_eq!(plain.apply(text).as_deref(), Ok(wanted), "{text}");
        }
        for text in
            ["", "abc", "a,bc", "¥12", "¥1,234", "1 2", "1e", "e5", ".", "１２", "--1", "1e1.5", "NaN"]
        {
            assert_eq!(plain.apply(text), Err(NotNumber::Other), "{text}");
        }
        assert_eq!(plain.apply("1,23"), Err(NotNumber::MisplacedCommas));
        for text in ["1e999", "1e999999999999999999999"] {
            assert_eq!(plain.apply(text), Err(NotNumber::TooLong), "{text}");
        }
        for text in ["1,000", "-1,234,567.50"] {
            assert_eq!(plain.apply(text), Err(NotNumber::Grouped), "{text}");
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
            assert_eq!(grouped.apply(text), Err(NotNumber::MisplacedCommas), "{text}");
        }
    }
}
