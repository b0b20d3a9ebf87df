//! A text that was in another, escaped: a JSON string, the text of an element.

use std::sync::OnceLock;

use crate::span::{OffsetMap, Position, Source, small};

/// Where a decoded text was.
#[derive(Clone, Debug)]
pub(crate) struct Embedding {
    /// The text around it, or the part of that which matters.
    outer: Source,
    /// Where in it the escaped text begins.
    start: u32,
    offsets: fn(&str) -> OffsetMap,
    /// Most documents are never asked for a place.
    map: OnceLock<OffsetMap>,
}

impl Embedding {
    /// The escaped text goes from `start` to the end of `outer`; `offsets` finds where its characters are, once it is
    /// decoded.
    pub(crate) fn new(outer: Source, start: u32, offsets: fn(&str) -> OffsetMap) -> Embedding {
        Embedding { outer, start, offsets, map: OnceLock::new() }
    }

    /// Where a byte of the decoded text is in the text around it.
    fn outside(&self, offset: u32) -> u32 {
        let raw = &self.outer.text[self.start as usize..];
        let map = self.map.get_or_init(|| (self.offsets)(raw));
        (self.start + map.input_offset(offset)).min(small(self.outer.text.len()))
    }

    pub(super) fn position(&self, offset: u32) -> Position {
        self.outer.position(self.outside(offset))
    }

    pub(super) fn of_input(&self, offset: u32) -> (&str, usize) {
        self.outer.of_input(self.outside(offset))
    }
}
