//! The walk over both schemas side by side, which finds the facts.

use std::collections::HashMap;

use crate::code::{ChangeCode, Level};
use crate::diff::change::Change;
use crate::diff::fact::{At, Thing, of_condition};
use crate::diff::level::{self, Case, Meanings, SameValue, Verdict};
use crate::diff::options::{Look, Options};
use crate::diff::pair::{Moves, NONE, Pairs};
use crate::diff::reason::{Cause, Reason};
use crate::diff::rules::Rules;
use crate::diff::twins::Side;
use crate::diff::world::World;
use crate::path;
use crate::schema::{FieldRef, NOWHERE, equal_subtrees, same, same_rule};
use crate::vocab::{Dialect, LengthUnit, RuleName};

pub(super) struct Walk<'w, 's> {
    world: &'w World<'s>,
    meanings: &'w Meanings<'s>,
    path: String,
    pub(super) changes: Vec<Change>,
}

/// Siblings, and the field around them.
struct Siblings<'s> {
    old: Vec<FieldRef<'s>>,
    new: Vec<FieldRef<'s>>,
    around: Option<(FieldRef<'s>, FieldRef<'s>)>,
}

impl<'w, 's> Walk<'w, 's> {
    pub(super) fn new(world: &'w World<'s>, meanings: &'w Meanings<'s>) -> Walk<'w, 's> {
        Walk { world, meanings, path: String::new(), changes: Vec::new() }
    }

    /// Compares the roots and all that is inside.
    pub(super) fn root(&mut self) {
        let (old, new) = (self.world.twins.old, self.world.twins.new);
        let (at, for_people) = (Some(At::Root), Verdict::cosmetic(Reason::NotLookedAt));
        let other_dialect = old.dialect() != new.dialect();
        if other_dialect {
            self.push(ChangeCode::DialectChanged, for_people.clone(), at, at);
        }
        if old.unknown() != new.unknown() || !other_dialect && old.root() != new.root() {
            self.push(ChangeCode::ContentChanged, for_people, at, at);
        }
        self.inside(None, || old.fields(), || new.fields());
    }

    fn push(&mut self, code: ChangeCode, verdict: Verdict, old: Option<At>, new: Option<At>) {
        self.push_because(code, verdict, old, new, None);
    }

    fn push_because(
        &mut self,
        code: ChangeCode,
        verdict: Verdict,
        old: Option<At>,
        new: Option<At>,
        cause: Option<Cause>,
    ) {
        let twins = &self.world.twins;
        self.changes.push(Change {
            code,
            level: verdict.level,
            reason: verdict.reason,
            cause,
            path: self.path.clone(),
            old: old.map(|at| Thing { schema: twins.old.clone(), at }),
            new: new.map(|at| Thing { schema: twins.new.clone(), at }),
            moves: None,
        });
    }

    fn push_moves(&mut self, code: ChangeCode, verdict: Verdict, old: At, new: At, moves: Moves) {
        self.push(code, verdict, Some(old), Some(new));
        if let Some(change) = self.changes.last_mut() {
            change.moves = Some(Box::new(moves));
        }
    }

    /// Compares the fields inside a field, or inside the root.
    fn inside<O: Iterator<Item = FieldRef<'s>>, N: Iterator<Item = FieldRef<'s>>>(
        &mut self,
        around: Option<(FieldRef<'s>, FieldRef<'s>)>,
        old: impl Fn() -> O,
        new: impl Fn() -> N,
    ) {
        let twins = &self.world.twins;
        // Mostly the same fields stand in the same order.
        let is_straight = around.is_none_or(|(old, new)| twins.are(old, new))
            && same(old(), new(), |old, new| {
                old.id() == new.id() && twins.is_first(Side::Old, old) && twins.is_first(Side::New, new)
            });
        if is_straight {
            old().zip(new()).for_each(|(old, new)| self.pair(old, new));
        } else {
            self.siblings(&Siblings { old: old().collect(), new: new().collect(), around });
        }
    }

    fn pair(&mut self, old: FieldRef<'s>, new: FieldRef<'s>) {
        if self.is_untouched(old, new) {
            return;
        }
        let length = self.path.len();
        path::push_step(&mut self.path, new.id());
        self.field(old, new);
        self.path.truncate(length);
    }

