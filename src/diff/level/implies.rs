//! Whether one constraint implies another.

use crate::check::length::Counting;
use crate::check::measure::{Amount, LimitOutcome, ValueLimit, ValueMeasure};
use crate::check::pattern::Holds;
use crate::check::text::Text;
use crate::check::value_type;
use crate::diff::level::bounds;
use crate::diff::level::constraint::{ConstraintKind, ValueModes};
use crate::vocab::{Dialect, Side, ValueType};

impl ConstraintKind<'_> {
    /// Whether every value that meets this also meets the other, both read in the given modes. False if it is not
    /// known.
    pub(super) fn implies(&self, other: &ConstraintKind<'_>, modes: ValueModes) -> bool {
        match self {
            ConstraintKind::Required => matches!(other, ConstraintKind::Required),
            ConstraintKind::ReadOnly => matches!(other, ConstraintKind::ReadOnly),
            ConstraintKind::ValueType(a) => type_implies(*a, other),
            ConstraintKind::Amount(of_a, a) => {
                let ConstraintKind::Amount(of_b, b) = other else { return false };
                let is_measured = match a.side {
                    Side::Max => of_a.is_at_least(*of_b),
                    Side::Min => of_b.is_at_least(*of_a),
                };
                is_measured && a.implies(*b)
            }
            ConstraintKind::Value(a) => {
                matches!(other, ConstraintKind::Value(b) if value_implies(a, b, modes))
            }
            ConstraintKind::Count(a) => matches!(other, ConstraintKind::Count(b) if a.implies(*b)),
            ConstraintKind::Pattern { text: a, bound: of_a } => {
                matches!(other, ConstraintKind::Pattern { text: b, bound: of_b } if a == b && of_a == of_b)
            }
            ConstraintKind::FileSize(a) => {
                matches!(other, ConstraintKind::FileSize(b)
                    if a.side == b.side && bounds::is_within(a, b, Holds::Texts) == Some(true))
            }
            ConstraintKind::PictureSize(a) => {
                matches!(other, ConstraintKind::PictureSize(b) if a.implies(*b))
            }
            ConstraintKind::Attribute(a) => matches!(other, ConstraintKind::Attribute(b) if a == b),
        }
    }

    /// Whether a text is certain to meet it.
    pub(super) fn accepts(&self, text: &str, modes: ValueModes, dialect: Dialect) -> bool {
        match self {
            ConstraintKind::ValueType(wanted) => value_type::fits(text, None, *wanted),
            // An error is reported only if no plausible count is within the limit.
            ConstraintKind::Amount(amount, limit) => {
                let amount = Amount { measure: amount.measure, dialect };
                amount.of(text).is_none_or(|range| limit.allows(range.least) || limit.allows(range.most))
            }
            ConstraintKind::Value(limit) => {
                let counting = Counting { dialect, character: None, byte: None };
                modes.holds().all(|holds| match limit.check(&Text::new(text), holds, counting) {
                    LimitOutcome::Passed | LimitOutcome::NotComparable => true,
                    LimitOutcome::Broken { .. } => false,
                })
            }
            ConstraintKind::Required
            | ConstraintKind::ReadOnly
            | ConstraintKind::Count(_)
            | ConstraintKind::Pattern { .. }
            | ConstraintKind::FileSize(_)
            | ConstraintKind::PictureSize(_)
            | ConstraintKind::Attribute(_) => false,
        }
    }
}

fn type_implies(a: ValueType, other: &ConstraintKind<'_>) -> bool {
    /// Each accepts fewer texts than the next.
    const NUMBERS: [ValueType; 4] =
        [ValueType::Integer, ValueType::Long, ValueType::Decimal, ValueType::Double];
    let place = |wanted| NUMBERS.iter().position(|number| *number == wanted);
    match other {
        ConstraintKind::ValueType(b) => a == *b || place(a).zip(place(*b)).is_some_and(|(a, b)| a <= b),
        // Integers have no digits after the point.
        ConstraintKind::Amount(amount, limit) => {
            amount.measure == ValueMeasure::DecimalDigits
                && matches!(a, ValueType::Integer | ValueType::Long)
                && limit.side == Side::Max
                && limit.count >= 0
        }
        ConstraintKind::Required
        | ConstraintKind::ReadOnly
        | ConstraintKind::Value(_)
        | ConstraintKind::Count(_)
        | ConstraintKind::Pattern { .. }
        | ConstraintKind::FileSize(_)
        | ConstraintKind::PictureSize(_)
        | ConstraintKind::Attribute(_) => false,
    }
}

fn value_implies(a: &ValueLimit, b: &ValueLimit, modes: ValueModes) -> bool {
    a.limit.side == b.limit.side
        && modes.holds().all(|holds| {
            !b.is_comparable(holds) || bounds::is_within(&a.limit, &b.limit, holds) == Some(true)
        })
}
