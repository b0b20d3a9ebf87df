//! Options as JSON.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::api::failure::Failure;
use crate::json_text::{MOST_NESTED, Reader};
use crate::lang::Lang;
use crate::span::{Position, Source};
use crate::xml::ReadOptions;
use crate::xml::encoding::{Illegal, prepare};

/// Reads the options of a call. An empty text stands for none.
pub(super) fn parse<T: DeserializeOwned + Default>(json: &str) -> Result<T, Failure> {
    object("options", json)
}

/// Reads an argument that is a JSON object. An empty text stands for none.
pub(super) fn object<T: DeserializeOwned + Default>(what: &str, json: &str) -> Result<T, Failure> {
    if json.trim_ascii().is_empty() {
        return Ok(T::default());
    }
    let decoded = prepare(json, Illegal::Keep, &ReadOptions::new());
    if let Some(failure) = decoded.failure {
        return Err(Failure::of_argument(what, &failure));
    }
    let source = Source::new(decoded.text, decoded.map, Position::START);
    let reader = Reader::new(&source.text, MOST_NESTED);
    reader.document(PhantomData::<T>).map_err(|stop| Failure::of_argument(what, &stop.into_error(&source)))
}

/// The language of a call: English unless another is asked for.
pub(super) fn lang(word: Option<&str>) -> Result<Lang, Failure> {
    word.map_or(Ok(Lang::En), |word| one_of("lang", word, &["en", "zh"], |word| word.parse().ok()))
}

/// The languages of the messages of a call: one, or with `both` English and, under keys of their own, Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Langs {
    pub(super) main: Lang,
    both: bool,
}

impl Langs {
    pub(super) fn new(word: Option<&str>) -> Result<Langs, Failure> {
        if word == Some("both") {
            return Ok(Langs { main: Lang::En, both: true });
        }
        word.map_or(Ok(Lang::En), |word| {
            one_of("lang", word, &["en", "zh", "both"], |word| word.parse().ok())
        })
        .map(Langs::from)
    }

    /// Chinese, if it is wanted beside English.
    pub(super) fn zh(self) -> Option<Lang> {
        self.both.then_some(Lang::Zh)
    }
}

impl From<Lang> for Langs {
    fn from(main: Lang) -> Langs {
        Langs { main, both: false }
    }
}

/// The value that a word stands for.
pub(super) fn one_of<T>(
    key: &str,
    word: &str,
    known: &[&str],
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Failure> {
    parse(word).ok_or_else(|| unknown(key, word, known))
}

/// The failure of a word that stands for nothing.
pub(super) fn unknown(key: &str, word: &str, known: &[&str]) -> Failure {
    let cut: Cow<'_, str> = crate::describe::written::cut(word).into();
    Failure::usage(format!("options: {key} is \"{cut}\"; allowed: {}", known.join(", ")))
}
