//! A mapping that is bound to a schema.

use std::sync::Arc;

use super::model::{Entry, Files, Records};
use super::option::Options;
use super::{Misfit, Record, apply};
use crate::param::Param;
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
    /// How records are found and named.
    pub(super) records: Records,
}

/// A field that is filled, or around one that is.
#[derive(Debug)]
pub(super) struct Node {
    /// The tag of its fields in params, which share it.
    pub(super) tag: Arc<Tag>,
    pub(super) path: String,
    pub(super) kind: FieldKind,
    /// Several rows or instances.
    pub(super) is_array: bool,
    /// What fills it; nothing for a complex whose sub-fields say all.
    pub(super) entry: Option<usize>,
    /// Dates without a time of day do not fit.
    pub(super) wants_time: bool,
    /// The options that texts are looked up in.
    pub(super) options: Option<Options>,
    /// The sub-fields, in the schema's order.
    pub(super) nodes: Vec<Node>,
}

impl Plan {
    /// The schema.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Makes a param of a record.
    ///
    /// A field whose value is not in the record is not set; whether it had to be is for the
    /// [`Validator`](crate::validate::Validator) to say.
    ///
    /// # Errors
    /// If something in the record does not fit the mapping: all of it, and the param of what does fit.
    pub fn apply(&self, record: &Record<'_>) -> Result<Param, Misfit> {
        apply::apply(self, &record.0)
    }
}
