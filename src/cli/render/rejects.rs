//! Rejected records: as lines of the rejects file, and for people.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::SerializeSeq;
use serde_json::value::RawValue;
use tmall_schema::{FieldRef, Finding, Lang, MappingProblem, Schema, Severity};

use super::json::{FORMAT_VERSION, ProblemInLang, line};
use crate::cli::field_path;
use crate::cli::lang::pick;
use crate::cli::results::rejects::{CellPlace, DataPlaces, RecordPlace, Reject, RejectedRecord};

#[derive(Serialize)]
struct RejectObject<'r> {
    format_version: u32,
    record: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<RejectFindings<'r>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    row_lines: BTreeMap<&'r str, u64>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    cells: BTreeMap<&'r str, String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    table: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    texts: &'r [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    records: Vec<&'r RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'r str>,
}

#[derive(Serialize)]
pub(super) struct ErrorMessage {
    pub(super) message: String,
}

/// Mapping problems and findings as one list.
pub(super) struct RejectFindings<'r> {
    problems: &'r [MappingProblem],
    findings: &'r [Finding],
    lang: Lang,
}

impl<'r> RejectFindings<'r> {
    pub(super) fn new(
        problems: &'r [MappingProblem],
        findings: &'r [Finding],
        lang: Lang,
    ) -> RejectFindings<'r> {
        RejectFindings { problems, findings, lang }
    }
}

impl Serialize for RejectFindings<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for problem in self.problems {
            list.serialize_element(&ProblemInLang(problem, self.lang))?;
        }
        for finding in self.findings {
            list.serialize_element(&finding.in_lang(self.lang))?;
        }
        list.end()
    }
}

/// The paths of all problems and findings.
fn paths<'r>(problems: &'r [MappingProblem], findings: &'r [Finding]) -> impl Iterator<Item = &'r str> {
    problems.iter().map(MappingProblem::path).chain(findings.iter().map(Finding::path))
}

/// The lines of the rows that findings are about.
pub(super) fn row_lines<'r>(
    problems: &'r [MappingProblem],
    findings: &'r [Finding],
    places: &'r DataPlaces,
) -> BTreeMap<&'r str, u64> {
    let found = paths(problems, findings).filter_map(|path| places.row_of(path));
    found.map(|(row, line)| (row.as_str(), *line)).collect()
}

/// The names of the cells of a sheet that findings are about, by the paths of the findings.
pub(super) fn cells<'r>(
    problems: &'r [MappingProblem],
    findings: &'r [Finding],
    places: &'r DataPlaces,
) -> BTreeMap<&'r str, String> {
    paths(problems, findings).filter_map(|path| Some((path, places.cell_of(path)?.name()?))).collect()
}

/// Why a record became no item, if there are no findings.
pub(super) fn error(reject: &Reject, lang: Lang) -> Option<String> {
    match reject {
        Reject::Unreadable(reason) => Some(reason.clone()),
        Reject::DuplicateName(name) => Some(pick(
            lang,
            format!("an earlier record is also named \"{name}\"; name the files by another field"),
            format!("前面已有名为“{name}”的记录，请换一个字段命名"),
        )),
        Reject::Invalid { .. } => None,
    }
}

/// A line of the rejects file.
pub(crate) fn json(reject: &Reject, record: &RejectedRecord, at: RecordPlace<'_>, lang: Lang) -> String {
    // The rows are JSON that we wrote.
    let (row_lines, cells, findings) = match reject {
        Reject::Invalid { problems, findings, places } => (
            row_lines(problems, findings, places),
            cells(problems, findings, places),
            Some(RejectFindings::new(problems, findings, lang)),
        ),
        Reject::Unreadable(_) | Reject::DuplicateName(_) => (BTreeMap::new(), BTreeMap::new(), None),
    };
    let records = record.rows.iter().filter_map(|row| serde_json::from_str(row).ok()).collect();
    let mut text = line(&RejectObject {
        format_version: FORMAT_VERSION,
        record: at.record,
        line: at.line,
        name: at.name,
        error: error(reject, lang).map(|message| ErrorMessage { message }),
        findings,
        row_lines,
        cells,
        table: record.is_table,
        texts: &record.texts,
        records,
        text: record.text.as_deref(),
    });
    text.push('\n');
    text
}

