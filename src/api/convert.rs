//! Schemas and items in their forms.

use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

use crate::api::FORMAT_VERSION;
use crate::api::failure::Failure;
use crate::api::handle::SchemaHandle;
use crate::api::item::Item;
use crate::api::options::Langs;
use crate::error::Loss;
use crate::json::param::ParamForm;
use crate::param::Param;
use crate::schema::Schema;
use crate::xml::WriteOptions;

/// The answer of [`inspect`]: the JSON form of the schema.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct SchemaAnswer(Schema);

/// The whole schema in its JSON form, with notes on what is irregular in it.
#[must_use]
pub fn inspect(schema: &SchemaHandle) -> SchemaAnswer {
    SchemaAnswer(schema.schema().clone())
}

/// An item in its JSON form, under `item`.
#[derive(Clone, Debug)]
pub struct ItemAnswer {
    param: Param,
    schema: Option<Schema>,
}

impl ItemAnswer {
    pub(super) fn new(param: Param, schema: Option<&SchemaHandle>) -> ItemAnswer {
        ItemAnswer { param, schema: schema.map(|handle| handle.schema().clone()) }
    }
}

impl Serialize for ItemAnswer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Item", 2)?;
        object.serialize_field("format_version", &FORMAT_VERSION)?;
        object.serialize_field("item", &ParamForm { param: &self.param, schema: self.schema.as_ref() })?;
        object.end()
    }
}

/// An item as XML, under `xml`.
#[derive(Clone, Debug, Serialize)]
pub struct XmlAnswer {
    format_version: u32,
    xml: String,
}

impl XmlAnswer {
    /// The XML.
    #[must_use]
    pub fn xml(&self) -> &str {
        &self.xml
    }
}

/// The item of the default values of the schema.
#[must_use]
pub fn defaults(schema: &SchemaHandle) -> ItemAnswer {
    ItemAnswer::new(Param::from_defaults(schema.schema()), Some(schema))
}

/// Options of [`to_json`] and [`from_json`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ConvertOptions {
    /// The language of messages: `en`, `zh` or `both`.
    pub lang: Option<String>,
    /// Removes content that has no place in the other form, instead of refusing.
    pub drop: bool,
}

/// Options of [`write`](fn@write).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct WriteCallOptions {
    /// The language of messages: `en`, `zh` or `both`.
    pub lang: Option<String>,
    /// An element a line, indented.
    pub indent: bool,
    /// Begins with an XML declaration.
    pub declaration: bool,
    /// Writes what the item holds for disabled fields too.
    pub disabled_fields: bool,
}

/// An item to the XML that is sent: names and types from the schema, disabled fields left out.
///
/// # Errors
/// If the options are wrong, or the item cannot be read or written.
pub fn write(
    schema: Option<&SchemaHandle>,
    item: Item<'_>,
    options: &WriteCallOptions,
) -> Result<XmlAnswer, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    let mut how = WriteOptions::new();
    if options.indent {
        how = how.with_indent();
    }
    if options.declaration {
        how = how.with_declaration();
    }
    if options.disabled_fields {
        how = how.with_disabled_fields();
    }
    let param = item.read(schema, langs)?;
    let xml = param.to_xml_with(schema.map(SchemaHandle::schema), &how);
    xml.map(answer).map_err(|error| Failure::of(&error, langs))
}

fn answer(xml: String) -> XmlAnswer {
    XmlAnswer { format_version: FORMAT_VERSION, xml }
}

/// An item to its JSON form.
///
/// # Errors
/// If the options are wrong, the item cannot be read, or it has content without a place in the form.
pub fn to_json(
    schema: Option<&SchemaHandle>,
    item: Item<'_>,
    options: &ConvertOptions,
) -> Result<ItemAnswer, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    let param = item.read(schema, langs)?;
    let lost = param.lost_in_json(schema.map(SchemaHandle::schema));
    match Loss::refusal(&lost).filter(|_| !options.drop) {
        Some(refusal) => Err(Failure::of(&refusal, langs)),
        None => Ok(ItemAnswer::new(param, schema)),
    }
}

/// An item in its JSON form to XML that holds the same: unlike [`write`](fn@write), disabled fields are kept.
///
/// # Errors
/// If the options are wrong, or the item cannot be read or written.
pub fn from_json(
    schema: Option<&SchemaHandle>,
    item: Item<'_>,
    options: &ConvertOptions,
) -> Result<XmlAnswer, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    let param = item.read(schema, langs)?;
    let known = schema.map(SchemaHandle::schema);
    let lost = param.lost_in_xml(known);
    if let Some(refusal) = Loss::refusal(&lost).filter(|_| !options.drop) {
        return Err(Failure::of(&refusal, langs));
    }
    let xml = param.to_xml_with(known, &WriteOptions::new().with_disabled_fields());
    xml.map(answer).map_err(|error| Failure::of(&error, langs))
}
