//! From bytes to trees. The files are the pipeline: `encoding` (bytes to text), `event` (text to tags and
//! joined text), `content` (values and defaults), `schema` and `param` (trees), `stream` (a field at a
//! time), `envelope` (API answers).

pub(crate) mod content;
pub(crate) mod encoding;
pub mod envelope;
pub(crate) mod event;
pub(crate) mod feed;
pub(crate) mod name;
pub(crate) mod options;
pub(crate) mod param;
pub(crate) mod reference;
pub(crate) mod scan;
pub(crate) mod schema;
pub(crate) mod stream;
#[cfg(test)]
mod tests;
pub(crate) mod usual;

use std::io::{BufRead, Read};

use crate::ReadOptions;
use crate::error::Result;

/// Reads an input to its end, or a little beyond the limit, which the decoder then names.
pub(crate) fn to_end(input: impl BufRead, options: &ReadOptions) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(options.max_input as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
