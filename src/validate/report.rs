//! What a validator finds.

use crate::catalogue::Template;
use crate::code::{Code, Severity};
use crate::describe::RuleText;
use crate::lang::Lang;
use crate::span::{Position, Span};
use crate::validate::problem::Problem;

/// One thing that is wrong, or could not be judged.
#[derive(Clone, Debug)]
pub struct Finding {
    pub(crate) problem: Problem,
    pub(crate) severity: Severity,
    pub(crate) path: String,
    pub(crate) field: Option<String>,
    pub(crate) rule: Option<RuleText>,
    pub(crate) actual: Option<String>,
    pub(crate) span: Option<Span>,
    pub(crate) position: Option<Position>,
}

impl Finding {
    /// What kind of thing, such as `required`; the same in all languages.
    pub fn code(&self) -> Code {
        self.problem.code()
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Where in the param: a JSON Pointer into its JSON form, such as `/sku/0/price`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The field's name for people, as the schema gives it.
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// The rule that is not met, as written.
    pub fn rule(&self) -> Option<&RuleText> {
        self.rule.as_ref()
    }

    /// What was found instead of what was wanted: the value, a length, a number.
    pub fn actual(&self) -> Option<&str> {
        self.actual.as_deref()
    }

    /// What the rule allows.
    pub fn limit(&self) -> Option<&str> {
        self.rule.as_ref().and_then(|rule| rule.value.as_deref())
    }

    /// What is wrong, in words.
    pub fn message(&self, lang: Lang) -> String {
        self.problem.message(self, lang)
    }

    /// The text of the catalogue that the message is made from; findings of one code may have several.
    pub fn template(&self) -> &'static Template {
        self.problem.template(self)
    }

    /// The place in the text that the param was read from: the value, or what it is missing from.
    pub fn span(&self) -> Option<Span> {
        self.span
    }

    /// The same as people count.
    pub fn position(&self) -> Option<Position> {
        self.position
    }
}

/// All that a validator found in one param, in the order of the schema; fields that it does not know last.
///
/// ```
/// use tmall_schema::{Param, Schema, Validator};
/// let schema = Schema::parse(r#"<itemRule><field id="title" name="标题" type="input"><rules>
///   <rule name="requiredRule" value="true"/></rules></field></itemRule>"#)?;
/// let report = Validator::compile(&schema).check(&Param::parse("<itemParam/>")?);
/// assert!(!report.is_valid());
/// let finding = report.errors().next().unwrap();
/// assert_eq!(finding.to_string(), "a value is required");
/// assert_eq!((finding.code().as_str(), finding.path()), ("required", "/title"));
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub(crate) findings: Vec<Finding>,
    /// There is one, be it among the findings or behind the number that was asked for.
    pub(crate) has_error: bool,
}

impl Report {
    /// All findings.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether there is no error.
    pub fn is_valid(&self) -> bool {
        !self.has_error
    }

    /// The errors.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.with(Severity::Error)
    }

    /// The warnings.
    pub fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.with(Severity::Warning)
    }

    /// The notes: what could not be judged.
    pub fn notes(&self) -> impl Iterator<Item = &Finding> {
        self.with(Severity::Note)
    }

    /// The findings of one severity.
    pub fn with(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.severity == severity)
    }
}

impl<'r> IntoIterator for &'r Report {
    type Item = &'r Finding;
    type IntoIter = std::slice::Iter<'r, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.findings.iter()
    }
}

impl IntoIterator for Report {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.findings.into_iter()
    }
}
