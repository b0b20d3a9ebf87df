//! What a call returns instead of an answer.

use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::answer::{ApiError, ApiErrorClass};
use crate::api::FORMAT_VERSION;
use crate::api::options::Langs;
use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::span::Position;

/// Why a call has no answer. As text it is the message; serialized it is the object that every binding passes on.
#[derive(Clone, Debug)]
pub struct Failure(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    class: FailureClass,
    message: String,
    /// In Chinese, if messages are wanted in both languages.
    message_zh: Option<String>,
    position: Option<Position>,
    answer: Option<ApiError>,
    /// The problems of a mapping or of house rules, as JSON objects.
    problems: Vec<serde_json::Value>,
}

/// What can be done about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureClass {
    /// A document cannot be read or written.
    Document,
    /// The options or arguments of the call are wrong.
    Usage,
    /// A mapping is wrong, or does not fit the schema; [`Failure`] has its problems.
    Mapping,
    /// House rules are wrong; [`Failure`] has their problems.
    Rules,
    /// A bug of this library.
    Bug,
    /// The document is an error answer of the platform.
    Platform(ApiErrorClass),
}

impl FailureClass {
    /// The word in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            FailureClass::Document => "document",
            FailureClass::Usage => "usage",
            FailureClass::Mapping => "mapping",
            FailureClass::Rules => "rules",
            FailureClass::Bug => "bug",
            FailureClass::Platform(class) => class.as_str(),
        }
    }
}

impl Failure {
    /// A failure without a place.
    #[must_use]
    pub fn new(class: FailureClass, message: impl Into<String>) -> Failure {
        let (message, message_zh, problems) = (message.into(), None, Vec::new());
        Failure(Box::new(Inner { class, message, message_zh, position: None, answer: None, problems }))
    }

    pub(crate) fn usage(message: String) -> Failure {
        Failure::new(FailureClass::Usage, message)
    }

    /// Arguments that are wrong in words that exist in both languages.
    #[cfg(feature = "gateway")]
    pub(super) fn of_usage(message: impl Fn(Lang) -> String, langs: Langs) -> Failure {
        let mut failure = Failure::usage(message(langs.main));
        failure.0.message_zh = langs.zh().map(message);
        failure
    }

    /// Options, or another JSON object of the call, that cannot be read.
    pub(super) fn of_argument(what: &str, error: &Error) -> Failure {
        let message = error.message(Lang::En);
        Failure::usage(format!("{what}: {message}"))
    }

    /// A document that cannot be read or written.
    pub(super) fn of(error: &Error, langs: impl Into<Langs>) -> Failure {
        let langs = langs.into();
        let answer = if let ErrorKind::Answer(answer) = error.kind() { Some(answer.clone()) } else { None };
        let class = answer.as_ref().map_or(FailureClass::Document, |one| FailureClass::Platform(one.class()));
        // The platform's own words, if there are any.
        let own = answer.as_ref().map(|one| one.message.clone()).filter(|message| !message.is_empty());
        let in_lang = |lang| own.clone().unwrap_or_else(|| error.message(lang));
        let (message, message_zh) = (in_lang(langs.main), langs.zh().map(in_lang));
        let (position, problems) = (error.position(), Vec::new());
        Failure(Box::new(Inner { class, message, message_zh, position, answer, problems }))
    }

    /// A mapping or house rules that are wrong.
    #[cfg(feature = "mapping")]
    pub(super) fn of_problems(
        class: FailureClass,
        message: impl Fn(Lang) -> String,
        problems: Vec<serde_json::Value>,
        langs: Langs,
    ) -> Failure {
        let (message, message_zh) = (message(langs.main), langs.zh().map(message));
        Failure(Box::new(Inner { class, message, message_zh, position: None, answer: None, problems }))
    }

    /// What can be done about it.
    #[must_use]
    pub fn class(&self) -> FailureClass {
        self.0.class
    }

    /// What went wrong, in the language of the call.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where in the document.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }

    /// The parts of an error answer of the platform.
    #[must_use]
    pub fn answer(&self) -> Option<&ApiError> {
        self.0.answer.as_ref()
    }

    /// The answer as a JSON text: `{"format_version":1,"error":{…}}`.
    #[must_use]
    pub fn to_json(&self) -> String {
        // The object has texts for keys, so nothing in it can fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        match self.0.position {
            Some(at) => write!(f, " ({}:{})", at.line, at.column),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Failure {}

impl Serialize for Failure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Failure", 2)?;
        object.serialize_field("format_version", &FORMAT_VERSION)?;
        object.serialize_field("error", &FailureObject::new(self))?;
        object.end()
    }
}

/// The object under `error`, which lists of unreadable items have too.
#[derive(Serialize)]
pub(crate) struct FailureObject<'f> {
    class: &'static str,
    message: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_zh: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub_code: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub_message: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u64>,
    #[serde(skip_serializing_if = "<[serde_json::Value]>::is_empty")]
    problems: &'f [serde_json::Value],
}

impl<'f> FailureObject<'f> {
    pub(crate) fn new(failure: &'f Failure) -> FailureObject<'f> {
        let inner = &*failure.0;
        let answer = inner.answer.as_ref();
        FailureObject {
            class: inner.class.as_str(),
            message: &inner.message,
            message_zh: inner.message_zh.as_deref(),
            line: inner.position.map(|at| at.line),
            column: inner.position.map(|at| at.column),
            code: answer.map(|answer| answer.code.as_str()),
            sub_code: answer.and_then(|answer| answer.sub_code.as_deref()),
            sub_message: answer.and_then(|answer| answer.sub_message.as_deref()),
            request_id: answer.and_then(|answer| answer.request_id.as_deref()),
            seconds: answer.and_then(ApiError::wait_seconds),
            problems: &inner.problems,
        }
    }
}
