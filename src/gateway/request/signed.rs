//! A request that is ready to be sent.

use std::fmt;

use zeroize::Zeroizing;

use crate::gateway::secret::Masked;
use crate::gateway::sign::{HttpMethod, Signature};

/// A request that is ready to be sent. Its body may hold a session; so what prints is the address alone.
#[derive(Clone)]
pub struct Signed {
    pub(crate) method: HttpMethod,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, Zeroizing<String>)>,
    pub(crate) body: Body,
    pub(crate) signature: Signature,
}

/// The body of a request; it prints its length only.
#[derive(Clone)]
pub struct Body(pub(crate) Zeroizing<Vec<u8>>);

impl Signed {
    /// The method of HTTP.
    #[must_use]
    pub fn method(&self) -> HttpMethod {
        self.method
    }

    /// The address. Nothing secret is in it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers. Those of the external API hold the app's secret.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body.0
    }

    /// The signature, and the string that was signed with secrets masked.
    #[must_use]
    pub fn signature(&self) -> &Signature {
        &self.signature
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        f.debug_struct("Signed")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &Masked(headers))
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
