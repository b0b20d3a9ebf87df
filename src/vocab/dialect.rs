//! The dialects of the format.

use crate::vocab::element;
use crate::vocab::words::words;

words! {
    /// The three dialects of the format. They differ in the wrappers of values, in where present values
    /// are, and in what a byte is.
    Dialect {
        /// Tmall: `itemRule` and `itemParam`.
        Classic = "classic",
        /// The newer Taobao and Tmall: `itemSchema`.
        ItemSchema = "item-schema",
        /// alibaba.com: `itemSchema` with the field `icbuCatProp`.
        Icbu = "icbu",
    }
}

impl Dialect {
    /// Reads a dialect's name as the command line takes it.
    pub(crate) fn parse(text: &str) -> Option<Dialect> {
        Dialect::find(|word| word == text)
    }

    /// The root element of a param.
    pub const fn param_root(self) -> &'static str {
        match self {
            Dialect::Classic => element::ITEM_PARAM,
            Dialect::ItemSchema | Dialect::Icbu => element::ITEM_SCHEMA,
        }
    }

    /// The root element of a schema.
    pub const fn schema_root(self) -> &'static str {
        match self {
            Dialect::Classic => element::ITEM_RULE,
            Dialect::ItemSchema | Dialect::Icbu => element::ITEM_SCHEMA,
        }
    }

    /// The element around the sub-fields of a `complex` value.
    pub(crate) const fn complex_wrapper(self) -> &'static str {
        match self {
            Dialect::Classic => element::COMPLEX_VALUES,
            Dialect::ItemSchema | Dialect::Icbu => element::COMPLEX_VALUE,
        }
    }

    /// Whether the platform refuses values in the elements of other types of fields.
    pub(crate) const fn refuses_other_wrappers(self) -> bool {
        match self {
            Dialect::Classic | Dialect::ItemSchema => false,
            Dialect::Icbu => true,
        }
    }

    /// Whether the values that an item has now may be beside the rules of its schema; else they are default values.
    pub(crate) const fn has_present_values(self) -> bool {
        match self {
            Dialect::Classic => false,
            Dialect::ItemSchema | Dialect::Icbu => true,
        }
    }

    /// Whether lengths in bytes count those of UTF-8; else those of GBK.
    pub(crate) const fn counts_utf8(self) -> bool {
        match self {
            Dialect::Classic | Dialect::ItemSchema => false,
            Dialect::Icbu => true,
        }
    }

    /// How many bytes a Chinese character has in lengths.
    pub(crate) const fn bytes_of_chinese(self) -> u8 {
        if self.counts_utf8() { 3 } else { 2 }
    }

    /// Whether a lone number that limits pictures is a size in bytes.
    pub(crate) const fn limits_pictures_by_bytes(self) -> bool {
        match self {
            Dialect::Classic | Dialect::ItemSchema => false,
            Dialect::Icbu => true,
        }
    }
}
