//! Templates that were filled in: workbooks whose sheets name, in their hidden second row, the field of each column.
//!
//! The sheet of the items is read row by row. The rows of the other sheets are kept, by the item that they belong to.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tmall_schema::Schema;

use super::book::{SheetRow, Workbook};
use super::input::Counting;
use super::record::RecordText;
pub(crate) use super::record::record_of;
use super::rows::Rows;
use crate::cli::command::fill::data::{Body, RawRecord};
use crate::cli::error::CliError;
use crate::cli::lang::Message;
use crate::cli::results::rejects::CellPlace;
use crate::cli::results::template::{ColumnKey, TemplateRow, TemplateSheet};
use crate::cli::text::cell_name;

/// The rows among which the keys of the columns are searched for.
const BEGINNING: usize = 5;

/// The sheets of a template.
#[derive(Debug)]
pub(crate) struct Template {
    pub(crate) sheets: Vec<TemplateSheet>,
    names: Vec<Arc<str>>,
    /// The columns of the keys, from 0.
    places: Vec<Vec<u32>>,
}

impl Template {
    /// Whether a sheet has a column of problems.
    fn is_of_rejects(&self, sheet: usize) -> bool {
        self.sheets.get(sheet).is_some_and(|sheet| sheet.keys.contains(&ColumnKey::Problems))
    }
}

/// An item of a template: the rows that it was written in.
pub(crate) struct TemplateItem {
    pub(crate) template: Arc<Template>,
    /// The record as JSON.
    pub(crate) text: String,
    pub(crate) rows: Vec<TemplateRow>,
    /// The row in its sheet, from 1, and the pointer of what it fills, of each row.
    lines: Vec<(u64, String)>,
}

impl TemplateItem {
    /// The cells of all values, by the pointers of their fields.
    pub(crate) fn cells(&self) -> Vec<(String, CellPlace)> {
        let mut cells = Vec::new();
        for (number, (row, (line, pointer))) in self.rows.iter().zip(&self.lines).enumerate() {
            let (Some(sheet), Some(name), Some(places)) = (
                self.template.sheets.get(row.sheet),
                self.template.names.get(row.sheet),
                self.template.places.get(row.sheet),
            ) else {
                continue;
            };
            let mut indexes: HashMap<&str, usize> = HashMap::new();
            for (at, (key, column)) in sheet.keys.iter().zip(places).enumerate() {
                let place = |pointer: String| {
                    let sheet = Some(Arc::clone(name));
                    (pointer, CellPlace { sheet, line: *line, column: *column, at: (number, at) })
                };
                match key {
                    ColumnKey::Item(_) => cells.push(place(pointer.clone())),
                    ColumnKey::Value { path, index, attribute: None } => {
                        let inside = sheet
                            .of
                            .as_deref()
                            .map_or(path.as_str(), |of| path.strip_prefix(of).unwrap_or(path));
                        let field = format!("{pointer}{inside}");
                        let is_empty = row.cells.get(at).is_none_or(String::is_empty);
                        if index.is_some() && !is_empty {
                            // Values are one after the other in the item, also where cells between them are empty.
                            let next = indexes.entry(path).or_default();
                            cells.push(place(format!("{field}/{next}")));
                            *next += 1;
                        }
                        cells.push(place(field));
                    }
                    ColumnKey::Value { .. } | ColumnKey::Row(_) | ColumnKey::Problems => {}
                }
            }
        }
        cells
    }
}

/// Whether a sheet names the fields of its columns, and how; with the row after which its data begin.
fn keys_of(rows: &[SheetRow]) -> Option<&SheetRow> {
    rows.iter().find(|row| row.cells.first().is_some_and(|(_, text)| text.trim().starts_with("#item")))
}

