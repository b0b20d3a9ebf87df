//! Writes workbooks.

use std::collections::HashSet;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, Formula, Note, Workbook, Worksheet,
    XlsxError,
};
use tmall_schema::Lang;

use super::cell::{ERROR, blank_marks, marks, number_format, painted, write_cell, write_text};
use super::choices::{Choices, LAST_ROW};
use super::column::CellKind;
use super::content::{Marked, SheetContent};
use crate::cli::lang::pick;
use crate::cli::results::template::ColumnKey;
use crate::cli::words::Mark;

/// The longest name of a sheet, in characters.
const NAME: usize = 31;
/// The rows above the data: names, and the hidden keys.
const HEAD: u32 = 2;

/// How many characters a line of problems has.
const PROBLEMS_WIDTH: usize = 60;

const REQUIRED: Color = Color::RGB(0xF8_CB_AD);
const SOMETIMES: Color = Color::RGB(0xFF_E6_99);
const OPTIONAL: Color = Color::RGB(0xD9_E1_F2);

/// A workbook of sheets whose columns name the fields that they fill.
pub(crate) fn template(sheets: &[SheetContent<'_>], lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let choices = Choices::of(sheets, lang);
    let mut names = HashSet::from([choices.name.to_lowercase()]);
    for content in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&content.title, &mut names))?;
        write_sheet(sheet, content, &choices, lang)?;
    }
    choices.write(&mut book)?;
    book.save_to_buffer()
}

/// A workbook of one table of texts, with the cells that findings are about.
pub(crate) fn plain_table(
    title: &str,
    headers: &[String],
    rows: &[Vec<String>],
    marked: &[Marked],
    loose: &HashSet<(usize, usize)>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(title, &mut HashSet::new()))?;
    let head = header_format().set_background_color(OPTIONAL);
    let text = Format::new().set_num_format("@");
    for (number, header) in (0..).zip(headers) {
        sheet.set_column_format(number, &text)?;
        let is_last = usize::from(number) + 1 == headers.len();
        sheet.set_column_width(number, if is_last { PROBLEMS_WIDTH as f64 } else { width(header) })?;
        sheet.write_string_with_format(0, number, header, &head)?;
    }
    let marks = marks(marked);
    for (line, (number, cells)) in (1..).zip(rows.iter().enumerate()) {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let own = if loose.contains(&(number, column)) { &Format::new() } else { &text };
            let format = painted(own, marks.get(&(number, column)));
            // The last column holds the problems.
            let format = if column + 1 == headers.len() { format.set_text_wrap() } else { format };
            write_text(sheet, line, column, cell, &format)?;
        }
        blank_marks(sheet, line, number, cells, &marks, &text)?;
        set_height(sheet, line, cells)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    book.save_to_buffer()
}

/// A name that no other sheet has, without the characters that sheets may not have in their names.
fn sheet_name(title: &str, names: &mut HashSet<String>) -> String {
    let clean: String =
        title.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let clean = clean.trim();
    let clean = if clean.is_empty() { "Sheet" } else { clean };
    for number in 1.. {
        let end = if number == 1 { String::new() } else { format!(" {number}") };
        // Sheet names are counted in UTF-16.
        let (mut name, mut left) = (String::new(), NAME - end.len());
        for c in clean.chars() {
            match left.checked_sub(c.len_utf16()) {
                Some(rest) => left = rest,
                None => break,
            }
            name.push(c);
        }
        let name = format!("{}{end}", name.trim_end());
        if names.insert(name.to_lowercase()) {
            return name;
        }
    }
    String::new()
}

fn header_format() -> Format {
    Format::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter)
}

/// The width of a column for its header: twice as much for characters of full width.
fn width(header: &str) -> f64 {
    let cells: u32 = header.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    f64::from(cells.clamp(10, 36) + 4)
}

