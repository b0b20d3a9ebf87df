//! Workbooks of Excel since 2007, and of the programs that write its format.

use std::collections::HashSet;
use std::io::{Read, Seek, SeekFrom};

use calamine::{
    Cell, CellErrorType, DataRef, DataType, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError,
};
use tmall_schema::Record;
use zip::ZipArchive;

use super::book::{Merge, SheetInfo, SheetRow, Workbook, date_text, duration_text, iso_text};
use super::limits;
use super::number::NumberPattern;
use crate::cli::lang::Message;

pub(super) struct XlsxBook<R> {
    book: Xlsx<R>,
    sheets: Vec<SheetInfo>,
    /// The merged areas of each sheet are read only where there are any.
    merged: HashSet<String>,
    /// Whether any sheet has formulas, or errors.
    has_formulas: bool,
    /// The cells of the prepared sheet whose formulas have no value, row by row.
    uncalculated: HashSet<(u32, u32)>,
    /// Those with errors that the library does not know, in their order: newer ones, and those of other programs.
    unknown: Vec<(u32, u32)>,
}

/// The part of the archive that holds each sheet is found by the library; all parts of their folder are measured.
const SHEETS: &str = "xl/worksheets/";

impl<R: Read + Seek> XlsxBook<R> {
    pub(super) fn open(mut input: R) -> Result<XlsxBook<R>, Message> {
        let (mut has_merges, mut has_formulas) = (false, false);
        {
            let mut zip = ZipArchive::new(&mut input).map_err(|error| limits::unreadable(&error))?;
            let names: Vec<String> =
                zip.file_names().filter_map(Result::ok).map(|name| name.to_string()).collect();
            for name in names {
                let lower = name.to_lowercase();
                let most = if lower.starts_with(SHEETS) && lower.ends_with(".xml") {
                    limits::SHEET
                } else if lower.ends_with("sharedstrings.xml") {
                    check_count(&mut zip, &name)?;
                    limits::STRINGS
                } else if lower.ends_with(".xml") || lower.ends_with(".rels") {
                    limits::OTHER
                } else {
                    // Pictures and the like are never unpacked.
                    continue;
                };
                if is_unused(&lower) {
                    continue;
                }
                // Each formula ends with </f>, or stands in a cell that refers to one.
                let measured = limits::measure(&mut zip, &name, most, &["mergeCell ", "f>", "t=\"e\""])?;
                let counts = measured.map_or_else(|| vec![0, 0, 0], |measured| measured.counts);
                let tags = counts[0];
                has_formulas |= counts[1] + counts[2] > 0;
                if tags > limits::MERGES {
                    return Err(Message::new(
                        "the sheet has too many merged cells",
                        "工作表的合并单元格过多",
                    ));
                }
                has_merges |= tags > 0;
            }
        }
        input.seek(SeekFrom::Start(0)).map_err(|error| limits::unreadable(&error))?;
        let book = Xlsx::new(input).map_err(|error| of_library(&error))?;
        let sheets: Vec<SheetInfo> = book
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| SheetInfo {
                name: sheet.name.clone(),
                is_visible: sheet.visible == SheetVisible::Visible,
            })
            .collect();
        let merged =
            if has_merges { sheets.iter().map(|sheet| sheet.name.clone()).collect() } else { HashSet::new() };
        Ok(XlsxBook { book, sheets, merged, has_formulas, uncalculated: HashSet::new(), unknown: Vec::new() })
    }
}

/// Parts that no reader here opens.
fn is_unused(name: &str) -> bool {
    ["/drawings/", "/charts/", "/media/", "/theme/", "docprops/", "/comments", "/pivot", "/externallinks/"]
        .iter()
        .any(|part| name.contains(part))
}

/// The table of texts says how many it holds, and the library makes room for them: a false number would be believed.
fn check_count<R: Read + Seek>(zip: &mut ZipArchive<R>, name: &str) -> Result<(), Message> {
    let part = zip.by_name(name).map_err(|error| limits::unreadable(&error))?;
    let size = part.size();
    let mut head = Vec::new();
    part.take(4096).read_to_end(&mut head).map_err(|error| limits::unreadable(&error))?;
    let head = String::from_utf8_lossy(&head);
    let count = head.split("uniqueCount=").nth(1).and_then(|rest| {
        let digits: String = rest.chars().skip(1).take_while(char::is_ascii_digit).collect();
        digits.parse::<u64>().ok()
    });
    // The shortest text takes `<si/>`.
    match count {
        Some(count) if count > size.min(limits::STRINGS) / 5 + 1 => {
            Err(limits::unreadable(&Message::new("the number of its texts is false", "其中的文本数量有误")))
        }
        _ => Ok(()),
    }
}

fn of_library(error: &XlsxError) -> Message {
    match error {
        XlsxError::Password => limits::protected(),
        other => limits::unreadable(other),
    }
}

