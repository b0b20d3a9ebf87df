//! What a field may hold, as far as the questions at hand can tell it apart: a few ways to answer them.
//!
//! A way is a mask with a bit for each question. The ways are those of all texts that the field may hold: the
//! constants that are asked for, each judged exactly, and *others*, which are told apart by where they lie
//! among the numbers, which parts they contain and whose option they are. There may be ways that no text has;
//! there is none missing.

use std::collections::BTreeSet;

use crate::check::symbol::{Meaning, Test};
use crate::decimal::Decimal;
use crate::diff::lists::Lists;
use crate::diff::query::{Atom, Effort, Slot};
use crate::diff::twins::Side;
use crate::diff::world::{Relation, World};
use crate::schema::{FieldRef, OptionRef};
use crate::vocab::{FieldKind, Symbol};

/// What is known of the params that are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Know {
    /// Nothing: any param.
    Any,
    /// That they are valid under the old schema.
    Old,
}

/// More questions about one field than this are not compared.
const QUESTIONS: usize = 24;
/// More ways than this are not looked at.
const WAYS: usize = 4096;

/// Lists up to this length are gone through option by option.
const SHORT: usize = 128;

/// The answer of a field that is empty, or not there.
pub(super) const fn of_nothing(symbol: Symbol) -> bool {
    matches!(symbol, Symbol::IsNull | Symbol::NotEqual | Symbol::NotContains | Symbol::NotInOptions)
}

/// The answer of a complex that is not empty: it has no text.
const fn of_group(symbol: Symbol) -> bool {
    matches!(symbol, Symbol::NotEqual | Symbol::NotContains | Symbol::NotInOptions)
}

/// All ways in which a slot may answer; none if there are too many.
pub(super) fn answers(
    world: &World<'_>,
    slot: &Slot,
    questions: &[Atom<'_>],
    know: Know,
) -> Option<Vec<u64>> {
    if questions.len() > QUESTIONS {
        return None;
    }
    let old = mask_of(questions, |atom| atom.side == Side::Old);
    let nothing = mask_of(questions, |atom| of_nothing(atom.symbol));
    let view = View::of(world, slot, know);
    let mut ways: BTreeSet<u64> = match view.holds {
        Holds::Nothing => BTreeSet::new(),
        Holds::Group => [mask_of(questions, |atom| of_group(atom.symbol))].into(),
        Holds::Texts => view.texts(questions)?,
    };
    if view.many {
        let contains = mask_of(questions, |atom| atom.symbol == Symbol::Contains);
        ways = closure(ways, contains, &world.effort)?;
    }
    let filled: Vec<u64> = ways.into_iter().collect();
    let mut found = BTreeSet::from([nothing]);
    let (off_old, off_new) = view.off;
    match view.relation {
        _ if off_old || off_new => {
            let seen = |way: u64| {
                let of_old = if off_old { nothing } else { way };
                let of_new = if off_new { nothing } else { way };
                of_old & old | of_new & !old
            };
            found.extend(filled.iter().map(|&way| seen(way)));
        }
        Relation::Same => found.extend(filled),
        Relation::Switched { gain, lose } => {
            for &way in &filled {
                found.insert(way);
                if gain {
                    found.insert(way & old | nothing & !old);
                }
                if lose {
                    found.insert(nothing & old | way & !old);
                }
            }
        }
        Relation::Apart => {
            if filled.len() * filled.len() > WAYS {
                return None;
            }
            let all: Vec<u64> = filled.into_iter().chain([nothing]).collect();
            found.extend(all.iter().flat_map(|a| all.iter().map(move |b| a & old | b & !old)));
        }
    }
    Some(found.into_iter().collect())
}

/// Whether what a slot holds is seen alike on both sides.
pub(super) fn is_steady(world: &World<'_>, slot: &Slot, know: Know) -> bool {
    let view = View::of(world, slot, know);
    view.relation == Relation::Same && view.off.0 == view.off.1
}

fn mask_of<'s>(questions: &[Atom<'s>], holds: impl Fn(&Atom<'s>) -> bool) -> u64 {
    questions.iter().enumerate().filter(|(_, atom)| holds(atom)).fold(0, |mask, (bit, _)| mask | 1 << bit)
}

/// Adds what several texts together answer: `contains` if one does, all others if each does.
fn closure(ways: BTreeSet<u64>, contains: u64, effort: &Effort) -> Option<BTreeSet<u64>> {
    let singles: Vec<u64> = ways.iter().copied().collect();
    let mut found = ways;
    let mut fresh: Vec<u64> = singles.clone();
    while let Some(way) = fresh.pop() {
        for single in &singles {
            let both = way & single & !contains | (way | single) & contains;
            if found.insert(both) {
                fresh.push(both);
            }
        }
        if found.len() > WAYS || !effort.spend(singles.len() as u64) {
            return None;
        }
    }
    Some(found)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Nothing,
    Group,
    Texts,
}

