//! Places in a document: spans of bytes, and positions as people count them.

pub(crate) mod embedding;
mod offset_map;
mod source;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;

pub(crate) use offset_map::OffsetMap;
pub(crate) use source::{Base, Source};

/// A range of bytes in a document's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    pub(crate) const fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The same in a text that has so much before this one.
    pub(crate) const fn moved_by(self, before: u32) -> Span {
        Span { start: self.start + before, end: self.end + before }
    }

    /// The bytes in the document's decoded text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place in a document as it was given, before decoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct Position {
    /// Counted from 1; a line ends with a line feed.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
    /// Counted from 0, in bytes of the input in its own encoding, a byte order mark included.
    pub offset: u64,
}

impl Position {
    pub(crate) const START: Position = Position { line: 1, column: 1, offset: 0 };
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {} (byte {})", self.line, self.column, self.offset)
    }
}

/// An offset as it is kept in spans; the reader refuses inputs for which it could not hold.
pub(crate) fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
