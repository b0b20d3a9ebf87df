//! One pass over the bytes of a text that answers several questions for most texts.

use crate::xml::encoding::has_illegal;

/// What a pass over the bytes of a text found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ByteScan {
    /// Whether there is a byte below the space, including tabs.
    has_control: bool,
    /// Whether there is a byte [`MARK`], with which U+FFFE and U+FFFF begin, the other characters that XML forbids.
    has_mark: bool,
}

impl ByteScan {
    /// No pass was made: anything may be in the text.
    pub(crate) const UNKNOWN: ByteScan = ByteScan { has_control: true, has_mark: true };

    #[inline]
    pub(crate) fn of(text: &str) -> ByteScan {
        let bytes = text.as_bytes();
        if let Some(last) = bytes.last_chunk() {
            return ByteScan::of_chunks(bytes, last);
        }
        let (mut below, mut marks) = (0, 0);
        let mut look = |word: u64| {
            // A byte below the space borrows from its highest bit; that of a high byte was set before.
            below |= word.wrapping_sub(SPACES) & !word;
            // The same for zero bytes after the exclusive or: those that are marks.
            marks |= (word ^ MARKS).wrapping_sub(ONES) & !(word ^ MARKS);
        };
        // The last word may overlap the one before; looking twice does no harm.
        match (bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
            (Some(last), _, _) => {
                bytes.first_chunk().into_iter().for_each(|word| look(u64::from_le_bytes(*word)));
                look(u64::from_le_bytes(*last));
            }
            (None, Some(first), Some(last)) => {
                look(u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)));
            }
            _ => bytes.iter().for_each(|&byte| look(SPACES ^ u64::from(byte ^ b' '))),
        }
        ByteScan { has_control: below & HIGH_BITS != 0, has_mark: marks & HIGH_BITS != 0 }
    }

    /// The same for a text of at least 16 bytes, in a form that the compiler vectorizes.
    #[inline]
    fn of_chunks(bytes: &[u8], last: &[u8; 16]) -> ByteScan {
        // The last chunk may overlap the one before.
        let (mut has_control, mut has_mark) = (any(last, |byte| byte < b' '), any(last, |byte| byte == MARK));
        for bytes in bytes.as_chunks().0 {
            has_control |= any(bytes, |byte| byte < b' ');
            has_mark |= any(bytes, |byte| byte == MARK);
        }
        ByteScan { has_control, has_mark }
    }

    /// Whether there is surely no character that XML forbids, no tab and no line break.
    pub(crate) fn is_clean(self) -> bool {
        !self.has_control && !self.has_mark
    }

    /// Whether the text holds a character that XML forbids.
    pub(crate) fn has_illegal(self, text: &str) -> bool {
        !self.is_clean() && has_illegal(text)
    }

    /// Whether the text holds a tab or a line break.
    pub(crate) fn has_break(self, text: &str) -> bool {
        self.has_control && text.contains(['\t', '\n', '\r'])
    }
}

/// Whether a test holds for any of 16 bytes. Without an early exit, so that the compiler vectorizes it.
#[inline(always)]
fn any(bytes: &[u8; 16], is: impl Fn(u8) -> bool) -> bool {
    let mut found = 0;
    for &byte in bytes {
        found |= u8::from(is(byte));
    }
    found != 0
}

/// Whether all bytes are visible ASCII.
#[inline]
pub(crate) fn is_graphic(bytes: &[u8]) -> bool {
    let is_other = |byte: u8| !byte.is_ascii_graphic();
    match bytes.last_chunk() {
        Some(last) => !bytes.as_chunks().0.iter().any(|bytes| any(bytes, is_other)) && !any(last, is_other),
        None => bytes.iter().all(u8::is_ascii_graphic),
    }
}

/// The first byte of U+F000 to U+FFFF in UTF-8.
const MARK: u8 = 0xEF;
const MARKS: u64 = u64::from_le_bytes([MARK; 8]);
const ONES: u64 = u64::from_le_bytes([1; 8]);
const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
const HIGH_BITS: u64 = u64::from_le_bytes([0x80; 8]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::encoding::is_illegal;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn graphic(text in "[!-~]{0,60}[ -~\u{7F}\\n汉]{0,2}[!-~]{0,20}") {
            prop_assert_eq!(is_graphic(text.as_bytes()), text.bytes().all(|byte| byte.is_ascii_graphic()));
        }

        #[test]
        fn as_character_by_character(text in "[a\\x00-\\x21\\x7F汉\u{80}\u{FF}\u{FFFD}-\u{10000}]{0,40}") {
            let scan = ByteScan::of(&text);
            prop_assert_eq!(scan.has_mark, text.bytes().any(|byte| byte == MARK));
            prop_assert_eq!(scan.has_control, text.chars().any(|c| c < ' '));
            prop_assert_eq!(scan.has_illegal(&text), text.chars().any(is_illegal));
            prop_assert_eq!(scan.has_break(&text), text.chars().any(|c| matches!(c, '\t' | '\n' | '\r')));
        }
    }
}
