//! Rules, conditions, options and limits in words, in English and Chinese. Findings, changes and the command line all
//! take their words from here.

mod condition;
mod limit;
pub(crate) mod measured;
mod option;
pub(crate) mod phrase;
mod presence;
mod rule;
mod rule_text;
pub(crate) mod unchecked;
pub(crate) mod value_type;
pub(crate) mod written;

pub use presence::Presence;
pub use rule::{RuleLines, RuleWords};
pub use rule_text::RuleText;

use crate::lang::Lang;
use crate::schema::Schema;
use crate::schema::depend::ids::Ids;

/// Describes the parts of a schema in a language.
///
/// ```
/// use tmall_schema::describe::{Describer, RuleWords};
/// use tmall_schema::{Lang, Schema};
/// let schema = Schema::parse(r#"<itemRule><field id="title" type="input"><rules>
///   <rule name="maxLengthRule" value="60" unit="byte"/></rules></field></itemRule>"#)?;
/// let title = schema.field("/title").unwrap();
/// let rule = title.rules().next().unwrap();
/// let words = |lang| Describer::new(&schema, lang).rule(rule, title);
/// assert_eq!(words(Lang::En), RuleWords::Words("at most 60 bytes".to_owned()));
/// assert_eq!(words(Lang::Zh), RuleWords::Words("最多 60 字节".to_owned()));
/// # Ok::<(), tmall_schema::Error>(())
/// ```
pub struct Describer<'s> {
    schema: &'s Schema,
    lang: Lang,
}

impl<'s> Describer<'s> {
    /// A describer of a schema.
    #[must_use]
    pub fn new(schema: &'s Schema, lang: Lang) -> Describer<'s> {
        Describer { schema, lang }
    }

    /// The schema keeps the table, so that a describer costs nothing until a condition is described.
    fn ids(&self) -> Ids<'s> {
        Ids::shared(self.schema)
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    fn pick<T>(&self, en: T, zh: T) -> T {
        self.lang.pick(en, zh)
    }

    /// Joins phrases to a list.
    #[must_use]
    pub fn list(&self, phrases: &[String]) -> String {
        phrases.join(self.pick(", ", "，"))
    }

    /// `label: text`, or the text alone if the label is empty.
    #[must_use]
    pub fn labelled(&self, label: &str, text: &str) -> String {
        if label.is_empty() {
            return text.to_owned();
        }
        format!("{label}{}{text}", self.pick(": ", "："))
    }

    /// A text from a document, in quotation marks.
    fn quoted(&self, text: &str) -> String {
        self.pick(format!("\"{text}\""), format!("“{text}”"))
    }
}
