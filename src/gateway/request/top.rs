//! Requests of the classic gateway of Taobao and Tmall (TOP).

use zeroize::Zeroizing;

use crate::gateway::clock;
use crate::gateway::method::Gateway;
use crate::gateway::request::body::{FORM, form, form_body, multipart};
use crate::gateway::request::signed::{Body, Signed};
use crate::gateway::request::{App, File, Moment, Params, RequestError, check};
use crate::gateway::secret::Secret;
use crate::gateway::sign::{HttpMethod, Scheme, TopDigest};

/// What separates the calls of a batch.
const SEPARATOR: &str = "\r\n-S-\r\n";

/// What stands before the parameters that all calls of a batch have in common.
const PUBLIC: &str = "#PUBLIC#";

/// Parameters of the gateway itself.
const SYSTEM: &[&str] =
    &["method", "app_key", "session", "timestamp", "v", "sign_method", "format", "simplify", "sign"];

/// A call of a method.
///
/// ```
/// use tmall_schema::gateway::{App, Moment, top};
///
/// let app = App::new("12345678", "helloworld");
/// let signed = top::Request::new("tmall.item.schema.add")
///     .param("category_id", "1512")
///     .param("product_id", "0")
///     .param("xml_data", "<itemParam/>")
///     .sign(&app, "https://eco.taobao.com/router/rest", Moment::at(1_451_620_800_000))?;
/// assert_eq!(signed.url(), "https://eco.taobao.com/router/rest");
/// let body = String::from_utf8_lossy(signed.body());
/// assert!(body.contains("timestamp=2016-01-01%2012%3A00%3A00"));
/// assert!(!format!("{signed:?}").contains("helloworld"));
///
/// let missing = top::Request::new("tmall.item.schema.add").sign(&app, "https://eco.taobao.com/router/rest", Moment::at(0));
/// assert_eq!(missing.unwrap_err().to_string(), "tmall.item.schema.add requires category_id");
/// # Ok::<(), tmall_schema::gateway::RequestError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Request {
    method: String,
    params: Params,
    files: Vec<File>,
    body: Option<(&'static str, String)>,
    session: Option<Secret>,
    digest: TopDigest,
    is_simple: bool,
    is_unlisted: bool,
}

impl Request {
    /// A call of a method by its name.
    #[must_use]
    pub fn new(method: impl Into<String>) -> Request {
        Request {
            method: method.into(),
            params: Params::default(),
            files: Vec::new(),
            body: None,
            session: None,
            digest: TopDigest::default(),
            is_simple: false,
            is_unlisted: false,
        }
    }

    /// Adds a parameter. Numbers, ids and money are text.
    #[must_use]
    pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Request {
        self.params.push(name, value);
        self
    }

    /// Adds a file. Files are not signed.
    #[must_use]
    pub fn file(
        mut self,
        name: impl Into<String>,
        file_name: impl Into<String>,
        content: impl Into<Vec<u8>>,
    ) -> Request {
        self.files.push(File { name: name.into(), file_name: file_name.into(), content: content.into() });
        self
    }

    /// Sends a JSON document as the body; the parameters then are in the address.
    #[must_use]
    pub fn json(mut self, body: impl Into<String>) -> Request {
        self.body = Some(("application/json;charset=utf-8", body.into()));
        self
    }

    /// Sends an XML document as the body; the parameters then are in the address.
    #[must_use]
    pub fn xml(mut self, body: impl Into<String>) -> Request {
        self.body = Some(("text/xml;charset=utf-8", body.into()));
        self
    }

    /// Calls in the name of a seller.
    #[must_use]
    pub fn session(mut self, session: impl Into<Secret>) -> Request {
        self.session = Some(session.into());
        self
    }

    /// Signs with another digest than HMAC-SHA256.
    #[must_use]
    pub fn digest(mut self, digest: TopDigest) -> Request {
        self.digest = digest;
        self
    }

    /// Asks for the simplified JSON, without the `…_response` around it.
    #[must_use]
    pub fn simplify(mut self) -> Request {
        self.is_simple = true;
        self
    }

    /// Calls a method that is not in the table, unchecked.
    #[must_use]
    pub fn unlisted(mut self) -> Request {
        self.is_unlisted = true;
        self
    }

    fn check(&self) -> Result<(), RequestError> {
        if let Some((name, _)) = self.params.0.iter().find(|(name, _)| SYSTEM.contains(&name.as_str())) {
            return Err(RequestError::Reserved { param: name.clone() });
        }
        self.params.check(false)?;
        // Over the classic gateway alibaba.com can be called by some apps.
        let gateways = [Gateway::Top, Gateway::Icbu];
        check::method(&self.method, &gateways, &self.params, &self.files, self.is_unlisted)
    }

    fn system(&self, app: &App, moment: &Moment) -> Params {
        let mut params = Params::default();
        params.push("method", &self.method);
        params.push("app_key", app.key());
        params.push("timestamp", clock::china_time(moment.milliseconds));
        params.push("v", "2.0");
        params.push("sign_method", self.digest.as_str());
        params.push("format", "json");
        if self.is_simple {
            params.push("simplify", "true");
        }
        params
    }

