//! Compares when fields are disabled.

use crate::diff::field_pairs::{PairId, Side};
use crate::diff::formula::Formula;
use crate::diff::implication::{MAX_CONDITIONS, Solver};
use crate::diff::pairing::NONE;
use crate::diff::question::Assumption;
use crate::diff::reference::{Owner, ReferenceChanges};
use crate::diff::schema_pair::{DisableChange, SchemaPair};
use crate::schema::{FieldRef, Schema, same, same_rule};
use crate::vocab::RuleName;

/// Both schemas, with the changes of disabling of all fields.
///
/// The fields are compared in the order of evaluation of the new schema. The change of one field depends on that of
/// another only if it depends on it under both schemas, so this order is good for both.
pub(super) fn compare<'s>(old: &'s Schema, new: &'s Schema) -> SchemaPair<'s> {
    let schemas = SchemaPair::new(old, new);
    // These are correct for a field once all fields before it are compared, so the rest of the diff needs its own.
    let references = ReferenceChanges::default();
    for pair_id in in_order(&schemas) {
        let fields = &schemas.fields;
        let (Some(old), Some(new)) = (fields.field(Side::Old, pair_id), fields.field(Side::New, pair_id))
        else {
            continue;
        };
        let change = if schemas.cycles.is_in_changed_cycle(pair_id) {
            DisableChange::ALL
        } else if is_as_before(&schemas, old, new, &references) {
            DisableChange::default()
        } else {
            change_between(&schemas, old, new)
        };
        if change != DisableChange::default() {
            schemas.add_disable_change(new, change);
        }
    }
    schemas
}

/// All fields with a disableRule on a side, those that others depend on first.
fn in_order(schemas: &SchemaPair<'_>) -> Vec<PairId> {
    let fields = &schemas.fields;
    let plan = |side: Side| schemas.cycles.plan(side);
    let order = plan(Side::New).order().map(|field| fields.pair_id(Side::New, field.0));
    let ordered: Vec<PairId> = order.filter(|pair_id| !pair_id.is_added()).collect();
    let mut known = vec![false; fields.old.0.fields.len()];
    ordered
        .iter()
        .filter(|pair_id| pair_id.old != NONE)
        .for_each(|pair_id| known[pair_id.old as usize] = true);
    let with_rules = |side: Side| plan(side).ever().map(move |field| fields.pair_id(side, field.0));
    let others = with_rules(Side::Old).chain(with_rules(Side::New));
    let mut first: Vec<PairId> =
        others.filter(|pair_id| known.get(pair_id.old as usize) == Some(&false)).collect();
    first.extend(ordered);
    first
}

/// Whether a field has the same disableRules as before, and these have the same meaning.
fn is_as_before<'s>(
    schemas: &SchemaPair<'s>,
    old: FieldRef<'s>,
    new: FieldRef<'s>,
    references: &ReferenceChanges<'s>,
) -> bool {
    let is_always = |side: Side, field: FieldRef<'s>| schemas.cycles.plan(side).is_always(field.field_id());
    let (before, now) = (is_always(Side::Old, old), is_always(Side::New, new));
    if before || now {
        return before == now;
    }
    let rules = |field: FieldRef<'s>| field.rules_named(RuleName::Disable);
    if schemas.is_unaffected() && same(rules(old), rules(new), same_rule) {
        return true;
    }
    let conditions = schemas.disable_conditions(Side::New, new);
    let owner = Owner { old, new, of_disable: true };
    schemas.disable_conditions(Side::Old, old) == conditions
        && conditions.iter().all(|when| references.cause(schemas, owner, when).is_none())
}

fn change_between<'s>(schemas: &SchemaPair<'s>, old: FieldRef<'s>, new: FieldRef<'s>) -> DisableChange {
    let mut solver = Solver::new(schemas);
    let before = disabled(&mut solver, Side::Old, old);
    let now = disabled(&mut solver, Side::New, new);
    if solver.are_equivalent(&before, &now, Assumption::None) {
        return DisableChange::default();
    }
    DisableChange {
        differs: true,
        newly_on: !solver.implies(&now, &before, Assumption::ValidUnderOld),
        newly_off: !solver.implies(&before, &now, Assumption::ValidUnderOld),
    }
}

/// When the disableRules of a field disable it.
pub(super) fn disabled<'s>(solver: &mut Solver<'_, 's>, side: Side, field: FieldRef<'s>) -> Formula {
    let schemas = solver.schemas();
    if schemas.cycles.plan(side).is_always(field.field_id()) {
        return Formula::Is(true);
    }
    let cycle = schemas.cycles.cycle(side, field);
    let conditions = schemas.disable_conditions(side, field);
    solver.limit_conditions(conditions.len());
    let conditions = conditions.iter().take(MAX_CONDITIONS);
    Formula::any(conditions.map(|when| solver.condition(side, field, Some(when), cycle)).collect())
}
