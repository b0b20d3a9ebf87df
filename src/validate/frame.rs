//! Where in a param the validator stands: rows within rows, as frames on the stack.

use std::collections::HashMap;

use crate::param::{Param, ParamField, Row};
use crate::{Span, path};

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
    lookup: Lookup<'p>,
    /// The row's place in the text, for what is missing from it.
    pub(crate) span: Option<Span>,
}

impl<'p> Frame<'p> {
    pub(crate) fn top(param: &'p Param) -> Frame<'p> {
        let span = param.root_span;
        Frame {
            fields: param.fields(),
            key: Frame::TOP,
            parent: None,
            step: ("", None),
            lookup: Lookup::new(param.fields()),
            span,
        }
    }

    /// The key of the top.
    pub(crate) const TOP: usize = 0;

    /// A row lives at one place as long as it is borrowed, so its address is its name.
    pub(crate) fn key_of(row: &Row) -> usize {
        std::ptr::from_ref(row) as usize
    }

    pub(crate) fn row(parent: &'p Frame<'p>, row: &'p Row, id: &'p str, number: Option<usize>) -> Frame<'p> {
        let (fields, span) = (row.fields(), row.span());
        let key = Frame::key_of(row);
        Frame { fields, key, parent: Some(parent), step: (id, number), lookup: Lookup::new(fields), span }
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

    /// The first field of an id.
    pub(crate) fn field(&self, id: &str) -> Option<&'p ParamField> {
        self.lookup.get(id)
    }

    /// The same, trying first behind the one found before: fields mostly come in the schema's order. Right only
    /// where each id is there once.
    pub(crate) fn field_after(&self, id: &str, cursor: &mut usize) -> Option<&'p ParamField> {
        let next = self.fields.get(*cursor).filter(|field| field.id() == id);
        let found = next.or_else(|| self.field(id))?;
        if next.is_some() {
            *cursor += 1;
        }
        Some(found)
    }

    /// The path of a field in this row, and of one of its values.
    pub(crate) fn path(&self, id: &str, number: Option<usize>) -> String {
        let mut pointer = self.own_path();
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
