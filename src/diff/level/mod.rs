//! How bad a change is: judgement, apart from the facts.

mod body;
mod bounds;
mod choice;
mod effect;
mod field;
mod meaning;
mod rule;

use crate::code::Level;
use crate::diff::reason::Reason;

pub(super) use body::Unit;
pub(super) use choice::SameValue;
pub(super) use effect::disables;
pub(super) use field::{Case, added, removed};
pub(super) use meaning::Meanings;

/// A level and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) level: Level,
    pub(super) reason: Reason,
}

impl Verdict {
    pub(super) const fn breaking(reason: Reason) -> Verdict {
        Verdict { level: Level::Breaking, reason }
    }

    pub(super) const fn compatible(reason: Reason) -> Verdict {
        Verdict { level: Level::Compatible, reason }
    }

    pub(super) const fn cosmetic(reason: Reason) -> Verdict {
        Verdict { level: Level::Cosmetic, reason }
    }

    /// The worse of two; the first of equal ones.
    pub(super) fn worse(self, other: Verdict) -> Verdict {
        if other.level > self.level { other } else { self }
    }
}