/// The records of a template; `None` if the workbook is not a template.
pub(super) fn read(
    name: &str,
    mut book: Box<dyn Workbook>,
    schema: &Schema,
    counting: &Counting,
) -> Result<Option<impl Iterator<Item = Result<RawRecord, CliError>> + Send + use<>>, CliError> {
    let wrong = |message: Message| CliError::Data { name: name.to_owned(), line: None, message };
    let names: Vec<String> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
    let mut template = Template { sheets: Vec::new(), names: Vec::new(), places: Vec::new() };
    let mut items = None;
    let mut below: HashMap<String, Vec<(u64, TemplateRow)>> = HashMap::new();
    let mut texts = HashSet::new();
    for sheet in names {
        let mut beginning = Vec::new();
        book.prepare(&sheet).map_err(wrong)?;
        book.rows(&sheet, &mut |row| {
            beginning.push(row);
            beginning.len() < BEGINNING
        })
        .map_err(wrong)?;
        let Some(head) = keys_of(&beginning) else { continue };
        let (keys, places) = columns(&sheet, head, schema).map_err(wrong)?;
        let of = keys.iter().find_map(|key| if let ColumnKey::Item(of) = key { of.clone() } else { None });
        let head = head.number;
        if of.is_none() {
            if items.is_some() {
                continue;
            }
            items = Some((sheet.clone(), head, template.sheets.len()));
        }
        let number = template.sheets.len();
        template.sheets.push(TemplateSheet { of: of.clone(), keys });
        template.names.push(sheet.as_str().into());
        template.places.push(places);
        if of.is_none() {
            continue;
        }
        let is_of_rejects = template.is_of_rejects(number);
        let (places, mut failed) = (&template.places[number], None);
        book.rows(&sheet, &mut |row| {
            if row.number <= head {
                return true;
            }
            let line = u64::from(row.number) + 1;
            texts.extend(row.plain_texts(is_of_rejects));
            match cells(&row, places) {
                Some(cells) => {
                    let item = cells.first().cloned().unwrap_or_default();
                    below
                        .entry(item.trim().to_owned())
                        .or_default()
                        .push((line, TemplateRow { sheet: number, cells }));
                    true
                }
                None if row.cells.iter().all(|(_, text)| text.trim().is_empty()) => true,
                None => {
                    failed = Some(row.number);
                    false
                }
            }
        })
        .map_err(wrong)?;
        if let Some(row) = failed {
            return Err(wrong(no_key(&sheet, row)));
        }
    }
    let Some((sheet, head, number)) = items else { return Ok(None) };
    book.prepare(&sheet).map_err(wrong)?;
    counting.start();
    Ok(Some(Items {
        name: name.to_owned(),
        rows: Rows::start(book, sheet),
        template: Arc::new(template),
        number,
        head,
        below,
        texts,
        seen: HashSet::new(),
        left: None,
    }))
}

fn no_key(sheet: &str, row: u32) -> Message {
    let at = cell_name(row.into(), 0);
    Message::new(
        format!(
            "row {} of the sheet \"{sheet}\" has text in a column without a field, and none with one ({at})",
            row + 1
        ),
        format!("工作表“{sheet}”第 {} 行只有未对应字段的列中有文本（{at}）", row + 1),
    )
}

/// The keys of the columns of a sheet, and where they are.
fn columns(sheet: &str, head: &SheetRow, schema: &Schema) -> Result<(Vec<ColumnKey>, Vec<u32>), Message> {
    let (mut keys, mut places) = (Vec::new(), Vec::new());
    for (column, text) in &head.cells {
        let at = cell_name(head.number.into(), *column);
        let Some(key) = ColumnKey::parse(text) else {
            return Err(Message::new(
                format!("{sheet}!{at} has to name the field of its column: a path such as /title"),
                format!("{sheet}!{at} 应写出该列的字段路径，如 /title"),
            ));
        };
        let path = match &key {
            ColumnKey::Value { path, .. } | ColumnKey::Row(path) | ColumnKey::Item(Some(path)) => Some(path),
            ColumnKey::Item(None) | ColumnKey::Problems => None,
        };
        if let Some(path) = path.filter(|path| schema.field(path).is_none()) {
            let (en, zh) = match schema.similar_paths(path).first() {
                Some(near) => (format!("; did you mean \"{near}\"?"), format!("；是不是“{near}”？")),
                None => (String::new(), String::new()),
            };
            return Err(Message::new(
                format!("{sheet}!{at} names the field {path}, which the schema does not have{en}"),
                format!("{sheet}!{at} 的字段 {path} 不在 schema 中{zh}"),
            ));
        }
        if keys.contains(&key) {
            return Err(Message::new(
                format!("{sheet}!{at} names {key} again"),
                format!("{sheet}!{at} 重复了 {key}"),
            ));
        }
        keys.push(key);
        places.push(*column);
    }
    Ok((keys, places))
}

/// The cells of a row under the keys; `None` if all of them are empty.
fn cells(row: &SheetRow, places: &[u32]) -> Option<Vec<String>> {
    let cells: Vec<String> =
        places.iter().map(|column| row.text(*column).unwrap_or_default().to_owned()).collect();
    cells.iter().any(|cell| !cell.trim().is_empty()).then_some(cells)
}

struct Items {
    name: String,
    rows: Rows,
    template: Arc<Template>,
    /// The position of the sheet of the items, and the row of its keys.
    number: usize,
    head: u32,
    /// Rows of the other sheets, by the item.
    below: HashMap<String, Vec<(u64, TemplateRow)>>,
    /// The texts in them that look like shortened numbers.
    texts: HashSet<String>,
    seen: HashSet<String>,
    /// Rows of items that the first sheet does not have.
    left: Option<std::vec::IntoIter<RawRecord>>,
}

