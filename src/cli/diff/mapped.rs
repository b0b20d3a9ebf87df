//! What changes do to a mapping: which of them concern what it fills, what of it fits no more, what it misses.

use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use tmall_schema::{Changes, Coverage, FieldRef, Mapping, MappingProblem, Schema, TouchedEntry};

use super::compared::Difference;
use super::row::Row;
use crate::cli::console::Console;
use crate::cli::error::CliError;

/// What becomes of the mapping, by one pair of schemas.
#[derive(Debug, Default)]
pub(crate) struct Mapped {
    /// What fits no more.
    pub(crate) unfit: Vec<MappingProblem>,
    /// What is to be filled now, and is not.
    pub(crate) missed: Vec<Missed>,
}

/// A field that is required, and that the mapping does not fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Missed {
    pub(crate) path: String,
    pub(crate) field: Option<String>,
    pub(crate) need: Need,
}

/// When a value is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Need {
    Always,
    /// The schema itself has a value, which is carried where defaults are.
    Default,
    Condition,
}

/// Where the mapping fills a field.
#[derive(Debug, Serialize)]
pub(crate) struct Filled {
    path: String,
    #[serde(rename = "mapping", skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(rename = "mapping_line", skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(rename = "mapping_column", skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

impl Filled {
    fn of(entry: &TouchedEntry) -> Filled {
        Filled {
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

/// Sums over all schemas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct MappedCounts {
    /// Changes to what the mapping fills.
    pub(crate) touched: usize,
    pub(crate) unfit: usize,
    pub(crate) missed: usize,
}

impl MappedCounts {
    pub(super) fn add(&mut self, difference: &Difference) {
        self.touched += difference.rows.iter().filter(|row| !row.filled.is_empty()).count();
        self.unfit += difference.mapped.unfit.len();
        self.missed += difference.mapped.missed.iter().filter(|missed| missed.need == Need::Always).count();
    }

    /// Whether the mapping does not do any more what it did.
    pub(super) fn is_broken(self) -> bool {
        self.unfit > 0 || self.missed > 0
    }
}

impl Mapped {
    /// Finds out, and marks the changes.
    pub(super) fn find(
        mapping: &Mapping,
        [old, new]: [&Schema; 2],
        changes: &Changes,
        rows: &mut [Row],
    ) -> Mapped {
        let impact = mapping.impact(old, new, changes);
        for entry in &impact.touched {
            let filled = Arc::new(Filled::of(entry));
            for &number in &entry.changes {
                if let Some(row) = rows.get_mut(number) {
                    row.filled.push(Arc::clone(&filled));
                }
            }
        }
        Mapped { unfit: impact.unfit, missed: missed(&impact.missed, new) }
    }

    /// What is known and accepted as a change is so here.
    pub(super) fn accept(&mut self, ignored: &Row) {
        self.missed.retain(|missed| missed.path != ignored.path);
    }
}

fn missed(missed: &Coverage, schema: &Schema) -> Vec<Missed> {
    let one = |path: &String, need| {
        let field = schema.field(path);
        let is_given = need == Need::Always && field.is_some_and(crate::cli::fill::is_given);
        Missed {
            path: path.clone(),
            field: field.and_then(FieldRef::name).map(str::to_owned).filter(|name| !name.is_empty()),
            need: if is_given { Need::Default } else { need },
        }
    };
    let required = missed.required.iter().map(|path| one(path, Need::Always));
    required.chain(missed.conditional.iter().map(|path| one(path, Need::Condition))).collect()
}

/// Reads the mapping that the arguments name.
pub(super) fn open(path: Option<&Path>, console: &Console) -> Result<Option<Mapping>, CliError> {
    path.map(|path| Mapping::open(path).map_err(|problems| crate::cli::fill::tell(problems, console)))
        .transpose()
}
