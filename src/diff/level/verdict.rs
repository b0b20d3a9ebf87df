//! The level of a change with its reason.

use crate::code::Level;
use crate::diff::reason::Reason;

/// A level and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::diff) struct Verdict {
    pub(in crate::diff) level: Level,
    pub(in crate::diff) reason: Reason,
}

impl Verdict {
    pub(in crate::diff) const fn breaking(reason: Reason) -> Verdict {
        Verdict { level: Level::Breaking, reason }
    }

    pub(in crate::diff) const fn compatible(reason: Reason) -> Verdict {
        Verdict { level: Level::Compatible, reason }
    }

    pub(in crate::diff) const fn cosmetic(reason: Reason) -> Verdict {
        Verdict { level: Level::Cosmetic, reason }
    }

    /// The worse of both, or the first if they are equally bad.
    pub(in crate::diff) fn worse(self, other: Verdict) -> Verdict {
        if other.level > self.level { other } else { self }
    }
}
