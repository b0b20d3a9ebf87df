//! Positions in texts, with characters that were dropped or that took another number of bytes.

use crate::span::source::BLOCK;
use crate::span::{OffsetMap, Position, Source, small};

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
    let drops: Vec<_> = source.drops().map(|(at, count, position)| (at, count, position.column)).collect();
    assert_eq!(drops, [(0, 1, 1), (2, 2, 1), (3, 1, 4)]);
    let offsets: Vec<_> = source.drops().map(|(.., position)| position.offset).collect();
    assert_eq!(offsets, [0, 3, 6]);
}

#[test]
fn offsets_are_those_of_the_input() {
    // "a汉字b" in GBK: one, two, two, one bytes.
    let mut map = OffsetMap::default();
    for (decoded, input, decoded_step, input_step) in [(0, 0, 1, 1), (1, 1, 3, 2), (4, 3, 3, 2), (7, 5, 1, 1)]
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
            let drops: Vec<_> = drops.map(|(at, count, place)| (at - small(from), count, place)).collect();
            assert_eq!(part.drops().collect::<Vec<_>>(), drops, "{from}..{to}");
        }
    }
}
