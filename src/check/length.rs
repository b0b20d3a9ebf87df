//! Lengths. The guide does not say how the platform counts characters beyond ASCII and Chinese, so a length is the range of
//! all plausible counts; options select one of them.

use std::str::FromStr;

use encoding_rs::{EncoderResult, GBK};
use unicode_segmentation::UnicodeSegmentation;

use crate::vocab::{Dialect, LengthUnit};
use crate::word::ParseWordError;

/// How characters are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CharacterCount {
    /// Characters as readers see them: extended grapheme clusters of Unicode.
    Grapheme,
    /// UTF-16 units, as Java's `String.length`.
    Utf16,
    /// Unicode scalar values.
    Scalar,
}

/// Reads `grapheme`, `utf16` or `scalar`.
impl FromStr for CharacterCount {
    type Err = ParseWordError;

    fn from_str(text: &str) -> Result<CharacterCount, ParseWordError> {
        match text {
            "grapheme" => Ok(CharacterCount::Grapheme),
            "utf16" => Ok(CharacterCount::Utf16),
            "scalar" => Ok(CharacterCount::Scalar),
            _ => Err(ParseWordError::new(&["grapheme", "utf16", "scalar"])),
        }
    }
}

/// How bytes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ByteCount {
    /// In GBK: two bytes for a character that GBK encodes in two, one for any other.
    Gbk,
    /// In UTF-8.
    Utf8,
}

/// Reads `gbk` or `utf8`.
impl FromStr for ByteCount {
    type Err = ParseWordError;

    fn from_str(text: &str) -> Result<ByteCount, ParseWordError> {
        match text {
            "gbk" => Ok(ByteCount::Gbk),
            "utf8" => Ok(ByteCount::Utf8),
            _ => Err(ParseWordError::new(&["gbk", "utf8"])),
        }
    }
}

/// Which counts to use; none stands for every plausible one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counting {
    pub(crate) dialect: Dialect,
    pub(crate) character: Option<CharacterCount>,
    pub(crate) byte: Option<ByteCount>,
}

/// The smallest and the largest plausible count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) least: usize,
    pub(crate) most: usize,
}

impl Range {
    pub(crate) fn one(count: usize) -> Range {
        Range { least: count, most: count }
    }

    fn two(a: usize, b: usize) -> Range {
        Range { least: a.min(b), most: a.max(b) }
    }

    pub(crate) fn plus(self, other: Range) -> Range {
        Range { least: self.least + other.least, most: self.most + other.most }
    }
}

/// `62`, or `61-62`.
impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.least == self.most {
            write!(f, "{}", self.most)
        } else {
            write!(f, "{}-{}", self.least, self.most)
        }
    }
}

impl Counting {
    pub(crate) fn length(self, text: &str, unit: LengthUnit) -> Range {
        if text.is_ascii() && !text.contains('\r') {
            // All counts agree. A carriage return and a line feed may be one grapheme.
            return Range::one(text.len());
        }
        match unit {
            LengthUnit::Byte => match (self.byte, self.dialect) {
                (Some(ByteCount::Utf8), _) => Range::one(text.len()),
                (None, dialect) if dialect.counts_utf8() => Range::one(text.len()),
                (Some(ByteCount::Gbk), _) => Range::one(gbk_bytes(text)),
                (None, _) => Range::two(gbk_bytes(text), helper_bytes(text)),
            },
            // Each character is one in every count.
            LengthUnit::Character if text.chars().all(stands_alone) => Range::one(text.chars().count()),
            LengthUnit::Character => match self.character {
                Some(CharacterCount::Grapheme) => Range::one(text.graphemes(true).count()),
                Some(CharacterCount::Utf16) => Range::one(utf16_units(text)),
                Some(CharacterCount::Scalar) => Range::one(text.chars().count()),
                None => Range::two(text.graphemes(true).count(), utf16_units(text)),
            },
        }
    }
}

/// Whether a character is a grapheme of its own and one UTF-16 unit: ASCII except the carriage return, common Chinese
/// characters, and their punctuation.
fn stands_alone(c: char) -> bool {
    is_hanzi(c)
        || (c.is_ascii() && c != '\r')
        || matches!(c, '\u{3000}'..='\u{3020}' | '\u{FF01}'..='\u{FF5E}')
}

/// The Chinese characters of Unicode 1.1, all of which are in GBK.
fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FA5}')
}

