//! Required sub-fields of complex values that are absent.

use std::ops::ControlFlow;

use crate::code::{Code, Severity};
use crate::condition::frame::Frame;
use crate::path;
use crate::schema::FieldRef;
use crate::span::Span;
use crate::validate::message::kind::FindingKind;
use crate::validate::sink::{Flow, Sink};
use crate::validate::walk::Checker;
use crate::validate::walk::context::Context;
use crate::value::Row;
use crate::vocab::FieldKind;

impl<S: Sink> Checker<'_, '_, S> {
    /// Notes that an absent complex has required sub-fields. Platforms differ on whether these are missed.
    pub(super) fn required_inside(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        span: Option<Span>,
    ) -> Flow {
        let severity = self.plan.options.severity_of(Code::RequiredInside, Severity::Note);
        if !severity.is_some_and(|severity| self.sink.wants(severity)) {
            return ControlFlow::Continue(());
        }
        let mut fields = Vec::new();
        self.collect_inside(frame, field, "", &mut fields);
        if fields.is_empty() {
            return ControlFlow::Continue(());
        }
        self.report(FindingKind::RequiredInside { fields }, &Context::field(frame, field, span))
    }

    /// The sub-fields that a new, empty value of a complex would require, also deeper through complex fields.
    fn collect_inside(&self, frame: &Frame<'_>, owner: FieldRef<'_>, above: &str, found: &mut Vec<String>) {
        let row = Row::default();
        let inner = Frame::row(frame, &row, owner, None);
        for field in self.plan.fields_below(Some(owner)) {
            if self.disabled.is_off_in_new_row(field.field_id(), &inner) {
                continue;
            }
            let plan = self.plan.of(field);
            let mut pointer = above.to_owned();
            path::push_step(&mut pointer, field.id());
            if self.requires(&inner, plan) {
                found.push(pointer);
            } else if plan.may_require_inside && field.kind() == Some(FieldKind::Complex) {
                self.collect_inside(&inner, field, &pointer, found);
            }
        }
    }
}
