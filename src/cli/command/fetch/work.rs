//! One schema: calls, retries, and what is stored.

use std::thread;
use std::time::Duration;

use serde::Serialize;
use tmall_schema::envelope::{self, Opened};
use tmall_schema::gateway::{Advice, Carried, Method, ReplyOutcome};
use tmall_schema::{ApiErrorClass, Call, ReadOptions};

use super::folder::Folder;
use super::plan::Entry;
use crate::cli::args::ContentArg;
use crate::cli::error::CliError;
use crate::cli::lang::Message;
use crate::cli::net::{Answered, Caller, backoff};

/// How often a call is repeated after bans, which do not count as attempts.
const MOST_BANS: u32 = 100;

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    /// It was fetched now.
    Fetched,
    /// An earlier run had fetched it.
    Kept,
    /// The platform has no schema there.
    Empty,
    Failed,
    /// The run stopped before it.
    NotTried,
}

/// How an entry ended.
#[derive(Clone, Debug)]
pub(super) struct Done {
    pub(super) state: State,
    pub(super) attempts: u32,
    pub(super) failure: Option<Failure>,
    /// Why no further call is of use, if that is so.
    pub(super) stops: Option<Stop>,
}

/// Why something could not be fetched.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) message: Message,
    pub(super) class: &'static str,
    pub(super) code: Option<String>,
    pub(super) sub_code: Option<String>,
    pub(super) request_id: Option<String>,
}

/// Why a run stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The gateway refuses the app or the session.
    Refused,
    /// It bans calls for longer than anyone wants to wait.
    Banned,
}

impl Done {
    pub(super) fn settled(state: State) -> Done {
        Done { state, attempts: 0, failure: None, stops: None }
    }
}

/// Fetches one schema. An error is one of the disk.
pub(super) fn fetch(
    caller: &Caller,
    entry: &Entry,
    content: ContentArg,
    folder: &Folder,
) -> Result<Done, CliError> {
    let (mut attempts, mut bans) = (0, 0);
    loop {
        attempts += 1;
        let answered = match caller.call(&entry.method, &entry.params) {
            Ok(answered) => answered,
            // All calls were checked before the first was sent.
            Err(error) => {
                let message = Message::new(
                    error.message(tmall_schema::Lang::En),
                    error.message(tmall_schema::Lang::Zh),
                );
                let failure =
                    Failure { message, class: "caller", code: None, sub_code: None, request_id: None };
                return Ok(Done { state: State::Failed, attempts, failure: Some(failure), stops: None });
            }
        };
        let failed = |answered: &Answered, stops: Option<Stop>| Done {
            state: State::Failed,
            attempts,
            failure: Some(failure(answered)),
            stops,
        };
        match answered.reply.advice(Call::Read) {
            Advice::Done => {
                return Ok(match document(&answered, &entry.method, content) {
                    Ok(document) => {
                        folder.store(&entry.file, document.as_deref())?;
                        let state = if document.is_some() { State::Fetched } else { State::Empty };
                        Done { attempts, ..Done::settled(state) }
                    }
                    Err(message) => Done {
                        failure: Some(Failure { message, ..failure(&answered) }),
                        ..failed(&answered, None)
                    },
                });
            }
            Advice::Wait { .. } => {
                let ban = answered.ban().unwrap_or_default();
                if ban > caller.longest_wait {
                    return Ok(failed(&answered, Some(Stop::Banned)));
                }
                bans += 1;
                if bans > MOST_BANS {
                    return Ok(failed(&answered, None));
                }
                // The caller waits for the end of the ban; a little more, so that not all come at once.
                attempts -= 1;
                thread::sleep(backoff(1).min(Duration::from_millis(500)));
            }
            Advice::Retry | Advice::Look => {
                let may_pass = answered.fault.as_ref().is_none_or(crate::cli::net::NetFault::may_pass);
                if attempts >= caller.attempts || !may_pass {
                    return Ok(failed(&answered, None));
                }
                thread::sleep(backoff(attempts));
            }
            Advice::Stop(class) => return Ok(failed(&answered, stops(class, &answered))),
            _ => return Ok(failed(&answered, None)),
        }
    }
}

/// Whether a refusal is one of every call.
fn stops(class: ApiErrorClass, answered: &Answered) -> Option<Stop> {
    let is_signature = answered
        .reply
        .error()
        .is_some_and(|error| matches!(error.code.as_str(), "24" | "25" | "IncompleteSignature"));
    let is_of_all = matches!(class, ApiErrorClass::Authorise | ApiErrorClass::Configuration);
    (is_of_all || is_signature).then_some(Stop::Refused)
}

fn failure(answered: &Answered) -> Failure {
    let error = answered.reply.error();
    let class = match answered.reply.outcome() {
        ReplyOutcome::Refused(error) => error.class_of(Call::Read).as_str(),
        ReplyOutcome::Unreadable { .. } if answered.fault.is_some() => "network",
        _ => "answer",
    };
    Failure {
        message: answered.message(),
        class,
        code: error.map(|error| error.code.clone()),
        sub_code: error.and_then(|error| error.sub_code.clone()),
        request_id: answered.reply.request_id(),
    }
}

/// What is stored of an answer: nothing if the platform has no schema there. What other commands could not read is
/// refused.
fn document(answered: &Answered, method: &str, content: ContentArg) -> Result<Option<Vec<u8>>, Message> {
    let keys = Method::find(method).into_iter().flat_map(|method| method.results);
    let mut texts = keys
        .filter(|key| key.carries == Carried::Schema)
        .filter_map(|key| answered.reply.text(key.name))
        .peekable();
    if texts.peek().is_some() && texts.all(|text| text.trim().is_empty()) {
        return Ok(None);
    }
    if content == ContentArg::Answer {
        return Ok(Some(answered.body.clone()));
    }
    let options = ReadOptions::new();
    let read = || {
        let document = envelope::open(&answered.body, &options).and_then(Opened::into_document)?;
        document.schema(&options)?;
        Ok(document.bytes().to_vec())
    };
    read().map(Some).map_err(|error: tmall_schema::Error| {
        Message::new(error.message(tmall_schema::Lang::En), error.message(tmall_schema::Lang::Zh))
    })
}
