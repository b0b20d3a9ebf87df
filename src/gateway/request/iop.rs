//! Requests of the newer gateways (IOP): AliExpress, Lazada, Taobao Global, and alibaba.com.

use zeroize::Zeroizing;

use crate::gateway::method::Gateway;
use crate::gateway::request::body::{FORM, form_body, multipart};
use crate::gateway::request::signed::Signed;
use crate::gateway::request::{App, File, Moment, Params, RequestError, check};
use crate::gateway::secret::Secret;
use crate::gateway::sign::{HttpMethod, Scheme};

const SYSTEM: &[&str] = &["method", "app_key", "access_token", "timestamp", "sign_method", "sign"];

/// A call of an API.
#[derive(Clone, Debug)]
pub struct Request {
    api: String,
    params: Params,
    files: Vec<File>,
    session: Option<Secret>,
    is_unlisted: bool,
}

impl Request {
    /// A call of an API: a path such as `/order/get`, which belongs behind `…/rest`, or a name such as
    /// `alibaba.icbu.product.schema.get` for `…/sync`. Only names are in the table of methods.
    #[must_use]
    pub fn new(api: impl Into<String>) -> Request {
        let api = api.into();
        let is_unlisted = api.contains('/');
        Request { api, params: Params::default(), files: Vec::new(), session: None, is_unlisted }
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

    /// Calls in the name of a seller.
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

    /// Checks the request, and signs it for a gateway: `https://api-sg.aliexpress.com/sync`, or the address up to `/rest`.
    ///
    /// # Errors
    /// If the table or the gateway's rules refuse it.
    pub fn sign(&self, app: &App, url: &str, moment: &Moment) -> Result<Signed, RequestError> {
        check::url(url)?;
        if let Some((name, _)) = self.params.0.iter().find(|(name, _)| SYSTEM.contains(&name.as_str())) {
            return Err(RequestError::Reserved { param: name.clone() });
        }
        self.params.check(false)?;
        check::method(
            &self.api,
            &[Gateway::Icbu, Gateway::Top],
            &self.params,
            &self.files,
            self.is_unlisted,
        )?;
        let is_path = self.api.contains('/');
        let mut params = Params::default();
        if !is_path {
            params.push("method", &self.api);
        }
        params.push("app_key", app.key());
        params.push("timestamp", moment.milliseconds.to_string());
        params.push("sign_method", "sha256");
        if let Some(session) = &self.session {
            params.push("access_token", session.expose());
        }
        params.0.extend(self.params.0.iter().cloned());
        let scheme = Scheme::Iop { api: self.api.clone() };
        let signature = scheme.sign(app.secret(), &params.pairs(), None);
        params.push("sign", signature.text());
        let url = match is_path {
            true => format!("{}/{}", url.trim_end_matches('/'), self.api.trim_start_matches('/')),
            false => url.to_owned(),
        };
        check::url(&url)?;
        let (content_type, body) = match self.files.as_slice() {
            [] => (FORM.to_owned(), form_body(&params.pairs())),
            files => multipart(&params.pairs(), files, &moment.nonce)?,
        };
        let headers = vec![("Content-Type".to_owned(), Zeroizing::new(content_type))];
        Ok(Signed { method: HttpMethod::Post, url, headers, body, signature })
    }
}
