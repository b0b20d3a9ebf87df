//! The rows of a field.
//!
//! An item has hundreds of rows, all alike, of which mostly there is nothing to say. So they are looked at in blocks,
//! one field of all rows of a block after the other: what is asked of the field is asked again and again, and the
//! processor knows what comes next. Rows of which there is something to say then go the long way, one by one.

use std::ops::ControlFlow;

use crate::param::{ParamField, Row};
use crate::schema::FieldRef;
use crate::validate::check::{Checker, Flow, Presence, Sink, is_blank};
use crate::validate::condition::{self, Switches};
use crate::validate::frame::Frame;
use crate::validate::outline::{Level, Places, Regular};

/// As many rows as there are bits.
const BLOCK: usize = 32;

impl<'v, S: Sink> Checker<'v, '_, S> {
    pub(super) fn rows(&mut self, frame: &Frame<'_>, field: FieldRef<'v>, found: &ParamField) -> Flow {
        let is_numbered = field.is_array();
        let mut try_blocks = found.rows().len() > 1 && self.is_silent(frame.level_of(field));
        for (block, rows) in found.rows().chunks(BLOCK).enumerate() {
            let usual = if try_blocks { self.usual_rows(frame, field, rows) } else { 0 };
            // Rows that are not as usual mostly have something in common.
            try_blocks &= usual != 0;
            for (at, row) in rows.iter().enumerate().filter(|(at, _)| usual & 1 << at == 0) {
                let number = is_numbered.then_some(block * BLOCK + at);
                self.row(&Frame::row(frame, row, field, number), field)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn row(&mut self, row: &Frame<'_>, field: FieldRef<'v>) -> Flow {
        let is_present = condition::row_has_text(row, field, &self.disabled, |text| !is_blank(text));
        self.level(row, if is_present { Presence::Present } else { Presence::Absent })
    }

    /// Whether nothing is to be said of fields that are as they should be.
    fn is_silent(&self, level: &Level) -> bool {
        level.slots.iter().all(|slot| {
            let plan = &self.validator.plans[slot.field.0 as usize];
            !plan.unchecked.is_some_and(|severity| self.sink.wants(severity))
        })
    }

    /// The rows of which there is nothing to say, as bits.
    // Apart, so that the places do not stay on the stack while the long way goes deeper.
    #[inline(never)]
    fn usual_rows(&self, frame: &Frame<'_>, owner: FieldRef<'v>, rows: &[Row]) -> u32 {
        let level = frame.level_of(owner);
        let mut places = [Regular::EMPTY; BLOCK];
        let mut usual = 0;
        for (at, (row, places)) in rows.iter().zip(&mut places).enumerate() {
            usual |= u32::from(places.find(row.fields(), level)) << at;
        }
        for (place, slot) in level.slots.iter().enumerate() {
            let Some(field) = self.validator.schema.get(slot.field) else { continue };
            let plan = &self.validator.plans[field.index as usize];
            for (at, (row, places)) in rows.iter().zip(&places).enumerate() {
                if usual & 1 << at == 0 {
                    continue;
                }
                let is_off = || {
                    let row = Frame::with_places(frame, row, owner, None, Places::from(*places));
                    self.disabled.is_off(slot.field, &row)
                };
                let found = places.get(place).and_then(|number| row.fields().get(number));
                let is_met = match (found, &plan.usual) {
                    (None, _) => plan.may_be_missing || (plan.may_be_off && is_off()),
                    (Some(found), Some(usual)) => {
                        usual.is_met(field, plan, found) && !(plan.may_be_off && is_off())
                    }
                    (Some(_), None) => false,
                };
                usual &= !(u32::from(!is_met) << at);
            }
            if usual == 0 {
                break;
            }
        }
        usual
    }
}
