//! The JSON form of a schema. [`Schema::to_json`] documents every key.

mod form;
mod read;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::de::{Error as _, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, JsonError, Result, SchemaFormError};
use crate::json_text::{MOST_NESTED, Reader};
use crate::lang::Lang;
use crate::note::Note;
use crate::schema::{FieldRef, Schema};
use crate::span::{Position, Source};
use crate::vocab::Dialect;
use crate::xml::ReadOptions;
use crate::xml::encoding::{Illegal, prepare};
use form::{FieldForm, UnknownForm};

const VERSION: u32 = 1;

/// The whole form as it is written: a top-level field at a time.
#[derive(Serialize)]
struct Written<'a> {
    format_version: u32,
    root: &'a str,
    dialect: Dialect,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unknown: Vec<UnknownForm<'a>>,
    fields: Fields<'a>,
    #[serde(skip_serializing_if = "<[Note]>::is_empty")]
    notes: &'a [Note],
}

struct Fields<'a>(&'a Schema);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.fields())
    }
}

/// The whole form as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read<'a> {
    format_version: u64,
    root: Cow<'a, str>,
    dialect: Cow<'a, str>,
    #[serde(default)]
    unknown: Vec<UnknownForm<'a>>,
    #[serde(default)]
    fields: Vec<FieldForm<'a>>,
    #[serde(default, rename = "notes")]
    _notes: IgnoredAny,
}

impl Read<'_> {
    fn into_schema(self) -> Result<Schema, SchemaFormError> {
        if self.format_version != u64::from(VERSION) {
            return Err(SchemaFormError::Version(self.format_version));
        }
        let Some(dialect) = Dialect::parse(&self.dialect) else {
            return Err(SchemaFormError::Dialect(self.dialect.into_owned()));
        };
        read::schema(&self.root, dialect, self.fields, self.unknown)
    }
}

/// The field's part of the form of its schema, see [`Schema::to_json`].
impl Serialize for FieldRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        FieldForm::from(*self).serialize(serializer)
    }
}

/// As [`Schema::to_json`].
impl Serialize for Schema {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = Written {
            format_version: VERSION,
            root: self.root(),
            dialect: self.dialect(),
            unknown: self.unknown().iter().map(UnknownForm::from).collect(),
            fields: Fields(self),
            notes: self.notes(),
        };
        written.serialize(serializer)
    }
}

/// As [`Schema::from_json`], from any format that describes itself.
impl<'de> Deserialize<'de> for Schema {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Schema, D::Error> {
        let schema = Read::deserialize(deserializer)?.into_schema();
        schema.map_err(|error| D::Error::custom(JsonError::Schema(error).message(Lang::En)))
    }
}