impl<R: Read + Seek + Send> Workbook for XlsxBook<R> {
    fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    /// The library gives either the format of a cell or its formula; so formulas without a value are found first, in
    /// sheets that have any. So are errors that it does not know: it does not say where they are.
    fn prepare(&mut self, sheet: &str) -> Result<(), Message> {
        self.uncalculated.clear();
        self.unknown.clear();
        if !self.has_formulas {
            return Ok(());
        }
        let mut reader = self.book.worksheet_cells_reader(sheet).map_err(|error| of_library(&error))?;
        let mut unknown = HashSet::new();
        for at in 0_usize.. {
            if self.uncalculated.len().max(unknown.len()) >= limits::FORMULAS {
                return Err(Message::new(
                    "the sheet has more than 1,000,000 formulas without a value; open it in a spreadsheet program and save it",
                    "工作表中没有值的公式超过 1,000,000 个；请用电子表格程序打开并保存一次",
                ));
            }
            let cell = match reader.next_cell_with_formula_metadata() {
                Ok(Some(cell)) => cell,
                Ok(None) => break,
                Err(XlsxError::CellError(_)) => {
                    unknown.insert(at);
                    continue;
                }
                Err(error) => return Err(of_library(&error)),
            };
            let is_empty = match &cell.value {
                DataRef::Empty => true,
                DataRef::String(text) => text.is_empty(),
                _ => false,
            };
            if cell.formula.is_some() && is_empty {
                self.uncalculated.insert(cell.pos);
            }
        }
        if unknown.is_empty() {
            return Ok(());
        }
        drop(reader);
        // Reading formulas alone looks at no values, and so passes all cells.
        let mut reader = self.book.worksheet_cells_reader(sheet).map_err(|error| of_library(&error))?;
        for at in 0_usize.. {
            let Some(cell) = reader.next_formula().map_err(|error| of_library(&error))? else { break };
            if unknown.contains(&at) {
                self.unknown.push(cell.get_position());
            }
        }
        Ok(())
    }

    fn rows(&mut self, sheet: &str, each: &mut dyn FnMut(SheetRow) -> bool) -> Result<(), Message> {
        let uncalculated = &self.uncalculated;
        let mut merges = Vec::new();
        if self.merged.contains(sheet) {
            let found = self.book.merge_cells_by_sheet_name(sheet).map_err(|error| of_library(&error))?;
            merges.extend(found.iter().map(|Dimensions { start, end }| Merge {
                top: start.0,
                left: start.1,
                bottom: end.0,
                right: end.1,
            }));
            merges.sort_by_key(|merge| std::cmp::Reverse(merge.top));
        }
        let mut reader = self.book.worksheet_cells_reader(sheet).map_err(|error| of_library(&error))?;
        let patterns: Vec<NumberPattern> = reader
            .styles()
            .iter()
            .map(|style| {
                let code = style.number_format.as_ref().map(|format| format.format_code.as_str());
                code.map_or(NumberPattern::General, NumberPattern::parse)
            })
            .collect();
        let is_for_texts: Vec<bool> = reader
            .styles()
            .iter()
            .map(|style| style.number_format.as_ref().is_some_and(|format| format.format_code == "@"))
            .collect();
        let mut row = SheetRow::new(0);
        let mut seen = 0_u64;
        let mut unknown = self.unknown.iter();
        loop {
            let (cell, style) = match reader.next_cell_with_style_id() {
                Ok(Some(next)) => next,
                Ok(None) => break,
                Err(XlsxError::CellError(error)) => match unknown.next() {
                    Some(&place) => {
                        let known = Record::is_cell_error(&error);
                        let text = if known { error } else { CellErrorType::Value.to_string() };
                        (Cell::new(place, DataRef::String(text)), 0)
                    }
                    None => return Err(of_library(&XlsxError::CellError(error))),
                },
                Err(error) => return Err(of_library(&error)),
            };
            let (number, column) = cell.get_position();
            if number != row.number {
                if number < row.number {
                    return Err(limits::unreadable(&Message::new(
                        "its rows are not in order",
                        "行的顺序有误",
                    )));
                }
                let full = std::mem::replace(&mut row, SheetRow::new(number));
                if !send(full, &mut merges, each) {
                    return Ok(());
                }
            }
            let value = cell.get_value();
            let mut text = text(value, patterns.get(style).unwrap_or(&NumberPattern::General));
            if text.is_empty() && !uncalculated.is_empty() && uncalculated.contains(&(number, column)) {
                text = Record::UNCALCULATED.to_owned();
            }
            if !text.is_empty() {
                seen += 1;
                if seen > limits::CELLS {
                    return Err(limits::too_many_cells());
                }
                match value {
                    DataRef::String(_) | DataRef::SharedString(_) => {
                        row.push_text(column, text, is_for_texts.get(style).copied().unwrap_or_default());
                    }
                    _ => row.cells.push((column, text)),
                }
            }
        }
        send(row, &mut merges, each);
        Ok(())
    }
}

/// Sends a row that is not empty, with the merged areas that begin in it or above it.
fn send(mut row: SheetRow, merges: &mut Vec<Merge>, each: &mut dyn FnMut(SheetRow) -> bool) -> bool {
    while merges.last().is_some_and(|merge| merge.top <= row.number) {
        row.merges.extend(merges.pop());
    }
    if row.cells.is_empty() {
        return true;
    }
    row.cells.sort_by_key(|(column, _)| *column);
    each(row)
}

/// The text that a cell shows.
fn text(value: &DataRef<'_>, pattern: &NumberPattern) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        &DataRef::Bool(yes) => if yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::Int(_) => pattern.show(value.as_f64().unwrap_or_default()),
        &DataRef::Float(number) => pattern.show(number),
        DataRef::DateTime(moment) if moment.is_duration() => duration_text(moment.as_f64()),
        DataRef::DateTime(moment) => date_text(moment.as_f64(), moment.to_ymd_hms_milli()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso_text(text),
        DataRef::Error(error) => error.to_string(),
    }
}