impl Items {
    fn item(&mut self, line: u64, cells: Vec<String>, mut texts: Vec<String>) -> RawRecord {
        let key = cells.first().map(|cell| cell.trim().to_owned()).unwrap_or_default();
        let template = Arc::clone(&self.template);
        let broken = |reason: Message, rows: Vec<TemplateRow>| {
            RawRecord::single(Some(line), Body::BrokenTemplate(reason, Arc::clone(&template), rows))
        };
        if !key.is_empty() && !self.seen.insert(key.clone()) {
            let reason = Message::new(
                format!("an earlier row is also the item \"{key}\""),
                format!("前面已有标识为“{key}”的商品"),
            );
            return broken(reason, vec![TemplateRow { sheet: self.number, cells }]);
        }
        let mut rows = vec![(line, TemplateRow { sheet: self.number, cells })];
        rows.extend(self.below.remove(&key).unwrap_or_default());
        let only: Vec<TemplateRow> = rows.iter().map(|(_, row)| row.clone()).collect();
        if !self.texts.is_empty() {
            let below = only.iter().skip(1).flat_map(|row| &row.cells);
            texts.extend(below.filter(|cell| self.texts.contains(*cell)).cloned());
        }
        match record_of(&self.template.sheets, &only) {
            Ok(RecordText { text, pointers }) => {
                let lines = rows.iter().map(|(line, _)| *line).zip(pointers).collect();
                let item = TemplateItem { template: Arc::clone(&self.template), text, rows: only, lines };
                RawRecord { texts, ..RawRecord::single(Some(line), Body::Template(Box::new(item))) }
            }
            Err((row, reason)) => {
                let (line, at) = rows.get(row).map(|(line, row)| (*line, row.sheet)).unwrap_or_default();
                let sheet = self.template.names.get(at).map(|name| &**name).unwrap_or_default();
                let reason = Message::new(
                    format!("row {line} of the sheet \"{sheet}\": {}", reason.en),
                    format!("工作表“{sheet}”第 {line} 行：{}", reason.zh),
                );
                broken(reason, only)
            }
        }
    }

    fn without_item(&mut self) -> std::vec::IntoIter<RawRecord> {
        let mut left: Vec<(usize, u64, String, TemplateRow)> = Vec::new();
        for (item, rows) in self.below.drain() {
            left.extend(rows.into_iter().map(|(line, row)| (row.sheet, line, item.clone(), row)));
        }
        left.sort_by_key(|(sheet, line, ..)| (*sheet, *line));
        let raws: Vec<RawRecord> = left
            .into_iter()
            .map(|(sheet, line, item, row)| {
                let name = self.template.names.get(sheet).map(|name| &**name).unwrap_or_default();
                let cell = cell_name(line.saturating_sub(1), 0);
                let reason = Message::new(
                    format!(
                        "{name}!{cell} names the item \"{item}\", which the sheet of the items does not have"
                    ),
                    format!("{name}!{cell} 的商品“{item}”不在商品工作表中"),
                );
                let body = Body::BrokenTemplate(reason, Arc::clone(&self.template), vec![row]);
                RawRecord::single(Some(line), body)
            })
            .collect();
        raws.into_iter()
    }
}

impl Iterator for Items {
    type Item = Result<RawRecord, CliError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.left.is_none() {
            match self.rows.next() {
                Some(Ok(row)) if row.number <= self.head => {}
                Some(Ok(row)) => {
                    let places = self.template.places.get(self.number);
                    if let Some(cells) = places.and_then(|places| cells(&row, places)) {
                        let texts = row.plain_texts(self.template.is_of_rejects(self.number));
                        return Some(Ok(self.item(u64::from(row.number) + 1, cells, texts)));
                    }
                    if row.cells.iter().any(|(_, text)| !text.trim().is_empty()) {
                        let sheet =
                            self.template.names.get(self.number).map(|name| &**name).unwrap_or_default();
                        let body = Body::Broken(no_key(sheet, row.number));
                        return Some(Ok(RawRecord::single(Some(u64::from(row.number) + 1), body)));
                    }
                }
                Some(Err(message)) => {
                    self.left = Some(Vec::new().into_iter());
                    return Some(Err(CliError::Data { name: self.name.clone(), line: None, message }));
                }
                None => self.left = Some(self.without_item()),
            }
        }
        self.left.as_mut()?.next().map(Ok)
    }
}
