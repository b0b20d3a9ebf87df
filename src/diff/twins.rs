//! Which field of the new schema is which of the old: the first ones of equal id paths, as look-ups find them.

use std::collections::HashMap;

use crate::Schema;
use crate::diff::pair::NONE;
use crate::schema::FieldRef;
use crate::validate::ids::Ids;

/// One of the two schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Old,
    New,
}

/// A field by its index in the old and in the new schema; [`NONE`] where it is not there. Both: the root.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Uid(pub(super) u32, pub(super) u32);

impl Uid {
    pub(super) const ROOT: Uid = Uid(NONE, NONE);

    pub(super) fn is_new(self) -> bool {
        self.0 == NONE && self.1 != NONE
    }
}

/// Both schemas, and who is who.
pub(super) struct Twins<'s> {
    pub(super) old: &'s Schema,
    pub(super) new: &'s Schema,
    pub(super) ids_old: Ids<'s>,
    pub(super) ids_new: Ids<'s>,
    new_of_old: Vec<u32>,
    old_of_new: Vec<u32>,
}

impl<'s> Twins<'s> {
    pub(super) fn new(old: &'s Schema, new: &'s Schema) -> Twins<'s> {
        let mut twins = Twins {
            old,
            new,
            ids_old: Ids::new(old),
            ids_new: Ids::new(new),
            new_of_old: vec![NONE; old.all_fields().count()],
            old_of_new: vec![NONE; new.all_fields().count()],
        };
        let mut waiting = twins.join(old.fields().collect(), new.fields().collect());
        while let Some((old, new)) = waiting.pop() {
            let below = twins.join(old.fields().collect(), new.fields().collect());
            waiting.extend(below);
        }
        twins
    }

    /// Joins the first ones of equal ids among siblings.
    fn join(&mut self, old: Vec<FieldRef<'s>>, new: Vec<FieldRef<'s>>) -> Vec<(FieldRef<'s>, FieldRef<'s>)> {
        let mut joined = Vec::with_capacity(old.len().min(new.len()));
        let mut first: Option<HashMap<&str, FieldRef<'s>>> = None;
        for (at, &field) in new.iter().enumerate() {
            if !self.ids_new.is_first(field) {
                continue;
            }
            // Mostly the order is the same.
            let beside =
                old.get(at).copied().filter(|one| one.id() == field.id() && self.ids_old.is_first(*one));
            let twin = beside.or_else(|| {
                let table = first.get_or_insert_with(|| {
                    let firsts = old.iter().filter(|one| self.ids_old.is_first(**one));
                    firsts.map(|one| (one.id(), *one)).collect()
                });
                table.get(field.id()).copied()
            });
            if let Some(twin) = twin {
                self.new_of_old[twin.index as usize] = field.index;
                self.old_of_new[field.index as usize] = twin.index;
                joined.push((twin, field));
            }
        }
        joined
    }

    pub(super) fn schema(&self, side: Side) -> &'s Schema {
        match side {
            Side::Old => self.old,
            Side::New => self.new,
        }
    }

    pub(super) fn ids(&self, side: Side) -> &Ids<'s> {
        match side {
            Side::Old => &self.ids_old,
            Side::New => &self.ids_new,
        }
    }

    pub(super) fn uid(&self, side: Side, field: u32) -> Uid {
        match side {
            Side::Old => Uid(field, self.new_of_old[field as usize]),
            Side::New => Uid(self.old_of_new[field as usize], field),
        }
    }

    /// The field on a side, if it is there.
    pub(super) fn field(&self, side: Side, uid: Uid) -> Option<FieldRef<'s>> {
        let index = match side {
            Side::Old => uid.0,
            Side::New => uid.1,
        };
        self.schema(side).get(crate::FieldId(index))
    }

    /// Whether look-ups find a field: it and all around it are the first of their ids.
    pub(super) fn is_visible(&self, side: Side, field: crate::FieldId) -> bool {
        let ids = self.ids(side);
        let field = self.schema(side).get(field);
        field.is_some_and(|field| ids.is_first(field) && field.ancestors().all(|around| ids.is_first(around)))
    }

    pub(super) fn are(&self, old: FieldRef<'_>, new: FieldRef<'_>) -> bool {
        self.new_of_old[old.index as usize] == new.index
    }
}
