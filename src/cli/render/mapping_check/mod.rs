//! What `fill check` finds out: for people and as JSON.

mod json;
mod text;

pub(crate) use json::json;
pub(crate) use text::text;

use crate::cli::results::mapping::Need;
use crate::cli::results::mapping_check::MappingCheck;

/// What makes the exit code 1, and what is only said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CheckCounts {
    pub(crate) errors: usize,
    pub(crate) hints: usize,
}

impl CheckCounts {
    pub(crate) fn of(check: &MappingCheck) -> CheckCounts {
        let wrong = check.missed.iter().filter(|missed| missed.need == Need::Always).count();
        CheckCounts {
            errors: check.problems.len() + wrong,
            hints: usize::from(check.fields == 0) + check.missed.len() - wrong
                + check.unfed.len()
                + check.unused.len(),
        }
    }
}
