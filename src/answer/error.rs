//! An error answer as data.

use crate::answer::class::{ApiErrorClass, Call};
use crate::answer::{classify, wait};
use crate::lang::Lang;

/// An error answer of the platform, in its parts.
///
/// Texts are as the platform wrote them; a number in JSON is its text. A part that the answer does not have is
/// empty or `None`.
///
/// ```
/// use tmall_schema::{ApiError, ApiErrorClass, Call};
///
/// let error = ApiError::new("7", "App Call Limited")
///     .with_sub("accesscontrol.limited-by-app-access-count", "This ban will last for 71 more seconds");
/// assert_eq!(error.class(), ApiErrorClass::Throttled);
/// assert_eq!(error.wait_seconds(), Some(71));
///
/// let error = ApiError::new("15", "Remote service error").with_sub("isp.remote-service-timeout", "");
/// assert_eq!(error.class_of(Call::Read), ApiErrorClass::Transient);
/// assert_eq!(error.class_of(Call::Write), ApiErrorClass::Uncertain);
/// ```
///
/// # How a class is found
///
/// The first of these that applies decides:
///
/// 1. the number in `code`, if the classic gateway or the external API sent it and the number alone says what is wrong;
/// 2. the word in `sub_code`, then the word in `code`: a row of the table of words;
/// 3. a sentence that the platform uses for one thing only, in `sub_message` or `message`;
/// 4. for `isp.` words, and for answers of the newer gateways whose `type` is `ISP` or `SYSTEM`: transient;
/// 5. else business: the call arrived, and the platform declined what it asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The gateway's number or word, such as `27` or `ApiCallLimit`; of a refusal inside a result its
    /// `msg_code` or `er_code`.
    pub code: String,
    /// What it means, for people.
    pub message: String,
    /// The service's own code, such as `isv.invalid-parameter`.
    pub sub_code: Option<String>,
    /// What that means, for people.
    pub sub_message: Option<String>,
    /// The request's number (`request_id`, or the trace id), which the platform's support asks for.
    pub request_id: Option<String>,
    /// The newer gateways' `type`: whose fault it is, `ISP`, `ISV` or `SYSTEM`.
    pub fault: Option<String>,
    /// In what form the answer came; it says which numbers its code is one of.
    pub form: AnswerForm,
}

/// In what form an error answer came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AnswerForm {
    /// `error_response` of the classic gateway. Only its numbers have a fixed meaning.
    #[default]
    ErrorResponse,
    /// An answer of the newer gateways, with a `type`, or of another gateway.
    Gateway,
    /// A refusal inside a result, such as `biz_success` false.
    Result,
    /// `errorCode` and `msg` of the external API for Tmall Global shops, whose codes are in the manner of HTTP.
    External,
}

impl ApiError {
    /// An error answer of the classic gateway.
    #[must_use]
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> ApiError {
        ApiError { code: code.into(), message: message.into(), ..ApiError::default() }
    }

    /// Adds the service's own code and message.
    #[must_use]
    pub fn with_sub(self, code: impl Into<String>, message: impl Into<String>) -> ApiError {
        ApiError { sub_code: Some(code.into()), sub_message: Some(message.into()), ..self }
    }

    /// The class of the error if nothing is known of the call: a timeout is
    /// [`Uncertain`](ApiErrorClass::Uncertain).
    ///
    /// The first of these decides: the number in `code`, if the classic gateway sent it; a known word in `sub_code`,
    /// then in `code`; a known sentence in `sub_message` or `message`. Else `isp.` words and the `type`s `ISP` and
    /// `SYSTEM` are [`Transient`](ApiErrorClass::Transient), and the rest is [`Business`](ApiErrorClass::Business).
    #[must_use]
    pub fn class(&self) -> ApiErrorClass {
        self.class_of(Call::Unknown)
    }

    /// The class of the error as the answer to a call of this kind.
    #[must_use]
    pub fn class_of(&self, call: Call) -> ApiErrorClass {
        match (classify::class(self), call) {
            (ApiErrorClass::Uncertain, Call::Read) => ApiErrorClass::Transient,
            (class, Call::Read | Call::Write | Call::Unknown) => class,
        }
    }

    /// For how many seconds calls are refused, if the text says so.
    #[must_use]
    pub fn wait_seconds(&self) -> Option<u64> {
        [self.sub_message.as_deref(), Some(self.message.as_str())]
            .into_iter()
            .flatten()
            .find_map(wait::seconds)
    }

    /// The error in one sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let parts = [
            Some(self.code.as_str()),
            Some(&self.message),
            self.sub_code.as_deref(),
            self.sub_message.as_deref(),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            return lang
                .pick("the platform refused the call, without a reason", "平台拒绝了请求，未说明原因")
                .to_owned();
        }
        let parts = parts.join(lang.pick(", ", "，"));
        let start = match self.code.is_empty() {
            true => lang.pick("the platform refused the call: ", "平台拒绝了请求："),
            false => lang.pick("the platform answered with error ", "平台返回错误 "),
        };
        format!("{start}{parts}")
    }
}
