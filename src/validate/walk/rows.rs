//! The rows of a field.
//!
//! A param has hundreds of rows, all alike and mostly valid. So rows are checked in blocks, one field of all rows of a block
//! after the other, by the fast path. Rows that it does not accept then take the full check, one by one.

use std::ops::ControlFlow;

use crate::condition::evaluate;
use crate::condition::evaluate::DisabledLookup;
use crate::condition::frame::Frame;
use crate::condition::row_index::{Filled, RowIndex, SmallRowIndex};
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
    fn valid_rows<'p>(&self, frame: &Frame<'_>, owner: FieldRef<'v>, rows: &'p [Row]) -> RowMask {
        let level = frame.level_of(owner);
        let (mut indexes, mut before) = ([SmallRowIndex::EMPTY; BLOCK], (&[][..], SmallRowIndex::EMPTY));
        let (mut valid, mut are_alike) = (RowMask::NONE, true);
        for (at, (row, index)) in rows.iter().zip(&mut indexes).enumerate() {
            let filled = index.fill(row.fields(), level, &mut before);
            if filled != Filled::Irregular {
                valid.insert(at);
            }
            are_alike &= at == 0 || filled == Filled::Copied;
        }
        let mut texts = [""; BLOCK];
        for (place, known) in level.fields.iter().enumerate() {
            let Some(field) = self.plan.schema.get(known.field) else { continue };
            let plan = self.plan.of(field);
            let is_off = |at: usize| {
                let row = Frame::with_index(frame, &rows[at], owner, None, RowIndex::from(indexes[at]));
                self.disabled.is_off(known.field, &row)
            };
            let has_unreported = self.has_unreported(field, plan);
            let fast = plan.fast_path.as_deref().filter(|_| !has_unreported || plan.reports_at_once);
            let found_in =
                |at: usize| indexes[at].get(place).and_then(|number| rows[at].fields().get(number));
            // Fields that have nothing but one text are checked together, all others one by one.
            let (mut plain, mut others) = (RowMask::NONE, valid);
            if let Some(fast) = fast {
                let mut sort = |at: usize, text: Option<&'p str>| match text {
                    Some(text) => {
                        texts[at] = text;
                        plain.insert(at);
                        false
                    }
                    None => true,
                };
                others = match indexes[0].get(place).filter(|_| are_alike) {
                    // All rows have the same tags, so one look at that of the first is enough.
                    Some(number) => {
                        let tag = rows[0].fields().get(number).map(|found| &*found.tag);
                        match tag.is_some_and(|tag| fast.fits_tag(tag)) {
                            true => valid.filter(|at| {
                                let found = rows[at].fields().get(number);
                                sort(at, found.and_then(|found| fast.text_of(found)))
                            }),
                            false => valid,
                        }
                    }
                    None => valid.filter(|at| sort(at, found_in(at).and_then(|found| fast.only_text(found)))),
                };
                plain = fast.passing(field, plan, &texts, plain);
            }
            let mut met = others.filter(|at| match (found_in(at), fast) {
                (None, _) => plan.may_be_missing || (plan.may_be_disabled && is_off(at)),
                (Some(found), Some(fast)) => {
                    fast.passes(field, plan, found) && !(plan.may_be_disabled && is_off(at))
                }
                (Some(_), None) => false,
            });
            met |= if plan.may_be_disabled { plain.filter(|at| !is_off(at)) } else { plain };
            if has_unreported && let Some(first) = met.into_iter().find(|&at| found_in(at).is_some()) {
                // The full check of the first row that has the field reports what is not checked.
                met.remove(first);
            }
            valid = met;
            if valid.is_empty() {
                break;
            }
        }
        valid
    }
}
