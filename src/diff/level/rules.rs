//! The level of a change of a rule.

use crate::diff::field_pairs::Side;
use crate::diff::formula::Formula;
use crate::diff::implication::Solver;
use crate::diff::level::case::Case;
use crate::diff::level::constraint::{Constraint, ConstraintKind};
use crate::diff::level::example;
use crate::diff::level::field_rules::{FieldRules, makes_repeatable};
use crate::diff::level::verdict::Verdict;
use crate::diff::pairing::NONE;
use crate::diff::question::Assumption;
use crate::diff::reason::Reason;
use crate::schema::{OptionRef, RuleRef};
use crate::vocab::RuleName;

/// The most other constraints that are looked at to find those that imply one.
const MAX_OTHERS: usize = 64;

impl<'s> Case<'_, 's> {
    /// The level of a rule that changed: its content, its condition, or the meaning of its condition. The rule is given
    /// by its numbers; without an old one it was added, without a new one removed.
    pub(in crate::diff) fn rule(&self, old: Option<u32>, new: Option<u32>) -> Verdict {
        let old_rule = old.and_then(|rule| self.old_field.rule_at(rule as usize));
        let new_rule = new.and_then(|rule| self.new_field.rule_at(rule as usize));
        let any = new_rule.or(old_rule);
        let Some(name) = any.and_then(RuleRef::known) else { return Verdict::cosmetic(Reason::NotChecked) };
        if name.is_tip() {
            return Verdict::cosmetic(Reason::Advice);
        }
        if let Some(verdict) = self.if_always_disabled() {
            return verdict;
        }
        if name == RuleName::Disable {
            return self.exemption(old_rule, new_rule);
        }
        if name == RuleName::AsyncQuery {
            return self.server(old_rule, new_rule);
        }
        let verdict = self.constraint_changed(old, new);
        let others = [
            self.modes_changed(old, new),
            self.instances_changed(any),
            self.custom_changed(old_rule, new_rule),
        ];
        others.into_iter().flatten().fold(verdict, Verdict::worse)
    }

    fn constraint_changed(&self, old: Option<u32>, new: Option<u32>) -> Verdict {
        let before = old.and_then(|rule| self.old().constraint(rule));
        let now = new.and_then(|rule| self.new_side().constraint(rule));
        let all = |_: u32| true;
        if let Some(now) = now
            && !self.is_implied(now, self.new_side(), self.old(), all, Assumption::ValidUnderOld)
            && !self.is_met_by_options(now)
        {
            return Verdict::breaking(example::of_violation(before, now));
        }
        // The other rules that stay, on each side.
        let stays_old = |rule: u32| Some(rule) != old && self.rules.new_of_old[rule as usize] != NONE;
        let stays_new = |rule: u32| Some(rule) != new && self.rules.old_of_new[rule as usize] != NONE;
        let is_redundant = |constraint: Option<&Constraint<'s>>, rules: &FieldRules<'s>| {
            constraint.is_none_or(|constraint| {
                self.is_implied(constraint, rules, self.old(), stays_old, Assumption::None)
                    && self.is_implied(constraint, rules, self.new_side(), stays_new, Assumption::None)
            })
        };
        let is_same = || {
            before.zip(now).is_some_and(|(before, now)| {
                let (of_old, of_new) = (self.old(), self.new_side());
                self.is_implied(before, of_old, of_new, |rule| Some(rule) == new, Assumption::None)
                    && self.is_implied(now, of_new, of_old, |rule| Some(rule) == old, Assumption::None)
            })
        };
        if is_same() || is_redundant(before, self.old()) && is_redundant(now, self.new_side()) {
            let reason = match (before, now) {
                (None, None) => Reason::NoEffect,
                (Some(_), Some(_)) => Reason::SameMeaning,
                (Some(_), None) | (None, Some(_)) => Reason::ImpliedByAnother,
            };
            return Verdict::cosmetic(reason);
        }
        Verdict::compatible(if now.is_some() { Reason::AsksNoMore } else { Reason::AsksLess })
    }

    /// Whether a constraint of one side is implied by those of a side that `counts` selects: whenever it is in force,
    /// some that imply it are.
    fn is_implied(
        &self,
        constraint: &Constraint<'s>,
        on: &FieldRules<'s>,
        by: &FieldRules<'s>,
        counts: impl Fn(u32) -> bool,
        assumption: Assumption,
    ) -> bool {
        let mut solver = Solver::new(self.schemas);
        let in_force = on.condition(&mut solver, constraint.when.as_ref());
        let mut implied = Vec::new();
        // A count that no valid param under the old schema can violate.
        if assumption == Assumption::ValidUnderOld
            && matches!(constraint.kind, ConstraintKind::Count(_))
            && !constraint.kind.can_fail(by.takes_one, by.modes, true)
        {
            return true;
        }
        let modes = if on.side == Side::New { on.modes } else { by.modes };
        for other in by.constraints.iter().take(MAX_OTHERS).filter(|other| counts(other.rule)) {
            if other.kind.implies(&constraint.kind, modes) {
                implied.push(by.condition(&mut solver, other.when.as_ref()));
            }
        }
        let implied = Formula::any(implied);
        if solver.implies(&in_force, &implied, assumption) {
            return true;
        }
        // A disabled field is not validated.
        let enabled = on.enabled(&mut solver);
        enabled != Formula::Is(true)
            && solver.implies(&Formula::all(vec![in_force, enabled]), &implied, assumption)
    }

    /// Whether everything that could be chosen meets a constraint. A custom value carries any text, and is checked by
    /// that.
    fn is_met_by_options(&self, constraint: &Constraint<'s>) -> bool {
        let (kind, modes) = (&constraint.kind, self.new_side().modes);
        let dialect = self.schemas.fields.new.dialect();
        let (lists, budget) = (&self.schemas.lists, &self.schemas.budget);
        let mut values =
            self.old_field.options().filter_map(OptionRef::value).filter(|value| !value.is_empty());
        lists.allows_only_options(Side::Old, self.old_field)
            && values.all(|value| budget.spend(1 + value.len() as u64) && kind.accepts(value, modes, dialect))
    }

    /// The level of a value type that turns the values of the field into dates or times, or back.
    fn modes_changed(&self, old: Option<u32>, new: Option<u32>) -> Option<Verdict> {
        let is_moment = |constraint: Option<&Constraint<'s>>| {
            constraint.is_some_and(|constraint| constraint.kind.is_moment())
        };
        let concerns = is_moment(old.and_then(|rule| self.old().constraint(rule)))
            || is_moment(new.and_then(|rule| self.new_side().constraint(rule)));
        if !concerns || !self.new_side().depends_on_mode {
            return None;
        }
        let mut solver = Solver::new(self.schemas);
        let before = self.old().any(&mut solver, &self.old().moments);
        let now = self.new_side().any(&mut solver, &self.new_side().moments);
        let is_same = solver.are_equivalent(&before, &now, Assumption::ValidUnderOld);
        (!is_same).then_some(Verdict::breaking(Reason::LimitsChangeMeaning))
    }

    /// The level of a rule that makes a complex field take several instances, or no longer.
    fn instances_changed(&self, rule: Option<RuleRef<'s>>) -> Option<Verdict> {
        rule.filter(|rule| makes_repeatable(*rule, self.new_field))?;
        let before = self.schemas.is_repeatable(Side::Old, self.old_field);
        let now = self.schemas.is_repeatable(Side::New, self.new_field);
        match (before, now) {
            (true, false) => Some(Verdict::breaking(Reason::OneInstance)),
            (false, true) => Some(Verdict::compatible(Reason::SeveralInstances)),
            (true, true) | (false, false) => None,
        }
    }
}
