//! The schemes: one for each gateway and direction.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;

use crate::gateway::digest::{hmac_md5, hmac_sha1, hmac_sha256, md5, same};
use crate::gateway::encode::{base64, hex_lower, hex_upper, percent};
use crate::gateway::secret::Secret;
use crate::gateway::sign::base::{Base, Pair};
use crate::word::ParseWordError;

/// How a call is signed.
///
/// ```
/// use tmall_schema::gateway::{Scheme, Secret, TopDigest};
///
/// let secret = Secret::new("secret");
/// let scheme = Scheme::Top(TopDigest::HmacSha256);
/// let signature = scheme.sign(&secret, &[("a", "1"), ("b", "2")], None);
/// assert_eq!(signature.text(), "3A9F9E53162A24430830CCA87B7FB623401B81EB6616A6EA75B3614AEBDC7F4D");
/// assert_eq!(signature.signed(), "a1b2");
/// assert!(scheme.verify(&secret, &[("b", "2"), ("a", "1")], None, signature.text()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scheme {
    /// The classic gateway (TOP), from the app to the platform.
    Top(TopDigest),
    /// The classic gateway, from the platform to the app (SPI, Qimen): MD5, empty values are signed.
    TopInbound,
    /// The newer gateways (IOP: AliExpress, Lazada, Taobao Global, and alibaba.com): HMAC-SHA256. The name of the API is
    /// signed if it is a path, such as `/order/get`.
    Iop {
        /// The API: a path, or a name such as `alibaba.icbu.product.schema.get`.
        api: String,
    },
    /// 1688: HMAC-SHA1 over the path and the sorted pairs.
    Aop {
        /// The path after `/openapi/`, such as `param2/1/system/currentTime/1000000`. Empty for messages that the platform
        /// pushes and for login addresses.
        path: String,
    },
    /// Alibaba Cloud's RPC, for the Cloud Hub: HMAC-SHA1 over the encoded query.
    Rpc(HttpMethod),
    /// The external API for Tmall Global shops. Nothing about it is proven but its sample; so each point is a setting.
    External(ExternalRules),
}

/// `sign_method` of the classic gateway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TopDigest {
    /// `md5`: MD5 with the secret on both sides.
    Md5,
    /// `hmac`: HMAC-MD5.
    Hmac,
    /// `hmac-sha256`, which the official SDK uses.
    #[default]
    HmacSha256,
}

impl TopDigest {
    /// All of them.
    pub const ALL: [TopDigest; 3] = [TopDigest::Md5, TopDigest::Hmac, TopDigest::HmacSha256];

    /// The value of `sign_method`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            TopDigest::Md5 => "md5",
            TopDigest::Hmac => "hmac",
            TopDigest::HmacSha256 => "hmac-sha256",
        }
    }
}

/// Reads a `sign_method`.
impl FromStr for TopDigest {
    type Err = ParseWordError;

    fn from_str(name: &str) -> Result<TopDigest, ParseWordError> {
        let digest = TopDigest::ALL.into_iter().find(|digest| digest.as_str() == name);
        digest.ok_or(ParseWordError::new(&["md5", "hmac", "hmac-sha256"]))
    }
}

/// The method of an HTTP request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_enums)]
pub enum HttpMethod {
    /// `GET`.
    Get,
    /// `POST`.
    #[default]
    Post,
}

impl HttpMethod {
    /// The name in a request.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            HttpMethod::Get => "GET",
            HttpMethod::Post => "POST",
        }
    }
}

impl fmt::Display for HttpMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What is not proven of the external API's signature: it is the MD5 of key and time in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExternalRules {
    /// What is between key and time. The sample prints `appkey+timestamp`; nothing is likely.
    pub joiner: String,
    /// The unit of the time.
    pub unit: TimeUnit,
}

impl Default for ExternalRules {
    fn default() -> ExternalRules {
        ExternalRules { joiner: String::new(), unit: TimeUnit::Seconds }
    }
}

impl ExternalRules {
    /// The likely rules.
    #[must_use]
    pub fn new() -> ExternalRules {
        ExternalRules::default()
    }

    /// Puts a text between key and time.
    #[must_use]
    pub fn with_joiner(mut self, joiner: impl Into<String>) -> ExternalRules {
        self.joiner = joiner.into();
        self
    }

    /// Counts the time in another unit.
    #[must_use]
    pub fn with_unit(mut self, unit: TimeUnit) -> ExternalRules {
        self.unit = unit;
        self
    }
}

/// The unit of a time in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeUnit {
    /// Seconds since 1970.
    #[default]
    Seconds,
    /// Milliseconds since 1970.
    Milliseconds,
}

/// A signature, and the string that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    text: String,
    signed: String,
}

impl Signature {
    /// The signature as it is sent.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The string that was digested, with `***` in place of the secret and of tokens.
    #[must_use]
    pub fn signed(&self) -> &str {
        &self.signed
    }
}

