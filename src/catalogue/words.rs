//! Texts in both languages.

use crate::lang::Lang;

/// A text in every language. Making one without the other does not compile.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    en: &'static str,
    zh: &'static str,
}

/// A text in English and in Chinese.
pub(crate) const fn words(en: &'static str, zh: &'static str) -> Words {
    Words { en, zh }
}

impl Words {
    pub(crate) const fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }
}
