//! Numbers as a spreadsheet program shows them, without what only decorates them.
//!
//! A number format decides on leading zeros, decimals, a percent sign and literal text: `00000` shows 123 as `00123`, which
//! is the article number that people mean. Commas between groups and signs of currencies are left out, because fields of
//! items take plain numbers. A format with an exponent never shortens: the digits that the cell holds are written out.

/// The significant digits that spreadsheet programs keep.
const DIGITS: usize = 15;
/// From here on, a whole number has more digits than a cell keeps.
const TOO_LONG: f64 = 1e15;
/// The most zeros that a format adds before or after the digits.
const MOST_ZEROS: usize = 60;
/// Signs of currencies.
const CURRENCIES: [char; 6] = ['¥', '￥', '$', '€', '£', '₽'];
/// The sign of a currency that stands behind the number, and is part of other words as well.
const YUAN: &str = "元";

/// A number format, as far as it decides on what is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NumberPattern {
    /// As many digits as there are.
    General,
    Digits {
        before: String,
        after: String,
        /// The least number of digits before the decimal point.
        whole: usize,
        /// The least and the most digits after it.
        fraction: (usize, usize),
        is_percent: bool,
    },
}

impl NumberPattern {
    /// Reads a format code, such as `#,##0.00` or `"GN-"0000`.
    pub(super) fn parse(code: &str) -> NumberPattern {
        let (mut before, mut after) = (String::new(), String::new());
        let (mut whole, mut least, mut most, mut is_percent) = (0, 0, 0, false);
        let (mut has_digits, mut has_point, mut is_over, mut is_scaled) = (false, false, false, false);
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            let literal: String = match c {
                // Digits interrupted by literal text: a telephone number, for example.
                '0' | '#' | '?' | '.' if is_over => return NumberPattern::General,
                '0' | '#' | '?' => {
                    (has_digits, is_scaled) = (true, false);
                    match (has_point, c == '0') {
                        (false, true) => whole += 1,
                        (false, false) => {}
                        (true, true) => (least, most) = (most + 1, most + 1),
                        (true, false) => most += 1,
                    }
                    continue;
                }
                // Scaled: what is shown is not the number.
                '.' if is_scaled => return NumberPattern::General,
                '.' => {
                    (has_digits, has_point) = (true, true);
                    continue;
                }
                '%' => {
                    (is_percent, is_over) = (true, true);
                    continue;
                }
                // Only the section for positive numbers counts.
                ';' => break,
                '"' => chars.by_ref().take_while(|c| *c != '"').collect(),
                '\\' => chars.next().into_iter().collect(),
                // The width of a sign, or filling with it.
                '_' | '*' => {
                    chars.next();
                    continue;
                }
                // Colors, conditions, currencies with their locale.
                '[' => {
                    chars.by_ref().find(|c| *c == ']');
                    continue;
                }
                'E' | 'e' | '/' | '@' | 'G' => return NumberPattern::General,
                // Behind the last digit, or before the point, it divides by a thousand.
                ',' => {
                    is_scaled |= has_digits;
                    continue;
                }
                ' ' | '(' | ')' => continue,
                other => other.to_string(),
            };
            let literal = literal.replace(CURRENCIES, "");
            let literal = if literal.trim() == YUAN { String::new() } else { literal };
            is_over |= has_digits && !literal.is_empty();
            if has_digits { after.push_str(&literal) } else { before.push_str(&literal) }
        }
        if !has_digits || is_scaled || whole > MOST_ZEROS || most > MOST_ZEROS {
            return NumberPattern::General;
        }
        NumberPattern::Digits { before, after, whole, fraction: (least, most), is_percent }
    }

    /// A number in this format.
    pub(super) fn show(&self, number: f64) -> String {
        let NumberPattern::Digits { before, after, whole, fraction: (least, most), is_percent } = self else {
            return general(number);
        };
        let scaled = if *is_percent { number * 100.0 } else { number };
        if !scaled.is_finite() || scaled.abs() >= TOO_LONG {
            return general(number);
        }
        let digits = rounded(scaled, *most);
        let (integer, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
        let decimals = decimals.trim_end_matches('0');
        // A program shows `.5` where the format has no digit before the point; a number of an item begins with one.
        let mut text = format!("{before}{integer:0>width$}", width = (*whole).max(1));
        if *least > 0 || !decimals.is_empty() {
            text.push('.');
            text.push_str(&format!("{decimals:0<width$}", width = *least));
        }
        if *is_percent {
            text.push('%');
        }
        text.push_str(after);
        let is_zero = digits.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        if number < 0.0 && !is_zero { format!("-{text}") } else { text }
    }
}

