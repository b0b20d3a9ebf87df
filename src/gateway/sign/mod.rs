//! Signatures of all gateways: what is digested, with what, and how it is written.
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
