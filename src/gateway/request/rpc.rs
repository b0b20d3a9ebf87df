//! Requests of Alibaba Cloud's RPC, as the Cloud Hub's own endpoint takes them. No action and no version of it is publicly
//! known; both are the caller's.

use zeroize::Zeroizing;

use crate::gateway::clock;
use crate::gateway::request::body::{FORM, form_body};
use crate::gateway::request::signed::Signed;
use crate::gateway::request::{App, Moment, Params, RequestError, check};
use crate::gateway::sign::{HttpMethod, Scheme};

const SYSTEM: &[&str] = &[
    "AccessKeyId",
    "Action",
    "Version",
    "Format",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureVersion",
    "Timestamp",
    "Signature",
];

/// A call of an action.
#[derive(Clone, Debug)]
pub struct Request {
    action: String,
    version: String,
    params: Params,
}

impl Request {
    /// A call of an action by its name and version.
    #[must_use]
    pub fn new(action: impl Into<String>, version: impl Into<String>) -> Request {
        Request { action: action.into(), version: version.into(), params: Params::default() }
    }

    /// Adds a parameter. Empty values are sent and signed.
    #[must_use]
    pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Request {
        self.params.push(name, value);
        self
    }

    /// Signs the request for an endpoint, such as `https://partner.ap-southeast-1.aliyuncs.com/`. The nonce of the moment
    /// must be new for each request, also for a repeated one.
    ///
    /// # Errors
    /// If the endpoint's rules refuse it.
    pub fn sign(&self, app: &App, url: &str, moment: &Moment) -> Result<Signed, RequestError> {
        check::url(url)?;
        if let Some((name, _)) = self.params.0.iter().find(|(name, _)| SYSTEM.contains(&name.as_str())) {
            return Err(RequestError::Reserved { param: name.clone() });
        }
        self.params.check(true)?;
        let mut params = self.params.clone();
        for (name, value) in [
            ("AccessKeyId", app.key()),
            ("Action", &self.action),
            ("Version", &self.version),
            ("Format", "JSON"),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureNonce", &moment.nonce),
            ("SignatureVersion", "1.0"),
            ("Timestamp", &clock::utc(moment.milliseconds)),
        ] {
            params.push(name, value);
        }
        let signature = Scheme::Rpc(HttpMethod::Post).sign(app.secret(), &params.pairs(), None);
        params.push("Signature", signature.text());
        let headers = vec![("Content-Type".to_owned(), Zeroizing::new(FORM.to_owned()))];
        let body = form_body(&params.pairs());
        Ok(Signed { method: HttpMethod::Post, url: url.to_owned(), headers, body, signature })
    }
}
