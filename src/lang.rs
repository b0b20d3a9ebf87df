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
