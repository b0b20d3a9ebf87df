//! Equal changes of several schemas: the same code, path, old and new facts, and level.

use super::change::ReportedChange;

/// The changes that the same schemas have.
#[derive(Debug)]
pub(crate) struct ChangeGroup {
    /// The names of the schemas, at least two.
    pub(crate) schemas: Vec<String>,
    /// In document order.
    pub(crate) changes: Vec<ReportedChange>,
}
