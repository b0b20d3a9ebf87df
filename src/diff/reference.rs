//! Conditions that are written as before and have another meaning, because what they refer to changed.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::check::symbol::{Meaning, Test};
use crate::diff::canonical::{CanonicalCondition, Predicate, Term};
use crate::diff::field_pairs::{PairId, Side};
use crate::diff::question::Slot;
use crate::diff::reason::ShiftCause;
use crate::diff::schema_pair::SchemaPair;
use crate::schema::FieldRef;
use crate::schema::depend::ids::Target;

/// What changed about the fields that conditions refer to. Computed once for each field with a condition and each id
/// in it.
#[derive(Default)]
pub(super) struct ReferenceChanges<'s> {
    known: RefCell<HashMap<(u32, &'s str), Reference>>,
}

/// A field that a condition refers to.
#[derive(Clone, Debug)]
struct Reference {
    /// Why the reference has another meaning outside a cycle.
    cause: Option<ShiftCause>,
    old: Option<Target>,
    new: Option<Target>,
}

/// A field with a condition, in both schemas.
#[derive(Clone, Copy)]
pub(super) struct Owner<'s> {
    pub(super) old: FieldRef<'s>,
    pub(super) new: FieldRef<'s>,
    /// Whether the condition is that of a disableRule, which depends on the cycle of its field.
    pub(super) of_disable: bool,
}

impl<'s> ReferenceChanges<'s> {
    /// Why a condition that is written as before has another meaning; `None` if it has the same.
    pub(super) fn cause(
        &self,
        schemas: &SchemaPair<'s>,
        owner: Owner<'s>,
        when: &CanonicalCondition<'s>,
    ) -> Option<ShiftCause> {
        let pair_id = PairId { old: owner.old.index, new: owner.new.index };
        if owner.of_disable && schemas.cycles.is_in_changed_cycle(pair_id) {
            return Some(ShiftCause::Cycle);
        }
        let mut found = None;
        when.for_each(&mut |term| {
            if found.is_none() {
                found = self.cause_of_term(schemas, owner, term);
            }
        });
        found
    }

    fn cause_of_term(
        &self,
        schemas: &SchemaPair<'s>,
        owner: Owner<'s>,
        term: &Term<'s>,
    ) -> Option<ShiftCause> {
        let mut known = self.known.borrow_mut();
        let key = (owner.new.index, term.field);
        let reference = known.entry(key).or_insert_with(|| Reference::of(schemas, owner, term.field));
        let (fields, cycles) = (&schemas.fields, &schemas.cycles);
        let cycle = cycles.cycle(Side::New, owner.new).filter(|_| owner.of_disable);
        let as_written = cycle
            .zip(reference.new.as_ref())
            .filter(|(cycle, target)| cycles.is_seen_as_written(fields, Side::New, &target.path, *cycle));
        match as_written {
            // Within the cycle only the fields around the target matter.
            Some((cycle, _)) => {
                let cause = reference.cause_within(schemas, Some(cycle));
                cause.or_else(|| reference.cause_of_options(schemas, term, true))
            }
            None => reference.cause.clone().or_else(|| reference.cause_of_options(schemas, term, false)),
        }
    }
}

impl Reference {
    fn of<'s>(schemas: &SchemaPair<'s>, owner: Owner<'s>, id: &str) -> Reference {
        let mut reference = Reference {
            cause: None,
            old: schemas.fields.ids(Side::Old).resolve(owner.old, id),
            new: schemas.fields.ids(Side::New).resolve(owner.new, id),
        };
        reference.cause = reference.cause_within(schemas, None);
        reference
    }

    /// Why the reference has another meaning within a cycle, or outside: its field is another one, or may be disabled
    /// in other circumstances.
    fn cause_within(&self, schemas: &SchemaPair<'_>, cycle: Option<u32>) -> Option<ShiftCause> {
        let fields = &schemas.fields;
        let (old, new) = match (&self.old, &self.new) {
            (None, None) => return None,
            (Some(old), Some(new)) => (old.field()?, new.field()?),
            (old, new) => {
                let path = |side: Side, target: &Option<Target>| {
                    let field = target.as_ref().and_then(Target::field)?;
                    Some(fields.schema(side).get(field)?.path())
                };
                return Some(ShiftCause::Resolves { old: path(Side::Old, old), new: path(Side::New, new) });
            }
        };
        let (old, new) = (fields.old.get(old)?, fields.new.get(new)?);
        if !fields.is_pair(old, new) {
            return Some(ShiftCause::Resolves { old: Some(old.path()), new: Some(new.path()) });
        }
        let first = self.new.as_ref().and_then(|target| target.path.first().copied());
        let parent = first.and_then(|first| fields.new.get(first)).and_then(FieldRef::parent);
        let slot = Slot {
            owner: parent.map_or(PairId::ROOT, |parent| fields.pair_id(Side::New, parent.index)),
            target: PairId { old: old.index, new: new.index },
            cycle: cycle.map(|cycle| schemas.cycles.name(fields, Side::New, cycle)),
        };
        if schemas.passes_other_instances(&slot, old) {
            return Some(ShiftCause::Instances(new.path()));
        }
        if cycle.is_some() && schemas.cycles.has_gained_fields(slot.target) {
            return Some(ShiftCause::Inside(new.path()));
        }
        schemas.disable_change_of(&slot, old, new).differs.then(|| ShiftCause::Disabling(new.path()))
    }

    /// Why `in fieldOptions` can have another answer: the options changed, and the field may hold something else than
    /// options.
    fn cause_of_options(
        &self,
        schemas: &SchemaPair<'_>,
        term: &Term<'_>,
        as_written: bool,
    ) -> Option<ShiftCause> {
        match term.predicate {
            Predicate::Known(symbol) if Meaning::of(symbol).test == Test::Option => {}
            Predicate::Known(_) | Predicate::Unknown(_) => return None,
        }
        let (fields, lists) = (&schemas.fields, &schemas.lists);
        let old = fields.old.get(self.old.as_ref()?.field()?)?;
        let new = fields.new.get(self.new.as_ref()?.field()?)?;
        let difference = lists.difference(Some(old), Some(new));
        if !difference.added && !difference.removed {
            return None;
        }
        let holds_options_only = !as_written
            && lists.allows_only_options(Side::Old, old)
            && lists.allows_only_options(Side::New, new);
        (!holds_options_only).then(|| ShiftCause::Options(new.path()))
    }
}
