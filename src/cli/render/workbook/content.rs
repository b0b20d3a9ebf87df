//! What a sheet is made of.

use std::collections::HashSet;

use tmall_schema::Severity;

use super::column::Column;

/// A cell that a finding is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marked {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) severity: Severity,
}

/// A sheet of a template with its rows.
pub(crate) struct SheetContent<'s> {
    pub(crate) title: String,
    pub(crate) columns: Vec<Column<'s>>,
    pub(crate) rows: Vec<Vec<String>>,
    pub(crate) marked: Vec<Marked>,
    /// Rows and columns of cells that are not in the format of texts, although they hold texts.
    pub(crate) loose: HashSet<(usize, usize)>,
}
