//! Which objects of an answer say that the call failed.
//!
//! Gateways and services say it in many ways, most of them with words that may also be the ids of an item's
//! fields. So only three places count: the top of the answer, the `…_response` object in it, and the `result`
//! in either; and most words count only beside others.

use crate::answer::error::{AnswerForm, ApiError};
use crate::vocab::answer as key;

/// An object of an answer that may say that the call failed: the keys of [`is_answer_key`] with their texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct AnswerObject {
    pub(crate) place: AnswerPlace,
    /// The number of the object around it, which comes before it.
    pub(crate) parent: Option<usize>,
    /// Texts, numbers and booleans as texts; null and an empty element are empty.
    pub(crate) members: Vec<(String, String)>,
}

/// Where in an answer an object is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum AnswerPlace {
    /// The whole answer.
    #[default]
    Top,
    /// The value of `…_response`.
    Response,
    /// The value of `result`, or of `…_result`.
    Result,
}

impl AnswerPlace {
    /// The place of the value of a key in an object at this place, if it is one that counts.
    pub(crate) fn inside(self, name: &str) -> Option<AnswerPlace> {
        let is_result = name == key::RESULT || name.ends_with(key::RESULT_END);
        match self {
            AnswerPlace::Top if name.ends_with(key::RESPONSE_END) || name == key::RESPONSE => {
                Some(AnswerPlace::Response)
            }
            AnswerPlace::Top | AnswerPlace::Response if is_result => Some(AnswerPlace::Result),
            AnswerPlace::Top | AnswerPlace::Response | AnswerPlace::Result => None,
        }
    }
}

/// Whether a key says anything about whether the call failed.
pub(crate) fn is_answer_key(name: &str) -> bool {
    let lists: [&[&str]; 9] = [
        &FLAGS,
        CODES,
        MESSAGES,
        SUB_CODES,
        SUB_MESSAGES,
        REQUEST_IDS,
        &[key::TYPE],
        &[key::RESULT],
        &[key::ERROR_MSG],
    ];
    lists.iter().any(|list| list.contains(&name))
}

const FLAGS: [&str; 4] = [key::BIZ_SUCCESS, key::SUCCESS, key::ERROR, key::FLAG];

/// What makes `success` and `error` flags: beside one of these they are not fields of an item.
const COMPANIONS: &[&str] =
    &[key::MESSAGE, key::MSG, key::MSG_CODE, key::CODE, key::REQUEST_ID, key::TRACE_ID];

/// The same within a `…_response`, which no item is.
const MORE_COMPANIONS: &[&str] = &[key::ERROR_MSG, key::ER_CODE, key::ER_MSG, key::ERROR_CODE, key::SUB_CODE];

/// The more exact ones first: `code` is often the 0 of a call that arrived.
const CODES: &[&str] =
    &[key::MSG_CODE, key::ER_CODE, key::ERROR_CODE, "errorCode", "errcode", "Code", key::CODE];

const MESSAGES: &[&str] = &[
    key::MESSAGE,
    key::MSG,
    key::ER_MSG,
    key::ERROR_MSG,
    "error_message",
    "errorMessage",
    "extErrorMessage",
    "errmsg",
    "Message",
];

const SUB_CODES: &[&str] = &[key::SUB_CODE];

const SUB_MESSAGES: &[&str] = &[key::SUB_MSG, key::SUB_MESSAGE];

const REQUEST_IDS: &[&str] =
    &[key::REQUEST_ID, key::TRACE_ID, "_trace_id_", "requestId", "traceId", "RequestId"];

/// Codes of calls that succeeded.
const SUCCESSES: [&str; 4] = ["0", "200", "success", "ok"];

/// Codes of other gateways, each with the messages that are beside it: 1688, DingTalk, Aliyun.
const OTHER_GATEWAYS: &[(&str, &[&str])] = &[
    (key::ERROR_CODE, &["error_message", key::ERROR_MSG]),
    ("errorCode", &["errorMessage", "extErrorMessage", key::MSG]),
    ("errcode", &["errmsg"]),
    ("Code", &["Message"]),
];

/// The refusal that an answer is, if it is one. Objects come with the outer before the inner.
///
/// Some forms say so also beside a document, others only where there is none.
pub(crate) fn refusal(objects: &[AnswerObject], has_document: bool) -> Option<ApiError> {
    let answer = Answer(objects);
    let flagged = (0..objects.len()).find(|&at| answer.is_flagged(at));
    if let Some(at) = flagged {
        return Some(answer.error(at, AnswerForm::Result));
    }
    if has_document {
        return None;
    }
    (0..objects.len()).find_map(|at| answer.without_document(at).map(|form| answer.error(at, form)))
}

struct Answer<'a>(&'a [AnswerObject]);