    /// Whether a field and all inside it is written as it was, to the letter, and nothing elsewhere gives that
    /// another meaning.
    fn is_untouched(&self, old: FieldRef<'s>, new: FieldRef<'s>) -> bool {
        let text = |field: FieldRef<'s>| field.arena.source.text.as_bytes().get(field.span().range());
        self.world.twins.are(old, new)
            && text(old) == text(new)
            && !self.is_byte_turned()
            && (self.world.is_calm() || !has_conditions(new))
    }

    fn siblings(&mut self, siblings: &Siblings<'s>) {
        let pairs = self.pair_fields(siblings);
        let swapped = self.swapped(siblings, &pairs);
        if let Some(moves) = pairs.moves() {
            let places = siblings
                .around
                .map_or((At::Root, At::Root), |(old, new)| (At::Field(old.index), At::Field(new.index)));
            let mut verdict = Verdict::cosmetic(Reason::OrderOnly);
            for one in swapped.values().filter(|one| one.reordered) {
                verdict = verdict.worse(one.verdict());
            }
            self.push_moves(ChangeCode::FieldsReordered, verdict, places.0, places.1, moves);
        }
        for (old, new) in pairs.merged() {
            let old = old.and_then(|at| siblings.old.get(at as usize).copied());
            let new = new.and_then(|at| siblings.new.get(at as usize).copied());
            let Some(any) = new.or(old) else { continue };
            let length = self.path.len();
            if let (Some(old), Some(new)) = (old, new) {
                self.pair(old, new);
                continue;
            }
            path::push_step(&mut self.path, any.id());
            match (old, new) {
                (Some(old), None) => {
                    let swap = swapped.get(old.id()).filter(|one| one.old == old.index);
                    let verdict = swap.map_or_else(|| level::removed(self.world, old), Swap::verdict);
                    self.push(ChangeCode::FieldRemoved, verdict, Some(At::Field(old.index)), None);
                }
                (None, Some(new)) => {
                    let swap = swapped.get(new.id()).filter(|one| one.new == new.index);
                    let verdict = swap.map_or_else(|| level::added(self.world, new), Swap::verdict);
                    self.push(ChangeCode::FieldAdded, verdict, None, Some(At::Field(new.index)));
                }
                _ => {}
            }
            self.path.truncate(length);
        }
    }

    /// Which sibling is which: by id, of equal ids the very same first.
    fn pair_fields(&self, siblings: &Siblings<'s>) -> Pairs {
        /// So many of one id are compared as a whole.
        const ALIKE: usize = 16;
        let (old, new) = (&siblings.old, &siblings.new);
        let mut pairs = Pairs::none(old.len(), new.len());
        let later = |side: Side, list: &[FieldRef<'s>]| {
            let mut found: HashMap<&'s str, usize> = HashMap::new();
            for field in list.iter().filter(|field| !self.world.twins.is_first(side, **field)) {
                *found.entry(field.id()).or_default() += 1;
            }
            found
        };
        let (of_old, of_new) = (later(Side::Old, old), later(Side::New, new));
        if !of_old.is_empty() || !of_new.is_empty() {
            let alike = |id: &str| {
                let counts = [of_old.get(id), of_new.get(id)].map(|count| count.copied().unwrap_or_default());
                counts != [0, 0] && counts[0].max(counts[1]) < ALIKE
            };
            let places = |list: &[FieldRef<'s>]| {
                let mut found: HashMap<&'s str, Vec<u32>> = HashMap::new();
                for (at, field) in (0..).zip(list).filter(|(_, field)| alike(field.id())) {
                    found.entry(field.id()).or_default().push(at);
                }
                found
            };
            let of_new = places(new);
            for (id, places) in places(old) {
                for at in places {
                    let free = of_new.get(id).into_iter().flatten().copied();
                    let mut free = free.filter(|place| pairs.old_of_new[*place as usize] == NONE);
                    let same = free.find(|place| equal_subtrees(old[at as usize], new[*place as usize]));
                    if let Some(place) = same {
                        pairs.join(at, place);
                    }
                }
            }
        }
        let parallel = of_old.is_empty()
            && of_new.is_empty()
            && old.len() == new.len()
            && old.iter().zip(new).all(|(old, new)| old.id() == new.id());
        if parallel {
            (0..crate::span::small(old.len())).for_each(|at| pairs.join(at, at));
        } else {
            pairs.join_by(
                |at| old.get(at as usize).map(|field| field.id()),
                |at| new.get(at as usize).map(|field| field.id()),
            );
        }
        pairs
    }

