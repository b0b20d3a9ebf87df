//! Decoding piece by piece.

use encoding_rs::{Encoding, GB18030, UTF_8};

use crate::error::{EncodingError, Error};
use crate::span::{OffsetMap, Source, small};
use crate::xml::encoding::declaration::declared_encoding;
use crate::xml::encoding::illegal::{Illegal, has_illegal, is_illegal};
use crate::xml::encoding::{BOM, PROBE};

/// Decodes an input piece by piece. The pieces may end anywhere.
pub(crate) struct Decoder {
    pub(super) encoding: &'static Encoding,
    illegal: Illegal,
    /// The beginning of a character whose end is in the next piece.
    pending: Vec<u8>,
    /// Whether the place for a byte order mark is behind.
    pub(super) begun: bool,
    /// How many bytes were taken and given since the beginning or the last [`forget`](Decoder::forget).
    input: usize,
    decoded: usize,
    pub(crate) map: OffsetMap,
}

impl Decoder {
    pub(super) fn new(encoding: &'static Encoding, illegal: Illegal) -> Decoder {
        let map = OffsetMap::default();
        Decoder { encoding, illegal, pending: Vec::new(), begun: false, input: 0, decoded: 0, map }
    }

    /// Chooses the encoding by the first bytes: [`PROBE`] of them, or all that there are.
    pub(crate) fn detect(head: &[u8], illegal: Illegal) -> Result<Decoder, EncodingError> {
        if head.starts_with(BOM) {
            return Ok(Decoder::new(UTF_8, illegal));
        }
        if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
            return Err(EncodingError::Unsupported("UTF-16".to_owned()));
        }
        // Not a single zero: such do occur, and are dropped.
        if matches!(head, [b'<', 0, b' '..=0xFF, 0, ..] | [0, b'<', 0, b' '..=0xFF, ..]) {
            return Err(EncodingError::Unsupported("UTF-16".to_owned()));
        }
        match declared_encoding(&head[..head.len().min(PROBE)]) {
            None => Ok(Decoder::new(UTF_8, illegal)),
            Some(name) if name.eq_ignore_ascii_case("utf-8") || name.eq_ignore_ascii_case("utf8") => {
                Ok(Decoder::new(UTF_8, illegal))
            }
            Some(name) if ["gbk", "gb2312", "gb18030"].iter().any(|gb| name.eq_ignore_ascii_case(gb)) => {
                // GB18030 holds the other two; the Encoding Standard decodes all three the same way.
                Ok(Decoder::new(GB18030, illegal))
            }
            Some(name) => Err(EncodingError::Unsupported(name)),
        }
    }

    pub(crate) fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// Decodes a piece, as far as it holds whole characters. True if the bytes violate the encoding; the text
    /// then ends before them.
    pub(crate) fn push(&mut self, piece: &[u8], text: &mut String) -> bool {
        let joined;
        let mut piece = piece;
        if !self.pending.is_empty() {
            self.pending.extend_from_slice(piece);
            joined = std::mem::take(&mut self.pending);
            piece = &joined;
        }
        if !self.begun {
            if piece.len() < BOM.len() && BOM.starts_with(piece) {
                self.pending = piece.to_vec();
                return false;
            }
            self.begun = true;
            if let Some(rest) = piece.strip_prefix(BOM) {
                self.skip(BOM.len());
                piece = rest;
            }
        }
        if self.encoding == UTF_8 { self.push_utf8(piece, text) } else { self.push_gb(piece, text) }
    }

    /// Whether the input so far ends within a character (or is the beginning of a byte order mark).
    pub(crate) fn is_cut(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Continues counting from a place of the decoded text: what comes before is no longer needed.
    pub(crate) fn forget(&mut self, decoded: usize) {
        self.input -= self.map.input_before(small(decoded)) as usize;
        self.map = self.map.part(small(decoded), u32::MAX);
        self.decoded -= decoded;
    }

    /// The error for bytes that violate the encoding, after a text that was decoded before them.
    pub(crate) fn failure(&self, text: &Source) -> Error {
        let name = if self.encoding == UTF_8 { "UTF-8" } else { "GB18030" };
        let error = match self.pending.first() {
            Some(&byte) if !self.is_character_cut() => EncodingError::Invalid { encoding: name, byte },
            _ => EncodingError::Incomplete(name),
        };
        Error::new(error, Some(text.position(small(text.text.len()))))
    }

    /// Whether the pending bytes are the beginning of a character.
    fn is_character_cut(&self) -> bool {
        if self.encoding == UTF_8 {
            return std::str::from_utf8(&self.pending).is_err_and(|error| error.error_len().is_none());
        }
        gb_length(&self.pending).is_none_or(|length| self.pending.len() < length)
    }

    fn push_utf8(&mut self, piece: &[u8], text: &mut String) -> bool {
        if let Ok(valid) = simdutf8::basic::from_utf8(piece) {
            self.keep(valid, text);
            return false;
        }
        match std::str::from_utf8(piece) {
            Ok(valid) => {
                self.keep(valid, text);
                false
            }
            Err(error) => {
                let (valid, rest) = piece.split_at(error.valid_up_to());
                self.keep(std::str::from_utf8(valid).unwrap_or_default(), text);
                self.pending = rest.to_vec();
                error.error_len().is_some()
            }
        }
    }

    fn push_gb(&mut self, piece: &[u8], text: &mut String) -> bool {
        let mut at = 0;
        while at < piece.len() {
            let ascii = piece[at..].iter().take_while(|byte| byte.is_ascii()).count();
            if ascii > 0 {
                self.keep(std::str::from_utf8(&piece[at..at + ascii]).unwrap_or_default(), text);
                at += ascii;
                continue;
            }
            let length = gb_length(&piece[at..]).unwrap_or_default();
            let Some(character) = piece.get(at..at + length) else {
                self.pending = piece[at..].to_vec();
                return false;
            };
            match self.encoding.decode_without_bom_handling_and_without_replacement(character) {
                Some(decoded) => self.keep_one(&decoded, length, text),
                None => {
                    self.pending = piece[at..].to_vec();
                    return true;
                }
            }
            at += length;
        }
        false
    }

    /// Passes over bytes that are not part of the text.
    pub(super) fn skip(&mut self, bytes: usize) {
        if bytes > 0 {
            self.input += bytes;
            self.map.push(small(self.decoded), small(self.input), 1, 1);
        }
    }

    /// Takes one character that was in `input_bytes` bytes.
    fn keep_one(&mut self, character: &str, input_bytes: usize, text: &mut String) {
        let steps = if self.illegal == Illegal::Drop && character.chars().any(is_illegal) {
            0
        } else {
            text.push_str(character);
            character.len()
        };
        #[allow(clippy::cast_possible_truncation)] // a character has at most four bytes
        self.map.push(small(self.decoded), small(self.input), steps as u8, input_bytes as u8);
        self.decoded += steps;
        self.input += input_bytes;
    }

    /// Takes text that is UTF-8 in the input too.
    pub(super) fn keep(&mut self, piece: &str, text: &mut String) {
        if self.illegal == Illegal::Keep || !has_illegal(piece) {
            self.keep_clean(piece, text);
            return;
        }
        let mut rest = piece;
        while let Some(at) = rest.find(is_illegal) {
            let length = rest[at..].chars().next().map_or(1, char::len_utf8);
            self.keep_clean(&rest[..at], text);
            self.keep_one(&rest[at..at + length], length, text);
            rest = &rest[at + length..];
        }
        self.keep_clean(rest, text);
    }

    fn keep_clean(&mut self, piece: &str, text: &mut String) {
        if piece.is_empty() {
            return;
        }
        // A run of bytes that are the same on either side; said only where the two texts differ at all.
        if self.input != self.decoded || !self.map.is_empty() {
            self.map.push(small(self.decoded), small(self.input), 1, 1);
        }
        text.push_str(piece);
        self.decoded += piece.len();
        self.input += piece.len();
    }
}

/// How many bytes the character of GB18030 has that begins here; `None` without any byte.
fn gb_length(bytes: &[u8]) -> Option<usize> {
    // 0x80 alone is a euro sign, a second byte that is a digit begins four bytes, else there are two.
    match bytes {
        [] => None,
        [0x80, ..] => Some(1),
        [_, b'0'..=b'9', ..] => Some(4),
        _ => Some(2),
    }
}
