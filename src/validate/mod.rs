//! Validation of params: the rules of a schema are compiled to checks once, and then any number of params is checked.
//!
//! There are three answers, never two: a rule is followed; it is violated (an error); or that is not certain (a warning
//! if one plausible reading is violated, a note if a rule cannot be checked).
//!
//! `compile` turns rules into `plan`s; `walk` goes over schema and param side by side, with a `fast_path` for fields that
//! are clearly valid; `message` says what was found; `report` is the result.

mod compile;
#[cfg_attr(
    not(feature = "mapping"),
    expect(dead_code, reason = "house rules are the only checks beyond the schema")
)]
mod extra;
mod fast_path;
mod finding_json;
mod fix;
mod localized;
mod message;
mod options;
mod plan;
mod report;
mod requirements;
mod row_mask;
mod scope;
mod sink;
mod subject;
mod suggestion;
mod walk;

pub(crate) use extra::ExtraChecks;
#[cfg(feature = "mapping")]
pub(crate) use extra::{Extent, ExtraSink};
pub use fix::Fixed;
pub use localized::Localized;
pub use message::{FindingKind, HouseRule, Misplaced, Missing, Order, Unexpected};
pub use options::ValidateOptions;
pub use report::{Finding, Report};
pub use requirements::{Requirement, RequirementState};
#[cfg(feature = "mapping")]
pub(crate) use subject::Subject;
pub use suggestion::Suggestion;

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::note::Note;
use crate::param::Param;
use crate::schema::Schema;
use crate::validate::extra::WithOptions;
use crate::validate::plan::Plan;
use crate::validate::sink::{Each, FirstError, Flow, Sink};

/// The compiled rules of a schema: `Send`, `Sync`, and good for any number of params.
///
/// ```
/// use tmall_schema::{Param, Schema, Validator};
/// let schema = Schema::parse(r#"<itemRule><field id="color" name="颜色" type="singleCheck"><options>
///   <option displayName="红色" value="28326"/></options></field></itemRule>"#)?;
/// let validator = Validator::compile(&schema);
/// let mut param = Param::new(&schema);
/// param.set("color", "红色")?;
/// let report = validator.check(&param);
/// assert_eq!(report.findings()[0].message(tmall_schema::Lang::Zh),
///     "“红色”不在可选值之中；这是选项“28326”的显示名，请填写该值");
/// param.set("color", "28326")?;
/// assert!(validator.is_valid(&param));
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Debug)]
pub struct Validator {
    plan: Plan,
    notes: Vec<Note>,
    /// Checks beyond the schema.
    extra: Option<Arc<dyn ExtraChecks>>,
}

impl Validator {
    /// Compiles a schema.
    #[must_use]
    pub fn compile(schema: &Schema) -> Validator {
        Validator::compile_with(schema, &ValidateOptions::new())
    }

    /// Compiles a schema, with options.
    #[must_use]
    pub fn compile_with(schema: &Schema, options: &ValidateOptions) -> Validator {
        let schema = options.dialect.map_or_else(|| schema.clone(), |dialect| schema.with_dialect(dialect));
        let mut notes = schema.disable_plan().notes.clone();
        let fields = compile::compile(&schema, options, &mut notes);
        notes.sort_by_key(|note| note.span.start);
        Validator { plan: Plan { schema, options: options.clone(), fields }, notes, extra: None }
    }

    /// The schema.
    pub fn schema(&self) -> &Schema {
        &self.plan.schema
    }

    /// Problems in the conditions of the schema. [`Schema::notes`] has those that its reader found; rules that are not
    /// checked are findings, where a param has a value for them.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Checks a param and returns all findings.
    #[must_use]
    pub fn check(&self, param: &Param) -> Report {
        let mut findings = Vec::new();
        let has_error = self.hand_out(param, &mut |finding| findings.push(finding));
        Report { findings, has_error }
    }

    /// Checks a param and passes each finding to a function as it is found.
    pub fn check_into(&self, param: &Param, mut sink: impl FnMut(Finding)) {
        self.hand_out(param, &mut sink);
    }

    /// Whether there was an error, handed out or not.
    fn hand_out(&self, param: &Param, take: &mut dyn FnMut(Finding)) -> bool {
        let mut sink = Each::new(self.plan.options.max_findings, take);
        // It stops early only if nothing can change the result.
        let _ = self.run(param, &mut sink);
        sink.finish()
    }

    /// Whether a param has no error. Stops at the first error, and makes no findings.
    #[must_use]
    pub fn is_valid(&self, param: &Param) -> bool {
        self.run(param, &mut FirstError).is_continue()
    }

    /// All checks: those of the schema, and then those beyond it.
    fn run<S: Sink>(&self, param: &Param, sink: &mut S) -> Flow {
        walk::run(&self.plan, param, sink)?;
        match &self.extra {
            Some(extra) => extra.check(
                param,
                scope::extent(&self.plan.schema, param, self.plan.options.partial),
                &mut WithOptions { sink, options: &self.plan.options },
            ),
            None => ControlFlow::Continue(()),
        }
    }

    /// Adds checks beyond the schema.
    #[cfg_attr(not(feature = "mapping"), expect(dead_code, reason = "house rules are the only ones"))]
    pub(crate) fn with_extra(mut self, extra: impl ExtraChecks + 'static) -> Validator {
        self.extra = Some(Arc::new(extra));
        self
    }
}
