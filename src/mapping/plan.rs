//! A mapping that is bound to a schema.

use std::collections::HashMap;
use std::sync::Arc;

use compact_str::CompactString;

use super::model::{Entry, Files, Fill, Records};
use super::option::Options;
use crate::schema::Schema;
use crate::value::Tag;
use crate::vocab::FieldKind;

/// A mapping bound to a schema: `Send`, `Sync`, and good for any number of records.
#[derive(Debug)]
pub struct Plan {
    pub(super) schema: Schema,
    pub(super) files: Arc<Files>,
    pub(super) entries: Arc<Vec<Entry>>,
    pub(super) nodes: Vec<Node>,
    /// The lowest negative option value by field id, for fields that number their custom texts. Numbers begin below it.
    pub(super) lowest_options: HashMap<CompactString, i128>,
    /// How records are found and named.
    pub(super) records: Records,
}

/// A field that the mapping fills, or a field around such a field.
#[derive(Debug)]
pub(super) struct Node {
    /// The tag of the fields of this node. The fields of one param share a copy of it: threads that fill params at the
    /// same time would wait for each other at the count of references of one tag.
    pub(super) tag: Tag,
    /// Its place among all nodes of the plan.
    pub(super) number: usize,
    pub(super) path: String,
    pub(super) kind: FieldKind,
    /// Whether it is a choice with options.
    pub(super) is_choice: bool,
    /// Whether the field takes several rows or instances.
    pub(super) is_array: bool,
    /// The index of the entry that fills it; `None` for a complex value without an entry of its own.
    pub(super) entry: Option<usize>,
    /// Whether dates need a time of day.
    pub(super) wants_time: bool,
    /// The options that texts are looked up in.
    pub(super) options: Option<Options>,
    /// The keys of the field in a text of pairs, if it is filled from one.
    pub(super) pair_keys: Vec<String>,
    /// Whether a valueAttributeRule asks each value for an `inputValue`.
    pub(super) wants_input_value: bool,
    /// The sub-fields, in the schema's order.
    pub(super) nodes: Vec<Node>,
}

impl Plan {
    /// The schema.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The fills of a node, in the order in which they are tried.
    pub(super) fn fills(&self, node: &Node) -> &[Fill] {
        node.entry.and_then(|entry| self.entries.get(entry)).map_or(&[], |entry| &entry.fills)
    }
}
