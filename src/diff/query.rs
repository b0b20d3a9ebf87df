//! Whether one condition follows from another, of all params that there can be.
//!
//! Each field that is asked about is a *slot*; what it may hold is told by the few ways in which it can answer
//! the questions at hand (`view`). All combinations of these ways are tried, with cuts; where there are too many
//! the answer is that nothing is known. So a "yes" is certain and a "no" may be a lack of knowledge.

use std::cell::Cell;

use crate::diff::normal::{Ask, Join, Normal, Question};
use crate::diff::twins::{Side, Uid};
use crate::diff::view::{self, Know};
use crate::diff::world::World;
use crate::schema::FieldRef;
use crate::vocab::{Operator, Symbol};

/// A statement about one param as both schemas see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Formula {
    Is(bool),
    Atom(u32),
    Not(Box<Formula>),
    All(Vec<Formula>),
}

impl Formula {
    pub(super) fn not(self) -> Formula {
        match self {
            Formula::Is(known) => Formula::Is(!known),
            Formula::Not(inner) => *inner,
            other => Formula::Not(Box::new(other)),
        }
    }

    pub(super) fn all(parts: Vec<Formula>) -> Formula {
        if parts.contains(&Formula::Is(false)) {
            return Formula::Is(false);
        }
        let mut parts: Vec<Formula> = parts.into_iter().filter(|part| *part != Formula::Is(true)).collect();
        match parts.len() {
            0 => Formula::Is(true),
            1 => parts.swap_remove(0),
            _ => Formula::All(parts),
        }
    }

    pub(super) fn any(parts: Vec<Formula>) -> Formula {
        Formula::all(parts.into_iter().map(Formula::not).collect()).not()
    }

    fn size(&self) -> u64 {
        match self {
            Formula::Is(_) | Formula::Atom(_) => 1,
            Formula::Not(inner) => inner.size(),
            Formula::All(parts) => 1 + parts.iter().map(Formula::size).sum::<u64>(),
        }
    }

    /// The answer, as far as the atoms known tell it.
    fn answer(&self, atoms: &[Option<bool>]) -> Option<bool> {
        match self {
            Formula::Is(known) => Some(*known),
            Formula::Atom(atom) => atoms[*atom as usize],
            Formula::Not(inner) => inner.answer(atoms).map(|known| !known),
            Formula::All(parts) => {
                let mut open = false;
                for part in parts {
                    match part.answer(atoms) {
                        Some(false) => return Some(false),
                        Some(true) => {}
                        None => open = true,
                    }
                }
                (!open).then_some(true)
            }
        }
    }
}

/// A field as it is seen from somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// The field whose row the way to the target begins in.
    pub(super) owner: Uid,
    pub(super) target: Uid,
    /// The cycle within which it is seen as written, although it may be disabled.
    pub(super) raw: Option<Uid>,
}

/// A question about a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Atom<'s> {
    pub(super) slot: usize,
    pub(super) side: Side,
    pub(super) symbol: Symbol,
    pub(super) value: &'s str,
}

/// What may be spent on one diff: beyond, nothing more is found out. Some tenths of a second at worst.
#[derive(Debug)]
pub(super) struct Effort(Cell<u64>);

impl Effort {
    pub(super) const fn new() -> Effort {
        Effort(Cell::new(30_000_000))
    }

