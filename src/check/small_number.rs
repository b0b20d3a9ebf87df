//! Numbers of few digits, as nearly all are: parsed once and compared as integers. [`Decimal`](crate::decimal::Decimal)
//! handles the others.

use std::cmp::Ordering;

/// A number of at most 18 digits, with an optional sign and decimal point, and without an exponent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SmallNumber {
    /// All digits, with those after the decimal point.
    digits: i64,
    fraction_digits: u8,
    has_point: bool,
}

/// The most digits that always fit into `i64`.
const MOST: usize = 18;

/// The powers of ten.
const POWERS: [i64; MOST + 1] = {
    let mut powers = [1; MOST + 1];
    let mut at = 1;
    while at <= MOST {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

impl SmallNumber {
    /// Reads a number; none if the text is not a number, or not a small one.
    pub(crate) fn parse(text: &str) -> Option<SmallNumber> {
        let bytes = text.as_bytes();
        let (is_negative, rest) = match bytes.first()? {
            b'-' => (true, &bytes[1..]),
            b'+' => (false, &bytes[1..]),
            _ => (false, bytes),
        };
        // The decimal point may be one more byte.
        if rest.len() > MOST + 1 {
            return None;
        }
        // Wraps only if there are too many digits, which is checked below.
        let add = |digits: i64, byte: u8| digits.wrapping_mul(10).wrapping_add(i64::from(byte - b'0'));
        let (mut digits, mut at) = (0, 0);
        while let Some(byte) = rest.get(at).filter(|byte| byte.is_ascii_digit()) {
            digits = add(digits, *byte);
            at += 1;
        }
        let point = rest.get(at).map(|_| at);
        if point.is_some() {
            let (first, fraction) = rest[at..].split_first()?;
            if *first != b'.' {
                return None;
            }
            for byte in fraction {
                if !byte.is_ascii_digit() {
                    return None;
                }
                digits = add(digits, *byte);
            }
        }
        let count = rest.len() - usize::from(point.is_some());
        if count == 0 || count > MOST {
            return None;
        }
        let fraction_digits = u8::try_from(point.map_or(0, |point| count - point)).ok()?;
        let digits = if is_negative { -digits } else { digits };
        Some(SmallNumber { digits, fraction_digits, has_point: point.is_some() })
    }

    /// The number, if it is written without a decimal point.
    pub(crate) fn whole(self) -> Option<i64> {
        (!self.has_point).then_some(self.digits)
    }

    /// All digits as an integer: the number in units of the last digit that is written.
    pub(crate) fn digits(self) -> i64 {
        self.digits
    }

    /// The number of digits written after the decimal point.
    pub(crate) fn fraction_digits(self) -> usize {
        usize::from(self.fraction_digits)
    }

    /// The digits, scaled to a number of digits after the decimal point. Neither number is above 18.
    fn scaled(self, fraction_digits: u8) -> i128 {
        let zeros = fraction_digits.saturating_sub(self.fraction_digits);
        i128::from(self.digits) * i128::from(POWERS[usize::from(zeros)])
    }
}

impl Ord for SmallNumber {
    fn cmp(&self, other: &SmallNumber) -> Ordering {
        if self.fraction_digits == other.fraction_digits {
            return self.digits.cmp(&other.digits);
        }
        let most = self.fraction_digits.max(other.fraction_digits);
        self.scaled(most).cmp(&other.scaled(most))
    }
}

impl PartialOrd for SmallNumber {
    fn partial_cmp(&self, other: &SmallNumber) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for SmallNumber {
    fn eq(&self, other: &SmallNumber) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for SmallNumber {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::Decimal;
    use proptest::prelude::*;

    #[test]
    fn forms() {
        for (text, whole) in
            [("0", Some(0)), ("-0012", Some(-12)), ("+7", Some(7)), ("1.", None), (".5", None)]
        {
            assert_eq!(SmallNumber::parse(text).unwrap().whole(), whole, "{text}");
        }
        let longest = "999999999999999999";
        assert_eq!(
            SmallNumber::parse(&format!("-{longest}")).unwrap().whole(),
            Some(-999_999_999_999_999_999)
        );
        for text in [
            "",
            ".",
            "-",
            "+-1",
            "1.2.3",
            "1e2",
            " 1",
            "1,0",
            "１",
            &format!("{longest}0"),
            &format!("{longest}.0"),
        ] {
            assert!(SmallNumber::parse(text).is_none(), "{text}");
        }
    }

    proptest! {
        /// Parses and compares as `Decimal` does.
        #[test]
        fn as_any_decimal(a in "[+-]?[0-9]{0,12}\\.?[0-9]{0,10}", b in "[+-]?[0-9]{1,3}(\\.[0-9]{0,3})?") {
            for text in [&a, &b] {
                if let Some(small) = SmallNumber::parse(text) {
                    let decimal = Decimal::parse(text).unwrap();
                    prop_assert_eq!(small.fraction_digits(), decimal.fraction_digits());
                }
            }
            if let (Some(x), Some(y)) = (SmallNumber::parse(&a), SmallNumber::parse(&b)) {
                let (a, b) = (Decimal::parse(&a).unwrap(), Decimal::parse(&b).unwrap());
                prop_assert_eq!(x.cmp(&y), a.cmp(&b));
                prop_assert_eq!(y.cmp(&x), b.cmp(&a));
            }
        }
    }
}
