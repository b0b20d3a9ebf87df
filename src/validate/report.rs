//! The result of a validation.

use std::borrow::Cow;

use crate::catalogue::Template;
use crate::code::{Code, Severity};
use crate::describe::RuleText;
use crate::lang::Lang;
use crate::span::{Position, Span};
use crate::validate::message::kind::FindingKind;
use crate::validate::message::text::Message;
use crate::validate::subject::Subject;
use crate::validate::suggestion::Suggestion;

/// One thing that is wrong, or could not be checked.
#[derive(Clone, Debug)]
pub struct Finding {
    pub(crate) kind: FindingKind,
    pub(crate) severity: Severity,
    pub(crate) path: String,
    pub(crate) subject: Subject,
    pub(crate) actual: Option<String>,
    pub(crate) span: Option<Span>,
    pub(crate) position: Option<Position>,
    pub(crate) suggestion: Option<Suggestion>,
}

impl Finding {
    /// The code, such as `required`; the same in all languages.
    pub fn code(&self) -> Code {
        self.kind.code()
    }

    /// The code as it is printed: for a house rule its own, else that of [`code`](Finding::code).
    pub fn code_text(&self) -> &str {
        if let FindingKind::HouseRule(rule) = &self.kind { &rule.code } else { self.code().as_str() }
    }

    /// The kind, with what was wanted.
    pub fn kind(&self) -> &FindingKind {
        &self.kind
    }

    /// The severity.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The path in the param: a JSON Pointer into its JSON form, such as `/sku/0/price`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The display name of the field, from the schema.
    pub fn field(&self) -> Option<&str> {
        self.subject.field()
    }

    /// The rule that is violated or not checked, as written.
    pub fn rule(&self) -> Option<&RuleText> {
        self.subject.rule()
    }

    /// What was found instead of what was wanted: the value, a length, a number.
    pub fn actual(&self) -> Option<&str> {
        self.actual.as_deref()
    }

    /// What the rule allows.
    pub fn limit(&self) -> Option<&str> {
        self.rule().and_then(|rule| rule.value.as_deref())
    }

    /// What the value should be instead, if that is obvious.
    pub fn suggestion(&self) -> Option<&Suggestion> {
        self.suggestion.as_ref()
    }

    /// The message in a language.
    pub fn message(&self, lang: Lang) -> String {
        self.message_text(lang).into_owned()
    }

    /// The message, borrowed where it was made before.
    pub(super) fn message_text(&self, lang: Lang) -> Cow<'_, str> {
        let make = || self.parts().text(lang);
        match &self.subject {
            Subject::Own { .. } => Cow::Owned(make()),
            Subject::Shared(subject) => Cow::Borrowed(subject.message(lang, make)),
        }
    }

    /// The template in the catalogue that the message is made from. A code may have several.
    pub fn template(&self) -> &'static Template {
        self.parts().template()
    }

    fn parts(&self) -> Message<'_> {
        Message { kind: &self.kind, actual: self.actual(), rule: self.rule() }
    }

    /// The place in the source text of the param: the value, or the element from which it is missing.
    pub fn span(&self) -> Option<Span> {
        self.span
    }

    /// The line and column of the place.
    pub fn position(&self) -> Option<Position> {
        self.position
    }
}

/// All findings of one param, in the order of the schema; unknown fields last.
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
    /// Whether any error was found, also beyond `max_findings`.
    pub(crate) has_error: bool,
}

impl Report {
    /// All findings.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether no error was found.
    pub fn is_valid(&self) -> bool {
        !self.has_error
    }

    /// The errors.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.of_severity(Severity::Error)
    }

    /// The warnings.
    pub fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.of_severity(Severity::Warning)
    }

    /// The notes: what could not be checked.
    pub fn notes(&self) -> impl Iterator<Item = &Finding> {
        self.of_severity(Severity::Note)
    }

    /// The findings of one severity.
    pub fn of_severity(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
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
