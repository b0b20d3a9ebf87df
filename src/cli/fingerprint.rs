//! A short hash of texts, the same in every run and version.

/// The FNV-1a hash of some texts in 64 bits. It is written out here because the standard library does not
/// promise the same hashes in every version.
pub(crate) fn fingerprint(texts: &[&str]) -> String {
    let hash = texts.iter().fold(0xcbf2_9ce4_8422_2325, |hash, text| add(hash, text.as_bytes()));
    format!("{hash:016x}")
}

/// The same of a file, in whatever encoding: two files that are not UTF-8 must not become equal by decoding.
#[cfg(feature = "net")]
pub(crate) fn fingerprint_of_file(bytes: &[u8]) -> String {
    format!("{:016x}", add(0xcbf2_9ce4_8422_2325, bytes))
}

fn add(hash: u64, bytes: &[u8]) -> u64 {
    // The last byte occurs in no UTF-8 text, so it separates texts.
    bytes
        .iter()
        .chain(&[0xFF])
        .fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_separated() {
        // Computed with another implementation: FNV-1a of the single byte FF, and of no bytes.
        assert_eq!(fingerprint(&[""]), "af64724c8602eb6e");
        assert_eq!(fingerprint(&[]), "cbf29ce484222325");
        assert_ne!(fingerprint(&["a", "bc"]), fingerprint(&["ab", "c"]));
    }
}
