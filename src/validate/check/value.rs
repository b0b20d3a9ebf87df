//! The rules about values: one after the other, and all of a field together.

use std::ops::ControlFlow;

use crate::check::glance::Glance;
use crate::check::length::{Counting, Range};
use crate::check::limit::Limit;
use crate::check::number::Small;
use crate::check::pattern::Holds;
use crate::check::unchecked::Unchecked;
use crate::check::{choice, length, value_type};
use crate::code::Severity;
use crate::condition::evaluate;
use crate::condition::evaluate::Switches;
use crate::condition::frame::Frame;
use crate::decimal::Decimal;
use crate::schema::depend::expression::Compiled;
use crate::schema::{FieldRef, OptionRef, RuleRef};
use crate::validate::check::{About, Checker, Flow, Sink, is_blank};
use crate::validate::compile::{FieldLimit, FieldPlan, Measure, ValueLimit};
use crate::validate::problem::{Measured, Problem};
use crate::value::{ParamField, Row, Value};
use crate::vocab::{FieldKind, RuleName, ValueType};

/// How a value compares with a limit.
enum Outcome {
    Met,
    Broken { severity: Severity, measure: Measured, actual: Option<String> },
    NotComparable,
}

impl<S: Sink> Checker<'_, '_, S> {
    pub(super) fn value(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        value: &Value,
        number: Option<usize>,
    ) -> Flow {
        let text = value.text();
        let glance = Glance::at(text);
        if glance.has_illegal(text) || !value.attributes.is_empty() {
            self.illegal(frame, field, value, number)?;
        }
        if value.is_empty() {
            return ControlFlow::Continue(());
        }
        let small = if plan.has_numbers { Small::parse(text) } else { None };
        let about =
            |rule| About { number, actual: Some(text), rule, ..About::field(frame, field, value.span()) };
        let mut fits = true;
        let mut chronological = false;
        for rule in &plan.value_types {
            if !self.in_force(&rule.when, frame) {
                continue;
            }
            chronological |= matches!(rule.check, ValueType::Date | ValueType::Time);
            if !value_type::fits(text, small, rule.check) {
                fits = false;
                self.report(Problem::ValueType(rule.check), &about(field.rule_at(rule.rule)))?;
            } else if rule.check == ValueType::Text && glance.has_break(text) {
                self.report(Problem::LineBreak, &about(field.rule_at(rule.rule)))?;
            }
        }
        for rule in &plan.value_limits {
            if !self.in_force(&rule.when, frame) {
                continue;
            }
            let (ValueLimit { measure, limit }, rule) = (&rule.check, field.rule_at(rule.rule));
            match self.measure(text, small, *measure, limit, chronological) {
                // What is not even of the wanted type needs no further word.
                Outcome::Broken { .. } | Outcome::NotComparable
                    if !fits && !matches!(measure, Measure::Length(_)) => {}
                Outcome::Met => {}
                Outcome::NotComparable => {
                    self.report(Problem::Unchecked(Unchecked::NotComparable), &about(rule))?;
                }
                Outcome::Broken { severity, measure, actual } => {
                    let problem = Problem::Limit { measure, side: limit.side, bound: limit.bound };
                    let actual = actual.as_deref().unwrap_or(text);
                    self.report_as(problem, severity, &About { actual: Some(actual), ..about(rule) })?;
                }
            }
        }
        let holds = if chronological { Holds::Moments } else { Holds::Texts };
        self.patterns(frame, field, plan, text, holds, about)?;
        for rule in &plan.attributes {
            let is_missing = value.attribute(&rule.check).is_none_or(str::is_empty);
            if is_missing && self.in_force(&rule.when, frame) {
                let problem = Problem::ValueAttribute { name: rule.check.clone() };
                self.report(problem, &about(field.rule_at(rule.rule)))?;
            }
        }
        self.sizes(frame, field, plan, text, about)?;
        if let Some(options) = &plan.options {
            let mut known = false;
            let mut available = false;
            for option in options.of_value(field, text) {
                known = true;
                if self.is_available(field, plan, option, frame) {
                    available = true;
                    break;
                }
            }
            if known && !available {
                self.report(Problem::UnavailableOption, &about(None))?;
            } else if !known && !options.is_custom(field, value) {
                let from_server = plan.async_options.iter().any(|rule| self.in_force(&rule.when, frame))
                    || plan.unjudged.iter().any(|rule| {
                        let known = field.rule_at(rule.rule).and_then(RuleRef::known);
                        rule.check == Unchecked::Condition && known == Some(RuleName::AsyncQuery)
                    });
                let severity = if from_server { Severity::Warning } else { Severity::Error };
                let hint = choice::hint(field, text, &self.patience);
                self.report_as(Problem::UnknownOption(hint), severity, &about(None))?;
            }
        }
        ControlFlow::Continue(())
    }

    fn measure(
        &self,
        text: &str,
        small: Option<Small>,
        measure: Measure,
        limit: &Limit,
        chronological: bool,
    ) -> Outcome {
        let broken = |measure, actual| Outcome::Broken { severity: Severity::Error, measure, actual };
        match measure {
            Measure::Length(_) if limit.allows_length_of(text) => Outcome::Met,
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
                    (_, Some(_)) => broken(Measured::Moment, None),
                    (_, None) => Outcome::NotComparable,
                }
            }
            Measure::Value if limit.allows_small(small) == Some(true) => Outcome::Met,
            Measure::Value => match (Decimal::parse(text), limit.number()) {
                (Some(value), Some(bound)) if limit.allows(value.cmp(&bound)) => Outcome::Met,
                (_, Some(_)) => broken(Measured::Value, None),
                (_, None) => Outcome::NotComparable,
            },
            Measure::DecimalDigits
                if small.is_some_and(|small| limit.allows_count(small.fraction_digits())) =>
            {
                Outcome::Met
            }
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
    pub(super) fn field_limits(
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
            let present = |row: &&Row| {
                let row = Frame::row(frame, row, field, None);
                evaluate::row_has_text(&row, field, &self.disabled, |text| !is_blank(text))
            };
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
                    let may_do = |length: fn(&str) -> Range| {
                        limit.allows_all(self.total(frame, found, field, &length))
                    };
                    if may_do(length::rougher) || may_do(length::rough) {
                        continue;
                    }
                    let length = |text: &str| self.counting().length(text, *unit);
                    let total = self.total(frame, found, field, &length);
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
    fn total(
        &self,
        frame: &Frame<'_>,
        found: &ParamField,
        field: FieldRef<'_>,
        length: &impl Fn(&str) -> Range,
    ) -> Range {
        if !field.kind().is_some_and(FieldKind::has_fields) {
            let lengths = found.values().iter().map(|value| length(value.text()));
            return lengths.fold(Range::default(), Range::plus);
        }
        let mut total = Range::default();
        for row in found.rows() {
            let row = Frame::row(frame, row, field, None);
            for (place, slot) in row.level.slots.iter().enumerate() {
                let Some(inner) = row.at(place) else { continue };
                if !self.disabled.is_off(slot.field, &row) {
                    let nested = FieldRef { index: slot.field.0, ..field };
                    total = total.plus(self.total(&row, inner, nested, length));
                }
            }
        }
        total
    }

    fn is_available(
        &self,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        option: OptionRef<'_>,
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
}
