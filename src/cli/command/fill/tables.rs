//! Rejected rows as tables, so that people can correct them where they are and fill them again: `--rejects FILE.csv`, and
//! `FILE.xlsx` with colored cells.

#[cfg(feature = "sheets")]
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use tmall_schema::{Lang, Schema, Severity};

use super::data::csv::{marked, unmarked};
#[cfg(feature = "sheets")]
use super::data::sheet::book::may_look_shortened;
#[cfg(feature = "sheets")]
use super::data::sheet::template::Template;
use super::data::{Body, PROBLEMS, RawRecord, Table};
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::lang::pick;
use crate::cli::output::Output;
use crate::cli::render::rejects::{Problem, problems};
#[cfg(feature = "sheets")]
use crate::cli::render::workbook;
use crate::cli::results::rejects::{CellPlace, Reject};
#[cfg(feature = "sheets")]
use crate::cli::results::template::{ColumnKey, TemplateRow};

/// The rows of a rejected record as they were.
pub(super) enum RejectedCells {
    Table(Arc<Table>, Vec<Vec<String>>, PlainTexts),
    #[cfg(feature = "sheets")]
    Template(Arc<Template>, Vec<TemplateRow>, PlainTexts),
}

/// The cells that look like shortened numbers, but are texts.
type PlainTexts = Vec<String>;

impl RejectedCells {
    pub(super) fn of(raw: &RawRecord) -> Option<RejectedCells> {
        let texts = raw.texts.clone();
        match &raw.body {
            Body::Cells(table, rows) => Some(RejectedCells::Table(Arc::clone(table), rows.clone(), texts)),
            #[cfg(feature = "sheets")]
            Body::Template(item) => {
                Some(RejectedCells::Template(Arc::clone(&item.template), item.rows.clone(), texts))
            }
            Body::BrokenCells(_, table, cells) => {
                Some(RejectedCells::Table(Arc::clone(table), vec![cells.clone()], texts))
            }
            #[cfg(feature = "sheets")]
            Body::BrokenTemplate(_, template, rows) => {
                Some(RejectedCells::Template(Arc::clone(template), rows.clone(), texts))
            }
            Body::Json(_) | Body::Rejected { .. } | Body::Broken(_) => None,
        }
    }

    /// The cell that names the item, of a single row of a template: a reject without findings is about it.
    fn key(&self) -> Option<(usize, usize)> {
        match self {
            #[cfg(feature = "sheets")]
            RejectedCells::Template(template, rows, _) => {
                let [row] = rows.as_slice() else { return None };
                let keys = &template.sheets.get(row.sheet)?.keys;
                Some((0, keys.iter().position(|key| matches!(key, ColumnKey::Item(_)))?))
            }
            RejectedCells::Table(..) => None,
        }
    }
}

/// How the rejects file is written, by the end of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RejectsForm {
    Lines,
    Csv,
    #[cfg(feature = "sheets")]
    Sheet,
}

impl RejectsForm {
    pub(super) fn of(path: &Path) -> RejectsForm {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match extension.as_str() {
            "csv" => RejectsForm::Csv,
            #[cfg(feature = "sheets")]
            "xlsx" => RejectsForm::Sheet,
            _ => RejectsForm::Lines,
        }
    }

    /// Whether the name of a file is that of a table or workbook of a kind that is not written.
    pub(super) fn is_other(path: &Path) -> bool {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        RejectsForm::of(path) == RejectsForm::Lines
            && ["xls", "xlsx", "xlsm", "xlsb", "et", "ods", "tsv", "json"].contains(&extension.as_str())
    }
}

/// A row with what is wrong with it.
struct RejectedRow {
    cells: Vec<String>,
    #[cfg(feature = "sheets")]
    sheet: usize,
    marked: Vec<(usize, Severity)>,
    /// The columns with numbers that a program has shortened. They are not written as texts, so that they are reported
    /// again.
    #[cfg(feature = "sheets")]
    loose: Vec<usize>,
    /// The columns with texts that have to be marked in CSV, so that they are read as texts again.
    texts: Vec<usize>,
    problems: String,
}

