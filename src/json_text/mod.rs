//! The text of JSON: one reader for whatever is JSON, with our own errors and the place of each token.
//!
//! `reader` gives tokens, `deserialize` hands them to serde, so that derived types read them too; `stop` is the
//! error in between, which gathers the path on its way out. A visitor that keeps a reference to the reader can ask
//! where the token stands that it is being given, and how a number is written: serde itself knows neither.

mod deserialize;
mod reader;
mod stop;
#[cfg(test)]
mod tests;

use serde::de::DeserializeSeed;

pub(crate) use reader::Reader;
pub(crate) use stop::Stop;

/// Arrays and objects within each other.
pub(crate) const MOST_NESTED: usize = 127;

impl<'t> Reader<'t> {
    /// Reads the whole text as one value.
    pub(crate) fn document<S: DeserializeSeed<'t>>(&self, seed: S) -> Result<S::Value, Stop> {
        let value = seed.deserialize(self)?;
        self.end()?;
        Ok(value)
    }
}
