//! The rules of a field that matter for validation, and when they are in force.

use crate::check::rule::Check;
use crate::diff::canonical::CanonicalCondition;
use crate::diff::disabling::disabled;
use crate::diff::field_pairs::Side;
use crate::diff::formula::Formula;
use crate::diff::implication::{MAX_CONDITIONS, Solver};
use crate::diff::level::constraint::{Constraint, ConstraintKind, ValueModes};
use crate::diff::level::given::has_given;
use crate::diff::option_lists::{has_options, lets_custom_in};
use crate::diff::schema_pair::SchemaPair;
use crate::schema::{FieldRef, RuleRef};
use crate::vocab::{FieldKind, RuleName};

/// The rules of one field on one side.
pub(super) struct FieldRules<'s> {
    pub(super) side: Side,
    pub(super) field: FieldRef<'s>,
    /// The rules that can make errors, by number.
    pub(super) constraints: Vec<Constraint<'s>>,
    /// A server adds options if one of these holds.
    pub(super) servers: Vec<Option<CanonicalCondition<'s>>>,
    /// Rules let custom values in if one of these holds.
    pub(super) customs: Vec<Option<CanonicalCondition<'s>>>,
    /// The values are dates or times if one of these holds.
    pub(super) moments: Vec<Option<CanonicalCondition<'s>>>,
    pub(super) modes: ValueModes,
    /// Whether the field takes at most one value or instance.
    pub(super) takes_one: bool,
    /// Whether a constraint has another meaning where the values are dates or times.
    pub(super) depends_on_mode: bool,
    /// Whether the field or one of its ancestors is always disabled.
    pub(super) is_always_disabled: bool,
}

impl<'s> FieldRules<'s> {
    pub(super) fn of(schemas: &SchemaPair<'s>, side: Side, field: FieldRef<'s>) -> FieldRules<'s> {
        let dialect = schemas.fields.schema(side).dialect();
        let takes_one = match field.kind() {
            Some(FieldKind::Complex) => !schemas.is_repeatable(side, field),
            kind => kind.is_some_and(FieldKind::is_single),
        };
        let (mut constraints, mut servers) = (Vec::new(), Vec::new());
        let (mut customs, mut moments) = (Vec::new(), Vec::new());
        for (number, rule) in (0..).zip(field.rules()) {
            let Ok(check) = Check::of(rule, field.kind()) else { continue };
            if matches!(check, Check::ServerOptions) {
                servers.push(server_condition(rule));
                continue;
            }
            let when = CanonicalCondition::of(rule.condition());
            if when.as_ref().is_some_and(CanonicalCondition::is_undecidable) {
                continue;
            }
            if lets_custom_in(rule, field) {
                customs.push(when.clone());
            }
            if let Some(kind) = ConstraintKind::of(check, field.kind(), dialect) {
                if kind.is_moment() {
                    moments.push(when.clone());
                }
                constraints.push(Constraint { rule: number, kind, when });
            }
        }
        let modes = ValueModes { texts: !moments.contains(&None), moments: !moments.is_empty() };
        let depends_on_mode = constraints.iter().any(|constraint| constraint.kind.depends_on_mode());
        let has_given = has_given(field);
        constraints.retain(|constraint| constraint.kind.can_fail(takes_one, modes, has_given));
        FieldRules {
            side,
            field,
            constraints,
            servers,
            customs,
            moments,
            modes,
            takes_one,
            depends_on_mode,
            is_always_disabled: schemas.is_always_disabled(side, field),
        }
    }

    /// The constraint of a rule, given by its number.
    pub(super) fn constraint(&self, rule: u32) -> Option<&Constraint<'s>> {
        let at = self.constraints.binary_search_by_key(&rule, |constraint| constraint.rule).ok()?;
        self.constraints.get(at)
    }

    /// When a condition of this field holds.
    pub(super) fn condition(
        &self,
        solver: &mut Solver<'_, 's>,
        when: Option<&CanonicalCondition<'s>>,
    ) -> Formula {
        solver.condition(self.side, self.field, when, None)
    }

    /// When one of several conditions holds.
    pub(super) fn any(
        &self,
        solver: &mut Solver<'_, 's>,
        conditions: &[Option<CanonicalCondition<'s>>],
    ) -> Formula {
        solver.limit_conditions(conditions.len());
        let conditions = conditions.iter().take(MAX_CONDITIONS);
        Formula::any(conditions.map(|when| self.condition(solver, when.as_ref())).collect())
    }

    /// When a list of options takes custom values. A choice without options takes any value.
    pub(super) fn takes_custom(&self, solver: &mut Solver<'_, 's>) -> Formula {
        if !has_options(self.field) || solver.schemas().lists.has_negative(self.side, self.field) {
            return Formula::Is(true);
        }
        self.any(solver, &self.customs)
    }

    /// When neither the field nor one of its ancestors is disabled.
    pub(super) fn enabled(&self, solver: &mut Solver<'_, 's>) -> Formula {
        let fields = std::iter::once(self.field).chain(self.field.ancestors());
        Formula::all(fields.map(|field| disabled(solver, self.side, field).not()).collect())
    }
}

/// Whether a rule can disable its field. A stray condition in the field may be that of a disableRule without one, so
/// such a rule is not checked.
pub(in crate::diff) fn disables(rule: RuleRef<'_>, field: FieldRef<'_>) -> bool {
    rule.known() == Some(RuleName::Disable)
        && rule.is_true()
        && match CanonicalCondition::of(rule.condition()) {
            Some(when) => !when.is_undecidable(),
            None => !field.has_stray_group(),
        }
}

/// When an asyncQueryRule adds options. A condition that cannot be evaluated also turns unknown options into warnings,
/// so it counts as holding.
pub(super) fn server_condition(rule: RuleRef<'_>) -> Option<CanonicalCondition<'_>> {
    CanonicalCondition::of(rule.condition()).filter(|when| !when.is_undecidable())
}

/// Whether a rule makes a complex field take several instances. Its condition does not matter.
pub(super) fn makes_repeatable(rule: RuleRef<'_>, field: FieldRef<'_>) -> bool {
    field.kind() == Some(FieldKind::Complex) && rule.known() == Some(RuleName::MaxInputNum)
}
