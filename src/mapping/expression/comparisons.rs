//! What may be compared with `<`, `<=`, `>` and `>=`. minijinja also orders a text and a number, every text after every
//! number: of the cells of a table, which are texts, `stock > 0` would always hold.

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind, State};

use super::failure::Refused;

/// The kinds of the left sides whose right sides are still to come.
#[derive(Default)]
struct LeftSides(Vec<ValueKind>);

/// Passes the left side of a comparison.
pub(super) fn left(state: &mut State<'_, '_>, value: Value) -> Result<Value, Error> {
    if value.is_undefined() {
        return Err(ErrorKind::UndefinedError.into());
    }
    state.get_or_insert_extension(LeftSides::default()).0.push(value.kind());
    Ok(value)
}

/// Passes the right side of a comparison, if it can be compared with the left one.
pub(super) fn right(state: &mut State<'_, '_>, value: Value) -> Result<Value, Error> {
    let left = state.get_or_insert_extension(LeftSides::default()).0.pop();
    let is_mixed = |one, other| left == Some(one) && value.kind() == other;
    if value.is_undefined() {
        Err(ErrorKind::UndefinedError.into())
    } else if is_mixed(ValueKind::String, ValueKind::Number) || is_mixed(ValueKind::Number, ValueKind::String)
    {
        Err(Refused::TextAndNumber.into())
    } else {
        Ok(value)
    }
}
