//! What all kinds of workbooks have in common.

use std::io::{Read, Seek, SeekFrom};

use super::limits;
use super::ods::OdsBook;
use super::xls::XlsBook;
use super::xlsx::XlsxBook;
use crate::cli::lang::Message;

/// A sheet of a workbook.
#[derive(Clone, Debug)]
pub(super) struct SheetInfo {
    pub(super) name: String,
    pub(super) is_visible: bool,
}

/// A row of a sheet, with the cells that are not empty. Rows and columns count from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetRow {
    pub(super) number: u32,
    pub(super) cells: Vec<(u32, String)>,
    /// Those of them that look like shortened numbers, but are texts in cells for texts.
    pub(super) texts: Vec<String>,
    /// Those that are texts in other cells. A sheet of rejects has shortened numbers in this way.
    pub(super) loose: Vec<String>,
    /// The merged areas that begin in this row.
    pub(super) merges: Vec<Merge>,
}

impl SheetRow {
    pub(super) fn new(number: u32) -> SheetRow {
        SheetRow { number, ..SheetRow::default() }
    }

    /// Adds a cell that is a text, perhaps in the format of texts.
    pub(super) fn push_text(&mut self, column: u32, text: String, is_for_texts: bool) {
        if may_look_shortened(&text) {
            let list = if is_for_texts { &mut self.texts } else { &mut self.loose };
            list.push(text.clone());
        }
        self.cells.push((column, text));
    }

    /// The texts that look like shortened numbers and are none.
    pub(super) fn plain_texts(&self, is_of_rejects: bool) -> Vec<String> {
        let loose = if is_of_rejects { [].as_slice() } else { self.loose.as_slice() };
        self.texts.iter().chain(loose).cloned().collect()
    }

    pub(super) fn text(&self, column: u32) -> Option<&str> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.cells.get(at).map(|(_, text)| text.as_str())
    }
}

/// Whether a text may look like a number in the form of `1E+05`.
pub(crate) fn may_look_shortened(text: &str) -> bool {
    let digits = text.trim_start().trim_start_matches('-');
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.contains(['E', 'e'])
}

/// A merged area; the value is in its first cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Merge {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

/// A workbook whose sheets can be read row by row.
pub(super) trait Workbook: Send {
    fn sheets(&self) -> &[SheetInfo];

    /// Reads what has to be known of a sheet before its rows are.
    fn prepare(&mut self, _sheet: &str) -> Result<(), Message> {
        Ok(())
    }

    /// Gives the rows of a sheet that are not empty, from the first to the last, until `false` is returned.
    fn rows(&mut self, sheet: &str, each: &mut dyn FnMut(SheetRow) -> bool) -> Result<(), Message>;
}

/// Where a workbook is read from.
pub(in crate::cli::command::fill::data) trait Input:
    Read + Seek + Send
{
}

impl<T: Read + Seek + Send> Input for T {}

/// Opens a workbook of any kind, which its first bytes identify.
pub(super) fn open(mut input: Box<dyn Input>) -> Result<Box<dyn Workbook>, Message> {
    let mut beginning = [0; 4];
    let read = input.read(&mut beginning).and_then(|read| input.seek(SeekFrom::Start(0)).map(|_| read));
    let read = read.map_err(|error| limits::unreadable(&error))?;
    match &beginning[..read] {
        b"PK\x03\x04" => {
            let is_ods = zip::ZipArchive::new(&mut input)
                .is_ok_and(|mut zip| zip.by_name("content.xml").is_ok() && zip.by_name("mimetype").is_ok());
            input.seek(SeekFrom::Start(0)).map_err(|error| limits::unreadable(&error))?;
            Ok(if is_ods { Box::new(OdsBook::open(input)?) } else { Box::new(XlsxBook::open(input)?) })
        }
        b"\xD0\xCF\x11\xE0" => Ok(Box::new(XlsBook::open(input)?)),
        _ => Err(Message::new(
            "the file is not a workbook (.xlsx, .xls or .ods)",
            "文件不是电子表格工作簿（.xlsx、.xls 或 .ods）",
        )),
    }
}

/// A date cell: with the time of day if it has one; of a time alone, the time.
pub(super) fn date_text(serial: f64, parts: (u16, u8, u8, u8, u8, u8, u16)) -> String {
    let (year, month, day, hour, minute, second, _) = parts;
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match (serial < 1.0, (hour, minute, second) == (0, 0, 0)) {
        (true, _) => time,
        (false, true) => date,
        (false, false) => format!("{date} {time}"),
    }
}

/// A length of time in days, as hours, minutes and seconds.
pub(super) fn duration_text(days: f64) -> String {
    let seconds = (days.abs() * 86_400.0).round() as u64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{}{hours:02}:{minutes:02}:{seconds:02}", if days < 0.0 { "-" } else { "" })
}

/// A date or time that the file holds in the form of ISO 8601.
pub(super) fn iso_text(text: &str) -> String {
    if let Some(rest) = text.strip_prefix("PT") {
        let mut parts = [0_u64; 3];
        let mut number = String::new();
        for c in rest.chars() {
            let value = number.split('.').next().unwrap_or_default().parse().unwrap_or_default();
            match c {
                'H' => parts[0] = value,
                'M' => parts[1] = value,
                'S' => parts[2] = value,
                _ => {
                    number.push(c);
                    continue;
                }
            }
            number.clear();
        }
        return format!("{:02}:{:02}:{:02}", parts[0], parts[1], parts[2]);
    }
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let time = time.split(['.', 'Z']).next().unwrap_or_default();
    match time {
        "" | "00:00:00" | "00:00" => date.to_owned(),
        time if time.len() == 5 => format!("{date} {time}:00"),
        time => format!("{date} {time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times() {
        assert_eq!(iso_text("2026-03-05T10:20:30"), "2026-03-05 10:20:30");
        assert_eq!(iso_text("2026-03-05T00:00:00"), "2026-03-05");
        assert_eq!(iso_text("PT08H05M00S"), "08:05:00");
        assert_eq!(iso_text("2026-03-05"), "2026-03-05");
        assert_eq!(date_text(46_000.5, (2025, 12, 9, 12, 0, 0, 0)), "2025-12-09 12:00:00");
        assert_eq!(date_text(0.25, (1899, 12, 31, 6, 0, 0, 0)), "06:00:00");
        assert_eq!(duration_text(1.5), "36:00:00");
    }
}
