//! The JSON forms of params and schemas, and what JSON texts have in common.

mod assets;
pub(crate) mod param;
pub(crate) mod schema;
