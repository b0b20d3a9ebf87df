//! The functions of [`api`](crate::api) with options and answers as JSON texts.
//!
//! Options are an object, or an empty text for none. An answer is one line of JSON. A failure serializes as
//! `{"format_version":1,"error":{…}}`, see [`Failure::to_json`].

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api::call::guard;
use crate::api::failure::Failure;
#[cfg(feature = "gateway")]
use crate::api::gateway;
use crate::api::handle::{SchemaHandle, parse_schema as parse};
use crate::api::item::Item;
#[cfg(feature = "mapping")]
use crate::api::mapping::{self, PlanHandle};
use crate::api::options;
use crate::api::{compare, convert, explain as catalogue, export, validate as validation};

/// A JSON text, or a failure.
pub type Answer = Result<String, Failure>;

/// Runs a call and serializes its answer.
fn answer<T: Serialize>(call: impl FnOnce() -> Result<T, Failure>) -> Answer {
    guard(|| {
        let answer = call()?;
        // Answers have texts for keys, so nothing in them can fail.
        Ok(serde_json::to_string(&answer).unwrap_or_default())
    })
}

/// Options of a call from a JSON object, or from an empty text, for bindings that use the functions of
/// [`api`](crate::api).
///
/// # Errors
/// If the text is not an object with known keys.
pub fn options<T: DeserializeOwned + Default>(json: &str) -> Result<T, Failure> {
    options::parse(json)
}

/// Reads a schema: see [`api::parse_schema`](crate::api::parse_schema).
///
/// # Errors
/// As there.
pub fn parse_schema(input: &[u8], options: &str) -> Result<SchemaHandle, Failure> {
    guard(|| parse(input, &options::parse(options)?))
}

/// The schema in its JSON form.
///
/// # Errors
/// Only a bug.
pub fn inspect(schema: &SchemaHandle) -> Answer {
    answer(|| Ok(convert::inspect(schema)))
}

/// Validates an item: see [`api::validate`](fn@crate::api::validate).
///
/// # Errors
/// As there.
pub fn validate(schema: &SchemaHandle, item: &[u8], options: &str) -> Answer {
    answer(|| validation::validate(schema, item.into(), &options::parse(options)?))
}

/// What is required of an item, or of a new one if the item is empty: see
/// [`api::requirements`](crate::api::requirements).
///
/// # Errors
/// As there.
pub fn requirements(schema: &SchemaHandle, item: &[u8], options: &str) -> Answer {
    let given = (!item.is_empty()).then_some(Item::Document(item));
    answer(|| validation::requirements(schema, given, &options::parse(options)?))
}

/// The item of the default values.
///
/// # Errors
/// Only a bug.
pub fn defaults(schema: &SchemaHandle) -> Answer {
    answer(|| Ok(convert::defaults(schema)))
}

/// An item to the XML that is sent: see [`api::write`](fn@crate::api::write).
///
/// # Errors
/// As there.
pub fn write(schema: Option<&SchemaHandle>, item: &[u8], options: &str) -> Answer {
    answer(|| convert::write(schema, item.into(), &options::parse(options)?))
}

/// An item to its JSON form: see [`api::to_json`](crate::api::to_json).
///
/// # Errors
/// As there.
pub fn to_json(schema: Option<&SchemaHandle>, item: &[u8], options: &str) -> Answer {
    answer(|| convert::to_json(schema, item.into(), &options::parse(options)?))
}

/// An item in its JSON form to XML: see [`api::from_json`](crate::api::from_json).
///
/// # Errors
/// As there.
pub fn from_json(schema: Option<&SchemaHandle>, item: &[u8], options: &str) -> Answer {
    answer(|| convert::from_json(schema, item.into(), &options::parse(options)?))
}

/// The schema as JSON Schema: see [`api::to_json_schema`](crate::api::to_json_schema).
///
/// # Errors
/// As there.
pub fn to_json_schema(schema: &SchemaHandle, options: &str) -> Answer {
    answer(|| export::to_json_schema(schema, &options::parse(options)?))
}

/// Compares two schemas: see [`api::diff`](crate::api::diff).
///
/// # Errors
/// As there.
pub fn diff(old: &SchemaHandle, new: &SchemaHandle, options: &str) -> Answer {
    answer(|| compare::diff(old, new, &options::parse(options)?))
}

/// What a change of schema does to items: see [`api::impact`](crate::api::impact).
///
/// # Errors
/// As there.
pub fn impact(old: &SchemaHandle, new: &SchemaHandle, items: &[&[u8]], options: &str) -> Answer {
    let items = items.iter().map(|&item| Item::Document(item));
    answer(|| compare::impact(old, new, items, &options::parse(options)?))
}

/// Compares an item that was sent with the one that is stored: see [`api::readback`](crate::api::readback).
///
/// # Errors
/// As there.
pub fn readback(schema: Option<&SchemaHandle>, sent: &[u8], stored: &[u8], options: &str) -> Answer {
    answer(|| compare::readback(schema, sent.into(), stored.into(), &options::parse(options)?))
}

/// Reads a mapping for a schema: see [`api::parse_mapping`](crate::api::parse_mapping).
///
/// # Errors
/// As there.
#[cfg(feature = "mapping")]
pub fn parse_mapping(schema: &SchemaHandle, mapping: &str, options: &str) -> Result<PlanHandle, Failure> {
    guard(|| mapping::parse_mapping(schema, mapping, &options::parse(options)?))
}

/// Makes an item of a record: see [`api::fill`](crate::api::fill).
///
/// # Errors
/// As there.
#[cfg(feature = "mapping")]
pub fn fill(plan: &PlanHandle, record: &str, options: &str) -> Answer {
    answer(|| mapping::fill(plan, record, &options::parse(options)?))
}

/// What a code means; an empty code stands for all: see [`api::explain`](crate::api::explain).
///
/// # Errors
/// As there.
pub fn explain(code: &str, options: &str) -> Answer {
    answer(|| catalogue::explain(code, &options::parse(options)?))
}

/// What a method of a gateway takes and answers; an empty name stands for all: see
/// [`api::methods`](crate::api::methods).
///
/// # Errors
/// As there.
#[cfg(feature = "gateway")]
pub fn methods(name: &str, options: &str) -> Answer {
    answer(|| gateway::methods(name, &options::parse(options)?))
}

/// A signed request: see [`api::request`](crate::api::request).
///
/// # Errors
/// As there.
#[cfg(feature = "gateway")]
pub fn request(method: &str, params: &str, options: &str) -> Answer {
    answer(|| gateway::request(method, params, &options::parse(options)?))
}

/// What an answer of a gateway says: see [`api::reply`](crate::api::reply).
///
/// # Errors
/// As there.
#[cfg(feature = "gateway")]
pub fn reply(reply: &[u8], options: &str) -> Answer {
    answer(|| gateway::reply(reply, &options::parse(options)?))
}
