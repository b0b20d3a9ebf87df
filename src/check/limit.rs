//! The limit of a rule: a number, a side, and whether the limit itself is allowed.

use std::cmp::Ordering;
use std::io::Write;

use crate::check::length;
use crate::check::length::Range;
use crate::check::small_number::SmallNumber;
use crate::decimal::Decimal;
use crate::schema::RuleRef;
use crate::vocab::{Bound, Side};

/// A limit of a rule, as written.
#[derive(Clone, Debug)]
pub(crate) struct Limit {
    /// The rule's value, trimmed.
    pub(crate) text: String,
    pub(crate) side: Side,
    pub(crate) bound: Bound,
    /// The limit as a small number.
    small: Option<SmallNumber>,
    /// The limit as a count, if it is written as one.
    count: Option<usize>,
}

impl Limit {
    /// The limit of a rule; none if its value is missing or its exProperty is neither word.
    pub(crate) fn of(rule: RuleRef<'_>, side: Side) -> Option<Limit> {
        Some(Limit::new(rule.value()?.trim(), side, rule.bound()?))
    }

    pub(crate) fn new(text: &str, side: Side, bound: Bound) -> Limit {
        let small = SmallNumber::parse(text);
        let count = small.and_then(SmallNumber::whole).and_then(|whole| usize::try_from(whole).ok());
        Limit { text: text.to_owned(), side, bound, small, count }
    }

    /// The limit as a number.
    pub(crate) fn number(&self) -> Option<Decimal<'_>> {
        Decimal::parse(&self.text)
    }

    /// Whether a value is allowed that compares so with the limit.
    pub(crate) fn allows(&self, compared: Ordering) -> bool {
        match (compared, self.side) {
            (Ordering::Equal, _) => self.bound == Bound::Include,
            (Ordering::Less, side) => side == Side::Max,
            (Ordering::Greater, side) => side == Side::Min,
        }
    }

    /// Whether a number is allowed; none if the number or the limit is not small.
    pub(crate) fn allows_small(&self, number: Option<SmallNumber>) -> Option<bool> {
        Some(self.allows(number?.cmp(&self.small?)))
    }

    /// The least and the most that a number with this many digits after the decimal point may be, in units of its last
    /// digit; none if the limit is not a small number, or so many digits are not supported.
    pub(crate) fn range_of_digits(&self, fraction_digits: u32) -> Option<(i64, i64)> {
        let small = self.small?;
        let scale = 10_i128.checked_pow(fraction_digits)?;
        let unit = 10_i128.checked_pow(u32::try_from(small.fraction_digits()).ok()?)?;
        let limit = i128::from(small.digits()).checked_mul(scale)?;
        let (floor, is_whole) = (limit.div_euclid(unit), limit.rem_euclid(unit) == 0);
        // A number on the limit is in its last digit only if the limit has no more digits.
        let (below, above) = match (is_whole, self.bound) {
            (true, Bound::Include) => (floor, floor),
            (true, Bound::NotInclude) => (floor - 1, floor + 1),
            (false, Bound::Include | Bound::NotInclude) => (floor, floor + 1),
        };
        let within = |bound: i128| bound.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64;
        Some(match self.side {
            Side::Max => (i64::MIN, within(below)),
            Side::Min => (within(above), i64::MAX),
        })
    }

    /// The size in bytes up to which texts surely are not too long, however their length is counted; none if the limit
    /// is not a maximum, or not a count.
    pub(crate) fn most_bytes(&self) -> Option<usize> {
        match (self.side, self.bound) {
            (Side::Max, Bound::Include) => self.count,
            (Side::Max, Bound::NotInclude) => self.count?.checked_sub(1),
            (Side::Min, Bound::Include | Bound::NotInclude) => None,
        }
    }

    /// Whether all counts from one on are allowed: by a minimum that is no higher.
    pub(crate) fn is_met_by_all_from(&self, least: usize) -> bool {
        self.side == Side::Min && self.allows_count(least)
    }

    /// Whether a count is allowed. Any is if the limit is not a number.
    #[inline]
    pub(crate) fn allows_count(&self, count: usize) -> bool {
        if let Some(limit) = self.count {
            return self.allows(count.cmp(&limit));
        }
        self.allows_digits(count)
    }

    #[cold]
    fn allows_digits(&self, count: usize) -> bool {
        let mut digits = [0; 20];
        let room = digits.len();
        let mut rest = digits.as_mut_slice();
        let written = write!(rest, "{count}");
        let used = room - rest.len();
        let count = written.ok().and_then(|()| std::str::from_utf8(&digits[..used]).ok());
        match (count.and_then(Decimal::parse), self.number()) {
            (Some(count), Some(limit)) => self.allows(count.cmp(&limit)),
            _ => true,
        }
    }

    /// Whether all counts of a range are allowed.
    #[inline]
    pub(crate) fn allows_all(&self, range: Range) -> bool {
        match self.side {
            Side::Max => self.allows_count(range.most),
            Side::Min => self.allows_count(range.least),
        }
    }

    /// Whether the length of a text is surely allowed, however it is counted.
    #[inline]
    pub(crate) fn allows_length_of(&self, text: &str) -> bool {
        // A pass over the text raises the lower bound only.
        self.allows_all(length::length_bounds_by_size(text))
            || (self.side == Side::Min && self.allows_all(length::length_bounds(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds() {
        for text in ["3", "3.0", "30e-1"] {
            let limit = |side, bound| Limit::new(text, side, bound);
            let allowed = |side, bound| [2, 3, 4].map(|count| limit(side, bound).allows_count(count));
            assert_eq!(allowed(Side::Max, Bound::Include), [true, true, false], "{text}");
            assert_eq!(allowed(Side::Max, Bound::NotInclude), [true, false, false], "{text}");
            assert_eq!(allowed(Side::Min, Bound::Include), [false, true, true], "{text}");
            assert_eq!(allowed(Side::Min, Bound::NotInclude), [false, false, true], "{text}");
        }
        let limit = Limit::new("-3", Side::Max, Bound::Include);
        assert!(!limit.allows_count(0));
        assert_eq!(limit.allows_small(SmallNumber::parse("-3.01")), Some(true));
        assert_eq!(limit.allows_small(SmallNumber::parse("1e5")), None);
    }
}
