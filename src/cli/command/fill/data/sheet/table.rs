//! The table of a sheet: its headers, and the rows below them.

use std::collections::VecDeque;
use std::sync::Arc;

use tmall_schema::{Columns, Lang, Mapping};

use super::book::SheetRow;
use super::header;
use super::rows::{Merged, Rows};
use crate::cli::command::fill::data::{Body, PROBLEMS, RawRecord, RowGroup, RowGroups, Table};
use crate::cli::error::CliError;
use crate::cli::lang::Message;
use crate::cli::text::cell_name;

/// The rows among which headers are searched for.
const BEGINNING: usize = 20;

pub(super) fn read<'m>(
    name: &str,
    sheet: &str,
    mut rows: Rows,
    header_row: Option<u32>,
    mapping: &'m Mapping,
) -> Result<impl Iterator<Item = Result<RawRecord, CliError>> + Send + use<'m>, CliError> {
    let wrong = |message: Message| CliError::Data { name: name.to_owned(), line: None, message };
    let mut beginning = VecDeque::new();
    let headers = match header_row {
        Some(number) => header::given(&mut rows, number).map_err(wrong)?,
        None => {
            for row in rows.by_ref().take(BEGINNING) {
                beginning.push_back(row.map_err(wrong)?);
            }
            header::found(&mut beginning)
        }
    };
    let headers = headers.ok_or_else(|| {
        wrong(match header_row {
            Some(row) => Message::new(
                format!("row {row} of the sheet \"{sheet}\" has no headers"),
                format!("工作表“{sheet}”的第 {row} 行没有表头"),
            ),
            None => Message::new(
                format!("the sheet \"{sheet}\" is empty; a table begins with a row of headers"),
                format!("工作表“{sheet}”为空；表格的第一行应为表头"),
            ),
        })
    })?;
    let (table, skipped) = table(sheet, &headers).map_err(wrong)?;
    Ok(SheetRows {
        name: name.to_owned(),
        width: table.places.last().map_or(0, |column| column + 1),
        table: Arc::new(table),
        skipped,
        beginning,
        rows,
        merged: Merged::default(),
        groups: RowGroups::new(),
        waiting: VecDeque::new(),
        done: false,
        mapping,
    })
}

/// The columns of the table, and the column of the problems of an earlier run. Columns without a header hold nothing.
fn table(sheet: &str, row: &SheetRow) -> Result<(Table, Option<u32>), Message> {
    let mut skipped = None;
    let (mut headers, mut places) = (Vec::<String>::new(), Vec::<u32>::new());
    for (column, header) in &row.cells {
        let header = header.split_whitespace().collect::<Vec<_>>().join(" ");
        if PROBLEMS.contains(&header.as_str()) {
            skipped = Some(*column);
            continue;
        }
        if header.is_empty() {
            continue;
        }
        if let Some(known) = headers.iter().position(|known| *known == header) {
            let (first, second) =
                (cell_name(row.number.into(), places[known]), cell_name(row.number.into(), *column));
            return Err(Message::new(
                format!("{sheet}!{first} and {second} have the same header \"{header}\""),
                format!("{sheet}!{first} 与 {second} 的表头都是“{header}”"),
            ));
        }
        headers.push(header);
        places.push(*column);
    }
    let columns = Columns::parse(headers.iter().map(String::as_str)).map_err(|error| {
        Message::new(error.message(Lang::En).to_owned(), error.message(Lang::Zh).to_owned())
    })?;
    Ok((Table { columns, headers, places, sheet: Some(sheet.into()) }, skipped))
}

/// The cells of a row below the headers, and those of them that are texts although they look like shortened numbers.
struct SheetCells {
    cells: Vec<String>,
    texts: Vec<String>,
}

struct SheetRows<'m> {
    name: String,
    table: Arc<Table>,
    /// The column of the problems of an earlier run.
    skipped: Option<u32>,
    /// The columns up to the last header.
    width: u32,
    /// Rows that were read while headers were searched for.
    beginning: VecDeque<SheetRow>,
    rows: Rows,
    merged: Merged,
    groups: RowGroups<SheetCells>,
    waiting: VecDeque<RawRecord>,
    done: bool,
    mapping: &'m Mapping,
}

impl SheetRows<'_> {
    fn raw(&mut self, mut group: RowGroup<SheetCells>) {
        let texts = group.rows.iter_mut().flat_map(|row| std::mem::take(&mut row.texts)).collect();
        let raw = group.record(|rows| {
            Body::Cells(Arc::clone(&self.table), rows.into_iter().map(|row| row.cells).collect())
        });
        self.waiting.push_back(RawRecord { texts, ..raw });
    }

    /// Takes a row of cells, or says that one of them has no header.
    fn take(&mut self, row: SheetRow) {
        let line = Some(u64::from(row.number) + 1);
        // A header may be merged over columns that have none of their own; so may the cells below it.
        let has_header = |column| self.table.places.binary_search(&column).is_ok();
        let row = self.merged.fill(row, self.width, has_header);
        let texts = row.plain_texts(self.skipped.is_some());
        let mut cells = vec![String::new(); self.table.places.len()];
        let mut without_header = None;
        for (column, text) in row.cells {
            match self.table.places.binary_search(&column) {
                Ok(at) => cells[at] = text,
                Err(_) if text.trim().is_empty() || self.skipped == Some(column) => {}
                Err(_) => without_header = without_header.or(Some((column, text))),
            }
        }
        if let Some((column, text)) = without_header {
            if let Some(group) = self.groups.end() {
                self.raw(group);
            }
            let sheet = self.table.sheet.as_deref().unwrap_or_default();
            let at = cell_name(row.number.into(), column);
            let reason = Message::new(
                format!("the column of {sheet}!{at} (\"{text}\") has no header"),
                format!("{sheet}!{at}（“{text}”）所在的列没有表头"),
            );
            let body = Body::BrokenCells(reason, Arc::clone(&self.table), cells);
            self.waiting.push_back(RawRecord { texts, ..RawRecord::single(line, body) });
            return;
        }
        if cells.iter().all(String::is_empty) {
            return;
        }
        if self.mapping.groups() {
            let record = self.table.columns.record(cells.iter().map(String::as_str));
            let key = self.mapping.group_of(&record);
            if let Some(group) = self.groups.add(key, line, SheetCells { cells, texts }) {
                self.raw(group);
            }
        } else {
            let rows = vec![SheetCells { cells, texts }];
            self.raw(RowGroup { lines: line.into_iter().collect(), rows });
        }
    }
}

impl Iterator for SheetRows<'_> {
    type Item = Result<RawRecord, CliError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.waiting.is_empty() && !self.done {
            match self.beginning.pop_front().map(Ok).or_else(|| self.rows.next()) {
                Some(Ok(row)) => self.take(row),
                Some(Err(message)) => {
                    self.done = true;
                    return Some(Err(CliError::Data { name: self.name.clone(), line: None, message }));
                }
                None => {
                    self.done = true;
                    if let Some(group) = self.groups.end() {
                        self.raw(group);
                    }
                }
            }
        }
        self.waiting.pop_front().map(Ok)
    }
}
