//! Which fields are disabled, and in what order that is decided.
//!
//! Whether a field's disableRules fire depends on the fields that their conditions name, on those around
//! these, and for a complex on those inside it; and a disabled field reads as empty. So fields are decided
//! in an order in which all that one depends on comes before it (`plan`, `graph`). Fields that depend on each
//! other form a cycle: while one of them is decided, all of them are seen as they were written.
//!
//! Most conditions are a question or two, and are asked anew wherever a field is looked at. So an item of many
//! rows needs no memory for what is disabled in them. Only longer ones are decided beforehand.

use std::collections::{HashMap, HashSet};

use crate::condition::evaluate;
use crate::condition::evaluate::Switches;
use crate::condition::frame::Frame;
use crate::condition::row_index::Places;
use crate::param::Param;
use crate::schema::depend::disable_plan::{DisablePlan, Switch, Switched};
use crate::schema::{FieldId, FieldRef, Schema};
use crate::value::Row;

/// Which fields of a param are disabled.
#[derive(Debug)]
pub(crate) struct Disabled<'s> {
    schema: &'s Schema,
    plan: &'s DisablePlan,
    beforehand: Beforehand,
    /// Fields with their rows: those that were decided beforehand.
    off: HashSet<(FieldId, usize)>,
}

/// Which switches are decided once and for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beforehand {
    All,
    /// Those that take long.
    Heavy,
}

impl<'s> Disabled<'s> {
    /// Decides what takes long, and leaves the rest until it is asked for.
    pub(crate) fn new(schema: &'s Schema, top: &Frame<'_>) -> Disabled<'s> {
        Disabled::decide(schema, top, Beforehand::Heavy)
    }

    /// Decides all, for those who do not walk along frames.
    pub(crate) fn decided(schema: &'s Schema, param: &Param) -> Disabled<'s> {
        let top = Frame::top(param, &schema.disable_plan().outline);
        Disabled::decide(schema, &top, Beforehand::All)
    }

    fn decide(schema: &'s Schema, top: &Frame<'_>, beforehand: Beforehand) -> Disabled<'s> {
        let plan = schema.disable_plan();
        let mut disabled = Disabled { schema, plan, beforehand, off: HashSet::new() };
        let mut wide = HashMap::new();
        for switch in &plan.order {
            if !disabled.is_beforehand(switch) {
                continue;
            }
            let Some(field) = schema.get(switch.field) else { continue };
            let mut owners: Vec<FieldRef<'_>> = field.ancestors().collect();
            owners.reverse();
            let mut rows = Vec::new();
            disabled.decide_in(switch, &owners, top, &mut wide, &mut rows);
            disabled.off.extend(rows.into_iter().map(|row| (switch.field, row)));
        }
        disabled
    }

    /// Finds the rows in which a switch is off: all instances of the fields around its field. In `wide` are the
    /// places of rows that are too wide to find them for each switch again.
    fn decide_in(
        &self,
        switch: &Switch,
        owners: &[FieldRef<'_>],
        frame: &Frame<'_>,
        wide: &mut HashMap<usize, Places>,
        off: &mut Vec<usize>,
    ) {
        let Some((&owner, inner)) = owners.split_first() else {
            if self.is_off_by(switch, frame) {
                off.push(frame.key);
            }
            return;
        };
        let Some(found) = frame.get(owner.field_id()) else { return };
        let level = frame.level_of(owner);
        for row in found.rows() {
            let places = if Places::are_many(level) {
                wide.entry(Frame::key_of(row)).or_insert_with(|| Places::new(row.fields(), level)).clone()
            } else {
                Places::new(row.fields(), level)
            };
            let row = Frame::with_places(frame, row, owner, None, places);
            self.decide_in(switch, inner, &row, wide, off);
        }
    }

    fn is_beforehand(&self, switch: &Switch) -> bool {
        self.beforehand == Beforehand::All || !switch.is_light
    }

    /// Asks the conditions of a switch in a row of its level.
    #[inline(never)]
    fn is_off_by(&self, switch: &Switch, frame: &Frame<'_>) -> bool {
        let seen = Seen { disabled: self, raw: switch.cycle };
        switch.conditions.iter().any(|expr| evaluate::holds(expr, frame, self.schema, &seen))
    }

    /// Whether a field is disabled by rules of its own in this row, the top where there is none; told by one for
    /// whom all was decided.
    pub(crate) fn is_disabled(&self, field: FieldRef<'_>, row: Option<&Row>) -> bool {
        let row = row.map_or(Frame::TOP, Frame::key_of);
        match self.plan.switched(field.field_id()) {
            Switched::Never => false,
            Switched::Always => true,
            Switched::If(_) => self.off.contains(&(field.field_id(), row)),
        }
    }
}

impl Switches for Disabled<'_> {
    #[inline]
    fn is_off(&self, field: FieldId, frame: &Frame<'_>) -> bool {
        match self.plan.switched(field) {
            Switched::Never => false,
            Switched::Always => true,
            Switched::If(switch) if self.is_beforehand(switch) => self.off.contains(&(field, frame.key)),
            Switched::If(switch) => self.is_off_by(switch, frame),
        }
    }
}

/// The fields as they are seen while one of a cycle is decided.
struct Seen<'d, 's> {
    disabled: &'d Disabled<'s>,
    raw: Option<u32>,
}

impl Switches for Seen<'_, '_> {
    fn is_off(&self, field: FieldId, frame: &Frame<'_>) -> bool {
        match self.disabled.plan.switched(field) {
            Switched::If(switch) if self.raw.is_some() && switch.cycle == self.raw => false,
            _ => self.disabled.is_off(field, frame),
        }
    }
}