/// The rejected rows of a run.
#[derive(Default)]
pub(super) struct RejectedTable {
    table: Option<Arc<Table>>,
    #[cfg(feature = "sheets")]
    template: Option<Arc<Template>>,
    rows: Vec<RejectedRow>,
}

impl RejectedTable {
    /// Adds the rows of a record.
    pub(super) fn add(&mut self, cells: Option<RejectedCells>, reject: &Reject, schema: &Schema, lang: Lang) {
        let first = self.rows.len();
        let key = cells.as_ref().and_then(RejectedCells::key);
        match cells {
            Some(RejectedCells::Table(table, rows, texts)) => {
                self.rows.extend(rows.into_iter().map(|cells| RejectedRow::new(0, cells, &texts)));
                self.table.get_or_insert(table);
            }
            #[cfg(feature = "sheets")]
            Some(RejectedCells::Template(template, rows, texts)) => {
                self.rows.extend(rows.into_iter().map(|row| RejectedRow::new(row.sheet, row.cells, &texts)));
                self.template.get_or_insert(template);
            }
            None => self.rows.push(RejectedRow::new(0, Vec::new(), &[])),
        }
        for Problem { severity, text, place } in problems(reject, schema, lang) {
            let at = place.map(|CellPlace { at, .. }| *at).or(key.filter(|_| reject.is_of_record()));
            let row = self.rows.get_mut(first + at.map_or(0, |(row, _)| row));
            let Some(row) = row else { continue };
            row.marked.extend(at.map(|(_, column)| (column, severity)));
            if !row.problems.is_empty() {
                row.problems.push('\n');
            }
            row.problems.push_str(&text);
        }
    }

    /// Writes the file.
    #[cfg_attr(not(feature = "sheets"), expect(unused_variables, reason = "texts need no schema"))]
    pub(super) fn write(
        self,
        form: RejectsForm,
        output: &mut Output,
        schema: &Schema,
        console: &Console,
    ) -> Result<(), CliError> {
        match form {
            RejectsForm::Lines => Ok(()),
            RejectsForm::Csv => output.write(&self.csv(console.lang)),
            #[cfg(feature = "sheets")]
            RejectsForm::Sheet => {
                let bytes = match &self.template {
                    Some(template) => self.filled_template(template, schema, console),
                    None => self.sheet(console.lang),
                };
                let bytes = bytes.map_err(|error| CliError::Print(std::io::Error::other(error)));
                output.write_bytes(&bytes?)
            }
        }
    }

    /// The headers, with one more for the problems.
    fn headers(&self, lang: Lang) -> Vec<String> {
        let mut headers = self.table.as_ref().map(|table| table.headers.clone()).unwrap_or_default();
        headers.push(pick(lang, PROBLEMS[0], PROBLEMS[1]).to_owned());
        headers
    }

    fn rows_with_problems(&self) -> Vec<Vec<String>> {
        let width = self.table.as_ref().map_or(0, |table| table.headers.len());
        let row = |row: &RejectedRow| {
            let mut cells = row.cells.clone();
            cells.resize(width, String::new());
            cells.push(row.problems.clone());
            cells
        };
        self.rows.iter().map(row).collect()
    }

