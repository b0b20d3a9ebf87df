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
    if json.trim_ascii().is_empty() {
        return Ok(T::default());
    }
    let decoded = prepare(json, Illegal::Keep, &ReadOptions::new());
    if let Some(failure) = decoded.failure {
        return Err(Failure::of_options(&failure));
    }
    let source = Source::new(decoded.text, decoded.map, Position::START);
    let reader = Reader::new(&source.text, MOST_NESTED);
    reader.document(PhantomData::<T>).map_err(|stop| Failure::of_options(&stop.into_error(&source)))
}

/// The language of a call: English unless another is asked for.
pub(super) fn lang(word: Option<&str>) -> Result<Lang, Failure> {
    word.map_or(Ok(Lang::En), |word| one_of("lang", word, &["en", "zh"], |word| word.parse().ok()))
}

/// The value that a word stands for.
pub(super) fn one_of<T>(
    key: &str,
    word: &str,
    known: &[&str],
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Failure> {
    let cut: Cow<'_, str> = crate::describe::written::cut(word).into();
    parse(word)
        .ok_or_else(|| Failure::usage(format!("options: {key} is \"{cut}\"; allowed: {}", known.join(", "))))
}
