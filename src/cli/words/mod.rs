//! The words for a schema, as the library has them, with what only the command line says.

use std::ops::Deref;

use tmall_schema::describe::Describer;
use tmall_schema::{Lang, Schema};

pub(crate) use tmall_schema::describe::{Presence as Mark, RuleWords as Phrase};

use super::lang::pick;

/// Describes one schema.
pub(crate) struct Words<'s>(Describer<'s>);

impl<'s> Words<'s> {
    pub(crate) fn new(schema: &'s Schema, lang: Lang) -> Words<'s> {
        Words(Describer::new(schema, lang))
    }

    pub(crate) fn pick<T>(&self, en: T, zh: T) -> T {
        pick(self.lang(), en, zh)
    }

    /// Of a field that is required once the complex value around it, of this path, is given.
    pub(crate) fn required_inside(&self, around: &str) -> String {
        self.pick(format!("required if {around} is given"), format!("填写 {around} 时必填"))
    }

    /// A number of things: `1 field`, `2 fields`, `2 个字段`.
    pub(crate) fn count(&self, number: usize, one: &str, many: &str, zh: &str) -> String {
        let en = if number == 1 { one } else { many };
        self.pick(format!("{number} {en}"), format!("{number} {zh}"))
    }
}

impl<'s> Deref for Words<'s> {
    type Target = Describer<'s>;

    fn deref(&self) -> &Describer<'s> {
        &self.0
    }
}
