//! Added and removed fields.

use crate::diff::field_pairs::Side;
use crate::diff::formula::Formula;
use crate::diff::implication::Solver;
use crate::diff::level::constraint::ConstraintKind;
use crate::diff::level::field_rules::{FieldRules, disables};
use crate::diff::level::read_only::extends_read_only;
use crate::diff::level::verdict::Verdict;
use crate::diff::question::Assumption;
use crate::diff::reason::Reason;
use crate::diff::schema_pair::SchemaPair;
use crate::schema::FieldRef;
use crate::vocab::FieldKind;

/// The level of an added field. Its parent, if it has one, exists in both schemas.
pub(in crate::diff) fn added<'s>(schemas: &SchemaPair<'s>, field: FieldRef<'s>) -> Verdict {
    if !schemas.fields.is_visible(Side::New, field.field_id()) {
        return Verdict::cosmetic(Reason::NotFirst);
    }
    if field.parent().is_some_and(|parent| is_always_disabled_in_both(schemas, Side::New, parent)) {
        return Verdict::cosmetic(Reason::AlwaysDisabled);
    }
    if extends_read_only(schemas, field) {
        return Verdict::breaking(Reason::ReadOnlyChanged);
    }
    let rules = FieldRules::of(schemas, Side::New, field);
    let required: Vec<_> = rules
        .constraints
        .iter()
        .filter(|constraint| matches!(constraint.kind, ConstraintKind::Required))
        .map(|constraint| constraint.when.clone())
        .collect();
    if required.is_empty() {
        return Verdict::compatible(Reason::OptionalField);
    }
    // A complex field in which nothing can have a value has no instance, so nothing is required in it.
    let had_no_instance = field.parent().is_some_and(|parent| {
        let old = schemas.fields.partner(Side::New, parent);
        old.is_some_and(|old| {
            let mut inside = old.descendants();
            schemas.budget.spend(u64::from(old.node().end - old.index)) && !inside.any(has_values)
        })
    });
    let mut solver = Solver::new(schemas);
    let required = rules.any(&mut solver, &required);
    let enabled = rules.enabled(&mut solver);
    let required = Formula::all(vec![required, enabled]);
    if had_no_instance || solver.is_unsatisfiable(&required, Assumption::ValidUnderOld) {
        return Verdict::compatible(Reason::RequiredLater);
    }
    Verdict::breaking(Reason::RequiredField)
}

/// The level of a removed field.
pub(in crate::diff) fn removed<'s>(schemas: &SchemaPair<'s>, field: FieldRef<'s>) -> Verdict {
    if !schemas.fields.is_visible(Side::Old, field.field_id()) {
        return Verdict::cosmetic(Reason::NotFirst);
    }
    if field.parent().is_some_and(|parent| is_always_disabled_in_both(schemas, Side::Old, parent)) {
        return Verdict::cosmetic(Reason::AlwaysDisabled);
    }
    if field.kind() == Some(FieldKind::Label) && !field.rules().any(|rule| disables(rule, field)) {
        return Verdict::cosmetic(Reason::LabelOnly);
    }
    Verdict::breaking(Reason::FieldGone)
}

/// Whether a field, given on one side, is always disabled on both.
fn is_always_disabled_in_both<'s>(schemas: &SchemaPair<'s>, side: Side, field: FieldRef<'s>) -> bool {
    let other = match side {
        Side::Old => Side::New,
        Side::New => Side::Old,
    };
    let partner = || schemas.fields.partner(side, field);
    schemas.is_always_disabled(side, field)
        && partner().is_some_and(|partner| schemas.is_always_disabled(other, partner))
}

fn has_values(field: FieldRef<'_>) -> bool {
    !field.kind().is_some_and(|kind| kind.has_fields() || kind == FieldKind::Label)
}
