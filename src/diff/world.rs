//! Both schemas with all that is known of them together: who is who, whose disabling differs, what lists hold.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::code::Level;
use crate::diff::level::Meanings;
use crate::diff::lists::Lists;
use crate::diff::normal::Normal;
use crate::diff::pair::NONE;
use crate::diff::query::{Effort, Formula, MOST, Query, Slot};
use crate::diff::twins::{Side, Twins, Uid};
use crate::diff::view::Know;
use crate::schema::depend::DisablePlan;
use crate::schema::{Condition, FieldId, FieldRef, Schema, same, same_rule};
use crate::vocab::{FieldKind, RuleName};

/// How what is seen under new goes with what is seen under old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Same,
    /// The same, or nothing on one of the sides: the field may be newly disabled, or newly not.
    Switched {
        gain: bool,
        lose: bool,
    },
    /// Nothing is known.
    Apart,
}

/// How the disabling of a field differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flip {
    /// For any param at all.
    pub(super) differs: bool,
    /// Of a param that is valid under old: disabled now and not before.
    pub(super) gain: bool,
    /// Of a param that is valid under old: disabled before and not now.
    pub(super) lose: bool,
}

impl Flip {
    const ALL: Flip = Flip { differs: true, gain: true, lose: true };

    fn or(self, other: Flip) -> Flip {
        Flip {
            differs: self.differs | other.differs,
            gain: self.gain | other.gain,
            lose: self.lose | other.lose,
        }
    }
}

type Conditions<'s> = Rc<Vec<Normal<'s>>>;

/// Both schemas.
pub(super) struct World<'s> {
    pub(super) twins: Twins<'s>,
    pub(super) lists: Lists<'s>,
    pub(super) effort: Effort,
    /// How bad it is that another field than before is the first of its id, by both; found out once.
    pub(super) swaps: RefCell<HashMap<(u32, u32), Level>>,
    disabling: RefCell<HashMap<(Side, u32), Conditions<'s>>>,
    plans: [&'s DisablePlan; 2],
    /// Of each field that may be disabled on a side.
    flips: RefCell<HashMap<Uid, Flip>>,
    /// The same of all that is inside a field, itself included.
    inside: RefCell<HashMap<Uid, Flip>>,
    /// Whether both are the same tree of fields, of which the same take several instances.
    is_same_tree: bool,
    /// Of each field, whether it takes several instances.
    repeatable: [Vec<bool>; 2],
    /// Whether a condition of new asks for options.
    asks_lists: OnceCell<bool>,
    /// Fields whose cycle changed.
    turned: HashSet<Uid>,
    /// Fields inside which there are others than before; only asked for within cycles.
    grown: HashSet<Uid>,
}

