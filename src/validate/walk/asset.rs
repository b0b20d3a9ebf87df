//! The sizes of files and pictures, from asset facts.

use std::ops::ControlFlow;

use crate::asset::{AssetFacts, Assets};
use crate::check::size::{Fit, SizeLimit};
use crate::check::unchecked::Unchecked;
use crate::code::Severity;
use crate::condition::frame::Frame;
use crate::schema::{FieldRef, RuleRef};
use crate::validate::message::kind::{FindingKind, Order};
use crate::validate::plan::FieldPlan;
use crate::validate::sink::{Flow, Sink};
use crate::validate::walk::Checker;
use crate::validate::walk::context::Context;
use crate::value::ParamField;
use crate::vocab::FieldKind;

impl<S: Sink> Checker<'_, '_, S> {
    /// The facts of the file that a text names.
    fn facts(&self, text: &str) -> AssetFacts {
        let assets = self.plan.options.assets.as_deref();
        assets.and_then(|assets: &Assets| assets.get(text)).copied().unwrap_or_default()
    }

    /// Reports the rules that are not checked because facts of a file are missing: once for all values, and once for all
    /// rows if there are no facts at all.
    pub(super) fn unknown_files(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        found: &ParamField,
    ) -> Flow {
        let are_unknown = self.plan.options.assets.is_none();
        for (place, rule) in plan.sizes.iter().enumerate() {
            if (are_unknown && self.reported.has(field, rule.rule)) || !self.in_force(&rule.when, frame) {
                continue;
            }
            let mut values = found.values().iter().enumerate().filter(|(_, value)| !value.is_empty());
            let unknown =
                values.find(|(_, value)| rule.check.check(&self.facts(value.text())) == Fit::Unknown);
            if let Some((number, value)) = unknown {
                self.reported.add(field, rule.rule);
                let number = field.kind().is_some_and(FieldKind::is_multi).then_some(number);
                let reportable = plan.reportable.get(plan.unchecked.len() + place);
                let about = Context {
                    number,
                    shared: reportable.filter(|_| are_unknown).map(|one| &one.subject),
                    rule: field.rule_at(rule.rule),
                    actual: Some(value.text()),
                    ..Context::field(frame, field, value.span())
                };
                self.report(FindingKind::Unchecked(Unchecked::NoFacts), &about)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Checks the file that a value names.
    pub(super) fn sizes<'a>(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'a>,
        plan: &FieldPlan,
        text: &str,
        about: impl Fn(Option<RuleRef<'a>>) -> Context<'a>,
    ) -> Flow {
        for rule in &plan.sizes {
            if !self.in_force(&rule.when, frame) {
                continue;
            }
            let facts = self.facts(text);
            let (severity, order) = match rule.check.check(&facts) {
                Fit::Met | Fit::Unknown => continue,
                Fit::Doubtful => (Severity::Warning, Order::Matters),
                Fit::Broken => (Severity::Error, Order::Either),
            };
            let (problem, actual) = match &rule.check {
                SizeLimit::File(unit, limit) => (
                    FindingKind::FileSize { side: limit.side, bound: limit.bound, unit: *unit },
                    facts.bytes.unwrap_or_default().to_string(),
                ),
                SizeLimit::PictureFile(limit) => (
                    FindingKind::PictureFileSize { side: limit.side, bound: limit.bound },
                    facts.bytes.unwrap_or_default().to_string(),
                ),
                SizeLimit::Picture(picture) => (
                    FindingKind::PictureSize { side: picture.side, bound: picture.bound, order },
                    format!("{}*{}", facts.width.unwrap_or_default(), facts.height.unwrap_or_default()),
                ),
            };
            let about = Context { actual: Some(&actual), ..about(field.rule_at(rule.rule)) };
            self.report_as(problem, severity, &about)?;
        }
        ControlFlow::Continue(())
    }
}
