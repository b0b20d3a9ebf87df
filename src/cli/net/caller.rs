//! Calls in the name of an app and a seller.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::path::Path;
use std::time::Duration;

use tmall_schema::gateway::{
    Advice, App, Cause, Inbound, Method, Moment, Refused, Reply, RequestError, Scheme, Secret, Signed,
    TopDigest, diagnose, iop, top,
};
use tmall_schema::{ApiError, Call};

use super::client::Client;
use super::{NetFault, Pace, Transport};
use crate::cli::args::ProtocolArg;
use crate::cli::date::now_millis;
use crate::cli::error::{CliError, UsageError};
use crate::cli::lang::{Message, pick};
use crate::cli::secrets::{self, APP_KEY, SESSION};
use crate::cli::settings::GatewaySettings;

/// Signs calls, sends them at a pace, and reads the answers.
pub(crate) struct Caller {
    app: App,
    session: Option<Secret>,
    protocol: ProtocolArg,
    digest: TopDigest,
    url: String,
    transport: Box<dyn Transport>,
    pace: Pace,
    /// The longest ban that is waited for.
    pub(crate) longest_wait: Duration,
    /// How often a call is sent at most.
    pub(crate) attempts: u32,
}

/// What a call gave.
pub(crate) struct Answered {
    /// The answer as it came; nothing if none came.
    pub(crate) body: Vec<u8>,
    pub(crate) reply: Reply,
    pub(crate) fault: Option<NetFault>,
    /// Why a signature, a time or an app was refused.
    causes: Vec<Cause>,
}

impl Caller {
    /// A caller as the settings say, with secrets from files or the environment.
    pub(crate) fn new(settings: &GatewaySettings) -> Result<Caller, CliError> {
        let usage = |en: String, zh: String| CliError::from(UsageError::Gateway(Message::new(en, zh)));
        let key = settings.app_key.clone().or_else(|| std::env::var(APP_KEY).ok());
        let key = key.filter(|key| !key.is_empty()).ok_or_else(|| {
            usage(
                format!("no app key; set {APP_KEY}, or app_key in [gateway] of the settings"),
                format!("缺少 app key；请设置 {APP_KEY}，或在设置的 [gateway] 中写 app_key"),
            )
        })?;
        let secret =
            secrets::secret(settings.secret_file.as_deref(), secrets::APP_SECRET)?.ok_or_else(|| {
                usage(
                    format!(
                        "no app secret; set {}, or secret_file in [gateway] of the settings",
                        secrets::APP_SECRET
                    ),
                    format!(
                        "缺少应用密钥；请设置 {}，或在设置的 [gateway] 中写 secret_file",
                        secrets::APP_SECRET
                    ),
                )
            })?;
        let session = secrets::secret(settings.session_file.as_deref().map(Path::new), SESSION)?;
        let protocol = settings.protocol.unwrap_or(ProtocolArg::Top);
        let url = match (&settings.url, protocol) {
            (Some(url), _) => url.clone(),
            (None, ProtocolArg::Top) => "https://eco.taobao.com/router/rest".to_owned(),
            (None, ProtocolArg::Iop) => {
                return Err(usage(
                    "protocol iop has no common address; set url in [gateway] of the settings".to_owned(),
                    "iop 协议没有统一的网关地址；请在设置的 [gateway] 中写 url".to_owned(),
                ));
            }
        };
        let timeout = Duration::from_secs(u64::from(settings.timeout.unwrap_or(60)));
        Ok(Caller {
            app: App::new(key, secret),
            session,
            protocol,
            digest: settings.sign_method.map_or_else(TopDigest::default, Into::into),
            transport: Box::new(Client::new(&url, timeout, settings.ca_file.as_deref())?),
            url,
            pace: Pace::new(settings.calls_per_second.unwrap_or(5)),
            longest_wait: Duration::from_secs(u64::from(settings.longest_wait.unwrap_or(600))),
            attempts: settings.attempts.unwrap_or(6),
        })
    }

    /// The address of the gateway.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Checks a call and signs it, without sending it.
    pub(crate) fn sign(&self, method: &str, params: &[(String, String)]) -> Result<Signed, RequestError> {
        let moment = Moment::at(now_millis());
        match self.protocol {
            ProtocolArg::Top => {
                let request = top::Request::new(method).digest(self.digest);
                let request = params
                    .iter()
                    .fold(request, |request, (name, value)| request.param(name.as_str(), value.as_str()));
                let request = match &self.session {
                    Some(session) => request.session(session.clone()),
                    None => request,
                };
                request.sign(&self.app, &self.url, moment)
            }
            ProtocolArg::Iop => {
                let request = params.iter().fold(iop::Request::new(method), |request, (name, value)| {
                    request.param(name.as_str(), value.as_str())
                });
                let request = match &self.session {
                    Some(session) => request.session(session.clone()),
                    None => request,
                };
                request.sign(&self.app, &self.url, &moment)
            }
        }
    }

