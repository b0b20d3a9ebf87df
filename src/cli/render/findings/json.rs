//! JSON for programs: one object for the run, and the objects of files, which NDJSON uses too.

use serde::Serialize;
use tmall_schema::{Finding, Lang, Localized};

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
        line(&FileObject::new(item, self.lang))
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

/// One item.
#[derive(Serialize)]
pub(crate) struct FileObject<'j> {
    file: &'j str,
    valid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<Localized<'j, Finding>>>,
    /// Findings that `--max-findings` left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    omitted: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorObject>,
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

impl<'j> FileObject<'j> {
    pub(crate) fn new(item: &'j CheckedItem, lang: Lang) -> FileObject<'j> {
        let file = item.name.as_str();
        match &item.outcome {
            Ok(found) => FileObject {
                file,
                valid: found.is_valid(),
                findings: Some(found.findings.iter().map(|one| one.in_lang(lang)).collect()),
                omitted: Some(found.omitted.total()).filter(|&omitted| omitted > 0),
                error: None,
            },
            Err(error) => FileObject {
                file,
                valid: false,
                findings: None,
                omitted: None,
                error: Some(ErrorObject::new(error, lang)),
            },
        }
    }
}
