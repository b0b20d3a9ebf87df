//! What was stored of what was sent, as text: one file a form.

mod json;
mod markdown;
mod text;
mod words;

pub(crate) use json::json;
pub(crate) use markdown::markdown;
pub(crate) use text::text;

/// The names of the two items.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sides<'a> {
    pub(crate) sent: &'a str,
    pub(crate) stored: &'a str,
}
