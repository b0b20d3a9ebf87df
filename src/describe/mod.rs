//! Rules and conditions in words, in both languages.

pub(crate) mod phrase;
mod rule_text;
pub(crate) mod unchecked;

pub use rule_text::RuleText;
