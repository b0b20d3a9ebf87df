//! Where in a param the validator stands: rows within rows, as frames on the stack.

use crate::param::{Param, ParamField, Row};
use crate::{Span, path};

/// A row of a param, with the rows around it.
pub(crate) struct Frame<'p> {
    pub(crate) fields: &'p [ParamField],
    /// Tells rows apart while the param is borrowed; 0 is the top.
    pub(crate) key: usize,
    parent: Option<&'p Frame<'p>>,
    /// The id of the field that the row belongs to, and its number where it has one.
    step: (&'p str, Option<usize>),
    /// The row's place in the text, for what is missing from it.
    pub(crate) span: Option<Span>,
}

impl<'p> Frame<'p> {
    pub(crate) fn top(param: &'p Param) -> Frame<'p> {
        let span = param.root_span;
        Frame { fields: param.fields(), key: Frame::TOP, parent: None, step: ("", None), span }
    }

    /// The key of the top.
    pub(crate) const TOP: usize = 0;

    /// A row lives at one place as long as it is borrowed, so its address is its name.
    pub(crate) fn key_of(row: &Row) -> usize {
        std::ptr::from_ref(row) as usize
    }

    pub(crate) fn row(parent: &'p Frame<'p>, row: &'p Row, id: &'p str, number: Option<usize>) -> Frame<'p> {
        let (fields, span) = (row.fields(), row.span());
        Frame { fields, key: Frame::key_of(row), parent: Some(parent), step: (id, number), span }
    }

    /// The frame so many levels out.
    pub(crate) fn out(&self, levels: usize) -> Option<&Frame<'p>> {
        let mut frame = self;
        for _ in 0..levels {
            frame = frame.parent?;
        }
        Some(frame)
    }

    /// The first field of an id.
    pub(crate) fn field(&self, id: &str) -> Option<&'p ParamField> {
        self.fields.iter().find(|field| field.id() == id)
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
