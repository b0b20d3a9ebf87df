//! What changes of a schema do to items: which items they break, and which become valid.

use tmall_schema::Finding;

use super::change::ReportedChange;
use crate::cli::error::CliError;

/// The effect on the items of one schema.
#[derive(Debug, Default)]
pub(crate) struct ItemsImpact {
    /// Items that were valid and no longer are.
    pub(crate) broken: Vec<BrokenItem>,
    /// Items that were not valid and are now.
    pub(crate) fixed: Vec<String>,
    pub(crate) unreadable: Vec<CliError>,
}

/// An item that is no longer valid.
#[derive(Debug)]
pub(crate) struct BrokenItem {
    pub(crate) file: String,
    pub(crate) errors: Vec<BreakingError>,
}

/// An error that an item has under the new schema, with the change that causes it.
#[derive(Debug)]
pub(crate) struct BreakingError {
    /// `None` if the schema was removed.
    pub(crate) finding: Option<Finding>,
    /// `None` if no single change causes it.
    pub(crate) cause: Option<Cause>,
}

/// The parts of a change that reports about items show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cause {
    /// Its number among the changes of the schema.
    pub(crate) at: usize,
    pub(crate) fingerprint: String,
    /// `None` if the change is about the whole schema.
    pub(crate) path: Option<String>,
    pub(crate) field: Option<String>,
    pub(crate) message: String,
}

impl Cause {
    pub(crate) fn of(at: usize, change: &ReportedChange) -> Cause {
        Cause {
            at,
            fingerprint: change.fingerprint.clone(),
            path: (!change.is_of_schema()).then(|| change.path.clone()),
            field: change.field.clone(),
            message: change.message.clone(),
        }
    }
}

/// Numbers of items by the effect on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ItemCounts {
    pub(crate) items: usize,
    pub(crate) broken: usize,
    pub(crate) fixed: usize,
    /// Items that were not validated, since they or their schemas cannot be read.
    pub(crate) unreadable: usize,
}
