//! Bytes to text: UTF-8 and the GBK family, byte order marks, characters that XML forbids.
//!
//! All later stages see well-formed UTF-8; an [`OffsetMap`] leads back to the bytes of the input.

mod declaration;
mod decoder;
mod illegal;

pub(crate) use declaration::is_encoding_known;
pub(crate) use decoder::Decoder;
pub(crate) use illegal::{Illegal, has_illegal, is_illegal};

use encoding_rs::{Encoding, UTF_8};

use crate::error::{Error, ErrorKind, Limit};
use crate::span::{OffsetMap, Position, Source};
use crate::xml::ReadOptions;

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

#[cfg(test)]
mod tests;
