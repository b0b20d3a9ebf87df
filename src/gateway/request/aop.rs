//! Requests of 1688.

use zeroize::Zeroizing;

use crate::gateway::encode::percent;
use crate::gateway::method::Gateway;
use crate::gateway::request::body::{FORM, form_body};
use crate::gateway::request::signed::Signed;
use crate::gateway::request::{App, Moment, Params, RequestError, check};
use crate::gateway::secret::Secret;
use crate::gateway::sign::{HttpMethod, Scheme};

/// A call of an API.
#[derive(Clone, Debug)]
pub struct Request {
    namespace: String,
    api: String,
    version: u32,
    params: Params,
    session: Option<Secret>,
    is_unlisted: bool,
}

impl Request {
    /// A call of an API by its namespace and name, such as `com.alibaba.trade` and `alibaba.trade.cancel`; version 1.
    #[must_use]
    pub fn new(namespace: impl Into<String>, api: impl Into<String>) -> Request {
        Request {
            namespace: namespace.into(),
            api: api.into(),
            version: 1,
            params: Params::default(),
            session: None,
            is_unlisted: false,
        }
    }

    /// Another version of the API.
    #[must_use]
    pub fn version(mut self, version: u32) -> Request {
        self.version = version;
        self
    }

    /// Adds a parameter. Complex values are JSON texts. Empty values are sent and signed.
    #[must_use]
    pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Request {
        self.params.push(name, value);
        self
    }

    /// Calls in the name of a member.
    #[must_use]
    pub fn session(mut self, session: impl Into<Secret>) -> Request {
        self.session = Some(session.into());
        self
    }

    /// Calls an API that is not in the table, unchecked.
    #[must_use]
    pub fn unlisted(mut self) -> Request {
        self.is_unlisted = true;
        self
    }

    /// Checks the request, and signs it for a gateway, such as `https://gw.open.1688.com/openapi`.
    ///
    /// # Errors
    /// If the table or the gateway's rules refuse it.
    pub fn sign(&self, app: &App, url: &str, moment: &Moment) -> Result<Signed, RequestError> {
        check::url(url)?;
        const SYSTEM: &[&str] = &["access_token", "_aop_timestamp", "_aop_signature"];
        if let Some((name, _)) = self.params.0.iter().find(|(name, _)| SYSTEM.contains(&name.as_str())) {
            return Err(RequestError::Reserved { param: name.clone() });
        }
        self.params.check(true)?;
        let name = format!("{}:{}", self.namespace, self.api);
        check::method(&name, &[Gateway::Aop], &self.params, &[], self.is_unlisted)?;
        let mut params = self.params.clone();
        if let Some(session) = &self.session {
            params.push("access_token", session.expose());
        }
        params.push("_aop_timestamp", moment.milliseconds.to_string());
        let part = |text: &str| percent(text.as_bytes());
        let path = format!(
            "param2/{}/{}/{}/{}",
            self.version,
            part(&self.namespace),
            part(&self.api),
            part(app.key())
        );
        let scheme = Scheme::Aop { path: path.clone() };
        let signature = scheme.sign(app.secret(), &params.pairs(), None);
        params.push("_aop_signature", signature.text());
        let url = format!("{}/{path}", url.trim_end_matches('/'));
        let headers = vec![("Content-Type".to_owned(), Zeroizing::new(FORM.to_owned()))];
        let body = form_body(&params.pairs());
        Ok(Signed { method: HttpMethod::Post, url, headers, body, signature })
    }
}
