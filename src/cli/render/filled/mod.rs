//! What came of the records of `fill`: for people and as JSON.

mod json;
mod text;

pub(crate) use json::FilledJson;
pub(crate) use text::summary;
