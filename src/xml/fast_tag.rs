//! The forms of tags that make up nearly all of a document: attributes in the platform's order, one space before each,
//! double quotes, and nothing to resolve.

/// What precedes the two values of a fast tag, see `Events::fast_tag`.
pub(crate) struct FastTag {
    pub(crate) before_first: &'static str,
    pub(crate) before_second: &'static str,
}

pub(crate) const FAST_TAG_END: &[u8] = b"\"/>";

/// How the platform writes a start tag: some of these attributes in this order, see `Events::usual_tag`.
pub(crate) struct UsualTag<const N: usize> {
    /// `<` and the name.
    pub(crate) start: &'static str,
    /// What precedes each value.
    pub(crate) before: [&'static str; N],
}

/// The length of a value that ends with a double quote and needs no decoding.
#[inline]
pub(crate) fn fast_value(bytes: &[u8], longest: usize) -> Option<usize> {
    fast_length::<b'"', b'&', b'<'>(bytes, longest)
}

/// The length of a text that ends with a tag and needs no decoding. One with `>` is left to the general path, which
/// looks for `]]>`.
#[inline]
pub(crate) fn fast_text(bytes: &[u8], longest: usize) -> Option<usize> {
    fast_length::<b'<', b'>', b'&'>(bytes, longest)
}

/// The length of what ends with `END` and has none of these bytes before, and no control character. `END` and `TWIN`
/// differ in one bit, so that one test finds both.
///
/// Eight bytes at a time: values are too short for the vector search of memchr to pay off.
#[inline]
fn fast_length<const END: u8, const TWIN: u8, const OTHER: u8>(
    bytes: &[u8],
    longest: usize,
) -> Option<usize> {
    let mut length = 0;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        let found = stops_in::<END, TWIN, OTHER>(u64::from_le_bytes(*word));
        if found != 0 {
            length += found.trailing_zeros() as usize / 8;
            return (bytes[length] == END && length <= longest).then_some(length);
        }
        length += 8;
    }
    let is_stop = |byte: u8| byte < b' ' || [END, TWIN, OTHER].contains(&byte);
    length += rest.iter().position(|&byte| is_stop(byte))?;
    (bytes[length] == END && length <= longest).then_some(length)
}

/// Marks the high bit of each byte of a word that is one of these or below a space, up to the first such
/// byte at least; borrows make the marks behind it unreliable.
#[inline]
const fn stops_in<const END: u8, const TWIN: u8, const OTHER: u8>(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const fn zero(word: u64) -> u64 {
        word.wrapping_sub(ONES) & !word
    }
    const { assert!((END ^ TWIN).is_power_of_two()) };
    // Both twins look alike once the bit in which they differ is set.
    let twins = zero((word | (ONES * (END ^ TWIN) as u64)) ^ (ONES * (END | TWIN) as u64));
    let other = zero(word ^ (ONES * OTHER as u64));
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (twins | other | control) & HIGH
}

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
