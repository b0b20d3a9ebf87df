//! What all rules with a limit have in common: a number, a direction, and whether the limit itself is allowed.

use std::cmp::Ordering;

use crate::decimal::Decimal;
use crate::schema::RuleRef;
use crate::vocab::Bound;

/// A limit of a rule, as written.
#[derive(Clone, Debug)]
pub(crate) struct Limit {
    /// The rule's value, trimmed.
    pub(crate) text: String,
    pub(crate) side: Side,
    pub(crate) bound: Bound,
}

/// On which side of the limit values may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The rule states a maximum.
    Max,
    /// The rule states a minimum.
    Min,
}

impl Limit {
    /// The limit of a rule; none if its value is missing or its exProperty is neither word.
    pub(crate) fn of(rule: RuleRef<'_>, side: Side) -> Option<Limit> {
        Some(Limit { text: rule.value()?.trim().to_owned(), side, bound: rule.bound()? })
    }

    /// The limit as a number.
    pub(crate) fn number(&self) -> Option<Decimal<'_>> {
        Decimal::parse(&self.text)
    }

    /// Whether something that compares so with the limit is allowed.
    pub(crate) fn allows(&self, compared: Ordering) -> bool {
        match (compared, self.side) {
            (Ordering::Equal, _) => self.bound == Bound::Include,
            (Ordering::Less, side) => side == Side::Max,
            (Ordering::Greater, side) => side == Side::Min,
        }
    }

    /// Whether a count is allowed; one that cannot be compared is.
    pub(crate) fn allows_count(&self, count: usize) -> bool {
        let count = count.to_string();
        match (Decimal::parse(&count), self.number()) {
            (Some(count), Some(limit)) => self.allows(count.cmp(&limit)),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds() {
        let limit = |side, bound| Limit { text: "3.0".to_owned(), side, bound };
        let allowed = |side, bound| [2, 3, 4].map(|count| limit(side, bound).allows_count(count));
        assert_eq!(allowed(Side::Max, Bound::Include), [true, true, false]);
        assert_eq!(allowed(Side::Max, Bound::NotInclude), [true, false, false]);
        assert_eq!(allowed(Side::Min, Bound::Include), [false, true, true]);
        assert_eq!(allowed(Side::Min, Bound::NotInclude), [false, false, true]);
    }
}