    /// Waits for the turn, and sends a call. A ban in the answer holds for the calls that follow.
    pub(crate) fn call(&self, method: &str, params: &[(String, String)]) -> Result<Answered, RequestError> {
        self.pace.wait(method);
        // Signed after the waiting, since the time is signed.
        let signed = self.sign(method, params)?;
        let answered = match self.transport.send(&signed) {
            Ok(answer) => {
                let reply = Reply::read(Method::find(method), answer.status, &answer.body);
                let causes = reply.error().map(|error| self.causes(method, error, &signed));
                let causes = causes.unwrap_or_default();
                Answered { reply, body: answer.body, fault: None, causes }
            }
            Err(fault) => {
                Answered { reply: Reply::none(), body: Vec::new(), fault: Some(fault), causes: Vec::new() }
            }
        };
        if let Some(ban) = answered.ban() {
            self.ban(method, &answered, ban);
        }
        Ok(answered)
    }

    /// Why a signature, a time or an app was refused, if that is what the error is about.
    fn causes(&self, method: &str, error: &ApiError, signed: &Signed) -> Vec<Cause> {
        let scheme = match self.protocol {
            ProtocolArg::Top => Scheme::Top(self.digest),
            ProtocolArg::Iop => Scheme::Iop { api: method.to_owned() },
        };
        let params = Inbound { form: Some(signed.body()), ..Inbound::default() }.params();
        let params: Vec<(&str, &str)> =
            params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let secret = self.app.secret();
        diagnose(error, &Refused { scheme: &scheme, params: &params, body: None, secret, now: now_millis() })
    }

    fn ban(&self, method: &str, answered: &Answered, time: Duration) {
        // A ban that is too long to wait for ends the run; the calls under way do not wait for it either.
        let time = time.min(self.longest_wait);
        let of_app = answered.reply.error().is_some_and(is_of_app);
        if of_app { self.pace.ban_all(time) } else { self.pace.ban(method, time) }
    }
}

/// Whether a ban is for all calls of the app.
fn is_of_app(error: &ApiError) -> bool {
    error.sub_code.as_deref().is_some_and(|code| code.contains("limited-by-app-access-count"))
}

impl Answered {
    /// For how long the platform refuses further calls: a second more than it says, as clients found necessary.
    pub(crate) fn ban(&self) -> Option<Duration> {
        match self.reply.advice(Call::Read) {
            Advice::Wait { seconds } => Some(Duration::from_secs(seconds.unwrap_or(1).saturating_add(1))),
            _ => None,
        }
    }

    /// What happened, in one sentence.
    pub(crate) fn message(&self) -> Message {
        match &self.fault {
            Some(fault) => fault.message(),
            None => Message::of(|lang| {
                let message = self.reply.message(lang);
                let causes: Vec<String> = self.causes.iter().map(|cause| cause.text(lang)).collect();
                match causes.is_empty() {
                    true => message,
                    false => pick(
                        lang,
                        format!("{message}; likely cause: {}", causes.join("; ")),
                        format!("{message}；可能的原因：{}", causes.join("；")),
                    ),
                }
            }),
        }
    }
}

