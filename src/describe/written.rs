//! Rules as they are written, in one line each: what messages about changes say.

use crate::describe::RuleText;
use crate::lang::Lang;
use crate::vocab::{Bound, LengthUnit};

/// The most characters of a text that are shown.
const MAX_LENGTH: usize = 80;

impl RuleText {
    /// The rule without its condition, such as `maxLengthRule 60 bytes`.
    pub(crate) fn named_content(&self, lang: Lang) -> String {
        let text = format!("{} {}", self.name, self.content(lang));
        text.trim_end().to_owned()
    }

    /// What the rule says beside its name and its condition: `60 bytes`, `2 (not include)`.
    pub(crate) fn content(&self, lang: Lang) -> String {
        let mut text = cut(self.value.as_deref().unwrap_or_default());
        if let Some(unit) = &self.unit {
            let unit = match LengthUnit::parse(Some(unit)) {
                Some(LengthUnit::Byte) => lang.pick("bytes", "字节"),
                Some(LengthUnit::Character) => lang.pick("characters", "字符"),
                None => unit,
            };
            text = format!("{text} {unit}");
        }
        let is_default = |bound: &&str| bound.trim().eq_ignore_ascii_case(Bound::Include.as_str());
        if let Some(bound) = self.ex_property.as_deref().filter(|bound| !is_default(bound)) {
            text = format!("{text} ({bound})");
        }
        if let Some(url) = &self.url {
            text = format!("{text} {}", cut(url));
        }
        if let Some(desc) = &self.desc {
            text = format!("{text} [{}]", cut(desc));
        }
        text
    }
}

/// A text in one line, cut if it is long.
pub(crate) fn cut(text: &str) -> String {
    cut_at(text, MAX_LENGTH)
}

/// A text in one line, cut after so many characters.
pub(crate) fn cut_at(text: &str, most: usize) -> String {
    let mut shown: String = text.chars().take(most).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(most).is_some() {
        shown.push('…');
    }
    shown
}
