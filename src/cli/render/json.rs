//! What the JSON formats have in common.

use serde::Serialize;
use tmall_schema::{ApiError, ApiErrorClass, FieldRef, Lang, MappingProblem};

use crate::cli::error::CliError;
use crate::cli::results::mapping::{MissedField, Need};

/// The version of all JSON output. It changes when programs that read it must be adapted.
pub(crate) const FORMAT_VERSION: u32 = 1;

/// A value on one line. The values used here do not fail to serialize.
pub(crate) fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The result of a run that ended with an error.
pub(crate) fn failure(error: &CliError, lang: Lang) -> String {
    #[derive(Serialize)]
    struct Failure<'e> {
        format_version: u32,
        error: ErrorObject,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        problems: Vec<ProblemInLang<'e>>,
    }
    let problems = error.problems().iter().map(|problem| ProblemInLang(problem, lang)).collect();
    let error = ErrorObject::with_file(error, lang);
    let mut text = line(&Failure { format_version: FORMAT_VERSION, error, problems });
    text.push('\n');
    text
}

/// One field of a schema.
pub(crate) fn field(field: FieldRef<'_>) -> String {
    #[derive(Serialize)]
    struct FieldObject<'s> {
        format_version: u32,
        path: String,
        field: FieldRef<'s>,
    }
    let object = FieldObject { format_version: FORMAT_VERSION, path: field.path(), field };
    let mut text = serde_json::to_string_pretty(&object).unwrap_or_default();
    text.push('\n');
    text
}

/// An error, with its place where it has one.
#[derive(Serialize)]
pub(super) struct ErrorObject {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// The platform's own message, if it is an error answer that has one.
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    answer: Option<AnswerObject>,
}

/// The parts of an error answer of the platform, besides its message.
#[derive(Serialize)]
struct AnswerObject {
    code: String,
    sub_code: Option<String>,
    sub_message: Option<String>,
    request_id: Option<String>,
    class: ApiErrorClass,
    /// How long calls are refused, if the text says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u64>,
}

impl AnswerObject {
    fn new(error: &ApiError) -> AnswerObject {
        AnswerObject {
            code: error.code.clone(),
            sub_code: error.sub_code.clone(),
            sub_message: error.sub_message.clone(),
            request_id: error.request_id.clone(),
            class: error.class(),
            seconds: error.wait_seconds(),
        }
    }
}

impl ErrorObject {
    /// With the file, for objects that are not inside one that names the file.
    pub(super) fn with_file(error: &CliError, lang: Lang) -> ErrorObject {
        match error {
            // The line of a record, not a place in one.
            CliError::Data { name, line: Some(line), .. } => ErrorObject {
                file: Some(name.clone()),
                line: u32::try_from(*line).ok(),
                column: u32::try_from(*line).ok().map(|_| 1),
                ..ErrorObject::new(error, lang)
            },
            _ => ErrorObject { file: error.file(), ..ErrorObject::new(error, lang) },
        }
    }

    pub(super) fn new(error: &CliError, lang: Lang) -> ErrorObject {
        let place = error.place();
        let answer = error.answer();
        let message = answer.map(|answer| answer.message.clone()).filter(|message| !message.is_empty());
        ErrorObject {
            file: None,
            message: message.unwrap_or_else(|| error.message(lang)),
            answer: answer.map(AnswerObject::new),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
        }
    }
}

/// A required field that a mapping does not fill.
#[derive(Serialize)]
pub(super) struct MissedObject<'m> {
    path: &'m str,
    field: Option<&'m str>,
    required: Need,
}

impl<'m> MissedObject<'m> {
    pub(super) fn of(missed: &'m MissedField) -> MissedObject<'m> {
        MissedObject { path: &missed.path, field: missed.field.as_deref(), required: missed.need }
    }
}

/// A mapping problem with its message in a language.
pub(super) struct ProblemInLang<'p>(pub(super) &'p MappingProblem, pub(super) Lang);

impl Serialize for ProblemInLang<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_in(serializer, self.1)
    }
}
