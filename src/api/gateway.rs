//! The gateways: their methods, signed requests, and answers. Nothing here opens a connection or reads a clock.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::answer::{ApiError, Call};
use crate::api::FORMAT_VERSION;
use crate::api::failure::Failure;
use crate::api::options::{Langs, lang, object as object_of, one_of};
use crate::gateway::{
    Advice, App, Carried, Method, Moment, Outcome, Problem, Protocol, Reply, Request, Secret, State,
    TopDigest,
};
use crate::lang::Lang;

/// Options of [`methods`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct MethodsOptions {
    /// The language of the texts: `en` or `zh`.
    pub lang: Option<String>,
}

/// The answer of [`methods`]: `methods`.
#[derive(Clone, Debug, Serialize)]
pub struct MethodsAnswer {
    format_version: u32,
    methods: Vec<MethodObject>,
}

#[derive(Clone, Debug, Serialize)]
struct MethodObject {
    name: &'static str,
    gateway: &'static str,
    purpose: &'static str,
    call: &'static str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    successor: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialect: Option<&'static str>,
    params: Vec<ParamObject>,
    /// Whether it takes parameters that are not listed.
    open: bool,
    results: Vec<ResultObject>,
}

#[derive(Clone, Debug, Serialize)]
struct ParamObject {
    name: &'static str,
    kind: &'static str,
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    carries: Option<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
struct ResultObject {
    key: &'static str,
    carries: &'static str,
}

impl MethodsAnswer {
    /// What some methods take and answer.
    #[must_use]
    pub fn of<'m>(methods: impl IntoIterator<Item = &'m Method>, lang: Lang) -> MethodsAnswer {
        let methods = methods.into_iter().map(|method| object(method, lang)).collect();
        MethodsAnswer { format_version: FORMAT_VERSION, methods }
    }
}

fn object(method: &Method, lang: Lang) -> MethodObject {
    let (state, successor) = match method.state {
        State::Alive => ("alive", None),
        State::Retired { successor } => ("retired", successor),
        State::Doubtful { successor } => ("doubtful", successor),
        State::Unseen => ("unseen", None),
    };
    let params = method.params.iter().map(|param| ParamObject {
        name: param.name,
        kind: param.kind.as_str(),
        required: param.is_required,
        carries: param.carries.map(Carried::as_str),
    });
    let results =
        method.results.iter().map(|key| ResultObject { key: key.name, carries: key.carries.as_str() });
    MethodObject {
        name: method.name,
        gateway: method.gateway.as_str(),
        purpose: method.purpose(lang),
        call: if method.call == Call::Read { "read" } else { "write" },
        state,
        successor,
        page: Some(method.doc).filter(|page| *page != 0),
        dialect: method.dialect(),
        params: params.collect(),
        open: method.is_open,
        results: results.collect(),
    }
}

/// A method that is in the table.
fn known(name: &str, langs: Langs) -> Result<&'static Method, Failure> {
    let unknown = || crate::gateway::RequestError::UnknownMethod {
        method: name.to_owned(),
        similar: Method::similar(name),
    };
    Method::find(name).ok_or_else(|| Failure::of_usage(|lang| unknown().message(lang), langs))
}

/// What a method takes and answers; an empty name stands for all.
///
/// # Errors
/// If the options are wrong, or there is no such method.
pub fn methods(name: &str, options: &MethodsOptions) -> Result<MethodsAnswer, Failure> {
    let lang = lang(options.lang.as_deref())?;
    if name.is_empty() {
        return Ok(MethodsAnswer::of(Method::all(), lang));
    }
    known(name, lang.into()).map(|method| MethodsAnswer::of([method], lang))
}

/// Options of [`request`].
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct RequestOptions {
    /// The language of messages: `en`, `zh` or `both`.
    pub lang: Option<String>,
    /// The key of the app.
    pub app_key: String,
    /// The secret of the app.
    pub app_secret: Option<Secret>,
    /// The session of the seller.
    pub session: Option<Secret>,
    /// The time, in milliseconds since 1970.
    pub milliseconds: Option<i64>,
    /// A text that no other request has; made of the time if absent.
    pub nonce: Option<String>,
    /// The protocol: `top`, `iop`, `1688` or `external`, instead of that of the method.
    pub gateway: Option<String>,
    /// The address, instead of that of the gateway.
    pub url: Option<String>,
    /// The digest for `top`: `md5`, `hmac` or `hmac-sha256`.
    pub sign_method: Option<String>,
    /// Whether a method is called that is not in the table, unchecked.
    pub unlisted: bool,
}

