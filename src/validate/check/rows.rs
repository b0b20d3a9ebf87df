//! The rows of a field.
//!
//! An item has hundreds of rows, all alike, of which mostly there is nothing to say. So they are looked at in blocks,
//! one field of all rows of a block after the other: what is asked of the field is asked again and again, and the
//! processor knows what comes next. Rows of which there is something to say then go the long way, one by one.

use std::ops::ControlFlow;

use crate::condition::evaluate;
use crate::condition::evaluate::Switches;
use crate::condition::frame::Frame;
use crate::condition::row_index::{Places, Regular};
use crate::schema::FieldRef;
use crate::validate::bits::Bits;
use crate::validate::check::{Checker, Flow, Presence, Sink, is_blank};
use crate::value::{ParamField, Row};

/// As many rows as there are bits.
const BLOCK: usize = Bits::COUNT;
/// Fewer are sooner judged one by one.
const LEAST: usize = 4;

impl<'v, S: Sink> Checker<'v, '_, S> {
    pub(super) fn rows(&mut self, frame: &Frame<'_>, field: FieldRef<'v>, found: &ParamField) -> Flow {
        let is_numbered = field.is_array();
        let (mut at, mut try_blocks) = (0, true);
        while let Some(rest) = found.rows().get(at..).filter(|rest| !rest.is_empty()) {
            // What is said once is said of the first row.
            let is_block = try_blocks && at > 0 && rest.len() >= LEAST;
            let rows = &rest[..rest.len().min(if is_block { BLOCK } else { 1 })];
            let usual = if is_block { self.usual_rows(frame, field, rows) } else { Bits::NONE };
            // Rows that are not as usual mostly have something in common.
            try_blocks &= !(is_block && usual.is_empty());
            for (place, row) in rows.iter().enumerate().filter(|(place, _)| !usual.contains(*place)) {
                let number = is_numbered.then_some(at + place);
                self.row(&Frame::row(frame, row, field, number), field)?;
            }
            at += rows.len();
        }
        ControlFlow::Continue(())
    }

    fn row(&mut self, row: &Frame<'_>, field: FieldRef<'v>) -> Flow {
        let is_present = evaluate::row_has_text(row, field, &self.disabled, |text| !is_blank(text));
        self.level(row, if is_present { Presence::Present } else { Presence::Absent })
    }

    /// The rows of which there is nothing to say, as bits.
    // Apart, so that the places do not stay on the stack while the long way goes deeper.
    #[inline(never)]
    fn usual_rows(&self, frame: &Frame<'_>, owner: FieldRef<'v>, rows: &[Row]) -> Bits {
        let level = frame.level_of(owner);
        let (mut places, mut before) = ([Regular::EMPTY; BLOCK], (&[][..], Regular::EMPTY));
        let mut usual = Bits::NONE;
        for (at, (row, places)) in rows.iter().zip(&mut places).enumerate() {
            if places.find(row.fields(), level, &mut before) {
                usual.insert(at);
            }
        }
        let mut texts = [""; BLOCK];
        for (place, slot) in level.slots.iter().enumerate() {
            let Some(field) = self.validator.schema.get(slot.field) else { continue };
            let plan = &self.validator.plans[field.index as usize];
            let is_off = |at: usize| {
                let row = Frame::with_places(frame, &rows[at], owner, None, Places::from(places[at]));
                self.disabled.is_off(slot.field, &row)
            };
            let tests = plan.usual.as_ref().filter(|_| !self.has_to_say(field, plan));
            let found_in = |at: usize| places[at].get(place).and_then(|number| rows[at].fields().get(number));
            // Fields that hold one text where it belongs are judged together, all others one by one.
            let (mut plain, mut others) = (Bits::NONE, usual);
            if let Some(tests) = tests {
                others = usual.filter(|at| match found_in(at).and_then(|found| tests.only_text(found)) {
                    Some(text) => {
                        texts[at] = text;
                        plain.insert(at);
                        false
                    }
                    None => true,
                });
                plain = tests.passing(field, plan, &texts, plain);
            }
            let mut met = others.filter(|at| match (found_in(at), tests) {
                (None, _) => plan.may_be_missing || (plan.may_be_off && is_off(at)),
                (Some(found), Some(tests)) => {
                    tests.is_met(field, plan, found) && !(plan.may_be_off && is_off(at))
                }
                (Some(_), None) => false,
            });
            met |= if plan.may_be_off { plain.filter(|at| !is_off(at)) } else { plain };
            usual = met;
            if usual.is_empty() {
                break;
            }
        }
        usual
    }
}
