//! Numbers, moments, types and lengths of texts, the slow way: digit by digit and character by character.

use std::cmp::Ordering;

use tmall_schema::{ByteCount, CharacterCount, Dialect};
use unicode_segmentation::UnicodeSegmentation;

/// A number as its sign and the digits before and after the point, an exponent worked in.
#[derive(Clone, Debug)]
pub struct Number {
    negative: bool,
    whole: Vec<u8>,
    fraction: Vec<u8>,
    /// As written, before the exponent moved the point.
    pub digits_after_point: usize,
}

impl Number {
    /// Reads a number: trimmed; a sign; digits with a point; an exponent.
    pub fn read(text: &str) -> Option<Number> {
        let mut rest: Vec<char> = text.trim().chars().collect();
        let negative = take_sign(&mut rest);
        let mut whole = take_digits(&mut rest);
        let mut fraction = Vec::new();
        if rest.first() == Some(&'.') {
            rest.remove(0);
            fraction = take_digits(&mut rest);
        }
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let digits_after_point = fraction.len();
        if matches!(rest.first(), Some('e' | 'E')) {
            rest.remove(0);
            let down = take_sign(&mut rest);
            let digits = take_digits(&mut rest);
            if digits.is_empty() {
                return None;
            }
            let places: usize = digits.iter().map(|&digit| digit as char).collect::<String>().parse().ok()?;
            for _ in 0..places {
                if down {
                    fraction.insert(0, whole.pop().unwrap_or(b'0'));
                } else {
                    whole.push(if fraction.is_empty() { b'0' } else { fraction.remove(0) });
                }
            }
        }
        rest.is_empty().then_some(Number { negative, whole, fraction, digits_after_point })
    }

