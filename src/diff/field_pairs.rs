//! Which field of the new schema corresponds to which of the old one: the first fields of equal id paths, which are
//! those that look-ups find.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::diff::pairing::NONE;
use crate::schema::depend::ids::Ids;
use crate::schema::{FieldId, FieldRef, NOWHERE, Schema};

/// One of the two schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Old,
    New,
}

/// A field by its indices in both schemas; [`NONE`] where it does not exist. The root has [`NONE`] in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct PairId {
    pub(super) old: u32,
    pub(super) new: u32,
}

impl PairId {
    pub(super) const ROOT: PairId = PairId { old: NONE, new: NONE };

    /// Whether the field exists in the new schema only.
    pub(super) fn is_added(self) -> bool {
        self.old == NONE && self.new != NONE
    }

    /// Whether the field exists in one schema only.
    pub(super) fn is_unpaired(self) -> bool {
        self.old == NONE || self.new == NONE
    }
}

/// Both schemas and the pairs of their fields.
pub(super) struct FieldPairs<'s> {
    pub(super) old: &'s Schema,
    pub(super) new: &'s Schema,
    /// Whether both schemas have the same tree of fields: the same ids, types and nesting.
    pub(super) is_same_tree: bool,
    ids: [OnceCell<Ids<'s>>; 2],
    /// By field: whether look-ups find it, that is, whether it and all its ancestors are the first of their ids.
    visible: [Vec<bool>; 2],
    new_of_old: Vec<u32>,
    old_of_new: Vec<u32>,
}

impl<'s> FieldPairs<'s> {
    pub(super) fn new(old: &'s Schema, new: &'s Schema) -> FieldPairs<'s> {
        let is_same_tree = is_same_tree(old, new);
        let visible_old = visible(old);
        let visible_new = if is_same_tree { visible_old.clone() } else { visible(new) };
        let mut pairs = FieldPairs {
            old,
            new,
            is_same_tree,
            ids: [OnceCell::new(), OnceCell::new()],
            new_of_old: vec![NONE; visible_old.len()],
            old_of_new: vec![NONE; visible_new.len()],
            visible: [visible_old, visible_new],
        };
        if is_same_tree {
            for (field, _) in (0..).zip(&pairs.visible[0]).filter(|(_, visible)| **visible) {
                pairs.new_of_old[field as usize] = field;
                pairs.old_of_new[field as usize] = field;
            }
            return pairs;
        }
        let mut waiting = pairs.join(old.fields().collect(), new.fields().collect());
        while let Some((old, new)) = waiting.pop() {
            let below = pairs.join(old.fields().collect(), new.fields().collect());
            waiting.extend(below);
        }
        pairs
    }

    /// Pairs the first siblings of equal ids, and returns these pairs.
    fn join(&mut self, old: Vec<FieldRef<'s>>, new: Vec<FieldRef<'s>>) -> Vec<(FieldRef<'s>, FieldRef<'s>)> {
        let mut joined = Vec::with_capacity(old.len().min(new.len()));
        let mut first: Option<HashMap<&str, FieldRef<'s>>> = None;
        for (at, &field) in new.iter().enumerate() {
            if !field.is_first() {
                continue;
            }
            // In most schemas the order did not change; then no table is needed.
            let beside = old.get(at).copied().filter(|one| one.id() == field.id() && one.is_first());
            let partner = beside.or_else(|| {
                let table = first.get_or_insert_with(|| {
                    let firsts = old.iter().filter(|one| one.is_first());
                    firsts.map(|one| (one.id(), *one)).collect()
                });
                table.get(field.id()).copied()
            });
            if let Some(partner) = partner {
                self.new_of_old[partner.index as usize] = field.index;
                self.old_of_new[field.index as usize] = partner.index;
                joined.push((partner, field));
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

    /// The fields of a side by id, computed on first use.
    pub(super) fn ids(&self, side: Side) -> &Ids<'s> {
        self.ids[side as usize].get_or_init(|| Ids::new(self.schema(side)))
    }

    /// The pair of a field, given by its index on a side.
    pub(super) fn pair_id(&self, side: Side, field: u32) -> PairId {
        match side {
            Side::Old => PairId { old: field, new: self.new_of_old[field as usize] },
            Side::New => PairId { old: self.old_of_new[field as usize], new: field },
        }
    }

    /// The field of a pair on a side, if it exists there.
    pub(super) fn field(&self, side: Side, pair_id: PairId) -> Option<FieldRef<'s>> {
        let index = match side {
            Side::Old => pair_id.old,
            Side::New => pair_id.new,
        };
        self.schema(side).get(FieldId(index))
    }

    /// The partner on the other side of a field, if it has one.
    pub(super) fn partner(&self, side: Side, field: FieldRef<'s>) -> Option<FieldRef<'s>> {
        let other = match side {
            Side::Old => Side::New,
            Side::New => Side::Old,
        };
        self.field(other, self.pair_id(side, field.index))
    }

    /// Whether look-ups find a field.
    pub(super) fn is_visible(&self, side: Side, field: FieldId) -> bool {
        self.visible[side as usize].get(field.0 as usize).is_some_and(|visible| *visible)
    }

    pub(super) fn is_pair(&self, old: FieldRef<'_>, new: FieldRef<'_>) -> bool {
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

/// By field: whether look-ups find it.
fn visible(schema: &Schema) -> Vec<bool> {
    let fields = &schema.0.fields;
    let mut visible: Vec<bool> = fields.iter().map(|field| field.is_first).collect();
    for (at, field) in fields.iter().enumerate().filter(|(_, field)| field.parent != NOWHERE) {
        visible[at] &= visible[field.parent as usize];
    }
    visible
}
