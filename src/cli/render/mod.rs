//! Results as text: one file a form.

pub(crate) mod field;
pub(crate) mod outline;
pub(crate) mod style;