    /// Compares two numbers after writing zeros around them until both are of one length.
    pub fn compare(&self, other: &Number) -> Ordering {
        let whole = self.whole.len().max(other.whole.len());
        let fraction = self.fraction.len().max(other.fraction.len());
        let aligned = |number: &Number| {
            let mut digits = vec![b'0'; whole - number.whole.len()];
            digits.extend(&number.whole);
            digits.extend(&number.fraction);
            digits.resize(whole + fraction, b'0');
            digits
        };
        let (a, b) = (aligned(self), aligned(other));
        let zero = |digits: &[u8]| digits.iter().all(|&digit| digit == b'0');
        let below_zero = |number: &Number, digits: &[u8]| number.negative && !zero(digits);
        match (below_zero(self, &a), below_zero(other, &b)) {
            (false, false) => a.cmp(&b),
            (true, true) => b.cmp(&a),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

fn take_sign(rest: &mut Vec<char>) -> bool {
    match rest.first() {
        Some('-') => {
            rest.remove(0);
            true
        }
        Some('+') => {
            rest.remove(0);
            false
        }
        _ => false,
    }
}

fn take_digits(rest: &mut Vec<char>) -> Vec<u8> {
    let mut digits = Vec::new();
    while rest.first().is_some_and(char::is_ascii_digit) {
        digits.push(rest.remove(0) as u8);
    }
    digits
}

/// Compares two texts as numbers, if both are.
pub fn compare_numbers(a: &str, b: &str) -> Option<Ordering> {
    Some(Number::read(a)?.compare(&Number::read(b)?))
}

/// A day of the calendar and a time of day: year, month, day, hour, minute, second.
pub type Moment = [u32; 6];

/// Which parts of a time of day are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    None,
    Minutes,
    Seconds,
}

/// `yyyy-MM-dd`, `yyyy-MM-dd HH:mm` or `yyyy-MM-dd HH:mm:ss`.
pub fn moment(text: &str) -> Option<(Moment, Clock)> {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let clock = match shape.as_str() {
        "0000-00-00" => Clock::None,
        "0000-00-00 00:00" => Clock::Minutes,
        "0000-00-00 00:00:00" => Clock::Seconds,
        _ => return None,
    };
    let mut numbers =
        text.split(['-', ' ', ':']).map(|number| number.parse::<u32>().unwrap_or_default()).chain([0, 0, 0]);
    let moment: Moment = std::array::from_fn(|_| numbers.next().unwrap_or_default());
    let [year, month, day, hour, minute, second] = moment;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    let is_real = (1..=days).contains(&day) && hour < 24 && minute < 60 && second < 60;
    is_real.then_some((moment, clock))
}

/// Whether a text is of a value type. Nothing is trimmed.
pub fn fits(text: &str, wanted: &str) -> bool {
    let is_number = || !text.contains(char::is_whitespace) && Number::read(text).is_some();
    let is_whole = || is_number() && !text.contains(['.', 'e', 'E']);
    let within = |least: &str, most: &str| {
        is_whole()
            && compare_numbers(text, least).is_some_and(Ordering::is_ge)
            && compare_numbers(text, most).is_some_and(Ordering::is_le)
    };
    match wanted {
        "text" | "textarea" | "html" => true,
        "integer" => within("-2147483648", "2147483647"),
        "long" => within("-9223372036854775808", "9223372036854775807"),
        "decimal" => is_number() && !text.contains(['e', 'E']),
        "double" => is_number(),
        "date" => moment(text).is_some_and(|(_, clock)| clock != Clock::Minutes),
        "time" => moment(text).is_some_and(|(_, clock)| clock != Clock::None),
        "url" => {
            ["https://", "http://", "//"].iter().any(|start| text.starts_with(start)) && !text.contains(' ')
        }
        _ => panic!("the model knows no {wanted}"),
    }
}

/// Whether a text matches a pattern: one of those that the generator of categories uses.
pub fn matches(text: &str, pattern: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let decimal = |text: &str| {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        !whole.is_empty() && digits(whole) && !fraction.is_empty() && digits(fraction)
    };
    match pattern {
        "^[A-Z0-9]{10}$" => {
            text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        }
        "^[0-9]*$" => digits(text),
        r"^.*\.mp3$" => text.ends_with(".mp3"),
        r"^\d+(\.\d+)?$" => decimal(text),
        // The generator writes no commas between thousands.
        r"^([0-9]+|[0-9]{1,3}(,[0-9]{3})*)(\.[0-9]{0,2})?$" => {
            let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
            !whole.is_empty() && digits(whole) && digits(fraction) && fraction.len() <= 2
        }
        _ => panic!("the model knows no pattern {pattern}"),
    }
}

/// How lengths are counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub character: Option<CharacterCount>,
    pub byte: Option<ByteCount>,
}

/// All counts of a text that are plausible for a unit.
pub fn lengths(text: &str, unit: &str, counts: Counts, dialect: Dialect) -> Vec<usize> {
    let each = |count: fn(char) -> usize| text.chars().map(count).sum::<usize>();
    match unit {
        "byte" => match (counts.byte, dialect) {
            (Some(ByteCount::Gbk), _) => vec![each(gbk)],
            (Some(ByteCount::Utf8), _) | (None, Dialect::Icbu) => vec![each(utf8)],
            (None, _) => vec![each(gbk), each(of_helper)],
            (Some(other), _) => panic!("the model does not know {other:?}"),
        },
        "character" => match counts.character {
            Some(CharacterCount::Grapheme) => vec![text.graphemes(true).count()],
            Some(CharacterCount::Utf16) => vec![each(utf16)],
            Some(CharacterCount::Scalar) => vec![each(|_| 1)],
            None => vec![text.graphemes(true).count(), each(utf16)],
            Some(other) => panic!("the model does not know {other:?}"),
        },
        _ => panic!("the model knows no {unit}"),
    }
}

/// ASCII is one byte, what the encoding `gbk` has in two bytes is two, anything else one. A character at a time,
/// so that what stands for one that cannot be encoded is never counted.
pub fn gbk(c: char) -> usize {
    let one = c.to_string();
    let (bytes, _, cannot) = encoding_rs::GBK.encode(&one);
    if !cannot && bytes.len() == 2 { 2 } else { 1 }
}

fn utf8(c: char) -> usize {
    c.to_string().len()
}

fn utf16(c: char) -> usize {
    if c > '\u{FFFF}' { 2 } else { 1 }
}

/// The SDK's helper: up to U+00FF one, else two for each UTF-16 unit.
fn of_helper(c: char) -> usize {
    if c <= '\u{FF}' { 1 } else { 2 * utf16(c) }
}
