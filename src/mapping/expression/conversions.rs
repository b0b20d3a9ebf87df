//! Filters on numbers. minijinja's own would report in words for programmers, or join texts.

use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{Error, ErrorKind, State, filters};

use super::failure::Refused;
use crate::mapping::number::{NotNumber, NumberFormat};

/// The filter `int`.
pub(super) fn int(
    state: &State<'_, '_>,
    value: &Value,
    default: Option<Value>,
    base: Option<u32>,
    kwargs: Kwargs,
) -> Result<Value, Error> {
    filters::int(state, value, default, base, kwargs).map_err(|error| in_our_words(error, value))
}

/// The filter `float`.
pub(super) fn float(
    state: &State<'_, '_>,
    value: &Value,
    default: Option<Value>,
    kwargs: Kwargs,
) -> Result<Value, Error> {
    filters::float(state, value, default, kwargs).map_err(|error| in_our_words(error, value))
}

/// The error of a conversion; for a text, why it cannot be converted.
fn in_our_words(error: Error, value: &Value) -> Error {
    let Some(text) = value.as_str().filter(|_| error.kind() == ErrorKind::InvalidOperation) else {
        return error;
    };
    match NumberFormat::default().apply(text) {
        Err(NotNumber::Grouped) => Refused::Grouped(text.to_owned()).into(),
        Ok(_) | Err(NotNumber::MisplacedCommas | NotNumber::TooLong | NotNumber::Other) => {
            Refused::NotANumber(text.to_owned()).into()
        }
    }
}

/// The filter `sum`, of numbers only: minijinja would join texts if the sum began with one.
pub(super) fn sum(state: &State<'_, '_>, values: Value) -> Result<Value, Error> {
    filters::sum(state, values, None, None, std::iter::empty::<(String, Value)>().collect::<Kwargs>())
}

/// Passes what can be multiplied without growing.
pub(super) fn factor(value: Value) -> Result<Value, Error> {
    let kind = value.kind();
    if matches!(kind, ValueKind::Number | ValueKind::Bool) {
        Ok(value)
    } else if kind == ValueKind::Undefined {
        Err(ErrorKind::UndefinedError.into())
    } else if kind == ValueKind::String {
        Err(Refused::TextTimes.into())
    } else {
        Err(Refused::NotFactor.into())
    }
}
