//! What is on one side, in the JSON form of a param.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::readback::difference::Held;
use crate::value::{ParamField, Row, Value};
use crate::vocab::{FieldKind, attribute};

/// The JSON form.
impl Serialize for Held {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Held::Value(value) => Text(value).serialize(serializer),
            Held::Values(values) => list(serializer, values, &[]),
            Held::Row(row) => Fields(row).serialize(serializer),
            Held::Rows(rows) => list(serializer, &[], rows),
            Held::Mixed(field) => list(serializer, field.values(), field.rows()),
        }
    }
}

/// The JSON form on one line.
impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

fn list<S: Serializer>(serializer: S, values: &[Value], rows: &[Row]) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(Some(values.len() + rows.len()))?;
    for value in values {
        list.serialize_element(&Text(value))?;
    }
    for row in rows {
        list.serialize_element(&Fields(row))?;
    }
    list.end()
}

struct Fields<'a>(&'a Row);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = self.0.fields();
        let mut map = serializer.serialize_map(Some(fields.len()))?;
        for field in fields {
            map.serialize_entry(field.id(), &Whole(field))?;
        }
        map.end()
    }
}

/// A field: an array if its type takes several, or several are there.
struct Whole<'a>(&'a ParamField);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let field = self.0;
        let takes_several = match field.kind() {
            Some(kind) => kind.is_multi() || kind == FieldKind::MultiComplex,
            None => field.listed || field.values().iter().any(|value| value.wrapped),
        };
        match (field.values(), field.rows()) {
            ([], []) if !takes_several => serializer.serialize_str(""),
            ([value], []) if !takes_several => Text(value).serialize(serializer),
            ([], [row]) if !takes_several => Fields(row).serialize(serializer),
            (values, rows) => list(serializer, values, rows),
        }
    }
}

/// A value: a text, or an object with its attributes.
struct Text<'a>(&'a Value);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = self.0;
        if value.attributes.is_empty() {
            return serializer.serialize_str(value.text());
        }
        let mut map = serializer.serialize_map(Some(value.attributes.len() + 1))?;
        map.serialize_entry(attribute::VALUE, value.text())?;
        for (name, text) in value.attributes().filter(|(name, _)| *name != attribute::VALUE) {
            map.serialize_entry(name, text)?;
        }
        map.end()
    }
}
