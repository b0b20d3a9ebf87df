//! Items in each form that a call accepts.

use serde::{Deserialize, Deserializer};

use crate::api::failure::Failure;
use crate::api::handle::SchemaHandle;
use crate::json::param::ParamTree;
use crate::lang::Lang;
use crate::param::Param;
use crate::read::envelope::{self, Opened};
use crate::schema::Schema;
use crate::xml::ReadOptions;

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

impl Item<'_> {
    /// Reads the item for a schema, if there is one.
    pub(super) fn read(self, schema: Option<&SchemaHandle>, lang: Lang) -> Result<Param, Failure> {
        let known = schema.map(SchemaHandle::schema);
        let param = match self {
            Item::Form(form) => form.0.into_param(known),
            Item::Document(bytes) => match schema {
                Some(schema) => read(bytes, known, schema.read_options()),
                None => read(bytes, None, &ReadOptions::new()),
            },
        };
        param.map_err(|error| Failure::of(&error, lang))
    }
}

fn read(bytes: &[u8], schema: Option<&Schema>, options: &ReadOptions) -> crate::error::Result<Param> {
    match envelope::open(bytes, options)? {
        Opened::Document(document) => document.param(options),
        Opened::Json(json) => Param::from_json_with(json.text(), schema, options),
    }
}
