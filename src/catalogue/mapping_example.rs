//! Examples of mapping problems: a mapping that has one, and the same without it.

use crate::catalogue::example::{dedented, document};
use crate::vocab::element;

/// A small mapping with a problem: with the schema that it is bound to and the record that it is applied to.
///
/// ```
/// # #[cfg(feature = "mapping")] {
/// use tmall_schema::{Mapping, MappingCode, Schema};
/// let example = &MappingCode::UnknownField.entry().mappings()[0];
/// let schema = Schema::parse(&example.schema()).unwrap();
/// let problems = Mapping::parse(&example.mapping()).unwrap().bind(&schema).unwrap_err();
/// assert_eq!(problems.iter().next().unwrap().code(), MappingCode::UnknownField);
/// assert!(Mapping::parse(&example.fixed()).unwrap().bind(&schema).is_ok());
/// # }
/// ```
#[derive(Debug)]
pub struct MappingExample {
    /// The content of the root, in lines of any common indent.
    pub(super) schema: &'static str,
    pub(super) mapping: &'static str,
    /// One line of JSON.
    pub(super) record: &'static str,
    pub(super) fixed: &'static str,
    /// The record that goes with the fixed mapping, if it has to change too.
    pub(super) fixed_record: Option<&'static str>,
}

/// What most examples have in common: a schema with one field `title`, and the record of a shirt.
pub(super) const TITLE: MappingExample = MappingExample {
    schema: r#"<field id="title" name="商品标题" type="input"/>"#,
    mapping: "",
    record: r#"{"name": "纯棉衬衫"}"#,
    fixed: "
        [fields]
        \"/title\" = \"name\"",
    fixed_record: None,
};

impl MappingExample {
    /// The schema.
    #[must_use]
    pub fn schema(&self) -> String {
        document(element::ITEM_RULE, self.schema)
    }

    /// The mapping with the problem.
    #[must_use]
    pub fn mapping(&self) -> String {
        dedented(self.mapping, "")
    }

    /// The record that the mapping is applied to, as JSON.
    #[must_use]
    pub fn record(&self) -> &'static str {
        self.record
    }

    /// The mapping without the problem.
    #[must_use]
    pub fn fixed(&self) -> String {
        dedented(self.fixed, "")
    }

    /// The record that the fixed mapping is applied to, as JSON.
    #[must_use]
    pub fn fixed_record(&self) -> &'static str {
        self.fixed_record.unwrap_or(self.record)
    }
}
