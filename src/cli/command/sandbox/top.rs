//! The gateway itself: time, signature, method and parameters, in the order in which the platform checks them.

use std::sync::atomic::{AtomicU64, Ordering};

use tmall_schema::gateway::{
    Gateway as Offers, Inbound, Method, RequestError, Scheme, State, TopDigest, parse_top_time,
};
use tmall_schema::{Call, Lang};

use super::answer::{Form, Outcome, Refusal, text};
use super::faults::{Fault, Faults};
use super::http::{Request, parts};
use super::shop::Shop;
use crate::cli::args::AppArg;

/// How far clocks may differ, in milliseconds.
const TOLERANCE: i64 = 10 * 60 * 1000;

static REQUESTS: AtomicU64 = AtomicU64::new(1);

pub(super) struct Gateway {
    pub(super) apps: Vec<AppArg>,
    pub(super) shop: Shop,
    pub(super) faults: Faults,
}

/// Status, content type and text.
pub(super) type Answer = (u16, &'static str, String);

/// A call: its parameters, its files, and a body that is not a form.
pub(super) struct Sent {
    params: Vec<(String, String)>,
    files: Vec<String>,
    pub(super) body: Option<Vec<u8>>,
}

impl Sent {
    fn of(request: &Request) -> Option<Sent> {
        let query = request.query.as_bytes();
        let content_type = request.content_type.to_ascii_lowercase();
        let mut sent = Sent { params: Vec::new(), files: Vec::new(), body: None };
        let is_form =
            request.body.is_empty() || content_type.starts_with("application/x-www-form-urlencoded");
        if is_form {
            let form = Some(request.body.as_slice());
            sent.params = Inbound { query, form, ..Inbound::default() }.params();
            return Some(sent);
        }
        sent.params = Inbound { query, ..Inbound::default() }.params();
        if content_type.starts_with("multipart/form-data") {
            let parts = parts(&request.content_type, &request.body)?;
            sent.params.extend(parts.texts);
            sent.files = parts.files;
        } else {
            sent.body = Some(request.body.clone());
        }
        Some(sent)
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.params.iter().find(|(known, value)| known == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn pairs(&self) -> Vec<(&str, &str)> {
        self.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

impl Gateway {
    /// The answer to a request; nothing if it is to be lost.
    pub(super) fn answer(&self, request: &Request, now: i64) -> Option<Answer> {
        let Some(sent) = Sent::of(request) else {
            return Some((400, "text/plain", "not a multipart body\n".to_owned()));
        };
        if let Some(path) = request.path.strip_prefix("/openapi/") {
            return self.of_1688(path, &sent, now);
        }
        if request.path == "/sync" {
            return self.sync(&sent, now);
        }
        if let Some(api) = request.path.strip_prefix("/rest").filter(|api| api.starts_with('/')) {
            return Some(self.rest(api, &sent, now));
        }
        if request.path != "/router/rest" {
            let paths = "there is only /router/rest, /sync, /rest/ and /openapi/\n";
            return Some((404, "text/plain", paths.to_owned()));
        }
        let form = Form {
            is_json: sent.get("format").is_some_and(|format| format.eq_ignore_ascii_case("json")),
            is_simple: sent.get("simplify") == Some("true"),
        };
        let method = sent.get("method").unwrap_or_default().to_owned();
        let outcome = match self.checked(&sent, now) {
            Ok(known) => self.carried_out(known, &sent, now)?,
            Err(refusal) => Err(refusal),
        };
        let request_id = format!("sandbox{}", REQUESTS.fetch_add(1, Ordering::Relaxed));
        let (content_type, text) = text(&method, outcome, form, &request_id);
        Some((200, content_type, text))
    }

    /// What the shop answers, if no fault comes between. Nothing if the answer is lost.
    fn carried_out(&self, method: &'static Method, sent: &Sent, now: i64) -> Option<Outcome> {
        let run = || {
            let get = |name: &str| sent.get(name).map(str::to_owned);
            self.shop.call(method.name, &get, now).unwrap_or_else(|| {
                Err(Refusal::new(
                    22,
                    "Invalid Method",
                    "",
                    format!("the sandbox does not have {}", method.name),
                ))
            })
        };
        match self.faults.draw() {
            Fault::None => Some(run()),
            Fault::Throttle => Some(Err(Refusal::new(
                7,
                "App Call Limited",
                "accesscontrol.limited-by-api-access-count",
                "This ban will last for 1 more seconds",
            ))),
            Fault::Timeout { is_done } => {
                if is_done && method.call != Call::Read {
                    drop(run());
                }
                Some(Err(Refusal::service("isp.remote-service-timeout", "访问淘宝超时")))
            }
            Fault::Lost => {
                drop(run());
                None
            }
        }
    }

    fn checked(&self, sent: &Sent, now: i64) -> Result<&'static Method, Refusal> {
        let plain = |code, msg, sub_msg: &str| Refusal::new(code, msg, "", sub_msg);
        let name = sent.get("method").ok_or_else(|| plain(21, "Missing Method", ""))?;
        let key = sent.get("app_key").ok_or_else(|| plain(28, "Missing App Key", ""))?;
        let app =
            self.apps.iter().find(|app| app.key == key).ok_or_else(|| plain(29, "Invalid App Key", ""))?;
        match sent.get("v") {
            None => return Err(plain(32, "Missing Version", "")),
            Some("2.0") => {}
            Some(_) => return Err(plain(33, "Invalid Version", "v is 2.0")),
        }
        let time = sent.get("timestamp").ok_or_else(|| plain(30, "Missing Timestamp", ""))?;
        // Milliseconds too, which the official SDK for Python sends.
        let sent_at = parse_top_time(time)
            .ok_or_else(|| plain(31, "Invalid Timestamp", "the form is yyyy-MM-dd HH:mm:ss, in GMT+8"))?;
        if (now - sent_at).abs() > TOLERANCE {
            let minutes = (sent_at - now) / 60_000;
            return Err(plain(
                31,
                "Invalid Timestamp",
                &format!("the time is off by {minutes} minutes; it is in GMT+8"),
            ));
        }
        if let Some(format) = sent.get("format")
            && !matches!(format.to_ascii_lowercase().as_str(), "json" | "xml")
        {
            return Err(plain(23, "Invalid Format", "format is json or xml"));
        }
        let given = sent.get("sign").ok_or_else(|| plain(24, "Missing Signature", ""))?;
        let digest = sent
            .get("sign_method")
            .and_then(|name| name.parse::<TopDigest>().ok())
            .ok_or_else(|| plain(25, "Invalid Signature", "sign_method is md5, hmac or hmac-sha256"))?;
        let scheme = Scheme::Top(digest);
        let (pairs, body) = (sent.pairs(), sent.body.as_deref());
        if !scheme.verify(&app.secret, &pairs, body, given) {
            let mistakes: Vec<&str> = scheme
                .mistakes(&app.secret, &pairs, body, given)
                .iter()
                .map(|mistake| mistake.text(Lang::En))
                .collect();
            return Err(plain(25, "Invalid Signature", &mistakes.join("; ")));
        }
        let method = Method::all().find(|method| method.name == name && method.gateway == Offers::Top);
        let Some(method) = method else { return Err(plain(22, "Invalid Method", "")) };
        if let State::Retired { successor } = method.state {
            let hint = successor.map(|next| format!("use {next}")).unwrap_or_default();
            return Err(plain(22, "Invalid Method", &hint));
        }
        let files: Vec<&str> = sent.files.iter().map(String::as_str).collect();
        let given: Vec<(&str, &str)> =
            pairs.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
        method.check(&given, &files).map_err(|error| {
            let message = error.message(Lang::En);
            match error {
                RequestError::Missing { param, .. } => Refusal::new(
                    40,
                    "Missing required arguments",
                    format!("isv.missing-parameter:{param}"),
                    message,
                ),
                RequestError::Form { param, .. } => {
                    Refusal::new(41, "Invalid arguments", format!("isv.invalid-parameter:{param}"), message)
                }
                _ => Refusal::new(41, "Invalid arguments", "isv.invalid-parameter", message),
            }
        })?;
        Ok(method)
    }
}
