//! The patterns that values must match, or must not match.

use std::ops::ControlFlow;

use crate::check::pattern::{Holds, PatternRule};
use crate::check::unchecked::{Unchecked, UnsupportedPattern};
use crate::condition::frame::Frame;
use crate::schema::{FieldRef, RuleRef};
use crate::span::Span;
use crate::validate::message::kind::FindingKind;
use crate::validate::plan::FieldPlan;
use crate::validate::sink::{Flow, Sink};
use crate::validate::walk::Checker;
use crate::validate::walk::context::{Context, Trimmed};

impl<S: Sink> Checker<'_, '_, S> {
    /// Reports the patterns in force that are not checked at all and were not reported before.
    pub(super) fn unchecked_patterns(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        span: Option<Span>,
    ) -> Flow {
        if plan.patterns.is_empty() {
            return ControlFlow::Continue(());
        }
        let mut types = plan.value_types.iter();
        let moments = types.any(|rule| rule.check.is_moment() && self.in_force(&rule.when, frame));
        let holds = if moments { Holds::Moments } else { Holds::Texts };
        for rule in &plan.patterns {
            if let Some(refusal) = rule.check.refusal(holds)
                && !self.reported.has(field, rule.rule)
                && self.in_force(&rule.when, frame)
            {
                self.reported.add(field, rule.rule);
                let about = Context { rule: field.rule_at(rule.rule), ..Context::field(frame, field, span) };
                self.report(FindingKind::Unchecked(Unchecked::Pattern(UnsupportedPattern(refusal))), &about)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Checks a value by the patterns in force.
    #[allow(clippy::too_many_arguments, reason = "the state of one value")]
    pub(super) fn patterns<'a>(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'a>,
        plan: &FieldPlan,
        text: &str,
        holds: Holds,
        better: Trimmed<'_, 'a>,
        about: impl Fn(Option<RuleRef<'a>>) -> Context<'a>,
    ) -> Flow {
        for rule in &plan.patterns {
            if !self.in_force(&rule.when, frame) {
                continue;
            }
            let pattern: &PatternRule = &rule.check;
            let problem = match pattern.check(text, holds) {
                Ok(None) => continue,
                Ok(Some(mismatch)) => FindingKind::Regex(mismatch),
                // Reported once for all values.
                Err(_) if pattern.refusal(holds).is_some() => continue,
                Err(refusal) => FindingKind::Unchecked(Unchecked::Pattern(UnsupportedPattern(refusal))),
            };
            let better = better(&|trimmed| pattern.check(trimmed, holds) == Ok(None));
            self.report(problem, &Context { better, ..about(field.rule_at(rule.rule)) })?;
        }
        ControlFlow::Continue(())
    }
}
