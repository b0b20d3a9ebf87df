//! Numbers that are compared often: most are short, and are compared as integers.

use std::cmp::Ordering;

use crate::decimal::Decimal;

/// The digits after the point that a short number may have.
const PLACES: usize = 6;
/// The digits before the point that a short number may have.
const WHOLE: usize = 12;

/// A number as written, with its value in millionths if it is short.
#[derive(Clone, Debug)]
pub(super) struct Number<T> {
    text: T,
    short: Option<i64>,
}

impl<T: AsRef<str>> Number<T> {
    pub(super) fn parse(text: T) -> Option<Number<T>> {
        let short = short(text.as_ref().trim());
        if short.is_none() {
            Decimal::parse(text.as_ref())?;
        }
        Some(Number { text, short })
    }

    /// The same with a text of its own.
    pub(super) fn owned(&self) -> Number<String> {
        Number { text: self.text().to_owned(), short: self.short }
    }

    pub(super) fn text(&self) -> &str {
        self.text.as_ref().trim()
    }

    pub(super) fn compare<U: AsRef<str>>(&self, other: &Number<U>) -> Ordering {
        match (self.short, other.short) {
            (Some(one), Some(other)) => one.cmp(&other),
            // Both are numbers, or they would not be here.
            _ => Decimal::parse(self.text()).cmp(&Decimal::parse(other.text())),
        }
    }
}

/// Digits with a point and a sign, and nothing else.
fn short(text: &str) -> Option<i64> {
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (mut value, mut whole, mut places): (i64, usize, Option<usize>) = (0, 0, None);
    for byte in digits.bytes() {
        match (byte, &mut places) {
            (b'0'..=b'9', Some(places)) => *places += 1,
            (b'0'..=b'9', None) => whole += 1,
            (b'.', None) => {
                places = Some(0);
                continue;
            }
            _ => return None,
        }
        if whole > WHOLE || places.is_some_and(|places| places > PLACES) {
            return None;
        }
        value = value * 10 + i64::from(byte - b'0');
    }
    let places = places.unwrap_or(0);
    if whole + places == 0 {
        return None;
    }
    let value = (places..PLACES).fold(value, |value, _| value * 10);
    Some(if is_negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// As exact decimals, in the order of numbers and in what is one.
        #[test]
        fn as_decimals(a in "[-+ ]?[0-9]{0,14}(\\.[0-9]{0,8})?", b in "[-+]?[0-9]{0,3}(\\.[0-9]{0,3})?(e[0-9])?") {
            let numbers = [&a, &b].map(|text| Number::parse(text.as_str()));
            let decimals = [&a, &b].map(|text| Decimal::parse(text));
            for (number, decimal) in numbers.iter().zip(&decimals) {
                prop_assert_eq!(number.is_some(), decimal.is_some());
            }
            if let ([Some(one), Some(other)], [Some(a), Some(b)]) = (&numbers, &decimals) {
                prop_assert_eq!(one.compare(other), a.cmp(b));
            }
        }
    }
}
