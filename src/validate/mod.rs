//! Judging a param by a schema: rules become checks once, and then any number of params is checked.
//!
//! There are three answers, never two: a rule is met, violated (an error), or cannot be decided with
//! certainty (a warning where one plausible reading is violated, a note where nothing can be checked).

mod bits;
mod check;
mod compile;
mod in_lang;
mod problem;
mod report;
mod require;
mod usual;

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::asset::Assets;
use crate::code::{Code, Severity};
use check::{Checker, Sink};
use compile::{FieldPlan, Files};
pub use in_lang::InLang;
pub use report::{Finding, Report};
pub use require::{Requirement, State};

use crate::check::choice::Patience;
use crate::check::{ByteCount, CharacterCount, choice};
use crate::note::Note;
use crate::param::Param;
use crate::schema::{FieldRef, Schema};
use crate::vocab::Dialect;

/// How to judge.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ValidateOptions {
    /// By the code's number; as long as need be.
    severities: Vec<Option<Option<Severity>>>,
    character: Option<CharacterCount>,
    byte: Option<ByteCount>,
    assets: Option<Arc<Assets>>,
    dialect: Option<Dialect>,
    max_findings: Option<usize>,
}

impl ValidateOptions {
    /// Every finding has the severity that the norm gives it.
    pub fn new() -> ValidateOptions {
        ValidateOptions::default()
    }

    /// Gives all findings of a kind another severity, or (with none) leaves them out.
    pub fn severity(mut self, code: Code, severity: Option<Severity>) -> ValidateOptions {
        let at = code as usize;
        self.severities.resize(self.severities.len().max(at + 1), None);
        self.severities[at] = Some(severity);
        self
    }

    /// Counts characters in one way, instead of in every plausible one.
    pub fn character(mut self, count: CharacterCount) -> ValidateOptions {
        self.character = Some(count);
        self
    }

    /// Counts bytes in one way, instead of in every plausible one of the dialect.
    pub fn byte(mut self, count: ByteCount) -> ValidateOptions {
        self.byte = Some(count);
        self
    }

    /// Judges sizes of files and pictures by these facts.
    pub fn assets(mut self, assets: Assets) -> ValidateOptions {
        self.assets = Some(Arc::new(assets));
        self
    }

    /// Judges as in this dialect, instead of the schema's.
    pub fn dialect(mut self, dialect: Dialect) -> ValidateOptions {
        self.dialect = Some(dialect);
        self
    }

    /// Makes no more than so many findings of one param, the first ones, so that an item of nothing but
    /// mistakes costs little. Whether it is valid is told all the same.
    pub fn max_findings(mut self, most: usize) -> ValidateOptions {
        self.max_findings = Some(most);
        self
    }

    fn severity_of(&self, code: Code, usual: Severity) -> Option<Severity> {
        self.severities.get(code as usize).copied().flatten().unwrap_or(Some(usual))
    }
}

/// A schema's rules, compiled: `Send`, `Sync`, and good for any number of params.
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
    schema: Schema,
    options: ValidateOptions,
    /// By the field's index.
    plans: Vec<FieldPlan>,
    notes: Vec<Note>,
}

impl Validator {
    /// Compiles a schema.
    pub fn compile(schema: &Schema) -> Validator {
        Validator::compile_with(schema, &ValidateOptions::new())
    }

    /// Compiles a schema, with options.
    pub fn compile_with(schema: &Schema, options: &ValidateOptions) -> Validator {
        let schema = options.dialect.map_or_else(|| schema.clone(), |dialect| schema.with_dialect(dialect));
        let mut notes = schema.disable_plan().notes.clone();
        let unchecked = options.severity_of(Code::Unchecked, Severity::Note);
        let files = if options.assets.is_some() { Files::Known } else { Files::Unknown };
        let plans = compile::compile(&schema, unchecked, files, &mut notes);
        notes.sort_by_key(|note| note.span.start);
        Validator { schema, options: options.clone(), plans, notes }
    }

