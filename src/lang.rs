//! The languages that messages come in.

/// A language of messages. Codes, names and paths are the same in all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// Reads `en` or `zh`, or a locale such as `zh_CN.UTF-8`.
    ///
    /// ```
    /// use tmall_schema::Lang;
    /// assert_eq!(Lang::parse("zh_CN.UTF-8"), Some(Lang::Zh));
    /// assert_eq!(Lang::parse("fr"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Lang> {
        match text.split(['_', '-', '.']).next() {
            Some(word) if word.eq_ignore_ascii_case("zh") => Some(Lang::Zh),
            Some(word) if word.eq_ignore_ascii_case("en") => Some(Lang::En),
            _ => None,
        }
    }

    /// Picks the one of this language.
    ///
    /// ```
    /// use tmall_schema::Lang;
    /// assert_eq!(Lang::Zh.pick("field", "字段"), "字段");
    /// ```
    pub fn pick<T>(self, en: T, zh: T) -> T {
        match self {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}
