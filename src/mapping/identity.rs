//! The mappings that a schema alone gives: of params in their JSON form, and of texts by the ids of fields.

use std::collections::HashSet;
use std::sync::Arc;

use super::mapping::Mapping;
use super::model::{At, Custom, Empty, Entry, Fill, From, Records};
use super::option::{Match, is_negative};
use super::record_path::RecordPath;
use crate::schema::{FieldRef, OptionRef, Schema};
use crate::vocab::FieldKind;

impl Mapping {
    /// The mapping of records that are params in their JSON form already: it takes each field from the key of its
    /// id, unchanged. A key with content that is not the id of a field is an error when the mapping is applied.
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
        let records = Records { is_item_form: true, ..Records::default() };
        Mapping { files: Arc::default(), entries: Arc::new(entries), records }
    }
}

/// The key of a record that names its item. No field has such an id.
const ITEM: &str = "#item";

impl Mapping {
    /// The mapping of records whose keys are the ids of fields and whose texts are written by people, such as the rows of a
    /// template: texts of fields with options are looked up by the names and values of the options, and empty texts are left
    /// out. Where a valueAttributeRule asks for `inputValue`, a text that is not an option is sent as a custom one. The key `#item` names the item.
    ///
    /// ```
    /// use tmall_schema::{Mapping, Record, Schema};
    /// let schema = Schema::parse(r#"<itemRule><field id="color" type="singleCheck"><options>
    ///   <option displayName="红色" value="28326"/></options></field></itemRule>"#)?;
    /// let plan = Mapping::by_field_ids(&schema).bind(&schema)?;
    /// assert_eq!(plan.apply(&Record::from_json(r#"{"color":"红色"}"#)?)?.text("color"), Some("28326"));
    /// assert!(plan.apply(&Record::from_json(r#"{"color":"雾霾蓝"}"#)?).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn by_field_ids(schema: &Schema) -> Mapping {
        let Mapping { files, entries, records } = Mapping::identity(schema);
        let entries = entries
            .iter()
            .map(|entry| {
                let field = schema.field(&entry.path);
                let options = field.into_iter().flat_map(FieldRef::options);
                let negative =
                    options.filter_map(OptionRef::value).filter(|value| is_negative(value)).count();
                let has_options = field.is_some_and(|field| field.options().len() > 0);
                let asks = field.is_some_and(FieldRef::wants_input_value);
                let kind = field.and_then(FieldRef::kind);
                let is_choice = kind.is_some_and(FieldKind::is_choice);
                let custom = match (has_options && is_choice, negative) {
                    (true, 1) if asks => Some(Custom::Option),
                    (false, _) if asks && kind.is_some_and(|kind| !kind.has_fields()) => {
                        Some(Custom::Numbered)
                    }
                    (true | false, _) => None,
                };
                let key = RecordPath::key(field.map_or("", FieldRef::id));
                let has_fields = kind.is_some_and(FieldKind::has_fields);
                let fill = Fill {
                    from: if has_fields { From::Rows(key) } else { From::Paths(vec![key]) },
                    custom: custom.map(|custom| (At::default(), custom)),
                    ..Fill::default()
                };
                Entry { path: entry.path.clone(), at: At::default(), fills: vec![fill] }
            })
            .collect();
        let records = Records { name: Some(RecordPath::key(ITEM)), is_item_form: false, ..records };
        Mapping { files, entries: Arc::new(entries), records }
    }
}
