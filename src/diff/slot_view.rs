//! How both schemas see the content of a slot.

use crate::diff::field_pairs::{PairId, Side};
use crate::diff::question::{Assumption, Slot};
use crate::diff::schema_pair::{DisableChange, SchemaPair};
use crate::schema::{FieldId, FieldRef};
use crate::vocab::FieldKind;

/// How the content of a slot under the new schema relates to its content under the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Same,
    /// The same, or nothing on one of the sides, because the field may be disabled there.
    Disabled {
        /// It may be nothing under the new schema only.
        newly_on: bool,
        /// It may be nothing under the old schema only.
        newly_off: bool,
    },
    /// Unknown.
    Independent,
}

impl<'s> SchemaPair<'s> {
    /// How the content of a slot under the new schema relates to its content under the old one.
    pub(super) fn relation(&self, slot: &Slot, assumption: Assumption) -> Relation {
        let (Some(old), Some(new)) =
            (self.fields.field(Side::Old, slot.target), self.fields.field(Side::New, slot.target))
        else {
            return Relation::Same;
        };
        if self.passes_other_instances(slot, old)
            || slot.cycle.is_some() && self.cycles.has_gained_fields(slot.target)
        {
            return Relation::Independent;
        }
        let change = self.disable_change_of(slot, old, new);
        let (newly_on, newly_off) = match assumption {
            Assumption::None => (change.differs, change.differs),
            Assumption::ValidUnderOld => (change.newly_on, change.newly_off),
        };
        match (newly_on, newly_off) {
            (false, false) => Relation::Same,
            // In some instances and not in others.
            _ if self.has_many_instances(slot) => Relation::Independent,
            _ => Relation::Disabled { newly_on, newly_off },
        }
    }

    /// How the disabling of a slot's target, of the fields on the path to it and of those inside it differs.
    pub(super) fn disable_change_of(
        &self,
        slot: &Slot,
        old: FieldRef<'s>,
        new: FieldRef<'s>,
    ) -> DisableChange {
        let mut change = DisableChange::default();
        for field in self.path_outwards(Side::New, slot, new) {
            // The fields of the cycle that asks are seen as written.
            let name = || {
                let cycle = self.cycles.cycle(Side::New, field);
                cycle.map(|cycle| self.cycles.name(&self.fields, Side::New, cycle))
            };
            if slot.cycle.is_some() && name() == slot.cycle {
                continue;
            }
            change = change.or(self.disable_change(self.fields.pair_id(Side::New, field.index)));
        }
        if [old, new].iter().any(|field| field.kind().is_some_and(FieldKind::has_fields)) {
            change = change.or(self.disable_change_inside(slot.target));
        }
        change
    }

    /// Whether the path to a slot leads through a complex field that takes several instances on one side only.
    pub(super) fn passes_other_instances(&self, slot: &Slot, old: FieldRef<'s>) -> bool {
        self.path_outwards(Side::Old, slot, old).skip(1).any(|field| {
            let partner = self.fields.partner(Side::Old, field);
            partner.is_some_and(|partner| {
                self.is_repeatable(Side::New, partner) != self.is_repeatable(Side::Old, field)
            })
        })
    }

    /// Whether the path to a slot leads through a complex field that takes several instances.
    pub(super) fn has_many_instances(&self, slot: &Slot) -> bool {
        [Side::Old, Side::New].into_iter().any(|side| {
            let target = self.fields.field(side, slot.target);
            target.is_some_and(|target| {
                self.path_outwards(side, slot, target).skip(1).any(|around| self.is_repeatable(side, around))
            })
        })
    }

    /// Whether conditions never see anything of a slot on a side.
    pub(super) fn is_never_seen(&self, side: Side, slot: &Slot) -> bool {
        let Some(target) = self.fields.field(side, slot.target) else { return false };
        let plan = self.cycles.plan(side);
        self.path_outwards(side, slot, target).any(|field| plan.is_always(field.field_id()))
            || target.kind().is_some_and(FieldKind::has_fields) && self.is_always_empty(side, target)
    }

    /// Whether conditions never see anything inside a complex field.
    fn is_always_empty(&self, side: Side, field: FieldRef<'_>) -> bool {
        let plan = self.cycles.plan(side);
        let mut next = field.index + 1;
        while next < field.node().end {
            let Some(nested) = self.fields.schema(side).get(FieldId(next)) else { return false };
            if !self.budget.spend(1) {
                return false;
            }
            let is_unseen = plan.is_always(nested.field_id()) || nested.kind() == Some(FieldKind::Label);
            if is_unseen {
                next = nested.node().end;
            } else if nested.kind().is_some_and(FieldKind::has_fields) {
                next += 1;
            } else {
                return false;
            }
        }
        true
    }

    /// Whether a param that is valid under the old schema cannot hold a value of a field that was added.
    pub(super) fn had_no_value(&self, pair_id: PairId) -> bool {
        let Some(field) = self.fields.field(Side::New, pair_id) else { return false };
        let is_paired = |around: &FieldRef<'s>| !self.fields.pair_id(Side::New, around.index).is_added();
        match field.ancestors().find(is_paired) {
            None => true,
            Some(around) => {
                let old = self.fields.partner(Side::New, around);
                old.and_then(FieldRef::kind).is_some_and(FieldKind::has_fields)
            }
        }
    }

    /// The fields from a slot's target outwards, up to where the path to it starts.
    fn path_outwards(
        &self,
        side: Side,
        slot: &Slot,
        target: FieldRef<'s>,
    ) -> impl Iterator<Item = FieldRef<'s>> {
        let owner = self.fields.field(side, slot.owner);
        std::iter::once(target).chain(target.ancestors()).take_while(move |field| Some(*field) != owner)
    }
}
