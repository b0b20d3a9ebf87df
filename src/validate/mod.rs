//! Judging a param by a schema.

mod condition;
mod disabled;
mod frame;
mod ids;

pub(crate) use disabled::{DisablePlan, Disabled};
