//! Records that became no item, and why.

use std::sync::Arc;

use tmall_schema::{Finding, MappingProblem};

use crate::cli::text::cell_name;

/// Why a record became no item.
pub(crate) enum Reject {
    /// The record cannot be read, or the item cannot be written.
    Unreadable(String),
    /// An earlier record has the same name.
    DuplicateName(String),
    /// The record does not fit the mapping, or its item is not valid.
    Invalid { problems: Vec<MappingProblem>, findings: Vec<Finding>, places: DataPlaces },
}

impl Reject {
    /// Whether the record as a whole is wrong, and none of its values.
    pub(crate) fn is_of_record(&self) -> bool {
        match self {
            Reject::Unreadable(_) | Reject::DuplicateName(_) => true,
            Reject::Invalid { .. } => false,
        }
    }
}

/// Where the values of an item stand in the data.
#[derive(Default)]
pub(crate) struct DataPlaces {
    /// The lines of rows of the data, by the pointers of the rows of the item that were made of them.
    pub(crate) rows: Vec<(String, u64)>,
    /// The cells, by the pointers of the fields that they are read for.
    pub(crate) cells: Vec<(String, CellPlace)>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CellPlace {
    /// The name of the sheet; `None` for a cell of a text.
    pub(crate) sheet: Option<Arc<str>>,
    /// Its row, from 1.
    pub(crate) line: u64,
    /// Its column in the sheet, from 0.
    pub(crate) column: u32,
    /// Which of the rows of the record, and which of its cells: where it is marked among rejected rows.
    pub(crate) at: (usize, usize),
}

impl CellPlace {
    /// The name that people look for, such as `Sheet1!C7`; `None` for a cell of a text.
    pub(crate) fn name(&self) -> Option<String> {
        let sheet = self.sheet.as_deref()?;
        Some(format!("{sheet}!{}", cell_name(self.line.saturating_sub(1), self.column)))
    }
}

impl DataPlaces {
    /// The cell of a value; of a complex value the first cell inside it, else the cell of the value around it.
    pub(crate) fn cell_of(&self, path: &str) -> Option<&CellPlace> {
        let is_inside = |path: &str, field: &str| {
            path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let around = self.cells.iter().filter(|(field, _)| is_inside(path, field));
        let around = around.min_by_key(|(field, _)| std::cmp::Reverse(field.len()));
        let is_itself = around.is_some_and(|(field, _)| field == path);
        if is_itself || path.is_empty() {
            return around.map(|(_, cell)| cell);
        }
        // Only in the same row: the cells of rows inside are about something else.
        let is_in_row = |cell: &CellPlace| {
            around.is_none_or(|(_, around)| (&around.sheet, around.line) == (&cell.sheet, cell.line))
        };
        let inside = self.cells.iter().filter(|(field, cell)| is_inside(field, path) && is_in_row(cell));
        inside
            .map(|(_, cell)| cell)
            .min_by_key(|cell| (cell.line, cell.column))
            .or(around.map(|(_, cell)| cell))
    }

    /// The row that a value belongs to, with its line.
    pub(crate) fn row_of(&self, path: &str) -> Option<&(String, u64)> {
        let is_inside =
            |row: &str| path.strip_prefix(row).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.rows.iter().filter(|(row, _)| is_inside(row)).max_by_key(|(row, _)| row.len())
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
    /// Those of the cells that look like shortened numbers, but are texts.
    pub(crate) texts: Vec<String>,
}

/// The place and the name of a record.
#[derive(Clone, Copy)]
pub(crate) struct RecordPlace<'r> {
    /// Its number, from 1.
    pub(crate) record: u64,
    pub(crate) line: Option<u64>,
    /// Whether the line is a row of a sheet.
    pub(crate) is_sheet: bool,
    pub(crate) name: Option<&'r str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_findings() {
        let cell = |line, column| CellPlace { sheet: None, line, column, at: (0, 0) };
        let places = DataPlaces {
            rows: Vec::new(),
            cells: [
                ("", cell(3, 0)),
                ("/title", cell(3, 1)),
                ("/images/image_1", cell(3, 6)),
                ("/images/image_0", cell(3, 5)),
                ("/sku/0", cell(9, 0)),
                ("/sku/0/size/width", cell(9, 2)),
            ]
            .map(|(path, cell)| (path.to_owned(), cell))
            .into(),
        };
        let at = |path: &str| places.cell_of(path).map(|cell| (cell.line, cell.column));
        assert_eq!(at("/title"), Some((3, 1)));
        assert_eq!(at("/images"), Some((3, 5)));
        assert_eq!(at("/images/image_1"), Some((3, 6)));
        assert_eq!(at("/sku"), Some((3, 0)));
        assert_eq!(at("/sku/0/size"), Some((9, 2)));
        assert_eq!(at("/sku/0/price"), Some((9, 0)));
        assert_eq!(at("/price"), Some((3, 0)));
        assert_eq!(at(""), Some((3, 0)));
    }
}
