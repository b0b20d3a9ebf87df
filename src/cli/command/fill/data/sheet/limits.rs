//! Refuses workbooks that would need more memory than any honest one.
//!
//! Workbooks are zip archives, in which a few kilobytes can become gigabytes. The directory of the archive gives sizes, but
//! a hostile one gives wrong ones: so each part is unpacked once and counted, without being kept, before it is read.

use std::io::{BufRead, BufReader, Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::reason::Reason;
use crate::cli::lang::Message;

/// The largest sheet, unpacked. Sheets are read row by row.
pub(super) const SHEET: u64 = 1 << 30;
/// The largest table of texts, which is kept in memory.
pub(super) const STRINGS: u64 = 256 << 20;
/// The largest other part: styles, names of sheets, relations.
pub(super) const OTHER: u64 = 8 << 20;
/// The longest text or tag; cells hold at most 32,767 characters.
const RUN: u64 = 4 << 20;
/// The most cells of a sheet.
pub(super) const CELLS: u64 = 50_000_000;
/// The most rows and columns of a sheet, by its format.
pub(super) const ROWS: u32 = 1_048_576;
pub(super) const COLUMNS: u32 = 16_384;
/// The most formulas without a value.
pub(super) const FORMULAS: usize = 1_000_000;
/// The most merged areas.
pub(super) const MERGES: usize = 1_000_000;
/// The largest `.xls`, which is read as a whole.
pub(super) const XLS: u64 = 256 << 20;
/// The most cells between the first and the last of a sheet of an `.xls`.
pub(super) const XLS_AREA: u64 = 8_000_000;

/// What a part of the archive holds.
pub(super) struct Measured {
    /// How often each of the marks occurs.
    pub(super) counts: Vec<usize>,
}

/// Unpacks a part without keeping it, and counts how often marks occur. `None` if there is no such part.
pub(super) fn measure<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    name: &str,
    most: u64,
    marks: &[&str],
) -> Result<Option<Measured>, Message> {
    let part = match zip.by_name(name) {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(unreadable(&error)),
    };
    if part.size() > most {
        return Err(too_large(name, most));
    }
    let mut part = BufReader::with_capacity(1 << 16, part.take(most + 1));
    let (mut seen, mut run) = (0_u64, 0_u64);
    let mut counts = vec![0; marks.len()];
    let mut matched = vec![0; marks.len()];
    loop {
        let bytes = part.fill_buf().map_err(|error| unreadable(&error))?;
        if bytes.is_empty() {
            return Ok(Some(Measured { counts }));
        }
        seen += bytes.len() as u64;
        if seen > most {
            return Err(too_large(name, most));
        }
        let mut rest = bytes;
        while let Some(at) = memchr::memchr2(b'<', b'>', rest) {
            run = 0;
            rest = &rest[at + 1..];
        }
        run += rest.len() as u64;
        if run > RUN {
            return Err(Message::new(
                format!("{name} inside the workbook has a text of more than {} MiB", RUN >> 20),
                format!("工作簿中的 {name} 含有超过 {} MiB 的文本", RUN >> 20),
            ));
        }
        for ((mark, matched), count) in marks.iter().zip(&mut matched).zip(&mut counts) {
            let mark = mark.as_bytes();
            for byte in bytes {
                *matched = match mark.get(*matched) == Some(byte) {
                    true => *matched + 1,
                    false => usize::from(mark.first() == Some(byte)),
                };
                if *matched == mark.len() {
                    *count += 1;
                    *matched = 0;
                }
            }
        }
        let length = bytes.len();
        part.consume(length);
    }
}

fn too_large(name: &str, most: u64) -> Message {
    Message::new(
        format!("{name} inside the workbook has more than {} MiB when it is unpacked", most >> 20),
        format!("工作簿中的 {name} 解压后超过 {} MiB", most >> 20),
    )
}

/// The message for a workbook that cannot be read.
pub(super) fn unreadable(reason: &dyn Reason) -> Message {
    let Message { en, zh } = reason.reason();
    Message::new(format!("the workbook cannot be read: {en}"), format!("无法读取该工作簿：{zh}"))
}

/// The message for a workbook with a password.
pub(super) fn protected() -> Message {
    Message::new(
        "the workbook is protected by a password; remove it and save again",
        "工作簿有密码保护；请取消密码后重新保存",
    )
}

/// The message for a sheet with too many cells.
pub(super) fn too_many_cells() -> Message {
    Message::new(format!("the sheet has more than {CELLS} cells"), format!("工作表的单元格超过 {CELLS} 个"))
}
