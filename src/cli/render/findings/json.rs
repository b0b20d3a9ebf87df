//! JSON for programs: one object for the run, and the objects of files, which NDJSON uses too.

use serde::Serialize;
use tmall_schema::Lang;

use crate::cli::error::CliError;
use crate::cli::render::Format;
use crate::cli::render::json::{ErrorObject, FORMAT_VERSION, failure, line};
use crate::cli::results::findings::{CheckedItem, FindingsSummary};
use crate::cli::results::statistics::{FindingGroup, GroupCount};

/// One object for the whole run, with one line for each file.
pub(crate) struct FindingsJson {
    lang: Lang,
}

impl FindingsJson {
    pub(crate) fn new(lang: Lang) -> FindingsJson {
        FindingsJson { lang }
    }
}

impl Format for FindingsJson {
    type File = CheckedItem;
    type Summary = FindingsSummary;

    fn begin(&self, _: &FindingsSummary) -> String {
        format!("{{\"format_version\":{FORMAT_VERSION},\"files\":[\n")
    }

    fn file(&self, item: &CheckedItem) -> String {
        file_object("{", item, self.lang)
    }

    fn between(&self) -> &str {
        ",\n"
    }

    fn end(&self, summary: &FindingsSummary, _: usize) -> String {
        let counts = &summary.counts;
        let statistics = summary
            .statistics
            .as_ref()
            .map(|statistics| statistics.sorted().into_iter().map(StatisticsObject::new).collect::<Vec<_>>());
        let summary = line(&SummaryObject {
            files: summary.files,
            invalid: summary.invalid,
            unreadable: summary.unreadable(),
            without_schema: summary.without_schema(),
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            known: summary.known,
        });
        let statistics = statistics.map(|groups| format!(",\"statistics\":{}", line(&groups)));
        format!("\n]{},\"summary\":{summary}}}\n", statistics.unwrap_or_default())
    }

    fn failure(&self, error: &CliError) -> String {
        failure(error, self.lang)
    }
}

/// One item that was not checked.
#[derive(Serialize)]
struct FailedObject<'j> {
    file: &'j str,
    valid: bool,
    error: ErrorObject,
}

#[derive(Serialize)]
struct SummaryObject {
    files: usize,
    invalid: usize,
    unreadable: usize,
    without_schema: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Findings of the baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<usize>,
}

/// The findings of one code and field.
#[derive(Serialize)]
struct StatisticsObject<'j> {
    code: &'j str,
    severity: String,
    path: &'j str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'j str>,
    findings: usize,
    items: usize,
}

impl<'j> StatisticsObject<'j> {
    fn new((group, count): (&'j FindingGroup, &'j GroupCount)) -> StatisticsObject<'j> {
        StatisticsObject {
            code: group.code.as_str(),
            severity: group.severity.to_string(),
            path: &group.path,
            field: count.field.as_deref(),
            findings: count.findings,
            items: count.items,
        }
    }
}

/// The object of an item, behind a beginning that an opening brace is part of. Findings are most of the output, and they
/// write themselves faster than through serde.
pub(crate) fn file_object(beginning: &str, item: &CheckedItem, lang: Lang) -> String {
    let found = match &item.outcome {
        Ok(found) => found,
        Err(error) => {
            let error = ErrorObject::new(error, lang);
            let object = line(&FailedObject { file: &item.name, valid: false, error });
            return format!("{beginning}{}", object.trim_start_matches('{'));
        }
    };
    // Enough for most findings.
    let mut text = String::with_capacity(128 + item.name.len() + 512 * found.findings.len());
    let (name, valid) = (line(&item.name), found.is_valid());
    text.push_str(&format!("{beginning}\"file\":{name},\"valid\":{valid},\"findings\":["));
    for (number, finding) in found.findings.iter().enumerate() {
        if number > 0 {
            text.push(',');
        }
        finding.push_json(lang, &mut text);
    }
    text.push(']');
    // Findings that `--max-findings` left out.
    let omitted = found.omitted.total();
    if omitted > 0 {
        text.push_str(&format!(",\"omitted\":{omitted}"));
    }
    text.push('}');
    text
}
