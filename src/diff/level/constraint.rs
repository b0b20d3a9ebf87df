//! What a rule requires of a value, in a form that can be compared.

use crate::check::date_format::DateFormat;
use crate::check::limit::Limit;
use crate::check::measure::{Amount, FieldLimit, ValueLimit};
use crate::check::pattern::{Holds, Patterns};
use crate::check::rule::Check;
use crate::check::size::SizeLimit;
use crate::diff::canonical::CanonicalCondition;
use crate::diff::level::bounds::{self, CountLimit, PictureLimit};
use crate::vocab::{Bound, Dialect, FieldKind, Side, ValueType};

/// A rule that can make errors.
#[derive(Debug)]
pub(super) struct Constraint<'s> {
    /// The number of the rule within its field.
    pub(super) rule: u32,
    pub(super) kind: ConstraintKind<'s>,
    pub(super) when: Option<CanonicalCondition<'s>>,
}

/// What it requires.
#[derive(Clone, Debug)]
pub(super) enum ConstraintKind<'s> {
    Required,
    ReadOnly,
    ValueType(ValueType),
    /// A limit for what is counted of each value.
    Amount(Amount, CountLimit),
    Value(ValueLimit),
    Count(CountLimit),
    Pattern {
        text: &'s str,
        bound: Bound,
    },
    /// In bytes.
    FileSize(Limit),
    PictureSize(PictureLimit),
    Attribute(&'s str),
}

/// What the limits and patterns of a field apply to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ValueModes {
    /// Numbers and texts, at least under some conditions.
    pub(super) texts: bool,
    /// Dates and times, at least under some conditions.
    pub(super) moments: bool,
}

impl ValueModes {
    /// What the field may hold.
    pub(super) fn holds(self) -> impl Iterator<Item = Holds> {
        [(self.texts, Holds::Texts), (self.moments, Holds::Moments)]
            .into_iter()
            .filter_map(|(may_hold, holds)| may_hold.then_some(holds))
    }
}

impl<'s> ConstraintKind<'s> {
    /// The constraint of a check; `None` if it never makes an error.
    ///
    /// A missing value of a field of an unknown type is only a warning, since it is not known who fills such a field.
    pub(super) fn of(
        check: Check<'s>,
        kind: Option<FieldKind>,
        dialect: Dialect,
    ) -> Option<ConstraintKind<'s>> {
        match check {
            Check::Required if kind.is_none() => None,
            Check::ValueType(wanted) if wanted.is_any_text() => None,
            Check::Nothing
            | Check::Disabled
            | Check::ServerOptions
            | Check::WholeField(FieldLimit::TotalLength(..)) => None,
            Check::Required => Some(ConstraintKind::Required),
            Check::ReadOnly => Some(ConstraintKind::ReadOnly),
            Check::ValueType(wanted) => Some(ConstraintKind::ValueType(wanted)),
            Check::EachValue(limit) if limit.measure.is_amount() => {
                let amount = Amount { measure: limit.measure, dialect };
                Some(ConstraintKind::Amount(amount, CountLimit::of(&limit.limit)))
            }
            Check::EachValue(limit) => Some(ConstraintKind::Value(limit)),
            Check::WholeField(FieldLimit::Count(limit)) => {
                Some(ConstraintKind::Count(CountLimit::of(&limit)))
            }
            Check::Pattern { text, bound } => Some(ConstraintKind::Pattern { text, bound }),
            Check::Size(SizeLimit::File(unit, limit)) => {
                Some(ConstraintKind::FileSize(bounds::in_bytes(&limit, unit)))
            }
            Check::Size(SizeLimit::PictureFile(_)) => None,
            Check::Size(SizeLimit::Picture(picture)) => {
                Some(ConstraintKind::PictureSize(PictureLimit::of(&picture)))
            }
            Check::Attribute(name) => Some(ConstraintKind::Attribute(name)),
        }
    }

    /// Whether any value of the field can violate it.
    pub(super) fn can_fail(&self, takes_one: bool, modes: ValueModes, has_given: bool) -> bool {
        match self {
            ConstraintKind::Required
            | ConstraintKind::ValueType(_)
            | ConstraintKind::FileSize(_)
            | ConstraintKind::Attribute(_) => true,
            ConstraintKind::ReadOnly => has_given,
            ConstraintKind::Amount(amount, limit) => limit.side == Side::Max || limit.count > amount.least(),
            ConstraintKind::Count(limit) => match limit.side {
                Side::Min => limit.count > 1,
                Side::Max => !(takes_one && limit.count >= 1),
            },
            ConstraintKind::Value(limit) => modes.holds().any(|holds| limit.is_comparable(holds)),
            ConstraintKind::Pattern { text, bound } => {
                let pattern = Patterns::default().rule(text, *bound);
                modes.holds().any(|holds| pattern.refusal(holds).is_none())
            }
            ConstraintKind::PictureSize(limit) => limit.has_limit(),
        }
    }

    /// Whether it makes the values of the field dates or times.
    pub(super) fn is_moment(&self) -> bool {
        matches!(self, ConstraintKind::ValueType(wanted) if wanted.is_moment())
    }

    /// Whether it has another meaning for dates and times than for numbers and texts.
    pub(super) fn depends_on_mode(&self) -> bool {
        match self {
            ConstraintKind::Value(limit) => limit.is_usable(),
            ConstraintKind::Pattern { text, .. } => DateFormat::parse(text).is_some(),
            ConstraintKind::Required
            | ConstraintKind::ReadOnly
            | ConstraintKind::ValueType(_)
            | ConstraintKind::Amount(..)
            | ConstraintKind::Count(_)
            | ConstraintKind::FileSize(_)
            | ConstraintKind::PictureSize(_)
            | ConstraintKind::Attribute(_) => false,
        }
    }
}
