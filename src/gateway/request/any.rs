//! A request over the gateway that offers its method.

use serde_json::{Map, Value};

use crate::gateway::method::{Gateway, Method, ParameterKind};
use crate::gateway::request::{App, Moment, Params, RequestError, Signed, aop, external, iop, top};
use crate::gateway::secret::Secret;
use crate::gateway::sign::{ExternalRules, TopDigest};

/// How a gateway is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Protocol {
    /// Taobao and Tmall.
    Top,
    /// The newer gateways: AliExpress, Lazada, Taobao Global and alibaba.com.
    Iop,
    /// 1688.
    Aop,
    /// The external API for Tmall Global shops.
    External,
}

impl Protocol {
    /// All protocols.
    pub const ALL: [Protocol; 4] = [Protocol::Top, Protocol::Iop, Protocol::Aop, Protocol::External];

    /// The name in JSON and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Protocol::Top => "top",
            Protocol::Iop => "iop",
            Protocol::Aop => "1688",
            Protocol::External => "external",
        }
    }

    /// The protocol of a method: that of the table, else by the form of its name.
    #[must_use]
    pub fn of(method: &str) -> Protocol {
        match Method::find(method).map(|method| method.gateway) {
            Some(Gateway::Aop) => Protocol::Aop,
            Some(Gateway::External) => Protocol::External,
            Some(Gateway::Icbu) => Protocol::Iop,
            Some(Gateway::Top) => Protocol::Top,
            None if method.contains('/') => Protocol::Iop,
            None if method.contains(':') => Protocol::Aop,
            None => Protocol::Top,
        }
    }
}

/// A call of a method over the gateway that offers it, at the gateway's address, unless others are named. For files, batches
/// and bodies of one's own there are the requests of the single gateways.
///
/// ```
/// use tmall_schema::gateway::{App, Moment, Request};
///
/// let request = Request::new("tmall.item.add.schema.get").param("category_id", "1512").param("product_id", "0");
/// let signed = request.sign(&App::new("12345678", "helloworld"), &Moment::at(1_451_620_800_000))?;
/// assert_eq!(signed.url(), "https://eco.taobao.com/router/rest");
/// # Ok::<(), tmall_schema::gateway::RequestError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Request {
    method: String,
    params: Params,
    protocol: Protocol,
    url: Option<String>,
    session: Option<Secret>,
    digest: TopDigest,
    external: (ExternalRules, external::Place),
    is_unlisted: bool,
}

impl Request {
    /// A call of a method by its name: a path for the newer gateways and the external API, `NAMESPACE:NAME` for 1688.
    #[must_use]
    pub fn new(method: impl Into<String>) -> Request {
        let method = method.into();
        let protocol = Protocol::of(&method);
        Request {
            method,
            params: Params::default(),
            protocol,
            url: None,
            session: None,
            digest: TopDigest::default(),
            external: (ExternalRules::new(), external::Place::default()),
            is_unlisted: false,
        }
    }

    /// Adds a parameter. Numbers, ids and money are text.
    #[must_use]
    pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Request {
        self.params.push(name, value);
        self
    }

    /// Adds a parameter whose value is secret, such as `refresh_token`.
    #[must_use]
    pub fn secret_param(mut self, name: impl Into<String>, value: &Secret) -> Request {
        self.params.push(name, value.expose());
        self
    }

    /// Calls by another protocol.
    #[must_use]
    pub fn protocol(mut self, protocol: Protocol) -> Request {
        self.protocol = protocol;
        self
    }

    /// Calls another address.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Request {
        self.url = Some(url.into());
        self
    }

    /// Calls in the name of a seller.
    #[must_use]
    pub fn session(mut self, session: impl Into<Secret>) -> Request {
        self.session = Some(session.into());
        self
    }

    /// Signs for Taobao and Tmall with another digest than HMAC-SHA256.
    #[must_use]
    pub fn digest(mut self, digest: TopDigest) -> Request {
        self.digest = digest;
        self
    }

    /// Calls the external API by other rules than the likely ones.
    #[must_use]
    pub fn external(mut self, rules: ExternalRules, place: external::Place) -> Request {
        self.external = (rules, place);
        self
    }

    /// Calls a method that is not in the table, unchecked.
    #[must_use]
    pub fn unlisted(mut self) -> Request {
        self.is_unlisted = true;
        self
    }

    /// Whether something in the signed request is secret: the session, another token among the parameters, or the app's
    /// secret, which the external API takes.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        self.session.is_some() || self.params.has_secret() || self.protocol == Protocol::External
    }

    fn address(&self, listed: Option<&Method>) -> Result<&str, RequestError> {
        let known = match self.protocol {
            Protocol::Top => Some("https://eco.taobao.com/router/rest"),
            // Each platform has its own; only the methods of alibaba.com are in the table.
            Protocol::Iop => listed
                .filter(|method| method.gateway == Gateway::Icbu)
                .map(|_| "https://open-api.alibaba.com/sync"),
            Protocol::Aop => Some("https://gw.open.1688.com/openapi"),
            Protocol::External => Some("https://sh-api.nengmao.net/tmg/api"),
        };
        self.url.as_deref().or(known).ok_or(RequestError::NoUrl)
    }

    /// Checks the request against the table of methods, and signs it.
    ///
    /// # Errors
    /// If the table or the gateway's rules refuse it, or no address is known.
    pub fn sign(&self, app: &App, moment: &Moment) -> Result<Signed, RequestError> {
        let listed = Method::find(&self.method);
        let url = self.address(listed)?;
        // The four have no type in common, as each can do what the others cannot.
        macro_rules! with_all {
            ($request:expr) => {{
                let mut request = $request;
                for (name, value) in self.params.pairs() {
                    request = request.param(name, value);
                }
                if let Some(session) = &self.session {
                    request = request.session(session.clone());
                }
                if self.is_unlisted { request.unlisted() } else { request }
            }};
        }
        match self.protocol {
            Protocol::Top => {
                with_all!(top::Request::new(&self.method).digest(self.digest)).sign(app, url, moment.clone())
            }
            Protocol::Iop => with_all!(iop::Request::new(&self.method)).sign(app, url, moment),
            Protocol::Aop => {
                let name = listed.map_or(self.method.as_str(), |method| method.name);
                let (namespace, api) = name
                    .split_once(':')
                    .ok_or_else(|| RequestError::Namespace { method: name.to_owned() })?;
                with_all!(aop::Request::new(namespace, api)).sign(app, url, moment)
            }
            Protocol::External => {
                let (rules, place) = self.external.clone();
                let request = external::Request::new(&self.method, self.members(listed)?);
                request.rules(rules).place(place).sign(app, url, moment)
            }
        }
    }

    /// The parameters as a JSON object: numbers and JSON as they are, the rest as text.
    fn members(&self, listed: Option<&Method>) -> Result<String, RequestError> {
        let mut members = Map::new();
        for (name, text) in self.params.pairs() {
            let kind = listed.and_then(|method| method.param(name)).map(|param| param.kind);
            let value = match kind {
                Some(kind @ (ParameterKind::Number | ParameterKind::Json)) => {
                    serde_json::from_str::<Value>(text)
                        .map_err(|_| RequestError::Form { param: name.to_owned(), kind })?
                }
                Some(_) | None => Value::from(text),
            };
            if members.insert(name.to_owned(), value).is_some() {
                return Err(RequestError::Twice { param: name.to_owned() });
            }
        }
        Ok(Value::Object(members).to_string())
    }
}
