//! Bytes to text: UTF-8 and the GBK family, byte order marks, characters that XML forbids.
//!
//! All later stages see well-formed UTF-8; an [`OffsetMap`] leads back to the bytes of the input.

use encoding_rs::{Encoding, GB18030, UTF_8};

use crate::error::{EncodingError, Error, ErrorKind, Limit};
use crate::span::{OffsetMap, Position, Source, small};
use crate::xml::ReadOptions;

/// What to do with characters that XML 1.0 forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Illegal {
    /// Drop them, as the platform's SDK does; the map records where they were.
    Drop,
    /// Keep them, so that a finding can name their place.
    Keep,
}

/// A decoded input. With `failure`, the text ends where the input could not be read further.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) map: OffsetMap,
    pub(crate) failure: Option<Error>,
}

pub(crate) const BOM: &[u8] = b"\xEF\xBB\xBF";
/// An input of at most so many bytes may be copied.
const COPIED: usize = 256 << 10;
/// An XML declaration is looked for within so many bytes.
pub(crate) const PROBE: usize = 1024;

impl Decoded {
    /// A text that is the input.
    fn unchanged(text: String) -> Decoded {
        Decoded { text, map: OffsetMap::default(), failure: None }
    }
}

/// Decodes a whole input, without a copy where it is plain UTF-8.
pub(crate) fn decode_owned(input: Vec<u8>, illegal: Illegal, options: &ReadOptions) -> Decoded {
    let plain = input.len() <= options.max_input
        && Decoder::detect(&input, illegal).is_ok_and(|decoder| decoder.encoding == UTF_8)
        && !input.starts_with(BOM);
    if !plain {
        return decode(&input, illegal, options);
    }
    // A check by vector instructions and a copy take less time than the check of the standard library. A large input is
    // not copied, for its memory.
    if input.len() <= COPIED
        && let Ok(text) = simdutf8::basic::from_utf8(&input)
        && (illegal == Illegal::Keep || !has_illegal(text))
    {
        return Decoded::unchanged(text.to_owned());
    }
    match String::from_utf8(input) {
        Ok(text) if illegal == Illegal::Keep || !has_illegal(&text) => Decoded::unchanged(text),
        Ok(text) => decode(text.as_bytes(), illegal, options),
        Err(error) => decode(error.as_bytes(), illegal, options),
    }
}

/// Decodes a whole input.
pub(crate) fn decode(input: &[u8], illegal: Illegal, options: &ReadOptions) -> Decoded {
    let mut decoder = match Decoder::detect(input, illegal) {
        Ok(decoder) => decoder,
        Err(error) => {
            let failure = Some(Error::new(error, Some(Position::START)));
            return Decoded { text: String::new(), map: OffsetMap::default(), failure };
        }
    };
    let too_long = input.len() > options.max_input;
    let kept = &input[..input.len().min(options.max_input)];
    let mut text = String::new();
    let broken = decoder.push(kept, &mut text) || (!too_long && decoder.is_cut());
    let failure = if broken {
        Some(decoder.failure(&Source::new(text.clone(), decoder.map.clone(), Position::START)))
    } else {
        too_long.then(|| input_limit(options))
    };
    Decoded { text, map: decoder.map, failure }
}

/// Decodes a part of an input whose encoding is known and that begins at `base`.
pub(crate) fn decode_part(
    part: &[u8],
    encoding: &'static Encoding,
    illegal: Illegal,
    base: Position,
) -> Decoded {
    let mut decoder = Decoder::new(encoding, illegal);
    decoder.begun = true;
    let mut text = String::new();
    let broken = decoder.push(part, &mut text) || decoder.is_cut();
    let failure = broken.then(|| decoder.failure(&Source::new(text.clone(), decoder.map.clone(), base)));
    Decoded { text, map: decoder.map, failure }
}

/// Prepares a text that is UTF-8 already; a declared encoding does not matter then.
pub(crate) fn prepare(input: &str, illegal: Illegal, options: &ReadOptions) -> Decoded {
    let clean = input.len() <= options.max_input && !input.as_bytes().starts_with(BOM);
    if clean && (illegal == Illegal::Keep || !has_illegal(input)) {
        return Decoded::unchanged(input.to_owned());
    }
    let mut kept = options.max_input.min(input.len());
    while !input.is_char_boundary(kept) {
        kept -= 1;
    }
    let failure = (kept < input.len()).then(|| input_limit(options));
    let mut decoder = Decoder::new(UTF_8, illegal);
    let mut text = String::new();
    let bom = if input.as_bytes().starts_with(BOM) && kept >= BOM.len() { BOM.len() } else { 0 };
    decoder.skip(bom);
    decoder.keep(&input[bom..kept], &mut text);
    Decoded { text, map: decoder.map, failure }
}

