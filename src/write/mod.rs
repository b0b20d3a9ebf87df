//! Trees to XML: params as the platform takes them, schemas in one canonical spelling.

mod param;
mod schema;

use crate::error::Result;
use crate::param::Param;
use crate::schema::Schema;
use crate::xml::WriteOptions;

impl Param {
    /// Writes the param as the platform takes it, on one line: root and wrappers of the schema's dialect,
    /// fields in the schema's order and then in their own, attributes `id`, `name`, `type`.
    ///
    /// A field that was never set is left out, one that was set to nothing is written empty. Disabled fields
    /// and labels are left out.
    ///
    /// # Errors
    /// If a value holds a character that XML cannot hold; the error names the path.
    pub fn to_xml(&self, schema: &Schema) -> Result<String> {
        self.to_xml_with(Some(schema), &WriteOptions::new())
    }

    /// Writes the param. Without a schema (and none bound) the types that the fields declare decide on the
    /// wrappers, and where they declare none the wrappers that were read.
    ///
    /// # Errors
    /// As [`Param::to_xml`].
    pub fn to_xml_with(&self, schema: Option<&Schema>, options: &WriteOptions) -> Result<String> {
        param::write(self, schema.or(self.schema.as_ref()), options)
    }
}

impl Schema {
    /// Writes the schema in its canonical form: one element a line, children and attributes in a fixed
    /// order, one spelling for everything. Reading it back gives an equal schema, and writing that the same
    /// text.
    ///
    /// # Errors
    /// None for a schema that was read from XML: it holds nothing that cannot be written.
    pub fn to_xml(&self) -> Result<String> {
        self.to_xml_with(&WriteOptions::new().with_indent())
    }

    /// Writes the schema, on one line if the options do not say otherwise.
    ///
    /// # Errors
    /// As [`Schema::to_xml`].
    pub fn to_xml_with(&self, options: &WriteOptions) -> Result<String> {
        schema::write(self, options)
    }
}
