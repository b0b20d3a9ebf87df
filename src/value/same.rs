//! Equality of short texts.

/// Compares texts of up to 16 bytes in registers: most ids and values are so short that a call of the general
/// routine takes longer than the comparison.
#[inline]
pub(crate) fn is_same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    // The first and the last words overlap where the texts are shorter than both.
    match a.len() {
        8..=16 => a.first_chunk::<8>() == b.first_chunk() && a.last_chunk::<8>() == b.last_chunk(),
        4..8 => a.first_chunk::<4>() == b.first_chunk() && a.last_chunk::<4>() == b.last_chunk(),
        _ => a == b,
    }
}

/// A hash of a short text for tables that stay correct and fast whatever collides: it is quick and not safe from attacks.
#[inline]
pub(crate) fn weak_hash(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let last = rest.iter().fold(0, |last, &byte| last << 8 | u64::from(byte));
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    words.chain([last]).fold(text.len() as u64, mix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_texts_are(a in "[a-z]{0,20}", at in 0..20_usize, other in "[a-z]?") {
            let mut b = a.clone();
            if at < b.len() {
                b.replace_range(at..=at, &other);
            }
            prop_assert_eq!(is_same(a.as_bytes(), b.as_bytes()), a == b);
            prop_assert!(is_same(a.as_bytes(), a.clone().as_bytes()));
        }
    }
}
