//! The level of another dialect: under that of alibaba.com the wrapper of the other type is an error.

use crate::diff::field_pairs::Side;
use crate::diff::formula::Formula;
use crate::diff::implication::Solver;
use crate::diff::level::constraint::ConstraintKind;
use crate::diff::level::field_rules::{FieldRules, disables};
use crate::diff::level::verdict::Verdict;
use crate::diff::question::Assumption;
use crate::diff::reason::Reason;
use crate::diff::schema_pair::SchemaPair;
use crate::schema::{FieldRef, Schema};
use crate::vocab::{FieldKind, Side as LimitSide};

/// The level of another dialect.
pub(in crate::diff) fn changed(schemas: &SchemaPair<'_>) -> Verdict {
    let refuses = |schema: &Schema| schema.dialect().refuses_other_wrappers();
    let (before, now) = (refuses(schemas.fields.old), refuses(schemas.fields.new));
    let verdict = match (before, now) {
        (true, true) | (false, false) => None,
        (false, true) => Some((Side::New, Verdict::breaking(Reason::WrappersRefused))),
        (true, false) => Some((Side::Old, Verdict::compatible(Reason::WrappersRead))),
    };
    let verdict = verdict.filter(|(strict, _)| {
        let mut fields = schemas.fields.old.all_fields();
        fields.any(|field| may_be_refused(schemas, *strict, field))
    });
    verdict.map_or(Verdict::cosmetic(Reason::NotUsed), |(_, verdict)| verdict)
}

/// Whether a param may have content in a wrapper that the schema of a side refuses, in a field given by the old schema.
fn may_be_refused<'s>(schemas: &SchemaPair<'s>, strict: Side, old: FieldRef<'s>) -> bool {
    let Some(new) = schemas.fields.partner(Side::Old, old).filter(|new| new.kind() == old.kind()) else {
        return false;
    };
    let has_one_wrapper = match old.kind() {
        Some(FieldKind::MultiComplex) => true,
        Some(FieldKind::Complex) => {
            !schemas.is_repeatable(Side::Old, old) && !schemas.is_repeatable(Side::New, new)
        }
        Some(_) | None => false,
    };
    // Without budget nothing is proved.
    let cost = u64::from(old.node().end - old.index);
    if !has_one_wrapper || schemas.budget.spend(cost) && !old.descendants().any(can_hold) {
        return false;
    }
    let validated = match strict {
        Side::Old => old,
        Side::New => new,
    };
    let assumption = match strict {
        Side::Old => Assumption::None,
        Side::New => Assumption::ValidUnderOld,
    };
    let mut solver = Solver::new(schemas);
    let enabled = FieldRules::of(schemas, strict, validated).enabled(&mut solver);
    let mut parts = vec![enabled];
    // A maximum of no instances, on the field or around it, leaves nothing to fill.
    for around in std::iter::once(old).chain(old.ancestors()) {
        let rules = FieldRules::of(schemas, Side::Old, around);
        for constraint in &rules.constraints {
            if matches!(&constraint.kind, ConstraintKind::Count(limit) if limit.side == LimitSide::Max && limit.count < 1)
            {
                let in_force = rules.condition(&mut solver, constraint.when.as_ref());
                parts.push(Formula::all(vec![in_force, rules.enabled(&mut solver)]).not());
            }
        }
    }
    !solver.is_unsatisfiable(&Formula::all(parts), assumption)
}

/// Whether a valid param may have a value in a field. In a disabled label it is ignored.
fn can_hold(field: FieldRef<'_>) -> bool {
    let is_disabled_at_times = || {
        std::iter::once(field)
            .chain(field.ancestors())
            .any(|around| around.rules().any(|rule| disables(rule, around)))
    };
    match field.kind() {
        Some(FieldKind::Complex | FieldKind::MultiComplex | FieldKind::Label) => is_disabled_at_times(),
        Some(_) | None => true,
    }
}
