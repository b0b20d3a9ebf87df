//! How much memory a stream of fields takes.

use std::io::{self, BufReader, Read};

use crate::heap;
use tmall_schema::{Error, ErrorKind, Limit, Malformed, ReadOptions, SchemaReader};

/// Pieces of a text as they are asked for, so that no more than one is there at a time.
struct Pieces<F> {
    next: F,
    piece: Vec<u8>,
    at: usize,
}

impl<F: FnMut() -> Option<String>> Read for Pieces<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.len() {
            let Some(piece) = (self.next)() else { return Ok(0) };
            (self.piece, self.at) = (piece.into_bytes(), 0);
        }
        let length = buffer.len().min(self.piece.len() - self.at);
        buffer[..length].copy_from_slice(&self.piece[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

fn pieces(next: impl FnMut() -> Option<String>) -> BufReader<impl Read> {
    BufReader::new(Pieces { next, piece: Vec::new(), at: 0 })
}

/// A beginning, and then the same again and again, without an end.
fn endless(first: &'static str, again: &str) -> BufReader<impl Read> {
    let mut first = Some(first.to_owned());
    let again = again.repeat(1 + 4_000 / again.len());
    pieces(move || Some(first.take().filter(|first| !first.is_empty()).unwrap_or_else(|| again.clone())))
}

const KB: usize = 1 << 10;

/// The error that a stream ends with, and what it took at most.
fn ending(input: BufReader<impl Read>) -> (Error, usize) {
    let options = ReadOptions::new().with_max_text(128 * KB).with_max_input(2 << 20).with_max_fields(2_000);
    let (error, heap) = heap::measure(|| {
        let mut fields = SchemaReader::with_options(input, &options);
        fields.find_map(Result::err).unwrap()
    });
    (error, heap.peak)
}

pub fn memory_is_bounded_by_the_largest_field() {
    // Ten megabytes in fields of 20 KB.
    let option = "<option displayName=\"选项\" value=\"1234567\"/>";
    let field =
        format!("name=\"字段\" type=\"singleCheck\"><options>{}</options></field>\n", option.repeat(430));
    let mut left = 500;
    let input = pieces(move || {
        left -= 1;
        match left {
            499 => Some("<itemRule>".to_owned()),
            0 => Some("</itemRule>".to_owned()),
            ..0 => None,
            _ => Some(format!("<field id=\"f{left}\" {field}")),
        }
    });
    let (count, heap) = heap::measure(|| SchemaReader::new(input).filter(Result::is_ok).count());
    assert_eq!(count, 498);
    assert!(heap.peak < 400 * KB, "{heap:?}");

    let text = |error: &Error| matches!(error.kind(), ErrorKind::Limit { limit: Limit::Text, .. });
    let depth = |error: &Error| matches!(error.kind(), ErrorKind::Limit { limit: Limit::Depth, .. });
    let fields = |error: &Error| matches!(error.kind(), ErrorKind::Limit { limit: Limit::Fields, .. });
    let input = |error: &Error| matches!(error.kind(), ErrorKind::Limit { limit: Limit::Input, .. });
    let malformed = |error: &Error| matches!(error.kind(), ErrorKind::Malformed(Malformed::SecondRoot(_)));
    type Is = fn(&Error) -> bool;
    let cases: [(&str, &str, Is, usize); 16] = [
        ("", " ", text, 1_000),
        ("", "\0", input, 100),
        ("", "<!-- c -->", input, 100),
        ("", "<a>", depth, 100),
        ("<itemRule>", " ", text, 1_000),
        ("<itemRule>", "\0", input, 100),
        ("<itemRule>", "汉", text, 1_000),
        ("<itemRule>", "<!-- c -->", input, 100),
        ("<itemRule>", "<?pi?>\n", input, 100),
        ("<itemRule><![CDATA[", "汉", text, 1_000),
        ("<itemRule a='", "a", text, 1_000),
        ("<itemRule>", "<field id='a' type='b'/>", fields, 1_500),
        ("<itemRule><field id='a' type='complex'>", "<field id='a' type='b'/>", fields, 2_500),
        ("<itemRule/>", " ", text, 1_000),
        ("<itemRule/>", "<!-- c -->", input, 100),
        ("<itemRule/>", "<a/>", malformed, 100),
    ];
    for (first, again, expected, most) in cases {
        let (error, peak) = ending(endless(first, again));
        assert!(expected(&error), "{first} and {again:?} without end: {error}");
        assert!(peak < most * KB, "{first} and {again:?} without end take {peak}");
    }
}
