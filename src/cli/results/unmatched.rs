//! Texts of records that no option or table has, each once.

use std::collections::BTreeMap;

use tmall_schema::{FieldRef, Lang, MappingCode, MappingProblem, Schema};

use crate::cli::field_path;

/// The most different texts that are kept. More than a person would add to a table are not of use.
const MOST: usize = 10_000;

/// The texts by field.
#[derive(Default)]
pub(crate) struct Unmatched {
    pub(crate) fields: BTreeMap<String, UnmatchedField>,
    count: usize,
}

/// The texts of one field.
pub(crate) struct UnmatchedField {
    /// The id of the field.
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) texts: BTreeMap<String, UnmatchedText>,
}

/// One text.
pub(crate) struct UnmatchedText {
    /// How often it occurs.
    pub(crate) count: u64,
    /// What the first problem with it says.
    pub(crate) message: String,
}

impl Unmatched {
    /// Counts the texts of one record that do not match.
    pub(crate) fn add(&mut self, problems: &[MappingProblem], schema: &Schema, lang: Lang) {
        for problem in problems {
            let is_text = matches!(
                problem.code(),
                MappingCode::UnknownOption | MappingCode::AmbiguousOption | MappingCode::NotInTable
            );
            let (true, Some(text)) = (is_text, problem.actual()) else { continue };
            let field = field_path::field(schema, problem.path());
            let path = field.map_or_else(|| problem.path().to_owned(), FieldRef::path);
            if self.count >= MOST && !self.knows(&path, text) {
                continue;
            }
            let entry = self.fields.entry(path).or_insert_with(|| UnmatchedField {
                id: field.map(FieldRef::id).unwrap_or_default().to_owned(),
                name: field.and_then(FieldRef::name).map(str::to_owned).filter(|name| !name.is_empty()),
                texts: BTreeMap::new(),
            });
            let known = entry.texts.entry(text.to_owned()).or_insert_with(|| {
                self.count += 1;
                UnmatchedText { count: 0, message: problem.message(lang).to_owned() }
            });
            known.count += 1;
        }
    }

    fn knows(&self, path: &str, text: &str) -> bool {
        self.fields.get(path).is_some_and(|field| field.texts.contains_key(text))
    }
}

impl UnmatchedField {
    /// The texts, the most frequent first.
    pub(crate) fn by_count(&self) -> Vec<(&str, &UnmatchedText)> {
        let mut texts: Vec<(&str, &UnmatchedText)> =
            self.texts.iter().map(|(text, about)| (text.as_str(), about)).collect();
        texts.sort_by_key(|(_, about)| std::cmp::Reverse(about.count));
        texts
    }
}
