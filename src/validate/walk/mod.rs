//! The walk over schema and param side by side: row by row (here), field by field (`field`), value by value (`value`).

mod asset;
mod context;
mod field;
mod illegal;
mod inside;
mod pattern;
mod read_only;
mod reported;
mod rows;
mod shape;
mod value;

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use crate::code::Severity;
use crate::condition::evaluate::DisabledLookup;
use crate::condition::frame::Frame;
use crate::condition::{Disabled, evaluate};
use crate::param::Param;
use crate::schema::FieldRef;
use crate::schema::depend::expression::Compiled;
use crate::suggest;
use crate::suggest::Budget;
use crate::validate::message::kind::{FindingKind, Misplaced};
use crate::validate::plan::Plan;
use crate::validate::scope::Scope;
use crate::validate::sink::{Flow, Sink};
use crate::validate::walk::context::Context;
use crate::validate::walk::reported::Reported;
use crate::value::ParamField;

/// Checks a param.
pub(super) fn run<S: Sink>(plan: &Plan, param: &Param, sink: &mut S) -> Flow {
    let top = Frame::top(param, &plan.schema.disable_plan().levels);
    let disabled = Disabled::new(&plan.schema, &top);
    let (budget, reported) = (Budget::new(), Reported::default());
    let scope = Scope::of(&plan.schema, param, plan.options.partial);
    let mut checker = Checker { plan, param, disabled, scope, budget, reported, sink };
    checker.stray(&top)?;
    checker.level(&top, Presence::Present)
}

struct Checker<'v, 'k, S> {
    plan: &'v Plan,
    param: &'k Param,
    disabled: Disabled<'v>,
    scope: Scope<'k>,
    budget: Budget,
    reported: Reported,
    sink: &'k mut S,
}

/// Whether the row of a field is there, so that the field may be required.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Present,
    Absent,
}

impl<'v, S: Sink> Checker<'v, '_, S> {
    /// Content of the root that is not a field.
    fn stray(&mut self, top: &Frame<'_>) -> Flow {
        if self.param.has_rules && self.param.fields().iter().all(ParamField::is_empty) {
            self.report(FindingKind::NotAnItem, &Context::row(top, self.param.root_span))?;
        }
        let stray = &self.param.stray;
        if let Some(span) = stray.marks.illegal() {
            let kind = self.illegal_at(span);
            self.report(kind, &Context::row(top, Some(span)))?;
        }
        if let Some(span) = stray.marks.ignored() {
            self.report(FindingKind::Wrapper(Misplaced::Ignored), &Context::row(top, Some(span)))?;
        }
        ControlFlow::Continue(())
    }

    /// All fields of the schema that belong to a row, and then those that are not in the schema.
    fn level(&mut self, frame: &Frame<'_>, presence: Presence) -> Flow {
        let plans = self.plan;
        let later = if frame.is_regular() { None } else { Some(self.others(frame)?) };
        for (place, known) in frame.level.fields.iter().enumerate() {
            let Some(field) = plans.schema.get(known.field) else { continue };
            let plan = plans.of(field);
            match (frame.at(place), &plan.fast_path) {
                (None, _) if plan.may_be_missing && !self.scope.names(frame, &known.id) => {}
                (Some(found), Some(fast))
                    if fast.passes(field, plan, found)
                        && !(plan.may_be_disabled && self.disabled.is_off(known.field, frame)) =>
                {
                    if self.has_unreported(field, plan) {
                        self.unchecked(frame, field, plan, found)?;
                    }
                }
                (Some(found), _) => self.field(frame, field, plan, found, presence)?,
                (None, _) => self.missing(frame, field, plan, presence)?,
            }
            if let Some(later) = &later {
                self.duplicates(frame, field, later.get(&*known.id))?;
            }
        }
        ControlFlow::Continue(())
    }

    /// The fields of a row whose id an earlier one has, by id. Those with unknown ids are reported at once.
    fn others<'p>(&mut self, frame: &Frame<'p>) -> ControlFlow<(), HashMap<&'p str, Vec<&'p ParamField>>> {
        let mut later: HashMap<&str, Vec<&ParamField>> = HashMap::new();
        let ids: HashSet<&str> = frame.level.fields.iter().map(|known| &*known.id).collect();
        let mut seen = HashSet::with_capacity(frame.fields.len());
        for field in frame.fields {
            if !ids.contains(field.id()) {
                self.unknown(frame, field, &ids)?;
            } else if !seen.insert(field.id()) {
                later.entry(field.id()).or_default().push(field);
            }
        }
        ControlFlow::Continue(later)
    }

    fn unknown(&mut self, frame: &Frame<'_>, field: &ParamField, ids: &HashSet<&str>) -> Flow {
        let kind = FindingKind::UnknownField { near: None };
        let severity = self.plan.options.severity_of(kind.code(), kind.severity());
        if let Some(severity) = severity.filter(|_| !field.is_empty()) {
            let (param, budget) = (self.param, &self.budget);
            self.sink.take_last(severity, || {
                let near = suggest::nearest_within(field.id(), ids.iter().copied(), budget);
                let kind = FindingKind::UnknownField { near: near.first().map(|&id| id.to_owned()) };
                let context = Context::unknown(frame, field.id(), field.span());
                Context { actual: field.text(), ..context }.finding(param, kind, severity)
            })?;
        }
        self.illegal_unknown(frame, field)
    }

    fn duplicates(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        later: Option<&Vec<&ParamField>>,
    ) -> Flow {
        let off = self.disabled.is_off(field.field_id(), frame);
        for duplicate in later.into_iter().flatten() {
            if !off && !duplicate.is_empty() {
                let context = Context::field(frame, field, duplicate.span());
                self.report(FindingKind::DuplicateField, &Context { actual: duplicate.text(), ..context })?;
            }
            self.illegal_inside(frame, field, duplicate)?;
        }
        ControlFlow::Continue(())
    }

    /// Whether a condition holds. One that cannot be evaluated does not.
    fn in_force(&self, when: &Compiled, frame: &Frame<'_>) -> bool {
        match when {
            Compiled::Always => true,
            Compiled::Undecidable => false,
            Compiled::When(expr) => evaluate::holds(expr, frame, &self.plan.schema, &self.disabled),
        }
    }

    #[cold]
    fn report(&mut self, kind: FindingKind, context: &Context<'_>) -> Flow {
        let severity = kind.severity();
        self.report_as(kind, severity, context)
    }

    #[cold]
    #[inline(never)]
    fn report_as(&mut self, kind: FindingKind, severity: Severity, context: &Context<'_>) -> Flow {
        let Some(severity) = self.plan.options.severity_of(kind.code(), severity) else {
            return ControlFlow::Continue(());
        };
        let param = self.param;
        self.sink.take(severity, || context.finding(param, kind, severity))
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}
