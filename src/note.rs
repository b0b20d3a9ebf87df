//! Notes: what a reader met in a document and took, though it is not as it should be, or what we do not
//! honour. Never an error, never silent.

use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::{Lang, Position, Span};

/// Something in a document that deserves to be known.
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

/// The kinds of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NoteCode {
    /// The root element has none of the names that we know.
    UnknownRoot,
    /// A schema without fields: the category has no key properties.
    EmptyRule,
    /// Characters that XML forbids were dropped.
    DroppedCharacters,
    /// A field's type is none of the seven; its values are not judged.
    UnknownType,
    /// Two sibling fields have one id; the first counts.
    DuplicateField,
    /// An element that we do not know, or not at this place; it is kept.
    UnknownElement,
    /// An attribute that we do not know; it is kept.
    UnknownAttribute,
    /// Text where elements are expected; it is kept.
    UnexpectedText,
    /// A wrapper that is there twice; both were read.
    RepeatedWrapper,
    /// A sub-field stands directly under its field.
    MissingFieldsWrapper,
    /// The form of old samples: `required="true"`, a child `name`, `value type="…"`.
    OldForm,
    /// An option without a display name.
    OptionWithoutName,
    /// An option without a value.
    OptionWithoutValue,
    /// Rules, options or sub-fields within a value; they are skipped.
    SkippedInValue,
    /// A condition asks about a field that cannot be found; it reads as empty.
    UnresolvedField,
    /// A condition has a symbol that we do not know; its rule is not judged.
    UnknownSymbol,
    /// A condition has an operator that we do not know; its rule is not judged.
    UnknownOperator,
    /// Fields disable each other in a circle; each is decided as if the others were not disabled.
    DisableCycle,
}

impl NoteCode {
    /// Every kind.
    pub const ALL: &[NoteCode] = &[
        NoteCode::UnknownRoot,
        NoteCode::EmptyRule,
        NoteCode::DroppedCharacters,
        NoteCode::UnknownType,
        NoteCode::DuplicateField,
        NoteCode::UnknownElement,
        NoteCode::UnknownAttribute,
        NoteCode::UnexpectedText,
        NoteCode::RepeatedWrapper,
        NoteCode::MissingFieldsWrapper,
        NoteCode::OldForm,
        NoteCode::OptionWithoutName,
        NoteCode::OptionWithoutValue,
        NoteCode::SkippedInValue,
        NoteCode::UnresolvedField,
        NoteCode::UnknownSymbol,
        NoteCode::UnknownOperator,
        NoteCode::DisableCycle,
    ];

    /// The code as it is printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            NoteCode::UnknownRoot => "unknown-root",
            NoteCode::EmptyRule => "empty-rule",
            NoteCode::DroppedCharacters => "dropped-characters",
            NoteCode::UnknownType => "unknown-type",
            NoteCode::DuplicateField => "duplicate-field",
            NoteCode::UnknownElement => "unknown-element",
            NoteCode::UnknownAttribute => "unknown-attribute",
            NoteCode::UnexpectedText => "unexpected-text",
            NoteCode::RepeatedWrapper => "repeated-wrapper",
            NoteCode::MissingFieldsWrapper => "missing-fields-wrapper",
            NoteCode::OldForm => "old-form",
            NoteCode::OptionWithoutName => "option-without-name",
            NoteCode::OptionWithoutValue => "option-without-value",
            NoteCode::SkippedInValue => "skipped-in-value",
            NoteCode::UnresolvedField => "unresolved-field",
            NoteCode::UnknownSymbol => "unknown-symbol",
            NoteCode::UnknownOperator => "unknown-operator",
            NoteCode::DisableCycle => "disable-cycle",
        }
    }
}

impl fmt::Display for NoteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for NoteCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
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
    /// What is to be known, in words, without the place.
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
