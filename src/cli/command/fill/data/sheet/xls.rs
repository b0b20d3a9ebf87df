//! Workbooks of Excel before 2007.
//!
//! The library that reads their cells gives numbers without the format in which they are shown, and makes room for as many
//! cells as a file pretends to have. So the records of the file are walked here once: for the formats, and to refuse a file
//! with cells so far apart that the room between them would be too large. The records are described in [MS-XLS].

use std::collections::HashMap;
use std::io::{Read, Seek, SeekFrom};

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::book::{Input, Merge, SheetInfo, SheetRow, Workbook, date_text, duration_text, iso_text};
use super::limits;
use super::number::{NumberPattern, general};
use crate::cli::lang::Message;

pub(super) struct XlsBook {
    book: Xls<Box<dyn Input>>,
    sheets: Vec<SheetInfo>,
    /// The format of each number that has one, by the sheet's position, row and column.
    formats: Vec<HashMap<(u32, u32), u16>>,
    patterns: HashMap<u16, NumberPattern>,
}

impl XlsBook {
    pub(super) fn open(mut input: Box<dyn Input>) -> Result<XlsBook, Message> {
        let size = input.seek(SeekFrom::End(0)).map_err(|error| limits::unreadable(&error))?;
        if size > limits::XLS {
            return Err(Message::new(
                format!("the workbook is larger than {} MiB; save it as .xlsx", limits::XLS >> 20),
                format!("工作簿超过 {} MiB；请另存为 .xlsx", limits::XLS >> 20),
            ));
        }
        input.seek(SeekFrom::Start(0)).map_err(|error| limits::unreadable(&error))?;
        let records = {
            let mut file = cfb::CompoundFile::open(&mut input).map_err(|error| limits::unreadable(&error))?;
            if file.exists("/EncryptedPackage") {
                return Err(limits::protected());
            }
            let name = if file.exists("/Workbook") { "/Workbook" } else { "/Book" };
            let stream = file.open_stream(name).map_err(|error| limits::unreadable(&error))?;
            let mut bytes = Vec::new();
            stream.take(size).read_to_end(&mut bytes).map_err(|error| limits::unreadable(&error))?;
            Records::read(&bytes)?
        };
        input.seek(SeekFrom::Start(0)).map_err(|error| limits::unreadable(&error))?;
        let book = Xls::new(input).map_err(|error| match error {
            XlsError::Password => limits::protected(),
            other => limits::unreadable(&other),
        })?;
        let sheets = book
            .sheets_metadata()
            .iter()
            .map(|sheet| SheetInfo {
                name: sheet.name.clone(),
                is_visible: sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet,
            })
            .collect();
        let patterns =
            records.codes.into_iter().map(|(number, code)| (number, NumberPattern::parse(&code))).collect();
        Ok(XlsBook { book, sheets, formats: records.formats, patterns })
    }
}

impl Workbook for XlsBook {
    fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    fn rows(&mut self, sheet: &str, each: &mut dyn FnMut(SheetRow) -> bool) -> Result<(), Message> {
        let position = self.sheets.iter().position(|known| known.name == sheet);
        let formats = position.and_then(|position| self.formats.get(position));
        let range = self.book.worksheet_range(sheet).map_err(|error| limits::unreadable(&error))?;
        let mut merges: Vec<Merge> = self
            .book
            .merge_cells_by_sheet_name(sheet)
            .unwrap_or_default()
            .iter()
            .map(|area| Merge {
                top: area.start.0,
                left: area.start.1,
                bottom: area.end.0,
                right: area.end.1,
            })
            .collect();
        merges.sort_by_key(|merge| std::cmp::Reverse(merge.top));
        let (top, left) = range.start().unwrap_or_default();
        for (cells, number) in range.rows().zip(top..) {
            let mut row = SheetRow::new(number);
            for (cell, column) in cells.iter().zip(left..) {
                let format = formats.and_then(|formats| formats.get(&(number, column)));
                let text = text(cell, format.and_then(|format| self.patterns.get(format)));
                if text.is_empty() {
                    continue;
                }
                match cell {
                    Data::String(_) => row.push_text(column, text, false),
                    _ => row.cells.push((column, text)),
                }
            }
            while merges.last().is_some_and(|merge| merge.top <= number) {
                row.merges.extend(merges.pop());
            }
            if !row.cells.is_empty() && !each(row) {
                break;
            }
        }
        Ok(())
    }
}

fn text(value: &Data, pattern: Option<&NumberPattern>) -> String {
    let number = |number: f64| pattern.map_or_else(|| general(number), |pattern| pattern.show(number));
    match value {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        &Data::Bool(yes) => if yes { "TRUE" } else { "FALSE" }.to_owned(),
        &Data::Int(whole) => number(whole as f64),
        &Data::Float(value) => number(value),
        Data::DateTime(moment) if moment.is_duration() => duration_text(moment.as_f64()),
        Data::DateTime(moment) => date_text(moment.as_f64(), moment.to_ymd_hms_milli()),
        Data::DateTimeIso(text) | Data::DurationIso(text) => iso_text(text),
        Data::Error(error) => error.to_string(),
    }
}

