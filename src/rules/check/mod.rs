//! Applies bound rules to a param.

mod bounds;
mod form;
mod names;
mod report;
mod unique;

use std::ops::ControlFlow;

use crate::code::Severity;
use crate::mapping::message::Message;
use crate::param::Param;
use crate::rules::bound::{BoundRule, BoundRules, Uses};
use crate::rules::model::Form;
use crate::rules::walk::{Flow, Scope, Walker};
use crate::validate::{Extent, ExtraChecks, ExtraSink};

impl ExtraChecks for BoundRules {
    fn check(&self, param: &Param, extent: Extent, sink: &mut dyn ExtraSink) -> Flow {
        let walker = Walker::new(self, param);
        for rule in &self.rules {
            let (Ok(uses), Some(severity)) = (&rule.state, rule.severity) else { continue };
            let is_held = extent == Extent::Whole || walker.holds_what_is_needed(rule.form(), uses);
            if is_held && sink.wants(severity) {
                RuleCheck { walker: &walker, param, rule, uses, severity, sink: &mut *sink }.run()?;
            }
        }
        ControlFlow::Continue(())
    }
}

/// One rule on one param.
struct RuleCheck<'c, 's> {
    walker: &'c Walker<'c>,
    param: &'c Param,
    rule: &'c BoundRule,
    uses: &'c Uses,
    severity: Severity,
    sink: &'s mut dyn ExtraSink,
}

impl RuleCheck<'_, '_> {
    fn run(&mut self) -> Flow {
        let walker = self.walker;
        match (self.uses.at, self.rule.form()) {
            (Some(at), Form::Unique(_)) => self.unique_rows(at),
            (Some(at), _) => walker.rows(at, &mut |scope| self.scope(scope)),
            (None, _) => self.scope(&walker.top()),
        }
    }

    fn scope(&mut self, scope: &Scope<'_>) -> Flow {
        if self.applies(scope)? { self.form(scope) } else { ControlFlow::Continue(()) }
    }

    /// Whether the condition of the rule holds. A rule without one always applies.
    fn applies(&mut self, scope: &Scope<'_>) -> ControlFlow<(), bool> {
        let Some(when) = &self.rule.rule().when else { return ControlFlow::Continue(true) };
        match self.evaluate(&when.expr, &self.uses.when, scope) {
            // A condition on values that are missing does not hold.
            Ok(holds) => ControlFlow::Continue(holds.unwrap_or(false)),
            Err(why) => {
                self.report_unevaluated(scope, &why)?;
                ControlFlow::Continue(false)
            }
        }
    }

    fn report_unevaluated(&mut self, scope: &Scope<'_>, why: &Message) -> Flow {
        let finding = || self.unevaluated(scope, why);
        let mut made = None;
        if self.sink.wants(Severity::Note) {
            made = Some(finding());
        }
        match made {
            Some(finding) => self.sink.take(Severity::Note, &mut || finding.clone()),
            None => ControlFlow::Continue(()),
        }
    }
}
