//! Findings and reports in a language, as text and as data.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::code::Severity;
use crate::describe::RuleText;
use crate::lang::Lang;
use crate::validate::message::kind::FindingKind;
use crate::validate::report::{Finding, Report};
use crate::validate::suggestion::Suggestion;

/// A [`Finding`] or a [`Report`] with its messages in one language.
///
/// As text, a report has one line for each finding. As data (`serde`), a finding is the object that the command line
/// prints as JSON: `code`, `severity`, `path`, `field`, `message`, `rule`, `actual`, `suggestion` (see [`Suggestion`]), `line`, `column`, without those that
/// do not apply; a report is an object with `valid` and `findings`. Codes and keys are the same in all languages. Findings
/// and reports themselves serialize in English.
///
/// ```
/// use tmall_schema::{Lang, Param, Schema, Validator};
/// let schema = Schema::parse(r#"<itemRule><field id="title" name="标题" type="input"><rules>
///   <rule name="requiredRule" value="true"/></rules></field></itemRule>"#)?;
/// let report = Validator::compile(&schema).check(&Param::parse("<itemParam/>")?);
/// assert_eq!(report.in_lang(Lang::Zh).to_string(), "错误 /title（标题）：必填，缺少值 [required]\n");
/// assert_eq!(report.to_string(), "error /title (标题): a value is required [required]\n");
/// let json = serde_json::to_value(report.in_lang(Lang::Zh))?;
/// assert_eq!(json["findings"][0]["message"], "必填，缺少值");
/// assert_eq!(json["valid"], false);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Localized<'r, T> {
    of: &'r T,
    lang: Lang,
    extra: Extra<'r>,
}

/// What the object of a finding may have besides. Fields of its own, and not objects around it: those are compiled again for
/// each kind.
#[derive(Clone, Copy, Debug, Default)]
struct Extra<'r> {
    /// Whether the message in Chinese is beside that of the language.
    zh: bool,
    /// The fingerprint of the change that causes it, for findings that can have one.
    change: Option<Option<&'r str>>,
}

impl<'r> Localized<'r, Finding> {
    /// With the message in Chinese under a key of its own.
    pub(crate) fn with_zh(mut self, zh: bool) -> Localized<'r, Finding> {
        self.extra.zh = zh;
        self
    }

    /// With the fingerprint of the change that causes it, or null.
    pub(crate) fn with_change(mut self, change: Option<&'r str>) -> Localized<'r, Finding> {
        self.extra.change = Some(change);
        self
    }
}

impl Finding {
    /// The finding in a language, to print or serialize.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> Localized<'_, Finding> {
        Localized { of: self, lang, extra: Extra::default() }
    }
}

impl Report {
    /// The report in a language, to print or serialize.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> Localized<'_, Report> {
        Localized { of: self, lang, extra: Extra::default() }
    }
}

impl fmt::Display for Localized<'_, Finding> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.of.message_text(self.lang))
    }
}

impl fmt::Display for Localized<'_, Report> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in self.of.findings() {
            let severity = finding.severity().title(self.lang);
            let path = if finding.path().is_empty() { "/" } else { finding.path() };
            let name = finding.field().filter(|name| !name.is_empty());
            let name = name.map(|name| self.lang.pick(format!(" ({name})"), format!("（{name}）")));
            let name = name.unwrap_or_default();
            let colon = self.lang.pick(": ", "：");
            let (message, code) = (finding.message_text(self.lang), finding.code_text());
            writeln!(f, "{severity} {path}{name}{colon}{message} [{code}]")?;
        }
        Ok(())
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.in_lang(Lang::En).fmt(f)
    }
}

/// One line for each finding.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.in_lang(Lang::En).fmt(f)
    }
}

/// The JSON object of a finding.
#[derive(serde::Serialize)]
#[serde(rename = "Finding")]
struct Object<'f> {
    code: &'f str,
    severity: Severity,
    path: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'f str>,
    message: Cow<'f, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_zh: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'f RuleText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<&'f str>,
    /// A house rule: the name of its pack, or `own`.
    #[serde(skip_serializing_if = "Option::is_none")]
    house_rule: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'f Suggestion>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Option<&'f str>>,
}

impl Serialize for Localized<'_, Finding> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let finding = self.of;
        let object = Object {
            code: finding.code_text(),
            severity: finding.severity(),
            path: finding.path(),
            field: finding.field(),
            message: finding.message_text(self.lang),
            message_zh: self.extra.zh.then(|| finding.message(Lang::Zh)),
            rule: finding.rule(),
            actual: finding.actual(),
            house_rule: if let FindingKind::HouseRule(rule) = finding.kind() {
                Some(rule.pack.unwrap_or("own"))
            } else {
                None
            },
            suggestion: finding.suggestion(),
            line: finding.position().map(|at| at.line),
            column: finding.position().map(|at| at.column),
            change: self.extra.change,
        };
        object.serialize(serializer)
    }
}

impl Serialize for Localized<'_, Report> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let findings: Vec<_> = self.of.findings().iter().map(|finding| finding.in_lang(self.lang)).collect();
        let mut object = serializer.serialize_struct("Report", 2)?;
        object.serialize_field("valid", &self.of.is_valid())?;
        object.serialize_field("findings", &findings)?;
        object.end()
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.in_lang(Lang::En).serialize(serializer)
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.in_lang(Lang::En).serialize(serializer)
    }
}
