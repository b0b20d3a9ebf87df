//! How bad a finding, a change or a problem is.

use std::fmt;

use crate::catalogue::words::words;
use crate::code::{Level, Severity};
use crate::lang::Lang;

/// How bad something is: a finding or a problem of a mapping has a severity, a change a level, a note has neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Grade {
    /// The severity of a finding, or of a problem of a mapping.
    Severity(Severity),
    /// The level of a change.
    Level(Level),
    /// A note.
    Note,
}

pub(super) const ERROR: Grade = Grade::Severity(Severity::Error);
pub(super) const WARNING: Grade = Grade::Severity(Severity::Warning);
pub(super) const NOTE: Grade = Grade::Severity(Severity::Note);
pub(super) const BREAKING: Grade = Grade::Level(Level::Breaking);
pub(super) const COMPATIBLE: Grade = Grade::Level(Level::Compatible);
pub(super) const COSMETIC: Grade = Grade::Level(Level::Cosmetic);

impl Grade {
    /// The word as it is printed, such as `error`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Grade::Severity(severity) => severity.as_str(),
            Grade::Level(level) => level.as_str(),
            Grade::Note => Severity::Note.as_str(),
        }
    }

    /// The word for people.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Grade::Severity(severity) => severity.title(lang),
            Grade::Level(Level::Breaking) => words("breaking", "破坏性").of(lang),
            Grade::Level(Level::Compatible) => words("compatible", "兼容").of(lang),
            Grade::Level(Level::Cosmetic) => words("cosmetic", "无影响").of(lang),
            Grade::Note => Severity::Note.title(lang),
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
