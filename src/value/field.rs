//! A field of a param with its content.

use std::sync::Arc;

use compact_str::CompactString;

use crate::span::Span;
use crate::value::compact::Attributes;
use crate::value::content::Content;
use crate::value::row::Row;
use crate::value::text::Value;
use crate::vocab::FieldKind;

/// A field of a param: an id with values or rows. A field that is present was set, perhaps to
/// nothing.
#[derive(Clone, Debug)]
pub struct ParamField {
    pub(crate) tag: Arc<Tag>,
    pub(crate) content: Content,
    pub(crate) span: Option<Span>,
    /// Whether it was an array in the JSON form.
    pub(crate) listed: bool,
}

/// What the start tag of a field says. The rows of a document share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tag {
    // Most ids and names are short enough to be stored inline, so that a tag is one allocation.
    pub(crate) id: CompactString,
    pub(crate) name: Option<CompactString>,
    pub(crate) kind: Option<FieldKind>,
    /// The type as written, if it is not one of the seven.
    pub(crate) odd_type: Option<Box<str>>,
    /// Attributes other than `id`, `name` and `type`.
    pub(crate) extra: Attributes,
}

impl Tag {
    pub(crate) fn new(id: impl Into<CompactString>, name: Option<&str>, kind: Option<FieldKind>) -> Tag {
        Tag { id: id.into(), name: name.map(CompactString::new), kind, ..Tag::default() }
    }
}

impl ParamField {
    pub(crate) fn new(id: impl Into<CompactString>) -> ParamField {
        ParamField::tagged(Tag::new(id, None, None))
    }

    pub(crate) fn tagged(tag: impl Into<Arc<Tag>>) -> ParamField {
        ParamField { tag: tag.into(), content: Content::default(), span: None, listed: false }
    }

    /// The id, never empty.
    pub fn id(&self) -> &str {
        &self.tag.id
    }

    /// The name for people, if one was written.
    pub fn name(&self) -> Option<&str> {
        self.tag.name.as_deref()
    }

    /// The declared type, if it is a known one.
    pub fn kind(&self) -> Option<FieldKind> {
        self.tag.kind
    }

    /// The type that was declared; of a known type the platform's spelling.
    pub fn declared_type(&self) -> Option<&str> {
        self.tag.odd_type.as_deref().or(self.tag.kind.map(FieldKind::as_str))
    }

    /// The values: at most one of a field that takes one.
    pub fn values(&self) -> &[Value] {
        &self.content.values
    }

    /// The text of the first value.
    pub fn text(&self) -> Option<&str> {
        self.content.values.first().map(Value::text)
    }

    /// The complex values or rows.
    pub fn rows(&self) -> &[Row] {
        &self.content.rows
    }

    /// Where it was in the text that the param was read from.
    pub fn span(&self) -> Option<Span> {
        self.span
    }

    /// Whether no text inside is there, or only empty ones.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }
}

/// Names and types count where both sides have them: a schema may have added them on the way.
impl PartialEq for ParamField {
    fn eq(&self, other: &ParamField) -> bool {
        let agree = |a: Option<&str>, b: Option<&str>| a.is_none() || b.is_none() || a == b;
        self.id() == other.id()
            && agree(self.name(), other.name())
            && agree(self.declared_type(), other.declared_type())
            && self.content == other.content
    }
}

impl Eq for ParamField {}
