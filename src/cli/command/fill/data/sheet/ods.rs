//! Workbooks of OpenDocument, as LibreOffice saves them.
//!
//! Such a file holds, beside the value of a cell, the text that the cell shows. Leading zeros of a number are only there, and
//! the libraries that read workbooks give the value alone; so the sheets are read here, row by row.

use std::collections::HashSet;
use std::io::{BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use tmall_schema::Record;
use zip::ZipArchive;
use zip::read::ZipFile;

use super::book::{Merge, SheetInfo, SheetRow, Workbook, iso_text, may_look_shortened};
use super::limits;
use super::number::shown;
use crate::cli::lang::Message;

const CONTENT: &str = "content.xml";

pub(super) struct OdsBook<R> {
    zip: ZipArchive<R>,
    sheets: Vec<SheetInfo>,
}

type Xml<'z, R> = Reader<BufReader<ZipFile<'z, R>>>;

impl<R: Read + Seek> OdsBook<R> {
    pub(super) fn open(input: R) -> Result<OdsBook<R>, Message> {
        let mut zip = ZipArchive::new(input).map_err(|error| limits::unreadable(&error))?;
        let manifest =
            limits::measure(&mut zip, "META-INF/manifest.xml", limits::OTHER, &[":encryption-data"])?;
        if manifest.is_some_and(|manifest| manifest.counts != [0]) {
            return Err(limits::protected());
        }
        limits::measure(&mut zip, CONTENT, limits::SHEET, &[])?;
        let sheets = sheets(&mut zip)?;
        Ok(OdsBook { zip, sheets })
    }
}

fn content<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<Xml<'_, R>, Message> {
    let part = zip.by_name(CONTENT).map_err(|error| limits::unreadable(&error))?;
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, part));
    reader.config_mut().expand_empty_elements = true;
    Ok(reader)
}

/// The sheets with their names, and whether their style hides them.
fn sheets<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<Vec<SheetInfo>, Message> {
    let mut reader = content(zip)?;
    let (mut hidden, mut style, mut sheets) = (HashSet::new(), String::new(), Vec::new());
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| limits::unreadable(&error))? {
            Event::Start(tag) => match tag.name().as_ref() {
                "style:style" => style = attribute(&tag, "style:name").unwrap_or_default(),
                "style:table-properties" if attribute(&tag, "table:display").as_deref() == Some("false") => {
                    hidden.insert(style.clone());
                }
                "table:table" => {
                    let of = attribute(&tag, "table:style-name").unwrap_or_default();
                    let name = attribute(&tag, "table:name").unwrap_or_default();
                    sheets.push(SheetInfo { name, is_visible: !hidden.contains(&of) });
                }
                _ => {}
            },
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), |text| text.to_string()))
}

fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}

impl<R: Read + Seek + Send> Workbook for OdsBook<R> {
    fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    fn rows(&mut self, sheet: &str, each: &mut dyn FnMut(SheetRow) -> bool) -> Result<(), Message> {
        let mut reader = content(&mut self.zip)?;
        let mut buffer = Vec::new();
        let (mut is_inside, mut number, mut seen) = (false, 0_u32, 0_u64);
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|error| limits::unreadable(&error))? {
                Event::Start(tag) if tag.name().as_ref() == "table:table" => {
                    is_inside = attribute(&tag, "table:name").as_deref() == Some(sheet);
                }
                Event::End(tag) if is_inside && tag.name().as_ref() == "table:table" => return Ok(()),
                Event::Start(tag) if is_inside && tag.name().as_ref() == "table:table-row" => {
                    let repeated = count(&tag, "table:number-rows-repeated");
                    let row = row(&mut reader, number)?;
                    // An empty row is often repeated until the end of the sheet.
                    let times = if row.cells.is_empty() { 0 } else { repeated };
                    seen = seen.saturating_add(u64::from(times) * row.cells.len() as u64);
                    if seen > limits::CELLS || number.saturating_add(times) > limits::ROWS {
                        return Err(limits::too_many_cells());
                    }
                    for time in 0..times {
                        if !each(SheetRow { number: number + time, ..row.clone() }) {
                            return Ok(());
                        }
                    }
                    number = number.saturating_add(repeated);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }
}

/// The cells of a row, up to its end.
fn row<R: Read + Seek>(reader: &mut Xml<'_, R>, number: u32) -> Result<SheetRow, Message> {
    let mut row = SheetRow::new(number);
    let mut column = 0_u32;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| limits::unreadable(&error))? {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                if !matches!(name.as_str(), "table:table-cell" | "table:covered-table-cell") {
                    continue;
                }
                let tag = tag.into_owned();
                let repeated = count(&tag, "table:number-columns-repeated");
                let (down, right) =
                    (count(&tag, "table:number-rows-spanned"), count(&tag, "table:number-columns-spanned"));
                let text = value(&tag, &paragraphs(reader, &name)?);
                if (down, right) != (1, 1) {
                    row.merges.push(Merge {
                        top: number,
                        left: column,
                        bottom: number.saturating_add(down.saturating_sub(1)),
                        right: column.saturating_add(right.saturating_sub(1)),
                    });
                }
                let end = column.saturating_add(repeated).min(limits::COLUMNS);
                if !text.is_empty() && name == "table:table-cell" {
                    let is_text = attribute(&tag, "office:value-type").as_deref() == Some("string");
                    if is_text && may_look_shortened(&text) {
                        row.loose.push(text.clone());
                    }
                    row.cells.extend((column..end).map(|column| (column, text.clone())));
                }
                column = end;
            }
            Event::End(tag) if tag.name().as_ref() == "table:table-row" => return Ok(row),
            Event::Eof => return Ok(row),
            _ => {}
        }
    }
}

