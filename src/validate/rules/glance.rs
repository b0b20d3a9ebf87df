//! One look at the bytes of a text, which for most texts answers several questions at once.

use crate::read::encoding::has_illegal;

/// What the bytes of a text tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glance {
    is_ascii: bool,
    /// Whether there is a control character below the space, be it a tab.
    has_control: bool,
}

impl Glance {
    pub(crate) fn at(text: &str) -> Glance {
        let (words, rest) = text.as_bytes().as_chunks::<8>();
        let (mut all, mut below) = (0, 0);
        for word in words {
            let word = u64::from_le_bytes(*word);
            all |= word;
            // A byte borrows from its highest bit if it is less than a space; that of a high byte was set.
            below |= word.wrapping_sub(SPACES) & !word;
        }
        let mut has_control = below & HIGH_BITS != 0;
        let mut is_ascii = all & HIGH_BITS == 0;
        for byte in rest {
            has_control |= *byte < b' ';
            is_ascii &= byte.is_ascii();
        }
        Glance { is_ascii, has_control }
    }

    /// Whether the text holds a character that XML forbids.
    pub(crate) fn has_illegal(self, text: &str) -> bool {
        (self.has_control || !self.is_ascii) && has_illegal(text)
    }

    /// Whether the text holds a tab or a line break.
    pub(crate) fn has_break(self, text: &str) -> bool {
        self.has_control && text.contains(['\t', '\n', '\r'])
    }
}

const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
const HIGH_BITS: u64 = u64::from_le_bytes([0x80; 8]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::encoding::is_illegal;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_character_by_character(text in "[a\\x00-\\x21\\x7F汉\u{80}\u{FF}\u{FFFD}-\u{10000}]{0,20}") {
            let glance = Glance::at(&text);
            prop_assert_eq!(glance.is_ascii, text.is_ascii());
            prop_assert_eq!(glance.has_control, text.chars().any(|c| c < ' '));
            prop_assert_eq!(glance.has_illegal(&text), text.chars().any(is_illegal));
            prop_assert_eq!(glance.has_break(&text), text.chars().any(|c| matches!(c, '\t' | '\n' | '\r')));
        }
    }
}
