//! What changes of a schema do to a mapping.

use std::sync::Arc;

use tmall_schema::{Changes, Coverage, FieldRef, Mapping, Schema};

use crate::cli::results::change::ReportedChange;
use crate::cli::results::mapping::{FilledAt, MappingEffect, MissedField, Need, has_own_value};

/// Computes the effect on the mapping, and notes at each change where the mapping fills the changed field.
pub(super) fn effect(
    mapping: &Mapping,
    [old, new]: [&Schema; 2],
    changes: &Changes,
    reported: &mut [ReportedChange],
) -> MappingEffect {
    let impact = mapping.impact(old, new, changes);
    for entry in &impact.touched {
        let filled = Arc::new(FilledAt::of(entry));
        for &number in &entry.changes {
            if let Some(change) = reported.get_mut(number) {
                change.filled.push(Arc::clone(&filled));
            }
        }
    }
    MappingEffect { unfit: impact.unfit, missed: missed(&impact.missed, new) }
}

fn missed(missed: &Coverage, schema: &Schema) -> Vec<MissedField> {
    let one = |path: &String, need| {
        let field = schema.field(path);
        let has_default = need == Need::Always && field.is_some_and(has_own_value);
        MissedField {
            path: path.clone(),
            field: field.and_then(FieldRef::name).map(str::to_owned).filter(|name| !name.is_empty()),
            need: if has_default { Need::Default } else { need },
        }
    };
    let required = missed.required.iter().map(|path| one(path, Need::Always));
    required.chain(missed.conditional.iter().map(|path| one(path, Need::Condition))).collect()
}