    /// Of ids that stand there several times: whether another field than before is the first, which counts, and
    /// how bad that is.
    fn swapped(&self, siblings: &Siblings<'s>, pairs: &Pairs) -> HashMap<&'s str, Swap> {
        let mut found = HashMap::new();
        let twins = &self.world.twins;
        for (at, old) in siblings.old.iter().enumerate() {
            if !twins.is_visible(Side::Old, old.field_id()) {
                continue;
            }
            let uid = twins.uid(Side::Old, old.index);
            let Some(new) = twins.field(Side::New, uid) else { continue };
            let paired = pairs.new_of_old[at];
            let is_twin = siblings.new.get(paired as usize).is_some_and(|pair| pair.index == new.index);
            if is_twin {
                continue;
            }
            let key = (old.index, new.index);
            let known = self.world.swaps.borrow().get(&key).copied();
            let worst = known.unwrap_or_else(|| {
                let mut walk = Walk::new(self.world, self.meanings);
                walk.field(*old, new);
                walk.changes.iter().map(|change| change.level).max().unwrap_or(Level::Cosmetic)
            });
            self.world.swaps.borrow_mut().insert(key, worst);
            let place = siblings.new.binary_search_by_key(&new.index, |field| field.index).ok();
            let new_is_paired = place.is_some_and(|place| pairs.old_of_new[place] != NONE);
            let reordered = paired != NONE && new_is_paired;
            found.insert(old.id(), Swap { old: old.index, new: new.index, level: worst, reordered });
        }
        found
    }

    fn field(&mut self, old: FieldRef<'s>, new: FieldRef<'s>) {
        let places = (Some(At::Field(old.index)), Some(At::Field(new.index)));
        // Others with the same ids come first, and count instead.
        let counts = self.world.twins.are(old, new);
        let is_as_before =
            !self.is_byte_turned() && self.world.is_calm() && same(old.rules(), new.rules(), same_rule);
        let (rules, pairs) = if is_as_before {
            (None, Pairs::straight(old.rules().len()))
        } else {
            let (rules, pairs) = Rules::of(old, new);
            (Some(rules), pairs)
        };
        let case = Case::new(self.world, old, new, pairs);
        let judged = |verdict: &dyn Fn() -> Verdict| {
            if counts { verdict() } else { Verdict::cosmetic(Reason::NotFirst) }
        };
        let for_people = || Verdict::cosmetic(Reason::ForPeople);
        if old.kind() != new.kind() || old.kind().is_none() && old.type_text() != new.type_text() {
            let verdict = judged(&|| case.type_changed());
            self.push(ChangeCode::FieldTypeChanged, verdict, places.0, places.1);
            return;
        }
        if old.name() != new.name() {
            self.push(ChangeCode::FieldRenamed, for_people(), places.0, places.1);
        }
        if let Some(rules) = rules {
            self.rules(&case, &rules, old, new, counts);
        }
        self.options(&case, old, new, counts);
        let (of_old, of_new) = (old.extra(), new.extra());
        if of_old.labels != of_new.labels {
            self.push(ChangeCode::LabelChanged, for_people(), places.0, places.1);
        }
        if of_old.default != of_new.default || of_old.present != of_new.present {
            self.push(ChangeCode::DefaultChanged, judged(&|| case.default_changed()), places.0, places.1);
        }
        let properties = |field: FieldRef<'s>| {
            field.extra().properties.iter().map(|one| (&one.key, &one.value, &one.unknown))
        };
        if !properties(old).eq(properties(new)) {
            self.push(ChangeCode::PropertyChanged, for_people(), places.0, places.1);
        }
        if of_old.unknown != of_new.unknown {
            self.push(ChangeCode::ContentChanged, Verdict::cosmetic(Reason::NotLookedAt), places.0, places.1);
        }
        self.inside(Some((old, new)), || old.fields(), || new.fields());
    }

