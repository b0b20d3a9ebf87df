//! Examples of values that were valid and no longer are.

use crate::check::measure::{Amount, ValueLimit};
use crate::diff::level::bounds::CountLimit;
use crate::diff::level::constraint::{Constraint, ConstraintKind};
use crate::diff::reason::{Reason, ValueWith};
use crate::vocab::{Bound, Side};

/// A reason with an example of a value that violates a constraint and met the one before, if there was one.
pub(super) fn of_violation(before: Option<&Constraint<'_>>, now: &Constraint<'_>) -> Reason {
    let before = before.map(|before| &before.kind);
    match &now.kind {
        ConstraintKind::Required => Reason::Missing,
        ConstraintKind::ReadOnly => Reason::ReadOnlyNow,
        ConstraintKind::ValueType(wanted) => Reason::OtherType(*wanted),
        ConstraintKind::Amount(amount, limit) => {
            if let Some(ConstraintKind::Amount(old_amount, was)) = before {
                of_amount((*old_amount, *was), (*amount, *limit))
            } else {
                Reason::Amount(ValueWith { count: violating(*limit), amount: *amount })
            }
        }
        ConstraintKind::Value(limit) => {
            let limit = &limit.limit;
            if let Some(ConstraintKind::Value(ValueLimit { limit: was, .. })) = before
                && (was.text == limit.text || was.bound == Bound::Include)
            {
                return Reason::Value(was.text.clone());
            }
            match limit.side {
                Side::Max => Reason::Above(limit.text.clone()),
                Side::Min => Reason::Below(limit.text.clone()),
            }
        }
        ConstraintKind::Count(limit) => {
            if let Some(ConstraintKind::Count(was)) = before
                && was.count != limit.count
            {
                return Reason::Count(was.count.max(1));
            }
            Reason::Count(violating(*limit))
        }
        ConstraintKind::Pattern { .. } => {
            let had_pattern = matches!(before, Some(ConstraintKind::Pattern { .. }));
            if had_pattern { Reason::AnotherPattern } else { Reason::NewPattern }
        }
        ConstraintKind::FileSize(_) => Reason::FileSize,
        ConstraintKind::PictureSize(_) => Reason::ImageSize,
        ConstraintKind::Attribute(name) => Reason::Attribute((*name).to_owned()),
    }
}

fn of_amount((old_amount, was): (Amount, CountLimit), (amount, limit): (Amount, CountLimit)) -> Reason {
    let is_same = amount.is_at_least(old_amount) && old_amount.is_at_least(amount);
    let (is_tighter, counts_more) = match limit.side {
        Side::Max => (was.count > limit.count, amount.is_at_least(old_amount)),
        Side::Min => (was.count < limit.count, old_amount.is_at_least(amount)),
    };
    if !is_same && counts_more {
        return Reason::LongerCount;
    }
    let count = match limit.side {
        _ if !is_same || !is_tighter => violating(limit),
        Side::Max => was.count,
        Side::Min => was.count.max(amount.least()),
    };
    Reason::Amount(ValueWith { count, amount })
}

/// The count nearest to a limit that violates it.
fn violating(limit: CountLimit) -> i64 {
    match limit.side {
        Side::Max => limit.count.saturating_add(1),
        Side::Min => limit.count.saturating_sub(1),
    }
}
