//! The fields of a schema by level, as look-ups see them: of several siblings with one id only the first counts.

use std::sync::OnceLock;

use crate::schema::depend::ids::Ids;
use crate::schema::depend::table::Table;
use crate::schema::{FieldId, FieldRef, NOWHERE, Schema};
use crate::span::small;

/// All levels of a schema: the top, and the sub-fields of each field that has any.
#[derive(Clone, Debug, Default)]
pub(crate) struct FieldLevels {
    levels: Vec<Level>,
    /// By the index of the field: the number of the level of its sub-fields.
    below: Vec<u32>,
    /// By the index of the field: its place in its level; [`NOWHERE`] if an earlier sibling has its id.
    places: Vec<u32>,
}

/// Sibling fields.
#[derive(Clone, Debug, Default)]
pub(crate) struct Level {
    pub(crate) fields: Vec<LevelField>,
    /// Built for the first row whose fields are not in the order of the schema.
    by_id: OnceLock<Table>,
}

#[derive(Clone, Debug)]
pub(crate) struct LevelField {
    pub(crate) id: Box<str>,
    pub(crate) field: FieldId,
}

static NOTHING_BELOW: Level = Level { fields: Vec::new(), by_id: OnceLock::new() };

impl FieldLevels {
    pub(crate) fn new(schema: &Schema, ids: &Ids<'_>) -> FieldLevels {
        let mut levels = FieldLevels {
            levels: Vec::new(),
            below: Vec::new(),
            places: vec![NOWHERE; schema.all_fields().count()],
        };
        levels.add(schema.fields(), ids);
        levels.below.resize(levels.places.len(), NOWHERE);
        for field in schema.all_fields().filter(|field| field.fields().next().is_some()) {
            levels.below[field.index as usize] = small(levels.levels.len());
            levels.add(field.fields(), ids);
        }
        levels
    }

    fn add<'s>(&mut self, fields: impl Iterator<Item = FieldRef<'s>>, ids: &Ids<'_>) {
        let mut level = Level::default();
        for field in fields.filter(|&field| ids.is_first(field)) {
            self.places[field.index as usize] = small(level.fields.len());
            level.fields.push(LevelField { id: field.id().into(), field: field.field_id() });
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
        let has_id = |place: u32| self.fields.get(place as usize).is_some_and(|slot| *slot.id == *id);
        let by_id = self.by_id.get_or_init(|| {
            let mut table = Table::new(self.fields.len());
            for (place, slot) in (0..).zip(&self.fields) {
                // Ids are unique, so `insert` never replaces.
                table.insert(&slot.id, place, |_| false);
            }
            table
        });
        by_id.get(id, has_id)
    }
}
