//! What stops the work: one error, with its kind, its place in the input, and its text in both languages.
//!
//! `kind` and `json` say what can go wrong, as types; `message` puts it into words. No text of another crate is
//! translated or passed on, except what the operating system says of a file.

mod json;
mod kind;
mod loss;
mod message;

use std::fmt;
use std::io;

pub use json::{JsonError, JsonExpected, JsonType, SchemaFormError};
pub use kind::{EncodingError, ErrorKind, FieldError, Given, Limit, Malformed, Markup, SetError};

pub use loss::{Loss, LossKind};

use crate::lang::Lang;
use crate::span::Position;

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an operation failed. As small as a pointer.
///
/// [`Display`](fmt::Display) gives the English text with the place; [`Error::message`] gives the text
/// alone in either language.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    position: Option<Position>,
}

impl Error {
    pub(crate) fn new(kind: impl Into<ErrorKind>, position: Option<Position>) -> Error {
        Error(Box::new(Inner { kind: kind.into(), position }))
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// Where, if it is a place in a document.
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }

    /// What went wrong, in words, without the place.
    pub fn message(&self, lang: Lang) -> String {
        self.0.kind.message(lang)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))?;
        match self.0.position {
            Some(position) => write!(f, " at {position}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("kind", &self.0.kind).field("position", &self.0.position).finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let ErrorKind::Io(error) = &self.0.kind { Some(error) } else { None }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::new(ErrorKind::Io(error), None)
    }
}
