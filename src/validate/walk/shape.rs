//! Whether the content of a field has the shape that its type asks for.

use std::collections::HashMap;
use std::ops::ControlFlow;

use crate::check::custom::own_text;
use crate::code::Severity;
use crate::condition::evaluate;
use crate::condition::evaluate::DisabledLookup;
use crate::condition::frame::Frame;
use crate::schema::FieldRef;
use crate::span::Span;
use crate::validate::message::kind::{FindingKind, Misplaced, Unexpected};
use crate::validate::sink::{Flow, Sink};
use crate::validate::walk::context::Context;
use crate::validate::walk::{Checker, is_blank};
use crate::value::{ParamField, Row, RowForm, Value};
use crate::vocab::{FieldKind, element};

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
            let filled = found.rows().iter().filter(|row| !row.is_empty());
            let second = || filled.clone().nth(1);
            if kind == FieldKind::Complex
                && !field.is_repeatable()
                && let Some(second) = second()
            {
                let count = filled.clone().count();
                self.report(FindingKind::TooManyValues { count }, &about(second.span()))?;
            }
        } else if kind != FieldKind::Label {
            let count = found.values().iter().filter(filled).count();
            if kind.is_single() && count > 1 {
                let second = found.values().iter().filter(filled).nth(1);
                self.report(FindingKind::TooManyValues { count }, &about(second.and_then(Value::span)))?;
            }
            if kind.is_multi() {
                self.repeated(frame, field, found.values())?;
            }
        }
        self.wrapper(frame, field, found, kind)
    }

    /// Reports content in the wrong element: one finding per field, the more severe one, else the first.
    fn wrapper(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        found: &ParamField,
        kind: FieldKind,
    ) -> Flow {
        let mut wrong: Option<(Severity, Misplaced, Option<Span>)> = None;
        let mut add = |what, span: Option<Span>| {
            let severity = FindingKind::Wrapper(what).severity();
            let is_first =
                wrong.is_none_or(|(known, _, at)| severity > known || (severity == known && span < at));
            if is_first {
                wrong = Some((severity, what, span));
            }
        };
        if let Some(span) = found.content.marks.ignored() {
            add(Misplaced::Ignored, Some(span));
        }
        if kind.has_fields() {
            let (form, wanted) = self.row_form(kind);
            let refuses = self.plan.schema.dialect().refuses_other_wrappers() && !field.is_repeatable();
            for row in found.rows().iter().filter(|row| !row.is_empty()) {
                if row.form != form && row.form != RowForm::Any {
                    // What is directly in the field: `complex-values` in a complex, whatever is inside.
                    let is_refused = match row.form {
                        RowForm::Plural | RowForm::Singular => refuses,
                        RowForm::Nested => refuses && kind == FieldKind::Complex,
                        RowForm::Any | RowForm::Bare => false,
                    };
                    let what = match is_refused {
                        true => Misplaced::Refused { wanted },
                        false => Misplaced::Rows { wanted },
                    };
                    add(what, row.span());
                }
            }
        } else if kind != FieldKind::Label {
            let wanted = kind.is_multi().then_some(element::VALUES);
            let is_wrong = |value: &&Value| !value.is_empty() && !self.is_in_place(value, kind);
            if let Some(value) = found.values().iter().find(is_wrong) {
                add(Misplaced::Values { wanted }, value.span());
            }
        }
        match wrong {
            Some((_, what, span)) => {
                self.report(FindingKind::Wrapper(what), &Context::field(frame, field, span))
            }
            None => ControlFlow::Continue(()),
        }
    }

    /// The element for the complex values or rows of a field.
    fn row_form(&self, kind: FieldKind) -> (RowForm, &'static str) {
        let wrapper = self.plan.schema.dialect().complex_wrapper();
        if kind == FieldKind::Complex && wrapper == element::COMPLEX_VALUE {
            (RowForm::Singular, element::COMPLEX_VALUE)
        } else {
            (RowForm::Plural, element::COMPLEX_VALUES)
        }
    }

    /// Whether a value is in the element for its field.
    fn is_in_place(&self, value: &Value, kind: FieldKind) -> bool {
        value.wrapped == kind.is_multi() || !self.is_from_xml()
    }

    /// Whether a field has a text that is not blank and is in the right elements, so that the platform reads it.
    pub(super) fn has_read_text(&self, frame: &Frame<'_>, field: FieldRef<'_>, found: &ParamField) -> bool {
        match field.kind() {
            Some(FieldKind::Label) => false,
            Some(kind) if kind.has_fields() => {
                let (form, _) = self.row_form(kind);
                let mut rows = found.rows().iter().filter(|row| row.form == form || row.form == RowForm::Any);
                rows.any(|row| {
                    let row = Frame::row(frame, row, field, None);
                    row.level.fields.iter().enumerate().any(|(place, known)| {
                        let Some(inner) = row.at(place) else { return false };
                        let nested = FieldRef { index: known.field.0, ..field };
                        self.has_read_text(&row, nested, inner) && !self.disabled.is_off(known.field, &row)
                    })
                })
            }
            Some(kind) => {
                found.values().iter().any(|value| !is_blank(value.text()) && self.is_in_place(value, kind))
            }
            None => evaluate::has_text(found, field, frame, &self.disabled, |text| !is_blank(text)),
        }
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
                let earlier = &values[..number];
                if let Some(first) = earlier.iter().position(|earlier| earlier == value) {
                    self.duplicate(frame, field, value, number, FindingKind::DuplicateValue { first })?;
                } else if let Some(text) = own_text(value)
                    && let Some(first) = earlier.iter().position(|earlier| {
                        earlier.text() == value.text() && own_text(earlier).is_some_and(|known| known != text)
                    })
                {
                    self.duplicate(frame, field, value, number, FindingKind::DuplicateMarker { first })?;
                }
            }
            return ControlFlow::Continue(());
        }
        let mut first = HashMap::new();
        // For each marker its first text, and the first that differs from it.
        let mut markers: HashMap<&str, ((&str, usize), Option<usize>)> = HashMap::new();
        for (number, value) in values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            let mut attributes: Vec<_> = value.attributes.iter().collect();
            attributes.sort_unstable();
            let earlier = *first.entry((value.text(), attributes)).or_insert(number);
            let mut other = None;
            if let Some(text) = own_text(value) {
                let (known, differing) = markers.entry(value.text()).or_insert(((text, number), None));
                other = if known.0 == text { *differing } else { Some(known.1) };
                if known.0 != text {
                    differing.get_or_insert(number);
                }
            }
            if earlier < number {
                let kind = FindingKind::DuplicateValue { first: earlier };
                self.duplicate(frame, field, value, number, kind)?;
            } else if let Some(first) = other {
                self.duplicate(frame, field, value, number, FindingKind::DuplicateMarker { first })?;
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
        kind: FindingKind,
    ) -> Flow {
        let about = Context {
            number: Some(number),
            actual: Some(value.text()),
            ..Context::field(frame, field, value.span())
        };
        self.report(kind, &about)
    }
}