/// The time before a call is sent again: 1, 2, 4, … up to 60 seconds, each shortened by up to a half at random, so that
/// several clients do not come at the same time.
pub(crate) fn backoff(attempt: u32) -> Duration {
    let full = Duration::from_secs(1 << attempt.saturating_sub(1).min(6)).min(Duration::from_secs(60));
    // The standard library has no random numbers, but its hashes begin with one.
    let random = RandomState::new().build_hasher().finish() % 1000;
    let share = 0.5 + f64::from(u32::try_from(random).unwrap_or_default()) / 2000.0;
    full.mul_f64(share)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::cli::net::RawAnswer;

    /// Keeps what is sent, and gives answers one after the other.
    #[derive(Default)]
    struct Gateway {
        sent: Arc<Mutex<Vec<Signed>>>,
        answers: Mutex<Vec<Result<RawAnswer, NetFault>>>,
    }

    impl Transport for Gateway {
        fn send(&self, signed: &Signed) -> Result<RawAnswer, NetFault> {
            self.sent.lock().unwrap().push(signed.clone());
            self.answers.lock().unwrap().remove(0)
        }
    }

    fn caller(protocol: ProtocolArg, answers: &[&str]) -> (Caller, Arc<Mutex<Vec<Signed>>>) {
        let answers =
            answers.iter().map(|text| Ok(RawAnswer { status: 200, body: text.as_bytes().to_vec() }));
        let gateway = Gateway { answers: Mutex::new(answers.collect()), ..Gateway::default() };
        let sent = Arc::clone(&gateway.sent);
        let caller = Caller {
            app: App::new("12345678", "s3cr3t"),
            session: Some(Secret::new("s3ss10n")),
            protocol,
            digest: TopDigest::default(),
            url: "https://gateway.example/sync".to_owned(),
            transport: Box::new(gateway),
            pace: Pace::new(1000),
            longest_wait: Duration::from_secs(1),
            attempts: 3,
        };
        (caller, sent)
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn both_protocols_send_the_session_in_the_body_only() {
        for (protocol, method, params, names) in [
            (
                ProtocolArg::Top,
                "tmall.item.add.schema.get",
                vec![pair("category_id", "1"), pair("product_id", "0")],
                "session=",
            ),
            (
                ProtocolArg::Iop,
                "alibaba.icbu.product.schema.get",
                vec![pair("param_product_top_publish_request", "{\"cat_id\":\"1\"}")],
                "access_token=",
            ),
        ] {
            let (caller, sent) = caller(protocol, &["{\"data\":\"<itemSchema/>\",\"biz_success\":true}"]);
            let answered = caller.call(method, &params).unwrap();
            assert_eq!(answered.reply.advice(Call::Read), Advice::Done);
            let sent = sent.lock().unwrap();
            let body = String::from_utf8_lossy(sent[0].body()).into_owned();
            assert!(body.contains(&format!("{names}s3ss10n")) && !body.contains("s3cr3t"), "{body}");
            assert_eq!(sent[0].url(), "https://gateway.example/sync");
        }
    }

    #[test]
    fn a_ban_holds_for_the_calls_that_follow() {
        let ban = |sub_code: &str| {
            format!(
                "{{\"error_response\":{{\"code\":7,\"msg\":\"App Call Limited\",\"sub_code\":\"{sub_code}\",\"sub_msg\":\"This ban will last for 30 more seconds\"}}}}"
            )
        };
        let of_api = ban("accesscontrol.limited-by-api-access-count");
        let (caller, _) = caller(ProtocolArg::Top, &[&of_api, "{}"]);
        let started = std::time::Instant::now();
        let answered = caller.call("taobao.time.get", &[]).unwrap();
        assert_eq!(answered.ban(), Some(Duration::from_secs(31)));
        // Another method may be called; the same one waits, here at most for `longest_wait`.
        assert!(started.elapsed() < Duration::from_millis(900));
        caller.call("taobao.time.get", &[]).unwrap();
        assert!(started.elapsed() >= Duration::from_secs(1));
        assert!(is_of_app(&ApiError::new("7", "").with_sub("accesscontrol.limited-by-app-access-count", "")));
    }

    /// The clock of this machine is right, and so is the request; what remains is the secret.
    #[test]
    fn a_refused_signature_has_a_cause() {
        let refusal =
            |code: u16, msg: &str| format!(r#"{{"error_response":{{"code":{code},"msg":"{msg}"}}}}"#);
        let answers = [
            refusal(25, "Invalid Signature"),
            refusal(29, "Invalid App Key"),
            refusal(41, "Invalid arguments"),
        ];
        let (caller, _) = caller(ProtocolArg::Top, &answers.each_ref().map(String::as_str));
        let message = || caller.call("taobao.time.get", &[]).unwrap().message();
        let signature = message();
        assert!(signature.en.ends_with("Invalid Signature; likely cause: the signature fits the request; so the secret is not that of the app"), "{signature}");
        assert!(signature.zh.contains("；可能的原因：签名与请求一致"), "{signature:?}");
        assert!(message().en.contains("likely cause: the gateway does not know the app key"));
        assert!(!message().en.contains("likely"));
    }

    #[test]
    fn waits_grow_and_differ() {
        for (attempt, seconds) in [(1, 1), (2, 2), (3, 4), (7, 60), (40, 60)] {
            let waits: Vec<Duration> = (0..50).map(|_| backoff(attempt)).collect();
            let full = Duration::from_secs(seconds);
            assert!(waits.iter().all(|wait| *wait >= full / 2 && *wait <= full), "{attempt} {waits:?}");
            assert!(waits.iter().any(|wait| *wait != waits[0]));
        }
    }
}
