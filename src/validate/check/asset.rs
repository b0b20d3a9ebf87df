//! The sizes of files and pictures, which asset facts tell.

use std::ops::ControlFlow;

use crate::asset::{AssetFacts, Assets};
use crate::check::size::{Fit, SizeLimit};
use crate::check::unchecked::Unchecked;
use crate::code::Severity;
use crate::condition::frame::Frame;
use crate::schema::{FieldRef, RuleRef};
use crate::validate::check::{About, Checker, Flow, Sink};
use crate::validate::compile::FieldPlan;
use crate::validate::problem::{Order, Problem};
use crate::value::ParamField;

impl<S: Sink> Checker<'_, '_, S> {
    /// What is known of the file that a text names.
    fn facts(&self, text: &str) -> AssetFacts {
        let assets = self.validator.options.assets.as_deref();
        assets.and_then(|assets: &Assets| assets.get(text)).copied().unwrap_or_default()
    }

    /// Says of a field which rules were not judged, because nothing is known about a file: once for all values. If
    /// nothing is known about any file, once for all rows too.
    pub(super) fn unknown_files(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'_>,
        plan: &FieldPlan,
        found: &ParamField,
    ) -> Flow {
        let are_unknown = self.validator.options.assets.is_none();
        for rule in &plan.sizes {
            if (are_unknown && self.told.has(field, rule.rule)) || !self.in_force(&rule.when, frame) {
                continue;
            }
            let mut values = found.values().iter().enumerate().filter(|(_, value)| !value.is_empty());
            let unknown =
                values.find(|(_, value)| rule.check.judge(&self.facts(value.text())) == Fit::Unknown);
            if let Some((number, value)) = unknown {
                self.told.add(field, rule.rule);
                let number = field.kind().is_some_and(crate::vocab::FieldKind::is_multi).then_some(number);
                let about = About {
                    number,
                    rule: field.rule_at(rule.rule),
                    actual: Some(value.text()),
                    ..About::field(frame, field, value.span())
                };
                self.report(Problem::Unchecked(Unchecked::NoFacts), &about)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Judges the file that a value names.
    pub(super) fn sizes<'a>(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'a>,
        plan: &FieldPlan,
        text: &str,
        about: impl Fn(Option<RuleRef<'a>>) -> About<'a>,
    ) -> Flow {
        for rule in &plan.sizes {
            if !self.in_force(&rule.when, frame) {
                continue;
            }
            let facts = self.facts(text);
            let (severity, order) = match rule.check.judge(&facts) {
                Fit::Met | Fit::Unknown => continue,
                Fit::Doubtful => (Severity::Warning, Order::Matters),
                Fit::Broken => (Severity::Error, Order::Either),
            };
            let (problem, actual) = match &rule.check {
                SizeLimit::File(unit, limit) => (
                    Problem::FileSize { side: limit.side, bound: limit.bound, unit: *unit },
                    facts.bytes.unwrap_or_default().to_string(),
                ),
                SizeLimit::Picture(picture) => (
                    Problem::PictureSize { side: picture.side, bound: picture.bound, order },
                    format!("{}*{}", facts.width.unwrap_or_default(), facts.height.unwrap_or_default()),
                ),
            };
            let about = About { actual: Some(&actual), ..about(field.rule_at(rule.rule)) };
            self.report_as(problem, severity, &about)?;
        }
        ControlFlow::Continue(())
    }
}
