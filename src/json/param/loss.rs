//! What the form of a param has no place for.

use crate::error::{Loss, LossKind};
use crate::json::param::known::{Known, Lookup, Scope, is_value};
use crate::param::Param;
use crate::schema::Schema;
use crate::value::{ParamField, Value};
use crate::vocab::attribute;

/// Adds what the form loses of values and rows, for a reader with this schema or for one without any.
pub(in crate::json) fn find(param: &Param, schema: Option<&Schema>, losses: &mut Vec<Loss>) {
    let lookup = Lookup::new(schema);
    fields(param.fields(), lookup.top(), &lookup, losses);
}

fn fields(list: &[ParamField], scope: Scope, lookup: &Lookup<'_>, losses: &mut Vec<Loss>) {
    for field in list {
        let known = lookup.find(scope, field.id());
        for value in field.values() {
            let loss = |kind| Loss::new(kind, field.id(), value.span());
            if value.markup().is_some() {
                losses.push(loss(LossKind::Markup));
            }
            if !value.attributes.is_empty() && !is_value(keys(value), known) {
                losses.push(loss(LossKind::ValueAttributes));
            }
        }
        for row in field.rows() {
            let attributes =
                row.attributes().map(|(name, _)| Loss::new(LossKind::Attribute, name, row.span()));
            losses.extend(attributes);
            fields(row.fields(), known.map_or(Scope::Unknown, Known::scope), lookup, losses);
        }
    }
}

/// The keys of the object that a value with attributes becomes.
fn keys(value: &Value) -> impl Iterator<Item = (&str, bool)> + Clone {
    let names = value.attributes.iter().map(|(name, _)| (name.as_str(), true));
    std::iter::once((attribute::VALUE, true)).chain(names)
}
