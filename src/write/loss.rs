//! What XML, as the platform takes it, has no place for.

use std::collections::HashMap;

use crate::error::{Loss, LossKind};
use crate::param::Param;
use crate::schema::{FieldRef, Schema};
use crate::value::ParamField;
use crate::vocab::{FieldKind, element};

/// Adds the labels, which are never written.
pub(super) fn labels(param: &Param, schema: Option<&Schema>, losses: &mut Vec<Loss>) {
    fields(param.fields(), &schema.map(|schema| by_id(schema.fields())), losses);
}

type Known<'s> = HashMap<&'s str, FieldRef<'s>>;

fn by_id<'s>(fields: impl Iterator<Item = FieldRef<'s>>) -> Known<'s> {
    fields.filter(|field| field.is_first()).map(|field| (field.id(), field)).collect()
}

fn fields(list: &[ParamField], level: &Option<Known<'_>>, losses: &mut Vec<Loss>) {
    for field in list {
        let known = level.as_ref().and_then(|level| level.get(field.id()).copied());
        if known.map_or(field.kind(), FieldRef::kind) == Some(FieldKind::Label) {
            losses.push(Loss::new(LossKind::Element, element::FIELD, field.span()));
            continue;
        }
        if field.rows().is_empty() {
            continue;
        }
        let inner = known.map(|known| by_id(known.fields()));
        for row in field.rows() {
            fields(row.fields(), &inner, losses);
        }
    }
}
