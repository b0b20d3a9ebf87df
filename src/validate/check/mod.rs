//! The walk over schema and param side by side.

mod asset;
mod pattern;
mod read_only;
mod rows;
mod shape;
mod told;
mod value;

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use crate::check::choice::Patience;
use crate::check::unchecked::Unchecked;
use crate::code::Severity;
use crate::condition::evaluate::Switches;
use crate::condition::frame::Frame;
use crate::condition::{Disabled, evaluate};
use crate::describe::RuleText;
use crate::param::Param;
use crate::schema::depend::expression::Compiled;
use crate::schema::{FieldRef, RuleRef};
use crate::span::Span;
use crate::validate::check::told::Told;
use crate::validate::compile::{FieldPlan, NO_OPTIONS};
use crate::validate::problem::{Misplaced, Problem};
use crate::validate::report::Finding;
use crate::validate::{Validator, nearest_id};
use crate::value::ParamField;
use crate::vocab::FieldKind;

/// Goes on, or stops because the sink has had enough.
type Flow = ControlFlow<()>;

/// Where findings go.
pub(crate) trait Sink {
    /// Whether findings of a severity make a difference.
    fn wants(&self, severity: Severity) -> bool;
    /// Takes a finding, which is only made if it is wanted.
    fn take(&mut self, severity: Severity, make: impl FnOnce() -> Finding) -> Flow;
    /// Takes a finding whose place is behind all others.
    fn take_last(&mut self, severity: Severity, make: impl FnOnce() -> Finding) -> Flow;
}

/// What one finding is about.
struct About<'a> {
    frame: &'a Frame<'a>,
    field: Option<FieldRef<'a>>,
    /// The id of a field that the schema does not have.
    id: &'a str,
    number: Option<usize>,
    span: Option<Span>,
    rule: Option<RuleRef<'a>>,
    actual: Option<&'a str>,
}

pub(crate) struct Checker<'v, 'k, S> {
    validator: &'v Validator,
    param: &'k Param,
    disabled: Disabled<'v>,
    patience: Patience,
    told: Told,
    sink: &'k mut S,
}

impl<'v, 'k, S: Sink> Checker<'v, 'k, S> {
    /// Judges a param from the top.
    pub(crate) fn run(validator: &'v Validator, param: &'k Param, sink: &'k mut S) -> Flow {
        let top = Frame::top(param, &validator.schema.disable_plan().outline);
        let disabled = Disabled::new(&validator.schema, &top);
        let mut checker =
            Checker { validator, param, disabled, patience: Patience::new(), told: Told::default(), sink };
        checker.stray(&top)?;
        checker.level(&top, Presence::Present)
    }

    /// What stands in the root beside the fields.
    fn stray(&mut self, top: &Frame<'_>) -> Flow {
        let stray = &self.param.stray;
        let about =
            |span| About { frame: top, field: None, id: "", number: None, span, rule: None, actual: None };
        if stray.marks.illegal().is_some() {
            let problem = Problem::IllegalCharacter(self.character_at(stray.marks.illegal()));
            self.report(problem, &about(stray.marks.illegal()))?;
        }
        if stray.marks.ignored().is_some() {
            self.report(Problem::Wrapper(Misplaced::Ignored), &about(stray.marks.ignored()))?;
        }
        ControlFlow::Continue(())
    }

