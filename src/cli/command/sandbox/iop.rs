//! The form of IOP and of alibaba.com: `/sync` with the name of the method, `/rest/PATH` with that of an API.
//!
//! On `/sync` an answer is inside of an object that is named after the method, or bare with `simplify=true`; that of a
//! success has the code "0". An error is inside of `error_response`, or bare, and on `/rest` its text is called `message`.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use tmall_schema::gateway::{Gateway as Offers, Method, RequestError, Scheme};
use tmall_schema::{Call, Lang};

use super::faults::Fault;
use super::top::{Answer, Gateway, Sent};

/// How far clocks may differ, in milliseconds.
const TOLERANCE: i64 = 7_200_000;

static REQUESTS: AtomicU64 = AtomicU64::new(1);

/// Why a call is refused: whose fault it is, the code and the text.
struct Refusal(&'static str, &'static str, String);

/// Where a call came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EntryPoint {
    Sync { is_simple: bool },
    Rest,
}

impl Gateway {
    /// A call of a method, at `/sync`.
    pub(super) fn sync(&self, sent: &Sent, now: i64) -> Option<Answer> {
        let place = EntryPoint::Sync { is_simple: sent.get("simplify") == Some("true") };
        let name = sent.get("method").unwrap_or_default().to_owned();
        let outcome = match self.checked_iop(&name, sent, now) {
            Ok(()) => self.called(&name, sent)?,
            Err(refusal) => Err(refusal),
        };
        Some(text(&name, outcome, place))
    }

    /// A call of an API by its path, at `/rest`. The signature is checked; there is none of the APIs.
    pub(super) fn rest(&self, api: &str, sent: &Sent, now: i64) -> Answer {
        let refusal = match self.checked_iop(api, sent, now) {
            Ok(()) => Refusal("ISV", "InvalidApiPath", format!("the sandbox does not have {api}")),
            Err(refusal) => refusal,
        };
        text(api, Err(refusal), EntryPoint::Rest)
    }

    /// Checks app, time and signature.
    fn checked_iop(&self, api: &str, sent: &Sent, now: i64) -> Result<(), Refusal> {
        let wrong = |code, message: &str| Err(Refusal("ISV", code, message.to_owned()));
        if api.is_empty() {
            return wrong("MissingParameter", "method is missing");
        }
        let app = sent.get("app_key").and_then(|key| self.apps.iter().find(|app| app.key == key));
        let Some(app) = app else { return wrong("InvalidAppKey", "the app key is unknown") };
        let time = sent.get("timestamp").unwrap_or_default();
        let milliseconds = || time.parse::<i64>().ok();
        let at = milliseconds().or_else(|| Some(time.parse::<Timestamp>().ok()?.as_millisecond()));
        match at {
            None => {
                return wrong("IllegalTimestamp", "timestamp is milliseconds since 1970, or a time of UTC");
            }
            Some(at) if at.saturating_sub(now).saturating_abs() > TOLERANCE => {
                return wrong("IllegalTimestamp", "the time is off by more than two hours");
            }
            Some(_) => {}
        }
        if sent.get("sign_method") != Some("sha256") {
            return wrong("IncompleteSignature", "sign_method is sha256");
        }
        let Some(given) = sent.get("sign") else { return wrong("IncompleteSignature", "sign is missing") };
        let scheme = Scheme::Iop { api: api.to_owned() };
        let (pairs, body) = (sent.pairs(), sent.body.as_deref());
        if scheme.verify(&app.secret, &pairs, body, given) {
            return Ok(());
        }
        let mistakes: Vec<&str> = scheme
            .mistakes(&app.secret, &pairs, body, given)
            .iter()
            .map(|mistake| mistake.text(Lang::En))
            .collect();
        let message =
            format!("The request signature does not conform to platform standards: {}", mistakes.join("; "));
        Err(Refusal("ISV", "IncompleteSignature", message))
    }

    /// Carries out a call, if no fault comes between. Nothing if the answer is lost.
    fn called(&self, name: &str, sent: &Sent) -> Option<Result<Map<String, Value>, Refusal>> {
        let found = Method::all().find(|method| method.name == name && method.gateway == Offers::Icbu);
        let Some(method) = found else {
            let message = format!("there is no method {name}");
            return Some(Err(Refusal("ISV", "InvalidApi", message)));
        };
        let pairs = sent.pairs();
        let given: Vec<(&str, &str)> =
            pairs.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
        if let Err(error) = method.check(&given, &[]) {
            let code = match error {
                RequestError::Missing { .. } => "MissingParameter",
                _ => "InvalidParameter",
            };
            return Some(Err(Refusal("ISV", code, error.message(Lang::En))));
        }
        let run = || {
            self.shop
                .icbu(name, &|name| sent.get(name).map(str::to_owned))
                .ok_or_else(|| Refusal("ISV", "InvalidApi", format!("the sandbox does not have {name}")))
        };
        Some(match self.faults.draw() {
            Fault::None => run(),
            Fault::Throttle => {
                Err(Refusal("ISP", "ApiCallLimit", "This ban will last for 1 more seconds".to_owned()))
            }
            Fault::Timeout { is_done } => {
                if is_done && method.call != Call::Read {
                    drop(run());
                }
                Err(Refusal("ISP", "ServiceTimeout", "the service did not answer in time".to_owned()))
            }
            Fault::Lost => {
                drop(run());
                return None;
            }
        })
    }
}

fn text(name: &str, outcome: Result<Map<String, Value>, Refusal>, place: EntryPoint) -> Answer {
    let id = format!("sandbox{}", REQUESTS.fetch_add(1, Ordering::Relaxed));
    let value = match outcome {
        Ok(mut members) => {
            members.insert("code".to_owned(), json!("0"));
            members.insert("request_id".to_owned(), json!(id));
            match place {
                EntryPoint::Sync { is_simple: false } => {
                    json!({ format!("{}_response", name.replace('.', "_")): members })
                }
                EntryPoint::Sync { is_simple: true } | EntryPoint::Rest => Value::Object(members),
            }
        }
        Err(Refusal(kind, code, message)) => {
            let key = if place == EntryPoint::Rest { "message" } else { "msg" };
            let error = json!({ "type": kind, "code": code, key: message, "request_id": id });
            match place {
                EntryPoint::Sync { is_simple: false } => json!({ "error_response": error }),
                EntryPoint::Sync { is_simple: true } | EntryPoint::Rest => error,
            }
        }
    };
    (200, "application/json", value.to_string())
}
