//! The level of a change of a rule that lets custom values in: a valueAttributeRule `inputValue` on a choice with
//! options. It is a constraint as well, see `rules`; this is about the values that it adds to those of the options.

use crate::diff::canonical::CanonicalCondition;
use crate::diff::field_pairs::Side;
use crate::diff::formula::Formula;
use crate::diff::implication::Solver;
use crate::diff::level::case::Case;
use crate::diff::level::field_rules::FieldRules;
use crate::diff::level::verdict::Verdict;
use crate::diff::option_lists::lets_custom_in;
use crate::diff::question::Assumption;
use crate::diff::reason::Reason;
use crate::schema::RuleRef;

impl<'s> Case<'_, 's> {
    /// Whether custom values that one rule let in still come in, and whether more do. `None` if the rule is not such a
    /// rule, or if an option of negative value lets them in anyway.
    pub(super) fn custom_changed(
        &self,
        old: Option<RuleRef<'s>>,
        new: Option<RuleRef<'s>>,
    ) -> Option<Verdict> {
        let (of_old, of_new) = (self.old(), self.new_side());
        let mut solver = Solver::new(self.schemas);
        let mut holds = |rules: &FieldRules<'s>, rule: Option<RuleRef<'s>>| {
            let rule = rule.filter(|rule| self.is_needed_for_custom(rules, *rule));
            let when = rule.map(|rule| CanonicalCondition::of(rule.condition()));
            let when = when.filter(|when| !when.as_ref().is_some_and(CanonicalCondition::is_undecidable));
            when.map(|when| rules.condition(&mut solver, when.as_ref()))
        };
        let (before, now) = (holds(of_old, old), holds(of_new, new));
        if before.is_none() && now.is_none() {
            return None;
        }
        let (before, now) = (before.unwrap_or(Formula::Is(false)), now.unwrap_or(Formula::Is(false)));
        let takes = |rules: &FieldRules<'s>, solver: &mut Solver<'_, 's>| {
            let (customs, servers) = (rules.takes_custom(solver), rules.any(solver, &rules.servers));
            Formula::any(vec![customs, servers])
        };
        let (all_old, all_new) = (takes(of_old, &mut solver), takes(of_new, &mut solver));
        let chosen = Formula::all(vec![before.clone(), of_new.enabled(&mut solver)]);
        if !solver.implies(&chosen, &all_new, Assumption::ValidUnderOld) {
            return Some(Verdict::breaking(Reason::CustomRuleGone));
        }
        let is_same = solver.implies(&before, &all_new, Assumption::None)
            && solver.implies(&now, &all_old, Assumption::None);
        (!is_same).then_some(Verdict::compatible(Reason::CustomLetIn))
    }

    /// Whether custom values come in by such a rule, because no option has a negative value.
    fn is_needed_for_custom(&self, rules: &FieldRules<'s>, rule: RuleRef<'s>) -> bool {
        let side: Side = rules.side;
        lets_custom_in(rule, rules.field) && !self.schemas.lists.has_negative(side, rules.field)
    }
}
