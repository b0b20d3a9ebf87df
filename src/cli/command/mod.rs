//! The subcommands, one file or folder each: they read inputs, call the library, and hand results to renderers.

pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
#[cfg(feature = "net")]
pub(crate) mod fetch;
pub(crate) mod fill;
pub(crate) mod fmt;
pub(crate) mod inspect;
pub(crate) mod log;
pub(crate) mod man;
pub(crate) mod readback;
pub(crate) mod request;
pub(crate) mod rules;
pub(crate) mod sandbox;
pub(crate) mod schema;
pub(crate) mod sign;
#[cfg(feature = "net")]
pub(crate) mod submit;
pub(crate) mod validate;
