//! Notes: irregular content that the reader accepted, and content that the validator does not support. Never an
//! error, never silent.

use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::code::NoteCode;
use crate::lang::Lang;
use crate::span::{Position, Span};

/// Something irregular or unsupported in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// What kind of thing.
    pub code: NoteCode,
    /// Which one: a name, an id, a value.
    pub detail: String,
    /// Where in the document's text.
    pub span: Span,
    /// Where, as people count.
    pub position: Position,
}

/// `code`, `detail` (left out if there is none), `line`, `column`, `offset`. Not the words, which are of a
/// language: [`Note::message`] has them.
impl Serialize for Note {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut note = serializer.serialize_struct("Note", 5)?;
        note.serialize_field("code", &self.code)?;
        if self.detail.is_empty() {
            note.skip_field("detail")?;
        } else {
            note.serialize_field("detail", &self.detail)?;
        }
        note.serialize_field("line", &self.position.line)?;
        note.serialize_field("column", &self.position.column)?;
        note.serialize_field("offset", &self.position.offset)?;
        note.end()
    }
}

impl Note {
    /// The text, without the place.
    pub fn message(&self, lang: Lang) -> String {
        let text = self.code.entry().templates().first().map(|text| text.text(lang)).unwrap_or_default();
        if self.detail.is_empty() {
            return text.to_owned();
        }
        lang.pick(format!("{text}: {}", self.detail), format!("{text}：{}", self.detail))
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}] at {}", self.message(Lang::En), self.code, self.position)
    }
}
