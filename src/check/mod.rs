//! What rules and symbols ask for. [`rule`] decides what a rule means; each family of checks has a file of its own, and
//! [`symbol`] holds the answer table of the symbols.

pub(crate) mod byte_scan;
pub(crate) mod choice;
pub(crate) mod custom;
pub(crate) mod date_format;
mod host;
pub(crate) mod length;
pub(crate) mod limit;
pub(crate) mod line_tip;
pub(crate) mod measure;
pub(crate) mod number_range;
pub(crate) mod pattern;
pub(crate) mod rule;
pub(crate) mod size;
pub(crate) mod small_number;
pub(crate) mod symbol;
pub(crate) mod text;
pub(crate) mod unchecked;
pub(crate) mod value_type;

pub use choice::OptionHint;
pub use length::{ByteCount, CharacterCount};
pub use measure::Measured;
pub use pattern::Mismatch;
pub use unchecked::{Unchecked, UnsupportedPattern};
