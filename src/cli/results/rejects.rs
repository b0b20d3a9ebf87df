//! Records that became no item, and why.

use tmall_schema::{Finding, MappingProblem};

/// Why a record became no item.
pub(crate) enum Reject {
    /// The record cannot be read, or the item cannot be written.
    Unreadable(String),
    /// An earlier record has the same name.
    DuplicateName(String),
    /// The record does not fit the mapping, or its item is not valid.
    Invalid { problems: Vec<MappingProblem>, findings: Vec<Finding>, lines: RowLines },
}

/// The lines of rows of the data, by the pointers of the rows of the item that were made of them.
#[derive(Default)]
pub(crate) struct RowLines(pub(crate) Vec<(String, u64)>);

impl RowLines {
    /// The row that a value belongs to, with its line.
    pub(crate) fn row_of(&self, path: &str) -> Option<&(String, u64)> {
        let is_inside =
            |row: &str| path.strip_prefix(row).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.0.iter().filter(|(row, _)| is_inside(row)).max_by_key(|(row, _)| row.len())
    }
}

/// A rejected record as it was, so that it can be corrected and filled again.
#[derive(Default)]
pub(crate) struct RejectedRecord {
    /// Its rows as JSON, usually one; empty if it cannot be parsed.
    pub(crate) rows: Vec<String>,
    /// Its text if it cannot be parsed; `None` if it cannot even be decoded.
    pub(crate) text: Option<String>,
    /// Whether its texts are cells of a table.
    pub(crate) is_table: bool,
}

/// The place and the name of a record.
#[derive(Clone, Copy)]
pub(crate) struct RecordPlace<'r> {
    /// Its number, from 1.
    pub(crate) record: u64,
    pub(crate) line: Option<u64>,
    pub(crate) name: Option<&'r str>,
}
