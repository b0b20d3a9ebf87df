//! Results as text: one file a form.

pub(crate) mod diff;
pub(crate) mod excerpt;
pub(crate) mod field;
pub(crate) mod fingerprint;
pub(crate) mod github;
pub(crate) mod gitlab;
pub(crate) mod json;
pub(crate) mod junit;
pub(crate) mod ndjson;
pub(crate) mod outline;
pub(crate) mod readback;
mod region;
mod repository;
pub(crate) mod requirements;
pub(crate) mod sarif;
mod sentence;
pub(crate) mod style;
pub(crate) mod text;
