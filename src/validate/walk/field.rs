//! One field of a row: whether it is disabled or required, what is in it, and which of its rules are not checked.

use std::ops::ControlFlow;

use crate::check::custom::checked_text;
use crate::check::length;
use crate::check::length::Range;
use crate::check::measure::{FieldLimit, Measured};
use crate::check::unchecked::Unchecked;
use crate::code::Severity;
use crate::condition::evaluate;
use crate::condition::evaluate::DisabledLookup;
use crate::condition::frame::Frame;
use crate::schema::depend::expression::Compiled;
use crate::schema::{FieldRef, RuleRef};
use crate::span::Span;
use crate::validate::compile::may_require;
use crate::validate::message::kind::{FindingKind, Missing};
use crate::validate::plan::{FieldPlan, NO_OPTIONS};
use crate::validate::sink::{Flow, Sink};
use crate::validate::walk::context::Context;
use crate::validate::walk::{Checker, Presence, is_blank};
use crate::value::{ParamField, Row};
use crate::vocab::FieldKind;

impl<'v, S: Sink> Checker<'v, '_, S> {
    /// A field of the schema that the row does not have.
    pub(super) fn missing(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        presence: Presence,
    ) -> Flow {
        if presence == Presence::Absent || self.disabled.is_off(field.field_id(), frame) {
            return ControlFlow::Continue(());
        }
        self.lacking(frame, field, plan, None)
    }

    /// What is reported of a field without a value, in a row that is present.
    fn lacking(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        found: Option<&ParamField>,
    ) -> Flow {
        let span = found.map_or(frame.span, ParamField::span);
        let is_excused = self.scope.excuses(frame, field.id(), found.is_some());
        let is_required = !is_excused && self.requires(frame, plan);
        if is_required {
            let missing = match field.kind() {
                Some(kind) if kind.has_fields() => Missing::ValueInside,
                Some(_) => Missing::Value,
                None => Missing::OfUnknownType,
            };
            self.required(frame, field, plan, missing, span)?;
        }
        if !is_excused && found.is_none_or(ParamField::is_empty) {
            let kind = field.kind();
            self.unchecked_rules(frame, field, plan, span, |why, rule| may_require(why, rule, kind))?;
        }
        if is_required {
            return ControlFlow::Continue(());
        }
        if found.is_none() && field.kind() != Some(FieldKind::Label) && self.scope.names(frame, field.id()) {
            let context = Context::field(frame, field, span);
            return self.report(FindingKind::Required(Missing::Named), &context);
        }
        if plan.may_require_inside && !is_excused {
            return self.required_inside(frame, field, span);
        }
        ControlFlow::Continue(())
    }

    /// Whether a rule that requires a value is in force.
    pub(super) fn requires(&self, frame: &Frame<'_>, plan: &FieldPlan) -> bool {
        plan.required.iter().any(|rule| self.in_force(&rule.when, frame))
    }

    fn required(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        missing: Missing,
        span: Option<Span>,
    ) -> Flow {
        let Some(rule) = plan.required.iter().find(|rule| self.in_force(&rule.when, frame)) else {
            return ControlFlow::Continue(());
        };
        let context = Context { rule: field.rule_at(rule.rule), ..Context::field(frame, field, span) };
        self.report(FindingKind::Required(missing), &context)
    }

    /// A field that the row has.
    pub(super) fn field(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'v>,
        plan: &FieldPlan,
        found: &ParamField,
        presence: Presence,
    ) -> Flow {
        let context = Context::field(frame, field, found.span());
        if self.disabled.is_off(field.field_id(), frame) {
            if !found.is_empty() {
                self.report(FindingKind::DisabledValue, &Context { actual: found.text(), ..context })?;
            }
            return self.illegal_inside(frame, field, found);
        }
        self.illegal_beside(frame, field, found)?;
        let Some(kind) = field.kind() else {
            let is_given = found.content.marks.ignored().is_some()
                || evaluate::has_text(found, field, frame, &self.disabled, |text| !is_blank(text));
            if !is_given && presence == Presence::Present {
                self.lacking(frame, field, plan, Some(found))?;
            }
            if !found.is_empty() {
                self.report(FindingKind::Unchecked(Unchecked::UnknownType), &context)?;
            }
            return self.illegal_unread(frame, field, found);
        };
        let is_plain = is_plain(found, kind);
        if kind != FieldKind::Label {
            for (number, value) in found.values().iter().enumerate() {
                self.markup(frame, field, value, kind.is_multi().then_some(number))?;
            }
        }
        if !is_plain {
            self.declaration(frame, field, found, kind)?;
        }
        let present = match found.values() {
            [value] if is_plain => !is_blank(value.text()),
            _ => evaluate::has_text(found, field, frame, &self.disabled, |text| !is_blank(text)),
        };
        if !present && presence == Presence::Present {
            self.lacking(frame, field, plan, Some(found))?;
        }
        if present
            && !is_plain
            && presence == Presence::Present
            && !self.scope.excuses(frame, field.id(), true)
            && self.requires(frame, plan)
            && !self.has_read_text(frame, field, found)
        {
            self.required(frame, field, plan, Missing::InRightElement, found.span())?;
        }
        if !is_plain {
            self.shape(frame, field, found, kind)?;
            self.illegal_unread(frame, field, found)?;
        }
        if kind == FieldKind::Label {
            // No rule but disableRule suits it. If something is sent all the same, its rules are reported as unchecked.
            let is_sent = !found.is_empty();
            return self.unchecked_rules(frame, field, plan, found.span(), |_, _| is_sent);
        }
        self.field_limits(frame, field, plan, found, kind)?;
        if !plan.read_only.is_empty() {
            self.read_only(frame, field, plan, found)?;
        }
        if kind.has_fields() {
            if present || !found.is_empty() {
                self.unchecked_rules(frame, field, plan, found.span(), |_, _| true)?;
            }
            return self.rows(frame, field, found);
        }
        if found.values().iter().any(|value| !value.is_empty()) {
            self.unchecked(frame, field, plan, found)?;
        }
        for (number, value) in found.values().iter().enumerate() {
            self.value(frame, field, plan, value, kind.is_multi().then_some(number))?;
        }
        ControlFlow::Continue(())
    }

    /// The type that a field declares, and content in it that is not a value.
    fn declaration(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        found: &ParamField,
        kind: FieldKind,
    ) -> Flow {
        if let Some(declared) = found.declared_type()
            && FieldKind::parse(declared) != Some(kind)
        {
            let mismatch = FindingKind::TypeMismatch { declared: declared.to_owned(), wanted: kind };
            self.report(mismatch, &Context::field(frame, field, found.span()))?;
        }
        ControlFlow::Continue(())
    }

    /// Whether unchecked rules of a field with values are still to be reported.
    pub(super) fn has_unreported(&self, field: FieldRef<'_>, plan: &FieldPlan) -> bool {
        plan.unchecked_severity.is_some_and(|severity| self.sink.wants(severity))
            && !self.reported.is_done(field, plan)
    }

    /// Reports what is not checked of a field with texts.
    pub(super) fn unchecked(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        found: &ParamField,
    ) -> Flow {
        self.unchecked_rules(frame, field, plan, found.span(), |_, _| true)?;
        self.unchecked_patterns(frame, field, plan, found.span())?;
        self.unknown_files(frame, field, plan, found)?;
        if let Some(last) = plan.reportable.last()
            && last.rule == NO_OPTIONS
            && !self.reported.has(field, NO_OPTIONS)
        {
            self.reported.add(field, NO_OPTIONS);
            let context =
                Context { shared: Some(&last.subject), ..Context::field(frame, field, found.span()) };
            self.report(FindingKind::Unchecked(Unchecked::NoOptions), &context)?;
        }
        ControlFlow::Continue(())
    }

    /// Reports those unchecked rules in force that are wanted and were not reported before.
    fn unchecked_rules(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        span: Option<Span>,
        wanted: impl Fn(Unchecked, RuleRef<'_>) -> bool,
    ) -> Flow {
        for (one, reportable) in plan.unchecked.iter().zip(&plan.reportable) {
            let Some(rule) = field.rule_at(one.rule) else { continue };
            if self.reported.has(field, one.rule) {
                continue;
            }
            let may_apply = matches!(one.when, Compiled::Undecidable) || self.in_force(&one.when, frame);
            if may_apply && wanted(one.check, rule) {
                self.reported.add(field, one.rule);
                let shared = Some(&reportable.subject);
                let context = Context { rule: Some(rule), shared, ..Context::field(frame, field, span) };
                self.report(FindingKind::Unchecked(one.check), &context)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Limits for the number of values, and for the total length of a complex value.
    fn field_limits(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        found: &ParamField,
        kind: FieldKind,
    ) -> Flow {
        if plan.field_limits.is_empty() {
            return ControlFlow::Continue(());
        }
        let count = self.count(frame, field, found, kind);
        if count == 0 {
            return ControlFlow::Continue(());
        }
        for rule in &plan.field_limits {
            if !self.in_force(&rule.when, frame) {
                continue;
            }
            let (measured, limit, severity, actual) = match &rule.check {
                FieldLimit::Count(limit) if limit.allows_count(count) => continue,
                FieldLimit::Count(limit) => (Measured::Count, limit, Severity::Error, count.to_string()),
                FieldLimit::TotalLength(unit, limit) => {
                    let surely_passes = |length: fn(&str) -> Range| {
                        limit.allows_all(self.total(frame, found, field, &length))
                    };
                    if surely_passes(length::length_bounds_by_size) || surely_passes(length::length_bounds) {
                        continue;
                    }
                    let length = |text: &str| self.plan.counting().length(text, *unit);
                    let total = self.total(frame, found, field, &length);
                    if limit.allows_count(total.least) && limit.allows_count(total.most) {
                        continue;
                    }
                    (Measured::TotalLength(*unit), limit, Severity::Warning, total.to_string())
                }
            };
            let context = Context {
                rule: field.rule_at(rule.rule),
                actual: Some(&actual),
                ..Context::field(frame, field, found.span())
            };
            let kind = FindingKind::Limit { measured, side: limit.side, bound: limit.bound };
            self.report_as(kind, severity, &context)?;
        }
        ControlFlow::Continue(())
    }

    /// The number of values, rows or instances that are not empty.
    fn count(&self, frame: &Frame<'_>, field: FieldRef<'_>, found: &ParamField, kind: FieldKind) -> usize {
        if kind.has_fields() {
            let is_present = |row: &&Row| {
                let row = Frame::row(frame, row, field, None);
                evaluate::row_has_text(&row, field, &self.disabled, |text| !is_blank(text))
            };
            return found.rows().iter().filter(is_present).count();
        }
        let filled = found.values().iter().filter(|value| !value.is_empty()).count();
        if kind.is_single() { filled.min(1) } else { filled }
    }

    /// The length of all texts inside a field together.
    fn total(
        &self,
        frame: &Frame<'_>,
        found: &ParamField,
        field: FieldRef<'_>,
        length: &impl Fn(&str) -> Range,
    ) -> Range {
        if !field.kind().is_some_and(FieldKind::has_fields) {
            let lengths = found.values().iter().map(|value| length(checked_text(value)));
            return lengths.fold(Range::default(), Range::plus);
        }
        let mut total = Range::default();
        for row in found.rows() {
            let row = Frame::row(frame, row, field, None);
            for (place, known) in row.level.fields.iter().enumerate() {
                let Some(inner) = row.at(place) else { continue };
                if !self.disabled.is_off(known.field, &row) {
                    let nested = FieldRef { index: known.field.0, ..field };
                    total = total.plus(self.total(&row, inner, nested, length));
                }
            }
        }
        total
    }
}

/// Whether a field has one value, in the right element, and nothing else, so that its shape needs no check.
fn is_plain(found: &ParamField, kind: FieldKind) -> bool {
    let [value] = found.values() else { return false };
    let content = &found.content;
    found.kind().is_none_or(|declared| declared == kind)
        && found.tag.odd_type.is_none()
        && kind.is_single()
        && !value.wrapped
        && content.rows.is_empty()
        && content.marks.is_empty()
}
