//! The mapping of records that are params in their JSON form already.

use std::collections::HashSet;
use std::sync::Arc;

use super::mapping::Mapping;
use super::model::{At, Empty, Entry, Fill, From, Records};
use super::option::Match;
use super::record_path::RecordPath;
use crate::schema::Schema;
use crate::vocab::FieldKind;

impl Mapping {
    /// The mapping of records that are params in their JSON form already: it takes each field from the key of its
    /// id, unchanged.
    ///
    /// ```
    /// use tmall_schema::{Mapping, Param, Record, Schema};
    /// let schema = Schema::parse(r#"<itemRule><field id="a" type="multiInput"/></itemRule>"#)?;
    /// let json = r#"{"a":["x",{"value":"-1","inputValue":"y"}]}"#;
    /// let param = Mapping::identity(&schema).bind(&schema)?.apply(&Record::from_json(json)?)?;
    /// assert_eq!(param, Param::from_json(json, Some(&schema))?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn identity(schema: &Schema) -> Mapping {
        let mut seen = HashSet::new();
        let mut entries = Vec::new();
        for field in schema.all_fields() {
            let path = field.path();
            let Some(kind) = field.kind() else { continue };
            // Among siblings with the same id the first counts, with all that is inside it.
            let is_first = schema.field(&path) == Some(field);
            if kind == FieldKind::Label || !is_first || !seen.insert(path.clone()) {
                continue;
            }
            let key = RecordPath::key(field.id());
            let from = if kind.has_fields() { From::Rows(key) } else { From::Paths(vec![key]) };
            let fill = Fill { from, by: Match::None, empty: Empty::Clear, ..Fill::default() };
            entries.push(Entry { path, at: At::default(), fills: vec![fill] });
        }
        Mapping { files: Arc::default(), entries: Arc::new(entries), records: Records::default() }
    }
}
