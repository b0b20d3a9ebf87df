//! Requests: from a method and its parameters to what is sent. Nothing here opens a connection; the clock and the nonce
//! come from the caller.

mod any;
pub mod aop;
mod body;
mod check;
mod error;
pub mod external;
pub mod iop;
pub mod rpc;
mod signed;
pub mod top;

pub use any::{Protocol, Request};
pub use error::RequestError;
pub use signed::{Body, Signed};

use zeroize::Zeroizing;

use crate::gateway::secret::{Masked, Secret, is_secret_name};

/// An app of a platform: its key, and its secret.
#[derive(Clone, Debug)]
pub struct App {
    key: String,
    secret: Secret,
}

impl App {
    /// An app by its key and secret.
    #[must_use]
    pub fn new(key: impl Into<String>, secret: impl Into<Secret>) -> App {
        App { key: key.into(), secret: secret.into() }
    }

    /// The key, which is not secret.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The secret.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.secret
    }
}

/// When a request is signed, and a text that no other request has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    milliseconds: i64,
    nonce: String,
}

impl Moment {
    /// A time in milliseconds since 1970. The nonce is made of it; give another one with [`nonce`](Moment::nonce) if
    /// several requests may be signed within a millisecond.
    #[must_use]
    pub fn at(milliseconds: i64) -> Moment {
        Moment { milliseconds, nonce: milliseconds.to_string() }
    }

    /// Sets the nonce, of letters, digits and `-`.
    #[must_use]
    pub fn nonce(mut self, nonce: impl Into<String>) -> Moment {
        self.nonce = nonce.into();
        self
    }
}

/// A file that is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) file_name: String,
    pub(crate) content: Vec<u8>,
}

/// Text parameters by their names, in the order in which they were given. A session may be among them, so they are wiped.
#[derive(Clone, Default)]
pub(crate) struct Params(Vec<(String, Zeroizing<String>)>);

impl Params {
    pub(crate) fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), Zeroizing::new(value.into())));
    }

    /// Whether the value of one of them is secret.
    pub(crate) fn has_secret(&self) -> bool {
        self.0.iter().any(|(name, _)| is_secret_name(name.as_bytes()))
    }

    /// The first one that must not stand in an address, which servers and proxies write into their logs: a secret, or a
    /// document.
    pub(crate) fn not_for_an_address(&self) -> Option<&str> {
        let is_kept_out = |name: &str, value: &str| {
            is_secret_name(name.as_bytes())
                || value.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).starts_with('<')
        };
        self.0.iter().find(|(name, value)| is_kept_out(name, value)).map(|(name, _)| name.as_str())
    }

    pub(crate) fn pairs(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    /// A name that is given twice would be signed in one way and read in another.
    pub(crate) fn check(&self, may_be_empty: bool) -> Result<(), RequestError> {
        for (index, (name, value)) in self.0.iter().enumerate() {
            if self.0.iter().take(index).any(|(before, _)| before == name) {
                return Err(RequestError::Twice { param: name.clone() });
            }
            if !may_be_empty && value.trim().is_empty() {
                return Err(RequestError::Empty { param: name.clone() });
            }
        }
        Ok(())
    }
}

impl std::fmt::Debug for Params {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pairs = self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        std::fmt::Debug::fmt(&Masked(pairs), f)
    }
}

#[cfg(test)]
mod tests;