/// Bounds of every count: each Chinese and each printable ASCII character counts at least one, since they never join;
/// and no character counts more than its bytes in UTF-8.
pub(crate) fn length_bounds(text: &str) -> Range {
    // The lead bytes of Chinese characters, and of a few hundred others that do not join either.
    let stands_alone = |byte: &&u8| matches!(byte, b' '..=b'~' | 0xE4..=0xE9);
    let Range { least, most } = length_bounds_by_size(text);
    Range { least: least.max(text.as_bytes().iter().filter(stands_alone).count()), most }
}

/// Bounds from the size of the text alone.
#[inline]
pub(crate) fn length_bounds_by_size(text: &str) -> Range {
    Range { least: text.len().min(1), most: text.len() }
}

fn utf16_units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The count of the helper in the platform's SDK: one up to U+00FF, else two for each UTF-16 unit.
fn helper_bytes(text: &str) -> usize {
    text.chars().map(|c| if c <= '\u{FF}' { 1 } else { 2 * c.len_utf16() }).sum()
}

/// Two for what `gbk` of the Encoding Standard encodes in two bytes, one for anything else.
fn gbk_bytes(text: &str) -> usize {
    let mut encoder = GBK.new_encoder();
    let mut bytes = 0;
    let mut buffer = [0; 8];
    for (start, c) in text.char_indices() {
        if c.is_ascii() || is_hanzi(c) {
            bytes += if c.is_ascii() { 1 } else { 2 };
            continue;
        }
        let one = &text[start..start + c.len_utf8()];
        let (result, _, written) = encoder.encode_from_utf8_without_replacement(one, &mut buffer, false);
        bytes += match result {
            EncoderResult::InputEmpty if written == 2 => 2,
            EncoderResult::InputEmpty | EncoderResult::OutputFull | EncoderResult::Unmappable(_) => 1,
        };
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ANY: Counting = Counting { dialect: Dialect::Classic, character: None, byte: None };

    #[test]
    fn counts() {
        let byte = |text| ANY.length(text, LengthUnit::Byte);
        let character = |text| ANY.length(text, LengthUnit::Character);
        assert_eq!((byte("a汉字"), character("a汉字")), (Range::one(5), Range::one(3)));
        assert_eq!(byte("café"), Range::two(4, 5));
        assert_eq!(byte("€"), Range::two(1, 2));
        assert_eq!(byte("한"), Range::two(1, 2));
        assert_eq!((byte("😀"), character("😀")), (Range::two(1, 4), Range::two(1, 2)));
        assert_eq!(character("\r\n"), Range::two(1, 2));
        assert_eq!(character("e\u{301}"), Range::two(1, 2));
        let icbu = Counting { dialect: Dialect::Icbu, ..ANY };
        assert_eq!(icbu.length("a汉字", LengthUnit::Byte), Range::one(7));
        let scalar = Counting { character: Some(CharacterCount::Scalar), ..ANY };
        assert_eq!(scalar.length("e\u{301}😀", LengthUnit::Character), Range::one(3));
    }

    #[test]
    fn assumptions_about_characters() {
        let gbk = |c: char| GBK.encode(&c.to_string()).0.len();
        for c in ('\0'..='\u{FFFF}').filter(|&c| is_hanzi(c) || c.is_ascii()) {
            assert_eq!(gbk(c), if c.is_ascii() { 1 } else { 2 }, "{c:?}");
        }
        // Next to characters of all kinds.
        for c in ('\0'..='\u{FFFF}').filter(|&c| stands_alone(c)) {
            let text: String = [c, 'a', c, '汉', c, '\u{3000}', c, '！', c].iter().collect();
            assert_eq!((text.graphemes(true).count(), utf16_units(&text)), (9, 9), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn bounds_hold(text in "[\\PCa-z汉\u{300}\u{600}\r\n]*") {
            let bounds = length_bounds(&text);
            let counts = [
                gbk_bytes(&text), helper_bytes(&text), text.len(), utf16_units(&text), text.chars().count(),
                text.graphemes(true).count(),
            ];
            prop_assert!(counts.iter().all(|count| (bounds.least..=bounds.most).contains(count)), "{counts:?}");
        }

        /// Each character encoded alone, as the model.
        #[test]
        fn gbk_as_the_encoding_says(text in "\\PC*") {
            let one = |c: char| {
                let text = c.to_string();
                let (bytes, _, unmappable) = GBK.encode(&text);
                if !unmappable && bytes.len() == 2 { 2 } else { 1 }
            };
            prop_assert_eq!(gbk_bytes(&text), text.chars().map(one).sum::<usize>());
        }
    }
}
