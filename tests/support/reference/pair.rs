//! What the validators are compared on.

use std::fmt;

use tmall_schema::Dialect;

use roxmltree::Document;

use crate::support::tree::{Field, Given, read, xml};

/// A schema, a param that may or may not fit it, and in which dialect they are written.
#[derive(Clone)]
pub struct Pair {
    pub fields: Vec<Field>,
    pub given: Vec<Given>,
    pub dialect: Dialect,
    /// Whether the param holds only what changes.
    pub partial: bool,
}

impl Pair {
    /// A schema and an item that `generate.rs` made.
    pub fn of_documents(schema: &Document<'_>, item: &Document<'_>) -> Pair {
        Pair {
            fields: read::schema(schema),
            given: read::param(item),
            dialect: Dialect::Classic,
            partial: false,
        }
    }

    pub fn schema_xml(&self) -> String {
        let root = self.dialect.schema_root();
        format!("<{root}>{}</{root}>", xml::fields(&self.fields))
    }

    pub fn param_xml(&self) -> String {
        xml::param(self.dialect.param_root(), self.dialect, &self.given, &self.fields)
    }
}

/// As XML: that is what becomes a fixture.
impl fmt::Debug for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:\n{}\n{}", self.dialect, self.schema_xml(), self.param_xml())
    }
}
