//! Findings: one output format in each file.

mod block;
mod concise;
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
mod statistics;
mod text;
mod totals;

pub(crate) use concise::Concise;
pub(crate) use github::Github;
pub(crate) use gitlab::Gitlab;
pub(crate) use json::FindingsJson;
pub(crate) use junit::Junit;
pub(crate) use ndjson::FindingsNdjson;
pub(crate) use sarif::Sarif;
pub(crate) use statistics::StatisticsText;
pub(crate) use text::FindingsText;