/// The absolute value, rounded half away from zero on its 15 significant digits.
fn rounded(number: f64, decimals: usize) -> String {
    let plain = plain(number.abs());
    let (integer, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    if fraction.len() <= decimals {
        return plain.clone();
    }
    let up = fraction.as_bytes().get(decimals).is_some_and(|digit| *digit >= b'5');
    let mut digits: Vec<u8> = integer.bytes().chain(fraction.bytes().take(decimals)).collect();
    if up {
        let mut at = digits.len();
        loop {
            match at.checked_sub(1) {
                None => {
                    digits.insert(0, b'1');
                    break;
                }
                Some(before) if digits[before] == b'9' => {
                    digits[before] = b'0';
                    at = before;
                }
                Some(before) => {
                    digits[before] += 1;
                    break;
                }
            }
        }
    }
    let text = String::from_utf8(digits).unwrap_or_default();
    match decimals {
        0 => text,
        _ => {
            let (integer, fraction) = text.split_at(text.len() - decimals);
            format!("{integer}.{fraction}")
        }
    }
}

/// A number with all the digits that a cell keeps. One with more is written with an exponent, as the programs show it: such
/// cells are reported when they are used.
pub(super) fn general(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let sign = if number < 0.0 { "-" } else { "" };
    if number.abs() >= TOO_LONG {
        let text = format!("{:.*E}", DIGITS - 1, number.abs());
        let (mantissa, exponent) = text.split_once('E').unwrap_or((&text, "0"));
        let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
        return format!("{sign}{mantissa}E+{exponent:0>2}");
    }
    let text = plain(number.abs());
    if text == "0" { text } else { format!("{sign}{text}") }
}

/// A number of at most 15 digits without an exponent, rounded to its significant digits.
fn plain(number: f64) -> String {
    let text = format!("{:.*e}", DIGITS - 1, number);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = mantissa.replace('.', "");
    let digits = digits.trim_end_matches('0');
    let exponent: i32 = exponent.parse().unwrap_or_default();
    if digits.is_empty() {
        return "0".to_owned();
    }
    if exponent < 0 {
        let zeros = usize::try_from(-exponent - 1).unwrap_or_default();
        return format!("0.{}{digits}", "0".repeat(zeros));
    }
    let point = usize::try_from(exponent).unwrap_or_default() + 1;
    match digits.split_at_checked(point) {
        Some((integer, "")) => integer.to_owned(),
        Some((integer, fraction)) => format!("{integer}.{fraction}"),
        None => format!("{digits:0<point$}"),
    }
}

/// The number that a cell of an OpenDocument sheet shows, where the text that it was saved with is one; else the value with
/// all its digits.
pub(super) fn shown(text: &str, value: f64) -> String {
    let mut bare: String =
        text.chars().filter(|c| !CURRENCIES.contains(c) && !c.is_whitespace() && *c != ',').collect();
    if let Some(rest) = bare.strip_suffix(YUAN) {
        bare.truncate(rest.len());
    }
    // Accountants write negative numbers in parentheses.
    if let Some(inner) = bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
        && value < 0.0
    {
        bare = format!("-{inner}");
    }
    let digits = bare.strip_prefix('-').unwrap_or(&bare);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_literal =
        !is_number && !bare.contains(['E', 'e', '/']) && bare.contains(|c: char| c.is_ascii_digit());
    match (is_number && value.abs() < TOO_LONG, is_literal && is_of(text, value)) {
        (true, _) => bare,
        (false, true) => text.trim().to_owned(),
        (false, false) => general(value),
    }
}

/// Whether a text with other characters shows a number: rounded, or with characters between its digits, as a telephone
/// number. A format in thousands shows another number.
fn is_of(text: &str, value: f64) -> bool {
    let value = if text.contains('%') { value * 100.0 } else { value };
    let plain = text.replace(',', "");
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    let joined: String = plain.chars().filter(char::is_ascii_digit).collect();
    let mut parts = plain.split(|c| !is_digit(c)).chain([joined.as_str()]);
    parts.any(|part| {
        let decimals = part.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        part.contains(|c: char| c.is_ascii_digit()) && trimmed(part) == trimmed(&rounded(value, decimals))
    })
}

/// A number without the zeros that mean nothing.
fn trimmed(number: &str) -> &str {
    let number = number.trim_start_matches('0');
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown() {
        for (code, number, shown) in [
            ("General", 6_901_234_567_892.0, "6901234567892"),
            ("General", 0.1 + 0.2, "0.3"),
            ("General", -1.5e-7, "-0.00000015"),
            ("General", 12_345_678_901_234_567_000.0, "1.23456789012346E+19"),
            ("0.00E+00", 6_901_234_567_892.0, "6901234567892"),
            ("00000", 123.0, "00123"),
            ("0", 6_901_234_567_892.0, "6901234567892"),
            ("0.00", 10.0, "10.00"),
            ("0.00", 10.555, "10.56"),
            ("0.00", 9.995, "10.00"),
            ("0.##", 10.5, "10.5"),
            ("#,##0.00", 1234.5, "1234.50"),
            ("#,##0.00_);[Red](#,##0.00)", -1234.5, "-1234.50"),
            ("\"¥\"#,##0.00", 129.0, "129.00"),
            ("[$¥-804]#,##0.00", 129.0, "129.00"),
            ("_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)", 5.0, "5.00"),
            ("0%", 0.15, "15%"),
            ("0.0%", 0.1234, "12.3%"),
            ("\"GN-\"0000", 7.0, "GN-0007"),
            ("0\"件\"", 7.0, "7件"),
            ("#.##", 0.5, "0.5"),
            ("#", 0.0, "0"),
            ("000-0000", 1_234_567.0, "1234567"),
            ("@", 123.0, "123"),
            ("0.00", -0.001, "0.00"),
            ("# ?/?", 0.5, "0.5"),
            ("0.00\"元\"", 42.0, "42.00"),
            ("#,##0 \"元\"", 1234.0, "1234"),
            ("0\"元/件\"", 7.0, "7元/件"),
            ("0.0,\"k\"", 1_000_000.0, "1000000"),
            ("0,.0", 1234.0, "1234"),
            ("0!.0,\"万\"", 123_456.0, "123456"),
        ] {
            assert_eq!(NumberPattern::parse(code).show(number), shown, "{code} {number}");
        }
    }

    #[test]
    fn shown_texts_keep_their_zeros_and_all_digits() {
        for (text, value, wanted) in [
            ("00123", 123.0, "00123"),
            ("1,234.50", 1234.5, "1234.50"),
            ("¥129.00", 129.0, "129.00"),
            ("6.90E+012", 6_901_234_567_892.0, "6901234567892"),
            ("15%", 0.15, "15%"),
            ("GN-007", 7.0, "GN-007"),
            ("", 7.0, "7"),
            ("###", 7.0, "7"),
            ("(12.50)", -12.5, "-12.50"),
            ("(¥1,234.50)", -1234.5, "-1234.50"),
            ("42.00元", 42.0, "42.00"),
            ("7件", 7.0, "7件"),
            ("7.50件", 7.496, "7.50件"),
            ("型号2-7", 7.0, "型号2-7"),
            ("15%件", 0.15, "15%件"),
            ("123-4567", 1_234_567.0, "123-4567"),
            ("1000.0k", 1_000_000.0, "1000000"),
            ("123!.5万", 123_456.0, "123456"),
            ("1/2", 0.5, "0.5"),
            ("12 1/4", 12.25, "12.25"),
        ] {
            assert_eq!(shown(text, value), wanted, "{text}");
        }
    }
}
