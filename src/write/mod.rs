//! Trees to XML: params as the platform takes them, schemas in one canonical spelling.

mod param;
mod schema;
mod xml;

use crate::error::Result;
use crate::param::Param;
use crate::schema::Schema;

/// How to write.
///
/// ```
/// use tmall_schema::{Param, Schema, WriteOptions};
/// let schema = Schema::parse(r#"<itemRule><field id="a" name="甲" type="input"/></itemRule>"#)?;
/// let mut param = Param::new(&schema);
/// param.set("a", "x & y")?;
/// assert_eq!(
///     param.to_xml(&schema)?,
///     r#"<itemParam><field id="a" name="甲" type="input"><value>x &amp; y</value></field></itemParam>"#,
/// );
/// let options = WriteOptions::new().pretty().declaration();
/// assert!(param.to_xml_with(Some(&schema), &options)?.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<itemParam>\n"));
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct WriteOptions {
    pub(crate) pretty: bool,
    pub(crate) declaration: bool,
    pub(crate) keep_disabled: bool,
}

impl WriteOptions {
    /// On one line, without a declaration, without disabled fields.
    pub const fn new() -> WriteOptions {
        WriteOptions { pretty: false, declaration: false, keep_disabled: false }
    }

    /// An element a line, indented; ends with a line break. No value changes by it.
    pub const fn pretty(mut self) -> WriteOptions {
        self.pretty = true;
        self
    }

    /// Begins with an XML declaration.
    pub const fn declaration(mut self) -> WriteOptions {
        self.declaration = true;
        self
    }

    /// Writes what a param holds for disabled fields too. The platform ignores it.
    pub const fn keep_disabled(mut self) -> WriteOptions {
        self.keep_disabled = true;
        self
    }
}

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
        self.to_xml_with(&WriteOptions::new().pretty())
    }

    /// Writes the schema, on one line if the options do not say otherwise.
    ///
    /// # Errors
    /// As [`Schema::to_xml`].
    pub fn to_xml_with(&self, options: &WriteOptions) -> Result<String> {
        schema::write(self, options)
    }
}