    fn rules(
        &mut self,
        case: &Case<'w, 's>,
        rules: &Rules<'s>,
        old: FieldRef<'s>,
        new: FieldRef<'s>,
        counts: bool,
    ) {
        let judged = |a: Option<u32>, b: Option<u32>| {
            if counts { case.rule(a, b) } else { Verdict::cosmetic(Reason::NotFirst) }
        };
        for (a, b) in case.rules.merged() {
            let places = (a.map(|rule| At::Rule(old.index, rule)), b.map(|rule| At::Rule(new.index, rule)));
            let (Some(at), Some(bt)) = (a, b) else {
                let code = if a.is_some() { ChangeCode::RuleRemoved } else { ChangeCode::RuleAdded };
                self.push(code, judged(a, b), places.0, places.1);
                continue;
            };
            let (view, other) = (&rules.old[at as usize], &rules.new[bt as usize]);
            let (Some(of_old), Some(of_new)) = (old.rule_at(at as usize), new.rule_at(bt as usize)) else {
                continue;
            };
            if view.when != other.when {
                self.push(ChangeCode::ConditionChanged, judged(a, b), places.0, places.1);
            } else {
                if view.body != other.body || self.counts_otherwise(of_new) {
                    self.push(ChangeCode::RuleChanged, judged(a, b), places.0, places.1);
                }
                let of_disable = level::disables(of_old) || level::disables(of_new);
                let cause = view
                    .when
                    .as_ref()
                    .filter(|_| counts)
                    .and_then(|when| self.meanings.change(self.world, old, new, when, of_disable));
                if let Some(cause) = cause {
                    let code = ChangeCode::ConditionChanged;
                    self.push_because(code, judged(a, b), places.0, places.1, Some(cause));
                }
            }
            let unknown = of_old.unknown() != of_new.unknown()
                || of_condition(of_old.condition()) != of_condition(of_new.condition());
            if unknown {
                let verdict = Verdict::cosmetic(Reason::NotLookedAt);
                self.push(ChangeCode::ContentChanged, verdict, places.0, places.1);
            }
        }
    }

    /// Whether a byte is another byte now.
    fn is_byte_turned(&self) -> bool {
        let is_icbu = |schema: &crate::schema::Schema| schema.dialect() == Dialect::Icbu;
        is_icbu(self.world.twins.old) != is_icbu(self.world.twins.new)
    }

    /// Whether a length rule counts in another byte now.
    fn counts_otherwise(&self, rule: crate::schema::RuleRef<'_>) -> bool {
        self.is_byte_turned()
            && matches!(rule.known(), Some(RuleName::MaxLength | RuleName::MinLength))
            && rule.length_unit() == Some(LengthUnit::Byte)
    }

    fn options(&mut self, case: &Case<'w, 's>, old: FieldRef<'s>, new: FieldRef<'s>, counts: bool) {
        if old.options().len() == 0 && new.options().len() == 0 {
            return;
        }
        let options = Options::of(old, new);
        if let Some(moves) = options.moves() {
            let verdict = Verdict::cosmetic(Reason::OrderOnly);
            let places = (At::Field(old.index), At::Field(new.index));
            self.push_moves(ChangeCode::OptionsReordered, verdict, places.0, places.1, moves);
        }
        let changed = self.changed_options(&options, old, new, counts);
        let judged = changed
            .iter()
            .filter(|one| !matches!(one.code, ChangeCode::OptionRenamed | ChangeCode::ContentChanged));
        let alike = options.with_values(judged.filter_map(|one| one.value));
        for one in changed {
            let places =
                (one.old.map(|at| At::Option(old.index, at)), one.new.map(|at| At::Option(new.index, at)));
            let group = one.value.and_then(|value| alike.get(value));
            let (of_old, of_new) = group.map_or((&[][..], &[][..]), |group| (&group.old, &group.new));
            let same = SameValue { value: one.value, old: of_old, new: of_new };
            let verdict = match one.code {
                _ if !counts => Verdict::cosmetic(Reason::NotFirst),
                ChangeCode::OptionAdded => case.option_added(&same),
                ChangeCode::OptionRemoved => case.option_removed(&same),
                ChangeCode::OptionConditionChanged | ChangeCode::ConditionChanged => {
                    case.option_changed(&same)
                }
                ChangeCode::OptionRenamed => Verdict::cosmetic(Reason::ForPeople),
                _ => Verdict::cosmetic(Reason::NotLookedAt),
            };
            self.push_because(one.code, verdict, places.0, places.1, one.cause);
        }
    }

