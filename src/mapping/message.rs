//! What is wrong, in both languages.

use crate::lang::Lang;

/// A message in English and in Chinese.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) en: String,
    pub(crate) zh: String,
}

impl Message {
    pub(crate) fn of(&self, lang: Lang) -> &str {
        lang.pick(&self.en, &self.zh)
    }
}

/// Makes a [`Message`] of two format strings, which the compiler checks. Values are named in the braces.
macro_rules! message {
    ($en:literal, $zh:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let $name = &$value;)*
        $crate::mapping::message::Message { en: format!($en), zh: format!($zh) }
    }};
}

pub(crate) use message;

/// Quotes names for a message: `"a", "b"` in English, `“a”、“b”` in Chinese.
pub(crate) fn quoted(names: &[&str]) -> Message {
    let list = |open: &str, close: &str, comma: &str| {
        let quoted: Vec<String> = names.iter().map(|name| format!("{open}{name}{close}")).collect();
        quoted.join(comma)
    };
    Message { en: list("\"", "\"", ", "), zh: list("“", "”", "、") }
}
