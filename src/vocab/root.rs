//! Root elements and their dialects. This is the only place that decides a dialect.

use crate::vocab::Dialect;
use crate::vocab::element::{ITEM_PARAM, ITEM_RULE, ITEM_SCHEMA};

/// A top-level field of this id makes an `itemSchema` document one of alibaba.com.
pub(crate) const ICBU_CATEGORY_FIELD: &str = "icbuCatProp";

/// What the name of a root element says of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    /// The classic dialect.
    Classic,
    /// One of the two dialects of `itemSchema`; its fields decide which.
    ItemSchema,
    /// None of the platform's; the document is read as classic, with a note.
    Unknown,
}

struct Known {
    name: &'static str,
    root: Root,
    /// Whether only the platform uses this name. Its older ones are words that occur in other documents too.
    is_distinctive: bool,
}

const fn known(name: &'static str, root: Root, is_distinctive: bool) -> Known {
    Known { name, root, is_distinctive }
}

const KNOWN: [Known; 6] = [
    known(ITEM_RULE, Root::Classic, true),
    known(ITEM_PARAM, Root::Classic, true),
    known(ITEM_SCHEMA, Root::ItemSchema, true),
    known("itemrule", Root::Classic, true),
    known("rules", Root::Classic, false),
    known("schema", Root::Classic, false),
];

impl Root {
    /// Reads the name of a root element, without its prefix.
    pub(crate) fn of(name: &str) -> Root {
        KNOWN.iter().find(|known| known.name == name).map_or(Root::Unknown, |known| known.root)
    }

    /// The names of all root elements that we know.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|known| known.name)
    }

    pub(crate) fn is_known(name: &str) -> bool {
        Root::of(name) != Root::Unknown
    }

    /// Whether an element of this name is a document of the platform at any depth.
    pub(crate) fn is_distinctive(name: &str) -> bool {
        KNOWN.iter().any(|known| known.is_distinctive && known.name == name)
    }

    /// The dialect of a whole document, by the ids of its top-level fields.
    pub(crate) fn dialect(self, has_field: impl FnOnce(&str) -> bool) -> Dialect {
        match self {
            Root::ItemSchema if has_field(ICBU_CATEGORY_FIELD) => Dialect::Icbu,
            Root::ItemSchema => Dialect::ItemSchema,
            Root::Classic | Root::Unknown => Dialect::Classic,
        }
    }

    /// The dialect as far as it is certain after some of the fields.
    pub(crate) fn dialect_so_far(self, has_field: impl FnOnce(&str) -> bool) -> Option<Dialect> {
        match self.dialect(has_field) {
            Dialect::ItemSchema => None,
            certain @ (Dialect::Classic | Dialect::Icbu) => Some(certain),
        }
    }
}
