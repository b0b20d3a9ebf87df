//! Changes of the options of a field.

use crate::code::ChangeCode;
use crate::diff::canonical::CanonicalCondition;
use crate::diff::compare::walk::{FieldPair, Locations, Walk};
use crate::diff::level::case::Case;
use crate::diff::level::options::SameValue;
use crate::diff::level::verdict::Verdict;
use crate::diff::options::{Candidate, OptionPairs};
use crate::diff::part::{Location, unknown_of_condition};
use crate::diff::reason::{Reason, ShiftCause};
use crate::diff::reference::Owner;
use crate::schema::{NOWHERE, OptionRef};

/// A change of an option, before it has a level.
struct OptionChange<'s> {
    kind: Kind,
    value: Option<&'s str>,
    /// The numbers of the option.
    old: Option<u32>,
    new: Option<u32>,
    cause: Option<ShiftCause>,
}

/// The kinds of changes of options.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Added,
    Removed,
    Renamed,
    /// Another condition.
    Condition,
    /// The same condition with another meaning.
    Meaning,
    /// Other unknown content.
    Content,
}

impl Kind {
    fn code(self) -> ChangeCode {
        match self {
            Kind::Added => ChangeCode::OptionAdded,
            Kind::Removed => ChangeCode::OptionRemoved,
            Kind::Renamed => ChangeCode::OptionRenamed,
            Kind::Condition => ChangeCode::OptionConditionChanged,
            Kind::Meaning => ChangeCode::ConditionChanged,
            Kind::Content => ChangeCode::ContentChanged,
        }
    }

    /// Whether its level depends on the other options of the same value.
    fn is_about_value(self) -> bool {
        match self {
            Kind::Added | Kind::Removed | Kind::Condition | Kind::Meaning => true,
            Kind::Renamed | Kind::Content => false,
        }
    }
}

impl<'w, 's> Walk<'w, 's> {
    pub(super) fn options(&mut self, case: &Case<'w, 's>, pair: FieldPair<'s>) {
        let (old, new) = (pair.old, pair.new);
        if old.options().len() == 0 && new.options().len() == 0 {
            return;
        }
        let options = OptionPairs::of(old, new);
        if let Some(moves) = options.moves() {
            let at = Locations::both(Location::Field(old.index), Location::Field(new.index));
            self.push_moves(ChangeCode::OptionsReordered, Verdict::cosmetic(Reason::OrderOnly), at, moves);
        }
        let changed = self.changed_options(&options, pair);
        let about_values = changed.iter().filter(|one| one.kind.is_about_value());
        let groups = options.with_values(about_values.filter_map(|one| one.value));
        for one in changed {
            let at = Locations {
                old: one.old.map(|at| Location::Option(old.index, at)),
                new: one.new.map(|at| Location::Option(new.index, at)),
            };
            let group = one.value.and_then(|value| groups.get(value));
            let (of_old, of_new) = group.map_or((&[][..], &[][..]), |group| (&group.old, &group.new));
            let same = SameValue { value: one.value, old: of_old, new: of_new };
            let verdict = match one.kind {
                _ if !pair.is_first => Verdict::cosmetic(Reason::NotFirst),
                Kind::Added => case.option_added(&same),
                Kind::Removed => case.option_removed(&same),
                Kind::Condition | Kind::Meaning => case.option_changed(&same),
                Kind::Renamed => Verdict::cosmetic(Reason::ForPeople),
                Kind::Content => Verdict::cosmetic(Reason::NotUsed),
            };
            self.push_with_cause(one.kind.code(), verdict, at, one.cause);
        }
    }

    fn changed_options(&self, options: &OptionPairs<'s>, pair: FieldPair<'s>) -> Vec<OptionChange<'s>> {
        let FieldPair { old, new, is_first } = pair;
        let mut changed = Vec::new();
        let nodes = new.option_nodes();
        for Candidate { old: at_old, new: at_new, is_equal } in options.candidates() {
            let (Some(a), Some(b)) = (at_old, at_new) else {
                let kind = if at_old.is_some() { Kind::Removed } else { Kind::Added };
                let option = at_old.map_or_else(|| new.option_at(at_new?), |at| old.option_at(at));
                let value = option.and_then(OptionRef::value);
                changed.push(OptionChange { kind, value, old: at_old, new: at_new, cause: None });
                continue;
            };
            if is_equal && nodes[b as usize].extra == NOWHERE {
                continue;
            }
            let Some((of_old, of_new)) = options.pair(a, b) else { continue };
            let mut push = |kind: Kind, cause: Option<ShiftCause>| {
                changed.push(OptionChange { kind, value: of_new.value(), old: at_old, new: at_new, cause });
            };
            if of_old.display_name() != of_new.display_name() {
                push(Kind::Renamed, None);
            }
            let when = CanonicalCondition::of(of_new.condition());
            if !is_equal && CanonicalCondition::of(of_old.condition()) != when {
                push(Kind::Condition, None);
            } else if let Some(when) = when.filter(|_| is_first) {
                let owner = Owner { old, new, of_disable: false };
                let cause = self.context.references.cause(self.schemas(), owner, &when);
                if cause.is_some() {
                    push(Kind::Meaning, cause);
                }
            }
            let has_other_content = of_old.readonly() != of_new.readonly()
                || of_old.unknown() != of_new.unknown()
                || unknown_of_condition(of_old.condition()) != unknown_of_condition(of_new.condition());
            if has_other_content {
                push(Kind::Content, None);
            }
        }
        changed
    }
}
