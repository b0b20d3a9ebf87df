//! What `fill check` finds out about a mapping.

use tmall_schema::MappingProblem;

use super::mapping::MissedField;

/// A mapping compared with a schema, and with records if there are some.
#[derive(Default)]
pub(crate) struct MappingCheck {
    /// How many fields it fills.
    pub(crate) fields: usize,
    /// Entries that do not fit the schema.
    pub(crate) problems: Vec<MappingProblem>,
    /// Required fields that it does not fill.
    pub(crate) missed: Vec<MissedField>,
    /// Fields that are filled from places that no record has.
    pub(crate) unfed: Vec<UnfedField>,
    /// Data that is never used, and how many records have it.
    pub(crate) unused: Vec<(String, u64)>,
    /// How many records were read; `None` without data.
    pub(crate) records: Option<u64>,
}

/// A field that is filled from a place that no record has.
pub(crate) struct UnfedField {
    pub(crate) path: String,
    /// The path into the record.
    pub(crate) source: String,
    /// The path that was most likely meant.
    pub(crate) near: Option<String>,
}
