//! Decoded texts, and the positions in them.

use std::sync::{Arc, OnceLock};

use crate::span::embedding::Embedding;
use crate::span::{OffsetMap, Position, small};

/// A decoded text with all that it takes to say where a byte of it was in the input.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) text: String,
    pub(crate) map: OffsetMap,
    base: Base,
    /// Made on the first question.
    index: OnceLock<Index>,
}

/// Where a text begins.
#[derive(Clone, Debug)]
pub(crate) enum Base {
    /// At this place of the input, of which the text is the whole or a part.
    At(Position),
    /// So many bytes into a text that was taken out of the input, and decoded on the way.
    Inside(Arc<Embedding>, u32),
}

impl From<Position> for Base {
    fn from(position: Position) -> Base {
        Base::At(position)
    }
}

/// What makes a position cheap to find: documents are often one line of megabytes, and each note asks.
#[derive(Clone, Debug)]
struct Index {
    /// The start of each line.
    lines: Box<[u32]>,
    /// The number of characters before each block of [`BLOCK`] bytes.
    characters: Box<[u32]>,
}

pub(super) const BLOCK: usize = 512;

impl Index {
    fn new(text: &str) -> Index {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        let mut before = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let here = before;
            before += characters(block);
            here
        });
        let blocks: Vec<u32> = blocks.collect();
        Index {
            lines: std::iter::once(0).chain(breaks.map(|at| small(at + 1))).collect(),
            characters: blocks.into_iter().chain([before]).collect(),
        }
    }

    /// The number of characters before a byte.
    fn characters_before(&self, text: &str, offset: u32) -> u32 {
        let block = offset as usize / BLOCK;
        self.characters[block] + characters(&text.as_bytes()[block * BLOCK..offset as usize])
    }
}

/// The number of characters that begin within these bytes.
fn characters(bytes: &[u8]) -> u32 {
    // Not the continuation bytes of UTF-8.
    let begins = |bytes: &[u8]| bytes.iter().fold(0, |count, &byte| count + u8::from(byte & 0xC0 != 0x80));
    // So many at once that a byte counts them, which vector instructions do best.
    bytes.chunks(255).map(|chunk| u32::from(begins(chunk))).sum()
}

impl Source {
    pub(crate) fn new(text: String, map: OffsetMap, base: impl Into<Base>) -> Source {
        Source { text, map, base: base.into(), index: OnceLock::new() }
    }

    /// The text of the input that a place of this text comes from, and the place there. That is this text itself
    /// unless it was taken out of another.
    pub(crate) fn of_input(&self, offset: u32) -> (&str, usize) {
        match &self.base {
            Base::At(_) => (&self.text, offset as usize),
            Base::Inside(embedding, at) => embedding.of_input(at + self.map.input_offset(offset)),
        }
    }

    pub(crate) fn position(&self, offset: u32) -> Position {
        let offset = offset.min(small(self.text.len()));
        self.position_after(offset, self.map.dropped_until(offset), self.map.input_offset(offset))
    }

    /// The same before the characters that were dropped right there.
    pub(crate) fn position_before(&self, offset: u32) -> Position {
        let offset = offset.min(small(self.text.len()));
        self.position_after(offset, self.map.dropped_before(offset), self.map.input_before(offset))
    }

    /// Where characters were dropped: the places in the text, how many, and where the first of them was.
    pub(crate) fn drops(&self) -> impl Iterator<Item = (u32, u32, Position)> + '_ {
        self.map.drops().map(|run| {
            (run.decoded, run.dropped, self.position_after(run.decoded, run.dropped_before, run.input))
        })
    }

    /// A place of the text, before which so many characters were dropped.
    fn position_after(&self, offset: u32, dropped: u32, input: u32) -> Position {
        let base = match &self.base {
            Base::At(position) => *position,
            Base::Inside(embedding, at) => return embedding.position(at + input),
        };
        // The root and what comes before it need no index.
        let head = &self.text.as_bytes()[..offset as usize];
        if head.len() <= BLOCK && self.index.get().is_none() && !head.contains(&b'\n') {
            let before = characters(head) + dropped;
            let Position { line, column, offset } = base;
            return Position { line, column: column + before, offset: offset + u64::from(input) };
        }
        let index = self.index.get_or_init(|| Index::new(&self.text));
        let line = index.lines.partition_point(|&start| start <= offset) - 1;
        let start = index.lines[line];
        let characters =
            index.characters_before(&self.text, offset) - index.characters_before(&self.text, start);
        let before = characters + dropped - self.map.dropped_before(start);
        let (line, column) = match small(line) {
            0 => (base.line, base.column + before),
            line => (base.line + line, 1 + before),
        };
        Position { line, column, offset: base.offset + u64::from(input) }
    }
}
