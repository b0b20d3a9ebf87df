//! Which field of the new schema is which of the old: the first ones of equal id paths, as look-ups find them.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::diff::pair::NONE;
use crate::schema::depend::ids::Ids;
use crate::schema::{FieldRef, NOWHERE, Schema};

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
    /// Whether both are the same tree of fields: ids, types, and what is inside what.
    pub(super) is_same_tree: bool,
    ids: [OnceCell<Ids<'s>>; 2],
    /// Of each field, whether it is the first of its id among its siblings.
    first: [Vec<bool>; 2],
    /// Of each field, whether look-ups find it: it and all around it are the first of their ids.
    visible: [Vec<bool>; 2],
    new_of_old: Vec<u32>,
    old_of_new: Vec<u32>,
}

impl<'s> Twins<'s> {
    pub(super) fn new(old: &'s Schema, new: &'s Schema) -> Twins<'s> {
        let is_same_tree = is_same_tree(old, new);
        let first_old = firsts(old);
        let visible_old = visible(old, &first_old);
        let (first_new, visible_new) = if is_same_tree {
            (first_old.clone(), visible_old.clone())
        } else {
            let first = firsts(new);
            let visible = visible(new, &first);
            (first, visible)
        };
        let mut twins = Twins {
            old,
            new,
            is_same_tree,
            ids: [OnceCell::new(), OnceCell::new()],
            new_of_old: vec![NONE; first_old.len()],
            old_of_new: vec![NONE; first_new.len()],
            first: [first_old, first_new],
            visible: [visible_old, visible_new],
        };
        if is_same_tree {
            for (field, _) in (0..).zip(&twins.visible[0]).filter(|(_, visible)| **visible) {
                twins.new_of_old[field as usize] = field;
                twins.old_of_new[field as usize] = field;
            }
            return twins;
        }
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
            if !self.is_first(Side::New, field) {
                continue;
            }
            // Mostly the order is the same.
            let beside =
                old.get(at).copied().filter(|one| one.id() == field.id() && self.is_first(Side::Old, *one));
            let twin = beside.or_else(|| {
                let table = first.get_or_insert_with(|| {
                    let firsts = old.iter().filter(|one| self.is_first(Side::Old, **one));
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

    /// The fields of a side by id, made when they are asked for.
    pub(super) fn ids(&self, side: Side) -> &Ids<'s> {
        self.ids[side as usize].get_or_init(|| Ids::new(self.schema(side)))
    }

    pub(super) fn is_first(&self, side: Side, field: FieldRef<'_>) -> bool {
        self.first[side as usize][field.index as usize]
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
        self.schema(side).get(crate::schema::FieldId(index))
    }

    /// Whether look-ups find a field.
    pub(super) fn is_visible(&self, side: Side, field: crate::schema::FieldId) -> bool {
        self.visible[side as usize].get(field.0 as usize).is_some_and(|visible| *visible)
    }

    pub(super) fn are(&self, old: FieldRef<'_>, new: FieldRef<'_>) -> bool {
        self.new_of_old[old.index as usize] == new.index
    }
}

fn is_same_tree(old: &Schema, new: &Schema) -> bool {
    let (old, new) = (&old.0, &new.0);
    old.fields.len() == new.fields.len()
        && old.fields.iter().zip(&new.fields).all(|(a, b)| {
            (a.parent, a.end, a.kind) == (b.parent, b.end, b.kind) && old.bytes(a.id) == new.bytes(b.id)
        })
}

fn firsts(schema: &Schema) -> Vec<bool> {
    let fields = &schema.0.fields;
    let mut seen = HashSet::with_capacity(fields.len());
    fields.iter().map(|field| seen.insert((field.parent, schema.0.bytes(field.id)))).collect()
}

fn visible(schema: &Schema, first: &[bool]) -> Vec<bool> {
    let mut visible = first.to_vec();
    for (at, field) in schema.0.fields.iter().enumerate().filter(|(_, field)| field.parent != NOWHERE) {
        visible[at] &= visible[field.parent as usize];
    }
    visible
}
