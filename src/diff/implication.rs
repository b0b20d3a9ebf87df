//! Decides whether one condition implies another for all params.
//!
//! Every field that is asked about is a [`Slot`]; `possible_answers` gives the combinations of answers that its
//! content can give. The [`Solver`] tries all combinations of these, with cuts. Where there are too many, the answer is
//! "no". So "yes" is proved, and "no" may mean that it could not be decided.

use crate::check::symbol::{Meaning, Test};
use crate::diff::budget::Budget;
use crate::diff::canonical::{CanonicalCondition, Connective, Predicate, Term};
use crate::diff::field_pairs::{PairId, Side};
use crate::diff::formula::Formula;
use crate::diff::possible_answers::{is_seen_alike, possible_answers};
use crate::diff::question::{AnswerMask, Assumption, Question, Slot};
use crate::diff::schema_pair::SchemaPair;
use crate::schema::FieldRef;
use crate::vocab::Operator;

/// The most different questions of a solver, without those about fields that do not exist.
const MAX_QUESTIONS: usize = 128;
/// The most questions of a solver, repeated ones included.
const MAX_TERMS: usize = 512;
/// The most conditions that are joined into one formula.
pub(super) const MAX_CONDITIONS: usize = 64;
/// The most steps of one search.
const MAX_STEPS: u32 = 20_000;

/// Compares conditions, and collects the questions that they ask.
pub(super) struct Solver<'q, 's> {
    schemas: &'q SchemaPair<'s>,
    slots: Vec<Slot>,
    questions: Vec<Question<'s>>,
    terms: usize,
    /// Whether there were too many questions. Then nothing is proved.
    is_overfull: bool,
}

impl<'q, 's> Solver<'q, 's> {
    pub(super) fn new(schemas: &'q SchemaPair<'s>) -> Self {
        Solver { schemas, slots: Vec::new(), questions: Vec::new(), terms: 0, is_overfull: false }
    }

    pub(super) fn schemas(&self) -> &'q SchemaPair<'s> {
        self.schemas
    }

    /// Announces how many conditions are joined into one formula. If there are too many, the caller may leave some
    /// out, since nothing is proved any more.
    pub(super) fn limit_conditions(&mut self, conditions: usize) {
        self.is_overfull |= conditions > MAX_CONDITIONS;
    }

    /// The formula of a condition on a field; `None` is the condition that always holds. For the condition of a
    /// disableRule, `cycle` is the cycle of its field.
    pub(super) fn condition(
        &mut self,
        side: Side,
        field: FieldRef<'s>,
        condition: Option<&CanonicalCondition<'s>>,
        cycle: Option<u32>,
    ) -> Formula {
        match condition {
            None => Formula::Is(true),
            Some(CanonicalCondition::Term(term)) => self.term(side, field, *term, cycle),
            Some(CanonicalCondition::Group(connective, parts)) => {
                let mut formulas = Vec::new();
                for part in parts {
                    if self.is_overfull {
                        return Formula::Is(true);
                    }
                    formulas.push(self.condition(side, field, Some(part), cycle));
                }
                match connective {
                    Connective::Known(Operator::Or) => Formula::any(formulas),
                    Connective::Known(Operator::And) | Connective::Unknown(_) => Formula::all(formulas),
                }
            }
        }
    }

    fn term(&mut self, side: Side, field: FieldRef<'s>, term: Term<'s>, cycle: Option<u32>) -> Formula {
        let Predicate::Known(symbol) = term.predicate else { return Formula::Is(true) };
        let (fields, cycles) = (&self.schemas.fields, &self.schemas.cycles);
        self.terms += 1;
        if self.questions.len() >= MAX_QUESTIONS || self.terms > MAX_TERMS {
            self.is_overfull = true;
            return Formula::Is(true);
        }
        let Some(target) = fields.ids(side).resolve(field, term.field) else {
            return Formula::Is(Meaning::of(symbol).of_empty());
        };
        let (Some(&first), Some(last)) = (target.path.first(), target.field()) else {
            return Formula::Is(Meaning::of(symbol).of_empty());
        };
        let owner = fields.schema(side).get(first).and_then(FieldRef::parent);
        let slot = Slot {
            owner: owner.map_or(PairId::ROOT, |owner| fields.pair_id(side, owner.index)),
            target: fields.pair_id(side, last.0),
            cycle: cycle
                .filter(|&cycle| cycles.is_seen_as_written(fields, side, &target.path, cycle))
                .map(|cycle| cycles.name(fields, side, cycle)),
        };
        let slot = index_of(&mut self.slots, slot);
        let question = index_of(&mut self.questions, Question { slot, side, symbol, value: term.value });
        Formula::Atom(crate::span::small(question))
    }

