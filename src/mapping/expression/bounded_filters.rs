//! Filters whose result can be longer than their input, with a bound: minijinja's own would let a text grow without
//! one.

use minijinja::value::Value;
use minijinja::{Error, ErrorKind, State};

use super::failure::Refused;
use crate::mapping::limits::{MAX_FILTER_BYTES, MAX_RESULT_BYTES};

/// The memory of a list item besides its text, in bytes.
const ITEM_BYTES: usize = 32;

/// The bytes that filters have produced so far in one expression.
#[derive(Default)]
struct Produced(usize);

/// Counts bytes that are about to be produced.
fn spend(state: &mut State<'_, '_>, bytes: usize) -> Result<(), Error> {
    let Produced(produced) = state.get_or_insert_extension(Produced::default());
    *produced = produced.saturating_add(bytes);
    if bytes > MAX_RESULT_BYTES || *produced > MAX_FILTER_BYTES {
        Err(Refused::TooLong.into())
    } else {
        Ok(())
    }
}

/// The filter `replace`.
pub(super) fn replace(state: &mut State<'_, '_>, text: &str, from: &str, to: &str) -> Result<String, Error> {
    let found = if from.is_empty() { text.chars().count() + 1 } else { text.matches(from).count() };
    spend(state, text.len().saturating_add(found.saturating_mul(to.len())))?;
    Ok(text.replace(from, to))
}

/// The filter `join`.
pub(super) fn join(state: &mut State<'_, '_>, value: &Value, joiner: Option<&str>) -> Result<String, Error> {
    let joiner = joiner.unwrap_or_default();
    let mut text = String::new();
    for (number, item) in value.try_iter()?.enumerate() {
        if item.is_undefined() {
            return Err(ErrorKind::UndefinedError.into());
        }
        let item = match item.as_str() {
            Some(item) => item.to_owned(),
            None => item.to_string(),
        };
        let joiner = if number > 0 { joiner } else { "" };
        spend(state, joiner.len() + item.len())?;
        text.push_str(joiner);
        text.push_str(&item);
    }
    if text.len() > MAX_RESULT_BYTES { Err(Refused::TooLong.into()) } else { Ok(text) }
}

/// The filter `split`.
pub(super) fn split(
    state: &mut State<'_, '_>,
    text: &str,
    separator: Option<&str>,
    most: Option<usize>,
) -> Result<Value, Error> {
    let parts: Vec<&str> = match (separator, most.and_then(|most| most.checked_add(1))) {
        // Enough to exceed the bound, and not all.
        (None, None) => text.split_whitespace().take(MAX_RESULT_BYTES / ITEM_BYTES).collect(),
        (Some(separator), None) => text.split(separator).take(MAX_RESULT_BYTES / ITEM_BYTES).collect(),
        (None, Some(_)) => {
            return Err(Refused::LimitWithoutSeparator.into());
        }
        (Some(separator), Some(most)) => {
            text.splitn(most, separator).take(MAX_RESULT_BYTES / ITEM_BYTES).collect()
        }
    };
    spend(state, parts.len() * ITEM_BYTES + text.len())?;
    Ok(parts.into_iter().map(Value::from).collect())
}