/// It names the app, and shows no secret.
impl fmt::Debug for RequestOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestOptions").field("app_key", &self.app_key).finish_non_exhaustive()
    }
}

/// The answer of [`request`]: what is to be sent. It may hold secrets, so it does not print them.
#[derive(Clone, Serialize)]
pub struct RequestAnswer {
    format_version: u32,
    method: &'static str,
    url: String,
    headers: BTreeMap<String, String>,
    body: String,
    signature: String,
    signed: String,
}

impl fmt::Debug for RequestAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestAnswer").field("url", &self.url).finish_non_exhaustive()
    }
}

/// A signed request: address, headers and body. The parameters are a JSON object of texts.
///
/// # Errors
/// If the options are wrong, or the table of methods or the gateway's rules refuse the request.
pub fn request(method: &str, params: &str, options: &RequestOptions) -> Result<RequestAnswer, Failure> {
    request_with(method, object_of::<Params>("parameters", params)?.0, options)
}

/// As [`request`], with parameters of the calling language.
///
/// # Errors
/// As there.
pub fn request_with(
    method: &str,
    params: impl IntoIterator<Item = (String, String)>,
    options: &RequestOptions,
) -> Result<RequestAnswer, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    let missing = |key: &str| Failure::usage(format!("options: {key} is missing"));
    if options.app_key.is_empty() {
        return Err(missing("app_key"));
    }
    let secret = options.app_secret.clone().filter(|secret| !secret.is_empty());
    let app = App::new(&options.app_key, secret.ok_or_else(|| missing("app_secret"))?);
    let moment = Moment::at(options.milliseconds.ok_or_else(|| missing("milliseconds"))?);
    let moment = match &options.nonce {
        Some(nonce) => moment.nonce(nonce),
        None => moment,
    };
    let mut request = Request::new(method);
    for (name, value) in params {
        request = request.param(name, value);
    }
    if let Some(word) = options.gateway.as_deref() {
        let words = Protocol::ALL.map(Protocol::as_str);
        let find = |word: &str| Protocol::ALL.into_iter().find(|one| one.as_str() == word);
        request = request.protocol(one_of("gateway", word, &words, find)?);
    }
    if let Some(word) = options.sign_method.as_deref() {
        let words = TopDigest::ALL.map(TopDigest::as_str);
        request = request.digest(one_of("sign_method", word, &words, TopDigest::of)?);
    }
    if let Some(url) = &options.url {
        request = request.url(url);
    }
    if let Some(session) = &options.session {
        request = request.session(session.clone());
    }
    if options.unlisted {
        request = request.unlisted();
    }
    let signed =
        request.sign(&app, &moment).map_err(|error| Failure::of_usage(|lang| error.message(lang), langs))?;
    Ok(RequestAnswer {
        format_version: FORMAT_VERSION,
        method: signed.method().as_str(),
        url: signed.url().to_owned(),
        headers: signed.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        // Without files, which the call does not take, a body is text.
        body: String::from_utf8_lossy(signed.body()).into_owned(),
        signature: signed.signature().text().to_owned(),
        signed: signed.signature().signed().to_owned(),
    })
}

/// Parameters in their order.
#[derive(Default)]
struct Params(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Params {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Params, D::Error> {
        deserializer.deserialize_map(ParamsVisitor)
    }
}

struct ParamsVisitor;

impl<'de> Visitor<'de> for ParamsVisitor {
    type Value = Params;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Params, A::Error> {
        let mut params = Vec::new();
        while let Some(param) = map.next_entry()? {
            params.push(param);
        }
        Ok(Params(params))
    }
}

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
            Outcome::Success => "success",
            Outcome::Refused(_) => "refused",
            Outcome::Unreadable { .. } => "unreadable",
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
