//! Workbooks: templates that people fill in, and rejected rows with what is wrong with them.

mod cell;
mod choices;
mod column;
mod content;
mod options;
mod write;

pub(crate) use column::{CellKind, Column, name};
pub(crate) use content::{Marked, SheetContent};
pub(crate) use options::OptionTexts;
pub(crate) use rust_xlsxwriter::XlsxError;
pub(crate) use write::{plain_table, template};

pub(crate) use crate::cli::words::Mark;
use crate::cli::words::Words;
use tmall_schema::{Lang, Schema};

/// The words for the fields of a schema.
pub(crate) fn words_of(schema: &Schema, lang: Lang) -> Words<'_> {
    Words::new(schema, lang)
}