/// The text of a cell, up to its end: its paragraphs, without notes.
fn paragraphs<R: Read + Seek>(reader: &mut Xml<'_, R>, cell: &str) -> Result<String, Message> {
    let (mut text, mut is_first, mut note, mut depth) = (String::new(), true, 0_usize, 0_usize);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| limits::unreadable(&error))? {
            Event::Start(tag) => match tag.name().as_ref() {
                "office:annotation" => note += 1,
                _ if note > 0 => {}
                "text:p" => {
                    depth += 1;
                    if !std::mem::take(&mut is_first) {
                        text.push('\n');
                    }
                }
                "text:s" => {
                    let spaces = usize::try_from(count(&tag, "text:c").min(4096)).unwrap_or_default();
                    text.push_str(&" ".repeat(spaces));
                }
                "text:tab" => text.push('\t'),
                "text:line-break" => text.push('\n'),
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "office:annotation" => note = note.saturating_sub(1),
                "text:p" if note == 0 => depth = depth.saturating_sub(1),
                name if name == cell => return Ok(text),
                _ => {}
            },
            // Text between paragraphs is white space of the file.
            Event::Text(part) if note == 0 && depth > 0 => text.push_str(&part.xml10_content()),
            Event::GeneralRef(entity) if note == 0 => {
                if let Some(known) = resolve_xml_entity(entity.as_ref()) {
                    text.push_str(known);
                } else if let Ok(Some(c)) = entity.resolve_char_ref() {
                    text.push(c);
                }
            }
            Event::Eof => return Ok(text),
            _ => {}
        }
        if text.len() as u64 > limits::OTHER {
            return Err(limits::unreadable(&Message::new(
                "the text of a cell is too long",
                "单元格文本过长",
            )));
        }
    }
}

/// What a cell shows, by its type.
fn value(cell: &BytesStart<'_>, text: &str) -> String {
    let of = |name: &str| attribute(cell, name);
    if of("calcext:value-type").as_deref() == Some("error") {
        return text.trim().to_owned();
    }
    let has_value = of("office:value-type").is_some();
    if !has_value && text.is_empty() && of("table:formula").is_some() {
        return Record::UNCALCULATED.to_owned();
    }
    match of("office:value-type").as_deref() {
        Some("float" | "currency" | "percentage") => match of("office:value").map(|value| value.parse()) {
            Some(Ok(number)) => shown(text, number),
            Some(Err(_)) | None => text.to_owned(),
        },
        Some("date") => of("office:date-value").map_or_else(|| text.to_owned(), |date| iso_text(&date)),
        Some("time") => of("office:time-value").map_or_else(|| text.to_owned(), |time| iso_text(&time)),
        Some("boolean") => of("office:boolean-value").unwrap_or_default().to_uppercase(),
        _ => match text.is_empty() {
            true => of("office:string-value").unwrap_or_default(),
            false => text.to_owned(),
        },
    }
}