    pub(super) fn spend(&self, cost: u64) -> bool {
        let left = self.0.get().checked_sub(cost);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// More questions than this are not compared; those about fields that are not there aside.
const QUESTIONS: usize = 128;

/// More questions than this are not even looked at.
const ASKED: usize = 512;

/// More conditions than this are not looked at together.
pub(super) const MOST: usize = 64;

/// Conditions that are to be compared, with all that they ask about.
pub(super) struct Query<'q, 's> {
    world: &'q World<'s>,
    slots: Vec<Slot>,
    atoms: Vec<Atom<'s>>,
    asked: usize,
    /// There were too many questions.
    overfull: bool,
}

impl<'q, 's> Query<'q, 's> {
    pub(super) fn new(world: &'q World<'s>) -> Self {
        Query { world, slots: Vec::new(), atoms: Vec::new(), asked: 0, overfull: false }
    }

    /// Tells how many conditions are looked at together; of too many nothing is found out.
    pub(super) fn limit(&mut self, conditions: usize) {
        self.overfull |= conditions > MOST;
    }

    /// A condition that stands on a field. A disableRule's is seen as its cycle sees it.
    pub(super) fn condition(
        &mut self,
        side: Side,
        field: FieldRef<'s>,
        condition: Option<&Normal<'s>>,
        cycle: Option<u32>,
    ) -> Formula {
        match condition {
            None => Formula::Is(true),
            Some(Normal::Ask(ask)) => self.ask(side, field, *ask, cycle),
            Some(Normal::Group(join, parts)) => {
                let mut formulas = Vec::new();
                for part in parts {
                    if self.overfull {
                        return Formula::Is(true);
                    }
                    formulas.push(self.condition(side, field, Some(part), cycle));
                }
                match join {
                    Join::Known(Operator::Or) => Formula::any(formulas),
                    _ => Formula::all(formulas),
                }
            }
        }
    }

    fn ask(&mut self, side: Side, field: FieldRef<'s>, ask: Ask<'s>, cycle: Option<u32>) -> Formula {
        let Question::Known(symbol) = ask.symbol else { return Formula::Is(true) };
        let twins = &self.world.twins;
        self.asked += 1;
        if self.atoms.len() >= QUESTIONS || self.asked > ASKED {
            self.overfull = true;
            return Formula::Is(true);
        }
        let Some(target) = twins.ids(side).resolve(field, ask.field) else {
            return Formula::Is(view::of_nothing(symbol));
        };
        let (Some(&first), Some(last)) = (target.path.first(), target.field()) else {
            return Formula::Is(view::of_nothing(symbol));
        };
        let owner = twins.schema(side).get(first).and_then(FieldRef::parent);
        let slot = Slot {
            owner: owner.map_or(Uid::ROOT, |owner| twins.uid(side, owner.index)),
            target: twins.uid(side, last.0),
            raw: cycle
                .filter(|&cycle| self.world.is_raw(side, &target.path, cycle))
                .map(|cycle| self.world.cycle_name(side, cycle)),
        };
        let slot = place(&mut self.slots, slot);
        let atom = place(&mut self.atoms, Atom { slot, side, symbol, value: ask.value });
        Formula::Atom(crate::span::small(atom))
    }

    /// Whether the second holds whenever the first does.
    pub(super) fn implies(&self, premise: &Formula, conclusion: &Formula, know: Know) -> bool {
        self.is_never(&Formula::all(vec![premise.clone(), conclusion.clone().not()]), know)
    }

    pub(super) fn is_same(&self, a: &Formula, b: &Formula, know: Know) -> bool {
        if self.overfull {
            return false;
        }
        let one = self.one_for_both(know);
        renamed(a, &one) == renamed(b, &one) || self.implies(a, b, know) && self.implies(b, a, know)
    }

    /// For each question the first that has the same answer whatever a param holds: the same one about the same
    /// field is asked on either side.
    fn one_for_both(&self, know: Know) -> Vec<u32> {
        let steady: Vec<bool> =
            self.slots.iter().map(|slot| view::is_steady(self.world, slot, know)).collect();
        let same = |atom: &Atom<'s>, other: &Atom<'s>| {
            (atom.slot, atom.symbol, atom.value) == (other.slot, other.symbol, other.value)
                && (atom.side == other.side || steady[atom.slot] && self.has_same_lists(atom))
        };
        let first = |atom: &Atom<'s>| self.atoms.iter().position(|other| same(atom, other));
        self.atoms.iter().map(|atom| crate::span::small(first(atom).unwrap_or_default())).collect()
    }

    /// Whether a question is not about options, or these are the same on both sides.
    fn has_same_lists(&self, atom: &Atom<'s>) -> bool {
        if !matches!(atom.symbol, Symbol::InOptions | Symbol::NotInOptions) {
            return true;
        }
        let target = self.slots[atom.slot].target;
        let twins = &self.world.twins;
        let (old, new) = (twins.field(Side::Old, target), twins.field(Side::New, target));
        let difference = self.world.lists.difference(old, new);
        !difference.added && !difference.removed
    }

    /// Whether no param makes it true.
    pub(super) fn is_never(&self, formula: &Formula, know: Know) -> bool {
        if self.overfull {
            return false;
        }
        let formula = &renamed(formula, &self.one_for_both(know));
        if let Formula::Is(known) = formula {
            return !known;
        }
        let mut used = vec![false; self.atoms.len()];
        mark(formula, &mut used);
        let mut ways = Vec::new();
        for slot in 0..self.slots.len() {
            let atoms: Vec<usize> =
                (0..self.atoms.len()).filter(|&atom| used[atom] && self.atoms[atom].slot == slot).collect();
            if atoms.is_empty() {
                continue;
            }
            let questions: Vec<Atom<'s>> = atoms.iter().map(|&atom| self.atoms[atom]).collect();
            let Some(answers) = view::answers(self.world, &self.slots[slot], &questions, know) else {
                return false;
            };
            self.world.effort.spend(answers.len() as u64 * questions.len() as u64);
            ways.push((atoms, answers));
        }
        let cost = formula.size();
        let mut search = Search { ways: &ways, formula, effort: &self.world.effort, cost, steps: 20_000 };
        search.never(0, &mut vec![None; self.atoms.len()])
    }
}

struct Search<'a> {
    ways: &'a [(Vec<usize>, Vec<u64>)],
    formula: &'a Formula,
    effort: &'a Effort,
    cost: u64,
    steps: u32,
}

impl Search<'_> {
    fn never(&mut self, depth: usize, known: &mut Vec<Option<bool>>) -> bool {
        self.steps = match self.steps.checked_sub(1) {
            Some(left) if self.effort.spend(self.cost) => left,
            _ => return false,
        };
        match self.formula.answer(known) {
            Some(answer) => return !answer,
            None if depth == self.ways.len() => return false,
            None => {}
        }
        let ways = self.ways;
        let (atoms, answers) = &ways[depth];
        for mask in answers {
            for (bit, &atom) in atoms.iter().enumerate() {
                known[atom] = Some(mask >> bit & 1 == 1);
            }
            if !self.never(depth + 1, known) {
                return false;
            }
        }
        for &atom in atoms {
            known[atom] = None;
        }
        true
    }
}

/// The same with other numbers for the questions.
fn renamed(formula: &Formula, names: &[u32]) -> Formula {
    match formula {
        Formula::Is(known) => Formula::Is(*known),
        Formula::Atom(atom) => Formula::Atom(names[*atom as usize]),
        Formula::Not(inner) => renamed(inner, names).not(),
        Formula::All(parts) => Formula::All(parts.iter().map(|part| renamed(part, names)).collect()),
    }
}

fn mark(formula: &Formula, used: &mut [bool]) {
    match formula {
        Formula::Is(_) => {}
        Formula::Atom(atom) => used[*atom as usize] = true,
        Formula::Not(inner) => mark(inner, used),
        Formula::All(parts) => parts.iter().for_each(|part| mark(part, used)),
    }
}

/// The place of something in a list, where it is put if it is not there yet.
fn place<T: PartialEq>(list: &mut Vec<T>, thing: T) -> usize {
    match list.iter().position(|known| *known == thing) {
        Some(at) => at,
        None => {
            list.push(thing);
            list.len() - 1
        }
    }
}
