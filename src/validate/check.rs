//! The walk over schema and param side by side.

use std::collections::HashMap;
use std::ops::ControlFlow;

use crate::decimal::Decimal;
use crate::param::{Param, ParamField, Row, RowForm, Value};
use crate::read::encoding::is_illegal;
use crate::schema::{FieldRef, RuleRef};
use crate::validate::compile::{FieldLimit, FieldPlan, Measure, ValueLimit};
use crate::validate::condition::{self, Compiled, Switches};
use crate::validate::disabled::Disabled;
use crate::validate::frame::Frame;
use crate::validate::problem::{Measured, Misplaced, Problem, Reason, Unexpected};
use crate::validate::report::{Finding, RuleText, Severity};
use crate::validate::rules::length::{Counting, Range};
use crate::validate::rules::limit::Limit;
use crate::validate::rules::{choice, value_type};
use crate::validate::{Validator, nearest_id};
use crate::vocab::{LengthUnit, element};
use crate::{FieldKind, Span, ValueType};

/// Goes on, or stops because the sink has had enough.
type Flow = ControlFlow<()>;

/// Where findings go.
pub(crate) trait Sink {
    /// Takes a finding, which is only made if it is wanted.
    fn take(&mut self, severity: Severity, make: impl FnOnce() -> Finding) -> Flow;
}

/// What one finding is about.
struct About<'a> {
    frame: &'a Frame<'a>,
    field: Option<FieldRef<'a>>,
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
    sink: &'k mut S,
    /// Findings about fields that the schema does not know; they come last.
    unknown: Vec<Finding>,
}

impl<'v, 'k, S: Sink> Checker<'v, 'k, S> {
    pub(crate) fn new(validator: &'v Validator, param: &'k Param, sink: &'k mut S) -> Self {
        let disabled = Disabled::decide(&validator.schema, param);
        Checker { validator, param, disabled, sink, unknown: Vec::new() }
    }

    pub(crate) fn run(mut self) -> Flow {
        let param = self.param;
        let top = Frame::top(param);
        self.stray(&top)?;
        self.level(&top, None, Presence::Present)?;
        self.unknown.sort_by_key(|finding| finding.span);
        for finding in std::mem::take(&mut self.unknown) {
            self.sink.take(finding.severity, || finding)?;
        }
        ControlFlow::Continue(())
    }

    /// What stands in the root beside the fields.
    fn stray(&mut self, top: &Frame<'_>) -> Flow {
        let stray = &self.param.stray;
        let about =
            |span| About { frame: top, field: None, id: "", number: None, span, rule: None, actual: None };
        if stray.illegal.is_some() {
            let problem = Problem::IllegalCharacter(self.character_at(stray.illegal));
            self.report(problem, &about(stray.illegal))?;
        }
        if stray.ignored.is_some() {
            self.report(Problem::Wrapper(Misplaced::Ignored), &about(stray.ignored))?;
        }
        ControlFlow::Continue(())
    }