/// What a slot may hold.
struct View<'w, 's> {
    lists: &'w Lists<'s>,
    effort: &'w Effort,
    old: Option<FieldRef<'s>>,
    new: Option<FieldRef<'s>>,
    holds: Holds,
    /// Several texts.
    many: bool,
    /// Always disabled under old, under new.
    off: (bool, bool),
    relation: Relation,
    /// Only what old's options allow.
    closed: bool,
    /// A choice, seen as it counts: if no server and no text adds to its options, nothing else is held.
    may_be_shut: bool,
}

impl<'w, 's> View<'w, 's> {
    fn of(world: &'w World<'s>, slot: &Slot, know: Know) -> View<'w, 's> {
        let twins = &world.twins;
        let (old, new) = (twins.field(Side::Old, slot.target), twins.field(Side::New, slot.target));
        let kinds = [old, new].map(|field| field.map(FieldRef::kind));
        let is = |test: fn(FieldKind) -> bool| kinds.iter().flatten().all(|kind| kind.is_some_and(test));
        let raw = slot.raw.is_some();
        let mut relation = world.relation(slot, know);
        let mixed = matches!((kinds[0], kinds[1]), (Some(a), Some(b)) if a != b);
        let holds = if is(|kind| kind == FieldKind::Label) && !raw {
            Holds::Nothing
        } else if is(FieldKind::has_fields) {
            Holds::Group
        } else {
            Holds::Texts
        };
        if mixed {
            relation = Relation::Apart;
        }
        // What is new is not in a param that is valid under old.
        let unheard = know == Know::Old && slot.target.is_new() && !raw && world.was_refused(slot.target);
        let holds = if unheard { Holds::Nothing } else { holds };
        let many = holds == Holds::Texts && (raw || !is(FieldKind::is_single) || world.is_many(slot));
        let lost = matches!(relation, Relation::Switched { lose: true, .. } | Relation::Apart);
        let closed = know == Know::Old
            && !raw
            && !lost
            && old.is_some_and(|old| world.lists.is_closed(Side::Old, old));
        let may_be_shut = know == Know::Any && !raw && is(FieldKind::is_choice);
        let off = (world.is_off(Side::Old, slot), world.is_off(Side::New, slot));
        let (lists, effort) = (&world.lists, &world.effort);
        View { lists, effort, old, new, holds, many, off, relation, closed, may_be_shut }
    }