    fn changed_options(
        &self,
        options: &Options<'s>,
        old: FieldRef<'s>,
        new: FieldRef<'s>,
        counts: bool,
    ) -> Vec<ChangedOption<'s>> {
        let mut changed = Vec::new();
        let nodes = new.option_nodes();
        for Look { old: a, new: b, same } in options.looks() {
            let (Some(at), Some(bt)) = (a, b) else {
                let code = if a.is_some() { ChangeCode::OptionRemoved } else { ChangeCode::OptionAdded };
                let option = a.map_or_else(|| new.option_at(b?), |a| old.option_at(a));
                let value = option.and_then(crate::schema::OptionRef::value);
                changed.push(ChangedOption { code, value, old: a, new: b, cause: None });
                continue;
            };
            if same && nodes[bt as usize].extra == NOWHERE {
                continue;
            }
            let Some((of_old, of_new)) = options.pair(at, bt) else { continue };
            let mut note = |code: ChangeCode, cause: Option<Cause>| {
                changed.push(ChangedOption { code, value: of_new.value(), old: a, new: b, cause });
            };
            if of_old.display_name() != of_new.display_name() {
                note(ChangeCode::OptionRenamed, None);
            }
            let when = crate::diff::normal::Normal::of(of_new.condition());
            if !same && crate::diff::normal::Normal::of(of_old.condition()) != when {
                note(ChangeCode::OptionConditionChanged, None);
            } else if let Some(when) = when.filter(|_| counts)
                && let Some(cause) = self.meanings.change(self.world, old, new, &when, false)
            {
                note(ChangeCode::ConditionChanged, Some(cause));
            }
            let unknown = of_old.readonly() != of_new.readonly()
                || of_old.unknown() != of_new.unknown()
                || of_condition(of_old.condition()) != of_condition(of_new.condition());
            if unknown {
                note(ChangeCode::ContentChanged, None);
            }
        }
        changed
    }
}

/// Whether a rule or an option of a field, or of one inside it, has a condition.
fn has_conditions(field: FieldRef<'_>) -> bool {
    let own = |field: FieldRef<'_>| {
        field.rules().any(|rule| rule.condition().is_some())
            || field.option_nodes().iter().any(|option| option.extra != NOWHERE)
    };
    own(field) || field.descendants().any(own)
}

/// An option with something to tell.
struct ChangedOption<'s> {
    code: ChangeCode,
    value: Option<&'s str>,
    old: Option<u32>,
    new: Option<u32>,
    cause: Option<Cause>,
}

/// Another field of an id is the first.
struct Swap {
    old: u32,
    new: u32,
    level: Level,
    /// Both stand in both schemas, in another order.
    reordered: bool,
}

impl Swap {
    fn verdict(&self) -> Verdict {
        match self.level {
            Level::Cosmetic => Verdict::cosmetic(Reason::SameMeaning),
            Level::Compatible => Verdict::compatible(Reason::AsksLess),
            Level::Breaking => Verdict::breaking(Reason::FirstChanged),
        }
    }
}

/// Options that a condition asks for are as bad as what becomes of the condition.
pub(super) fn blame_options(changes: &mut [Change]) {
    let mut worst: HashMap<String, Level> = HashMap::new();
    for change in changes.iter() {
        if let Some(Cause::Options(field)) = &change.cause {
            let known = worst.entry(field.clone()).or_insert(Level::Cosmetic);
            *known = (*known).max(change.level);
        }
    }
    for change in changes.iter_mut().filter(|_| !worst.is_empty()) {
        if !matches!(change.code, ChangeCode::OptionAdded | ChangeCode::OptionRemoved) {
            continue;
        }
        let Some(level) = worst.get(&change.path) else { continue };
        if *level > change.level {
            change.level = *level;
            change.reason = Reason::FlipsCondition;
        }
    }
}