    /// All fields of the schema that belong into one row.
    fn level(&mut self, frame: &Frame<'_>, owner: Option<FieldRef<'v>>, presence: Presence) -> Flow {
        let validator = self.validator;
        let others = self.others(frame, owner);
        let mut visit = |checker: &mut Self, field: FieldRef<'v>| -> Flow {
            let plan = &validator.plans[field.index as usize];
            if plan.hidden {
                return ControlFlow::Continue(());
            }
            match frame.field(field.id()) {
                Some(found) => checker.field(frame, field, plan, found, presence)?,
                None => checker.missing(frame, field, plan, presence)?,
            }
            checker.duplicates(frame, field, others.get(field.id()))
        };
        match owner {
            Some(owner) => owner.fields().try_for_each(|field| visit(self, field)),
            None => validator.schema.fields().try_for_each(|field| visit(self, field)),
        }
    }

    /// Fields of a row that are no schema field's first: later ones of an id by that id. Those of ids that the
    /// schema does not have are reported at once.
    fn others<'p>(
        &mut self,
        frame: &Frame<'p>,
        owner: Option<FieldRef<'v>>,
    ) -> HashMap<&'p str, Vec<&'p ParamField>> {
        let mut later: HashMap<&str, Vec<&ParamField>> = HashMap::new();
        let ids = self.validator.ids_below(owner);
        // The usual case first: every field is one that the schema has, once.
        let mut seen = std::collections::HashSet::with_capacity(frame.fields.len());
        for field in frame.fields {
            if !ids.contains(field.id()) {
                if !field.is_empty() {
                    let near = nearest_id(field.id(), ids.iter());
                    let about = About {
                        frame,
                        field: None,
                        id: field.id(),
                        number: None,
                        span: field.span(),
                        rule: None,
                        actual: field.text(),
                    };
                    if let Some(severity) = self.severity(&Problem::UnknownField { near: None }) {
                        let finding = self.finding(Problem::UnknownField { near }, severity, &about);
                        self.unknown.push(finding);
                    }
                }
            } else if !seen.insert(field.id()) {
                later.entry(field.id()).or_default().push(field);
            }
        }
        later
    }

    fn duplicates(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        later: Option<&Vec<&ParamField>>,
    ) -> Flow {
        let off = self.disabled.is_off(field.field_id(), frame.key);
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
        if presence == Presence::Absent || self.disabled.is_off(field.field_id(), frame.key) {
            return ControlFlow::Continue(());
        }
        self.required(frame, field, plan, frame.span)?;
        // Whether it is required cannot be known, and that is to be said.
        self.unjudged(frame, field, plan, frame.span, |reason, rule| {
            reason == Reason::Condition && rule.known() == Some(crate::RuleName::Required)
        })
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
        if self.disabled.is_off(field.field_id(), frame.key) {
            if !found.is_empty() {
                self.report(Problem::DisabledValue, &About { actual: found.text(), ..about })?;
            }
            return self.illegal_inside(frame, field, found);
        }
        if found.content.illegal.is_some() {
            let problem = Problem::IllegalCharacter(self.character_at(found.content.illegal));
            self.report(problem, &About { span: found.content.illegal, ..About::field(frame, field, None) })?;
        }
        let Some(kind) = field.kind() else {
            if !found.is_empty() {
                self.report(Problem::Unchecked(Reason::UnknownType), &about)?;
            }
            return ControlFlow::Continue(());
        };
        if let Some(declared) = found.declared_type()
            && FieldKind::parse(declared) != Some(kind)
        {
            let problem = Problem::TypeMismatch { declared: declared.to_owned(), wanted: kind };
            self.report(problem, &about)?;
        }
        if found.content.ignored.is_some() {
            let about = About { span: found.content.ignored, ..About::field(frame, field, None) };
            self.report(Problem::Wrapper(Misplaced::Ignored), &about)?;
        }
        let present = condition::has_text(found, field, &self.disabled, |text| !is_blank(text));
        if !present && presence == Presence::Present {
            self.required(frame, field, plan, found.span())?;
        }
        self.shape(frame, field, found, kind)?;
        if kind == FieldKind::Label {
            return ControlFlow::Continue(());
        }
        self.field_limits(frame, field, plan, found, kind)?;
        if kind.has_fields() {
            if present || !found.is_empty() {
                self.unjudged(frame, field, plan, found.span(), |_, _| true)?;
            }
            return self.rows(frame, field, found);
        }
        if found.values().iter().any(|value| !value.is_empty()) {
            self.unjudged(frame, field, plan, found.span(), |_, _| true)?;
            if kind.is_choice() && field.options().len() == 0 {
                self.report(Problem::Unchecked(Reason::NoOptions), &about)?;
            }
        }
        for (number, value) in found.values().iter().enumerate() {
            self.value(frame, field, plan, value, kind.is_multi().then_some(number))?;
        }
        ControlFlow::Continue(())
    }

    /// Values and rows where the field takes them, in the elements in which they belong.
    fn shape(&mut self, frame: &Frame<'_>, field: FieldRef<'_>, found: &ParamField, kind: FieldKind) -> Flow {
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
            let filled: Vec<&Row> = found.rows().iter().filter(|row| !row.is_empty()).collect();
            if kind == FieldKind::Complex && filled.len() > 1 && !field.is_repeatable() {
                let count = filled.len();
                self.report(Problem::TooManyValues { count }, &about(filled[1].span()))?;
            }
            let (form, wanted) = match kind {
                FieldKind::Complex
                    if self.validator.schema.dialect().complex_wrapper() == element::COMPLEX_VALUE =>
                {
                    (RowForm::Singular, element::COMPLEX_VALUE)
                }
                _ => (RowForm::Plural, element::COMPLEX_VALUES),
            };
            let wrong = filled.iter().find(|row| row.form != form && row.form != RowForm::Any);
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
                .find(|value| !value.is_empty() && value.wrapped != kind.is_multi() && self.from_xml());
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
    fn from_xml(&self) -> bool {
        self.param.root.is_some()
    }

    /// The same text with the same attributes, twice in one field.
    fn repeated(&mut self, frame: &Frame<'_>, field: FieldRef<'_>, values: &[Value]) -> Flow {
        if values.len() < 2 {
            return ControlFlow::Continue(());
        }
        let mut first: HashMap<(&str, Vec<&(String, String)>), usize> = HashMap::new();
        for (number, value) in values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            let mut attributes: Vec<_> = value.attributes.iter().collect();
            attributes.sort_unstable();
            let earlier = *first.entry((value.text(), attributes)).or_insert(number);
            if earlier < number {
                let about = About {
                    number: Some(number),
                    actual: Some(value.text()),
                    ..About::field(frame, field, value.span())
                };
                self.report(Problem::DuplicateValue { first: earlier }, &about)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn rows(&mut self, frame: &Frame<'_>, field: FieldRef<'v>, found: &ParamField) -> Flow {
        let numbered = field.is_array();
        for (number, row) in found.rows().iter().enumerate() {
            let inner = Frame::row(frame, row, field.id(), numbered.then_some(number));
            let present = condition::row_has_text(row, field, &self.disabled, |text| !is_blank(text));
            let presence = if present { Presence::Present } else { Presence::Absent };
            self.level(&inner, Some(field), presence)?;
        }
        ControlFlow::Continue(())
    }

    fn value(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        value: &Value,
        number: Option<usize>,
    ) -> Flow {
        self.illegal(frame, field, value, number)?;
        if value.is_empty() {
            return ControlFlow::Continue(());
        }
        let text = value.text();
        let about =
            |rule| About { number, actual: Some(text), rule, ..About::field(frame, field, value.span()) };
        let mut fits = true;
        let mut chronological = false;
        for rule in &plan.value_types {
            if !self.in_force(&rule.when, frame) {
                continue;
            }
            chronological |= matches!(rule.check, ValueType::Date | ValueType::Time);
            if !value_type::fits(text, rule.check) {
                fits = false;
                self.report(Problem::ValueType(rule.check), &about(field.rule_at(rule.rule)))?;
            } else if rule.check == ValueType::Text && text.contains(['\t', '\n', '\r']) {
                self.report(Problem::LineBreak, &about(field.rule_at(rule.rule)))?;
            }
        }
        for rule in &plan.value_limits {
            if !self.in_force(&rule.when, frame) {
                continue;
            }
            let (ValueLimit { measure, limit }, rule) = (&rule.check, field.rule_at(rule.rule));
            match self.measure(text, *measure, limit, chronological) {
                // What is not even of the wanted type needs no further word.
                Outcome::Broken { .. } | Outcome::NotComparable
                    if !fits && !matches!(measure, Measure::Length(_)) => {}
                Outcome::Met => {}
                Outcome::NotComparable => {
                    self.report(Problem::Unchecked(Reason::NotComparable), &about(rule))?;
                }
                Outcome::Broken { severity, measure, actual } => {
                    let problem = Problem::Limit { measure, side: limit.side, bound: limit.bound };
                    let actual = actual.as_deref().unwrap_or(text);
                    self.report_as(problem, severity, &About { actual: Some(actual), ..about(rule) })?;
                }
            }
        }
        if let Some(options) = &plan.options {
            let mut known = false;
            let mut available = false;
            for option in options.of_value(field, text) {
                known = true;
                available |= self.is_available(field, plan, option, frame);
            }
            if known && !available {
                self.report(Problem::UnavailableOption, &about(None))?;
            } else if !known && !choice::is_custom(field, value) {
                let from_server = plan.async_options.iter().any(|rule| self.in_force(&rule.when, frame))
                    || plan.unjudged.iter().any(|rule| {
                        let known = field.rule_at(rule.rule).and_then(RuleRef::known);
                        rule.check == Reason::Condition && known == Some(crate::RuleName::AsyncQuery)
                    });
                let severity = if from_server { Severity::Warning } else { Severity::Error };
                self.report_as(Problem::UnknownOption(choice::hint(field, text)), severity, &about(None))?;
            }
        }
        ControlFlow::Continue(())
    }

    fn measure(&self, text: &str, measure: Measure, limit: &Limit, chronological: bool) -> Outcome {
        let broken = |measure, actual| Outcome::Broken { severity: Severity::Error, measure, actual };
        match measure {
            Measure::Length(unit) => {
                let length = self.counting().length(text, unit);
                let counts = [length.least, length.most].map(|count| limit.allows_count(count));
                let severity = match counts {
                    [true, true] => return Outcome::Met,
                    [false, false] => Severity::Error,
                    _ => Severity::Warning,
                };
                Outcome::Broken {
                    severity,
                    measure: Measured::Length(unit),
                    actual: Some(length.to_string()),
                }
            }
            Measure::Value if chronological => {
                match (value_type::moment(text), value_type::moment(&limit.text)) {
                    (Some(value), Some(bound)) if limit.allows(value.cmp(&bound)) => Outcome::Met,
                    (_, Some(_)) => broken(Measured::Value, None),
                    (_, None) => Outcome::NotComparable,
                }
            }
            Measure::Value => match (Decimal::parse(text), limit.number()) {
                (Some(value), Some(bound)) if limit.allows(value.cmp(&bound)) => Outcome::Met,
                (_, Some(_)) => broken(Measured::Value, None),
                (_, None) => Outcome::NotComparable,
            },
            Measure::DecimalDigits => match Decimal::parse(text) {
                Some(value) if limit.allows_count(value.fraction_digits()) => Outcome::Met,
                Some(value) => broken(Measured::DecimalDigits, Some(value.fraction_digits().to_string())),
                None => Outcome::NotComparable,
            },
        }
    }

    fn counting(&self) -> Counting {
        let options = &self.validator.options;
        let dialect = self.validator.schema.dialect();
        Counting { dialect, character: options.character, byte: options.byte }
    }

    /// Rules about how many values there are, and how much is inside a complex.
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
        let count = if kind.has_fields() {
            let present =
                |row: &&Row| condition::row_has_text(row, field, &self.disabled, |text| !is_blank(text));
            found.rows().iter().filter(present).count()
        } else {
            let filled = found.values().iter().filter(|value| !value.is_empty()).count();
            if kind.is_single() { filled.min(1) } else { filled }
        };
        if count == 0 {
            return ControlFlow::Continue(());
        }
        for rule in &plan.field_limits {
            if !self.in_force(&rule.when, frame) {
                continue;
            }
            let (measure, limit, severity, actual) = match &rule.check {
                FieldLimit::Count(limit) if limit.allows_count(count) => continue,
                FieldLimit::Count(limit) => (Measured::Count, limit, Severity::Error, count.to_string()),
                FieldLimit::Length(unit, limit) => {
                    let total = self.total_length(found, field, *unit);
                    if limit.allows_count(total.least) && limit.allows_count(total.most) {
                        continue;
                    }
                    (Measured::TotalLength(*unit), limit, Severity::Warning, total.to_string())
                }
            };
            let about = About {
                rule: field.rule_at(rule.rule),
                actual: Some(&actual),
                ..About::field(frame, field, found.span())
            };
            let problem = Problem::Limit { measure, side: limit.side, bound: limit.bound };
            self.report_as(problem, severity, &about)?;
        }
        ControlFlow::Continue(())
    }

    /// The length of all texts inside a field together.
    fn total_length(&self, found: &ParamField, field: FieldRef<'_>, unit: LengthUnit) -> Range {
        if !field.kind().is_some_and(FieldKind::has_fields) {
            let lengths = found.values().iter().map(|value| self.counting().length(value.text(), unit));
            return lengths.fold(Range::default(), Range::plus);
        }
        let mut total = Range::default();
        for row in found.rows() {
            for nested in field.fields() {
                let off = self.disabled.is_off(nested.field_id(), Frame::key_of(row));
                if let Some(inner) = row.field(nested.id()).filter(|_| !off) {
                    total = total.plus(self.total_length(inner, nested, unit));
                }
            }
        }
        total
    }

    fn is_available(
        &self,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        option: crate::OptionRef<'_>,
        frame: &Frame<'_>,
    ) -> bool {
        if option.condition().is_none() {
            return true;
        }
        let number = field.number_of(option);
        match plan.option_conditions.binary_search_by_key(&number, |(number, _)| *number) {
            // What nobody can decide does not take an option away.
            Ok(at) => match &plan.option_conditions[at].1 {
                Compiled::Undecidable => true,
                when => self.in_force(when, frame),
            },
            Err(_) => true,
        }
    }

    /// Says which rules in force were not judged.
    fn unjudged(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        span: Option<Span>,
        wanted: impl Fn(Reason, RuleRef<'_>) -> bool,
    ) -> Flow {
        for one in &plan.unjudged {
            let Some(rule) = field.rule_at(one.rule) else { continue };
            let asked = matches!(one.when, Compiled::Undecidable) || self.in_force(&one.when, frame);
            if asked && wanted(one.check, rule) {
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
            Compiled::When(expr) => condition::holds(expr, frame, &self.validator.schema, &self.disabled),
        }
    }

    fn illegal(
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
    fn illegal_inside(&mut self, frame: &Frame<'_>, field: FieldRef<'_>, found: &ParamField) -> Flow {
        let multi = field.kind().is_some_and(FieldKind::is_multi);
        if found.content.illegal.is_some() {
            let problem = Problem::IllegalCharacter(self.character_at(found.content.illegal));
            self.report(problem, &About { span: found.content.illegal, ..About::field(frame, field, None) })?;
        }
        for (number, value) in found.values().iter().enumerate() {
            self.illegal(frame, field, value, multi.then_some(number))?;
        }
        for (number, row) in found.rows().iter().enumerate() {
            let inner = Frame::row(frame, row, field.id(), field.is_array().then_some(number));
            for nested in row.fields() {
                if let Some(known) = field.child(nested.id()) {
                    self.illegal_inside(&inner, known, nested)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// The forbidden character that a span holds.
    fn character_at(&self, span: Option<Span>) -> char {
        let text = self.param.source().zip(span).and_then(|(source, span)| source.get(span.range()));
        text.and_then(|text| text.chars().find(|&c| is_illegal(c))).unwrap_or_default()
    }

    fn severity(&self, problem: &Problem) -> Option<Severity> {
        self.validator.options.severity_of(problem.code(), problem.severity())
    }

    fn report(&mut self, problem: Problem, about: &About<'_>) -> Flow {
        let severity = problem.severity();
        self.report_as(problem, severity, about)
    }

    fn report_as(&mut self, problem: Problem, severity: Severity, about: &About<'_>) -> Flow {
        let Some(severity) = self.validator.options.severity_of(problem.code(), severity) else {
            return ControlFlow::Continue(());
        };
        let param = self.param;
        self.sink.take(severity, || finding(param, problem, severity, about))
    }

    fn finding(&self, problem: Problem, severity: Severity, about: &About<'_>) -> Finding {
        finding(self.param, problem, severity, about)
    }
}

fn finding(param: &Param, problem: Problem, severity: Severity, about: &About<'_>) -> Finding {
    let path = match about.id {
        "" => about.frame.own_path(),
        id => about.frame.path(id, about.number),
    };
    Finding {
        problem,
        severity,
        path,
        field: about.field.and_then(FieldRef::name).map(str::to_owned),
        rule: about.rule.map(RuleText::of),
        actual: about.actual.map(str::to_owned),
        span: about.span,
        position: about.span.and_then(|span| param.position(span.range().start)),
    }
}

/// How a value compares with a limit.
enum Outcome {
    Met,
    Broken { severity: Severity, measure: Measured, actual: Option<String> },
    NotComparable,
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Whether what stands around a field is there, so that the field may be required.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Present,
    Absent,
}

impl<'a> About<'a> {
    fn field(frame: &'a Frame<'a>, field: FieldRef<'a>, span: Option<Span>) -> About<'a> {
        About { frame, field: Some(field), id: field.id(), number: None, span, rule: None, actual: None }
    }
}
