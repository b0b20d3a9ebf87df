//! The values that a slot may hold, as far as the questions about it distinguish them.
//!
//! Each text that a question compares with is answered exactly. All *other* texts are distinguished by the region of
//! numbers they are in, by the texts of `contains` questions that they contain, and by whose options they are.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::check::symbol::{Meaning, Test};
use crate::decimal::Decimal;
use crate::diff::budget::Budget;
use crate::diff::field_pairs::Side;
use crate::diff::option_lists::OptionLists;
use crate::diff::question::{AnswerMask, Assumption, Question, Slot, mask_of};
use crate::diff::schema_pair::SchemaPair;
use crate::diff::slot_view::Relation;
use crate::schema::{FieldRef, OptionRef};
use crate::vocab::FieldKind;

/// The most combinations of answers of one field.
pub(super) const MAX_MASKS: usize = 4096;
/// Lists of options up to this length are enumerated.
const MAX_ENUMERATED: usize = 128;
/// The most texts of `contains` that are looked at.
const MAX_PARTS: usize = 8;

/// What kind of content a slot may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Nothing,
    /// The fields of a complex field; conditions see no text.
    Group,
    Texts,
}

/// The values that a slot may hold.
pub(super) struct ValueDomain<'w, 's> {
    lists: &'w OptionLists<'s>,
    budget: &'w Budget,
    old: Option<FieldRef<'s>>,
    new: Option<FieldRef<'s>>,
    pub(super) content: Content,
    /// Whether it may hold several texts.
    pub(super) has_many_texts: bool,
    /// Whether conditions never see its content, under the old and under the new schema.
    pub(super) is_never_seen: [bool; 2],
    pub(super) relation: Relation,
    /// Whether it holds only what the options of the old schema allow.
    is_closed: bool,
    /// Whether it holds nothing but options if its lists are closed on both sides and take no custom values.
    respects_closed_lists: bool,
}

impl<'w, 's> ValueDomain<'w, 's> {
    pub(super) fn of(
        schemas: &'w SchemaPair<'s>,
        slot: &Slot,
        assumption: Assumption,
    ) -> ValueDomain<'w, 's> {
        let fields = &schemas.fields;
        let (old, new) = (fields.field(Side::Old, slot.target), fields.field(Side::New, slot.target));
        let kinds = [old, new].map(|field| field.map(FieldRef::kind));
        let is = |test: fn(FieldKind) -> bool| kinds.iter().flatten().all(|kind| kind.is_some_and(test));
        // Within a cycle the content is seen as written, so that it need not be valid.
        let as_written = slot.cycle.is_some();
        let has_other_kind = matches!((kinds[0], kinds[1]), (Some(a), Some(b)) if a != b);
        let relation =
            if has_other_kind { Relation::Independent } else { schemas.relation(slot, assumption) };
        let is_valid = assumption == Assumption::ValidUnderOld && !as_written;
        let is_unknown = is_valid && slot.target.is_added() && schemas.had_no_value(slot.target);
        let content = if is_unknown || is(|kind| kind == FieldKind::Label) && !as_written {
            Content::Nothing
        } else if is(FieldKind::has_fields) {
            Content::Group
        } else {
            Content::Texts
        };
        let has_many_texts = content == Content::Texts
            && (as_written || !is(FieldKind::is_single) || schemas.has_many_instances(slot));
        let may_have_been_disabled = match relation {
            Relation::Same => false,
            Relation::Disabled { newly_off, .. } => newly_off,
            Relation::Independent => true,
        };
        let is_closed = is_valid
            && !may_have_been_disabled
            && old.is_some_and(|old| schemas.lists.is_closed(Side::Old, old));
        let respects_closed_lists = assumption == Assumption::None && !as_written && is(FieldKind::is_choice);
        let is_never_seen = [Side::Old, Side::New].map(|side| schemas.is_never_seen(side, slot));
        let (lists, budget) = (&schemas.lists, &schemas.budget);
        ValueDomain {
            lists,
            budget,
            old,
            new,
            content,
            has_many_texts,
            is_never_seen,
            relation,
            is_closed,
            respects_closed_lists,
        }
    }

