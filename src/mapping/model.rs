//! The content of mapping files: entries by field path, each with its place.

use std::collections::HashMap;
use std::sync::Arc;

use super::date::DateFormat;
use super::expression::{Expr, Template};
use super::message::Message;
use super::number::NumberFormat;
use super::option::{Match, fold};
use super::problem::MappingProblem;
use super::record_path::RecordPath;
use crate::code::MappingCode;
use crate::span::{Position, Source};

/// A place in one of the files of a mapping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    pub(crate) file: u32,
    pub(crate) offset: u32,
}

/// The files that a mapping was read from.
#[derive(Debug, Default)]
pub(crate) struct Files(pub(crate) Vec<File>);

#[derive(Debug)]
pub(crate) struct File {
    pub(crate) name: Option<Arc<str>>,
    pub(crate) source: Source,
}

impl Files {
    pub(crate) fn place(&self, at: At) -> (Option<Arc<str>>, Option<Position>) {
        match self.0.get(at.file as usize) {
            Some(file) => (file.name.clone(), Some(file.source.position(at.offset))),
            None => (None, None),
        }
    }

    pub(crate) fn problem(&self, code: MappingCode, at: At, path: &str, message: Message) -> MappingProblem {
        let (file, position) = self.place(at);
        MappingProblem {
            code,
            path: path.to_owned(),
            source: None,
            actual: None,
            file,
            position,
            message: Box::new(message),
        }
    }
}

/// Where the value of one field comes from.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) at: At,
    /// The first that gives a value counts.
    pub(crate) fills: Vec<Fill>,
}

/// One way to get a value.
#[derive(Debug, Default)]
pub(crate) struct Fill {
    pub(crate) when: Option<(At, Expr)>,
    pub(crate) from: From,
    pub(crate) from_at: At,
    /// Whether the text lists properties with their values, of which those of the field are taken.
    pub(crate) pairs: bool,
    pub(crate) split: Option<String>,
    pub(crate) pick: Option<usize>,
    pub(crate) take: Option<usize>,
    pub(crate) trim: bool,
    /// The name of a table, until all files are read.
    pub(crate) table_name: Option<(At, String)>,
    pub(crate) table: Option<(At, Arc<LookUp>)>,
    pub(crate) unlisted: Unlisted,
    pub(crate) number: Option<NumberFormat>,
    pub(crate) date: Option<DateFormat>,
    pub(crate) by: Match,
    pub(crate) custom: Option<(At, Custom)>,
    pub(crate) join: Option<String>,
    pub(crate) attributes: Vec<(String, Fill)>,
    pub(crate) default: Option<(At, Vec<String>)>,
    pub(crate) required: bool,
    pub(crate) empty: Empty,
    /// A single path whose text is taken as it is: the fast way.
    pub(crate) is_plain: bool,
    /// Which rows, of a field of rows.
    pub(crate) only: Option<(At, Expr)>,
    /// Of a field of rows: one row for each distinct text at this path.
    pub(crate) distinct: Option<RecordPath>,
}

impl Fill {
    /// Whether any step works on the texts of the value. This is the one list of such steps: fields of rows refuse
    /// them, and a fill without them is plain. The pattern names every field, so that a new one has to be decided on.
    pub(crate) fn has_text_steps(&self) -> bool {
        let Fill {
            // Steps on texts.
            pairs,
            split,
            pick,
            trim,
            table_name,
            table,
            number,
            date,
            join,
            attributes,
            // The others: sources, conditions, what both rows and texts have, what only applies without a text,
            // and details of a step.
            when: _,
            from: _,
            from_at: _,
            take: _,
            unlisted: _,
            by: _,
            custom: _,
            default: _,
            required: _,
            empty: _,
            is_plain: _,
            only: _,
            distinct: _,
        } = self;
        *trim
            || *pairs
            || split.is_some()
            || pick.is_some()
            || table_name.is_some()
            || table.is_some()
            || number.is_some()
            || date.is_some()
            || join.is_some()
            || !attributes.is_empty()
    }

    /// Works out `is_plain`, once the tables are known.
    pub(crate) fn settle(&mut self) {
        self.is_plain = matches!(&self.from, From::Paths(paths) if paths.len() == 1)
            && self.take.is_none()
            && !self.has_text_steps();
    }
}

/// Where the value comes from.
#[derive(Debug, Default)]
pub(crate) enum From {
    /// Not stated.
    #[default]
    Nothing,
    /// The first of these paths that leads to a value.
    Paths(Vec<RecordPath>),
    Constant(Vec<String>),
    Template(Template),
    Expr(Expr),
    /// Rows, or a complex value: the values at the path.
    Rows(RecordPath),
    /// A row for each combination of one of each.
    Product(Vec<(String, RecordPath)>),
}

/// What happens to a text that is not in its table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Unlisted {
    /// It is a problem.
    #[default]
    Refuse,
    /// It is kept.
    Keep,
    /// It is dropped.
    Skip,
}

/// How a text that is not an option is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Custom {
    /// Under the only option of the field with a negative value.
    Option,
    /// Under this value.
    Value(String),
    /// Under -1, -2 and so on: one number for each text.
    Numbered,
}

/// What an empty text or list in the record means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Empty {
    /// The field is not set.
    #[default]
    Leave,
    /// The field is set to an empty value, which clears it on the platform.
    Clear,
}

/// A look-up table.
#[derive(Debug)]
pub(crate) struct LookUp {
    pub(crate) name: String,
    pub(crate) entries: HashMap<String, (At, String)>,
    /// The value by folded key; `None` where keys that fold alike have different values.
    pub(crate) folded: HashMap<String, Option<String>>,
}

impl LookUp {
    pub(crate) fn new(name: String, entries: HashMap<String, (At, String)>) -> LookUp {
        let mut folded: HashMap<String, Option<String>> = HashMap::new();
        for (key, (_, value)) in &entries {
            folded
                .entry(fold(key))
                .and_modify(|known| {
                    if known.as_ref() != Some(value) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(value.clone()));
        }
        LookUp { name, entries, folded }
    }

    /// The value of a key: of the exact key, else of the keys that fold alike.
    pub(crate) fn get(&self, text: &str) -> Option<&str> {
        let text = text.trim();
        match self.entries.get(text) {
            Some((_, value)) => Some(value),
            None => self.folded.get(&fold(text))?.as_deref(),
        }
    }
}

/// How records are found in the data, for `fill`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Records {
    pub(crate) items: Option<RecordPath>,
    pub(crate) group: Option<RecordPath>,
    pub(crate) rows: Option<String>,
    pub(crate) name: Option<RecordPath>,
    /// Whether a record is an item in its JSON form, so that each key must be the id of a field.
    pub(crate) is_item_form: bool,
}