impl Schema {
    /// The JSON form on one line: everything that is written in the schema, under stable names.
    ///
    /// Reading what was written gives an equal schema. Absent content and empty lists are left
    /// out; a text that is there but empty is `""`. Keys are in the order of the tables. But for the notes, the
    /// form has no positions: two documents with equal content have the same form.
    ///
    /// | the schema | |
    /// |---|---|
    /// | `format_version` | `1`; another number is an error |
    /// | `root` | the name of the root element |
    /// | `dialect` | `classic`, `item-schema` or `icbu` |
    /// | `unknown` | unknown content of the root |
    /// | `fields` | the top-level fields, in order |
    /// | `notes` | what the reader of the document noted: `code`, `detail`, `line`, `column`, `offset`; passed over when the form is read |
    ///
    /// | a field | |
    /// |---|---|
    /// | `id`, `name` | as written; the `id` is always there and not empty |
    /// | `type` | one of the seven in the platform's spelling, any other as written; always there |
    /// | `rules`, `options`, `fields` | in order |
    /// | `labels` | groups of labels |
    /// | `properties` | |
    /// | `default`, `present` | the default values, and the values that the item has now |
    /// | `unknown` | unknown content of the field, and of the elements around its rules, options, sub-fields, properties and values |
    ///
    /// | | |
    /// |---|---|
    /// | a rule | `name`, `value`, `ex_property`, `unit`, `url`, `desc`, `condition`, `unknown` |
    /// | an option | `display_name`, `value`, `readonly`, `condition`, `unknown` |
    /// | a condition, or a group within one | `operator`, `parts`, `unknown`; `parts` is always there, and makes it a group |
    /// | a question within a condition | `field_id`, `symbol`, `value`, `unknown` |
    /// | a group of labels | `name`, `labels`, `unknown`; `labels` is always there, and makes it a group |
    /// | a label | `name`, `value`, `desc`, `unknown` |
    /// | a property | `key`, `value`, `unknown` |
    /// | default or present values | `values` for texts, `rows` for complex values and rows |
    /// | a value | `value`, its text, always there; `attributes`, an object |
    /// | a row | `fields`, `attributes` |
    /// | a field within a row | `id`, `name`, `type`, `values`, `rows`, `attributes` (others than these three) |
    /// | unknown content | `place`, the element that it was in (`root` for the root), and one of: `attribute` with its `value`; `element`; `text` |
    /// | an unknown element | `name`, `attributes`, `children`: elements, and texts as strings |
    ///
    /// No other keys are taken. The schema that is read has its places in [`Schema::to_xml`], its canonical form,
    /// and the notes that this gives. What XML cannot hold is an error, as is what would come back from it as
    /// something else.
    ///
    /// ```
    /// use tmall_schema::Schema;
    /// let schema = Schema::parse(r#"<itemRule><field id="a" type="input"><rules>
    ///   <rule name="maxLengthRule" value="60" unit="byte"/></rules></field></itemRule>"#)?;
    /// let json = schema.to_json();
    /// assert_eq!(json, concat!(
    ///     r#"{"format_version":1,"root":"itemRule","dialect":"classic","fields":[{"id":"a","type":"input","#,
    ///     r#""rules":[{"name":"maxLengthRule","value":"60","unit":"byte"}]}]}"#,
    /// ));
    /// assert_eq!(Schema::from_json(&json)?, schema);
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    pub fn to_json(&self) -> String {
        // The form has texts for keys, and nothing in it can fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The JSON form on many lines, indented.
    pub fn to_json_pretty(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Reads a schema from its JSON form. Its places are those in its canonical XML.
    ///
    /// # Errors
    /// If the text is not JSON or not the form, is larger than inputs are by default, nests more
    /// than 127 arrays and objects, or contains what XML cannot.
    pub fn from_json(json: &str) -> Result<Schema> {
        let decoded = prepare(json, Illegal::Keep, &ReadOptions::new());
        if let Some(failure) = decoded.failure {
            return Err(failure);
        }
        let source = Source::new(decoded.text, decoded.map, Position::START);
        let reader = Reader::new(&source.text, MOST_NESTED);
        let form = reader.document(PhantomData::<Read<'_>>).map_err(|stop| stop.into_error(&source))?;
        form.into_schema().map_err(|error| Error::new(JsonError::Schema(error), None))
    }
}

/// Parts of the JSON form for those who show a field piece by piece.
pub(crate) mod forms {
    use serde_json::Value as Json;

    use super::form::{ContentForm, LabelForm, PropertyForm, UnknownForm};
    use crate::schema::{FieldRef, Unknown};
    use crate::value::Content;

    fn json(form: impl serde::Serialize) -> Json {
        // The form has texts for keys, and nothing in it can fail.
        serde_json::to_value(form).unwrap_or_default()
    }

    pub(crate) fn labels(field: FieldRef<'_>) -> Json {
        json(field.labels().iter().map(LabelForm::from).collect::<Vec<_>>())
    }

    pub(crate) fn properties(field: FieldRef<'_>) -> Json {
        json(field.extra().properties.iter().map(PropertyForm::from).collect::<Vec<_>>())
    }

    /// Default and present values.
    pub(crate) fn values(field: FieldRef<'_>) -> (Option<Json>, Option<Json>) {
        let content =
            |content: &Option<Box<Content>>| content.as_deref().map(|one| json(ContentForm::from(one)));
        (content(&field.extra().default), content(&field.extra().present))
    }

    pub(crate) fn unknown(list: Vec<&Unknown>) -> Json {
        json(list.into_iter().map(UnknownForm::from).collect::<Vec<_>>())
    }
}
