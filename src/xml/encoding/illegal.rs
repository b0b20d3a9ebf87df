//! Characters that XML 1.0 forbids.

/// What to do with characters that XML 1.0 forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Illegal {
    /// Drop them, as the platform's SDK does; the map records where they were.
    Drop,
    /// Keep them, so that a finding can name their place.
    Keep,
}

/// Whether XML 1.0 forbids a character.
#[inline]
pub(crate) fn is_illegal(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}

/// How U+FFFE and U+FFFF begin in UTF-8: the last bytes are `BE` and `BF`.
const NONCHARACTERS: &[u8] = b"\xEF\xBF";

/// Whether there is a control character other than tabs and line ends.
fn has_illegal_control(bytes: &[u8]) -> bool {
    // The loops have no early exit on purpose: so they are done with vector instructions. The first one is the cheaper one,
    // and most documents are one line.
    let control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    bytes.chunks(4096).any(|chunk| {
        let least = chunk.iter().fold(u8::MAX, |least, &byte| least.min(byte));
        least < 0x20 && chunk.iter().fold(false, |found, &byte| found | control(byte))
    })
}

/// Whether a text holds a character that XML 1.0 forbids.
pub(crate) fn has_illegal(text: &str) -> bool {
    has_illegal_control(text.as_bytes())
        || memchr::memmem::find_iter(text.as_bytes(), NONCHARACTERS)
            .any(|at| text.as_bytes().get(at + NONCHARACTERS.len()).is_some_and(|&last| last >= 0xBE))
}
