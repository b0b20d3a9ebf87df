//! Why reading JSON stopped: built where it happens, placed and given its path on the way out.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::error::{Error, JsonError, JsonType};
use crate::lang::Lang;
use crate::path::push_step;
use crate::span::{Source, small};

/// Why reading stopped. One word wide.
#[derive(Debug)]
pub(crate) struct Stop(Box<Inner>);

#[derive(Debug)]
struct Inner {
    error: JsonError,
    /// Where in the text, in bytes.
    at: Option<usize>,
    /// The way from the document to the value, the innermost step first.
    steps: Vec<String>,
}

impl Stop {
    pub(super) fn new(error: JsonError, at: Option<usize>) -> Stop {
        Stop(Box::new(Inner { error, at, steps: Vec::new() }))
    }

    /// Says where, unless that is known more exactly already.
    pub(super) fn or_at(mut self, at: usize) -> Stop {
        self.0.at.get_or_insert(at);
        self
    }

    pub(super) fn within(mut self, step: impl fmt::Display) -> Stop {
        self.0.steps.push(step.to_string());
        self
    }

    /// The error for users: the path filled in, the place counted in the source.
    pub(crate) fn into_error(self, source: &Source) -> Error {
        let position = self.0.at.map(|at| source.position(small(at)));
        Error::new(self.into_json_error(), position)
    }

    fn into_json_error(self) -> JsonError {
        let Inner { mut error, steps, .. } = *self.0;
        match &mut error {
            JsonError::WrongType { path, .. }
            | JsonError::UnknownKey { path, .. }
            | JsonError::MissingKey { path, .. }
            | JsonError::DuplicateKey { path, .. } => {
                steps.iter().rev().for_each(|step| push_step(path, step));
            }
            JsonError::UnexpectedEnd
            | JsonError::Unexpected { .. }
            | JsonError::TextAfterEnd
            | JsonError::BadNumber(_)
            | JsonError::BadEscape
            | JsonError::ControlCharacter(_)
            | JsonError::TooDeep(_)
            | JsonError::Schema(_)
            | JsonError::Other(_) => {}
        }
        error
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.error.message(Lang::En))
    }
}

impl std::error::Error for Stop {}

fn wrong_type(found: JsonType) -> Stop {
    Stop::new(JsonError::WrongType { path: String::new(), found }, None)
}

// The enum is a foreign one: what is left has no form in JSON but a text.
#[allow(clippy::wildcard_enum_match_arm)]
fn type_of(found: &Unexpected<'_>) -> JsonType {
    match found {
        Unexpected::Bool(true) => JsonType::True,
        Unexpected::Bool(false) => JsonType::False,
        Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => JsonType::Number,
        Unexpected::Unit | Unexpected::Option => JsonType::Null,
        Unexpected::Seq => JsonType::Array,
        Unexpected::Map => JsonType::Object,
        _ => JsonType::Text,
    }
}

/// What serde and derived types report becomes one of our kinds; none of their texts is kept.
impl de::Error for Stop {
    fn custom<T: fmt::Display>(text: T) -> Stop {
        Stop::new(JsonError::Other(text.to_string()), None)
    }

    fn invalid_type(found: Unexpected<'_>, _: &dyn Expected) -> Stop {
        wrong_type(type_of(&found))
    }

    fn invalid_value(found: Unexpected<'_>, _: &dyn Expected) -> Stop {
        wrong_type(type_of(&found))
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Stop {
        wrong_type(JsonType::Array)
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Stop {
        wrong_type(JsonType::Text)
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Stop {
        Stop::new(JsonError::UnknownKey { path: String::new(), key: key.to_owned(), known }, None)
    }

    fn missing_field(key: &'static str) -> Stop {
        Stop::new(JsonError::MissingKey { path: String::new(), key }, None)
    }

    fn duplicate_field(key: &'static str) -> Stop {
        Stop::new(JsonError::DuplicateKey { path: String::new(), key }, None)
    }
}
