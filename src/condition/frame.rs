//! Where in a param the validator stands: rows within rows, as frames on the stack.

use std::collections::HashMap;

use crate::condition::row_index::Places;
use crate::param::Param;
use crate::path;
use crate::schema::depend::outline::{Level, Outline};
use crate::schema::{FieldId, FieldRef};
use crate::span::Span;
use crate::value::{ParamField, Row};

/// The fields of a row by id: of several with one id the first.
pub(crate) struct Lookup<'p> {
    pub(crate) fields: &'p [ParamField],
    /// A table, where there are too many to look through.
    table: Option<HashMap<&'p str, usize>>,
}

impl<'p> Lookup<'p> {
    pub(crate) fn new(fields: &'p [ParamField]) -> Lookup<'p> {
        /// Up to so many fields are looked through one after the other.
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
    /// Tells rows apart while the param is borrowed; 0 is the top.
    pub(crate) key: usize,
    parent: Option<&'p Frame<'p>>,
    /// The id of the field that the row belongs to, and its number where it has one.
    step: (&'p str, Option<usize>),
    outline: &'p Outline,
    /// The fields that the schema has for the row.
    pub(crate) level: &'p Level,
    places: Places,
    /// The row's place in the text, for what is missing from it.
    pub(crate) span: Option<Span>,
}

impl<'p> Frame<'p> {
    pub(crate) fn top(param: &'p Param, outline: &'p Outline) -> Frame<'p> {
        let (fields, level) = (param.fields(), outline.top());
        Frame {
            fields,
            key: Frame::TOP,
            parent: None,
            step: ("", None),
            outline,
            level,
            places: Places::new(fields, level),
            span: param.root_span,
        }
    }

    /// The key of the top.
    pub(crate) const TOP: usize = 0;

    /// A row lives at one place as long as it is borrowed, so its address is its name.
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
        let places = Places::new(row.fields(), parent.level_of(owner));
        Frame::with_places(parent, row, owner, number, places)
    }

    /// The same with the places found before.
    pub(crate) fn with_places(
        parent: &'p Frame<'p>,
        row: &'p Row,
        owner: FieldRef<'p>,
        number: Option<usize>,
        places: Places,
    ) -> Frame<'p> {
        Frame {
            fields: row.fields(),
            key: Frame::key_of(row),
            parent: Some(parent),
            step: (owner.id(), number),
            outline: parent.outline,
            level: parent.level_of(owner),
            places,
            span: row.span(),
        }
    }

    /// The fields that the schema has inside a field.
    pub(crate) fn level_of(&self, owner: FieldRef<'_>) -> &'p Level {
        self.outline.below(owner.field_id())
    }

    /// The frame so many levels out.
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

    /// What the row has for a field of its level: of several with one id the first.
    pub(crate) fn get(&self, field: FieldId) -> Option<&'p ParamField> {
        self.at(self.outline.place(field)?)
    }

    /// The same for the field at a place of the level.
    pub(crate) fn at(&self, place: usize) -> Option<&'p ParamField> {
        self.fields.get(self.places.get(place)?)
    }

    /// Whether each field of the row is in the schema, and the only one of its id.
    pub(crate) fn is_regular(&self) -> bool {
        self.places.is_regular
    }

    /// The path of a field in this row, and of one of its values.
    pub(crate) fn path(&self, id: &str, number: Option<usize>) -> String {
        // Enough for most, so that it need not grow.
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
