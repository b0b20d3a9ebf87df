//! Trees to XML: params as the platform takes them, schemas in one canonical spelling.

mod loss;
mod param;
mod schema;

use crate::error::{Loss, Result};
use crate::param::Param;
use crate::schema::Schema;
use crate::xml::WriteOptions;

impl Param {
    /// Writes the param as the platform takes it, on one line: root and wrappers of the schema's dialect,
    /// fields in the schema's order and then in their own, attributes `id`, `name`, `type`.
    ///
    /// A field that was never set is left out, one that was set to nothing is written empty. Disabled fields
    /// and labels are left out. What else a document held that the param was read from is not written, see
    /// [`lost_in_xml`](Param::lost_in_xml).
    ///
    /// # Errors
    /// If a value holds a character that XML cannot hold; the error names the path.
    pub fn to_xml(&self, schema: &Schema) -> Result<String> {
        self.to_xml_with(Some(schema), &WriteOptions::new())
    }

    /// Content of the document that the param was read from which [`to_xml`](Param::to_xml) has no place for: unknown
    /// elements, attributes and texts, rules and defaults, labels. Programs that rewrite a document should refuse if there
    /// is any, see [`Loss::refusal`].
    ///
    /// Attributes of values and mark-up inside them are written. Comments are not content.
    ///
    /// ```
    /// use tmall_schema::{Loss, Param};
    /// let param = Param::parse("<itemParam><field id='a'><value>1</value></field><secret>2</secret></itemParam>")?;
    /// let error = Loss::refusal(&param.lost_in_xml(None)).unwrap();
    /// assert_eq!(error.to_string(), "writing would lose the element <secret> at line 1, column 50 (byte 49)");
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    #[must_use]
    pub fn lost_in_xml(&self, schema: Option<&Schema>) -> Vec<Loss> {
        let mut losses = self.losses.clone();
        loss::labels(self, schema.or(self.schema.as_ref()), &mut losses);
        self.placed(losses)
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
    /// Content of the document that was read without being kept, so that neither [`to_xml`](Schema::to_xml) nor the
    /// JSON form has it: rules inside values, attributes of one name on a repeated wrapper.
    #[must_use]
    pub fn lost(&self) -> &[Loss] {
        &self.0.losses
    }

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
