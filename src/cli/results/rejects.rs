//! Records that became no item, and why.

use tmall_schema::{Finding, MappingProblem};

/// Why a record became no item.
pub(crate) enum Reject {
    /// The record cannot be read, or the item cannot be written.
    Unreadable(String),
    /// An earlier record has the same name.
    DuplicateName(String),
    /// The record does not fit the mapping, or its item is not valid.
    Invalid { problems: Vec<MappingProblem>, findings: Vec<Finding> },
}

/// The place and the name of a record.
#[derive(Clone, Copy)]
pub(crate) struct RecordPlace<'r> {
    /// Its number, from 1.
    pub(crate) record: u64,
    pub(crate) line: Option<u64>,
    pub(crate) name: Option<&'r str>,
}
