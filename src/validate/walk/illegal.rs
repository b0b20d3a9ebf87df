//! Characters that XML forbids.

use std::collections::HashMap;
use std::ops::ControlFlow;

use crate::condition::frame::Frame;
use crate::schema::FieldRef;
use crate::span::Span;
use crate::validate::message::kind::FindingKind;
use crate::validate::sink::{Flow, Sink};
use crate::validate::walk::Checker;
use crate::validate::walk::context::Context;
use crate::value::{ParamField, Value};
use crate::vocab::FieldKind;
use crate::xml::encoding::is_illegal;

impl<S: Sink> Checker<'_, '_, S> {
    /// Those of a value and its attributes.
    pub(super) fn illegal(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        value: &Value,
        number: Option<usize>,
    ) -> Flow {
        let texts = std::iter::once(value.text()).chain(value.attributes().map(|(_, text)| text));
        let Some(character) = texts.flat_map(str::chars).find(|&c| is_illegal(c)) else {
            return ControlFlow::Continue(());
        };
        let context = Context { number, ..Context::field(frame, field, value.span()) };
        self.report(FindingKind::IllegalCharacter(character), &context)
    }

    /// Those next to the values of a field.
    pub(super) fn illegal_beside(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        found: &ParamField,
    ) -> Flow {
        let Some(span) = found.content.marks.illegal() else { return ControlFlow::Continue(()) };
        let kind = FindingKind::IllegalCharacter(self.character_at(span));
        self.report(kind, &Context::field(frame, field, Some(span)))
    }

    /// Those inside a disabled field, of which nothing else is reported.
    pub(super) fn illegal_inside(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        found: &ParamField,
    ) -> Flow {
        let is_multi = field.kind().is_some_and(FieldKind::is_multi);
        self.illegal_beside(frame, field, found)?;
        for (number, value) in found.values().iter().enumerate() {
            self.illegal(frame, field, value, is_multi.then_some(number))?;
        }
        let known: HashMap<&str, FieldRef<'_>> =
            self.plan.fields_below(Some(field)).map(|nested| (nested.id(), nested)).collect();
        for (number, row) in found.rows().iter().enumerate() {
            let inner = Frame::row(frame, row, field, field.is_array().then_some(number));
            for nested in row.fields() {
                if let Some(&known) = known.get(nested.id()) {
                    self.illegal_inside(&inner, known, nested)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// The forbidden character in a span of the source text.
    pub(super) fn character_at(&self, span: Span) -> char {
        let text = self.param.source().and_then(|source| source.get(span.range()));
        text.and_then(|text| text.chars().find(|&c| is_illegal(c))).unwrap_or_default()
    }
}