impl Answer<'_> {
    fn text(&self, at: usize, name: &str) -> Option<&str> {
        let object = self.0.get(at)?;
        object.members.iter().find(|(known, _)| known == name).map(|(_, text)| text.trim())
    }

    fn has(&self, at: usize, names: &[&str]) -> bool {
        names.iter().any(|name| self.text(at, name).is_some())
    }

    /// Whether a text that says something is under one of the names.
    fn says(&self, at: usize, names: &[&str]) -> bool {
        names.iter().any(|name| self.text(at, name).is_some_and(|text| !text.is_empty()))
    }

    fn is(&self, at: usize, name: &str, word: &str) -> bool {
        self.text(at, name).is_some_and(|text| text.eq_ignore_ascii_case(word))
    }

    /// The object, then those around it, from the inner to the outer.
    fn outwards(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(at), |&at| self.0.get(at)?.parent.filter(|&parent| parent < at))
    }

    fn is_in_response(&self, at: usize) -> bool {
        self.outwards(at).any(|at| self.0.get(at).is_some_and(|object| object.place == AnswerPlace::Response))
    }

    /// Whether a flag says that the call failed.
    fn is_flagged(&self, at: usize) -> bool {
        if self.is(at, key::BIZ_SUCCESS, "false") {
            return true;
        }
        if !self.is(at, key::SUCCESS, "false") && !self.is(at, key::ERROR, "true") {
            return false;
        }
        if self.has(at, COMPANIONS) {
            return true;
        }
        // No item is in a response, so what is around the flag there, or inside `result`, is beside it too.
        let inner = (at + 1..self.0.len())
            .filter(|&inner| self.0.get(inner).is_some_and(|object| object.parent == Some(at)));
        self.is_in_response(at)
            && self
                .outwards(at)
                .chain(inner)
                .any(|at| self.has(at, COMPANIONS) || self.has(at, MORE_COMPANIONS))
    }

    /// In what form the object says that the call failed, there being no document.
    fn without_document(&self, at: usize) -> Option<AnswerForm> {
        let failed = |name: &str| self.text(at, name).is_some_and(is_failure);
        let faults = ["ISP", "ISV", "SYSTEM"];
        if failed(key::CODE)
            && faults.iter().any(|fault| self.is(at, key::TYPE, fault))
            && self.has(at, &[key::MESSAGE, key::MSG])
        {
            return Some(AnswerForm::Gateway);
        }
        // What is in `error_response`, without it.
        if failed(key::CODE) && self.has(at, &[key::MSG, key::MESSAGE]) && self.says(at, SUB_CODES) {
            return Some(AnswerForm::ErrorResponse);
        }
        let result_is_empty = self.text(at, key::RESULT).is_none_or(str::is_empty);
        if result_is_empty && (failed(key::ER_CODE) || self.says(at, &[key::ER_MSG])) {
            return Some(AnswerForm::Result);
        }
        let is_number = |code: &str| code.bytes().all(|byte| byte.is_ascii_digit());
        let numbered = failed("errorCode") && self.text(at, "errorCode").is_some_and(is_number);
        if numbered && self.says(at, &[key::MSG]) && !self.has(at, &["errorMessage", "extErrorMessage"]) {
            return Some(AnswerForm::External);
        }
        if OTHER_GATEWAYS.iter().any(|(code, messages)| failed(code) && self.says(at, messages)) {
            return Some(AnswerForm::Gateway);
        }
        // Qimen.
        if self.is(at, key::FLAG, "failure") && self.has(at, &[key::CODE, key::MESSAGE]) {
            return Some(AnswerForm::Gateway);
        }
        let is_code = failed(key::CODE) && self.says(at, &[key::MESSAGE, key::MSG]);
        (is_code && self.has(at, REQUEST_IDS)).then_some(AnswerForm::Gateway)
    }

    /// The parts: what is in the object, else around it, else inside it.
    fn error(&self, at: usize, form: AnswerForm) -> ApiError {
        let inner = (at + 1..self.0.len()).filter(|&inner| self.outwards(inner).any(|outer| outer == at));
        let order: Vec<usize> = self.outwards(at).chain(inner).collect();
        let find = |names: &[&str], counts: fn(&str) -> bool| {
            let texts = order.iter().flat_map(|&at| names.iter().filter_map(move |name| self.text(at, name)));
            texts.filter(|text| counts(text)).map(str::to_owned).next()
        };
        let is_text = |text: &str| !text.is_empty();
        let own_fault = self.text(at, key::TYPE).filter(|_| form == AnswerForm::Gateway);
        ApiError {
            code: find(CODES, is_failure).unwrap_or_default(),
            message: find(MESSAGES, is_text).unwrap_or_default(),
            sub_code: find(SUB_CODES, is_text),
            sub_message: find(SUB_MESSAGES, is_text),
            request_id: find(REQUEST_IDS, is_text),
            fault: own_fault.map(str::to_owned),
            form,
        }
    }
}

/// Whether a code is one, and not that of a success.
fn is_failure(code: &str) -> bool {
    !code.is_empty() && !SUCCESSES.iter().any(|success| code.eq_ignore_ascii_case(success))
}

impl ApiError {
    /// The error whose parts are in an `error_response`.
    pub(crate) fn of_response(members: Vec<(String, String)>) -> ApiError {
        let objects = [AnswerObject { members, ..AnswerObject::default() }];
        let answer = Answer(&objects);
        let text = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| answer.text(0, name))
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        ApiError {
            code: text(&[key::CODE]).unwrap_or_default(),
            message: text(&[key::MSG, key::MESSAGE]).unwrap_or_default(),
            sub_code: text(SUB_CODES),
            sub_message: text(SUB_MESSAGES),
            request_id: text(REQUEST_IDS),
            fault: text(&[key::TYPE]),
            form: AnswerForm::ErrorResponse,
        }
    }
}

#[cfg(test)]
mod tests;