    /// The schema.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// What in the schema's conditions cannot be honoured. What its reader met is in
    /// [`Schema::notes`]; rules that are not judged are findings, where a param has a value for them.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Judges a param: all findings in one run.
    pub fn check(&self, param: &Param) -> Report {
        let mut findings = Vec::new();
        let has_error = self.hand_out(param, |finding| findings.push(finding));
        Report { findings, has_error }
    }

    /// Judges a param and hands out each finding as it is made.
    pub fn check_into(&self, param: &Param, sink: impl FnMut(Finding)) {
        self.hand_out(param, sink);
    }

    /// Hands out the findings, and tells whether there was an error, handed out or not.
    fn hand_out(&self, param: &Param, take: impl FnMut(Finding)) -> bool {
        let left = self.options.max_findings.unwrap_or(usize::MAX);
        let mut sink = Each { take, last: Vec::new(), left, has_error: false };
        let _ = Checker::run(self, param, &mut sink);
        // In document order, whatever the order of the fields that they stood in.
        sink.last.sort_by_key(|finding| finding.span);
        sink.last.into_iter().take(sink.left).for_each(sink.take);
        sink.has_error
    }

    /// Whether a param has no error. Stops at the first, and never makes a finding.
    pub fn is_valid(&self, param: &Param) -> bool {
        Checker::run(self, param, &mut FirstError).is_continue()
    }

    /// The fields that belong into a row, or to the top: of several with one id the first.
    fn fields_below<'v>(&'v self, owner: Option<FieldRef<'v>>) -> impl Iterator<Item = FieldRef<'v>> {
        let outline = &self.schema.disable_plan().outline;
        let level = owner.map_or(outline.top(), |owner| outline.below(owner.field_id()));
        level.slots.iter().filter_map(|slot| self.schema.get(slot.field))
    }
}

struct Each<F> {
    take: F,
    /// Those whose place is behind all others.
    last: Vec<Finding>,
    /// How many are still wanted.
    left: usize,
    has_error: bool,
}

impl<F: FnMut(Finding)> Each<F> {
    /// Goes on as long as anything can still change the result.
    fn note(&mut self, severity: Severity) -> ControlFlow<()> {
        self.has_error |= severity == Severity::Error;
        let is_done = self.left == 0 && self.has_error;
        if is_done { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl<F: FnMut(Finding)> Sink for Each<F> {
    fn wants(&self, severity: Severity) -> bool {
        self.left > 0 || severity == Severity::Error
    }

    fn take(&mut self, severity: Severity, make: impl FnOnce() -> Finding) -> ControlFlow<()> {
        if self.left > 0 {
            self.left -= 1;
            (self.take)(make());
        }
        self.note(severity)
    }

    fn take_last(&mut self, severity: Severity, make: impl FnOnce() -> Finding) -> ControlFlow<()> {
        if self.left > 0 {
            self.last.push(make());
        }
        self.note(severity)
    }
}

struct FirstError;

impl Sink for FirstError {
    fn wants(&self, severity: Severity) -> bool {
        severity == Severity::Error
    }

    fn take(&mut self, severity: Severity, _: impl FnOnce() -> Finding) -> ControlFlow<()> {
        if severity == Severity::Error { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn take_last(&mut self, severity: Severity, make: impl FnOnce() -> Finding) -> ControlFlow<()> {
        self.take(severity, make)
    }
}

/// The known id that a mistyped one may have meant.
fn nearest_id(id: &str, known: &HashSet<&str>, patience: &Patience) -> Option<String> {
    let mut nearest: Option<(usize, &str)> = None;
    for &candidate in known {
        if let Some(distance) = choice::distance(id, candidate, choice::tolerance(id), patience).ok()? {
            // Of several at one distance the first by name, so that the answer is always the same.
            if nearest.is_none_or(|best| (distance, candidate) < best) {
                nearest = Some((distance, candidate));
            }
        }
    }
    nearest.map(|(_, id)| id.to_owned())
}
