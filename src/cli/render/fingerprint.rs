//! What tells a finding from all others, the same in every run and language: forges follow findings by it.

use std::collections::HashMap;

use tmall_schema::{Code, Finding};

use super::sentence::path;

/// Makes the fingerprints of one item's findings.
pub(super) struct Fingerprints<'f> {
    file: String,
    seen: HashMap<(Code, &'f str), usize>,
}

impl<'f> Fingerprints<'f> {
    pub(super) fn new(file: String) -> Fingerprints<'f> {
        Fingerprints { file, seen: HashMap::new() }
    }

    /// Of the next finding. Line and value do not count, so that a finding stays the same when the item is
    /// edited elsewhere or made no better.
    pub(super) fn next(&mut self, finding: &'f Finding) -> String {
        let times = self.count(finding);
        fingerprint(&[&self.file, finding.code().as_str(), path(finding), &times.to_string()])
    }

    /// How often a finding of this kind was made at this place before.
    pub(super) fn count(&mut self, finding: &'f Finding) -> usize {
        let seen = self.seen.entry((finding.code(), path(finding))).or_default();
        *seen += 1;
        *seen - 1
    }
}

/// The FNV-1a hash of some texts in 64 bits. It stays the same in all versions, which that of the standard
/// library does not promise.
pub(crate) fn fingerprint(texts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for text in texts {
        // No UTF-8 text has this byte: it keeps the texts apart.
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
    fn texts_are_kept_apart() {
        // FNV-1a of the byte FF alone, and of none, as anyone can compute them.
        assert_eq!(fingerprint(&[""]), "af64724c8602eb6e");
        assert_eq!(fingerprint(&[]), "cbf29ce484222325");
        assert_ne!(fingerprint(&["a", "bc"]), fingerprint(&["ab", "c"]));
    }
}
