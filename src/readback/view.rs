//! An item without what reads as empty or is never stored.

use crate::condition::Disabled;
use crate::param::Param;
use crate::readback::plan::Plan;
use crate::schema::Schema;
use crate::value::{Content, ParamField, Row};
use crate::vocab::{FieldKind, UPDATE_FIELDS};

/// The fields of an item without labels, disabled fields, and the list of fields to update.
pub(super) fn fields(param: &Param, schema: Option<&Schema>, plan: &Plan<'_>) -> Vec<ParamField> {
    let disabled = schema.map(|schema| Disabled::precomputed(schema, param));
    let view = View { disabled };
    let stored = param.fields().iter().filter(|field| field.id() != UPDATE_FIELDS);
    stored.filter_map(|field| view.field(field, plan.child(field.id()), None)).collect()
}

struct View<'s> {
    disabled: Option<Disabled<'s>>,
}

impl View<'_> {
    fn field(&self, field: &ParamField, plan: &Plan<'_>, row: Option<&Row>) -> Option<ParamField> {
        if plan.kind().or(field.kind()) == Some(FieldKind::Label) {
            return None;
        }
        if let (Some(disabled), Some(known)) = (&self.disabled, plan.field)
            && disabled.is_disabled(known, row)
        {
            return None;
        }
        let rows = field.rows().iter().map(|row| self.row(row, plan)).collect();
        let content = Content { values: field.content.values.clone(), rows, ..Content::default() };
        Some(ParamField { tag: field.tag.clone(), content, span: field.span, listed: field.listed })
    }

    fn row(&self, row: &Row, plan: &Plan<'_>) -> Row {
        let fields = row.fields().iter();
        let fields =
            fields.filter_map(|field| self.field(field, plan.child(field.id()), Some(row))).collect();
        Row { fields, span: row.span, ..Row::default() }
    }
}