impl<'s> World<'s> {
    pub(super) fn new(old: &'s Schema, new: &'s Schema) -> World<'s> {
        let twins = Twins::new(old, new);
        let repeatable: [Vec<bool>; 2] =
            [old, new].map(|schema| schema.all_fields().map(FieldRef::is_repeatable).collect());
        let is_same_tree = twins.is_same_tree && repeatable[0] == repeatable[1];
        let mut world = World {
            twins,
            lists: Lists::default(),
            effort: Effort::new(),
            swaps: RefCell::default(),
            disabling: RefCell::default(),
            plans: [old.disable_plan(), new.disable_plan()],
            flips: RefCell::default(),
            inside: RefCell::default(),
            is_same_tree,
            repeatable,
            asks_lists: OnceCell::new(),
            turned: HashSet::new(),
            grown: HashSet::new(),
        };
        world.turned = world.changed_cycles();
        world.grown = world.with_others_inside();
        world.decide();
        world
    }

    pub(super) fn plan(&self, side: Side) -> &'s DisablePlan {
        self.plans[side as usize]
    }

    /// The condition under which a field's own rules disable it; none if it is never disabled.
    pub(super) fn disabled(&self, query: &mut Query<'_, 's>, side: Side, field: FieldRef<'s>) -> Formula {
        if self.plan(side).is_always(field.field_id()) {
            return Formula::Is(true);
        }
        let cycle = self.plan(side).cycle(field.field_id());
        let conditions = self.disabling(side, field);
        query.limit(conditions.len());
        let conditions = conditions.iter().take(MOST);
        Formula::any(conditions.map(|when| query.condition(side, field, Some(when), cycle)).collect())
    }

    /// The conditions that disable a field, those that always hold or cannot be decided aside; sorted.
    fn disabling(&self, side: Side, field: FieldRef<'s>) -> Conditions<'s> {
        let mut known = self.disabling.borrow_mut();
        let conditions = known.entry((side, field.index)).or_insert_with(|| {
            let rules = field.rules_named(RuleName::Disable).filter(|rule| rule.is_true());
            let conditions = rules.filter_map(|rule| Normal::of(rule.condition()));
            let mut conditions: Vec<Normal<'s>> = conditions.filter(|when| !when.is_undecidable()).collect();
            conditions.sort_unstable();
            conditions.dedup();
            Rc::new(conditions)
        });
        Rc::clone(conditions)
    }

    /// Whether a field or one around it is always disabled.
    pub(super) fn is_dead(&self, side: Side, field: FieldRef<'_>) -> bool {
        let plan = self.plan(side);
        plan.is_always(field.field_id()) || field.ancestors().any(|around| plan.is_always(around.field_id()))
    }

    pub(super) fn flip(&self, uid: Uid) -> Flip {
        self.flips.borrow().get(&uid).copied().unwrap_or_default()
    }

    /// Whether a field stands in another cycle than before, or in one only now or only before.
    pub(super) fn is_turned(&self, uid: Uid) -> bool {
        self.turned.contains(&uid)
    }

    /// Whether a field is a complex that takes several instances.
    pub(super) fn is_repeatable(&self, side: Side, field: FieldRef<'_>) -> bool {
        self.repeatable[side as usize][field.index as usize]
    }

    /// Whether every condition that says what it said also means what it meant: all that could tell otherwise
    /// is the same. Before all disabling is decided this speaks of what is decided.
    pub(super) fn is_calm(&self) -> bool {
        self.is_same_tree
            && self.turned.is_empty()
            && self.flips.borrow().is_empty()
            && !*self
                .asks_lists
                .get_or_init(|| self.twins.new.all_conditions().any(Condition::asks_for_options))
    }

    /// How a slot's content under new goes with that under old.
    pub(super) fn relation(&self, slot: &Slot, know: Know) -> Relation {
        let (Some(old), Some(new)) =
            (self.twins.field(Side::Old, slot.target), self.twins.field(Side::New, slot.target))
        else {
            return Relation::Same;
        };
        if self.is_passed_otherwise(slot, old) || slot.raw.is_some() && self.is_grown(slot.target) {
            return Relation::Apart;
        }
        let flip = self.flip_of(slot, old, new);
        let (gain, lose) = match know {
            Know::Any => (flip.differs, flip.differs),
            Know::Old => (flip.gain, flip.lose),
        };
        match (gain, lose) {
            (false, false) => Relation::Same,
            // In some instances and not in others.
            _ if self.is_many(slot) => Relation::Apart,
            _ => Relation::Switched { gain, lose },
        }
    }

    /// Whether the way to a slot leads through a complex that takes several instances on one side only.
    pub(super) fn is_passed_otherwise(&self, slot: &Slot, old: FieldRef<'s>) -> bool {
        self.way(Side::Old, slot, old).skip(1).any(|field| {
            let twin = self.twins.field(Side::New, self.twins.uid(Side::Old, field.index));
            twin.is_some_and(|twin| {
                self.is_repeatable(Side::New, twin) != self.is_repeatable(Side::Old, field)
            })
        })
    }

    /// Whether there are other fields inside a field than before. What stands in a field that the old schema did
    /// not know is passed over where the complex around it is disabled, and seen as written within a cycle now.
    pub(super) fn is_grown(&self, uid: Uid) -> bool {
        self.grown.contains(&uid)
    }

    fn with_others_inside(&self) -> HashSet<Uid> {
        let mut grown = HashSet::new();
        for side in [Side::Old, Side::New] {
            if self.plans.iter().all(|plan| plan.cycles().next().is_none()) {
                continue;
            }
            for field in self.twins.schema(side).all_fields() {
                let uid = self.twins.uid(side, field.index);
                let alone = uid.0 == NONE || uid.1 == NONE;
                if alone && self.twins.is_visible(side, field.field_id()) {
                    grown.extend(field.ancestors().map(|around| self.twins.uid(side, around.index)));
                }
            }
        }
        grown
    }

    /// The difference in disabling of a slot's target, of those on the way to it, and of those inside it.
    pub(super) fn flip_of(&self, slot: &Slot, old: FieldRef<'s>, new: FieldRef<'s>) -> Flip {
        let mut flip = Flip::default();
        for field in self.way(Side::New, slot, new) {
            // Those of its own cycle are seen as written.
            let cycle = self.plan(Side::New).cycle(field.field_id());
            if slot.raw.is_some() && cycle.map(|cycle| self.cycle_name(Side::New, cycle)) == slot.raw {
                continue;
            }
            flip = flip.or(self.flip(self.twins.uid(Side::New, field.index)));
        }
        if [old, new].iter().any(|field| field.kind().is_some_and(FieldKind::has_fields)) {
            flip = flip.or(self.inside.borrow().get(&slot.target).copied().unwrap_or_default());
        }
        flip
    }

    /// The fields from a slot's target outwards, up to where the way to it begins.
    fn way(&self, side: Side, slot: &Slot, target: FieldRef<'s>) -> impl Iterator<Item = FieldRef<'s>> {
        let owner = self.twins.field(side, slot.owner);
        std::iter::once(target).chain(target.ancestors()).take_while(move |field| Some(*field) != owner)
    }

    /// Whether a slot is reached through a complex of several instances.
    pub(super) fn is_many(&self, slot: &Slot) -> bool {
        [Side::Old, Side::New].into_iter().any(|side| {
            let target = self.twins.field(side, slot.target);
            target.is_some_and(|target| {
                self.way(side, slot, target).skip(1).any(|around| self.is_repeatable(side, around))
            })
        })
    }

    /// Whether nothing of a slot is ever seen on a side.
    pub(super) fn is_off(&self, side: Side, slot: &Slot) -> bool {
        let Some(target) = self.twins.field(side, slot.target) else { return false };
        let plan = self.plan(side);
        self.way(side, slot, target).any(|field| plan.is_always(field.field_id()))
            || target.kind().is_some_and(FieldKind::has_fields) && self.is_hollow(side, target)
    }

    /// Whether nothing inside a complex can ever be seen.
    fn is_hollow(&self, side: Side, field: FieldRef<'_>) -> bool {
        let plan = self.plan(side);
        let mut next = field.index + 1;
        while next < field.node().end {
            let Some(nested) = self.twins.schema(side).get(FieldId(next)) else { return false };
            if !self.effort.spend(1) {
                return false;
            }
            let off = plan.is_always(nested.field_id()) || nested.kind() == Some(FieldKind::Label);
            if off {
                next = nested.node().end;
            } else if nested.kind().is_some_and(FieldKind::has_fields) {
                next += 1;
            } else {
                return false;
            }
        }
        true
    }

    /// Whether a field that is new cannot have had a value in a param that is valid under old.
    pub(super) fn was_refused(&self, uid: Uid) -> bool {
        let Some(field) = self.twins.field(Side::New, uid) else { return false };
        let is_old = |around: &FieldRef<'s>| !self.twins.uid(Side::New, around.index).is_new();
        match field.ancestors().find(is_old) {
            None => true,
            Some(around) => {
                let old = self.twins.field(Side::Old, self.twins.uid(Side::New, around.index));
                old.and_then(FieldRef::kind).is_some_and(FieldKind::has_fields)
            }
        }
    }

    /// Whether a target may be seen as written from within a cycle: it, one on the way, or one inside is of it.
    pub(super) fn is_raw(&self, side: Side, path: &[FieldId], cycle: u32) -> bool {
        let plan = self.plan(side);
        let of_cycle = |field: &FieldId| plan.cycle(*field) == Some(cycle);
        let last = path.last().and_then(|last| self.twins.schema(side).get(*last));
        path.iter().any(of_cycle)
            || last.is_some_and(|last| {
                let members = plan.members(cycle);
                let from = members.partition_point(|member| member.0 <= last.index);
                members.get(from).is_some_and(|member| member.0 < last.node().end)
            })
    }

    /// A name of a cycle, the same on both sides if the cycle is: its first field that look-ups find.
    pub(super) fn cycle_name(&self, side: Side, cycle: u32) -> Uid {
        let mut members = self.plan(side).members(cycle).iter();
        let first = members.find(|field| self.twins.is_visible(side, **field));
        let name = first.map_or(Uid::ROOT, |first| self.twins.uid(side, first.0));
        match side {
            _ if !self.is_turned(name) => name,
            // Another cycle sees the fields otherwise.
            Side::Old => Uid(name.0, NONE),
            Side::New => Uid(NONE, name.1),
        }
    }

    fn changed_cycles(&self) -> HashSet<Uid> {
        let mut turned = HashSet::new();
        let members = |side: Side, cycle: u32| -> Vec<Uid> {
            let members = self.plan(side).members(cycle).iter();
            let seen = members.filter(|field| self.twins.is_visible(side, **field));
            seen.map(|field| self.twins.uid(side, field.0)).collect()
        };
        for (side, other) in [(Side::Old, Side::New), (Side::New, Side::Old)] {
            for cycle in self.plan(side).cycles() {
                let list = members(side, cycle);
                let twins: Option<Vec<u32>> = list
                    .iter()
                    .map(|uid| self.plan(other).cycle(self.twins.field(other, *uid)?.field_id()))
                    .collect();
                let same = twins.is_some_and(|twins| {
                    let first = twins.first().copied();
                    twins.iter().all(|twin| Some(*twin) == first)
                        && first.is_none_or(|first| members(other, first).len() == list.len())
                });
                if !same {
                    turned.extend(list);
                }
            }
        }
        turned
    }

    /// Finds out how the disabling of each field differs. A field's answer depends on another's only where it
    /// depends on it under both schemas, so new's order, in which that other comes before, is good for both.
    fn decide(&self) {
        // Not for later: what it finds out of a field holds as soon as all that come before it are decided.
        let meanings = Meanings::default();
        let order = self.plan(Side::New).order().map(|field| self.twins.uid(Side::New, field.0));
        let ordered: Vec<Uid> = order.filter(|uid| !uid.is_new()).collect();
        let mut known = vec![false; self.twins.old.0.fields.len()];
        ordered.iter().filter(|uid| uid.0 != NONE).for_each(|uid| known[uid.0 as usize] = true);
        let of_old = |side: Side| self.plan(side).ever().map(move |field| self.twins.uid(side, field.0));
        let others = of_old(Side::Old).chain(of_old(Side::New));
        let first: Vec<Uid> = others.filter(|uid| known.get(uid.0 as usize) == Some(&false)).collect();
        for uid in first.into_iter().chain(ordered) {
            let (Some(old), Some(new)) = (self.twins.field(Side::Old, uid), self.twins.field(Side::New, uid))
            else {
                continue;
            };
            let flip = match self.is_turned(uid) {
                true => Flip::ALL,
                false if self.is_as_before(old, new, &meanings) => Flip::default(),
                false => self.flip_between(old, new),
            };
            if flip != Flip::default() {
                self.flips.borrow_mut().insert(uid, flip);
                for around in std::iter::once(new).chain(new.ancestors()) {
                    let uid = self.twins.uid(Side::New, around.index);
                    let mut inside = self.inside.borrow_mut();
                    let known = inside.entry(uid).or_default();
                    *known = known.or(flip);
                }
            }
        }
    }

    /// Whether a field has the disableRules that it had, and these mean what they meant.
    fn is_as_before(&self, old: FieldRef<'s>, new: FieldRef<'s>, meanings: &Meanings<'s>) -> bool {
        let always = [(Side::Old, old), (Side::New, new)];
        let [before, now] = always.map(|(side, field)| self.plan(side).is_always(field.field_id()));
        if before || now {
            return before == now;
        }
        let rules = |field: FieldRef<'s>| field.rules_named(RuleName::Disable);
        if self.is_calm() && same(rules(old), rules(new), same_rule) {
            return true;
        }
        let conditions = self.disabling(Side::New, new);
        self.disabling(Side::Old, old) == conditions
            && conditions.iter().all(|when| meanings.change(self, old, new, when, true).is_none())
    }

    fn flip_between(&self, old: FieldRef<'s>, new: FieldRef<'s>) -> Flip {
        let mut query = Query::new(self);
        let before = self.disabled(&mut query, Side::Old, old);
        let now = self.disabled(&mut query, Side::New, new);
        if query.is_same(&before, &now, Know::Any) {
            return Flip::default();
        }
        Flip {
            differs: true,
            gain: !query.implies(&now, &before, Know::Old),
            lose: !query.implies(&before, &now, Know::Old),
        }
    }
}
