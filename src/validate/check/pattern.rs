//! The patterns that values must match, or must not.

use std::ops::ControlFlow;

use crate::check::pattern::{Holds, PatternRule};
use crate::check::unchecked::Unchecked;
use crate::condition::frame::Frame;
use crate::schema::{FieldRef, RuleRef};
use crate::span::Span;
use crate::validate::check::{About, Checker, Flow, Sink};
use crate::validate::compile::FieldPlan;
use crate::validate::problem::Problem;
use crate::vocab::ValueType;

impl<S: Sink> Checker<'_, '_, S> {
    /// Says of a field which patterns in force are not judged at all, and were not told before.
    pub(super) fn unjudged_patterns(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        span: Option<Span>,
    ) -> Flow {
        if plan.patterns.is_empty() {
            return ControlFlow::Continue(());
        }
        let is_moment = |wanted| matches!(wanted, ValueType::Date | ValueType::Time);
        let mut types = plan.value_types.iter();
        let moments = types.any(|rule| is_moment(rule.check) && self.in_force(&rule.when, frame));
        let holds = if moments { Holds::Moments } else { Holds::Texts };
        for rule in &plan.patterns {
            if let Some(refusal) = rule.check.refusal(holds)
                && !self.told.has(field, rule.rule)
                && self.in_force(&rule.when, frame)
            {
                self.told.add(field, rule.rule);
                let about = About { rule: field.rule_at(rule.rule), ..About::field(frame, field, span) };
                self.report(Problem::Unchecked(Unchecked::Pattern(refusal)), &about)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Judges a value by the patterns in force.
    pub(super) fn patterns<'a>(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'a>,
        plan: &FieldPlan,
        text: &str,
        holds: Holds,
        about: impl Fn(Option<RuleRef<'a>>) -> About<'a>,
    ) -> Flow {
        for rule in &plan.patterns {
            if !self.in_force(&rule.when, frame) {
                continue;
            }
            let pattern: &PatternRule = &rule.check;
            let problem = match pattern.judge(text, holds) {
                Ok(None) => continue,
                Ok(Some(mismatch)) => Problem::Regex(mismatch),
                // Said once for all values.
                Err(_) if pattern.refusal(holds).is_some() => continue,
                Err(refusal) => Problem::Unchecked(Unchecked::Pattern(refusal)),
            };
            self.report(problem, &about(field.rule_at(rule.rule)))?;
        }
        ControlFlow::Continue(())
    }
}