pub(crate) fn input_limit(options: &ReadOptions) -> Error {
    Error::new(ErrorKind::Limit { limit: Limit::Input, max: options.max_input as u64 }, None)
}

/// Decodes an input piece by piece. The pieces may end anywhere.
pub(crate) struct Decoder {
    encoding: &'static Encoding,
    illegal: Illegal,
    /// The beginning of a character whose end is in the next piece.
    pending: Vec<u8>,
    /// Whether the place for a byte order mark is behind.
    begun: bool,
    /// How many bytes were taken and given since the beginning or the last [`forget`](Decoder::forget).
    input: usize,
    decoded: usize,
    pub(crate) map: OffsetMap,
}

impl Decoder {
    fn new(encoding: &'static Encoding, illegal: Illegal) -> Decoder {
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

    /// Goes on counting from a place of the decoded text: what comes before is no longer needed.
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

    /// Passes over bytes that are no part of the text.
    fn skip(&mut self, bytes: usize) {
        if bytes > 0 {
            self.input += bytes;
            self.map.push(small(self.decoded), small(self.input), 1, 1);
        }
    }

    /// Takes one character that stood in `input_bytes` bytes.
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
    fn keep(&mut self, piece: &str, text: &mut String) {
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

/// Whether XML 1.0 forbids a character.
pub(crate) fn is_illegal(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}

/// How U+FFFE and U+FFFF begin in UTF-8: the last bytes are `BE` and `BF`.
const NONCHARACTERS: &[u8] = b"\xEF\xBF";

/// Whether a text holds a character that XML 1.0 forbids.
pub(crate) fn has_illegal(text: &str) -> bool {
    // The fold has no early exit on purpose: so it is done with vector instructions.
    let control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    text.bytes().fold(false, |found, byte| found | control(byte))
        || memchr::memmem::find_iter(text.as_bytes(), NONCHARACTERS)
            .any(|at| text.as_bytes().get(at + NONCHARACTERS.len()).is_some_and(|&last| last >= 0xBE))
}

/// Whether the first bytes determine the encoding, no matter what follows.
pub(crate) fn tells_encoding(head: &[u8]) -> bool {
    /// What is longer than any mark of an encoding.
    const MARK: usize = 4;
    // The rest of a character that is cut may yet make it one that is dropped.
    let whole = match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => &head[..error.valid_up_to()],
        _ => head,
    };
    let visible = visible(whole);
    head.len() >= PROBE
        || head.len() >= MARK
            && (visible.contains("?>") || visible.len() >= XML.len() && !visible.starts_with(XML))
}

/// The beginning of a text without the characters that will be dropped, which may be anywhere.
fn visible(head: &[u8]) -> String {
    String::from_utf8_lossy(head).chars().filter(|&c| !is_illegal(c)).collect()
}

const XML: &str = "<?xml";

/// The encoding that an XML declaration at the beginning names.
fn declared_encoding(head: &[u8]) -> Option<String> {
    // Most inputs begin with the tag of their root.
    if matches!(head, [b'<', second, ..] if second.is_ascii_alphanumeric()) {
        return None;
    }
    let head = visible(head);
    let rest = head.strip_prefix(XML)?;
    let declaration = &rest[..rest.find("?>").unwrap_or(rest.len())];
    let after = &declaration[declaration.find("encoding")? + "encoding".len()..];
    let quoted = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let name = quoted[1..].split(quote).next()?;
    Some(name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(input: &[u8], illegal: Illegal) -> Decoded {
        decode(input, illegal, &ReadOptions::new())
    }

    fn gbk(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn encodings_by_declaration_and_mark() {
        let text = "<?xml version=\"1.0\" encoding='GB2312'?><a>汉字𠮷€</a>";
        assert_eq!(decoded(&gbk(text), Illegal::Drop).text, text);
        let with_bom = [BOM, "<?xml version=\"1.0\" encoding=\"GBK\"?><a>汉</a>".as_bytes()].concat();
        assert!(decoded(&with_bom, Illegal::Drop).text.ends_with("<a>汉</a>"));
        let odd = gbk("\u{1}<?x\u{2}ml version='1.0' encoding=\"\0gb\u{B}k\"?><a>汉</a>");
        assert!(decoded(&odd, Illegal::Drop).text.ends_with("<a>汉</a>"));
        for (bytes, fine) in [
            (&b"<\0a/>"[..], true),
            (b"\0<a/>", true),
            (b"<\0\x01\0a/>", true),
            (b"<\0a\0/\0", false),
            (b"\0<\0a\0/", false),
        ] {
            assert_eq!(decoded(bytes, Illegal::Drop).failure.is_none(), fine, "{bytes:?}");
        }
        let failure = decoded(b"<?xml version='1.0' encoding='Big5'?><a/>", Illegal::Drop).failure.unwrap();
        assert_eq!(
            failure.message(crate::lang::Lang::En),
            "the encoding \"Big5\" is not supported; convert the input to UTF-8 or GBK"
        );
    }

    /// Where a beginning determines the encoding, the whole input gives the same.
    #[test]
    fn the_encoding_is_told_as_soon_as_it_is_certain() {
        for (input, certain) in [
            ("<itemRule><a/></itemRule>", 5),
            ("\u{1}\0<a/>    ", 7),
            ("<?xml version='1.0' encoding='GBK'?><a/>", 36),
            ("<?xm?><a/>", 5),
            ("\u{FEFF}<?xml version='1.0'?><a/>", 5),
            ("<?\u{FFFF}xm\u{FFFF}l encoding='GBK'?><a/>", 28),
            ("<?xml version='1.0' encoding='Big5' ?><a/>", 38),
            ("<a", usize::MAX),
        ] {
            let input = input.as_bytes();
            let name = |head: &[u8]| Decoder::detect(head, Illegal::Drop).map(|decoder| decoder.encoding);
            for end in 0..=input.len() {
                assert_eq!(tells_encoding(&input[..end]), end >= certain, "{end} of {input:?}");
                assert!(end < certain || name(&input[..end]) == name(input), "{end} of {input:?}");
            }
        }
    }

    #[test]
    fn pieces_of_any_size_give_the_same() {
        let xml = "<?xml version=\"1.0\" encoding=\"GBK\"?><a>汉\u{1}字ａ𠮷€b</a>";
        for input in [gbk(xml), xml.replace("GBK", "utf-8").into_bytes(), [BOM, xml.as_bytes()].concat()] {
            let whole = decoded(&input, Illegal::Drop);
            assert!(whole.failure.is_none());
            for size in 1..7 {
                let mut decoder = Decoder::detect(&input, Illegal::Drop).unwrap();
                let mut text = String::new();
                assert!(!input.chunks(size).any(|piece| decoder.push(piece, &mut text)));
                assert!(!decoder.is_cut());
                assert_eq!(text, whole.text);
                let sources = [decoder.map, whole.map.clone()]
                    .map(|map| Source::new(text.clone(), map, Position::START));
                for at in 0..=small(text.len()) {
                    if text.is_char_boundary(at as usize) {
                        assert_eq!(sources[0].position(at), sources[1].position(at), "{at} of {text}");
                    }
                }
            }
        }
    }

    #[test]
    fn bytes_that_break_the_encoding_are_named_with_their_place() {
        let failure = decoded(
            "<a>汉\n字".as_bytes().iter().chain(b"\xFFx").copied().collect::<Vec<_>>().as_slice(),
            Illegal::Keep,
        );
        let position = failure.failure.unwrap().position().unwrap();
        assert_eq!((position.line, position.column, position.offset), (2, 2, 10));
        let cut = decoded(&"汉".as_bytes()[..2], Illegal::Keep);
        assert!(matches!(
            cut.failure.unwrap().kind(),
            ErrorKind::Encoding(EncodingError::Incomplete("UTF-8"))
        ));
    }

    #[test]
    fn forbidden_characters() {
        let input = "a\u{0}b\u{FFFF}c\td\u{FEFF}e";
        let dropped = decoded(input.as_bytes(), Illegal::Drop);
        assert_eq!(dropped.text, "abc\td\u{FEFF}e");
        let dropped = Source::new(dropped.text, dropped.map, Position::START);
        let places: Vec<_> =
            dropped.drops().map(|(at, count, position)| (at, count, position.offset)).collect();
        assert_eq!(places, [(1, 1, 1), (2, 1, 3)]);
        assert_eq!(decoded(input.as_bytes(), Illegal::Keep).text, input);
        assert!(!has_illegal("，！\u{FFFD}\u{FEFF}"));
    }
}
