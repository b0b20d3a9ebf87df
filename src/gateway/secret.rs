//! Secrets: they print as `***` and are wiped when they are dropped.

use std::fmt;

use zeroize::Zeroizing;

/// What stands for a secret wherever one would be printed.
pub(crate) const MASK: &str = "***";

/// An app secret or an access token.
///
/// It prints as `***`, is wiped from memory when it is dropped, and has no `Serialize`, so that it cannot become part
/// of a log or a file by accident.
///
/// ```
/// use tmall_schema::gateway::Secret;
///
/// let secret = Secret::new("helloworld");
/// assert_eq!(format!("{secret} {secret:?}"), "*** ***");
/// ```
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes over a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(Zeroizing::new(text.into()))
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text, for a digest or the body of a request.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Secret {
        Secret::new(text)
    }
}

impl<'de> serde::Deserialize<'de> for Secret {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
        String::deserialize(deserializer).map(Secret::new)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Secret {
        Secret::new(text)
    }
}

/// Whether a parameter of this name holds a session or another token: such values print as `***`, stand in no address, and
/// belong on no command line.
///
/// ```
/// use tmall_schema::gateway::is_secret;
/// assert!(is_secret("refresh_token") && !is_secret("category_id"));
/// ```
#[must_use]
pub fn is_secret(name: &str) -> bool {
    is_secret_name(name.as_bytes())
}

/// Whether the values of a parameter, header or member of this name are secret.
pub(crate) fn is_secret_name(name: &[u8]) -> bool {
    const NAMES: &[&str] = &[
        "session",
        "sessionkey",
        "top_session",
        "access_token",
        "accesstoken",
        "refresh_token",
        "refreshtoken",
        "app_secret",
        "appsecret",
        "client_secret",
        "securitytoken",
        // What the calls for tokens answer.
        "token_result",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

/// Prints pairs of names and values, with `***` for what is secret.
pub(crate) struct Masked<I>(pub(crate) I);

impl<'a, I: Iterator<Item = (&'a str, &'a str)> + Clone> fmt::Debug for Masked<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.clone().map(|(name, value)| match is_secret_name(name.as_bytes()) {
            true => (name, MASK),
            false => (name, value),
        });
        f.debug_map().entries(shown).finish()
    }
}
