//! Signed requests.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::api::FORMAT_VERSION;
use crate::api::failure::Failure;
use crate::api::options::{Langs, object, one_of};
use crate::gateway::{App, Moment, Protocol, Request, Secret, TopDigest};

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
    request_with(method, object::<Params>("parameters", params)?.0, options)
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
        request = request.digest(one_of("sign_method", word, &words, |word| word.parse().ok())?);
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
