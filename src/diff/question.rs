//! What conditions ask about: shared by the modules that decide what conditions can answer.

use crate::diff::field_pairs::{PairId, Side};
use crate::vocab::Symbol;

/// A field as the conditions at a certain place see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// The field in whose row the path to the target starts.
    pub(super) owner: PairId,
    /// The field that is asked about.
    pub(super) target: PairId,
    /// The name of the cycle of disableRules within which the field is seen as written, although it may be disabled.
    pub(super) cycle: Option<PairId>,
}

/// A comparison of a slot's content under one of the schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Question<'s> {
    /// The number of the slot.
    pub(super) slot: usize,
    pub(super) side: Side,
    pub(super) symbol: Symbol,
    pub(super) value: &'s str,
}

/// What is assumed of the params that a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assumption {
    /// Nothing: the statement is about all params.
    None,
    /// The params are valid under the old schema.
    ValidUnderOld,
}

/// Answers to several questions about one slot: a bit for each question.
pub(super) type AnswerMask = u64;

/// The mask of the questions that a test holds for.
pub(super) fn mask_of<'s>(questions: &[Question<'s>], holds: impl Fn(&Question<'s>) -> bool) -> AnswerMask {
    let numbered = questions.iter().enumerate();
    numbered.filter(|(_, question)| holds(question)).fold(0, |mask, (bit, _)| mask | 1 << bit)
}
