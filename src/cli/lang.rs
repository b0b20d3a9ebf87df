//! The language of messages: the flag, else the settings, else the environment.

use std::fmt;

use tmall_schema::Lang;

/// A message in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) en: String,
    pub(crate) zh: String,
}

impl Message {
    pub(crate) fn new(en: impl Into<String>, zh: impl Into<String>) -> Message {
        Message { en: en.into(), zh: zh.into() }
    }

    /// What something says in each language.
    pub(crate) fn of(say: impl Fn(Lang) -> String) -> Message {
        Message::new(say(Lang::En), say(Lang::Zh))
    }

    pub(crate) fn get(&self, lang: Lang) -> &str {
        pick(lang, &self.en, &self.zh)
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl std::error::Error for Message {}

/// Picks the text of a language.
pub(crate) fn pick<T>(lang: Lang, en: T, zh: T) -> T {
    if lang == Lang::Zh { zh } else { en }
}

/// A number of things: `1 field`, `2 fields`, `2 个字段`.
pub(crate) fn counted(lang: Lang, number: usize, one: &str, many: &str, zh: &str) -> String {
    pick(lang, format!("{number} {}", if number == 1 { one } else { many }), format!("{number} {zh}"))
}

/// The language of the locale. As in POSIX, the first variable that is not empty decides,
/// even if it names an unsupported language.
pub(crate) fn from_environment() -> Lang {
    decide(["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok()))
}

fn decide(variables: [Option<String>; 3]) -> Lang {
    let set = variables.into_iter().flatten().find(|value| !value.is_empty());
    set.and_then(|value| value.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_set_variable_decides() {
        let decide = |values: [&str; 3]| decide(values.map(|value| Some(value.to_owned())));
        assert_eq!(decide(["", "", "zh_CN.UTF-8"]), Lang::Zh);
        assert_eq!(decide(["C", "", "zh_CN.UTF-8"]), Lang::En);
        assert_eq!(decide(["zh_TW", "en_US", "en_US"]), Lang::Zh);
        assert_eq!(decide(["", "zh", "en"]), Lang::Zh);
        assert_eq!(super::decide([None, None, None]), Lang::En);
    }
}
