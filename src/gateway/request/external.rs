//! Requests of the external API for Tmall Global shops. Its document leaves open where key, time and signature go; headers
//! are likely, as the same operator's later interface takes them so.

use zeroize::Zeroizing;

use crate::gateway::method::Gateway;
use crate::gateway::request::signed::{Body, Signed};
use crate::gateway::request::{App, Moment, Params, RequestError, check};
use crate::gateway::sign::{ExternalRules, HttpMethod, Scheme, TimeUnit};

/// Where key, secret, time and signature are sent. The address is not among them: the secret would stand in it, and in the logs
/// of servers and proxies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// As headers beside the JSON body.
    #[default]
    Headers,
    /// As members of the JSON body.
    Body,
}

/// A call of a path with a JSON body.
#[derive(Clone, Debug)]
pub struct Request {
    path: String,
    body: String,
    rules: ExternalRules,
    place: Place,
}

impl Request {
    /// A call of a path, such as `stocks/update`, with a JSON object or array.
    #[must_use]
    pub fn new(path: impl Into<String>, body: impl Into<String>) -> Request {
        Request { path: path.into(), body: body.into(), rules: ExternalRules::new(), place: Place::default() }
    }

    /// Signs by other rules than the likely ones.
    #[must_use]
    pub fn rules(mut self, rules: ExternalRules) -> Request {
        self.rules = rules;
        self
    }

    /// Sends key, time and signature elsewhere.
    #[must_use]
    pub fn place(mut self, place: Place) -> Request {
        self.place = place;
        self
    }

    /// Checks the request, and signs it for the API, such as `https://sh-api.nengmao.net/tmg/api`.
    ///
    /// # Errors
    /// If the table refuses it, or the body is not of the form that the place needs.
    pub fn sign(&self, app: &App, url: &str, moment: &Moment) -> Result<Signed, RequestError> {
        check::url(url)?;
        let not_json =
            || RequestError::Form { param: "body".to_owned(), kind: crate::gateway::ParameterKind::Json };
        let body: serde_json::Value = serde_json::from_str(&self.body).map_err(|_| not_json())?;
        let mut params = Params::default();
        if let serde_json::Value::Object(members) = &body {
            for (name, value) in members {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                params.push(name, text);
            }
        }
        check::method(&self.path, &[Gateway::External], &params, &[], false)?;
        let time = match self.rules.unit {
            TimeUnit::Seconds => moment.milliseconds.div_euclid(1000),
            TimeUnit::Milliseconds => moment.milliseconds,
        };
        let time = time.to_string();
        let scheme = Scheme::External(self.rules.clone());
        let signature = scheme.sign(app.secret(), &[("appKey", app.key()), ("timestamp", &time)], None);
        let own = [
            ("appKey", app.key()),
            ("appSecret", app.secret().expose()),
            ("timestamp", time.as_str()),
            ("sign", signature.text()),
        ];
        let mut headers =
            vec![("Content-Type".to_owned(), Zeroizing::new("application/json;charset=utf-8".to_owned()))];
        let body = match self.place {
            Place::Headers => {
                headers.extend(own.map(|(name, value)| (name.to_owned(), Zeroizing::new(value.to_owned()))));
                Zeroizing::new(self.body.clone().into_bytes())
            }
            Place::Body => {
                // Written as text, so that numbers keep their digits.
                let inner = self.body.trim().strip_prefix('{').ok_or_else(not_json)?;
                let separator = if inner.trim() == "}" { "" } else { "," };
                let texts = own.map(|(name, value)| format!("\"{name}\":{}", serde_json::Value::from(value)));
                let members = Zeroizing::new(texts.join(","));
                Zeroizing::new(format!("{{{}{separator}{inner}", *members).into_bytes())
            }
        };
        let url = format!("{}/{}", url.trim_end_matches('/'), self.path);
        Ok(Signed { method: HttpMethod::Post, url, headers, body: Body(body), signature })
    }
}
