//! Findings: one output format in each file.

mod fingerprints;
mod github;
mod gitlab;
mod json;
mod junit;
mod ndjson;
mod region;
mod repository;
mod sarif;
mod sentence;
mod text;

pub(crate) use github::Github;
pub(crate) use gitlab::Gitlab;
pub(crate) use json::FindingsJson;
pub(crate) use junit::Junit;
pub(crate) use ndjson::FindingsNdjson;
pub(crate) use sarif::Sarif;
pub(crate) use text::FindingsText;
