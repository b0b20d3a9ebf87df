//! One JSON object for the run, with one line for each record.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use tmall_schema::{Finding, Lang};

use crate::cli::error::CliError;
use crate::cli::render::json::{ErrorObject, FORMAT_VERSION, line};
use crate::cli::render::rejects::{ErrorMessage, RejectFindings, cells, error, row_lines};
use crate::cli::results::filled::FillCounts;
use crate::cli::results::rejects::{DataPlaces, RecordPlace, Reject};
use crate::cli::results::unmatched::Unmatched;

/// The parts of the object, in the order begin, records, end.
pub(crate) struct FilledJson {
    lang: Lang,
    is_first: bool,
}

/// A record. Of those that are rejected, the keys are those of the rejects file, without the record itself.
#[derive(Serialize)]
struct RecordObject<'r> {
    record: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'r str>,
    /// Absent for a record that was not looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid: Option<bool>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    skipped: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<RejectFindings<'r>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    row_lines: BTreeMap<&'r str, u64>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    cells: BTreeMap<&'r str, String>,
}

#[derive(Serialize)]
struct UnmatchedObject<'u> {
    path: &'u str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'u str>,
    values: Vec<ValueObject<'u>>,
}

#[derive(Serialize)]
struct ValueObject<'u> {
    text: &'u str,
    count: u64,
    message: &'u str,
}

#[derive(Serialize)]
struct SummaryObject {
    records: u64,
    valid: u64,
    with_warnings: u64,
    skipped: u64,
    rejected: u64,
    unreadable: u64,
}

impl FilledJson {
    pub(crate) fn new(lang: Lang) -> FilledJson {
        FilledJson { lang, is_first: true }
    }

    /// The text before all records.
    pub(crate) fn begin() -> String {
        format!("{{\"format_version\":{FORMAT_VERSION},\"records\":[\n")
    }

    /// A record that became an item, with the warnings about it.
    pub(crate) fn item(
        &mut self,
        at: RecordPlace<'_>,
        file: Option<&Path>,
        warnings: &[Finding],
        places: &DataPlaces,
    ) -> String {
        let found = RejectFindings::new(&[], warnings, self.lang);
        let record = RecordObject {
            valid: Some(true),
            file: file.map(|file| file.display().to_string()),
            row_lines: row_lines(&[], warnings, places),
            cells: cells(&[], warnings, places),
            ..RecordObject::new(at, Some(found))
        };
        self.next(&record)
    }

    /// A record whose item exists.
    pub(crate) fn skipped(&mut self, at: RecordPlace<'_>, file: &Path) -> String {
        let file = Some(file.display().to_string());
        self.next(&RecordObject { skipped: true, file, ..RecordObject::new(at, None) })
    }

    /// A record that became no item.
    pub(crate) fn reject(&mut self, at: RecordPlace<'_>, reject: &Reject) -> String {
        let record = match reject {
            Reject::Invalid { problems, findings, places } => RecordObject {
                valid: Some(false),
                row_lines: row_lines(problems, findings, places),
                cells: cells(problems, findings, places),
                ..RecordObject::new(at, Some(RejectFindings::new(problems, findings, self.lang)))
            },
            Reject::Unreadable(_) | Reject::DuplicateName(_) => RecordObject {
                valid: Some(false),
                error: error(reject, self.lang).map(|message| ErrorMessage { message }),
                ..RecordObject::new(at, None)
            },
        };
        self.next(&record)
    }

    /// The text after all records, also of a run that an error in the data ends.
    pub(crate) fn end(
        &self,
        unmatched: &Unmatched,
        counts: &FillCounts,
        failure: Option<&CliError>,
    ) -> String {
        let fields: Vec<UnmatchedObject<'_>> = unmatched
            .fields
            .iter()
            .map(|(path, field)| UnmatchedObject {
                path,
                field: field.name.as_deref(),
                values: field
                    .by_count()
                    .into_iter()
                    .map(|(text, about)| ValueObject { text, count: about.count, message: &about.message })
                    .collect(),
            })
            .collect();
        let summary = line(&SummaryObject {
            records: counts.seen,
            valid: counts.valid,
            with_warnings: counts.warned,
            skipped: counts.skipped,
            rejected: counts.rejected,
            unreadable: counts.unreadable,
        });
        let failure = failure.map(|error| line(&ErrorObject::with_file(error, self.lang)));
        let failure = failure.map_or_else(String::new, |error| format!(",\"error\":{error}"));
        format!("\n],\"unmatched\":{},\"summary\":{summary}{failure}}}\n", line(&fields))
    }

    fn next(&mut self, record: &RecordObject<'_>) -> String {
        let between = if std::mem::take(&mut self.is_first) { "" } else { ",\n" };
        format!("{between}{}", line(record))
    }
}

impl<'r> RecordObject<'r> {
    fn new(at: RecordPlace<'r>, findings: Option<RejectFindings<'r>>) -> RecordObject<'r> {
        RecordObject {
            record: at.record,
            line: at.line,
            name: at.name,
            valid: None,
            skipped: false,
            file: None,
            error: None,
            findings,
            row_lines: BTreeMap::new(),
            cells: BTreeMap::new(),
        }
    }
}