    /// UTF-8 with a byte order mark, without which spreadsheet programs take it for another encoding. Texts that look like
    /// shortened numbers are marked, because nothing else tells them from numbers.
    fn csv(&self, lang: Lang) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory does not fail.
        let _ = writer.write_record(self.headers(lang));
        for (mut cells, row) in self.rows_with_problems().into_iter().zip(&self.rows) {
            for &column in &row.texts {
                cells[column] = marked(&cells[column]);
            }
            let _ = writer.write_record(cells);
        }
        let text = writer.into_inner().unwrap_or_default();
        format!("\u{FEFF}{}", String::from_utf8_lossy(&text))
    }

    #[cfg(feature = "sheets")]
    fn sheet(&self, lang: Lang) -> Result<Vec<u8>, workbook::XlsxError> {
        let title = self.table.as_ref().and_then(|table| table.sheet.clone());
        let title = title.unwrap_or_else(|| pick(lang, "Rejects", "拒绝记录").into());
        let marked: Vec<workbook::Marked> =
            self.rows.iter().enumerate().flat_map(|(number, row)| marks(number, row)).collect();
        let loose = self.rows.iter().enumerate().flat_map(|(number, row)| row.loose_at(number)).collect();
        workbook::plain_table(&title, &self.headers(lang), &self.rows_with_problems(), &marked, &loose)
    }

    #[cfg(feature = "sheets")]
    fn filled_template(
        &self,
        template: &Template,
        schema: &Schema,
        console: &Console,
    ) -> Result<Vec<u8>, workbook::XlsxError> {
        let words = workbook::words_of(schema, console.lang);
        let mut contents = Vec::new();
        for (number, sheet) in template.sheets.iter().enumerate() {
            let is_kept = |key: &&ColumnKey| **key != ColumnKey::Problems;
            let mut keys: Vec<ColumnKey> = sheet.keys.iter().filter(is_kept).cloned().collect();
            let kept: Vec<usize> = (0..sheet.keys.len()).filter(|at| is_kept(&&sheet.keys[*at])).collect();
            keys.push(ColumnKey::Problems);
            let mut content = workbook::SheetContent {
                title: super::template::title(schema, sheet, console),
                columns: keys.into_iter().map(|key| workbook::Column::of(key, schema, &words)).collect(),
                rows: Vec::new(),
                marked: Vec::new(),
                loose: HashSet::new(),
            };
            for row in self.rows.iter().filter(|row| row.sheet == number) {
                let line = content.rows.len();
                let mut cells: Vec<String> =
                    kept.iter().map(|at| row.cells.get(*at).cloned().unwrap_or_default()).collect();
                cells.push(row.problems.clone());
                content.rows.push(cells);
                content
                    .loose
                    .extend(row.loose_at(line).filter_map(|(line, column)| {
                        Some((line, kept.iter().position(|at| *at == column)?))
                    }));
                content.marked.extend(marks(line, row).filter_map(|mark| {
                    Some(workbook::Marked { column: kept.iter().position(|at| *at == mark.column)?, ..mark })
                }));
            }
            contents.push(content);
        }
        workbook::template(&contents, console.lang)
    }
}

#[cfg(feature = "sheets")]
fn marks(number: usize, row: &RejectedRow) -> impl Iterator<Item = workbook::Marked> {
    row.marked.iter().map(move |(column, severity)| workbook::Marked {
        row: number,
        column: *column,
        severity: *severity,
    })
}

impl RejectedRow {
    #[cfg(feature = "sheets")]
    fn loose_at(&self, line: usize) -> impl Iterator<Item = (usize, usize)> {
        self.loose.iter().map(move |column| (line, *column))
    }

    #[cfg_attr(not(feature = "sheets"), expect(unused_variables, reason = "tables of text have no sheets"))]
    fn new(sheet: usize, cells: Vec<String>, texts: &[String]) -> RejectedRow {
        RejectedRow {
            #[cfg(feature = "sheets")]
            loose: (0..cells.len())
                .filter(|at| may_look_shortened(&cells[*at]) && !texts.contains(&cells[*at]))
                .collect(),
            texts: (0..cells.len())
                .filter(|at| texts.contains(&cells[*at]) || unmarked(&cells[*at]).is_some())
                .collect(),
            cells,
            #[cfg(feature = "sheets")]
            sheet,
            marked: Vec::new(),
            problems: String::new(),
        }
    }
}