/// One thing that is wrong with a rejected record.
pub(crate) struct Problem<'r> {
    pub(crate) severity: Severity,
    /// The field and what is wrong with it, in words.
    pub(crate) text: String,
    /// The cell that it is about.
    pub(crate) place: Option<&'r CellPlace>,
}

/// All that is wrong with a rejected record, for the rows of a table.
pub(crate) fn problems<'r>(reject: &'r Reject, schema: &Schema, lang: Lang) -> Vec<Problem<'r>> {
    let Reject::Invalid { problems, findings, places } = reject else {
        let text = error(reject, lang).unwrap_or_default();
        return vec![Problem { severity: Severity::Error, text, place: None }];
    };
    let colon = pick(lang, ": ", "：");
    let one = |severity: Severity, path: &str, name: Option<&str>, message: &str| {
        let name = name.filter(|name| !name.is_empty()).unwrap_or(path);
        let text = if name.is_empty() { message.to_owned() } else { format!("{name}{colon}{message}") };
        Problem { severity, text, place: places.cell_of(path) }
    };
    let of_mapping = problems.iter().map(|problem| {
        let field = field_path::field(schema, problem.path()).and_then(FieldRef::name);
        one(Severity::Error, problem.path(), field, problem.message(lang))
    });
    let of_item = findings
        .iter()
        .map(|finding| one(finding.severity(), finding.path(), finding.field(), &finding.message(lang)));
    of_mapping.chain(of_item).collect()
}

/// A record with all that is wrong with it, for people.
pub(crate) fn text(reject: &Reject, at: RecordPlace<'_>, lang: Lang) -> String {
    let number = at.record;
    let mut text = pick(lang, format!("record {number}"), format!("第 {number} 条记录"));
    let line = at.line.map(|line| {
        pick(lang, format!("{} {line}", if at.is_sheet { "row" } else { "line" }), format!("第 {line} 行"))
    });
    let about: Vec<String> = line.into_iter().chain(at.name.map(str::to_owned)).collect();
    if !about.is_empty() {
        let about = about.join(pick(lang, ", ", "，"));
        text.push_str(&pick(lang, format!(" ({about})"), format!("（{about}）")));
    }
    text.push('\n');
    let colon = pick(lang, ": ", "：");
    let places = match reject {
        Reject::Invalid { places, .. } => Some(places),
        Reject::Unreadable(_) | Reject::DuplicateName(_) => None,
    };
    let mut add = |severity: Severity, path: &str, message: &str, code: &str, place: Option<String>| {
        let title = severity.title(lang);
        let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
        let cell =
            places.and_then(|places| places.cell_of(path)?.name()).map(|cell| format!("{cell}{colon}"));
        let line = places.and_then(|places| places.row_of(path));
        let line = line.map(|(_, line)| {
            let row = if at.is_sheet { "row" } else { "line" };
            pick(lang, format!("{row} {line}: "), format!("第 {line} 行："))
        });
        let line = cell.or(line);
        let path = if path.is_empty() { String::new() } else { format!(" {path}") };
        let message = format!("{}{message}", line.unwrap_or_default());
        text.push_str(&format!("  {title}{path}{colon}{message} [{code}]{place}\n"));
    };
    match reject {
        Reject::Invalid { problems, findings, places: _ } => {
            for problem in problems {
                let code = problem.code().as_str();
                add(Severity::Error, problem.path(), problem.message(lang), code, problem.place());
            }
            for finding in findings {
                let code = finding.code_text();
                add(finding.severity(), finding.path(), &finding.message(lang), code, None);
            }
        }
        Reject::Unreadable(_) | Reject::DuplicateName(_) => {
            let message = error(reject, lang).unwrap_or_default();
            text.push_str(&format!("  {}{colon}{message}\n", Severity::Error.title(lang)));
        }
    }
    text
}
