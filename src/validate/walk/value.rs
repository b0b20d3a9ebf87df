//! The checks of one value.

use std::ops::ControlFlow;

use crate::check::byte_scan::ByteScan;
use crate::check::custom::own_text;
use crate::check::measure::LimitOutcome;
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
use crate::validate::walk::context::{Better, Context, Trimmed};
use crate::value::Value;
use crate::vocab::{RuleName, ValueType, attribute};

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
        let own = own_text(value);
        if let Some(own) = own {
            text = Text { scan: ByteScan::of(own), ..Text::new(own) };
        }
        if plan.has_numbers {
            text.number = SmallNumber::parse(text.text);
        }
        let context =
            Context { number, actual: Some(value.text()), ..Context::field(frame, field, value.span()) };
        let about = |rule| Context { rule, ..context };
        let checked = text.text;
        let about_text = |rule| Context { rule, actual: Some(checked), ..context };
        // The text without white space around it, if that is all that is wrong.
        let trimmed =
            Some(checked.trim()).filter(|trimmed| !trimmed.is_empty() && trimmed.len() < checked.len());
        let better = |passes: &dyn Fn(&str) -> bool| {
            let trimmed = trimmed.filter(|trimmed| passes(trimmed))?;
            Some(if own.is_some() { Better::InputValue(trimmed) } else { Better::Text(trimmed) })
        };
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
                let better = better(&|trimmed| value_type::fits(trimmed, None, rule.check));
                let about = Context { better, ..about_text(field.rule_at(rule.rule)) };
                self.report(FindingKind::ValueType(rule.check), &about)?;
            } else if rule.check == ValueType::Text
                && text.scan.has_break(text.text)
                && (!plan.takes_lines || text.text.contains('\t'))
            {
                self.report(FindingKind::LineBreak, &about_text(field.rule_at(rule.rule)))?;
            }
        }
        self.value_limits(frame, field, plan, &text, holds, fits, &better, about_text)?;
        self.patterns(frame, field, plan, text.text, holds, &better, about_text)?;
        for rule in &plan.attributes {
            let is_missing = value.attribute(&rule.check).is_none_or(str::is_empty);
            if is_missing && self.in_force(&rule.when, frame) {
                let kind = FindingKind::ValueAttribute { name: rule.check.clone() };
                self.report(kind, &about(field.rule_at(rule.rule)))?;
            }
        }
        self.sizes(frame, field, plan, value.text(), about)?;
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
        better: Trimmed<'_, 'a>,
        about: impl Fn(Option<RuleRef<'a>>) -> Context<'a>,
    ) -> Flow {
        for rule in &plan.value_limits {
            if !self.in_force(&rule.when, frame) {
                continue;
            }
            let (check, limit) = (&rule.check, &rule.check.limit);
            let outcome = check.check(text, holds, self.plan.counting());
            let (kind, severity, actual) = match outcome {
                LimitOutcome::Passed => continue,
                // That the value is not of the wanted type is reported already.
                LimitOutcome::Broken { .. } | LimitOutcome::NotComparable
                    if !fits && check.measure.is_of_number() =>
                {
                    continue;
                }
                LimitOutcome::NotComparable => {
                    let kind = FindingKind::Unchecked(Unchecked::NotComparable);
                    let severity = kind.severity();
                    (kind, severity, None)
                }
                LimitOutcome::Broken { severity, measured, actual } => {
                    (FindingKind::Limit { measured, side: limit.side, bound: limit.bound }, severity, actual)
                }
            };
            let context = about(field.rule_at(rule.rule));
            let actual = actual.as_deref().or(context.actual);
            let better = better(&|trimmed| {
                check.check(&Text::new(trimmed), holds, self.plan.counting()) == LimitOutcome::Passed
            });
            self.report_as(kind, severity, &Context { actual, better, ..context })?;
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
        let is_licensed = || {
            options.have_negative(field)
                || plan
                    .attributes
                    .iter()
                    .any(|rule| rule.check == attribute::INPUT_VALUE && self.in_force(&rule.when, frame))
        };
        if own_text(value).is_some() && is_licensed() {
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
