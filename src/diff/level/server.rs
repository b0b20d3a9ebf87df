//! The level of a change of an asyncQueryRule: a server may add options to those of the schema.

use crate::diff::formula::Formula;
use crate::diff::implication::Solver;
use crate::diff::level::case::Case;
use crate::diff::level::field_rules::server_condition;
use crate::diff::level::verdict::Verdict;
use crate::diff::option_lists::has_options;
use crate::diff::question::Assumption;
use crate::diff::reason::Reason;
use crate::schema::RuleRef;

impl<'s> Case<'_, 's> {
    pub(super) fn server(&self, old: Option<RuleRef<'s>>, new: Option<RuleRef<'s>>) -> Verdict {
        if !has_options(self.old_field) && !has_options(self.new_field) {
            return Verdict::cosmetic(Reason::NoOptionsToAdd);
        }
        let (of_old, of_new) = (self.old(), self.new_side());
        let mut solver = Solver::new(self.schemas);
        let all_old = of_old.any(&mut solver, &of_old.servers);
        let all_new = of_new.any(&mut solver, &of_new.servers);
        let before = old.map_or(Formula::Is(false), |rule| {
            of_old.condition(&mut solver, server_condition(rule).as_ref())
        });
        let now = new.map_or(Formula::Is(false), |rule| {
            of_new.condition(&mut solver, server_condition(rule).as_ref())
        });
        if has_options(self.new_field) && !solver.implies(&before, &all_new, Assumption::ValidUnderOld) {
            return Verdict::breaking(Reason::ListClosed);
        }
        let is_same = solver.implies(&before, &all_new, Assumption::None)
            && solver.implies(&now, &all_old, Assumption::None);
        if is_same {
            return Verdict::cosmetic(Reason::SameMeaning);
        }
        Verdict::compatible(Reason::ListOpened)
    }
}
