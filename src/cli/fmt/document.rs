//! What a document is: a schema or a param, and how it came.

use serde::Deserialize;
use serde::de::IgnoredAny;
use tmall_schema::{FieldRef, Param, ReadOptions, Schema};

use crate::cli::args::Kind;
use crate::cli::error::{CliError, Refusal};
use crate::cli::input::{self, Source, is_json};

/// A document of either kind.
pub(super) enum Document {
    Schema(Schema),
    Param(Param),
}

/// What a document was read from.
pub(super) enum Origin {
    /// XML that is the document, byte for byte.
    Xml(Vec<u8>),
    /// An API answer with the document inside.
    Answer,
    /// The JSON form.
    Json,
}

/// The root that no schema has.
const ITEM_PARAM: &str = "itemParam";
/// Roots that the platform uses or has used.
const ROOTS: [&str; 6] = [ITEM_PARAM, "itemRule", "itemSchema", "rules", "schema", "itemrule"];

impl Document {
    /// Reads a document of a kind, or of the kind that its content tells.
    pub(super) fn read(
        source: &Source,
        kind: Option<Kind>,
        schema: Option<&Schema>,
        options: &ReadOptions,
    ) -> Result<(Document, Origin), CliError> {
        let bytes = source.bytes()?;
        if is_json(&bytes) {
            let document = Document::from_json(&bytes, kind, schema, options);
            let document = document.map_err(|error| CliError::Document(source.name(), error))?;
            return Ok((document, Origin::Json));
        }
        let document = match kind {
            Some(Kind::Schema) => Document::Schema(self::schema(&bytes, source, options)?),
            Some(Kind::Param) => Document::Param(param(&bytes, source, options)?),
            None => Document::guess(&bytes, source, options)?,
        };
        Ok((document, Origin::Xml(bytes)))
    }

    fn from_json(
        bytes: &[u8],
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
        let json = input::json(bytes)?;
        let is_schema = || serde_json::from_str::<SchemaForm>(json.trim_start_matches('\u{FEFF}')).is_ok();
        if kind == Some(Kind::Schema) || (kind.is_none() && is_schema()) {
            return Schema::from_json(json).map(Document::Schema);
        }
        Param::from_json_with(json, schema, options).map(Document::Param)
    }

    fn guess(bytes: &[u8], source: &Source, options: &ReadOptions) -> Result<Document, CliError> {
        let param = param(bytes, source, options)?;
        if param.root() == Some(ITEM_PARAM) {
            return Ok(Document::Param(param));
        }
        let schema = match schema(bytes, source, options) {
            Ok(schema) => schema,
            // A field without a type: allowed in a param, if it is one.
            Err(error) => {
                return if asks(param.source().unwrap_or_default()) {
                    Err(error)
                } else {
                    Ok(Document::Param(param))
                };
            }
        };
        if schema.all_fields().any(is_asking) {
            return Ok(Document::Schema(schema));
        }
        if schema.all_fields().any(is_holding) {
            return Ok(Document::Param(param));
        }
        if schema.fields().next().is_none() && !ROOTS.contains(&schema.root()) {
            return Err(CliError::Refused(source.name(), Refusal::Unrecognised));
        }
        Ok(Document::Schema(schema))
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

fn schema(bytes: &[u8], source: &Source, options: &ReadOptions) -> Result<Schema, CliError> {
    Schema::read_with(bytes, options).map_err(|error| CliError::Document(source.name(), error))
}

fn param(bytes: &[u8], source: &Source, options: &ReadOptions) -> Result<Param, CliError> {
    Param::read_with(bytes, options).map_err(|error| CliError::Document(source.name(), error))
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
