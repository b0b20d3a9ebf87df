//! Changes: one output format in each file.

mod causes;
pub(crate) mod entries;
mod html;
mod json;
mod lists;
mod mapping;
mod markdown;
pub(crate) mod phrases;
mod text;

pub(crate) use html::{Html, STYLE as HTML_STYLE, escaped as html_text};
pub(crate) use json::ChangesJson;
pub(crate) use markdown::{MAX_BYTES as MARKDOWN_BYTES, Markdown, plain as markdown_text};
pub(crate) use text::ChangesText;
