//! The rows of a field.
//!
//! A param has hundreds of rows, all alike and mostly valid. So rows are checked in blocks, one field of all rows of a block
//! after the other, by the fast path. Rows that it does not accept then take the full check, one by one.

use std::ops::ControlFlow;

use crate::check::text::Text;
use crate::condition::evaluate;
use crate::condition::evaluate::DisabledLookup;
use crate::condition::frame::Frame;
use crate::condition::row_index::{RowIndex, SmallRowIndex};
use crate::schema::FieldRef;
use crate::validate::row_mask::RowMask;
use crate::validate::sink::{Flow, Sink};
use crate::validate::walk::{Checker, Presence, is_blank};
use crate::value::{ParamField, Row};

/// The rows of a block.
const BLOCK: usize = RowMask::COUNT;
/// Fewer rows are checked one by one.
const LEAST: usize = 4;

impl<'v, S: Sink> Checker<'v, '_, S> {
    pub(super) fn rows(&mut self, frame: &Frame<'_>, field: FieldRef<'v>, found: &ParamField) -> Flow {
        let is_numbered = field.is_array();
        let (mut at, mut try_blocks) = (0, true);
        while let Some(rest) = found.rows().get(at..).filter(|rest| !rest.is_empty()) {
            // Unchecked rules are reported for the first row.
            let is_block = try_blocks && at > 0 && rest.len() >= LEAST;
            let rows = &rest[..rest.len().min(if is_block { BLOCK } else { 1 })];
            let valid = if is_block { self.valid_rows(frame, field, rows) } else { RowMask::NONE };
            // What makes one row invalid is mostly in all of them.
            try_blocks &= !(is_block && valid.is_empty());
            for (place, row) in rows.iter().enumerate().filter(|(place, _)| !valid.contains(*place)) {
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

    /// The rows that are clearly valid.
    // Not inlined, to keep the indexes off the stack while the full check goes deeper.
    #[inline(never)]
    fn valid_rows(&self, frame: &Frame<'_>, owner: FieldRef<'v>, rows: &[Row]) -> RowMask {
        let level = frame.level_of(owner);
        let (mut indexes, mut before) = ([SmallRowIndex::EMPTY; BLOCK], (&[][..], SmallRowIndex::EMPTY));
        let mut valid = RowMask::NONE;
        for (at, (row, index)) in rows.iter().zip(&mut indexes).enumerate() {
            if index.fill(row.fields(), level, &mut before) {
                valid.insert(at);
            }
        }
        let mut texts = [Text::new(""); BLOCK];
        for (place, known) in level.fields.iter().enumerate() {
            let Some(field) = self.plan.schema.get(known.field) else { continue };
            let plan = self.plan.of(field);
            let is_off = |at: usize| {
                let row = Frame::with_index(frame, &rows[at], owner, None, RowIndex::from(indexes[at]));
                self.disabled.is_off(known.field, &row)
            };
            let fast = plan.fast_path.as_ref().filter(|_| !self.has_unreported(field, plan));
            let found_in =
                |at: usize| indexes[at].get(place).and_then(|number| rows[at].fields().get(number));
            // Fields that have nothing but one text are checked together, all others one by one.
            let (mut plain, mut others) = (RowMask::NONE, valid);
            if let Some(fast) = fast {
                others = valid.filter(|at| match found_in(at).and_then(|found| fast.only_text(found)) {
                    Some(text) => {
                        texts[at] = Text::new(text);
                        plain.insert(at);
                        false
                    }
                    None => true,
                });
                plain = fast.passing(field, plan, &mut texts, plain);
            }
            let mut met = others.filter(|at| match (found_in(at), fast) {
                (None, _) => plan.may_be_missing || (plan.may_be_disabled && is_off(at)),
                (Some(found), Some(fast)) => {
                    fast.passes(field, plan, found) && !(plan.may_be_disabled && is_off(at))
                }
                (Some(_), None) => false,
            });
            met |= if plan.may_be_disabled { plain.filter(|at| !is_off(at)) } else { plain };
            valid = met;
            if valid.is_empty() {
                break;
            }
        }
        valid
    }
}