impl Scheme {
    /// Signs parameters, and a body that is not a form. The parameter of the signature itself does not count.
    #[must_use]
    pub fn sign(&self, secret: &Secret, params: &[(&str, &str)], body: Option<&[u8]>) -> Signature {
        let pairs: Vec<Pair<'_>> = params
            .iter()
            .map(|(name, value)| Pair { name: name.as_bytes(), value: value.as_bytes() })
            .collect();
        self.sign_bytes(secret, &pairs, body)
    }

    /// Whether a signature is right. The comparison takes the same time wherever they differ. 1688's own receivers
    /// compare without case; the others are exact.
    #[must_use]
    pub fn verify(&self, secret: &Secret, params: &[(&str, &str)], body: Option<&[u8]>, given: &str) -> bool {
        self.matches(&self.sign(secret, params, body).text, given)
    }

    pub(crate) fn matches(&self, expected: &str, given: &str) -> bool {
        match self {
            Scheme::Aop { .. } => same(expected.as_bytes(), given.to_ascii_uppercase().as_bytes()),
            Scheme::Top(_)
            | Scheme::TopInbound
            | Scheme::Iop { .. }
            | Scheme::Rpc(_)
            | Scheme::External(_) => same(expected.as_bytes(), given.as_bytes()),
        }
    }

    /// The name of the parameter that holds the signature.
    #[must_use]
    pub const fn parameter(&self) -> &'static str {
        match self {
            Scheme::Top(_) | Scheme::TopInbound | Scheme::Iop { .. } | Scheme::External(_) => "sign",
            Scheme::Aop { .. } => "_aop_signature",
            Scheme::Rpc(_) => "Signature",
        }
    }

    pub(crate) fn sign_bytes(&self, secret: &Secret, pairs: &[Pair<'_>], body: Option<&[u8]>) -> Signature {
        let own = self.parameter().as_bytes();
        let mut pairs: Vec<Pair<'_>> = pairs.iter().copied().filter(|pair| pair.name != own).collect();
        pairs.sort_by(|a, b| a.name.cmp(b.name));
        let key = secret.expose().as_bytes();
        // Alibaba Cloud's strings are encoded twice.
        let room = pairs.iter().map(|pair| pair.name.len() + pair.value.len() + 6).sum::<usize>();
        let room = if let Scheme::Rpc(_) = self { room * 5 } else { room };
        let mut base = Base::with_room(room + 2 * key.len() + body.map_or(0, <[u8]>::len) + 64);
        let text = match self {
            Scheme::Top(digest) => {
                let around = *digest == TopDigest::Md5;
                around.then(|| base.secret(key));
                // The official SDK neither sends nor signs blank values.
                let is_sent = |pair: &&Pair<'_>| !String::from_utf8_lossy(pair.value).trim().is_empty();
                pairs.iter().filter(is_sent).for_each(|pair| base.pair(pair));
                base.text(body.unwrap_or_default());
                around.then(|| base.secret(key));
                hex_upper(&match digest {
                    TopDigest::Md5 => md5(base.raw()),
                    TopDigest::Hmac => hmac_md5(key, base.raw()),
                    TopDigest::HmacSha256 => hmac_sha256(key, base.raw()),
                })
            }
            Scheme::TopInbound => {
                base.secret(key);
                pairs.iter().for_each(|pair| base.pair(pair));
                base.text(body.unwrap_or_default());
                base.secret(key);
                hex_upper(&md5(base.raw()))
            }
            Scheme::Iop { api } => {
                if api.contains('/') {
                    base.text(api.as_bytes());
                }
                pairs.iter().for_each(|pair| base.pair(pair));
                base.text(body.unwrap_or_default());
                hex_upper(&hmac_sha256(key, base.raw()))
            }
            Scheme::Aop { path } => {
                base.text(path.as_bytes());
                // The official code sorts the joined texts, not the names.
                pairs.sort_by(|a, b| a.name.iter().chain(a.value).cmp(b.name.iter().chain(b.value)));
                pairs.iter().for_each(|pair| base.pair(pair));
                hex_upper(&hmac_sha1(key, base.raw()))
            }
            Scheme::Rpc(method) => {
                base.text(format!("{method}&%2F&").as_bytes());
                for (index, pair) in pairs.iter().enumerate() {
                    let joint = if index == 0 { "" } else { "%26" };
                    let name = percent(percent(pair.name).as_bytes());
                    base.text(format!("{joint}{name}%3D").as_bytes());
                    base.value(pair.name, percent(percent(pair.value).as_bytes()).as_bytes());
                }
                let key = Zeroizing::new([key, b"&"].concat());
                base64(&hmac_sha1(&key, base.raw()))
            }
            Scheme::External(rules) => {
                let value = |name: &[u8]| {
                    pairs.iter().find(|pair| pair.name == name).map_or(&b""[..], |pair| pair.value)
                };
                base.text(value(b"appKey"));
                base.text(rules.joiner.as_bytes());
                base.text(value(b"timestamp"));
                hex_lower(&md5(base.raw()))
            }
        };
        Signature { text, signed: base.into_shown() }
    }
}