    /// Whether the conclusion holds for every param for which the premise holds.
    pub(super) fn implies(&self, premise: &Formula, conclusion: &Formula, assumption: Assumption) -> bool {
        self.is_unsatisfiable(&Formula::all(vec![premise.clone(), conclusion.clone().not()]), assumption)
    }

    /// Whether two formulas hold for the same params.
    pub(super) fn are_equivalent(&self, a: &Formula, b: &Formula, assumption: Assumption) -> bool {
        if self.is_overfull {
            return false;
        }
        let names = self.representatives(assumption);
        a.renamed(&names) == b.renamed(&names)
            || self.implies(a, b, assumption) && self.implies(b, a, assumption)
    }

    /// For each question the first one that has the same answer for every param: the same comparison of the same
    /// content, on either side.
    fn representatives(&self, assumption: Assumption) -> Vec<u32> {
        let seen_alike: Vec<bool> =
            self.slots.iter().map(|slot| is_seen_alike(self.schemas, slot, assumption)).collect();
        let same = |question: &Question<'s>, other: &Question<'s>| {
            (question.slot, question.symbol, question.value) == (other.slot, other.symbol, other.value)
                && (question.side == other.side || seen_alike[question.slot] && self.has_same_lists(question))
        };
        let first = |question: &Question<'s>| self.questions.iter().position(|other| same(question, other));
        let firsts = self.questions.iter().map(|question| first(question).unwrap_or_default());
        firsts.map(crate::span::small).collect()
    }

    /// Whether a question is not about options, or these are the same on both sides.
    fn has_same_lists(&self, question: &Question<'s>) -> bool {
        if Meaning::of(question.symbol).test != Test::Option {
            return true;
        }
        let target = self.slots[question.slot].target;
        let fields = &self.schemas.fields;
        let (old, new) = (fields.field(Side::Old, target), fields.field(Side::New, target));
        let difference = self.schemas.lists.difference(old, new);
        !difference.added && !difference.removed
    }

    /// Whether a formula holds for no param.
    pub(super) fn is_unsatisfiable(&self, formula: &Formula, assumption: Assumption) -> bool {
        if self.is_overfull {
            return false;
        }
        let formula = &formula.renamed(&self.representatives(assumption));
        if let Formula::Is(known) = formula {
            return !known;
        }
        let mut used = vec![false; self.questions.len()];
        formula.mark_used(&mut used);
        let budget = &self.schemas.budget;
        let mut slots = Vec::new();
        for (number, slot) in self.slots.iter().enumerate() {
            let of_slot = |question: &usize| used[*question] && self.questions[*question].slot == number;
            let asked: Vec<usize> = (0..self.questions.len()).filter(of_slot).collect();
            if asked.is_empty() {
                continue;
            }
            let questions: Vec<Question<'s>> = asked.iter().map(|&at| self.questions[at]).collect();
            let Some(answers) = possible_answers(self.schemas, slot, &questions, assumption) else {
                return false;
            };
            budget.spend(answers.len() as u64 * questions.len() as u64);
            slots.push(SlotAnswers { questions: asked, answers });
        }
        let mut search = Search { slots: &slots, formula, budget, cost: formula.size(), steps: MAX_STEPS };
        search.finds_none(0, &mut vec![None; self.questions.len()])
    }
}

/// The answers that a slot can give.
struct SlotAnswers {
    /// The numbers of the questions; each has a bit in the masks.
    questions: Vec<usize>,
    answers: Vec<AnswerMask>,
}

/// A search through all combinations of answers for one that makes a formula true.
struct Search<'a> {
    slots: &'a [SlotAnswers],
    formula: &'a Formula,
    budget: &'a Budget,
    /// What one step takes from the budget.
    cost: u64,
    /// The steps left.
    steps: u32,
}

impl Search<'_> {
    /// Whether no answers of the slots from `depth` on, with those known, make the formula true.
    fn finds_none(&mut self, depth: usize, known: &mut Vec<Option<bool>>) -> bool {
        self.steps = match self.steps.checked_sub(1) {
            Some(left) if self.budget.spend(self.cost) => left,
            _ => return false,
        };
        if let Some(answer) = self.formula.evaluate(known) {
            return !answer;
        }
        let slots = self.slots;
        let Some(slot) = slots.get(depth) else { return false };
        for mask in &slot.answers {
            for (bit, &question) in slot.questions.iter().enumerate() {
                known[question] = Some(mask >> bit & 1 == 1);
            }
            if !self.finds_none(depth + 1, known) {
                return false;
            }
        }
        for &question in &slot.questions {
            known[question] = None;
        }
        true
    }
}

/// The index of an item in a list, to which it is added if it is not there yet.
fn index_of<T: PartialEq>(list: &mut Vec<T>, item: T) -> usize {
    match list.iter().position(|known| *known == item) {
        Some(at) => at,
        None => {
            list.push(item);
            list.len() - 1
        }
    }
}
