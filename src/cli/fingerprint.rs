//! A short hash of texts, the same in every run and version.

/// The FNV-1a hash of some texts in 64 bits. It is written out here because the standard library does not
/// promise the same hashes in every version.
pub(crate) fn fingerprint(texts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for text in texts {
        // This byte occurs in no UTF-8 text, so it separates the texts.
        for byte in text.bytes().chain([0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
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
