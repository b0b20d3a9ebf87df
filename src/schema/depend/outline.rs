//! The fields of a schema level by level, as look-ups see them: of several siblings with one id only the first.

use std::sync::OnceLock;

use crate::schema::depend::ids::Ids;
use crate::schema::depend::table::Table;
use crate::schema::{FieldId, FieldRef, NOWHERE, Schema};
use crate::span::small;

/// All levels of a schema: the top, and the sub-fields of each field that has any.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    levels: Vec<Level>,
    /// By field: the number of the level of its sub-fields.
    below: Vec<u32>,
    /// By field: its place in the level that it belongs to; nowhere if an earlier sibling has its id.
    places: Vec<u32>,
}

/// Fields that stand beside each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Level {
    pub(crate) slots: Vec<Slot>,
    /// Made when a row is met whose fields do not come in the schema's order.
    by_id: OnceLock<Table>,
}

#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) id: Box<str>,
    pub(crate) field: FieldId,
}

static NOTHING_BELOW: Level = Level { slots: Vec::new(), by_id: OnceLock::new() };

impl Outline {
    pub(crate) fn new(schema: &Schema, ids: &Ids<'_>) -> Outline {
        let mut outline = Outline {
            levels: Vec::new(),
            below: Vec::new(),
            places: vec![NOWHERE; schema.all_fields().count()],
        };
        outline.level(schema.fields(), ids);
        outline.below.resize(outline.places.len(), NOWHERE);
        for field in schema.all_fields().filter(|field| field.fields().next().is_some()) {
            outline.below[field.index as usize] = small(outline.levels.len());
            outline.level(field.fields(), ids);
        }
        outline
    }

    fn level<'s>(&mut self, fields: impl Iterator<Item = FieldRef<'s>>, ids: &Ids<'_>) {
        let mut level = Level::default();
        for field in fields.filter(|&field| ids.is_first(field)) {
            self.places[field.index as usize] = small(level.slots.len());
            level.slots.push(Slot { id: field.id().into(), field: field.field_id() });
        }
        self.levels.push(level);
    }

    /// The top-level fields.
    pub(crate) fn top(&self) -> &Level {
        self.levels.first().unwrap_or(&NOTHING_BELOW)
    }

    /// The sub-fields of a field.
    pub(crate) fn below(&self, field: FieldId) -> &Level {
        let number = self.below.get(field.0 as usize).copied().unwrap_or(NOWHERE);
        self.levels.get(number as usize).unwrap_or(&NOTHING_BELOW)
    }

    /// The place of a field among its siblings.
    pub(crate) fn place(&self, field: FieldId) -> Option<usize> {
        self.places.get(field.0 as usize).filter(|&&place| place != NOWHERE).map(|&place| place as usize)
    }
}

impl Level {
    pub(crate) fn place_of(&self, id: &str) -> Option<u32> {
        let has_id = |place: u32| self.slots.get(place as usize).is_some_and(|slot| *slot.id == *id);
        let by_id = self.by_id.get_or_init(|| {
            let mut table = Table::new(self.slots.len());
            for (place, slot) in (0..).zip(&self.slots) {
                // Ids are there once, so that no number is put out.
                table.insert(&slot.id, place, |_| false);
            }
            table
        });
        by_id.get(id, has_id)
    }
}
