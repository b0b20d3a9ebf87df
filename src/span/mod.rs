//! Places in a document: spans of bytes, and positions as people count them.

pub(crate) mod embedding;

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use self::embedding::Embedding;

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
    /// How many characters were dropped in all runs before.
    dropped_before: u32,
    /// Bytes of one character in the decoded text; 0 if the characters were dropped.
    decoded_step: u8,
    /// Bytes of one character in the input.
    input_step: u8,
}

impl OffsetMap {
    /// Adds one character that follows all earlier ones at these offsets of the two texts.
    pub(crate) fn push(&mut self, decoded: u32, input: u32, decoded_step: u8, input_step: u8) {
        match self.runs.last_mut() {
            Some(last) if (last.decoded_step, last.input_step) == (decoded_step, input_step) => {
                last.dropped += u32::from(decoded_step == 0);
            }
            last => {
                let dropped_before = last.map_or(0, |last| last.dropped_before + last.dropped);
                let dropped = u32::from(decoded_step == 0);
                self.runs.push(Run { decoded, input, dropped, dropped_before, decoded_step, input_step });
            }
        }
    }

    /// Adds one character that was kept, and that need not follow the one before it in the input.
    pub(crate) fn push_kept(&mut self, decoded: usize, input: usize, decoded_step: usize, input_step: usize) {
        let step = |length| u8::try_from(length).unwrap_or(u8::MAX);
        let (decoded_step, input_step) = (step(decoded_step), step(input_step));
        let (decoded, input) = (small(decoded), small(input));
        let goes_on = self.runs.last().is_some_and(|last| {
            (last.decoded_step, last.input_step) == (decoded_step, input_step)
                && self.input_offset(decoded) == input
        });
        if !goes_on {
            self.runs.push(Run { decoded, input, dropped: 0, dropped_before: 0, decoded_step, input_step });
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

    /// How many characters were dropped before a place of the decoded text, those at this very place not
    /// included.
    fn dropped_before(&self, decoded: u32) -> u32 {
        self.dropped_in(self.runs.partition_point(|run| run.decoded < decoded))
    }

    /// The same with those at this very place.
    fn dropped_until(&self, decoded: u32) -> u32 {
        self.dropped_in(self.runs.partition_point(|run| run.decoded <= decoded))
    }

    /// How many characters were dropped in the first runs.
    fn dropped_in(&self, runs: usize) -> u32 {
        runs.checked_sub(1).map_or(0, |last| self.runs[last].dropped_before + self.runs[last].dropped)
    }

    /// Where a place of the decoded text is in the input, before the characters that were dropped right there.
    pub(crate) fn input_before(&self, decoded: u32) -> u32 {
        let first = self.runs.partition_point(|run| run.decoded < decoded);
        match self.runs.get(first).filter(|run| run.decoded == decoded) {
            Some(run) => run.input,
            None => self.input_offset(decoded),
        }
    }

    /// The map of the beginning of the decoded text, without the characters dropped where it ends.
    pub(crate) fn until(&self, to: u32) -> OffsetMap {
        OffsetMap { runs: self.runs[..self.runs.partition_point(|run| run.decoded < to)].to_vec() }
    }

    /// The map of a part of the decoded text: characters dropped where it begins belong to it, those dropped
    /// where it ends do not.
    pub(crate) fn part(&self, from: u32, to: u32) -> OffsetMap {
        let (input, dropped) = (self.input_before(from), self.dropped_before(from));
        let first = self.runs.partition_point(|run| run.decoded < from);
        let end = self.runs.partition_point(|run| run.decoded < to).max(first);
        let open = first.checked_sub(1).map(|i| &self.runs[i]).filter(|run| run.decoded_step > 0);
        let open = open.map(|run| Run { decoded: 0, input: 0, dropped_before: 0, ..*run });
        let within = self.runs[first..end].iter().map(|run| Run {
            decoded: run.decoded - from,
            input: run.input - input,
            dropped_before: run.dropped_before - dropped,
            ..*run
        });
        // The open run goes on unless another begins at once.
        let goes_on = self.runs.get(first).is_none_or(|run| run.decoded > from || from == to);
        OffsetMap { runs: open.filter(|_| goes_on).into_iter().chain(within).collect() }
    }
}

/// A decoded text with all that it takes to say where a byte of it stood in the input.
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

const BLOCK: usize = 512;

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

    /// Where characters were dropped: the places in the text, how many, and where the first of them stood.
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
    fn columns_are_characters() {
        let source = source("<a>汉字\n😀x", OffsetMap::default());
        assert_eq!(source.position(0), Position { line: 1, column: 1, offset: 0 });
        assert_eq!(source.position(6), Position { line: 1, column: 5, offset: 6 });
        assert_eq!(source.position(14), Position { line: 2, column: 2, offset: 14 });
        assert_eq!(source.position(99), Position { line: 2, column: 3, offset: 15 });
    }

    #[test]
    fn columns_of_long_lines() {
        for line in ["", "a", "汉", "aé汉😀"] {
            let text = format!("first\n{}", line.repeat(3 * BLOCK));
            let source = source(&text, OffsetMap::default());
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
                let column = 1 + small(text[start..at].chars().count());
                assert_eq!(source.position(small(at)).column, column, "{at} of {line:?}, many times");
            }
        }
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
        let base = Position { line: 1, column: 3, offset: 3 };
        let rest = Source::new("字b".to_owned(), map.part(4, 8), base);
        assert_eq!(rest.position(3), Position { line: 1, column: 4, offset: 5 });
    }

    /// Every part of a text gives the positions that the whole gives.
    #[test]
    fn places_in_parts() {
        // \x01 stands for a dropped character, a Chinese one for two bytes of the input.
        let input = "\u{1}ab\u{1}\u{1}汉字\u{FFFE}\u{1}c\n\u{1}d字e\u{1}";
        let (mut map, mut text, mut at) = (OffsetMap::default(), String::new(), 0);
        for c in input.chars() {
            let kept = !matches!(c, '\u{1}' | '\u{FFFE}');
            let steps = if kept { c.len_utf8() } else { 0 };
            let bytes = if kept { c.len_utf8().min(2) } else { c.len_utf8() };
            map.push(small(text.len()), at, u8::try_from(steps).unwrap(), u8::try_from(bytes).unwrap());
            at += small(bytes);
            text.extend(kept.then_some(c));
        }
        let whole = source(&text, map.clone());
        let boundaries: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
        for (i, &from) in boundaries.iter().enumerate() {
            for &to in &boundaries[i..] {
                let part = map.part(small(from), small(to));
                let base = whole.position_before(small(from));
                let part = Source::new(text[from..to].to_owned(), part, base);
                for &at in boundaries.iter().filter(|&&at| (from..to).contains(&at)) {
                    let got = part.position(small(at - from));
                    assert_eq!(got, whole.position(small(at)), "{at} of {from}..{to}");
                }
                assert_eq!(part.position(u32::MAX), whole.position_before(small(to)), "end of {from}..{to}");
                let drops = whole.drops().filter(|&(at, ..)| (from..to).contains(&(at as usize)));
                let drops: Vec<_> =
                    drops.map(|(at, count, place)| (at - small(from), count, place)).collect();
                assert_eq!(part.drops().collect::<Vec<_>>(), drops, "{from}..{to}");
            }
        }
    }
}
