//! JSON text: the one reader of JSON, with our own errors and the place of each token.
//!
//! `reader` gives tokens, `deserialize` hands them to serde, so that derived types read them too; `stop` is the
//! error in between, which gathers the path on its way out. A visitor that keeps a reference to the reader can ask
//! for the place of the current token and for a number as written: serde passes neither.

mod deserialize;
mod reader;
mod stop;
#[cfg(test)]
mod tests;

use serde::de::DeserializeSeed;

pub(crate) use reader::Reader;
pub(crate) use stop::Stop;

/// The most levels of nested arrays and objects.
pub(crate) const MOST_NESTED: usize = 127;

impl<'t> Reader<'t> {
    /// Reads the whole text as one value.
    pub(crate) fn document<S: DeserializeSeed<'t>>(&self, seed: S) -> Result<S::Value, Stop> {
        let value = seed.deserialize(self)?;
        self.end()?;
        Ok(value)
    }
}