    /// All fields of the schema that belong into one row.
    fn level(&mut self, frame: &Frame<'_>, presence: Presence) -> Flow {
        let validator = self.validator;
        let later = if frame.is_regular() { None } else { Some(self.others(frame)?) };
        for (place, slot) in frame.level.slots.iter().enumerate() {
            let Some(field) = validator.schema.get(slot.field) else { continue };
            let plan = &validator.plans[field.index as usize];
            match (frame.at(place), &plan.usual) {
                (None, _) if plan.may_be_missing => {}
                (Some(found), Some(usual))
                    if usual.is_met(field, plan, found)
                        && !(plan.may_be_off && self.disabled.is_off(slot.field, frame)) =>
                {
                    if self.has_to_say(field, plan) {
                        self.unchecked(frame, field, plan, found)?;
                    }
                }
                (Some(found), _) => self.field(frame, field, plan, found, presence)?,
                (None, _) => self.missing(frame, field, plan, presence)?,
            }
            if let Some(later) = &later {
                self.duplicates(frame, field, later.get(&*slot.id))?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Fields of a row that are no schema field's first: later ones of an id by that id. Those of ids that the
    /// schema does not have are reported at once.
    fn others<'p>(&mut self, frame: &Frame<'p>) -> ControlFlow<(), HashMap<&'p str, Vec<&'p ParamField>>> {
        let mut later: HashMap<&str, Vec<&ParamField>> = HashMap::new();
        let ids: HashSet<&str> = frame.level.slots.iter().map(|slot| &*slot.id).collect();
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
        if field.is_empty() {
            return ControlFlow::Continue(());
        }
        let Some(severity) = self.severity(&Problem::UnknownField { near: None }) else {
            return ControlFlow::Continue(());
        };
        let (param, patience) = (self.param, &self.patience);
        self.sink.take_last(severity, || {
            let id = field.id();
            let (span, actual) = (field.span(), field.text());
            let about = About { frame, field: None, id, number: None, span, rule: None, actual };
            finding(param, Problem::UnknownField { near: nearest_id(id, ids, patience) }, severity, &about)
        })
    }

    fn duplicates(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        later: Option<&Vec<&ParamField>>,
    ) -> Flow {
        let off = self.disabled.is_off(field.field_id(), frame);
        for duplicate in later.into_iter().flatten() {
            if off {
                self.illegal_inside(frame, field, duplicate)?;
            } else if !duplicate.is_empty() {
                let about =
                    About { actual: duplicate.text(), ..About::field(frame, field, duplicate.span()) };
                self.report(Problem::DuplicateField, &about)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// A schema field that the row does not have.
    fn missing(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        presence: Presence,
    ) -> Flow {
        if presence == Presence::Absent || self.disabled.is_off(field.field_id(), frame) {
            return ControlFlow::Continue(());
        }
        self.required(frame, field, plan, frame.span)?;
        self.unjudged(frame, field, plan, frame.span, may_ask)
    }

    fn required(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        span: Option<Span>,
    ) -> Flow {
        let Some(rule) = plan.required.iter().find(|rule| self.in_force(&rule.when, frame)) else {
            return ControlFlow::Continue(());
        };
        let complex = field.kind().is_some_and(FieldKind::has_fields);
        let about = About { rule: field.rule_at(rule.rule), ..About::field(frame, field, span) };
        self.report(Problem::Required { complex }, &about)
    }

    fn field(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'v>,
        plan: &FieldPlan,
        found: &ParamField,
        presence: Presence,
    ) -> Flow {
        let about = About::field(frame, field, found.span());
        if self.disabled.is_off(field.field_id(), frame) {
            if !found.is_empty() {
                self.report(Problem::DisabledValue, &About { actual: found.text(), ..about })?;
            }
            return self.illegal_inside(frame, field, found);
        }
        let is_usual = is_usual(found, field.kind());
        if found.content.marks.illegal().is_some() {
            let problem = Problem::IllegalCharacter(self.character_at(found.content.marks.illegal()));
            self.report(
                problem,
                &About { span: found.content.marks.illegal(), ..About::field(frame, field, None) },
            )?;
        }
        let Some(kind) = field.kind() else {
            if !found.is_empty() {
                self.report(Problem::Unchecked(Unchecked::UnknownType), &about)?;
            }
            return ControlFlow::Continue(());
        };
        if !is_usual {
            self.declaration(frame, field, found, kind)?;
        }
        let present = match found.values() {
            [value] if is_usual => !is_blank(value.text()),
            _ => evaluate::has_text(found, field, frame, &self.disabled, |text| !is_blank(text)),
        };
        if !present && presence == Presence::Present {
            self.required(frame, field, plan, found.span())?;
            if found.is_empty() {
                self.unjudged(frame, field, plan, found.span(), may_ask)?;
            }
        }
        if !is_usual {
            self.shape(frame, field, found, kind)?;
        }
        if kind == FieldKind::Label {
            // No rule but disableRule suits it; what is sent all the same is told, and so are its rules.
            let sent = !found.is_empty();
            return self.unjudged(frame, field, plan, found.span(), |_, _| sent);
        }
        self.field_limits(frame, field, plan, found, kind)?;
        if !plan.read_only.is_empty() {
            self.read_only(frame, field, plan, found)?;
        }
        if kind.has_fields() {
            if present || !found.is_empty() {
                self.unjudged(frame, field, plan, found.span(), |_, _| true)?;
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

    /// Whether it is still to be said of a field with values that some rules are not judged.
    fn has_to_say(&self, field: FieldRef<'_>, plan: &FieldPlan) -> bool {
        plan.unchecked.is_some_and(|severity| self.sink.wants(severity)) && !self.told.is_done(field, plan)
    }

    /// Says of a field of texts what is not judged.
    fn unchecked(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        found: &ParamField,
    ) -> Flow {
        self.unjudged(frame, field, plan, found.span(), |_, _| true)?;
        self.unjudged_patterns(frame, field, plan, found.span())?;
        self.unknown_files(frame, field, plan, found)?;
        if plan.sayable.contains(&NO_OPTIONS) && !self.told.has(field, NO_OPTIONS) {
            self.told.add(field, NO_OPTIONS);
            let about = About::field(frame, field, found.span());
            self.report(Problem::Unchecked(Unchecked::NoOptions), &about)?;
        }
        ControlFlow::Continue(())
    }

    /// What a field says of itself, and what stands in it that is no value.
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
            let problem = Problem::TypeMismatch { declared: declared.to_owned(), wanted: kind };
            self.report(problem, &About::field(frame, field, found.span()))?;
        }
        if found.content.marks.ignored().is_some() {
            let about = About { span: found.content.marks.ignored(), ..About::field(frame, field, None) };
            self.report(Problem::Wrapper(Misplaced::Ignored), &about)?;
        }
        ControlFlow::Continue(())
    }

    /// Says which rules in force were not judged, and were not told before.
    fn unjudged(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        span: Option<Span>,
        wanted: impl Fn(Unchecked, RuleRef<'_>) -> bool,
    ) -> Flow {
        for one in &plan.unjudged {
            let Some(rule) = field.rule_at(one.rule) else { continue };
            if self.told.has(field, one.rule) {
                continue;
            }
            let asked = matches!(one.when, Compiled::Undecidable) || self.in_force(&one.when, frame);
            if asked && wanted(one.check, rule) {
                self.told.add(field, one.rule);
                let about = About { rule: Some(rule), ..About::field(frame, field, span) };
                self.report(Problem::Unchecked(one.check), &about)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn in_force(&self, when: &Compiled, frame: &Frame<'_>) -> bool {
        match when {
            Compiled::Always => true,
            Compiled::Undecidable => false,
            Compiled::When(expr) => evaluate::holds(expr, frame, &self.validator.schema, &self.disabled),
        }
    }

    fn severity(&self, problem: &Problem) -> Option<Severity> {
        self.validator.options.severity_of(problem.code(), problem.severity())
    }

    #[cold]
    fn report(&mut self, problem: Problem, about: &About<'_>) -> Flow {
        let severity = problem.severity();
        self.report_as(problem, severity, about)
    }

    #[cold]
    #[inline(never)]
    fn report_as(&mut self, problem: Problem, severity: Severity, about: &About<'_>) -> Flow {
        let Some(severity) = self.validator.options.severity_of(problem.code(), severity) else {
            return ControlFlow::Continue(());
        };
        let param = self.param;
        self.sink.take(severity, || finding(param, problem, severity, about))
    }
}

fn finding(param: &Param, problem: Problem, severity: Severity, about: &About<'_>) -> Finding {
    let path = match about.field.map_or(about.id, FieldRef::id) {
        "" => about.frame.own_path(),
        id => about.frame.path(id, about.number),
    };
    Finding {
        problem,
        severity,
        path,
        field: about.field.and_then(FieldRef::name).map(str::to_owned),
        rule: about.rule.map(RuleText::brief),
        actual: about.actual.map(str::to_owned),
        span: about.span,
        position: about.span.and_then(|span| param.position(span.range().start)),
    }
}

/// Whether what stands around a field is there, so that the field may be required.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Present,
    Absent,
}

impl<'a> About<'a> {
    fn field(frame: &'a Frame<'a>, field: FieldRef<'a>, span: Option<Span>) -> About<'a> {
        About { frame, field: Some(field), id: "", number: None, span, rule: None, actual: None }
    }
}

/// Whether a field holds one value, where it belongs, and nothing else: so that there is nothing to say about
/// its shape. Nearly all fields are so.
fn is_usual(found: &ParamField, kind: Option<FieldKind>) -> bool {
    let [value] = found.values() else { return false };
    let content = &found.content;
    (found.kind().is_none() || found.kind() == kind)
        && found.tag.odd_type.is_none()
        && kind.is_some_and(FieldKind::is_single)
        && !value.wrapped
        && content.rows.is_empty()
        && content.marks.is_empty()
}

/// A requiredRule whose condition cannot be decided: whether a value is asked for cannot be known, and that is to be
/// said where there is none.
fn may_ask(reason: Unchecked, rule: RuleRef<'_>) -> bool {
    reason == Unchecked::Condition && rule.known() == Some(crate::vocab::RuleName::Required)
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}
