//! Which top-level fields a param must have. One that updates an item sends only what changes.

use std::collections::HashSet;

use crate::condition::frame::Frame;
use crate::param::Param;
use crate::schema::Schema;
use crate::validate::extra::Extent;
use crate::value::{ParamField, Value};
use crate::vocab::FieldKind;

/// The field that names the fields of an incremental update.
const UPDATE_FIELDS: &str = "update_fields";

/// Which top-level fields may be missing.
#[derive(Debug)]
pub(super) struct Scope<'p> {
    /// Whether fields that the param does not have at all are not missed.
    partial: bool,
    /// The ids that `update_fields` names, where the schema has that field and the param gives it a value.
    named: Option<HashSet<&'p str>>,
}

impl<'p> Scope<'p> {
    /// `update_fields` is read as it is written, disabled or not.
    pub(super) fn of(schema: &Schema, param: &'p Param, partial: bool) -> Scope<'p> {
        let known = schema.fields().find(|field| field.id() == UPDATE_FIELDS);
        let takes_names = known
            .is_some_and(|field| matches!(field.kind(), Some(FieldKind::MultiCheck | FieldKind::MultiInput)));
        let given = param.fields().iter().find(|field| takes_names && field.id() == UPDATE_FIELDS);
        let texts = given.map_or(&[][..], ParamField::values).iter().map(Value::text);
        let named: HashSet<&str> = texts.filter(|text| !text.is_empty()).collect();
        Scope { partial, named: Some(named).filter(|named| !named.is_empty()) }
    }

    /// Whether a field without a value is not missed. `is_held` says whether the param has the field at all.
    pub(super) fn excuses(&self, frame: &Frame<'_>, id: &str, is_held: bool) -> bool {
        frame.key == Frame::TOP
            && ((self.partial && !is_held) || self.named.as_ref().is_some_and(|named| !named.contains(id)))
    }

    /// Whether `update_fields` names a field, so that the param must have it.
    pub(super) fn names(&self, frame: &Frame<'_>, id: &str) -> bool {
        frame.key == Frame::TOP && self.named.as_ref().is_some_and(|named| named.contains(id))
    }
}

/// Whether a document holds a whole item: not with `--partial`, nor if it names the fields that it updates.
pub(super) fn extent(schema: &Schema, param: &Param, partial: bool) -> Extent {
    let scope = Scope::of(schema, param, partial);
    if scope.partial || scope.named.is_some() { Extent::Partial } else { Extent::Whole }
}
