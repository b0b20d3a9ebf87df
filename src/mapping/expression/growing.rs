//! Filters whose result can be longer than what they are given, with an end to it: minijinja's own would let a
//! text grow without bounds.

use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{Error, ErrorKind, State, filters};

use super::LONGEST;

/// All that these filters may make in one expression, in bytes.
const MOST: usize = 2 * LONGEST;
/// What a part of a list takes besides its text.
const PART: usize = 32;

/// What was made so far.
#[derive(Default)]
struct Made(usize);

fn too_long() -> Error {
    Error::new(ErrorKind::InvalidOperation, "the result is too long")
}

/// Takes note of what is about to be made.
fn spend(state: &mut State<'_, '_>, bytes: usize) -> Result<(), Error> {
    let Made(made) = state.get_or_insert_extension(Made::default());
    *made = made.saturating_add(bytes);
    if bytes > LONGEST || *made > MOST { Err(too_long()) } else { Ok(()) }
}

pub(super) fn replace(state: &mut State<'_, '_>, text: &str, from: &str, to: &str) -> Result<String, Error> {
    let found = if from.is_empty() { text.chars().count() + 1 } else { text.matches(from).count() };
    spend(state, text.len().saturating_add(found.saturating_mul(to.len())))?;
    Ok(text.replace(from, to))
}

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
    if text.len() > LONGEST { Err(too_long()) } else { Ok(text) }
}

pub(super) fn split(
    state: &mut State<'_, '_>,
    text: &str,
    separator: Option<&str>,
    most: Option<usize>,
) -> Result<Value, Error> {
    let parts: Vec<&str> = match (separator, most.and_then(|most| most.checked_add(1))) {
        // One more than may be, and not all there are.
        (None, None) => text.split_whitespace().take(LONGEST / PART).collect(),
        (Some(separator), None) => text.split(separator).take(LONGEST / PART).collect(),
        (None, Some(_)) => {
            return Err(Error::new(ErrorKind::InvalidOperation, "a limit of parts needs a separator"));
        }
        (Some(separator), Some(most)) => text.splitn(most, separator).take(LONGEST / PART).collect(),
    };
    spend(state, parts.len() * PART + text.len())?;
    Ok(parts.into_iter().map(Value::from).collect())
}

/// Numbers only: minijinja would join texts if it began with one.
pub(super) fn sum(state: &State<'_, '_>, values: Value) -> Result<Value, Error> {
    filters::sum(state, values, None, None, std::iter::empty::<(String, Value)>().collect::<Kwargs>())
}

/// Lets pass what can be multiplied without growing.
pub(super) fn factor(value: Value) -> Result<Value, Error> {
    match value.kind() {
        ValueKind::Number | ValueKind::Bool => Ok(value),
        ValueKind::Undefined => Err(ErrorKind::UndefinedError.into()),
        ValueKind::String => Err(Error::new(
            ErrorKind::InvalidOperation,
            "a text cannot be multiplied; |float makes a number of it",
        )),
        kind => Err(Error::new(ErrorKind::InvalidOperation, format!("a {kind} cannot be multiplied"))),
    }
}
