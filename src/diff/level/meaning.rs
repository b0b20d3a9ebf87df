//! Conditions that say what they said and mean something else.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::diff::normal::{Ask, Normal, Question};
use crate::diff::query::Slot;
use crate::diff::reason::Cause;
use crate::diff::twins::{Side, Uid};
use crate::diff::world::World;
use crate::schema::FieldRef;
use crate::schema::depend::ids::Target;
use crate::vocab::Symbol;

/// What became of the fields that conditions name; found out once for each field and id.
#[derive(Default)]
pub(in crate::diff) struct Meanings<'s> {
    known: RefCell<HashMap<(u32, &'s str), Named>>,
}

/// A field that a condition names.
#[derive(Clone, Debug)]
struct Named {
    cause: Option<Cause>,
    old: Option<Target>,
    new: Option<Target>,
}

impl<'s> Meanings<'s> {
    /// Why a condition that stands on a field on both sides means something else now. One of a disableRule
    /// also looks at its cycle.
    pub(in crate::diff) fn change(
        &self,
        world: &World<'s>,
        old: FieldRef<'s>,
        new: FieldRef<'s>,
        when: &Normal<'s>,
        of_disable: bool,
    ) -> Option<Cause> {
        let uid = Uid(old.index, new.index);
        if of_disable && world.is_turned(uid) {
            return Some(Cause::Cycle);
        }
        let mut found = None;
        when.for_each(&mut |ask| {
            if found.is_none() {
                found = self.of_ask(world, old, new, ask, of_disable);
            }
        });
        found
    }

    fn of_ask(
        &self,
        world: &World<'s>,
        old: FieldRef<'s>,
        new: FieldRef<'s>,
        ask: &Ask<'s>,
        of_disable: bool,
    ) -> Option<Cause> {
        let mut known = self.known.borrow_mut();
        let named = known.entry((new.index, ask.field)).or_insert_with(|| named(world, old, new, ask.field));
        let cycle = world.plan(Side::New).cycle(new.field_id()).filter(|_| of_disable);
        let raw = cycle
            .zip(named.new.as_ref())
            .filter(|(cycle, target)| world.is_raw(Side::New, &target.path, *cycle));
        match raw {
            // Within the cycle it is seen as written, and only what is around it matters.
            Some((cycle, _)) => {
                of_slot(world, named, Some(cycle)).or_else(|| of_options(world, named, ask, true))
            }
            None => named.cause.clone().or_else(|| of_options(world, named, ask, false)),
        }
    }
}

fn named<'s>(world: &World<'s>, old: FieldRef<'s>, new: FieldRef<'s>, id: &str) -> Named {
    let mut named = Named {
        cause: None,
        old: world.twins.ids(Side::Old).resolve(old, id),
        new: world.twins.ids(Side::New).resolve(new, id),
    };
    named.cause = of_slot(world, &named, None);
    named
}

/// Whether the field is another one than before, or may be disabled in other circumstances.
fn of_slot<'s>(world: &World<'s>, named: &Named, cycle: Option<u32>) -> Option<Cause> {
    let (before, now) = match (&named.old, &named.new) {
        (None, None) => return None,
        (Some(old), Some(new)) => (old.field()?, new.field()?),
        (old, new) => {
            let path = |side: Side, target: &Option<Target>| {
                let field = target.as_ref().and_then(Target::field)?;
                Some(world.twins.schema(side).get(field)?.path())
            };
            return Some(Cause::Resolves { old: path(Side::Old, old), new: path(Side::New, new) });
        }
    };
    let (before, now) = (world.twins.old.get(before)?, world.twins.new.get(now)?);
    if !world.twins.are(before, now) {
        return Some(Cause::Resolves { old: Some(before.path()), new: Some(now.path()) });
    }
    let first = named.new.as_ref().and_then(|target| target.path.first().copied());
    let owner = first.and_then(|first| world.twins.new.get(first)).and_then(FieldRef::parent);
    let slot = Slot {
        owner: owner.map_or(Uid::ROOT, |owner| world.twins.uid(Side::New, owner.index)),
        target: Uid(before.index, now.index),
        raw: cycle.map(|cycle| world.cycle_name(Side::New, cycle)),
    };
    if world.is_passed_otherwise(&slot, before) {
        return Some(Cause::Instances(now.path()));
    }
    if cycle.is_some() && world.is_grown(slot.target) {
        return Some(Cause::Inside(now.path()));
    }
    world.flip_of(&slot, before, now).differs.then(|| Cause::Switched(now.path()))
}

/// Whether `in fieldOptions` can answer otherwise: the options are others, and something else than them can
/// stand in the field.
fn of_options<'s>(world: &World<'s>, named: &Named, ask: &Ask<'_>, raw: bool) -> Option<Cause> {
    if !matches!(ask.symbol, Question::Known(Symbol::InOptions | Symbol::NotInOptions)) {
        return None;
    }
    let old = world.twins.old.get(named.old.as_ref()?.field()?)?;
    let new = world.twins.new.get(named.new.as_ref()?.field()?)?;
    let difference = world.lists.difference(Some(old), Some(new));
    if !difference.added && !difference.removed {
        return None;
    }
    let shut = !raw && world.lists.is_shut(Side::Old, old) && world.lists.is_shut(Side::New, new);
    (!shut).then(|| Cause::Options(new.path()))
}
