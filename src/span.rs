//! Places in a document: spans of bytes, and positions as people count them.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

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

    /// The bytes in the document's decoded text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place in a document as it was handed in, before decoding.
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

/// Where the bytes of a decoded text stood in the input: runs of characters that take equally many bytes
/// on either side. Empty when the text is the input.
#[derive(Clone, Debug, Default)]
pub(crate) struct OffsetMap {
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where the run starts in the decoded text.
    decoded: u32,
    /// Where it starts in the input.
    input: u32,
    /// How many characters it has so far; counted for dropped ones only.
    dropped: u32,
    /// Bytes of one character in the decoded text; 0 if the characters were dropped.
    decoded_step: u8,
    /// Bytes of one character in the input.
    input_step: u8,
}

impl OffsetMap {
    /// Adds one character that follows all earlier ones and stands at these places of either text.
    pub(crate) fn push(&mut self, decoded: u32, input: u32, decoded_step: u8, input_step: u8) {
        match self.runs.last_mut() {
            Some(last) if (last.decoded_step, last.input_step) == (decoded_step, input_step) => {
                last.dropped += u32::from(decoded_step == 0);
            }
            _ => {
                let dropped = u32::from(decoded_step == 0);
                self.runs.push(Run { decoded, input, dropped, decoded_step, input_step });
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    pub(crate) fn input_offset(&self, decoded: u32) -> u32 {
        let after = self.runs.partition_point(|run| run.decoded <= decoded);
        let Some(run) = after.checked_sub(1).and_then(|i| self.runs.get(i)) else { return decoded };
        let characters = match run.decoded_step {
            0 => run.dropped,
            step => (decoded - run.decoded) / u32::from(step),
        };
        run.input + characters * u32::from(run.input_step)
    }

    /// The runs of dropped characters.
    fn drops(&self) -> impl Iterator<Item = &Run> + '_ {
        self.runs.iter().filter(|run| run.decoded_step == 0)
    }

    /// Cuts the map in two at a place of the decoded text: `self` keeps what lies before, characters dropped
    /// at that very place included; the map of what follows counts from there.
    pub(crate) fn split_off(&mut self, decoded: u32) -> OffsetMap {
        let input = self.input_offset(decoded);
        let before = |run: &Run| run.decoded < decoded || (run.decoded == decoded && run.decoded_step == 0);
        let at = self.runs.partition_point(before);
        let mut rest: Vec<Run> = Vec::with_capacity(self.runs.len() - at + 1);
        if let Some(last) = at.checked_sub(1).map(|i| self.runs[i])
            && last.decoded_step > 0
        {
            rest.push(Run { decoded: 0, input: 0, dropped: 0, ..last });
        }
        rest.extend(self.runs.drain(at..).map(|run| Run {
            decoded: run.decoded - decoded,
            input: run.input - input,
            ..run
        }));
        OffsetMap { runs: rest }
    }
}

/// A decoded text with all that it takes to say where a byte of it stood in the input.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) text: String,
    pub(crate) map: OffsetMap,
    /// Where the text begins, when it is a part of a longer input.
    base: Position,
    /// Made on the first question.
    index: OnceLock<Index>,
}

/// What makes the answer to one question about a place independent of the length of the text and of its
/// lines: a document of megabytes often is one line, and may give rise to a note for each few bytes.
#[derive(Clone, Debug)]
struct Index {
    /// The start of each line.
    lines: Box<[u32]>,
    /// How many characters stand before each block of the text.
    characters: Box<[u32]>,
    /// Where characters were dropped, each place with the number of them up to and with this run.
    drops: Box<[(u32, u32)]>,
}

/// The bytes of a block: few enough to be counted for each question.
const BLOCK: usize = 512;

impl Index {
    fn new(text: &str, map: &OffsetMap) -> Index {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        let lines = std::iter::once(0).chain(breaks.map(|at| small(at + 1))).collect();
        let mut seen = 0;
        let mut characters = Vec::with_capacity(text.len() / BLOCK + 1);
        for block in text.as_bytes().chunks(BLOCK) {
            characters.push(seen);
            seen += count_characters(block);
        }
        // A text that fills its last block has a place behind it all the same.
        characters.push(seen);
        let mut dropped = 0;
        let drops = map.drops().map(|run| {
            dropped += run.dropped;
            (run.decoded, dropped)
        });
        Index { lines, characters: characters.into(), drops: drops.collect() }
    }

    /// How many characters stand before a place of the text.
    fn characters_before(&self, text: &str, offset: u32) -> u32 {
        let block = offset as usize / BLOCK;
        self.characters[block] + count_characters(&text.as_bytes()[block * BLOCK..offset as usize])
    }

    /// The start of the line that a place is in, and how many lines stand before.
    fn line(&self, offset: u32) -> (u32, u32) {
        let line = self.lines.partition_point(|&start| start <= offset) - 1;
        (self.lines[line], small(line))
    }

    /// How many characters were dropped before a place, those at this very place not included.
    fn dropped_before(&self, offset: u32) -> u32 {
        self.dropped_in(self.drops.partition_point(|&(at, _)| at < offset))
    }

