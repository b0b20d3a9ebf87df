//! The checks of one value.

use std::ops::ControlFlow;

use crate::check::byte_scan::ByteScan;
use crate::check::measure::Outcome;
use crate::check::pattern::Holds;
use crate::check::small_number::SmallNumber;
use crate::check::text::Text;
use crate::check::unchecked::Unchecked;
use crate::check::{choice, value_type};
use crate::code::Severity;
use crate::condition::frame::Frame;
use crate::schema::depend::expression::Compiled;
use crate::schema::{FieldRef, OptionRef, RuleRef};
use crate::validate::message::kind::FindingKind;
use crate::validate::plan::FieldPlan;
use crate::validate::sink::{Flow, Sink};
use crate::validate::walk::Checker;
use crate::validate::walk::context::Context;
use crate::value::Value;
use crate::vocab::{RuleName, ValueType};

impl<S: Sink> Checker<'_, '_, S> {
    pub(super) fn value(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        value: &Value,
        number: Option<usize>,
    ) -> Flow {
        let mut text = Text { scan: ByteScan::of(value.text()), ..Text::new(value.text()) };
        if text.scan.has_illegal(text.text) || !value.attributes.is_absent() {
            self.illegal(frame, field, value, number)?;
        }
        if value.is_empty() {
            return ControlFlow::Continue(());
        }
        if plan.has_numbers {
            text.number = SmallNumber::parse(text.text);
        }
        let context =
            Context { number, actual: Some(text.text), ..Context::field(frame, field, value.span()) };
        let about = |rule| Context { rule, ..context };
        let mut fits = true;
        let mut holds = Holds::Texts;
        for rule in &plan.value_types {
            if !self.in_force(&rule.when, frame) {
                continue;
            }
            if rule.check.is_moment() {
                holds = Holds::Moments;
            }
            if !value_type::fits(text.text, text.number, rule.check) {
                fits = false;
                self.report(FindingKind::ValueType(rule.check), &about(field.rule_at(rule.rule)))?;
            } else if rule.check == ValueType::Text && text.scan.has_break(text.text) {
                self.report(FindingKind::LineBreak, &about(field.rule_at(rule.rule)))?;
            }
        }
        self.value_limits(frame, field, plan, &text, holds, fits, about)?;
        self.patterns(frame, field, plan, text.text, holds, about)?;
        for rule in &plan.attributes {
            let is_missing = value.attribute(&rule.check).is_none_or(str::is_empty);
            if is_missing && self.in_force(&rule.when, frame) {
                let kind = FindingKind::ValueAttribute { name: rule.check.clone() };
                self.report(kind, &about(field.rule_at(rule.rule)))?;
            }
        }
        self.sizes(frame, field, plan, text.text, about)?;
        self.options(frame, field, plan, value, &context)
    }

    #[allow(clippy::too_many_arguments, reason = "the state of one value")]
    fn value_limits<'a>(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'a>,
        plan: &FieldPlan,
        text: &Text<'_>,
        holds: Holds,
        fits: bool,
        about: impl Fn(Option<RuleRef<'a>>) -> Context<'a>,
    ) -> Flow {
        for rule in &plan.value_limits {
            if !self.in_force(&rule.when, frame) {
                continue;
            }
            let (check, limit) = (&rule.check, &rule.check.limit);
            let outcome = check.check(text, holds, self.plan.counting());
            let (kind, severity, actual) = match outcome {
                Outcome::Passed => continue,
                // That the value is not of the wanted type is reported already.
                Outcome::Broken { .. } | Outcome::NotComparable if !fits && check.measure.is_of_number() => {
                    continue;
                }
                Outcome::NotComparable => {
                    let kind = FindingKind::Unchecked(Unchecked::NotComparable);
                    let severity = kind.severity();
                    (kind, severity, None)
                }
                Outcome::Broken { severity, measured, actual } => {
                    (FindingKind::Limit { measured, side: limit.side, bound: limit.bound }, severity, actual)
                }
            };
            let context = about(field.rule_at(rule.rule));
            let actual = actual.as_deref().or(context.actual);
            self.report_as(kind, severity, &Context { actual, ..context })?;
        }
        ControlFlow::Continue(())
    }

    /// Whether a value is an option, and available.
    fn options(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        value: &Value,
        context: &Context<'_>,
    ) -> Flow {
        let Some(options) = &plan.options else { return ControlFlow::Continue(()) };
        let mut is_known = false;
        for option in options.of_value(field, value.text()) {
            is_known = true;
            if self.is_available(field, plan, option, frame) {
                return ControlFlow::Continue(());
            }
        }
        if is_known {
            return self.report(FindingKind::UnavailableOption, context);
        }
        if options.is_custom(field, value) {
            return ControlFlow::Continue(());
        }
        let may_be_of_server = plan.async_options.iter().any(|rule| self.in_force(&rule.when, frame))
            || plan.unchecked.iter().any(|rule| {
                let known = field.rule_at(rule.rule).and_then(RuleRef::known);
                rule.check == Unchecked::Condition && known == Some(RuleName::AsyncQuery)
            });
        let severity = if may_be_of_server { Severity::Warning } else { Severity::Error };
        let suggestion = choice::suggestion(field, value.text(), &self.budget);
        self.report_as(FindingKind::UnknownOption(suggestion), severity, context)
    }

    fn is_available(
        &self,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        option: OptionRef<'_>,
        frame: &Frame<'_>,
    ) -> bool {
        let number = field.number_of(option);
        match plan.option_conditions.binary_search_by_key(&number, |(number, _)| *number) {
            Ok(at) => match &plan.option_conditions[at].1 {
                // A condition that cannot be evaluated does not make an option unavailable.
                Compiled::Undecidable => true,
                when @ (Compiled::Always | Compiled::When(_)) => self.in_force(when, frame),
            },
            Err(_) => true,
        }
    }
}
