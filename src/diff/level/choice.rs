//! Options: which values a choice lets through.

use crate::check::choice::is_negative;
use crate::diff::level::Verdict;
use crate::diff::level::effect::Effects;
use crate::diff::level::field::Case;
use crate::diff::lists::is_list;
use crate::diff::normal::Normal;
use crate::diff::query::{self, Formula, Query};
use crate::diff::reason::Reason;
use crate::diff::twins::Side;
use crate::diff::view::Know;
use crate::schema::{FieldRef, OptionRef};

/// The options of one value on both sides.
pub(in crate::diff) struct SameValue<'a, 's> {
    pub(in crate::diff) value: Option<&'s str>,
    pub(in crate::diff) old: &'a [OptionRef<'s>],
    pub(in crate::diff) new: &'a [OptionRef<'s>],
}

/// Whether an option is the only one of its value, on its side alone, and always available, and its value is not
/// negative. All such options of a field are judged alike.
fn is_plain(same: &SameValue<'_, '_>, here: &[OptionRef<'_>], there: &[OptionRef<'_>]) -> bool {
    same.value.is_some_and(|value| !is_negative(value))
        && there.is_empty()
        && matches!(here, [option] if option.condition().is_none())
}

impl<'s> Case<'_, 's> {
    fn enabled(&self, query: &mut Query<'_, 's>) -> Formula {
        self.new_side().enabled(self.world, query)
    }

    /// When one of several options is available.
    fn available(
        &self,
        query: &mut Query<'_, 's>,
        effects: &Effects<'s>,
        options: &[OptionRef<'s>],
    ) -> Formula {
        query.limit(options.len());
        let parts = options.iter().take(query::MOST).map(|option| {
            let when = Normal::of(option.condition()).filter(|when| !when.is_undecidable());
            effects.condition(query, when.as_ref())
        });
        let parts: Vec<Formula> = parts.collect();
        Formula::any(parts)
    }

    /// Whether a value is let through less, as much, or more than before, by its options alone.
    pub(in crate::diff) fn option_changed(&self, same: &SameValue<'_, 's>) -> Verdict {
        if let Some(verdict) = self.if_no_matter(same.value) {
            return verdict;
        }
        let mut query = Query::new(self.world);
        let before = self.available(&mut query, self.old(), same.old);
        let now = self.available(&mut query, self.new_side(), same.new);
        if query.is_same(&before, &now, Know::Any) {
            return Verdict::cosmetic(Reason::SameMeaning);
        }
        if query.implies(&before, &now, Know::Old) {
            return Verdict::compatible(Reason::MoreAvailable);
        }
        let enabled = self.enabled(&mut query);
        if query.implies(&Formula::all(vec![before, enabled]), &now, Know::Old) {
            return Verdict::compatible(Reason::MoreAvailable);
        }
        Verdict::breaking(Reason::LessAvailable)
    }

    pub(in crate::diff) fn option_added(&self, same: &SameValue<'_, 's>) -> Verdict {
        if is_plain(same, same.new, same.old) {
            return self.plain_added.get_or_init(|| self.added(same)).clone();
        }
        self.added(same)
    }

    fn added(&self, same: &SameValue<'_, 's>) -> Verdict {
        if let Some(verdict) = self.if_no_matter(same.value) {
            return verdict;
        }
        let (old, new) = (self.old(), self.new_side());
        let mut query = Query::new(self.world);
        let of_old = old.any(&mut query, &old.servers);
        let of_new = new.any(&mut query, &new.servers);
        let enabled = self.enabled(&mut query);
        if !is_list(self.old_field) {
            // Whatever stood in the choice was right.
            let others = Formula::all(vec![enabled.clone(), of_new.clone().not()]);
            if !query.is_never(&others, Know::Old) {
                return Verdict::breaking(Reason::ListClosed);
            }
        }
        if !same.old.is_empty() {
            return self.option_changed(same);
        }
        let Some(value) = same.value else { return Verdict::cosmetic(Reason::NoValue) };
        let now = self.available(&mut query, new, same.new);
        let custom = is_negative(value) && self.world.lists.takes_custom(Side::Old, self.old_field);
        let before = if custom || !is_list(self.old_field) { Formula::Is(true) } else { of_old.clone() };
        let asked = Formula::all(vec![before, enabled]);
        if !query.implies(&asked, &now, Know::Old) {
            let reason = if custom { Reason::CustomTaken } else { Reason::ServerOptionTaken };
            return Verdict::breaking(reason);
        }
        let always = Formula::Is(true);
        if now == always && of_old == always && of_new == always {
            return Verdict::cosmetic(Reason::FromServer);
        }
        Verdict::compatible(Reason::MoreOptions)
    }

    pub(in crate::diff) fn option_removed(&self, same: &SameValue<'_, 's>) -> Verdict {
        if is_plain(same, same.old, same.new) {
            return self.plain_removed.get_or_init(|| self.removed(same)).clone();
        }
        self.removed(same)
    }

    fn removed(&self, same: &SameValue<'_, 's>) -> Verdict {
        if let Some(verdict) = self.if_no_matter(same.value) {
            return verdict;
        }
        let (old, new) = (self.old(), self.new_side());
        let mut query = Query::new(self.world);
        let of_old = old.any(&mut query, &old.servers);
        let of_new = new.any(&mut query, &new.servers);
        let always = Formula::Is(true);
        let before = self.available(&mut query, old, same.old);
        if !is_list(self.new_field) {
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
        let enabled = self.enabled(&mut query);
        if !query.implies(&Formula::all(vec![before.clone(), enabled.clone()]), &of_new, Know::Old) {
            return Verdict::breaking(Reason::OptionGone);
        }
        let lists = &self.world.lists;
        let last = same.value.is_some_and(is_negative) && !lists.takes_custom(Side::New, self.new_field);
        if last && !query.implies(&enabled, &of_new, Know::Old) {
            return Verdict::breaking(Reason::CustomGone);
        }
        if of_old == always && of_new == always && before == always {
            return Verdict::cosmetic(Reason::FromServer);
        }
        Verdict::compatible(Reason::OptionGoneHarmless)
    }

    /// Options that nobody judges.
    fn if_no_matter(&self, _: Option<&str>) -> Option<Verdict> {
        let is_choice = |field: FieldRef<'_>| field.kind().is_some_and(crate::vocab::FieldKind::is_choice);
        if !is_choice(self.new_field) {
            return Some(Verdict::cosmetic(Reason::NoChoice));
        }
        self.if_dead()
    }
}
