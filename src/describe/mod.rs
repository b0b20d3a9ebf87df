//! Rules and conditions in words, in both languages.

pub(crate) mod phrase;
pub(crate) mod unchecked;