    /// Checks the request against the table of methods, and signs it for a gateway.
    ///
    /// # Errors
    /// If the table or the gateway's rules refuse it.
    pub fn sign(&self, app: &App, url: &str, moment: Moment) -> Result<Signed, RequestError> {
        check::url(url)?;
        self.check()?;
        let mut params = self.system(app, &moment);
        if let Some(session) = &self.session {
            params.push("session", session.expose());
        }
        params.0.extend(self.params.0.iter().cloned());
        let scheme = Scheme::Top(self.digest);
        let Some((content_type, text)) = &self.body else {
            let signature = scheme.sign(app.secret(), &params.pairs(), None);
            params.push("sign", signature.text());
            let (content_type, body) = match self.files.as_slice() {
                [] => (FORM.to_owned(), form_body(&params.pairs())),
                files => multipart(&params.pairs(), files, &moment.nonce)?,
            };
            return Ok(signed(url.to_owned(), content_type, body, signature));
        };
        if self.session.is_some() {
            return Err(RequestError::SessionWithBody);
        }
        if !self.files.is_empty() {
            return Err(RequestError::FilesWithBody);
        }
        if let Some(name) = self.params.not_for_an_address() {
            return Err(RequestError::InAddress { param: name.to_owned() });
        }
        let signature = scheme.sign(app.secret(), &params.pairs(), Some(text.as_bytes()));
        params.push("sign", signature.text());
        let url = format!("{url}?{}", *form(&params.pairs()));
        let body = Body(Zeroizing::new(text.clone().into_bytes()));
        Ok(signed(url, (*content_type).to_owned(), body, signature))
    }
}

/// Several calls in one request, for `/router/batch`.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    requests: Vec<Request>,
    session: Option<Secret>,
    digest: TopDigest,
}

impl Batch {
    /// A batch without calls.
    #[must_use]
    pub fn new() -> Batch {
        Batch::default()
    }

    /// Adds a call. Sessions, digests and forms of single calls do not count here.
    #[must_use]
    pub fn call(mut self, request: Request) -> Batch {
        self.requests.push(request);
        self
    }

    /// Calls in the name of a seller.
    #[must_use]
    pub fn session(mut self, session: impl Into<Secret>) -> Batch {
        self.session = Some(session.into());
        self
    }

    /// How many answers are expected.
    #[must_use]
    pub fn len(&self) -> usize {
        self.requests.len()
    }

    /// Whether there is no call.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty()
    }

    /// Checks each call, and signs the batch.
    ///
    /// # Errors
    /// As [`Request::sign`]; calls with files or bodies cannot be part of a batch.
    pub fn sign(&self, app: &App, url: &str, moment: &Moment) -> Result<Signed, RequestError> {
        check::url(url)?;
        let mut parts = Vec::new();
        if let Some(session) = &self.session {
            parts.push(form(&[("session", session.expose())]));
        }
        for request in &self.requests {
            request.check()?;
            if !request.files.is_empty() || request.body.is_some() {
                return Err(RequestError::FilesWithBody);
            }
            let mut params = vec![("method", request.method.as_str())];
            params.extend(request.params.pairs());
            parts.push(form(&params));
        }
        let length = parts.iter().map(|part| SEPARATOR.len() + part.len()).sum::<usize>();
        let mut text = Zeroizing::new(String::with_capacity(length + PUBLIC.len()));
        for (at, part) in parts.iter().enumerate() {
            text.push_str(match at {
                0 if self.session.is_some() => PUBLIC,
                0 => "",
                _ => SEPARATOR,
            });
            text.push_str(part);
        }
        let mut params = Params::default();
        params.push("app_key", app.key());
        params.push("timestamp", clock::china_time(moment.milliseconds));
        params.push("v", "2.0");
        params.push("sign_method", self.digest.as_str());
        params.push("format", "json");
        let scheme = Scheme::Top(self.digest);
        let signature = scheme.sign(app.secret(), &params.pairs(), Some(text.as_bytes()));
        params.push("sign", signature.text());
        let url = format!("{url}?{}", *form(&params.pairs()));
        Ok(signed(
            url,
            "text/plain;charset=utf-8".to_owned(),
            Body(Zeroizing::new(text.as_bytes().to_vec())),
            signature,
        ))
    }

    /// The answers of a batch, in the order of the calls; one for all if their number differs.
    #[must_use]
    pub fn answers<'a>(&self, answer: &'a str) -> Vec<&'a str> {
        let parts: Vec<&str> = answer.split(SEPARATOR).collect();
        match parts.len() == self.requests.len() {
            true => parts,
            false => vec![answer],
        }
    }
}

fn signed(
    url: String,
    content_type: String,
    body: Body,
    signature: crate::gateway::sign::Signature,
) -> Signed {
    let headers = vec![("Content-Type".to_owned(), Zeroizing::new(content_type))];
    Signed { method: HttpMethod::Post, url, headers, body, signature }
}