fn write_sheet(
    sheet: &mut Worksheet,
    content: &SheetContent<'_>,
    choices: &Choices,
    lang: Lang,
) -> Result<(), XlsxError> {
    let plain = Format::new();
    for (number, column) in (0_u16..).zip(&content.columns) {
        let format = Format::new().set_num_format(number_format(column.kind));
        sheet.set_column_format(number, &format)?;
        let is_time = column.kind == CellKind::Time;
        let wide = match (&column.key, is_time) {
            (ColumnKey::Problems, _) => PROBLEMS_WIDTH as f64,
            (_, true) => 22.0,
            (_, false) => width(&column.header),
        };
        sheet.set_column_width(number, wide)?;
        let (color, sign) = match column.mark {
            Mark::Required => (REQUIRED, " *"),
            Mark::SometimesRequired => (SOMETIMES, " (*)"),
            Mark::Optional | Mark::Disabled => (OPTIONAL, ""),
        };
        let color = if column.key == ColumnKey::Problems { ERROR } else { color };
        let head = header_format().set_background_color(color);
        sheet.write_string_with_format(0, number, format!("{}{sign}", column.header), &head)?;
        sheet.write_string_with_format(1, number, column.key.to_string(), &plain)?;
        if !column.note.is_empty() {
            let lines = column.note.lines().map(|line| 1 + line.chars().count() / 24).sum::<usize>();
            let height = u32::try_from(lines.clamp(2, 24)).unwrap_or(24) * 18 + 10;
            let note = Note::new(&column.note).add_author_prefix(false).set_width(320).set_height(height);
            sheet.insert_note(0, number, &note)?;
        }
        if let Some(list) = column.choices.and_then(|field| choices.range(field)) {
            let style = match column.is_strict {
                true => DataValidationErrorStyle::Stop,
                false => DataValidationErrorStyle::Information,
            };
            let validation = DataValidation::new()
                .allow_list_formula(Formula::new(list))
                .set_error_style(style)
                .show_error_message(column.is_strict)
                .set_error_title(pick(lang, "Not an option", "不在选项之中"))?
                .set_error_message(pick(lang, "Choose a text of the list.", "请从列表中选择。"))?;
            sheet.add_data_validation(HEAD, number, LAST_ROW, number, &validation)?;
        }
    }
    sheet.set_row_height(0, 36)?;
    // A page as wide as the table, with the names on each.
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_row_hidden(1)?;
    sheet.set_freeze_panes(HEAD, 1)?;
    let marks = marks(&content.marked);
    for (line, (number, cells)) in (HEAD..).zip(content.rows.iter().enumerate()) {
        for (at, (cell, column)) in cells.iter().zip(&content.columns).enumerate() {
            if !cell.is_empty() {
                let mark = marks.get(&(number, at));
                let is_loose = content.loose.contains(&(number, at));
                write_cell(sheet, line, (at, is_loose), cell, column, mark)?;
            }
        }
        blank_marks(sheet, line, number, cells, &marks, &Format::new())?;
        if content.columns.last().is_some_and(|column| column.key == ColumnKey::Problems) {
            set_height(sheet, line, cells)?;
        }
    }
    Ok(())
}

/// Makes a row as high as its problems, which are the last cell, need. Not all programs do that by themselves.
fn set_height(sheet: &mut Worksheet, line: u32, cells: &[String]) -> Result<(), XlsxError> {
    let problems = cells.last().map(String::as_str).unwrap_or_default();
    let wide = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let lines: usize = problems.lines().map(|line| 1 + wide(line) / PROBLEMS_WIDTH).sum();
    if lines < 2 {
        return Ok(());
    }
    let height = u32::try_from(lines.min(25)).unwrap_or(25) * 15;
    sheet.set_row_height(line, height).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_names_of_their_own() {
        let mut names = HashSet::new();
        assert_eq!(sheet_name("SKU/表", &mut names), "SKU 表");
        assert_eq!(sheet_name("sku 表", &mut names), "sku 表 2");
        assert_eq!(sheet_name("", &mut names), "Sheet");
        assert_eq!(sheet_name(&"长".repeat(40), &mut names).chars().count(), 31);
    }
}
