//! From the parts of an error answer to its class.

use crate::answer::class::ApiErrorClass;
use crate::answer::error::{AnswerForm, ApiError};
use crate::answer::pattern::matches;
use crate::answer::table::{BUSY_OR_NOT_FOUND, CONTAINER, EXTERNAL, NOT_FOUND, NUMBERS, SENTENCES, WORDS};

/// How words of the platform's own services begin.
const ISP: &str = "isp.";

/// The class, not knowing what the call does.
pub(super) fn class(error: &ApiError) -> ApiErrorClass {
    by_number(error)
        .or_else(|| by_word(error))
        .or_else(|| by_sentence(error))
        .or_else(|| by_fault(error))
        .unwrap_or(ApiErrorClass::Business)
}

/// Numbers of other gateways, and of services, mean something else with each.
fn by_number(error: &ApiError) -> Option<ApiErrorClass> {
    let number: u16 = error.code.trim().parse().ok()?;
    if error.form == AnswerForm::External {
        return EXTERNAL.iter().find(|(range, _)| range.contains(&number)).map(|(_, class)| *class);
    }
    if error.form != AnswerForm::ErrorResponse || error.fault.is_some() {
        return None;
    }
    let known = NUMBERS.iter().find(|(known, _)| *known == number).map(|(_, class)| *class);
    known.or_else(|| CONTAINER.contains(&number).then_some(ApiErrorClass::Authorise))
}

fn words(error: &ApiError) -> impl Iterator<Item = &str> {
    [error.sub_code.as_deref(), Some(error.code.as_str())].into_iter().flatten().map(str::trim)
}

fn texts(error: &ApiError) -> impl Iterator<Item = &str> {
    [error.sub_message.as_deref(), Some(error.message.as_str())].into_iter().flatten()
}

fn by_word(error: &ApiError) -> Option<ApiErrorClass> {
    words(error).find_map(|word| {
        if matches(BUSY_OR_NOT_FOUND, word) {
            let is_gone = texts(error).any(|text| NOT_FOUND.iter().any(|sign| contains(text, sign)));
            return Some(if is_gone { ApiErrorClass::Business } else { ApiErrorClass::Transient });
        }
        WORDS.iter().find(|(pattern, _)| matches(pattern, word)).map(|(_, class)| *class)
    })
}

fn by_sentence(error: &ApiError) -> Option<ApiErrorClass> {
    let said = |sentence: &str| texts(error).any(|text| contains(text, sentence));
    SENTENCES.iter().find(|(sentence, _)| said(sentence)).map(|(_, class)| *class)
}

/// What is the platform's own fault may be tried again later [101645]. A number is the service's own and says
/// nothing here.
fn by_fault(error: &ApiError) -> Option<ApiErrorClass> {
    let is_theirs =
        |fault: &str| ["ISP", "SYSTEM"].iter().any(|theirs| fault.trim().eq_ignore_ascii_case(theirs));
    let is_number = !error.code.is_empty() && error.code.bytes().all(|byte| byte.is_ascii_digit());
    let by_type = error.fault.as_deref().is_some_and(is_theirs) && !is_number;
    let by_name =
        words(error).any(|word| word.get(..ISP.len()).is_some_and(|start| start.eq_ignore_ascii_case(ISP)));
    (by_type || by_name).then_some(ApiErrorClass::Transient)
}

fn contains(text: &str, sign: &str) -> bool {
    text.to_ascii_lowercase().contains(&sign.to_ascii_lowercase())
}

#[cfg(test)]
mod tests;
