//! Signatures of all gateways: what is digested, with what, and how it is written.
//!
//! ```
//! use tmall_schema::gateway::{Scheme, Secret, TopDigest};
//!
//! let secret = Secret::new("secret");
//! let scheme = Scheme::Top(TopDigest::HmacSha256);
//! let signature = scheme.sign(&secret, &[("a", "1"), ("b", "2")], None);
//! assert_eq!(signature.text(), "3A9F9E53162A24430830CCA87B7FB623401B81EB6616A6EA75B3614AEBDC7F4D");
//! assert_eq!(signature.signed(), "a1b2");
//! assert!(scheme.verify(&secret, &[("b", "2"), ("a", "1")], None, signature.text()));
//! ```
//!
//! Sources: the call guide of the open platform (articleId 101617) and its official SDKs; for IOP articleId 108069 and
//! `sign()` of its SDK; for 1688 open.1688.com/doc/signature and `SignatureUtil` of its SDK; for Alibaba Cloud the
//! documentation of RPC signatures. The values in `fixtures/gateway/vectors.json` have their sources beside them.

mod base;
mod mistake;
mod scheme;

pub use mistake::Mistake;
pub use scheme::{ExternalRules, HttpMethod, Scheme, Signature, TimeUnit, TopDigest};

pub(crate) use base::{Base, Pair};
#[cfg(test)]
mod tests;
