//! What fields hold: values with their attributes, rows of fields, and how they were wrapped.

use std::sync::Arc;

use compact_str::CompactString;

use crate::param::compact::{Attributes, Marks};
use crate::param::few::{Few, Rare};
use crate::vocab::attribute;
use crate::{FieldKind, Span};

/// One text of a field, with the attributes that must survive a round trip.
///
/// ```
/// use tmall_schema::Value;
/// let custom = Value::custom("-1", "雾霾蓝");
/// assert_eq!(custom.text(), "-1");
/// assert_eq!(custom.attribute("inputValue"), Some("雾霾蓝"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Value {
    /// Mostly a few letters or digits, which then stand here and not somewhere else in memory.
    pub(crate) text: CompactString,
    pub(crate) attributes: Attributes,
    pub(crate) span: Option<Span>,
    /// Whether it stood in a `values` element.
    pub(crate) wrapped: bool,
}

impl Value {
    /// A text without attributes.
    pub fn new(text: impl Into<String>) -> Value {
        Value { text: CompactString::from(text.into()), ..Value::default() }
    }

    /// A custom option: the negative number that the platform wants, and the text in `inputValue`.
    pub fn custom(value: impl Into<String>, text: impl Into<String>) -> Value {
        Value::new(value).with(attribute::INPUT_VALUE, text)
    }

    /// Adds or replaces an attribute.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Value {
        let (name, value) = (name.into(), value.into());
        match self.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some(known) => known.1 = value,
            None => self.attributes.push((name, value)),
        }
        self
    }

    /// The text, untrimmed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// An attribute by its name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The attributes as they were written.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Where it stood in the text that the param was read from.
    pub fn span(&self) -> Option<Span> {
        self.span
    }

    /// Whether the text is empty; white space is not.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// Text and attributes count, their order and where they stood do not.
impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        self.text == other.text && same_attributes(&self.attributes, &other.attributes)
    }
}

impl Eq for Value {}

pub(crate) fn same_attributes(a: &[(String, String)], b: &[(String, String)]) -> bool {
    a.len() == b.len() && a.iter().all(|pair| b.contains(pair))
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::new(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::new(text)
    }
}

/// One group of fields: the value of a `complex`, or one row of a `multiComplex`.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub(crate) fields: Vec<ParamField>,
    pub(crate) attributes: Attributes,
    pub(crate) span: Option<Span>,
    pub(crate) form: RowForm,
}

/// The element that a row stood in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RowForm {
    /// Made by hand: the schema's dialect decides.
    #[default]
    Any,
    /// `complex-values`.
    Plural,
    /// `complex-value`.
    Singular,
    /// `complex-value` within `complex-values`.
    Nested,
    /// None: the fields stood directly in their field.
    Bare,
}

impl Row {
    /// The fields in the order in which they were written.
    pub fn fields(&self) -> &[ParamField] {
        &self.fields
    }

    /// The first field of an id.
    pub fn field(&self, id: &str) -> Option<&ParamField> {
        self.fields.iter().find(|field| field.id() == id)
    }

    /// Attributes of the wrapper; the platform does not use any.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Where it stood in the text that the param was read from.
    pub fn span(&self) -> Option<Span> {
        self.span
    }

    /// Whether no field inside holds a text that is not empty.
    pub fn is_empty(&self) -> bool {
        self.fields.iter().all(ParamField::is_empty)
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Row) -> bool {
        self.fields == other.fields && same_attributes(&self.attributes, &other.attributes)
    }
}

impl Eq for Row {}

/// What a field holds, as it was written: no schema was asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    pub(crate) values: Few<Value>,
    pub(crate) rows: Rare<Row>,
    /// What stands beside them.
    pub(crate) marks: Marks,
}

impl Content {
    pub(crate) fn is_empty(&self) -> bool {
        self.values.iter().all(Value::is_empty) && self.rows.iter().all(Row::is_empty)
    }

    /// The rows that tell anything: a single one without fields is the way to write an empty complex.
    fn telling_rows(&self) -> &[Row] {
        match &*self.rows {
            [only] if only.fields.is_empty() && only.attributes.is_empty() => &[],
            rows => rows,
        }
    }

    /// The values that tell anything: a single empty one without attributes is the way to write none.
    fn telling(&self) -> &[Value] {
        match &*self.values {
            [only] if only.text.is_empty() && only.attributes.is_empty() => &[],
            values => values,
        }
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Content) -> bool {
        self.telling() == other.telling() && self.telling_rows() == other.telling_rows()
    }
}

/// A field of a param: an id with values or rows. That it is there at all means that it was set, be it to
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
    pub(crate) id: Arc<str>,
    pub(crate) name: Option<Arc<str>>,
    pub(crate) kind: Option<FieldKind>,
    /// The type as written, when it is none that we know.
    pub(crate) odd_type: Option<String>,
    /// Attributes other than `id`, `name` and `type`.
    pub(crate) extra: Attributes,
}

impl Tag {
    pub(crate) fn new(id: impl Into<Arc<str>>, name: Option<&str>, kind: Option<FieldKind>) -> Tag {
        Tag { id: id.into(), name: name.map(Arc::from), kind, ..Tag::default() }
    }
}

impl ParamField {
    pub(crate) fn new(id: impl Into<Arc<str>>) -> ParamField {
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

    /// The type that was declared, if it is one that we know.
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

    /// Where it stood in the text that the param was read from.
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
