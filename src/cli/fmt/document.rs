//! What a document is: a schema or a param, and how it came.

use serde::Deserialize;
use serde::de::IgnoredAny;
use tmall_schema::envelope::{self, Opened};
use tmall_schema::{FieldRef, Param, ReadOptions, Schema};

use crate::cli::args::Kind;
use crate::cli::error::CliError;
use crate::cli::input::Source;

/// A document of either kind.
pub(super) enum Document {
    Schema(Schema),
    Param(Param),
}

/// What a document was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// XML that is the document, byte for byte.
    Xml,
    /// An API answer with the document inside.
    Answer,
    /// The JSON form.
    Json,
}

/// The root that no schema has.
const ITEM_PARAM: &str = "itemParam";

impl Document {
    /// Reads a document of a kind, or of the kind that its content tells.
    pub(super) fn read(
        source: &Source,
        kind: Option<Kind>,
        schema: Option<&Schema>,
        options: &ReadOptions,
    ) -> Result<(Document, Origin, Vec<u8>), CliError> {
        let bytes = source.bytes()?;
        let document = envelope::open(&bytes, options).and_then(|opened| match opened {
            Opened::Json(json) => {
                Ok((Document::from_json(json.text(), kind, schema, options)?, Origin::Json))
            }
            Opened::Document(document) => {
                let origin = if document.path().is_some() { Origin::Answer } else { Origin::Xml };
                Ok((Document::from_xml(&document, kind, options)?, origin))
            }
        });
        let (document, origin) = document.map_err(|error| CliError::Document(source.name(), error))?;
        Ok((document, origin, bytes))
    }

    fn from_json(
        json: &str,
        kind: Option<Kind>,
        schema: Option<&Schema>,
        options: &ReadOptions,
    ) -> tmall_schema::Result<Document> {
        /// What only the form of a schema has: a number, which a param's never holds.
        #[derive(Deserialize)]
        struct SchemaForm {
            #[serde(rename = "format_version")]
            _format_version: u64,
            #[serde(rename = "fields")]
            _fields: Vec<IgnoredAny>,
        }
        let is_schema = || serde_json::from_str::<SchemaForm>(json).is_ok();
        if kind == Some(Kind::Schema) || (kind.is_none() && is_schema()) {
            return Schema::from_json(json).map(Document::Schema);
        }
        Param::from_json_with(json, schema, options).map(Document::Param)
    }

    fn from_xml(
        document: &envelope::Document<'_>,
        kind: Option<Kind>,
        options: &ReadOptions,
    ) -> tmall_schema::Result<Document> {
        match kind {
            Some(Kind::Schema) => return document.schema(options).map(Document::Schema),
            Some(Kind::Param) => return document.param(options).map(Document::Param),
            None => {}
        }
        let param = document.param(options)?;
        if param.root() == Some(ITEM_PARAM) {
            return Ok(Document::Param(param));
        }
        let schema = match document.schema(options) {
            Ok(schema) => schema,
            // A field without a type: allowed in a param, if it is one.
            Err(error) if asks(param.source().unwrap_or_default()) => return Err(error),
            Err(_) => return Ok(Document::Param(param)),
        };
        let is_schema = schema.all_fields().any(is_asking) || !schema.all_fields().any(is_holding);
        Ok(if is_schema { Document::Schema(schema) } else { Document::Param(param) })
    }

    /// The JSON form.
    pub(super) fn to_json(&self, schema: Option<&Schema>) -> String {
        let mut text = match self {
            Document::Schema(schema) => schema.to_json_pretty(),
            Document::Param(param) => param.to_json_pretty(schema),
        };
        text.push('\n');
        text
    }
}

/// Whether a document that is no schema holds what only schemas do.
fn asks(text: &str) -> bool {
    ["<rules", "<options", "<fields", "<label-group"].iter().any(|tag| text.contains(tag))
}

/// Whether the field says what is wanted.
fn is_asking(field: FieldRef<'_>) -> bool {
    field.rules().len() > 0
        || field.options().len() > 0
        || field.fields().next().is_some()
        || !field.labels().is_empty()
        || !field.default_values().is_empty()
        || !field.default_rows().is_empty()
}

/// Whether the field says what there is.
fn is_holding(field: FieldRef<'_>) -> bool {
    !field.present_values().is_empty() || !field.present_rows().is_empty()
}
