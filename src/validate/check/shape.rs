//! Whether what a param holds has the shape that the schema's type asks for.

use std::collections::HashMap;
use std::ops::ControlFlow;

use crate::condition::frame::Frame;
use crate::schema::FieldRef;
use crate::span::Span;
use crate::validate::check::{About, Checker, Flow, Sink};
use crate::validate::problem::{Misplaced, Problem, Unexpected};
use crate::value::{ParamField, Row, RowForm, Value};
use crate::vocab::{FieldKind, element};
use crate::xml::encoding::is_illegal;

impl<S: Sink> Checker<'_, '_, S> {
    /// Values and rows where the field takes them, in the elements in which they belong.
    pub(super) fn shape(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        found: &ParamField,
        kind: FieldKind,
    ) -> Flow {
        let about = |span| About::field(frame, field, span);
        let filled = |value: &&Value| !value.is_empty();
        let first_value = found.values().iter().find(filled);
        let first_row = found.rows().iter().find(|row| !row.is_empty());
        let unexpected = match kind {
            FieldKind::Label => {
                let span = first_value.map(Value::span).or(first_row.map(Row::span));
                span.map(|span| (Unexpected::OnLabel, span))
            }
            _ if kind.has_fields() => first_value.map(|value| (Unexpected::PlainOnComplex, value.span())),
            _ => first_row.map(|row| (Unexpected::ComplexOnPlain, row.span())),
        };
        if let Some((what, span)) = unexpected {
            self.report(Problem::UnexpectedValue(what), &about(span))?;
        }
        if kind.has_fields() {
            let mut filled = found.rows().iter().filter(|row| !row.is_empty());
            let second = || filled.clone().nth(1);
            if kind == FieldKind::Complex
                && !field.is_repeatable()
                && let Some(second) = second()
            {
                let count = filled.clone().count();
                self.report(Problem::TooManyValues { count }, &about(second.span()))?;
            }
            let (form, wanted) = match kind {
                FieldKind::Complex
                    if self.validator.schema.dialect().complex_wrapper() == element::COMPLEX_VALUE =>
                {
                    (RowForm::Singular, element::COMPLEX_VALUE)
                }
                _ => (RowForm::Plural, element::COMPLEX_VALUES),
            };
            let wrong = filled.find(|row| row.form != form && row.form != RowForm::Any);
            if let Some(row) = wrong {
                self.report(Problem::Wrapper(Misplaced::Rows { wanted }), &about(row.span()))?;
            }
        } else if kind != FieldKind::Label {
            let count = found.values().iter().filter(filled).count();
            if kind.is_single() && count > 1 {
                let second = found.values().iter().filter(filled).nth(1);
                self.report(Problem::TooManyValues { count }, &about(second.and_then(Value::span)))?;
            }
            // A value without a place was not read from XML, and stands in no element.
            let wrong = found
                .values()
                .iter()
                .find(|value| !value.is_empty() && value.wrapped != kind.is_multi() && self.is_from_xml());
            if let Some(value) = wrong {
                let wanted = kind.is_multi().then_some(element::VALUES);
                self.report(Problem::Wrapper(Misplaced::Values { wanted }), &about(value.span()))?;
            }
            if kind.is_multi() {
                self.repeated(frame, field, found.values())?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether the param was read from XML, so that wrappers mean something.
    fn is_from_xml(&self) -> bool {
        self.param.root.is_some()
    }

    /// The same text with the same attributes, twice in one field.
    fn repeated(&mut self, frame: &Frame<'_>, field: FieldRef<'_>, values: &[Value]) -> Flow {
        /// Up to so many values are compared with each other one by one, unless they carry many attributes.
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
        let about = About {
            number: Some(number),
            actual: Some(value.text()),
            ..About::field(frame, field, value.span())
        };
        self.report(Problem::DuplicateValue { first }, &about)
    }

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
        let about = About { number, ..About::field(frame, field, value.span()) };
        self.report(Problem::IllegalCharacter(character), &about)
    }

    /// Inside a disabled field only characters that XML forbids are reported.
    pub(super) fn illegal_inside(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        found: &ParamField,
    ) -> Flow {
        let multi = field.kind().is_some_and(FieldKind::is_multi);
        if found.content.marks.illegal().is_some() {
            let problem = Problem::IllegalCharacter(self.character_at(found.content.marks.illegal()));
            self.report(
                problem,
                &About { span: found.content.marks.illegal(), ..About::field(frame, field, None) },
            )?;
        }
        for (number, value) in found.values().iter().enumerate() {
            self.illegal(frame, field, value, multi.then_some(number))?;
        }
        let known: HashMap<&str, FieldRef<'_>> =
            self.validator.fields_below(Some(field)).map(|nested| (nested.id(), nested)).collect();
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

    /// The forbidden character that a span holds.
    pub(super) fn character_at(&self, span: Option<Span>) -> char {
        let text = self.param.source().zip(span).and_then(|(source, span)| source.get(span.range()));
        text.and_then(|text| text.chars().find(|&c| is_illegal(c))).unwrap_or_default()
    }
}
