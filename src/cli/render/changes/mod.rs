//! Changes: one output format in each file.

mod causes;
mod html;
mod json;
mod lists;
mod mapping;
mod markdown;
pub(crate) mod phrases;
mod text;

pub(crate) use html::Html;
pub(crate) use json::ChangesJson;
pub(crate) use markdown::Markdown;
pub(crate) use text::ChangesText;
