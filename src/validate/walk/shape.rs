//! Whether the content of a field has the shape that its type asks for.

use std::collections::HashMap;
use std::ops::ControlFlow;

use crate::condition::frame::Frame;
use crate::schema::FieldRef;
use crate::validate::message::kind::{FindingKind, Misplaced, Unexpected};
use crate::validate::sink::{Flow, Sink};
use crate::validate::walk::Checker;
use crate::validate::walk::context::Context;
use crate::value::{ParamField, Row, RowForm, Value};
use crate::vocab::{Dialect, FieldKind, element};

impl<S: Sink> Checker<'_, '_, S> {
    /// Reports values and rows that the field does not take, too many of them, and those in the wrong element.
    pub(super) fn shape(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        found: &ParamField,
        kind: FieldKind,
    ) -> Flow {
        let about = |span| Context::field(frame, field, span);
        let filled = |value: &&Value| !value.is_empty();
        let first_value = found.values().iter().find(filled);
        let first_row = found.rows().iter().find(|row| !row.is_empty());
        let unexpected = match kind {
            FieldKind::Label => {
                let span = first_value.map(Value::span).or(first_row.map(Row::span));
                span.map(|span| (Unexpected::OnLabel, span))
            }
            FieldKind::Complex | FieldKind::MultiComplex => {
                first_value.map(|value| (Unexpected::PlainOnComplex, value.span()))
            }
            FieldKind::Input | FieldKind::MultiInput | FieldKind::SingleCheck | FieldKind::MultiCheck => {
                first_row.map(|row| (Unexpected::ComplexOnPlain, row.span()))
            }
        };
        if let Some((what, span)) = unexpected {
            self.report(FindingKind::UnexpectedValue(what), &about(span))?;
        }
        if kind.has_fields() {
            let mut filled = found.rows().iter().filter(|row| !row.is_empty());
            let second = || filled.clone().nth(1);
            if kind == FieldKind::Complex
                && !field.is_repeatable()
                && let Some(second) = second()
            {
                let count = filled.clone().count();
                self.report(FindingKind::TooManyValues { count }, &about(second.span()))?;
            }
            let (form, wanted) = match self.plan.schema.dialect() {
                Dialect::ItemSchema | Dialect::Icbu if kind == FieldKind::Complex => {
                    (RowForm::Singular, element::COMPLEX_VALUE)
                }
                Dialect::Classic | Dialect::ItemSchema | Dialect::Icbu => {
                    (RowForm::Plural, element::COMPLEX_VALUES)
                }
            };
            let wrong = filled.find(|row| row.form != form && row.form != RowForm::Any);
            if let Some(row) = wrong {
                self.report(FindingKind::Wrapper(Misplaced::Rows { wanted }), &about(row.span()))?;
            }
        } else if kind != FieldKind::Label {
            let count = found.values().iter().filter(filled).count();
            if kind.is_single() && count > 1 {
                let second = found.values().iter().filter(filled).nth(1);
                self.report(FindingKind::TooManyValues { count }, &about(second.and_then(Value::span)))?;
            }
            let wrong = found
                .values()
                .iter()
                .find(|value| !value.is_empty() && value.wrapped != kind.is_multi() && self.is_from_xml());
            if let Some(value) = wrong {
                let wanted = kind.is_multi().then_some(element::VALUES);
                self.report(FindingKind::Wrapper(Misplaced::Values { wanted }), &about(value.span()))?;
            }
            if kind.is_multi() {
                self.repeated(frame, field, found.values())?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether the param was read from XML; otherwise values have no elements around them.
    fn is_from_xml(&self) -> bool {
        self.param.root.is_some()
    }

    /// Reports values that are repeated, with the same attributes.
    fn repeated(&mut self, frame: &Frame<'_>, field: FieldRef<'_>, values: &[Value]) -> Flow {
        /// Up to this many values, with as many attributes, are compared with each other; more are put in a table.
        const FEW: usize = 8;
        if values.len() <= FEW && values.iter().all(|value| value.attributes.len() <= FEW) {
            for (number, value) in values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
                if let Some(first) = values[..number].iter().position(|earlier| earlier == value) {
                    self.duplicate(frame, field, value, number, first)?;
                }
            }
            return ControlFlow::Continue(());
        }
        let mut first = HashMap::new();
        for (number, value) in values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            let mut attributes: Vec<_> = value.attributes.iter().collect();
            attributes.sort_unstable();
            let earlier = *first.entry((value.text(), attributes)).or_insert(number);
            if earlier < number {
                self.duplicate(frame, field, value, number, earlier)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn duplicate(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        value: &Value,
        number: usize,
        first: usize,
    ) -> Flow {
        let about = Context {
            number: Some(number),
            actual: Some(value.text()),
            ..Context::field(frame, field, value.span())
        };
        self.report(FindingKind::DuplicateValue { first }, &about)
    }
}
