//! Decides whether a document is a schema or a param.

use serde::Deserialize;
use serde::de::IgnoredAny;
use tmall_schema::envelope;
use tmall_schema::{FieldRef, Loss, Param, ReadOptions, Schema};

use crate::cli::args::{Form, Kind};
use crate::cli::error::CliError;
use crate::cli::input::Source;

/// A document of either kind.
pub(super) enum SchemaOrParam {
    Schema(Schema),
    Param(Param),
}

/// The form in which a document came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The document itself, as XML.
    Xml,
    /// An API response with the document inside.
    Answer,
    /// The JSON form.
    Json,
}

/// A root that only params have.
const ITEM_PARAM: &str = "itemParam";

impl SchemaOrParam {
    /// Reads a document of the given kind, or of the kind that its content suggests. With a form, it is an error if
    /// that has no place for some of the content.
    pub(super) fn read(
        source: &Source,
        kind: Option<Kind>,
        schema: Option<&Schema>,
        options: &ReadOptions,
        lossless: Option<Form>,
    ) -> Result<(SchemaOrParam, Origin, Vec<u8>), CliError> {
        let bytes = source.bytes()?;
        let (document, origin) = source.read(
            &bytes,
            options,
            |document| {
                let origin = if document.path().is_some() { Origin::Answer } else { Origin::Xml };
                let document = SchemaOrParam::from_xml(document, kind, options)?;
                Ok((document.lossless(lossless, schema)?, origin))
            },
            |json| {
                let document = SchemaOrParam::from_json(json.text(), kind, schema, options)?;
                Ok((document.lossless(lossless, schema)?, Origin::Json))
            },
        )?;
        Ok((document, origin, bytes))
    }

    /// The document, unless writing it in a form would lose content.
    fn lossless(self, form: Option<Form>, schema: Option<&Schema>) -> tmall_schema::Result<SchemaOrParam> {
        let refusal = match (form, &self) {
            (None, _) => None,
            (Some(_), SchemaOrParam::Schema(schema)) => Loss::refusal(schema.lost()),
            (Some(Form::Xml), SchemaOrParam::Param(param)) => Loss::refusal(&param.lost_in_xml(schema)),
            (Some(Form::Json), SchemaOrParam::Param(param)) => Loss::refusal(&param.lost_in_json(schema)),
        };
        refusal.map_or(Ok(self), Err)
    }

    fn from_json(
        json: &str,
        kind: Option<Kind>,
        schema: Option<&Schema>,
        options: &ReadOptions,
    ) -> tmall_schema::Result<SchemaOrParam> {
        /// What only the JSON form of a schema has: a version number and a list of fields.
        #[derive(Deserialize)]
        struct SchemaForm {
            #[serde(rename = "format_version")]
            _format_version: u64,
            #[serde(rename = "fields")]
            _fields: Vec<IgnoredAny>,
        }
        let is_schema = || serde_json::from_str::<SchemaForm>(json).is_ok();
        if kind == Some(Kind::Schema) || (kind.is_none() && is_schema()) {
            return Schema::from_json(json).map(SchemaOrParam::Schema);
        }
        Param::from_json_with(json, schema, options).map(SchemaOrParam::Param)
    }

    fn from_xml(
        document: &envelope::Document<'_>,
        kind: Option<Kind>,
        options: &ReadOptions,
    ) -> tmall_schema::Result<SchemaOrParam> {
        match kind {
            Some(Kind::Schema) => return document.schema(options).map(SchemaOrParam::Schema),
            Some(Kind::Param) => return document.param(options).map(SchemaOrParam::Param),
            None => {}
        }
        let param = document.param(options)?;
        if param.root() == Some(ITEM_PARAM) {
            return Ok(SchemaOrParam::Param(param));
        }
        let schema = match document.schema(options) {
            Ok(schema) => schema,
            // A field without a type is an error in a schema and allowed in a param.
            Err(error) if has_schema_elements(param.source().unwrap_or_default()) => return Err(error),
            Err(_) => return Ok(SchemaOrParam::Param(param)),
        };
        let may_have_values = || has_value_elements(param.source().unwrap_or_default());
        let is_schema = schema.all_fields().any(has_schema_content)
            || !(schema.all_fields().any(has_values) || may_have_values());
        Ok(if is_schema { SchemaOrParam::Schema(schema) } else { SchemaOrParam::Param(param) })
    }

    /// The JSON form.
    pub(super) fn to_json(&self, schema: Option<&Schema>) -> String {
        let mut text = match self {
            SchemaOrParam::Schema(schema) => schema.to_json_pretty(),
            SchemaOrParam::Param(param) => param.to_json_pretty(schema),
        };
        text.push('\n');
        text
    }
}

/// Whether a document that cannot be read as a schema has elements that only schemas have. The root does not count: it
/// may be `rules`.
fn has_schema_elements(text: &str) -> bool {
    let text = text.find("field").map_or("", |at| &text[at..]);
    ["<rules", "<options", "<fields", "<label-group"].iter().any(|tag| text.contains(tag))
}

/// Whether there are elements for values. In a param they may be empty: that clears a field.
fn has_value_elements(text: &str) -> bool {
    ["<value", "<complex-value"].iter().any(|tag| text.contains(tag))
}

/// Whether the field has something that only schemas have.
fn has_schema_content(field: FieldRef<'_>) -> bool {
    field.rules().len() > 0
        || field.options().len() > 0
        || field.fields().next().is_some()
        || !field.labels().is_empty()
        || !field.default_values().is_empty()
        || !field.default_rows().is_empty()
}

/// Whether the field has values.
fn has_values(field: FieldRef<'_>) -> bool {
    !field.present_values().is_empty() || !field.present_rows().is_empty()
}