    /// The ways of single texts.
    fn texts(&self, questions: &[Atom<'_>]) -> Option<BTreeSet<u64>> {
        let mut ways = BTreeSet::new();
        let is_part = |atom: &Atom<'_>| {
            matches!(atom.symbol, Symbol::Contains | Symbol::NotContains) && self.looks_inside(atom.side)
        };
        let is_order = |atom: &Atom<'_>| {
            matches!(
                atom.symbol,
                Symbol::Greater | Symbol::Less | Symbol::GreaterOrEqual | Symbol::LessOrEqual
            )
        };
        let asks_options = |atom: &Atom<'_>| matches!(atom.symbol, Symbol::InOptions | Symbol::NotInOptions);
        let is_text = |atom: &Atom<'_>| !asks_options(atom) && atom.symbol != Symbol::IsNull;
        // Constants, judged exactly.
        let constants: BTreeSet<&str> =
            questions.iter().filter(|atom| is_text(atom)).map(|atom| atom.value).collect();
        for text in constants.iter().copied().filter(|text| !text.is_empty() && self.may_hold(text)) {
            ways.insert(mask_of(questions, |atom| self.answer(atom, text)));
        }
        // A short list is gone through.
        if let Some(list) = self.old.filter(|old| self.closed && old.options().len() <= SHORT) {
            let values = list.options().filter_map(OptionRef::value).filter(|value| !value.is_empty());
            ways.extend(values.map(|value| mask_of(questions, |atom| self.answer(atom, value))));
            if !self.lists.takes_custom(Side::Old, list) {
                return Some(ways);
            }
        }
        // Others.
        let mut numbers: Vec<Decimal<'_>> = questions
            .iter()
            .filter(|atom| is_order(atom))
            .filter_map(|atom| Decimal::parse(atom.value))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        let parts: Vec<&str> = {
            let parts: BTreeSet<&str> =
                questions.iter().filter(|atom| is_part(atom)).map(|atom| atom.value).collect();
            parts.into_iter().filter(|part| !part.is_empty()).collect()
        };
        let memberships = self.memberships(questions.iter().any(asks_options));
        let regions = 2 * numbers.len() + 2;
        let ways_at_most = (regions * memberships.len()) << parts.len().min(9);
        let cost = (ways_at_most * questions.len()) as u64;
        if parts.len() > 8 || ways_at_most > WAYS || !self.effort.spend(cost) {
            return None;
        }
        // What contains a text contains all that this contains.
        let is_possible = |contained: u32| {
            let has = |at: usize| contained >> at & 1 == 1;
            (0..parts.len()).filter(|&at| has(at)).all(|at| {
                parts.iter().enumerate().all(|(other, part)| has(other) || !parts[at].contains(part))
            })
        };
        for contained in (0u32..1 << parts.len()).filter(|&contained| is_possible(contained)) {
            for region in 0..regions {
                for &(of_old, of_new) in &memberships {
                    ways.insert(mask_of(questions, |atom| match atom.symbol {
                        Symbol::IsNull => false,
                        Symbol::InOptions | Symbol::NotInOptions => {
                            let member = if atom.side == Side::Old { of_old } else { of_new };
                            member == (atom.symbol == Symbol::InOptions)
                        }
                        Symbol::Contains | Symbol::NotContains => {
                            let holds = is_part(atom)
                                && parts
                                    .iter()
                                    .position(|part| *part == atom.value)
                                    .is_none_or(|at| contained >> at & 1 == 1);
                            holds == (atom.symbol == Symbol::Contains)
                        }
                        Symbol::Equal => false,
                        Symbol::NotEqual => true,
                        symbol => lies(region, &numbers, symbol, atom.value),
                    }));
                }
            }
        }
        Some(ways)
    }

    /// Whether `contains` looks into the text instead of comparing it.
    fn looks_inside(&self, side: Side) -> bool {
        let field = if side == Side::Old { self.old } else { self.new };
        field.and_then(FieldRef::kind) == Some(FieldKind::Input)
    }

    fn may_hold(&self, text: &str) -> bool {
        !self.closed || self.old.is_none_or(|old| self.lists.may_hold(Side::Old, old, text))
    }

    fn answer(&self, atom: &Atom<'_>, text: &str) -> bool {
        let value = atom.value;
        let field = if atom.side == Side::Old { self.old } else { self.new };
        let is_option = || field.is_some_and(|field| self.lists.has(atom.side, field, text));
        let contains = || if self.looks_inside(atom.side) { text.contains(value) } else { text == value };
        let meaning = Meaning::of(atom.symbol);
        meaning.of_one(match meaning.test {
            Test::Any => true,
            Test::Same => text == value,
            Test::Contains => contains(),
            Test::Option => is_option(),
            Test::Compare(comparison) => comparison.holds_for(text, value),
        })
    }

    /// Whether other texts may be options of old, and of new.
    fn memberships(&self, asked: bool) -> Vec<(bool, bool)> {
        if !asked {
            return vec![(false, false)];
        }
        let is_shut =
            |side, field: Option<FieldRef<'s>>| field.is_none_or(|field| self.lists.is_shut(side, field));
        if self.may_be_shut && is_shut(Side::Old, self.old) && is_shut(Side::New, self.new) {
            return vec![(true, true)];
        }
        let difference = self.lists.difference(self.old, self.new);
        let mut found = Vec::new();
        if difference.common {
            found.push((true, true));
        }
        if difference.removed {
            found.push((true, false));
        }
        let free = !self.closed || self.old.is_some_and(|old| self.lists.takes_custom(Side::Old, old));
        if free {
            found.push((false, false));
            if difference.added {
                found.push((false, true));
            }
        }
        found
    }
}

fn compares(symbol: Symbol, compared: std::cmp::Ordering) -> bool {
    match symbol {
        Symbol::Greater => compared.is_gt(),
        Symbol::Less => compared.is_lt(),
        Symbol::GreaterOrEqual => compared.is_ge(),
        _ => compared.is_le(),
    }
}

/// Whether the numbers of a region compare so with a constant: even regions lie between the constants, odd ones
/// are one; the last holds what is no number.
fn lies(region: usize, numbers: &[Decimal<'_>], symbol: Symbol, value: &str) -> bool {
    let Some(place) =
        Decimal::parse(value).and_then(|value| numbers.iter().position(|number| *number == value))
    else {
        return false;
    };
    region <= 2 * numbers.len() && compares(symbol, region.cmp(&(2 * place + 1)))
}
