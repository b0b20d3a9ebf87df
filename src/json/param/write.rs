//! A param to the form, without a tree in between.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::json::param::known::{Known, Lookup, Scope, is_value};
use crate::param::Param;
use crate::schema::Schema;
use crate::value::{ParamField, Row, Value};
use crate::vocab::{FieldKind, attribute};

/// Hands over the form of a param for a reader with this schema, or for one without any.
pub(super) fn with<T>(param: &Param, schema: Option<&Schema>, write: impl FnOnce(&Fields<'_>) -> T) -> T {
    let lookup = Lookup::new(schema.or(param.schema()));
    let form = Form { lookup: &lookup, reader_knows: schema.is_some() };
    write(&Fields { fields: param.fields(), scope: lookup.top(), value_in_list: false, form })
}

#[derive(Clone, Copy)]
struct Form<'a> {
    lookup: &'a Lookup<'a>,
    /// Whether the reader has the schema too; if not, the shapes alone must be unambiguous.
    reader_knows: bool,
}

/// The fields of a param or of a row: an object.
pub(super) struct Fields<'a> {
    fields: &'a [ParamField],
    scope: Scope,
    /// So that the object is not taken for a value with attributes.
    value_in_list: bool,
    form: Form<'a>,
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.fields.len()))?;
        for field in self.fields {
            let known = self.form.lookup.find(self.scope, field.id());
            let is_listed = self.value_in_list && field.id() == attribute::VALUE;
            let shape = if is_listed { Shape::List } else { shape(field, known) };
            map.serialize_entry(field.id(), &Held { field, known, shape, form: self.form })?;
        }
        map.end()
    }
}

/// What a field holds.
struct Held<'a> {
    field: &'a ParamField,
    known: Option<Known<'a>>,
    shape: Shape,
    form: Form<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// The one value or row that there is.
    One,
    List,
    EmptyText,
    EmptyObject,
}

fn shape(field: &ParamField, known: Option<Known<'_>>) -> Shape {
    let kind = known.map_or(field.kind(), |known| known.kind);
    let is_array = known.map_or_else(
        || kind.is_some_and(|kind| kind.is_multi() || kind == FieldKind::MultiComplex),
        |known| known.is_array,
    );
    // Without a known kind, an array or a `values` element that was read decides.
    let was_array = field.listed || field.values().iter().any(|value| value.wrapped);
    match field.values().len() + field.rows().len() {
        _ if is_array || (kind.is_none() && was_array) => Shape::List,
        0 if kind == Some(FieldKind::Complex) => Shape::EmptyObject,
        0 => Shape::EmptyText,
        1 => Shape::One,
        _ => Shape::List,
    }
}

fn is_text(field: &ParamField, shape: Shape) -> bool {
    match shape {
        Shape::One => field.values().first().is_some_and(|value| value.attributes.is_empty()),
        Shape::EmptyText => true,
        Shape::List | Shape::EmptyObject => false,
    }
}

impl<'a> Held<'a> {
    fn row(&self, row: &'a Row) -> Fields<'a> {
        let scope = self.known.map_or(Scope::Unknown, Known::scope);
        let form = self.form;
        let keys = row.fields().iter().map(|field| {
            let shape = shape(field, form.lookup.find(scope, field.id()));
            (field.id(), is_text(field, shape))
        });
        let seen_as = self.known.filter(|_| form.reader_knows);
        let value_in_list = row.field(attribute::VALUE).is_some() && is_value(keys, seen_as);
        Fields { fields: row.fields(), scope, value_in_list, form }
    }
}

impl Serialize for Held<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (values, rows) = (self.field.values(), self.field.rows());
        match self.shape {
            Shape::EmptyText => serializer.serialize_str(""),
            Shape::EmptyObject => serializer.serialize_map(Some(0))?.end(),
            Shape::One => match (values, rows) {
                ([value, ..], _) => Text(value).serialize(serializer),
                ([], [row, ..]) => self.row(row).serialize(serializer),
                ([], []) => serializer.serialize_str(""),
            },
            Shape::List => {
                let mut list = serializer.serialize_seq(Some(values.len() + rows.len()))?;
                for value in values {
                    list.serialize_element(&Text(value))?;
                }
                for row in rows {
                    list.serialize_element(&self.row(row))?;
                }
                list.end()
            }
        }
    }
}

/// A value: a text, or an object with its attributes.
struct Text<'a>(&'a Value);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Text(value) = *self;
        if value.attributes.is_empty() {
            return serializer.serialize_str(value.text());
        }
        let mut map = serializer.serialize_map(Some(value.attributes.len() + 1))?;
        if let Some(namesake) = value.attribute(attribute::VALUE) {
            map.serialize_entry(attribute::VALUE, namesake)?;
        }
        map.serialize_entry(attribute::VALUE, value.text())?;
        for (name, text) in value.attributes().filter(|(name, _)| *name != attribute::VALUE) {
            map.serialize_entry(name, text)?;
        }
        map.end()
    }
}
