//! Conditions, evaluated against a param: a position in the param (`frame`, `row_index`), whether a
//! condition holds there (`evaluate`), and which fields are disabled (`disabled`).

mod disabled;
pub(crate) mod evaluate;
pub(crate) mod frame;
pub(crate) mod row_index;

pub(crate) use disabled::Disabled;