    /// How many characters were dropped in the first runs.
    fn dropped_in(&self, runs: usize) -> u32 {
        runs.checked_sub(1).map_or(0, |last| self.drops[last].1)
    }
}

fn count_characters(bytes: &[u8]) -> u32 {
    small(bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()) // continuation bytes of UTF-8
}

impl Source {
    pub(crate) fn new(text: String, map: OffsetMap, base: Position) -> Source {
        Source { text, map, base, index: OnceLock::new() }
    }

    pub(crate) fn position(&self, offset: u32) -> Position {
        let offset = offset.min(small(self.text.len()));
        let index = self.index();
        let runs = index.drops.partition_point(|&(at, _)| at <= offset);
        self.position_after(offset, index.dropped_in(runs), self.map.input_offset(offset))
    }

    /// Where characters were dropped: the places in the text, how many, and where the first of them stood.
    pub(crate) fn drops(&self) -> impl Iterator<Item = (u32, u32, Position)> + '_ {
        self.map.drops().enumerate().map(|(runs, run)| {
            let before = self.index().dropped_in(runs);
            (run.decoded, run.dropped, self.position_after(run.decoded, before, run.input))
        })
    }

    /// A place before which so many characters were dropped in all.
    fn position_after(&self, offset: u32, dropped: u32, input: u32) -> Position {
        let index = self.index();
        let (start, line) = index.line(offset);
        let characters =
            index.characters_before(&self.text, offset) - index.characters_before(&self.text, start);
        let before = characters + dropped - index.dropped_before(start);
        let (line, column) = match line {
            0 => (self.base.line, self.base.column + before),
            line => (self.base.line + line, 1 + before),
        };
        Position { line, column, offset: self.base.offset + u64::from(input) }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.text, &self.map))
    }

    /// The whole source line that a byte stands in, without its line break.
    pub(crate) fn line(&self, offset: u32) -> &str {
        let at = (offset as usize).min(self.text.len());
        let bytes = self.text.as_bytes();
        let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |found| found + 1);
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        self.text[start..end].trim_end_matches('\r')
    }
}

/// An offset as it is kept in spans; the reader refuses inputs for which it could not hold.
pub(crate) fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str, map: OffsetMap) -> Source {
        Source::new(text.to_owned(), map, Position::START)
    }

    #[test]
    fn columns_in_long_lines() {
        let text = "汉a".repeat(1_000);
        let long = source(&text, OffsetMap::default());
        for (before, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(long.position(small(at)).column as usize, before + 1);
        }
        assert_eq!(long.position(u32::MAX).column, 2_001);
        let whole_blocks = "a".repeat(BLOCK * 2);
        assert_eq!(
            source(&whole_blocks, OffsetMap::default()).position(u32::MAX).column as usize,
            BLOCK * 2 + 1
        );
    }

    #[test]
    fn columns_are_characters() {
        let source = source("<a>汉字\n😀x", OffsetMap::default());
        assert_eq!(source.position(0), Position { line: 1, column: 1, offset: 0 });
        assert_eq!(source.position(6), Position { line: 1, column: 5, offset: 6 });
        assert_eq!(source.position(14), Position { line: 2, column: 2, offset: 14 });
        assert_eq!(source.position(99), Position { line: 2, column: 3, offset: 15 });
        assert_eq!(source.line(4), "<a>汉字");
    }

    #[test]
    fn dropped_characters_count_in_columns_and_offsets() {
        // The input is "\x01a\n\x02\x02b\x03".
        let mut map = OffsetMap::default();
        for (decoded, input, steps) in
            [(0, 0, 0), (0, 1, 1), (1, 2, 1), (2, 3, 0), (2, 4, 0), (2, 5, 1), (3, 6, 0)]
        {
            map.push(decoded, input, steps, 1);
        }
        let source = source("a\nb", map);
        assert_eq!(source.position(0), Position { line: 1, column: 2, offset: 1 });
        assert_eq!(source.position(2), Position { line: 2, column: 3, offset: 5 });
        assert_eq!(source.position(3), Position { line: 2, column: 5, offset: 7 });
        let drops: Vec<_> =
            source.drops().map(|(at, count, position)| (at, count, position.column)).collect();
        assert_eq!(drops, [(0, 1, 1), (2, 2, 1), (3, 1, 4)]);
        let offsets: Vec<_> = source.drops().map(|(.., position)| position.offset).collect();
        assert_eq!(offsets, [0, 3, 6]);
    }

    #[test]
    fn offsets_are_those_of_the_input() {
        // "a汉字b" in GBK: one, two, two, one bytes.
        let mut map = OffsetMap::default();
        for (decoded, input, decoded_step, input_step) in
            [(0, 0, 1, 1), (1, 1, 3, 2), (4, 3, 3, 2), (7, 5, 1, 1)]
        {
            map.push(decoded, input, decoded_step, input_step);
        }
        let source = source("a汉字b", map.clone());
        let offsets: Vec<u64> = [0, 1, 4, 7, 8].iter().map(|&at| source.position(at).offset).collect();
        assert_eq!(offsets, [0, 1, 3, 5, 6]);
        let rest =
            Source::new("字b".to_owned(), map.split_off(4), Position { line: 1, column: 3, offset: 3 });
        assert_eq!(rest.position(3), Position { line: 1, column: 4, offset: 5 });
    }
}
