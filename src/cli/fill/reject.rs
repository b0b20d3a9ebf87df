//! Records that became no item, and why.

use serde::Serialize;
use serde::ser::SerializeSeq;
use tmall_schema::{Finding, Lang, MappingProblem, Severity};

use crate::cli::lang::pick;

/// Why a record became no item.
pub(super) enum Reject {
    /// It cannot be read.
    Unreadable(String),
    /// Its item is called as one before it.
    NameTwice(String),
    /// It does not fit the mapping, or its item is not valid.
    Wrong { problems: Vec<MappingProblem>, findings: Vec<Finding> },
}

/// A reject as a line of the rejects file.
#[derive(Serialize)]
struct Line<'r> {
    format_version: u32,
    record: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Message>,
    #[serde(skip_serializing_if = "Findings::is_none")]
    findings: Findings<'r>,
}

#[derive(Serialize)]
struct Message {
    message: String,
}

struct Findings<'r> {
    of: &'r Reject,
    lang: Lang,
}

impl Findings<'_> {
    fn is_none(&self) -> bool {
        !matches!(self.of, Reject::Wrong { .. })
    }
}

struct Problem<'r>(&'r MappingProblem, Lang);

impl Serialize for Problem<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_in(serializer, self.1)
    }
}

impl Serialize for Findings<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        if let Reject::Wrong { problems, findings } = self.of {
            for problem in problems {
                list.serialize_element(&Problem(problem, self.lang))?;
            }
            for finding in findings {
                list.serialize_element(&finding.in_lang(self.lang))?;
            }
        }
        list.end()
    }
}

/// Where a record stood and what it is called.
#[derive(Clone, Copy)]
pub(super) struct Where<'r> {
    pub(super) record: u64,
    pub(super) line: Option<u64>,
    pub(super) name: Option<&'r str>,
}

impl Reject {
    fn error(&self, lang: Lang) -> Option<String> {
        match self {
            Reject::Unreadable(reason) => Some(reason.clone()),
            Reject::NameTwice(name) => Some(pick(
                lang,
                format!("a record before it is called \"{name}\" too; name them by something else"),
                format!("前面已有名为“{name}”的记录，请换一个字段命名"),
            )),
            Reject::Wrong { .. } => None,
        }
    }

    /// The line of the rejects file.
    pub(super) fn json(&self, at: Where<'_>, lang: Lang) -> String {
        let line = Line {
            format_version: 1,
            record: at.record,
            line: at.line,
            name: at.name,
            error: self.error(lang).map(|message| Message { message }),
            findings: Findings { of: self, lang },
        };
        let mut text = serde_json::to_string(&line).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The same for people.
    pub(super) fn text(&self, at: Where<'_>, lang: Lang) -> String {
        let number = at.record;
        let mut text = pick(lang, format!("record {number}"), format!("第 {number} 条记录"));
        let line = at.line.map(|line| pick(lang, format!("line {line}"), format!("第 {line} 行")));
        let about: Vec<String> = line.into_iter().chain(at.name.map(str::to_owned)).collect();
        if !about.is_empty() {
            let about = about.join(pick(lang, ", ", "，"));
            text.push_str(&pick(lang, format!(" ({about})"), format!("（{about}）")));
        }
        text.push('\n');
        let mut add = |severity: Severity, path: &str, message: &str, code: &str, place: Option<String>| {
            let title = severity.title(lang);
            let path = if path.is_empty() { String::new() } else { format!(" {path}") };
            let colon = pick(lang, ": ", "：");
            let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
            text.push_str(&format!("  {title}{path}{colon}{message} [{code}]{place}\n"));
        };
        match self {
            Reject::Wrong { problems, findings } => {
                for problem in problems {
                    let code = problem.code().as_str();
                    add(Severity::Error, problem.path(), problem.message(lang), code, problem.place());
                }
                for finding in findings {
                    let code = finding.code().as_str();
                    add(finding.severity(), finding.path(), &finding.message(lang), code, None);
                }
            }
            other => {
                let message = other.error(lang).unwrap_or_default();
                let title = Severity::Error.title(lang);
                let colon = pick(lang, ": ", "：");
                text.push_str(&format!("  {title}{colon}{message}\n"));
            }
        }
        text
    }
}