    /// All combinations of answers that single texts give; `None` if there are too many.
    pub(super) fn answers_of_texts(&self, questions: &[Question<'_>]) -> Option<BTreeSet<AnswerMask>> {
        let compared: BTreeSet<&str> = questions
            .iter()
            .filter(|question| compares_text(question))
            .map(|question| question.value)
            .collect();
        let possible = compared.into_iter().filter(|text| !text.is_empty() && self.may_contain(text));
        let mut masks: BTreeSet<AnswerMask> =
            possible.map(|text| mask_of(questions, |question| self.answer(question, text))).collect();
        let short_list = self.old.filter(|old| self.is_closed && old.options().len() <= MAX_ENUMERATED);
        if let Some(list) = short_list {
            let values = list.options().filter_map(OptionRef::value).filter(|value| !value.is_empty());
            masks.extend(values.map(|value| mask_of(questions, |question| self.answer(question, value))));
            if !self.lists.allows_custom(Side::Old, list) {
                return Some(masks);
            }
        }
        self.add_answers_of_other_texts(questions, &mut masks)?;
        Some(masks)
    }

    /// Adds the answers of texts that no question compares with; `None` if there are too many.
    fn add_answers_of_other_texts(
        &self,
        questions: &[Question<'_>],
        masks: &mut BTreeSet<AnswerMask>,
    ) -> Option<()> {
        let mut numbers: Vec<Decimal<'_>> = questions
            .iter()
            .filter(|question| matches!(test(question), Test::Compare(_)))
            .filter_map(|question| Decimal::parse(question.value))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        let parts: Vec<&str> = {
            let of_parts = questions.iter().filter(|question| self.asks_part(question));
            let parts: BTreeSet<&str> = of_parts.map(|question| question.value).collect();
            parts.into_iter().filter(|part| !part.is_empty()).collect()
        };
        let memberships = self.memberships(questions.iter().any(|question| test(question) == Test::Option));
        let regions = 2 * numbers.len() + 2;
        let most = (regions * memberships.len()) << parts.len().min(MAX_PARTS + 1);
        let cost = (most * questions.len()) as u64;
        if parts.len() > MAX_PARTS || most > MAX_MASKS || !self.budget.spend(cost) {
            return None;
        }
        // A text that contains a part contains all parts of that part.
        let is_possible = |contained: u32| {
            let has = |at: usize| contained >> at & 1 == 1;
            (0..parts.len()).filter(|&at| has(at)).all(|at| {
                parts.iter().enumerate().all(|(other, part)| has(other) || !parts[at].contains(part))
            })
        };
        for contained in (0u32..1 << parts.len()).filter(|&contained| is_possible(contained)) {
            for region in 0..regions {
                for membership in &memberships {
                    let text = OtherText {
                        numbers: &numbers,
                        region,
                        parts: &parts,
                        contained,
                        membership: *membership,
                    };
                    masks.insert(mask_of(questions, |question| {
                        text.answer(question, self.asks_part(question))
                    }));
                }
            }
        }
        Some(())
    }

    /// Whether a question looks for a part of the text.
    fn asks_part(&self, question: &Question<'_>) -> bool {
        test(question) == Test::Contains && self.looks_inside(question.side)
    }

    /// Whether `contains` looks into the text. It compares the whole text on every field but `input`.
    fn looks_inside(&self, side: Side) -> bool {
        self.field(side).and_then(FieldRef::kind) == Some(FieldKind::Input)
    }

    fn field(&self, side: Side) -> Option<FieldRef<'s>> {
        match side {
            Side::Old => self.old,
            Side::New => self.new,
        }
    }

    fn may_contain(&self, text: &str) -> bool {
        !self.is_closed || self.old.is_none_or(|old| self.lists.may_contain(Side::Old, old, text))
    }

    /// The answer of one text.
    fn answer(&self, question: &Question<'_>, text: &str) -> bool {
        let value = question.value;
        let meaning = Meaning::of(question.symbol);
        let is_option = |text: &str| {
            let field = self.field(question.side);
            field.is_some_and(|field| self.lists.has(question.side, field, text))
        };
        meaning.of_one(meaning.test.passes(text, value, self.looks_inside(question.side), is_option))
    }

    /// Whose options the other texts may be.
    fn memberships(&self, is_asked: bool) -> Vec<Membership> {
        let member = |of_old, of_new| Membership { of_old, of_new };
        if !is_asked {
            return vec![member(false, false)];
        }
        let is_option_only = |side| {
            let field = self.field(side);
            field.is_none_or(|field| self.lists.allows_only_options(side, field))
        };
        if self.respects_closed_lists && is_option_only(Side::Old) && is_option_only(Side::New) {
            return vec![member(true, true)];
        }
        let difference = self.lists.difference(self.old, self.new);
        let mut found = Vec::new();
        if difference.common {
            found.push(member(true, true));
        }
        if difference.removed {
            found.push(member(true, false));
        }
        let is_free = !self.is_closed || self.old.is_some_and(|old| self.lists.allows_custom(Side::Old, old));
        if is_free {
            found.push(member(false, false));
            if difference.added {
                found.push(member(false, true));
            }
        }
        found
    }
}

/// Whether a text is an option of the old, and of the new field.
#[derive(Clone, Copy)]
struct Membership {
    of_old: bool,
    of_new: bool,
}

/// The texts that the questions do not distinguish, and that none of them names.
struct OtherText<'a> {
    /// The numbers that the questions compare with, ascending.
    numbers: &'a [Decimal<'a>],
    /// Where the text is among these: even regions lie between the numbers, odd ones are one of them; the last region
    /// is that of texts that are not numbers.
    region: usize,
    /// The texts that the questions look for.
    parts: &'a [&'a str],
    /// Which of these the text contains: a bit for each.
    contained: u32,
    membership: Membership,
}

impl OtherText<'_> {
    fn answer(&self, question: &Question<'_>, asks_part: bool) -> bool {
        let contains = || {
            let place = || self.parts.iter().position(|part| *part == question.value);
            asks_part && place().is_none_or(|at| self.contained >> at & 1 == 1)
        };
        let meaning = Meaning::of(question.symbol);
        meaning.of_one(match meaning.test {
            Test::Any => true,
            Test::Same => false,
            Test::Contains => contains(),
            Test::Option => match question.side {
                Side::Old => self.membership.of_old,
                Side::New => self.membership.of_new,
            },
            Test::Compare(comparison) => {
                self.order(question.value).is_some_and(|order| comparison.holds(order))
            }
        })
    }

    /// How its numbers compare with one of those that the questions name; `None` if one of both is not a number.
    fn order(&self, value: &str) -> Option<Ordering> {
        let value = Decimal::parse(value)?;
        let place = self.numbers.iter().position(|number| *number == value)?;
        (self.region <= 2 * self.numbers.len()).then(|| self.region.cmp(&(2 * place + 1)))
    }
}

fn test(question: &Question<'_>) -> Test {
    Meaning::of(question.symbol).test
}

/// Whether the answer depends on the text of the question.
fn compares_text(question: &Question<'_>) -> bool {
    test(question).takes_value()
}
