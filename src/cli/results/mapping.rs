//! What changes of a schema do to a mapping.

use serde::Serialize;
use tmall_schema::{FieldRef, MappingProblem, TouchedEntry};

/// The effect on the mapping of the changes of one schema.
#[derive(Debug, Default)]
pub(crate) struct MappingEffect {
    /// Entries that no longer fit.
    pub(crate) unfit: Vec<MappingProblem>,
    /// Fields that must be filled now and are not.
    pub(crate) missed: Vec<MissedField>,
}

/// A required field that the mapping does not fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MissedField {
    pub(crate) path: String,
    pub(crate) field: Option<String>,
    pub(crate) need: Need,
}

/// When a value is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Need {
    Always,
    /// Always, but the schema has a value of its own, which `--defaults` carries.
    Default,
    Condition,
}

/// The place in a mapping that fills a field.
#[derive(Debug, Serialize)]
pub(crate) struct FilledAt {
    path: String,
    #[serde(rename = "mapping", skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(rename = "mapping_line", skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(rename = "mapping_column", skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

impl FilledAt {
    pub(crate) fn of(entry: &TouchedEntry) -> FilledAt {
        FilledAt {
            path: entry.path.clone(),
            file: entry.file.as_deref().map(str::to_owned),
            line: entry.position.map(|at| at.line),
            column: entry.position.map(|at| at.column),
        }
    }

    /// `shirts.toml:3:1`.
    pub(crate) fn place(&self) -> String {
        let file = self.file.as_deref().unwrap_or_default();
        format!("{file}:{}:{}", self.line.unwrap_or_default(), self.column.unwrap_or_default())
    }
}

/// Totals over all schemas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct MappingCounts {
    /// Changes of fields that the mapping fills.
    pub(crate) touched: usize,
    pub(crate) unfit: usize,
    /// Required fields that it does not fill.
    pub(crate) missed: usize,
    /// Those for which the schema has a value, which `--defaults` carries.
    pub(crate) defaulted: usize,
    /// Fields required under a condition that it does not fill.
    pub(crate) conditional: usize,
}

impl MappingCounts {
    /// Whether the mapping no longer makes valid items for all schemas.
    pub(crate) fn is_broken(self) -> bool {
        self.unfit > 0 || self.missed > 0
    }
}

/// Whether the schema has a present or default value for a field, which `--defaults` carries.
pub(crate) fn has_own_value(field: FieldRef<'_>) -> bool {
    !(field.default_values().is_empty()
        && field.default_rows().is_empty()
        && field.present_values().is_empty()
        && field.present_rows().is_empty())
}
