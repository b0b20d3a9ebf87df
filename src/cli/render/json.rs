//! JSON for programs: one object a run, and the objects of files that NDJSON has too.

use serde::Serialize;
use tmall_schema::{FieldRef, Finding, Lang, Localized};

use crate::cli::error::CliError;
use crate::cli::validate::{Format, Judged, Summary};

/// The version of the form; it changes when a program that reads it must.
pub(crate) const FORMAT_VERSION: u32 = 1;

/// One object for the whole run, a file a line.
pub(crate) struct Json {
    lang: Lang,
}

impl Json {
    pub(crate) fn new(lang: Lang) -> Json {
        Json { lang }
    }
}

impl Format for Json {
    fn begin(&self) -> String {
        format!("{{\"format_version\":{FORMAT_VERSION},\"files\":[\n")
    }

    fn file(&self, judged: &Judged) -> String {
        line(&FileObject::new(judged, self.lang))
    }

    fn between(&self) -> &str {
        ",\n"
    }

    fn end(&self, summary: &Summary) -> String {
        let counts = &summary.counts;
        let summary = line(&SummaryObject {
            files: summary.files,
            invalid: summary.invalid,
            unreadable: summary.unreadable.len(),
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
        });
        format!("\n],\"summary\":{summary}}}\n")
    }

    fn failure(&self, error: &CliError) -> String {
        failure(error, self.lang)
    }
}

/// The result of a run that ended with an error.
pub(crate) fn failure(error: &CliError, lang: Lang) -> String {
    #[derive(Serialize)]
    struct Failure {
        format_version: u32,
        error: ErrorObject,
    }
    let error = ErrorObject::with_file(error, lang);
    let mut text = line(&Failure { format_version: FORMAT_VERSION, error });
    text.push('\n');
    text
}

/// One field of a schema.
pub(crate) fn field(field: FieldRef<'_>) -> String {
    #[derive(Serialize)]
    struct Object<'s> {
        format_version: u32,
        path: String,
        field: FieldRef<'s>,
    }
    let object = Object { format_version: FORMAT_VERSION, path: field.path(), field };
    let mut text = serde_json::to_string_pretty(&object).unwrap_or_default();
    text.push('\n');
    text
}

/// A value on one line. What is given here has nothing that JSON cannot hold.
pub(crate) fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
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
pub(super) struct ErrorObject {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

#[derive(Serialize)]
struct SummaryObject {
    files: usize,
    invalid: usize,
    unreadable: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl<'j> FileObject<'j> {
    pub(crate) fn new(judged: &'j Judged, lang: Lang) -> FileObject<'j> {
        let file = judged.name.as_str();
        match &judged.outcome {
            Ok(verdict) => FileObject {
                file,
                valid: verdict.is_valid(),
                findings: Some(verdict.findings.iter().map(|one| one.in_lang(lang)).collect()),
                omitted: Some(verdict.omitted.total()).filter(|&omitted| omitted > 0),
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

impl ErrorObject {
    /// With the file, where the object around it does not name it.
    pub(super) fn with_file(error: &CliError, lang: Lang) -> ErrorObject {
        ErrorObject { file: error.file(), ..ErrorObject::new(error, lang) }
    }

    fn new(error: &CliError, lang: Lang) -> ErrorObject {
        let place = error.place();
        ErrorObject {
            file: None,
            message: error.message(lang),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
        }
    }
}
