//! The one form of tag that makes up nearly all of a schema: empty, two attributes, nothing to resolve.

/// What precedes the two values of a fast tag, see `Events::fast_tag`.
pub(crate) struct FastTag {
    pub(crate) before_first: &'static str,
    pub(crate) before_second: &'static str,
}

pub(crate) const FAST_TAG_END: &[u8] = b"\"/>";

/// The length of a value that ends with a double quote and needs no decoding.
///
/// Eight bytes at a time: values are too short for the vector search of memchr to pay off.
#[inline]
pub(crate) fn fast_value(bytes: &[u8], longest: usize) -> Option<usize> {
    let mut length = 0;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        let stops = stops_in(u64::from_le_bytes(*word));
        if stops != 0 {
            length += stops.trailing_zeros() as usize / 8;
            return (bytes[length] == b'"' && length <= longest).then_some(length);
        }
        length += 8;
    }
    length += rest.iter().position(|&byte| FAST_STOPS[byte as usize])?;
    (bytes[length] == b'"' && length <= longest).then_some(length)
}

/// Marks the high bit of each byte of a word that is `"`, `&`, `<` or below a space, up to the first such
/// byte at least; borrows make the marks behind it unreliable.
#[inline]
const fn stops_in(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const fn zero(word: u64) -> u64 {
        word.wrapping_sub(ONES) & !word
    }
    let quote = zero(word ^ (ONES * b'"' as u64));
    let reference = zero(word ^ (ONES * b'&' as u64));
    let tag = zero(word ^ (ONES * b'<' as u64));
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (quote | reference | tag | control) & HIGH
}

/// Bytes that end a fast value, or need the general path.
const FAST_STOPS: [bool; 256] = stops(b"\"&<\t\n\r");

/// A table with these bytes marked.
pub(crate) const fn stops(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
}
