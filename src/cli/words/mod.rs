//! Rules, conditions, options and values of a schema in words, in English and Chinese.

mod condition;
mod limit;
mod names;
mod option;
mod rule;

use tmall_schema::{Lang, Schema};

use super::lang::{counted, pick};
use names::Names;
pub(crate) use rule::{Mark, Phrase};

/// Puts parts of one schema into words.
pub(crate) struct Words<'s> {
    lang: Lang,
    names: Names<'s>,
}

impl<'s> Words<'s> {
    pub(crate) fn new(schema: &'s Schema, lang: Lang) -> Words<'s> {
        Words { lang, names: Names::new(schema) }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    pub(crate) fn pick<T>(&self, en: T, zh: T) -> T {
        pick(self.lang, en, zh)
    }

    /// Joins parts of a list.
    pub(crate) fn list(&self, parts: &[String]) -> String {
        parts.join(self.pick(", ", "，"))
    }

    /// A label and its text: `label: text`.
    pub(crate) fn labelled(&self, label: &str, text: &str) -> String {
        if label.is_empty() {
            return text.to_owned();
        }
        format!("{label}{}{text}", self.pick(": ", "："))
    }

    /// A text from a document, in quotes.
    fn quoted(&self, text: &str) -> String {
        self.pick(format!("\"{text}\""), format!("“{text}”"))
    }

    /// A number of things: `1 field`, `2 fields`, `2 个字段`.
    pub(crate) fn count(&self, number: usize, one: &str, many: &str, zh: &str) -> String {
        counted(self.lang, number, one, many, zh)
    }
}
