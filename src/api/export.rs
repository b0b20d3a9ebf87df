//! A schema as JSON Schema.

use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

use crate::api::FORMAT_VERSION;
use crate::api::failure::Failure;
use crate::api::handle::SchemaHandle;
use crate::api::options::Langs;
use crate::export::{JsonSchema, Unexpressed};

/// Options of [`to_json_schema`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ExportOptions {
    /// The language of messages: `en`, `zh` or `both`.
    pub lang: Option<String>,
}

/// The answer of [`to_json_schema`]: `json_schema`, and under `unexpressed` what it does not say.
#[derive(Clone, Debug)]
pub struct ExportAnswer {
    exported: JsonSchema,
    langs: Langs,
}

#[derive(Serialize)]
struct UnexpressedObject<'u> {
    #[serde(flatten)]
    of: &'u Unexpressed,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_zh: Option<String>,
}

impl Serialize for ExportAnswer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unexpressed = self.exported.unexpressed().iter().map(|one| UnexpressedObject {
            of: one,
            message: one.text(self.langs.main),
            message_zh: self.langs.zh().map(|lang| one.text(lang)),
        });
        let mut object = serializer.serialize_struct("Export", 3)?;
        object.serialize_field("format_version", &FORMAT_VERSION)?;
        object.serialize_field("json_schema", &self.exported)?;
        object.serialize_field("unexpressed", &unexpressed.collect::<Vec<_>>())?;
        object.end()
    }
}

/// A JSON Schema (draft 2020-12) of the JSON form of an item.
///
/// # Errors
/// If the options are wrong.
pub fn to_json_schema(schema: &SchemaHandle, options: &ExportOptions) -> Result<ExportAnswer, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    Ok(ExportAnswer { exported: schema.schema().to_json_schema(), langs })
}
