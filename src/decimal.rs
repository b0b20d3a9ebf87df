//! Decimal numbers of any length, compared exactly and without conversion.

use std::cmp::Ordering;
use std::error::Error;
use std::fmt;

use crate::lang::Lang;

/// A decimal number as written. Comparing takes time linear in the digits and no memory.
///
/// ```
/// use tmall_schema::Decimal;
/// let a = Decimal::try_from("0.10000000000000000000000000000000000000001")?;
/// assert!(a > Decimal::try_from(" 1e-1 ")?);
/// assert_eq!(Decimal::try_from("-0.00")?, Decimal::try_from("0")?);
/// assert!(Decimal::try_from("1,000").is_err());
/// # Ok::<(), tmall_schema::ParseDecimalError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'t> {
    negative: bool,
    integer: &'t str,
    fraction: &'t str,
    exponent: i64,
}

impl<'t> Decimal<'t> {
    /// Reads a number: outer white space, a sign, ASCII digits with a point, an exponent.
    pub(crate) fn parse(text: &'t str) -> Option<Decimal<'t>> {
        let text = text.trim();
        let (negative, rest) = split_sign(text);
        let (mantissa, exponent) = match rest.find(['e', 'E']) {
            Some(at) => (&rest[..at], read_exponent(&rest[at + 1..])?),
            None => (rest, 0),
        };
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let any = !integer.is_empty() || !fraction.is_empty();
        (any && digits(integer) && digits(fraction)).then_some(Decimal {
            negative,
            integer,
            fraction,
            exponent,
        })
    }

    /// Digits written after the point.
    pub fn fraction_digits(self) -> usize {
        self.fraction.len()
    }

    /// Whether the number is larger than a small one.
    pub(crate) fn exceeds(self, small: u8) -> bool {
        let digits = "0123456789";
        let small = usize::from(small.min(9));
        let small = Decimal { negative: false, integer: &digits[small..=small], fraction: "", exponent: 0 };
        self > small
    }

    /// Sign, power of ten and digits in the one form that equal numbers share.
    pub(crate) fn canonical(self) -> (bool, i64, String) {
        let digits: String = self.significant().map(char::from).collect();
        let digits = digits.trim_end_matches('0');
        match digits.is_empty() {
            true => (false, 0, String::new()),
            false => (self.negative, self.magnitude(), digits.to_owned()),
        }
    }

    /// All digits from the first that is not zero.
    fn significant(self) -> impl Iterator<Item = u8> {
        self.integer.bytes().chain(self.fraction.bytes()).skip_while(|&digit| digit == b'0')
    }

    fn is_zero(self) -> bool {
        self.significant().next().is_none()
    }

    /// The power of ten of the first significant digit.
    fn magnitude(self) -> i64 {
        let zeros =
            self.integer.bytes().chain(self.fraction.bytes()).take_while(|&digit| digit == b'0').count();
        let places = i64::try_from(self.integer.len()).unwrap_or(i64::MAX);
        let zeros = i64::try_from(zeros).unwrap_or(i64::MAX);
        self.exponent.saturating_add(places.saturating_sub(zeros))
    }

    fn compare_absolute(self, other: Decimal<'_>) -> Ordering {
        self.magnitude().cmp(&other.magnitude()).then_with(|| {
            let (mut a, mut b) = (self.significant(), other.significant());
            loop {
                match (a.next(), b.next()) {
                    (None, None) => return Ordering::Equal,
                    (a, b) => match a.unwrap_or(b'0').cmp(&b.unwrap_or(b'0')) {
                        Ordering::Equal => {}
                        unequal @ (Ordering::Less | Ordering::Greater) => return unequal,
                    },
                }
            }
        })
    }
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

/// A huge exponent counts as the largest: no text is long enough to make a difference.
fn read_exponent(text: &str) -> Option<i64> {
    const LARGEST: i64 = i64::MAX / 4;
    let (negative, digits) = split_sign(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse::<i64>().unwrap_or(LARGEST).min(LARGEST);
    Some(if negative { -size } else { size })
}

impl<'t> TryFrom<&'t str> for Decimal<'t> {
    type Error = ParseDecimalError;

    fn try_from(text: &'t str) -> Result<Decimal<'t>, ParseDecimalError> {
        Decimal::parse(text).ok_or(ParseDecimalError { private: () })
    }
}

/// A text that is not a decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseDecimalError {
    private: (),
}

impl ParseDecimalError {
    /// The message in a language.
    pub fn message(&self, lang: Lang) -> &'static str {
        lang.pick("not a decimal number", "不是十进制数")
    }
}

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message(Lang::En))
    }
}

impl Error for ParseDecimalError {}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => return Ordering::Equal,
            (true, false) => return if other.negative { Ordering::Greater } else { Ordering::Less },
            (false, true) => return if self.negative { Ordering::Less } else { Ordering::Greater },
            (false, false) => {}
        }
        match (self.negative, other.negative) {
            (false, false) => self.compare_absolute(*other),
            (true, true) => other.compare_absolute(*self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal<'_> {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn forms() {
        for good in ["12", "-1.50", ".5", "1.", "+7", " 1e2 ", "1E-3", "0"] {
            assert!(Decimal::parse(good).is_some(), "{good}");
        }
        for bad in ["", ".", "-", "1_000", "1,0", "１２", "1e", "e1", "0x5", "NaN", "1 2", "--1", "1.2.3"] {
            assert!(Decimal::parse(bad).is_none(), "{bad}");
        }
        assert!(decimal("1.5").exceeds(1) && !decimal("1").exceeds(1) && !decimal("-5").exceeds(0));
    }

    #[test]
    fn order() {
        let ascending = [
            "-1e99999999999999999999",
            "-10",
            "-9.99",
            "-0.01",
            "0",
            "1e-5",
            "0.1",
            "0.11",
            "1",
            "1.0001",
            "1e2",
            "1000",
        ];
        for (i, a) in ascending.iter().enumerate() {
            for (j, b) in ascending.iter().enumerate() {
                assert_eq!(decimal(a).cmp(&decimal(b)), i.cmp(&j), "{a} {b}");
            }
        }
        assert_eq!(decimal("100"), decimal("1e2"));
        assert_eq!(decimal("0.0010"), decimal("1e-3"));
        assert_eq!(decimal("0.0010").canonical(), decimal("1e-3").canonical());
        assert_eq!(decimal("-0e9").canonical(), decimal("0").canonical());
    }

    proptest! {
        /// The slow and readable model: shift both to whole numbers and compare those.
        #[test]
        fn as_whole_numbers(a in -9999i64..9999, b in -9999i64..9999, scale_a in 0u32..4, scale_b in 0u32..4) {
            let text = |n: i64, scale: u32| {
                let digits = format!("{:0>6}", n.abs());
                let at = digits.len() - scale as usize;
                format!("{}{}.{}", if n < 0 { "-" } else { "" }, &digits[..at], &digits[at..])
            };
            let whole = |n: i64, scale: u32| n * 10i64.pow(4 - scale);
            let (x, y) = (text(a, scale_a), text(b, scale_b));
            prop_assert_eq!(decimal(&x).cmp(&decimal(&y)), whole(a, scale_a).cmp(&whole(b, scale_b)));
            prop_assert_eq!(decimal(&x).canonical() == decimal(&y).canonical(), decimal(&x) == decimal(&y));
        }
    }
}
