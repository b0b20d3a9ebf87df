//! Ignores: a code, and perhaps a glob over the paths that are meant.

use std::str::FromStr;

use super::PathGlob;
use crate::cli::lang::Message;

/// `CODE` or `CODE:PATH-GLOB`.
#[derive(Clone, Debug)]
pub(crate) struct IgnoreArg<C> {
    /// As it was given.
    pub(crate) text: String,
    pub(crate) code: C,
    pub(crate) path: Option<PathGlob>,
}

impl<C: FromStr<Err = Message>> FromStr for IgnoreArg<C> {
    type Err = Message;

    fn from_str(text: &str) -> Result<IgnoreArg<C>, Message> {
        let (code, path) = match text.split_once(':') {
            Some((code, path)) => (code, Some(path)),
            None => (text, None),
        };
        Ok(IgnoreArg { text: text.to_owned(), code: code.parse()?, path: path.map(str::parse).transpose()? })
    }
}
