//! All combinations of answers that a slot can give to the questions about it.

use std::collections::BTreeSet;

use crate::check::symbol::{Meaning, Quantifier};
use crate::diff::budget::Budget;
use crate::diff::field_pairs::Side;
use crate::diff::question::{AnswerMask, Assumption, Question, Slot, mask_of};
use crate::diff::schema_pair::SchemaPair;
use crate::diff::slot_view::Relation;
use crate::diff::value_domain::{Content, MAX_MASKS, ValueDomain};

/// The most questions about one field that are compared. A mask has 64 bits.
const MAX_QUESTIONS: usize = 24;

/// All combinations of answers that a slot can give; `None` if there are too many. Combinations that no content
/// gives may be among them; none is missing.
pub(super) fn possible_answers(
    schemas: &SchemaPair<'_>,
    slot: &Slot,
    questions: &[Question<'_>],
    assumption: Assumption,
) -> Option<Vec<AnswerMask>> {
    if questions.len() > MAX_QUESTIONS {
        return None;
    }
    let old = mask_of(questions, |question| question.side == Side::Old);
    let empty = mask_of(questions, |question| Meaning::of(question.symbol).of_empty());
    let domain = ValueDomain::of(schemas, slot, assumption);
    let mut masks: BTreeSet<AnswerMask> = match domain.content {
        Content::Nothing => BTreeSet::new(),
        Content::Group => {
            [mask_of(questions, |question| Meaning::of(question.symbol).of_filled_group())].into()
        }
        Content::Texts => domain.answers_of_texts(questions)?,
    };
    if domain.has_many_texts {
        let of_some =
            mask_of(questions, |question| Meaning::of(question.symbol).quantifier == Quantifier::Some);
        masks = closure(masks, of_some, &schemas.budget)?;
    }
    let filled: Vec<AnswerMask> = masks.into_iter().collect();
    let mut found = BTreeSet::from([empty]);
    let [old_unseen, new_unseen] = domain.is_never_seen;
    match domain.relation {
        _ if old_unseen || new_unseen => {
            let seen = |mask: AnswerMask| {
                let of_old = if old_unseen { empty } else { mask };
                let of_new = if new_unseen { empty } else { mask };
                of_old & old | of_new & !old
            };
            found.extend(filled.iter().map(|&mask| seen(mask)));
        }
        Relation::Same => found.extend(filled),
        Relation::Disabled { newly_on, newly_off } => {
            for &mask in &filled {
                found.insert(mask);
                if newly_on {
                    found.insert(mask & old | empty & !old);
                }
                if newly_off {
                    found.insert(empty & old | mask & !old);
                }
            }
        }
        Relation::Independent => {
            if filled.len() * filled.len() > MAX_MASKS {
                return None;
            }
            let all: Vec<AnswerMask> = filled.into_iter().chain([empty]).collect();
            found.extend(all.iter().flat_map(|a| all.iter().map(move |b| a & old | b & !old)));
        }
    }
    Some(found.into_iter().collect())
}

/// Whether both schemas see the same content in a slot.
pub(super) fn is_seen_alike(schemas: &SchemaPair<'_>, slot: &Slot, assumption: Assumption) -> bool {
    let domain = ValueDomain::of(schemas, slot, assumption);
    let [old_unseen, new_unseen] = domain.is_never_seen;
    domain.relation == Relation::Same && old_unseen == new_unseen
}

/// Adds the answers of several texts together. A question of `of_some` holds if it holds for one of them, every other
/// question if it holds for all of them.
fn closure(
    masks: BTreeSet<AnswerMask>,
    of_some: AnswerMask,
    budget: &Budget,
) -> Option<BTreeSet<AnswerMask>> {
    let singles: Vec<AnswerMask> = masks.iter().copied().collect();
    let mut found = masks;
    let mut fresh: Vec<AnswerMask> = singles.clone();
    while let Some(mask) = fresh.pop() {
        for single in &singles {
            let both = mask & single & !of_some | (mask | single) & of_some;
            if found.insert(both) {
                fresh.push(both);
            }
        }
        if found.len() > MAX_MASKS || !budget.spend(singles.len() as u64) {
            return None;
        }
    }
    Some(found)
}
