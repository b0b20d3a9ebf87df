//! From bytes to trees. The room `xml` gives tags and text; `context` has what both readers carry along, `content`
//! reads values and defaults, `schema` and `param` build the trees, `stream` reads a field at a time, and `envelope`
//! opens API responses.

mod boundary;
mod content;
pub(crate) mod context;
pub mod envelope;
mod param;
pub(crate) mod schema;
mod stream;
#[cfg(test)]
mod tests;

use std::io::{BufRead, Read};

pub use stream::{SchemaReader, StreamedField};

use crate::error::{Error, Result};
use crate::param::Param;
use crate::schema::Schema;
use crate::xml::ReadOptions;

/// Reads an input to its end, or a little beyond the limit, which the decoder then names.
fn to_end(input: impl BufRead, options: &ReadOptions) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(options.max_input as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Schema {
    /// Reads a schema from text.
    ///
    /// # Errors
    /// If the text is not well-formed XML, passes a limit, or has a field without `id` or `type`. Nothing is
    /// returned half-read.
    pub fn parse(xml: &str) -> Result<Schema> {
        Schema::parse_with(xml, &ReadOptions::new())
    }

    /// Reads a schema from text, with options.
    ///
    /// # Errors
    /// As [`Schema::parse`].
    pub fn parse_with(xml: &str, options: &ReadOptions) -> Result<Schema> {
        schema::from_text(xml, options)
    }

    /// Reads a schema from bytes: UTF-8, or the GBK family where the XML declaration says so.
    ///
    /// # Errors
    /// As [`Schema::parse`]; besides, if reading fails or the encoding is another one.
    pub fn read(input: impl BufRead) -> Result<Schema> {
        Schema::read_with(input, &ReadOptions::new())
    }

    /// Reads a schema from bytes, with options.
    ///
    /// # Errors
    /// As [`Schema::read`].
    pub fn read_with(input: impl BufRead, options: &ReadOptions) -> Result<Schema> {
        schema::from_bytes(to_end(input, options)?, options)
    }
}

impl std::str::FromStr for Schema {
    type Err = Error;

    fn from_str(xml: &str) -> Result<Schema> {
        Schema::parse(xml)
    }
}

impl Param {
    /// Reads a param from text.
    ///
    /// # Errors
    /// If the text is not well-formed XML, passes a limit, or has a field without `id`. All that is wrong
    /// with well-formed values is left for the validator to say.
    pub fn parse(xml: &str) -> Result<Param> {
        Param::parse_with(xml, &ReadOptions::new())
    }

    /// Reads a param from text, with options.
    ///
    /// # Errors
    /// As [`Param::parse`].
    pub fn parse_with(xml: &str, options: &ReadOptions) -> Result<Param> {
        param::from_text(xml, options)
    }

    /// Reads a param from bytes: UTF-8, or the GBK family where the XML declaration says so.
    ///
    /// # Errors
    /// As [`Param::parse`]; besides, if reading fails or the encoding is another one.
    pub fn read(input: impl BufRead) -> Result<Param> {
        Param::read_with(input, &ReadOptions::new())
    }

    /// Reads a param from bytes, with options.
    ///
    /// # Errors
    /// As [`Param::read`].
    pub fn read_with(input: impl BufRead, options: &ReadOptions) -> Result<Param> {
        param::from_bytes(to_end(input, options)?, options)
    }
}

impl std::str::FromStr for Param {
    type Err = Error;

    fn from_str(xml: &str) -> Result<Param> {
        Param::parse(xml)
    }
}
