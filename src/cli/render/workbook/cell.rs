//! Writes one cell: its format, its colour, and its value as a number, a date or a text.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, ExcelDateTime, Format, Worksheet, XlsxError};
use tmall_schema::Severity;

use super::column::{CellKind, Column};
use super::content::Marked;
use crate::cli::results::template::ColumnKey;

/// The most characters of a cell.
const CELL: usize = 32_767;

pub(super) const ERROR: Color = Color::RGB(0xFF_C7_CE);
const WARNING: Color = Color::RGB(0xFF_EB_9C);

pub(super) fn number_format(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Text => "@",
        CellKind::Integer => "0",
        CellKind::Decimal => "General",
        CellKind::Date => "yyyy-mm-dd",
        CellKind::Time => "yyyy-mm-dd hh:mm:ss",
    }
}

/// The worst severity of each marked cell.
pub(super) fn marks(marked: &[Marked]) -> HashMap<(usize, usize), Severity> {
    let mut marks = HashMap::new();
    for mark in marked {
        let worst = marks.entry((mark.row, mark.column)).or_insert(mark.severity);
        *worst = (*worst).max(mark.severity);
    }
    marks
}

pub(super) fn painted(format: &Format, mark: Option<&Severity>) -> Format {
    match mark {
        None => format.clone(),
        Some(severity) if *severity >= Severity::Error => format.clone().set_background_color(ERROR),
        Some(_) => format.clone().set_background_color(WARNING),
    }
}

/// Colours the marked cells of a row that hold nothing.
pub(super) fn blank_marks(
    sheet: &mut Worksheet,
    line: u32,
    row: usize,
    cells: &[String],
    marks: &HashMap<(usize, usize), Severity>,
    format: &Format,
) -> Result<(), XlsxError> {
    for (column, cell) in cells.iter().enumerate() {
        if let Some(mark) = marks.get(&(row, column)).filter(|_| cell.is_empty()) {
            sheet.write_blank(
                line,
                u16::try_from(column).unwrap_or(u16::MAX),
                &painted(format, Some(mark)),
            )?;
        }
    }
    Ok(())
}

pub(super) fn write_text(
    sheet: &mut Worksheet,
    line: u32,
    column: usize,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let column = u16::try_from(column).unwrap_or(u16::MAX);
    // Longer texts of rejected rows are cut: a cell holds no more.
    let text: String =
        if text.len() > CELL { text.chars().take(CELL / 2).collect() } else { text.to_owned() };
    sheet.write_string_with_format(line, column, text, format).map(drop)
}

/// Writes a value as a number or date where it comes back as the same text, else as a text.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    line: u32,
    (at, is_loose): (usize, bool),
    text: &str,
    column: &Column<'_>,
    mark: Option<&Severity>,
) -> Result<(), XlsxError> {
    let number = u16::try_from(at).unwrap_or(u16::MAX);
    let own = if is_loose { Format::new() } else { Format::new().set_num_format("@") };
    let mut as_text = painted(&own, mark);
    if column.key == ColumnKey::Problems {
        as_text = as_text.set_text_wrap();
    }
    match column.kind {
        CellKind::Integer | CellKind::Decimal => {
            if let (Some(decimals), Ok(value)) = (decimals(text), text.parse::<f64>()) {
                let code = if decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(decimals)) };
                let format = painted(&Format::new().set_num_format(code), mark);
                return sheet.write_number_with_format(line, number, value, &format).map(drop);
            }
        }
        CellKind::Date | CellKind::Time => {
            let length = if column.kind == CellKind::Date { 10 } else { 19 };
            let is_date = text.len() == length && text.as_bytes().get(4) == Some(&b'-');
            if let (true, Ok(date)) = (is_date, ExcelDateTime::parse_from_str(text)) {
                let format = painted(&Format::new().set_num_format(number_format(column.kind)), mark);
                return sheet.write_datetime_with_format(line, number, &date, &format).map(drop);
            }
        }
        CellKind::Text => {}
    }
    write_text(sheet, line, at, text, &as_text)
}

/// How many decimals a number has, if a cell keeps all its digits and shows it as it is written.
fn decimals(text: &str) -> Option<usize> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain =
        is_digits(whole) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(is_digits);
    let count = whole.len() + fraction.map_or(0, str::len);
    let is_zero = digits.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let keeps_sign = !(is_zero && text.starts_with('-'));
    (is_plain && keeps_sign && count <= 15).then(|| fraction.map_or(0, str::len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_come_back() {
        for (text, wanted) in [
            ("10.00", Some(2)),
            ("7", Some(0)),
            ("0.5", Some(1)),
            ("-3.10", Some(2)),
            ("007", None),
            (".5", None),
            ("1e5", None),
            ("-0", None),
            ("1234567890123456", None),
            ("+1", None),
            ("1.", None),
        ] {
            assert_eq!(decimals(text), wanted, "{text}");
        }
    }
}
