//! What a rule asks: one family a file.

pub(crate) mod choice;
pub(crate) mod date_format;
pub(crate) mod glance;
pub(crate) mod length;
pub(crate) mod limit;
pub(crate) mod number;
pub(crate) mod pattern;
pub(crate) mod size;
pub(crate) mod unchecked;
pub(crate) mod value_type;

pub use length::{ByteCount, CharacterCount};
