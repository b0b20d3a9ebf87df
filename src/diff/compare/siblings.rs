//! Fields of one parent: which were added, removed or moved.

use std::collections::HashMap;

use crate::code::{ChangeCode, Level};
use crate::diff::compare::walk::{FieldPair, Locations, Walk};
use crate::diff::field_pairs::Side;
use crate::diff::level::fields;
use crate::diff::level::verdict::Verdict;
use crate::diff::pairing::{NONE, Pairing};
use crate::diff::part::Location;
use crate::diff::reason::Reason;
use crate::path;
use crate::schema::{FieldRef, equal_subtrees};

/// Up to this many fields of one id are compared as a whole.
const MAX_COMPARED: usize = 16;

/// An id whose first field is another one than before.
struct ReplacedFirst {
    /// The indices of the fields.
    old: u32,
    new: u32,
    /// The worst level of the changes between both.
    level: Level,
    /// Whether both fields exist in both schemas, in another order.
    is_reordered: bool,
}

impl ReplacedFirst {
    fn verdict(&self) -> Verdict {
        match self.level {
            Level::Cosmetic => Verdict::cosmetic(Reason::SameMeaning),
            Level::Compatible => Verdict::compatible(Reason::AsksLess),
            Level::Breaking => Verdict::breaking(Reason::FirstChanged),
        }
    }
}

impl<'s> Walk<'_, 's> {
    /// Compares the fields inside a field, or inside the root.
    pub(super) fn siblings(
        &mut self,
        around: Option<FieldPair<'s>>,
        old: &[FieldRef<'s>],
        new: &[FieldRef<'s>],
    ) {
        let pairs = self.pair_siblings(old, new);
        let replaced = self.replaced_firsts(old, new, &pairs);
        if let Some(moves) = pairs.moves() {
            let at = around.map_or(Locations::both(Location::Root, Location::Root), |pair| {
                Locations::both(Location::Field(pair.old.index), Location::Field(pair.new.index))
            });
            let mut verdict = Verdict::cosmetic(Reason::OrderOnly);
            for one in replaced.values().filter(|one| one.is_reordered) {
                verdict = verdict.worse(one.verdict());
            }
            self.push_moves(ChangeCode::FieldsReordered, verdict, at, moves);
        }
        for (of_old, of_new) in pairs.merged() {
            let of_old = of_old.and_then(|at| old.get(at as usize).copied());
            let of_new = of_new.and_then(|at| new.get(at as usize).copied());
            match (of_old, of_new) {
                (Some(old), Some(new)) => self.pair(old, new),
                (Some(old), None) => {
                    let first = replaced.get(old.id()).filter(|one| one.old == old.index);
                    let removed = || fields::removed(self.schemas(), old);
                    let verdict = first.map_or_else(removed, ReplacedFirst::verdict);
                    let at = Locations { old: Some(Location::Field(old.index)), new: None };
                    self.push_at_child(old.id(), ChangeCode::FieldRemoved, verdict, at);
                }
                (None, Some(new)) => {
                    let first = replaced.get(new.id()).filter(|one| one.new == new.index);
                    let added = || fields::added(self.schemas(), new);
                    let verdict = first.map_or_else(added, ReplacedFirst::verdict);
                    let at = Locations { old: None, new: Some(Location::Field(new.index)) };
                    self.push_at_child(new.id(), ChangeCode::FieldAdded, verdict, at);
                }
                (None, None) => {}
            }
        }
    }

    fn push_at_child(&mut self, id: &str, code: ChangeCode, verdict: Verdict, at: Locations) {
        let length = self.path.len();
        path::push_step(&mut self.path, id);
        self.push(code, verdict, at);
        self.path.truncate(length);
    }

    /// Pairs siblings by id; fields of the same id first with an equal one.
    fn pair_siblings(&self, old: &[FieldRef<'s>], new: &[FieldRef<'s>]) -> Pairing {
        let mut pairs = Pairing::unpaired(old.len(), new.len());
        let repeated = |list: &[FieldRef<'s>]| {
            let mut found: HashMap<&'s str, usize> = HashMap::new();
            for field in list.iter().filter(|field| !field.is_first()) {
                *found.entry(field.id()).or_default() += 1;
            }
            found
        };
        let (of_old, of_new) = (repeated(old), repeated(new));
        let has_repeated = !of_old.is_empty() || !of_new.is_empty();
        if has_repeated {
            let is_compared = |id: &str| {
                let counts = [of_old.get(id), of_new.get(id)].map(|count| count.copied().unwrap_or_default());
                counts != [0, 0] && counts[0].max(counts[1]) < MAX_COMPARED
            };
            let indices = |list: &[FieldRef<'s>]| {
                let mut found: HashMap<&'s str, Vec<u32>> = HashMap::new();
                for (at, field) in (0..).zip(list).filter(|(_, field)| is_compared(field.id())) {
                    found.entry(field.id()).or_default().push(at);
                }
                found
            };
            let of_new = indices(new);
            for (id, of_id) in indices(old) {
                for at in of_id {
                    let unpaired = of_new.get(id).into_iter().flatten().copied();
                    let mut unpaired = unpaired.filter(|place| pairs.old_of_new[*place as usize] == NONE);
                    let equal = unpaired.find(|place| equal_subtrees(old[at as usize], new[*place as usize]));
                    if let Some(place) = equal {
                        pairs.join(at, place);
                    }
                }
            }
        }
        let is_parallel = !has_repeated
            && old.len() == new.len()
            && old.iter().zip(new).all(|(old, new)| old.id() == new.id());
        if is_parallel {
            return Pairing::identity(old.len());
        }
        pairs.join_by(
            |at| old.get(at as usize).map(|field| field.id()),
            |at| new.get(at as usize).map(|field| field.id()),
        );
        pairs
    }

    /// The ids whose first field is another one than before. Only the first field of an id matters for validation.
    fn replaced_firsts(
        &self,
        old: &[FieldRef<'s>],
        new: &[FieldRef<'s>],
        pairs: &Pairing,
    ) -> HashMap<&'s str, ReplacedFirst> {
        let mut found = HashMap::new();
        let fields = &self.schemas().fields;
        for (at, old_field) in old.iter().enumerate() {
            if !fields.is_visible(Side::Old, old_field.field_id()) {
                continue;
            }
            let Some(new_field) = fields.partner(Side::Old, *old_field) else { continue };
            let paired = pairs.new_of_old[at];
            if new.get(paired as usize).is_some_and(|pair| pair.index == new_field.index) {
                continue;
            }
            let key = (old_field.index, new_field.index);
            let known = self.context.replaced_firsts.borrow().get(&key).copied();
            let level = known.unwrap_or_else(|| {
                let mut walk = Walk::new(self.context);
                walk.field(*old_field, new_field);
                walk.changes.iter().map(|change| change.level).max().unwrap_or(Level::Cosmetic)
            });
            self.context.replaced_firsts.borrow_mut().insert(key, level);
            let place = new.binary_search_by_key(&new_field.index, |field| field.index).ok();
            let is_new_paired = place.is_some_and(|place| pairs.old_of_new[place] != NONE);
            let is_reordered = paired != NONE && is_new_paired;
            let (of_old, of_new) = (old_field.index, new_field.index);
            found.insert(old_field.id(), ReplacedFirst { old: of_old, new: of_new, level, is_reordered });
        }
        found
    }
}
