//! Entries of the catalogue with their examples and what the checks report for them.

use tmall_schema::catalogue::{Entry, Example, MappingExample};
use tmall_schema::{Level, MappingProblem, Note};

use super::change::ReportedChange;
use super::findings::ItemFindings;

/// An entry whose examples have been run.
pub(crate) struct ExplainedEntry {
    pub(crate) entry: &'static Entry,
    pub(crate) examples: Vec<RunExample>,
    pub(crate) pairs: Vec<RunPair>,
    pub(crate) mappings: Vec<RunMapping>,
}

/// An example of a finding or a note.
pub(crate) struct RunExample {
    pub(crate) example: &'static Example,
    /// Empty if the example is the schema itself.
    pub(crate) schema: String,
    /// The document that the entry is about.
    pub(crate) document: String,
    pub(crate) result: ExampleResult,
    /// The document without the problem.
    pub(crate) fixed: String,
}

/// What is reported for an example.
pub(crate) enum ExampleResult {
    /// The document is an item.
    Findings(Box<ItemFindings>),
    /// The document is a schema.
    Notes(Vec<Note>),
}

/// An example of a change.
pub(crate) struct RunPair {
    pub(crate) level: Level,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
    pub(crate) changes: Vec<ReportedChange>,
}

/// An example of a problem of a mapping.
pub(crate) struct RunMapping {
    pub(crate) example: &'static MappingExample,
    pub(crate) problems: Vec<MappingProblem>,
}
