//! Cycles of fields whose disableRules depend on each other, and how they differ between both schemas.

use std::collections::HashSet;

use crate::diff::field_pairs::{FieldPairs, PairId, Side};
use crate::diff::pairing::NONE;
use crate::schema::depend::DisablePlan;
use crate::schema::{FieldId, FieldRef};

/// The cycles of both schemas. Within a cycle, conditions see its fields as written, disabled or not.
pub(super) struct Cycles<'s> {
    plans: [&'s DisablePlan; 2],
    /// Fields that are in a cycle on one side only, or whose cycle has other fields than before.
    changed_cycles: HashSet<PairId>,
    /// Fields with a descendant that exists on one side only; empty if there are no cycles.
    gained_fields: HashSet<PairId>,
}

impl<'s> Cycles<'s> {
    pub(super) fn new(fields: &FieldPairs<'s>) -> Cycles<'s> {
        let plans = [fields.old.disable_plan(), fields.new.disable_plan()];
        let (changed_cycles, gained_fields) = (changed_cycles(plans, fields), gained_fields(plans, fields));
        Cycles { plans, changed_cycles, gained_fields }
    }

    pub(super) fn plan(&self, side: Side) -> &'s DisablePlan {
        self.plans[side as usize]
    }

    /// The cycle that a field is in.
    pub(super) fn cycle(&self, side: Side, field: FieldRef<'_>) -> Option<u32> {
        self.plan(side).cycle(field.field_id())
    }

    /// Whether there is no field whose cycle changed.
    pub(super) fn are_unchanged(&self) -> bool {
        self.changed_cycles.is_empty()
    }

    /// Whether a field is in a cycle on one side only, or in a cycle of other fields than before.
    pub(super) fn is_in_changed_cycle(&self, pair_id: PairId) -> bool {
        self.changed_cycles.contains(&pair_id)
    }

    /// Whether a field contains other fields than before. Conditions outside a cycle do not notice: what is inside a
    /// field that the old schema did not know is passed over there. Within a cycle it is seen as written.
    pub(super) fn has_gained_fields(&self, pair_id: PairId) -> bool {
        self.gained_fields.contains(&pair_id)
    }

    /// A name for a cycle, its first field that look-ups find. The cycle of both sides has the same name if it has
    /// the same fields.
    pub(super) fn name(&self, fields: &FieldPairs<'s>, side: Side, cycle: u32) -> PairId {
        let mut members = self.plan(side).members(cycle).iter();
        let first = members.find(|field| fields.is_visible(side, **field));
        let name = first.map_or(PairId::ROOT, |first| fields.pair_id(side, first.0));
        match side {
            _ if !self.is_in_changed_cycle(name) => name,
            Side::Old => PairId { new: NONE, ..name },
            Side::New => PairId { old: NONE, ..name },
        }
    }

    /// Whether conditions within a cycle may see the end of a path as written: a field on the path, or one inside
    /// the last, is in the cycle.
    pub(super) fn is_seen_as_written(
        &self,
        fields: &FieldPairs<'s>,
        side: Side,
        path: &[FieldId],
        cycle: u32,
    ) -> bool {
        let plan = self.plan(side);
        let is_member = |field: &FieldId| plan.cycle(*field) == Some(cycle);
        let last = path.last().and_then(|last| fields.schema(side).get(*last));
        path.iter().any(is_member)
            || last.is_some_and(|last| {
                let members = plan.members(cycle);
                let from = members.partition_point(|member| member.0 <= last.index);
                members.get(from).is_some_and(|member| member.0 < last.node().end)
            })
    }
}

fn changed_cycles(plans: [&DisablePlan; 2], fields: &FieldPairs<'_>) -> HashSet<PairId> {
    let mut changed = HashSet::new();
    let members = |side: Side, cycle: u32| -> Vec<PairId> {
        let members = plans[side as usize].members(cycle).iter();
        let visible = members.filter(|field| fields.is_visible(side, **field));
        visible.map(|field| fields.pair_id(side, field.0)).collect()
    };
    for (side, other) in [(Side::Old, Side::New), (Side::New, Side::Old)] {
        for cycle in plans[side as usize].cycles() {
            let list = members(side, cycle);
            let partners: Option<Vec<u32>> = list
                .iter()
                .map(|pair_id| plans[other as usize].cycle(fields.field(other, *pair_id)?.field_id()))
                .collect();
            let same = partners.is_some_and(|partners| {
                let first = partners.first().copied();
                partners.iter().all(|partner| Some(*partner) == first)
                    && first.is_none_or(|first| members(other, first).len() == list.len())
            });
            if !same {
                changed.extend(list);
            }
        }
    }
    changed
}

fn gained_fields(plans: [&DisablePlan; 2], fields: &FieldPairs<'_>) -> HashSet<PairId> {
    let mut gained = HashSet::new();
    if plans.iter().all(|plan| plan.cycles().next().is_none()) {
        return gained;
    }
    for side in [Side::Old, Side::New] {
        for field in fields.schema(side).all_fields() {
            let is_unpaired = fields.pair_id(side, field.index).is_unpaired();
            if is_unpaired && fields.is_visible(side, field.field_id()) {
                gained.extend(field.ancestors().map(|around| fields.pair_id(side, around.index)));
            }
        }
    }
    gained
}