/// What is read of the records.
#[derive(Default)]
struct Records {
    /// The codes of the formats that the file defines, and of the built-in ones with decimals or a percent sign.
    codes: HashMap<u16, String>,
    formats: Vec<HashMap<(u32, u32), u16>>,
}

/// Built-in formats, by their number ([MS-XLS] 2.5.165).
const BUILT_IN: [(u16, &str); 12] = [
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
    (9, "0%"),
    (10, "0.00%"),
    (37, "#,##0"),
    (38, "#,##0"),
    (39, "#,##0.00"),
    (40, "#,##0.00"),
    (41, "#,##0"),
    (43, "#,##0.00"),
];

impl Records {
    fn read(bytes: &[u8]) -> Result<Records, Message> {
        let mut read = Records {
            codes: BUILT_IN.iter().map(|(number, code)| (*number, (*code).to_owned())).collect(),
            ..Records::default()
        };
        let (mut formats_of_styles, mut starts) = (Vec::new(), Vec::new());
        for (kind, data) in records(bytes) {
            match kind {
                // FORMAT
                0x041E => {
                    if let (Some(number), Some(code)) = (u16_at(data, 0), data.get(2..).and_then(text_of)) {
                        read.codes.insert(number, code);
                    }
                }
                // XF
                0x00E0 => formats_of_styles.push(u16_at(data, 2).unwrap_or_default()),
                // BOUNDSHEET
                0x0085 => starts.extend(u32_at(data, 0)),
                // EOF: the end of what all sheets share.
                0x000A => break,
                _ => {}
            }
        }
        for start in starts {
            let sheet = usize::try_from(start).ok().and_then(|start| bytes.get(start..)).unwrap_or_default();
            read.formats.push(cells(sheet, &formats_of_styles)?);
        }
        Ok(read)
    }
}

/// The formats of the numbers of a sheet. Refuses a sheet whose cells are too far apart.
fn cells(bytes: &[u8], styles: &[u16]) -> Result<HashMap<(u32, u32), u16>, Message> {
    let mut found = HashMap::new();
    let (mut rows, mut columns) = ((u32::MAX, 0), (u32::MAX, 0));
    let mut depth = 0_usize;
    let too_large = || {
        Message::new(
            "the cells of the sheet are too far apart; save the workbook as .xlsx",
            "工作表的单元格相距过远；请另存为 .xlsx",
        )
    };
    for (kind, data) in records(bytes) {
        match kind {
            // BOF and EOF; charts are inside.
            0x0809 => depth += 1,
            0x000A => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            // DIMENSIONS, for which the library makes room.
            0x0200 if data.len() >= 12 => {
                let width = u64::from(
                    u16_at(data, 10).unwrap_or_default().saturating_sub(u16_at(data, 8).unwrap_or_default()),
                );
                let height =
                    u32_at(data, 4).unwrap_or_default().saturating_sub(u32_at(data, 0).unwrap_or_default());
                if u64::from(height).saturating_mul(width.max(1)) > limits::XLS_AREA {
                    return Err(too_large());
                }
            }
            // NUMBER, RK, FORMULA, LABELSST, LABEL, BOOLERR, MULRK, RSTRING
            0x0203 | 0x027E | 0x0006 | 0x00FD | 0x0204 | 0x0205 | 0x00BD | 0x00D6 => {
                let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { continue };
                let (row, column) = (u32::from(row), u32::from(column));
                let several = if kind == 0x00BD { data.len().saturating_sub(6) / 6 } else { 1 };
                let last =
                    column.saturating_add(u32::try_from(several).unwrap_or(u32::MAX)).saturating_sub(1);
                rows = (rows.0.min(row), rows.1.max(row));
                columns = (columns.0.min(column), columns.1.max(last));
                for number in 0..several {
                    let style = u16_at(data, 4 + 6 * number).and_then(|style| styles.get(usize::from(style)));
                    if let Some(format) = style.filter(|format| **format != 0) {
                        found.insert((row, column + u32::try_from(number).unwrap_or_default()), *format);
                    }
                }
            }
            _ => {}
        }
    }
    let area = |from: (u32, u32)| u64::from(from.1.saturating_sub(from.0)) + 1;
    if area(rows).saturating_mul(area(columns)) > limits::XLS_AREA {
        return Err(too_large());
    }
    Ok(found)
}

/// The records: their kind and their data.
fn records(mut bytes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(bytes, 0)?, usize::from(u16_at(bytes, 2)?));
        let data = bytes.get(4..4 + length)?;
        bytes = bytes.get(4 + length..)?;
        Some((kind, data))
    })
}

/// A text with its length before it, in one or two bytes for each character.
fn text_of(data: &[u8]) -> Option<String> {
    let length = usize::from(u16_at(data, 0)?);
    let rest = data.get(3..)?;
    if data.get(2)? & 1 == 0 {
        return Some(rest.iter().take(length).map(|byte| char::from(*byte)).collect());
    }
    let units: Vec<u16> =
        rest.chunks_exact(2).take(length).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Some(String::from_utf16_lossy(&units))
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}
