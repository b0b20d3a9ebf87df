//! Results as text: one file a form.

pub(crate) mod excerpt;
pub(crate) mod field;
pub(crate) mod json;
pub(crate) mod ndjson;
pub(crate) mod outline;
pub(crate) mod requirements;
pub(crate) mod style;
pub(crate) mod text;
