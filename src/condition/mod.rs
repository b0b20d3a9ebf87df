//! Conditions, evaluated against a param: where in the param a question is asked (`frame`, `row_index`), what
//! it answers (`evaluate`), and which fields are disabled (`disabled`).

mod disabled;
pub(crate) mod evaluate;
pub(crate) mod frame;
pub(crate) mod row_index;

pub(crate) use disabled::Disabled;
