//! The level of a change of a disableRule, which exempts its field from validation.

use crate::diff::canonical::CanonicalCondition;
use crate::diff::disabling::disabled;
use crate::diff::field_pairs::Side;
use crate::diff::formula::Formula;
use crate::diff::implication::Solver;
use crate::diff::level::case::Case;
use crate::diff::level::constraint::ConstraintKind;
use crate::diff::level::field_rules::{FieldRules, disables};
use crate::diff::level::verdict::Verdict;
use crate::diff::question::Assumption;
use crate::diff::reason::Reason;
use crate::schema::{FieldRef, RuleRef};
use crate::vocab::{FieldKind, RuleName, Side as LimitSide};

impl<'s> Case<'_, 's> {
    pub(super) fn exemption(&self, old: Option<RuleRef<'s>>, new: Option<RuleRef<'s>>) -> Verdict {
        let old = old.filter(|rule| disables(*rule, self.old_field));
        let new = new.filter(|rule| disables(*rule, self.new_field));
        if old.is_none() && new.is_none() {
            return Verdict::cosmetic(Reason::NoEffect);
        }
        let mut solver = Solver::new(self.schemas);
        let all_old = disabled(&mut solver, Side::Old, self.old_field);
        let all_new = disabled(&mut solver, Side::New, self.new_field);
        let mut holds = |side: Side, rule: Option<RuleRef<'s>>| {
            let Some(rule) = rule else { return Formula::Is(false) };
            let field = match side {
                Side::Old => self.old_field,
                Side::New => self.new_field,
            };
            let when = CanonicalCondition::of(rule.condition());
            solver.condition(side, field, when.as_ref(), self.schemas.cycles.cycle(side, field))
        };
        let (before, now) = (holds(Side::Old, old), holds(Side::New, new));
        if !solver.implies(&before, &all_new, Assumption::ValidUnderOld) {
            return Verdict::breaking(Reason::NoLongerDisabled);
        }
        if !solver.implies(&now, &all_old, Assumption::ValidUnderOld)
            && let Some(reason) = self.why_missed_by_ancestor()
        {
            return Verdict::breaking(reason);
        }
        let is_same = solver.implies(&before, &all_new, Assumption::None)
            && solver.implies(&now, &all_old, Assumption::None);
        if is_same {
            return Verdict::cosmetic(Reason::SameMeaning);
        }
        Verdict::compatible(Reason::MoreDisabled)
    }

    /// The level of other unknown content. A stray condition that was added or removed decides whether the
    /// disableRules without a condition are in force.
    pub(in crate::diff) fn content_changed(&self) -> Verdict {
        let verdict = Verdict::cosmetic(Reason::NotUsed);
        let has_stray = [self.old_field, self.new_field].map(FieldRef::has_stray_group);
        if has_stray[0] == has_stray[1] || self.if_always_disabled().is_some() {
            return verdict;
        }
        let is_bare = |rule: &RuleRef<'s>| {
            rule.known() == Some(RuleName::Disable) && CanonicalCondition::of(rule.condition()).is_none()
        };
        self.old_field
            .rules()
            .zip(&self.rules.new_of_old)
            .filter_map(|(old, new)| Some((old, self.new_field.rule_at(*new as usize)?)))
            .filter(|(old, new)| is_bare(old) && is_bare(new))
            .map(|(old, new)| self.exemption(Some(old), Some(new)))
            .filter(|found| found.reason != Reason::NoEffect)
            .fold(verdict, Verdict::worse)
    }

    /// Why an ancestor may become invalid when this field is disabled, because the value no longer counts.
    fn why_missed_by_ancestor(&self) -> Option<Reason> {
        if self.new_field.kind() == Some(FieldKind::Label) {
            return None;
        }
        self.new_field.ancestors().find_map(|around| {
            if !self.schemas.budget.spend(around.rules().len() as u64) {
                return Some(Reason::MissedByRequired);
            }
            let rules = FieldRules::of(self.schemas, Side::New, around);
            if rules.is_always_disabled {
                return None;
            }
            rules.constraints.iter().find_map(|constraint| {
                let reason = missed_by(&constraint.kind)?;
                let mut solver = Solver::new(self.schemas);
                let in_force = rules.condition(&mut solver, constraint.when.as_ref());
                (!solver.is_unsatisfiable(&in_force, Assumption::ValidUnderOld)).then_some(reason)
            })
        })
    }
}

/// Why a constraint of an ancestor can be violated when a value inside no longer counts; `None` if it cannot.
fn missed_by(kind: &ConstraintKind<'_>) -> Option<Reason> {
    match kind {
        ConstraintKind::Required => Some(Reason::MissedByRequired),
        ConstraintKind::ReadOnly => Some(Reason::MissedByReadOnly),
        ConstraintKind::Count(limit) => (limit.side == LimitSide::Min).then_some(Reason::MissedByCount),
        ConstraintKind::ValueType(_)
        | ConstraintKind::Amount(..)
        | ConstraintKind::Value(_)
        | ConstraintKind::Pattern { .. }
        | ConstraintKind::FileSize(_)
        | ConstraintKind::PictureSize(_)
        | ConstraintKind::Attribute(_) => None,
    }
}
