//! Whether one constraint implies another.

use crate::check::length::Counting;
use crate::check::measure::{Outcome, ValueLimit};
use crate::check::pattern::Holds;
use crate::check::text::Text;
use crate::check::value_type;
use crate::decimal::Decimal;
use crate::diff::level::bounds;
use crate::diff::level::constraint::{ConstraintKind, ValueModes};
use crate::diff::reason::LengthMeasure;
use crate::vocab::{Dialect, LengthUnit, Side, ValueType};

impl ConstraintKind<'_> {
    /// Whether every value that meets this also meets the other, both read in the given modes. False if it is not
    /// known.
    pub(super) fn implies(&self, other: &ConstraintKind<'_>, modes: ValueModes) -> bool {
        match self {
            ConstraintKind::Required => matches!(other, ConstraintKind::Required),
            ConstraintKind::ReadOnly => matches!(other, ConstraintKind::ReadOnly),
            ConstraintKind::ValueType(a) => type_implies(*a, other),
            ConstraintKind::Length(of_a, a) => {
                let ConstraintKind::Length(of_b, b) = other else { return false };
                // The later a measure is, the more of it a text has.
                let is_measured = match a.side {
                    Side::Max => of_a >= of_b,
                    Side::Min => of_a <= of_b,
                };
                is_measured && a.implies(*b)
            }
            ConstraintKind::Value(a) => {
                matches!(other, ConstraintKind::Value(b) if value_implies(a, b, modes))
            }
            ConstraintKind::Count(a) => matches!(other, ConstraintKind::Count(b) if a.implies(*b)),
            ConstraintKind::DecimalDigits(a) => {
                matches!(other, ConstraintKind::DecimalDigits(b) if a.implies(*b))
            }
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
            ConstraintKind::Length(measure, limit) => {
                let unit = match measure {
                    LengthMeasure::Characters => LengthUnit::Character,
                    LengthMeasure::Bytes | LengthMeasure::Utf8Bytes => LengthUnit::Byte,
                };
                let length = Counting { dialect, character: None, byte: None }.length(text, unit);
                // An error is reported only if no plausible count is within the limit.
                limit.allows(length.least) || limit.allows(length.most)
            }
            ConstraintKind::Value(limit) => {
                let counting = Counting { dialect, character: None, byte: None };
                modes.holds().all(|holds| match limit.check(&Text::new(text), holds, counting) {
                    Outcome::Passed | Outcome::NotComparable => true,
                    Outcome::Broken { .. } => false,
                })
            }
            ConstraintKind::DecimalDigits(limit) => {
                Decimal::parse(text).is_none_or(|number| limit.allows(number.fraction_digits()))
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
        ConstraintKind::DecimalDigits(limit) => {
            matches!(a, ValueType::Integer | ValueType::Long) && limit.side == Side::Max && limit.count >= 0
        }
        ConstraintKind::Required
        | ConstraintKind::ReadOnly
        | ConstraintKind::Length(..)
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
