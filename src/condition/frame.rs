//! A position in a param: a row within the rows around it, as frames on the stack.

use std::collections::HashMap;

use crate::condition::row_index::RowIndex;
use crate::param::Param;
use crate::path;
use crate::schema::depend::field_levels::{FieldLevels, Level};
use crate::schema::{FieldId, FieldRef};
use crate::span::Span;
use crate::value::{ParamField, Row};

/// The fields of a row by id: of several with one id, the first.
pub(crate) struct Lookup<'p> {
    pub(crate) fields: &'p [ParamField],
    /// A table, where there are too many for a linear search.
    table: Option<HashMap<&'p str, usize>>,
}

impl<'p> Lookup<'p> {
    pub(crate) fn new(fields: &'p [ParamField]) -> Lookup<'p> {
        /// Up to this many fields are searched linearly.
        const FEW: usize = 64;
        let table = (fields.len() > FEW).then(|| {
            let mut table = HashMap::with_capacity(fields.len());
            for (at, field) in fields.iter().enumerate() {
                table.entry(field.id()).or_insert(at);
            }
            table
        });
        Lookup { fields, table }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&'p ParamField> {
        match &self.table {
            Some(table) => table.get(id).and_then(|&at| self.fields.get(at)),
            None => self.fields.iter().find(|field| field.id() == id),
        }
    }
}

/// A row of a param, with the rows around it.
pub(crate) struct Frame<'p> {
    pub(crate) fields: &'p [ParamField],
    /// Identifies the row while the param is borrowed; 0 is the top.
    pub(crate) key: usize,
    parent: Option<&'p Frame<'p>>,
    /// The id of the field that the row belongs to, and its number where it has one.
    step: (&'p str, Option<usize>),
    levels: &'p FieldLevels,
    /// The fields that the schema has for the row.
    pub(crate) level: &'p Level,
    index: RowIndex,
    /// The span of the row, reported for fields that are missing from it.
    pub(crate) span: Option<Span>,
}

impl<'p> Frame<'p> {
    pub(crate) fn top(param: &'p Param, levels: &'p FieldLevels) -> Frame<'p> {
        let (fields, level) = (param.fields(), levels.top());
        Frame {
            fields,
            key: Frame::TOP,
            parent: None,
            step: ("", None),
            levels,
            level,
            index: RowIndex::new(fields, level),
            span: param.root_span,
        }
    }

    /// The key of the top.
    pub(crate) const TOP: usize = 0;

    /// The address of a row: it does not move while it is borrowed.
    pub(crate) fn key_of(row: &Row) -> usize {
        std::ptr::from_ref(row) as usize
    }

    /// A row of a field in a row.
    pub(crate) fn row(
        parent: &'p Frame<'p>,
        row: &'p Row,
        owner: FieldRef<'p>,
        number: Option<usize>,
    ) -> Frame<'p> {
        let index = RowIndex::new(row.fields(), parent.level_of(owner));
        Frame::with_index(parent, row, owner, number, index)
    }

    /// The same with the index found before.
    pub(crate) fn with_index(
        parent: &'p Frame<'p>,
        row: &'p Row,
        owner: FieldRef<'p>,
        number: Option<usize>,
        index: RowIndex,
    ) -> Frame<'p> {
        Frame {
            fields: row.fields(),
            key: Frame::key_of(row),
            parent: Some(parent),
            step: (owner.id(), number),
            levels: parent.levels,
            level: parent.level_of(owner),
            index,
            span: row.span(),
        }
    }

    /// The fields that the schema has inside a field.
    pub(crate) fn level_of(&self, owner: FieldRef<'_>) -> &'p Level {
        self.levels.below(owner.field_id())
    }

    /// The frame a number of levels outwards.
    pub(crate) fn out(&self, levels: usize) -> Option<&Frame<'p>> {
        let mut frame = self;
        for _ in 0..levels {
            frame = frame.parent?;
        }
        Some(frame)
    }

    /// The number of the row, where it has one.
    pub(crate) fn number(&self) -> Option<usize> {
        self.step.1
    }

    /// The row's values for a field of its level: of several with one id, the first.
    pub(crate) fn get(&self, field: FieldId) -> Option<&'p ParamField> {
        self.at(self.levels.place(field)?)
    }

    /// The same for the field at a place of the level.
    pub(crate) fn at(&self, place: usize) -> Option<&'p ParamField> {
        self.fields.get(self.index.get(place)?)
    }

    /// Whether each field of the row is in the schema, and the only one of its id.
    pub(crate) fn is_regular(&self) -> bool {
        self.index.is_regular
    }

    /// The path of a field in this row, and of one of its values.
    pub(crate) fn path(&self, id: &str, number: Option<usize>) -> String {
        // Enough for most paths.
        let mut pointer = String::with_capacity(48);
        self.push_path(&mut pointer);
        path::push_step(&mut pointer, id);
        if let Some(number) = number {
            path::push_step(&mut pointer, &number.to_string());
        }
        pointer
    }

    /// The path of the row itself.
    pub(crate) fn own_path(&self) -> String {
        let mut pointer = String::new();
        self.push_path(&mut pointer);
        pointer
    }

    fn push_path(&self, pointer: &mut String) {
        let Some(parent) = self.parent else { return };
        parent.push_path(pointer);
        path::push_step(pointer, self.step.0);
        if let Some(number) = self.step.1 {
            path::push_step(pointer, &number.to_string());
        }
    }
}
