//! Items in each form that a call accepts.

use std::borrow::Cow;

use encoding_rs::UTF_8;
use serde::{Deserialize, Deserializer};

use crate::api::failure::Failure;
use crate::api::handle::SchemaHandle;
use crate::api::options::Langs;
use crate::json::param::ParamTree;
use crate::param::Param;
use crate::read::envelope::{self, Opened};
use crate::schema::Schema;
use crate::xml::ReadOptions;
use crate::xml::encoding::{BOM, Decoder, Illegal};

/// An item as input.
#[derive(Debug)]
#[non_exhaustive]
pub enum Item<'i> {
    /// XML in any supported encoding, an API response that holds it, or the JSON form as text.
    Document(&'i [u8]),
    /// The JSON form as objects of the calling language. Findings then have no lines.
    Form(ItemForm),
}

/// The JSON form of an item from any deserializer: an object of texts, objects and lists.
#[derive(Debug)]
pub struct ItemForm(ParamTree);

impl<'de> Deserialize<'de> for ItemForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ItemForm, D::Error> {
        ParamTree::deserialize(deserializer).map(ItemForm)
    }
}

impl<'i> From<&'i [u8]> for Item<'i> {
    fn from(bytes: &'i [u8]) -> Item<'i> {
        Item::Document(bytes)
    }
}

/// The bytes of a document that the calling language has as text. It is decoded already, whatever encoding its declaration
/// names: where that is another one, a byte order mark says so.
///
/// ```
/// use tmall_schema::api::decoded;
/// assert_eq!(*decoded("<itemParam/>"), *b"<itemParam/>");
/// assert_eq!(*decoded("<?xml version='1.0' encoding='GBK'?><a/>"), *b"\xEF\xBB\xBF<?xml version='1.0' encoding='GBK'?><a/>");
/// ```
#[must_use]
pub fn decoded(text: &str) -> Cow<'_, [u8]> {
    let bytes = text.as_bytes();
    let is_utf8 = Decoder::detect(bytes, Illegal::Keep).is_ok_and(|decoder| decoder.encoding() == UTF_8);
    if is_utf8 { bytes.into() } else { [BOM, bytes].concat().into() }
}

impl Item<'_> {
    /// Reads the item for a schema, if there is one.
    pub(super) fn read(self, schema: Option<&SchemaHandle>, langs: Langs) -> Result<Param, Failure> {
        let known = schema.map(SchemaHandle::schema);
        let param = match self {
            Item::Form(form) => form.0.into_param(known),
            Item::Document(bytes) => match schema {
                Some(schema) => read(bytes, known, schema.read_options()),
                None => read(bytes, None, &ReadOptions::new()),
            },
        };
        param.map_err(|error| Failure::of(&error, langs))
    }
}

fn read(bytes: &[u8], schema: Option<&Schema>, options: &ReadOptions) -> crate::error::Result<Param> {
    match envelope::open(bytes, options)? {
        Opened::Document(document) => document.param(options),
        Opened::Json(json) => Param::from_json_with(json.text(), schema, options),
    }
}
