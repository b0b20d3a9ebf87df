//! The level of added, removed and changed options.

use crate::check::choice::is_negative;
use crate::diff::canonical::CanonicalCondition;
use crate::diff::field_pairs::Side;
use crate::diff::formula::Formula;
use crate::diff::implication::{MAX_CONDITIONS, Solver};
use crate::diff::level::case::Case;
use crate::diff::level::field_rules::FieldRules;
use crate::diff::level::verdict::Verdict;
use crate::diff::option_lists::has_options;
use crate::diff::question::Assumption;
use crate::diff::reason::Reason;
use crate::schema::OptionRef;
use crate::vocab::FieldKind;

/// All options of one value in both schemas. Validation accepts the value if one of them is available.
pub(in crate::diff) struct SameValue<'a, 's> {
    pub(in crate::diff) value: Option<&'s str>,
    pub(in crate::diff) old: &'a [OptionRef<'s>],
    pub(in crate::diff) new: &'a [OptionRef<'s>],
}

/// Whether an option is the only one of its value, exists on one side only, is always available and has no negative
/// value. All such options of a field get the same level.
fn is_plain(same: &SameValue<'_, '_>, here: &[OptionRef<'_>], there: &[OptionRef<'_>]) -> bool {
    same.value.is_some_and(|value| !is_negative(value))
        && there.is_empty()
        && matches!(here, [option] if option.condition().is_none())
}

/// When one of several options is available.
fn available<'s>(solver: &mut Solver<'_, 's>, rules: &FieldRules<'s>, options: &[OptionRef<'s>]) -> Formula {
    solver.limit_conditions(options.len());
    let parts = options.iter().take(MAX_CONDITIONS).map(|option| {
        let when = CanonicalCondition::of(option.condition()).filter(|when| !when.is_undecidable());
        rules.condition(solver, when.as_ref())
    });
    Formula::any(parts.collect())
}

impl<'s> Case<'_, 's> {
    /// The level of an option whose condition changed, or has another meaning: whether its value is accepted in fewer,
    /// in as many, or in more cases.
    pub(in crate::diff) fn option_changed(&self, same: &SameValue<'_, 's>) -> Verdict {
        if let Some(verdict) = self.if_options_do_not_matter() {
            return verdict;
        }
        let mut solver = Solver::new(self.schemas);
        let before = available(&mut solver, self.old(), same.old);
        let now = available(&mut solver, self.new_side(), same.new);
        if solver.are_equivalent(&before, &now, Assumption::None) {
            return Verdict::cosmetic(Reason::SameMeaning);
        }
        if solver.implies(&before, &now, Assumption::ValidUnderOld) {
            return Verdict::compatible(Reason::MoreAvailable);
        }
        let enabled = self.new_side().enabled(&mut solver);
        if solver.implies(&Formula::all(vec![before, enabled]), &now, Assumption::ValidUnderOld) {
            return Verdict::compatible(Reason::MoreAvailable);
        }
        Verdict::breaking(Reason::LessAvailable)
    }

    /// The level of an added option.
    pub(in crate::diff) fn option_added(&self, same: &SameValue<'_, 's>) -> Verdict {
        if is_plain(same, same.new, same.old) {
            return self.plain_option_added.get_or_init(|| self.added(same)).clone();
        }
        self.added(same)
    }

    fn added(&self, same: &SameValue<'_, 's>) -> Verdict {
        if let Some(verdict) = self.if_options_do_not_matter() {
            return verdict;
        }
        let (old, new) = (self.old(), self.new_side());
        let mut solver = Solver::new(self.schemas);
        let of_old = old.any(&mut solver, &old.servers);
        let of_new = new.any(&mut solver, &new.servers);
        let enabled = new.enabled(&mut solver);
        if !has_options(self.old_field) {
            // A choice without options accepts any value.
            let others = Formula::all(vec![enabled.clone(), of_new.clone().not()]);
            if !solver.is_unsatisfiable(&others, Assumption::ValidUnderOld) {
                return Verdict::breaking(Reason::ListClosed);
            }
        }
        if !same.old.is_empty() {
            return self.option_changed(same);
        }
        let Some(value) = same.value else { return Verdict::cosmetic(Reason::NoValue) };
        let now = available(&mut solver, new, same.new);
        let is_custom = is_negative(value) && self.schemas.lists.allows_custom(Side::Old, self.old_field);
        let before = if !has_options(self.old_field) {
            Formula::Is(true)
        } else if is_custom {
            Formula::any(vec![old.takes_custom(&mut solver), of_old.clone()])
        } else {
            of_old.clone()
        };
        let accepted = Formula::all(vec![before, enabled]);
        if !solver.implies(&accepted, &now, Assumption::ValidUnderOld) {
            let reason = if is_custom { Reason::CustomTaken } else { Reason::ServerOptionTaken };
            return Verdict::breaking(reason);
        }
        let always = Formula::Is(true);
        if now == always && of_old == always && of_new == always {
            return Verdict::cosmetic(Reason::FromServer);
        }
        Verdict::compatible(Reason::MoreOptions)
    }

    /// The level of a removed option.
    pub(in crate::diff) fn option_removed(&self, same: &SameValue<'_, 's>) -> Verdict {
        if is_plain(same, same.old, same.new) {
            return self.plain_option_removed.get_or_init(|| self.removed(same)).clone();
        }
        self.removed(same)
    }

    fn removed(&self, same: &SameValue<'_, 's>) -> Verdict {
        if let Some(verdict) = self.if_options_do_not_matter() {
            return verdict;
        }
        let (old, new) = (self.old(), self.new_side());
        let mut solver = Solver::new(self.schemas);
        let of_old = old.any(&mut solver, &old.servers);
        let of_new = new.any(&mut solver, &new.servers);
        let always = Formula::Is(true);
        let before = available(&mut solver, old, same.old);
        if !has_options(self.new_field) {
            if of_old == always && before == always {
                return Verdict::cosmetic(Reason::FromServer);
            }
            return Verdict::compatible(Reason::ChoiceOpened);
        }
        if same.value.is_none() {
            return Verdict::cosmetic(Reason::NoValue);
        }
        if !same.new.is_empty() {
            return self.option_changed(same);
        }
        let enabled = new.enabled(&mut solver);
        let chosen = Formula::all(vec![before.clone(), enabled.clone()]);
        let is_negative = same.value.is_some_and(is_negative);
        let custom_or_server = Formula::any(vec![new.takes_custom(&mut solver), of_new.clone()]);
        // Where a rule asked for the text of a custom value, the value of this option carried one as well.
        let carried_text = if is_negative { old.any(&mut solver, &old.customs) } else { Formula::Is(false) };
        let as_custom = Formula::all(vec![carried_text, custom_or_server.clone()]);
        let accepted = Formula::any(vec![as_custom, of_new.clone()]);
        if !solver.implies(&chosen, &accepted, Assumption::ValidUnderOld) {
            return Verdict::breaking(Reason::OptionGone);
        }
        if is_negative && !solver.implies(&enabled, &custom_or_server, Assumption::ValidUnderOld) {
            return Verdict::breaking(Reason::CustomGone);
        }
        if of_old == always && of_new == always && before == always {
            return Verdict::cosmetic(Reason::FromServer);
        }
        Verdict::compatible(Reason::OptionGoneHarmless)
    }

    /// The level of all options of a field whose options are not checked.
    fn if_options_do_not_matter(&self) -> Option<Verdict> {
        if !self.new_field.kind().is_some_and(FieldKind::is_choice) {
            return Some(Verdict::cosmetic(Reason::NoChoice));
        }
        self.if_always_disabled()
    }
}
