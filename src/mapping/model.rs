//! A mapping file as it is held: entries by field path, each with its place.

use std::collections::HashMap;
use std::sync::Arc;

use super::date::DateFormat;
use super::expression::{Expr, Template};
use super::number::NumberFormat;
use super::option::Match;
use super::path::RecordPath;
use super::problem::MappingProblem;
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

    pub(crate) fn problem(
        &self,
        code: MappingCode,
        at: At,
        path: &str,
        text: (String, String),
    ) -> MappingProblem {
        let (file, position) = self.place(at);
        MappingProblem {
            code,
            path: path.to_owned(),
            source: None,
            actual: None,
            file,
            position,
            text: Box::new(text),
        }
    }
}

/// Where the value of one field comes from.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) at: At,
    /// The first that gives anything counts.
    pub(crate) fills: Vec<Fill>,
}

/// One way to get a value.
#[derive(Debug, Default)]
pub(crate) struct Fill {
    pub(crate) when: Option<(At, Expr)>,
    pub(crate) from: From,
    pub(crate) from_at: At,
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
    /// One path and nothing done with what stands there.
    pub(crate) is_plain: bool,
    /// Of rows: which of them.
    pub(crate) only: Option<(At, Expr)>,
    /// Of rows: one for each text that stands here.
    pub(crate) distinct: Option<RecordPath>,
}

impl Fill {
    /// Sees whether there is anything to be done with what stands at the path.
    pub(crate) fn settle(&mut self) {
        self.is_plain = matches!(&self.from, From::Paths(paths) if paths.len() == 1)
            && self.split.is_none()
            && self.pick.is_none()
            && self.take.is_none()
            && !self.trim
            && self.table.is_none()
            && self.number.is_none()
            && self.date.is_none()
            && self.join.is_none()
            && self.attributes.is_empty();
    }
}

/// Where the text begins.
#[derive(Debug, Default)]
pub(crate) enum From {
    /// Nothing is said.
    #[default]
    Nothing,
    /// The first of these paths that leads to anything.
    Paths(Vec<RecordPath>),
    Constant(Vec<String>),
    Template(Template),
    Expr(Expr),
    /// Rows, or a complex value: what stands at the path.
    Rows(RecordPath),
    /// A row for each combination of one of each.
    Product(Vec<(String, RecordPath)>),
}

/// What is done with a text that a table does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Unlisted {
    /// It is a problem.
    #[default]
    Refuse,
    /// It stays as it is.
    Keep,
    /// It is left out.
    Skip,
}

/// What a text without an option is sent as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Custom {
    /// With the one option of negative value that the field has.
    Option,
    /// With this value.
    Value(String),
    /// With -1, -2 and so on: a number for each text.
    Numbered,
}

/// What is made of nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Empty {
    /// The field is not set.
    #[default]
    Leave,
    /// A field whose path leads to an empty text or list is set to nothing, which clears it on the platform.
    Clear,
}

/// A look-up table.
#[derive(Debug)]
pub(crate) struct LookUp {
    pub(crate) name: String,
    pub(crate) entries: HashMap<String, (At, String)>,
    /// The entries by their folded keys, where one alone has it.
    pub(crate) folded: HashMap<String, Option<String>>,
}

impl LookUp {
    pub(crate) fn new(name: String, entries: HashMap<String, (At, String)>) -> LookUp {
        let mut folded: HashMap<String, Option<String>> = HashMap::new();
        for (key, (_, value)) in &entries {
            folded
                .entry(super::option::fold(key))
                .and_modify(|known| {
                    if known.as_ref() != Some(value) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(value.clone()));
        }
        LookUp { name, entries, folded }
    }

    /// What stands beside a text: of the very key, else of the one that is folded alike.
    pub(crate) fn get(&self, text: &str) -> Option<&str> {
        let text = text.trim();
        match self.entries.get(text) {
            Some((_, value)) => Some(value),
            None => self.folded.get(&super::option::fold(text))?.as_deref(),
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
}
