//! Answers of the gateways: one reader for every envelope, and what to do next.

mod members;
mod problem;

pub use problem::Problem;

use crate::answer::{ApiError, ApiErrorClass, Call};
use crate::error::ErrorKind;
use crate::gateway::method::{Carried, Method};
use crate::lang::Lang;
use crate::read::envelope;
use crate::xml::ReadOptions;
use members::Members;

/// An answer of a gateway.
///
/// ```
/// use tmall_schema::gateway::{Advice, Method, Reply};
/// use tmall_schema::Call;
///
/// let add = Method::find("tmall.item.schema.add").unwrap();
/// let answer = br#"{"tmall_item_schema_add_response":{"add_item_result":9007199254740993123,"request_id":"r1"}}"#;
/// let reply = Reply::read(Some(add), 200, answer);
/// assert_eq!(reply.text("add_item_result").as_deref(), Some("9007199254740993123"));
/// assert_eq!(reply.advice(Call::Write), Advice::Done);
///
/// let lost = Reply::read(Some(add), 502, b"<html>Bad Gateway</html>");
/// assert_eq!(lost.advice(Call::Write), Advice::Look);
/// assert_eq!(lost.advice(Call::Read), Advice::Retry);
/// ```
#[derive(Clone, Debug)]
pub struct Reply {
    outcome: ReplyOutcome,
    members: Members,
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReplyOutcome {
    /// The call was carried out.
    Success,
    /// The platform refused it.
    Refused(ApiError),
    /// The answer is that of no gateway: a page in HTML, a status of 500 or more, or a text that is neither JSON nor XML.
    /// Whether the call succeeded is not known.
    Unreadable {
        /// The status of HTTP.
        status: u16,
    },
}

/// What to do after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Advice {
    /// Nothing: the call succeeded.
    Done,
    /// Send it again, later each time, and not without end.
    Retry,
    /// Send nothing before the seconds have passed; if none are named, for some seconds.
    Wait {
        /// The seconds that the answer names.
        seconds: Option<u64>,
    },
    /// Look whether it was carried out; do not send it again before that.
    Look,
    /// Sending it again is of no use: the seller must authorise again, or somebody must change something.
    Stop(ApiErrorClass),
}

impl Reply {
    /// Reads an answer: JSON, simplified JSON or XML, with the status of HTTP.
    #[must_use]
    pub fn read(method: Option<&Method>, status: u16, answer: &[u8]) -> Reply {
        let text = String::from_utf8_lossy(answer);
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let is_html =
            |name: &str| start.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        let is_gateway = start.starts_with(['{', '['])
            || (start.starts_with('<') && !is_html("<html") && !is_html("<!doctype html"));
        let members = if is_gateway { Members::read(start) } else { None };
        let error = if is_gateway { error_in(answer) } else { None };
        let unreadable = ReplyOutcome::Unreadable { status };
        let outcome = match (error, &members) {
            // An answer of 500 or more is the gateway's own, but for gateways that name an error in it.
            (Some(error), _) => ReplyOutcome::Refused(error),
            (None, Some(_)) if status < 400 => ReplyOutcome::Success,
            (None, _) => unreadable,
        };
        // A publishing call that answers without its id has not said that it published.
        let ids =
            || method.into_iter().flat_map(|method| method.results).filter(|key| key.carries == Carried::Id);
        let members = members.unwrap_or_default();
        let lacks_id = method.is_some_and(|method| method.call == Call::Write)
            && ids().next().is_some()
            && !ids().any(|key| members.text(key.name).is_some());
        let outcome = match outcome {
            ReplyOutcome::Success if lacks_id => ReplyOutcome::Unreadable { status },
            ReplyOutcome::Success | ReplyOutcome::Refused(_) | ReplyOutcome::Unreadable { .. } => outcome,
        };
        Reply { outcome, members }
    }

    /// That no answer came: the connection broke, or the time ran out.
    #[must_use]
    pub fn none() -> Reply {
        Reply { outcome: ReplyOutcome::Unreadable { status: 0 }, members: Members::default() }
    }

    /// What it says.
    #[must_use]
    pub fn outcome(&self) -> &ReplyOutcome {
        &self.outcome
    }

    /// The error, if the platform refused the call.
    #[must_use]
    pub fn error(&self) -> Option<&ApiError> {
        match &self.outcome {
            ReplyOutcome::Refused(error) => Some(error),
            ReplyOutcome::Success | ReplyOutcome::Unreadable { .. } => None,
        }
    }

    /// A text, number or truth value of the answer, as it is written there. Numbers are never rounded.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        self.members.text(key)
    }

    /// The members of a list, each as JSON. A single one counts as a list of one, and the object around a list
    /// (`{"trades":{"trade":[…]}}`) is passed over.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<String> {
        self.members.list(key)
    }

    /// The number of the request, which the platform's support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<String> {
        ["request_id", "RequestId", "requestId", "trace_id"].into_iter().find_map(|key| self.text(key))
    }

    /// What to do next, if the call was one that reads or writes.
    #[must_use]
    pub fn advice(&self, call: Call) -> Advice {
        match (&self.outcome, call) {
            (ReplyOutcome::Success, _) => Advice::Done,
            (ReplyOutcome::Unreadable { .. }, Call::Read) => Advice::Retry,
            (ReplyOutcome::Unreadable { .. }, _) => Advice::Look,
            (ReplyOutcome::Refused(error), call) => match error.class_of(call) {
                ApiErrorClass::Throttled => Advice::Wait { seconds: error.wait_seconds() },
                ApiErrorClass::Transient => Advice::Retry,
                ApiErrorClass::Uncertain => Advice::Look,
                class @ (ApiErrorClass::Authorise
                | ApiErrorClass::Permission
                | ApiErrorClass::Configuration
                | ApiErrorClass::Caller
                | ApiErrorClass::Parameter
                | ApiErrorClass::Business) => Advice::Stop(class),
            },
        }
    }

    /// The outcome in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match &self.outcome {
            ReplyOutcome::Success => lang.pick("the call succeeded", "调用成功").to_owned(),
            ReplyOutcome::Refused(error) => error.text(lang),
            ReplyOutcome::Unreadable { status: 0 } => {
                lang.pick("there was no answer", "没有收到应答").to_owned()
            }
            ReplyOutcome::Unreadable { status } => lang.pick(
                format!("the answer, with status {status}, is not one of the platform"),
                format!("应答（状态 {status}）不是平台的返回结果"),
            ),
        }
    }
}

/// The error answer that a text is.
fn error_in(answer: &[u8]) -> Option<ApiError> {
    let options = ReadOptions::new();
    let error = envelope::open(answer, &options).err()?;
    if let ErrorKind::Answer(error) = error.kind() { Some(error.clone()) } else { None }
}

#[cfg(test)]
mod tests;
