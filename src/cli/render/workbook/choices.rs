//! The sheet with the lists of options, from which cells are chosen.

use std::collections::HashMap;

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use tmall_schema::{FieldRef, Lang};

use super::cell::write_text;
use super::content::SheetContent;
use super::options::OptionTexts;
use crate::cli::lang::pick;

/// The last row of a sheet, from 0.
pub(super) const LAST_ROW: u32 = 1_048_575;

/// The lists of options, on a sheet of their own: one column for each list.
pub(super) struct Choices {
    pub(super) name: String,
    /// The texts of each list.
    lists: Vec<Vec<String>>,
    /// Which list each field has.
    by_field: HashMap<String, usize>,
}

impl Choices {
    pub(super) fn of(sheets: &[SheetContent<'_>], lang: Lang) -> Choices {
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
    pub(super) fn range(&self, field: FieldRef<'_>) -> Option<String> {
        let list = *self.by_field.get(&field.path())?;
        let rows = self.lists.get(list)?.len();
        let column = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(list).ok()?);
        (rows > 0).then(|| format!("='{}'!${column}$1:${column}${rows}", self.name))
    }

    pub(super) fn write(&self, book: &mut Workbook) -> Result<(), XlsxError> {
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
