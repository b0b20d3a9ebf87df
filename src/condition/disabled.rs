//! Which fields of a param are disabled.
//!
//! Whether the disableRules of a field fire depends on the fields that their conditions name, on those around them, and
//! for a `complex` on those inside it; and a disabled field reads as empty. So rules are evaluated in an order in which
//! dependencies come first (`schema::depend`). Fields that depend on each other form a cycle: while one of them is
//! evaluated, all of them are read as they are written.
//!
//! Most conditions are one or two expressions, and are evaluated again at each look-up, so that a param of many rows
//! takes no memory for them. Only costly rules are precomputed.

use std::collections::{HashMap, HashSet};

use crate::condition::evaluate;
use crate::condition::evaluate::DisabledLookup;
use crate::condition::frame::Frame;
use crate::condition::row_index::RowIndex;
use crate::param::Param;
use crate::schema::depend::disable_plan::{DisablePlan, DisableRule, DisabledWhen};
use crate::schema::{FieldId, FieldRef, Schema};
use crate::value::Row;

/// Which fields of a param are disabled.
#[derive(Debug)]
pub(crate) struct Disabled<'s> {
    schema: &'s Schema,
    plan: &'s DisablePlan,
    precomputed: Precomputed,
    /// The precomputed results: disabled fields, each with the key of its row.
    off: HashSet<(FieldId, usize)>,
}

/// Which rules are precomputed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Precomputed {
    All,
    /// Those that are not cheap.
    Costly,
}

impl<'s> Disabled<'s> {
    /// Precomputes costly rules; the others are evaluated at each look-up.
    pub(crate) fn new(schema: &'s Schema, top: &Frame<'_>) -> Disabled<'s> {
        Disabled::compute(schema, top, Precomputed::Costly)
    }

    /// Precomputes all rules, for callers without frames.
    pub(crate) fn precomputed(schema: &'s Schema, param: &Param) -> Disabled<'s> {
        let top = Frame::top(param, &schema.disable_plan().levels);
        Disabled::compute(schema, &top, Precomputed::All)
    }

    fn compute(schema: &'s Schema, top: &Frame<'_>, precomputed: Precomputed) -> Disabled<'s> {
        let plan = schema.disable_plan();
        let mut disabled = Disabled { schema, plan, precomputed, off: HashSet::new() };
        let mut wide = HashMap::new();
        for rule in &plan.order {
            if !disabled.is_precomputed(rule) {
                continue;
            }
            let Some(field) = schema.get(rule.field) else { continue };
            let mut owners: Vec<FieldRef<'_>> = field.ancestors().collect();
            owners.reverse();
            let mut rows = Vec::new();
            disabled.compute_in(rule, &owners, top, &mut wide, &mut rows);
            disabled.off.extend(rows.into_iter().map(|row| (rule.field, row)));
        }
        disabled
    }

    /// Finds the rows in which a rule disables its field, among all instances of the fields around it. `wide` keeps the
    /// indexes of rows that are too wide to build them again for each rule.
    fn compute_in(
        &self,
        rule: &DisableRule,
        owners: &[FieldRef<'_>],
        frame: &Frame<'_>,
        wide: &mut HashMap<usize, RowIndex>,
        off: &mut Vec<usize>,
    ) {
        let Some((&owner, inner)) = owners.split_first() else {
            if self.disables(rule, frame) {
                off.push(frame.key);
            }
            return;
        };
        let Some(found) = frame.get(owner.field_id()) else { return };
        let level = frame.level_of(owner);
        for row in found.rows() {
            let index = if RowIndex::allocates(level) {
                wide.entry(Frame::key_of(row)).or_insert_with(|| RowIndex::new(row.fields(), level)).clone()
            } else {
                RowIndex::new(row.fields(), level)
            };
            let row = Frame::with_index(frame, row, owner, None, index);
            self.compute_in(rule, inner, &row, wide, off);
        }
    }

    fn is_precomputed(&self, rule: &DisableRule) -> bool {
        self.precomputed == Precomputed::All || !rule.is_cheap
    }

    /// Whether a rule disables its field in a row of its level.
    #[inline(never)]
    fn disables(&self, rule: &DisableRule, frame: &Frame<'_>) -> bool {
        let seen = Seen { disabled: self, raw: rule.cycle };
        rule.conditions.iter().any(|expr| evaluate::holds(expr, frame, self.schema, &seen))
    }

    /// Whether a field is disabled in a row that the param does not have, for which nothing is precomputed.
    pub(crate) fn is_off_in_new_row(&self, field: FieldId, frame: &Frame<'_>) -> bool {
        match self.plan.when(field) {
            DisabledWhen::Never => false,
            DisabledWhen::Always => true,
            DisabledWhen::If(rule) => self.disables(rule, frame),
        }
    }

    /// Whether a field is disabled by rules of its own in a row, or at the top. All rules must be precomputed.
    pub(crate) fn is_disabled(&self, field: FieldRef<'_>, row: Option<&Row>) -> bool {
        let row = row.map_or(Frame::TOP, Frame::key_of);
        match self.plan.when(field.field_id()) {
            DisabledWhen::Never => false,
            DisabledWhen::Always => true,
            DisabledWhen::If(_) => self.off.contains(&(field.field_id(), row)),
        }
    }
}

impl DisabledLookup for Disabled<'_> {
    #[inline]
    fn is_off(&self, field: FieldId, frame: &Frame<'_>) -> bool {
        match self.plan.when(field) {
            DisabledWhen::Never => false,
            DisabledWhen::Always => true,
            DisabledWhen::If(rule) if self.is_precomputed(rule) => self.off.contains(&(field, frame.key)),
            DisabledWhen::If(rule) => self.disables(rule, frame),
        }
    }
}

/// The fields as they are read while one of a cycle is evaluated.
struct Seen<'d, 's> {
    disabled: &'d Disabled<'s>,
    raw: Option<u32>,
}

impl DisabledLookup for Seen<'_, '_> {
    fn is_off(&self, field: FieldId, frame: &Frame<'_>) -> bool {
        match self.disabled.plan.when(field) {
            DisabledWhen::If(rule) if self.raw.is_some() && rule.cycle == self.raw => false,
            DisabledWhen::Never | DisabledWhen::Always | DisabledWhen::If(_) => {
                self.disabled.is_off(field, frame)
            }
        }
    }
}
