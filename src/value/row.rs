//! A complex value, or one row of a multiComplex.

use crate::span::Span;
use crate::value::compact::Attributes;
use crate::value::field::ParamField;
use crate::value::text::same_attributes;

/// One group of fields: the value of a `complex`, or one row of a `multiComplex`.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub(crate) fields: Vec<ParamField>,
    pub(crate) attributes: Attributes,
    pub(crate) span: Option<Span>,
    pub(crate) form: RowForm,
}

/// The element that a row was in.
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
    /// None: the fields were directly in their field.
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

    /// Where it was in the text that the param was read from.
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
