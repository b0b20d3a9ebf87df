//! The mapping itself: the entries that were read from its files.

use std::sync::Arc;

use super::model::{Entry, Files, Records};
use crate::span::Position;

/// Where the value of each field comes from: data, not code.
///
/// ```
/// use tmall_schema::{Mapping, Record, Schema};
/// let schema = Schema::parse(r#"<itemRule>
///   <field id="title" type="input"/>
///   <field id="color" type="singleCheck"><options>
///     <option displayName="红色" value="28326"/></options></field>
///   <field id="sku" type="multiComplex"><fields><field id="price" type="input"/></fields></field>
/// </itemRule>"#)?;
/// let mapping = Mapping::parse(r#"
///   [fields]
///   "/title" = { template = "{{ brand }} {{ name }}" }
///   "/color" = "color"
///   "/sku" = { rows = "skus" }
///   "/sku/price" = { from = "cents", number = { shift = -2, digits = 2 } }
/// "#)?;
/// let plan = mapping.bind(&schema)?;
/// let record = Record::from_json(
///     r#"{"brand": "青禾", "name": "衬衫", "color": " 红 色 ", "skus": [{"cents": 12990}]}"#,
/// )?;
/// let param = plan.apply(&record)?;
/// assert_eq!(param.text("title"), Some("青禾 衬衫"));
/// assert_eq!(param.text("color"), Some("28326"));
/// assert_eq!(param.text("/sku/0/price"), Some("129.90"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    pub(super) files: Arc<Files>,
    pub(super) entries: Arc<Vec<Entry>>,
    pub(super) records: Records,
}

impl Mapping {
    /// The paths of the fields that the mapping fills, in the order of its file.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.path.as_str())
    }

    /// The place of a field's entry in the mapping file.
    #[must_use]
    pub fn position(&self, path: &str) -> Option<Position> {
        let entry = self.entries.iter().find(|entry| entry.path == path)?;
        self.files.place(entry.at).1
    }
}
