//! The error of a text that is not one of the words of a type.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use crate::lang::Lang;

/// A text that is not one of the words of a type. The codes, levels, severities and the words of the format return it when parsed.
///
/// ```
/// use tmall_schema::{Lang, Severity};
/// let error = "fatal".parse::<Severity>().unwrap_err();
/// assert_eq!(error.expected(), ["note", "warning", "error"]);
/// assert_eq!(error.to_string(), "unknown word; expected `note`, `warning` or `error`");
/// assert_eq!(error.message(Lang::Zh), "未知的词；应为 note、warning 或 error");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseWordError {
    expected: &'static [&'static str],
}

impl ParseWordError {
    pub(crate) const fn new(expected: &'static [&'static str]) -> ParseWordError {
        ParseWordError { expected }
    }

    /// All words of the type.
    pub const fn expected(&self) -> &'static [&'static str] {
        self.expected
    }

    /// The message in a language.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => {
                let words: Vec<String> = self.expected.iter().map(|word| format!("`{word}`")).collect();
                format!("unknown word; expected {}", list(&words, ", ", " or "))
            }
            Lang::Zh => format!("未知的词；应为 {}", list(self.expected, "、", " 或 ")),
        }
    }
}

/// Joins words; the last one with its own separator.
fn list(words: &[impl AsRef<str>], comma: &str, or: &str) -> String {
    let mut joined = String::new();
    for (at, word) in words.iter().enumerate() {
        joined.push_str(match at {
            0 => "",
            at if at + 1 == words.len() => or,
            _ => comma,
        });
        joined.push_str(word.as_ref());
    }
    joined
}

impl fmt::Display for ParseWordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl Error for ParseWordError {}

/// Reads `en` or `zh`, or a locale such as `zh_CN.UTF-8`.
///
/// ```
/// use tmall_schema::Lang;
/// assert_eq!("zh_CN.UTF-8".parse(), Ok(Lang::Zh));
/// assert!("fr".parse::<Lang>().is_err());
/// ```
impl FromStr for Lang {
    type Err = ParseWordError;

    fn from_str(text: &str) -> Result<Lang, ParseWordError> {
        let language = text.split(['_', '-', '.']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "en" => Ok(Lang::En),
            "zh" => Ok(Lang::Zh),
            _ => Err(ParseWordError::new(&["en", "zh"])),
        }
    }
}
