//! Answers of a gateway: what they say, and what to do next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::known;
use crate::answer::{ApiError, Call};
use crate::api::FORMAT_VERSION;
use crate::api::failure::Failure;
use crate::api::options::{Langs, one_of};
use crate::gateway::{Advice, Problem, Reply, ReplyOutcome};

/// Options of [`reply`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ReplyOptions {
    /// The language of messages: `en`, `zh` or `both`.
    pub lang: Option<String>,
    /// The method that was called, as the table names it.
    pub method: Option<String>,
    /// Whether the call was one that reads or writes, if the method is not named: `read` or `write`.
    pub call: Option<String>,
    /// The status of HTTP; 200 if absent, 0 if no answer came.
    pub status: Option<u16>,
}

/// The answer of [`reply`].
#[derive(Clone, Debug, Serialize)]
pub struct ReplyAnswer {
    format_version: u32,
    outcome: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_zh: Option<String>,
    advice: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<RefusalObject>,
    /// The keys of the method's answer.
    results: BTreeMap<&'static str, String>,
}

#[derive(Clone, Debug, Serialize)]
struct RefusalObject {
    class: &'static str,
    code: String,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub_message: Option<String>,
    /// What it means for the publishing of an item.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'static str>,
    /// The items that exist already.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<String>,
}

fn refusal(error: &ApiError, call: Call) -> RefusalObject {
    let problem = Problem::of(error);
    RefusalObject {
        class: error.class_of(call).as_str(),
        code: error.code.clone(),
        message: error.message.clone(),
        sub_code: error.sub_code.clone(),
        sub_message: error.sub_message.clone(),
        problem: problem.as_ref().map(Problem::as_str),
        items: if let Some(Problem::Duplicate { items }) = problem { items } else { Vec::new() },
    }
}

/// Reads an answer of a gateway: what it says, and what to do next.
///
/// # Errors
/// If the options are wrong.
pub fn reply(answer: &[u8], options: &ReplyOptions) -> Result<ReplyAnswer, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    let method = options.method.as_deref().map(|name| known(name, langs)).transpose()?;
    let call = options.call.as_deref().map(|word| {
        one_of("call", word, &["read", "write"], |word| match word {
            "read" => Some(Call::Read),
            "write" => Some(Call::Write),
            _ => None,
        })
    });
    let call = call.transpose()?.or(method.map(|method| method.call)).unwrap_or_default();
    let reply = match options.status {
        Some(0) => Reply::none(),
        status => Reply::read(method, status.unwrap_or(200), answer),
    };
    let advice = reply.advice(call);
    let results = method.into_iter().flat_map(|method| method.results);
    Ok(ReplyAnswer {
        format_version: FORMAT_VERSION,
        outcome: match reply.outcome() {
            ReplyOutcome::Success => "success",
            ReplyOutcome::Refused(_) => "refused",
            ReplyOutcome::Unreadable { .. } => "unreadable",
        },
        message: reply.message(langs.main),
        message_zh: langs.zh().map(|lang| reply.message(lang)),
        advice: match advice {
            Advice::Done => "done",
            Advice::Retry => "retry",
            Advice::Wait { .. } => "wait",
            Advice::Look => "look",
            Advice::Stop(_) => "stop",
        },
        seconds: if let Advice::Wait { seconds } = advice { seconds } else { None },
        request_id: reply.request_id(),
        refusal: reply.error().map(|error| refusal(error, call)),
        results: results.filter_map(|key| Some((key.name, reply.text(key.name)?))).collect(),
    })
}
