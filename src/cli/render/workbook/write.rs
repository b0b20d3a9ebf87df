//! Writes workbooks.

use std::collections::{HashMap, HashSet};

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, ExcelDateTime, Format, FormatAlign, Formula, Note,
    Workbook, Worksheet, XlsxError,
};
use tmall_schema::{FieldRef, Lang, Severity};

use super::column::{CellKind, Column};
use super::options::OptionTexts;
use crate::cli::lang::pick;
use crate::cli::results::template::ColumnKey;
use crate::cli::words::Mark;

/// The most characters of a cell.
pub(crate) const CELL: usize = 32_767;
/// The last row of a sheet, from 0.
const LAST_ROW: u32 = 1_048_575;
/// The longest name of a sheet, in characters.
const NAME: usize = 31;
/// The rows above the data: names, and the hidden keys.
const HEAD: u32 = 2;

/// How many characters a line of problems has.
const PROBLEMS_WIDTH: usize = 60;

const REQUIRED: Color = Color::RGB(0xF8_CB_AD);
const SOMETIMES: Color = Color::RGB(0xFF_E6_99);
const OPTIONAL: Color = Color::RGB(0xD9_E1_F2);
const ERROR: Color = Color::RGB(0xFF_C7_CE);
const WARNING: Color = Color::RGB(0xFF_EB_9C);

/// A cell that a finding is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marked {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) severity: Severity,
}

/// A sheet of a template with its rows.
pub(crate) struct SheetContent<'s> {
    pub(crate) title: String,
    pub(crate) columns: Vec<Column<'s>>,
    pub(crate) rows: Vec<Vec<String>>,
    pub(crate) marked: Vec<Marked>,
    /// Rows and columns of cells that are not in the format of texts, although they hold texts.
    pub(crate) loose: HashSet<(usize, usize)>,
}

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

fn number_format(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Text => "@",
        CellKind::Integer => "0",
        CellKind::Decimal => "General",
        CellKind::Date => "yyyy-mm-dd",
        CellKind::Time => "yyyy-mm-dd hh:mm:ss",
    }
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

/// The worst severity of each marked cell.
fn marks(marked: &[Marked]) -> HashMap<(usize, usize), Severity> {
    let mut marks = HashMap::new();
    for mark in marked {
        let worst = marks.entry((mark.row, mark.column)).or_insert(mark.severity);
        *worst = (*worst).max(mark.severity);
    }
    marks
}

fn painted(format: &Format, mark: Option<&Severity>) -> Format {
    match mark {
        None => format.clone(),
        Some(severity) if *severity >= Severity::Error => format.clone().set_background_color(ERROR),
        Some(_) => format.clone().set_background_color(WARNING),
    }
}

/// Colours the marked cells of a row that hold nothing.
fn blank_marks(
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

fn write_text(
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
fn write_cell(
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

/// The lists of options, on a sheet of their own: one column for each list.
struct Choices {
    name: String,
    /// The texts of each list.
    lists: Vec<Vec<String>>,
    /// Which list each field has.
    by_field: HashMap<String, usize>,
}

impl Choices {
    fn of(sheets: &[SheetContent<'_>], lang: Lang) -> Choices {
        let name = pick(lang, "Options", "选项").to_owned();
        let mut choices = Choices { name, lists: Vec::new(), by_field: HashMap::new() };
        for field in sheets.iter().flat_map(|sheet| &sheet.columns).filter_map(|column| column.choices) {
            let path = field.path();
            if choices.by_field.contains_key(&path) {
                continue;
            }
            let texts: Vec<String> = OptionTexts::of(field).iter().map(str::to_owned).collect();
            let at = choices.lists.iter().position(|known| *known == texts).unwrap_or_else(|| {
                choices.lists.push(texts);
                choices.lists.len() - 1
            });
            choices.by_field.insert(path, at);
        }
        choices
    }

    /// The cells of the list of a field.
    fn range(&self, field: FieldRef<'_>) -> Option<String> {
        let list = *self.by_field.get(&field.path())?;
        let rows = self.lists.get(list)?.len();
        let column = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(list).ok()?);
        (rows > 0).then(|| format!("='{}'!${column}$1:${column}${rows}", self.name))
    }

    fn write(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        if self.lists.is_empty() {
            return Ok(());
        }
        let sheet = book.add_worksheet();
        sheet.set_name(&self.name)?;
        let text = Format::new().set_num_format("@");
        for (column, list) in self.lists.iter().enumerate() {
            for (row, option) in (0..=LAST_ROW).zip(list) {
                write_text(sheet, row, column, option, &text)?;
            }
        }
        sheet.set_very_hidden(true);
        Ok(())
    }
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

    #[test]
    fn sheets_have_names_of_their_own() {
        let mut names = HashSet::new();
        assert_eq!(sheet_name("SKU/表", &mut names), "SKU 表");
        assert_eq!(sheet_name("sku 表", &mut names), "sku 表 2");
        assert_eq!(sheet_name("", &mut names), "Sheet");
        assert_eq!(sheet_name(&"长".repeat(40), &mut names).chars().count(), 31);
    }
}
