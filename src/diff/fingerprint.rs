//! Stable identifiers of changes: hashes of the facts, never of messages.

use crate::code::ChangeCode;
use crate::diff::fact::Fact;

/// The 64-bit FNV-1a hash (public domain, by Fowler, Noll and Vo). It is the same in every run and on every platform.
struct Hash(u64);

impl Hash {
    const START: Hash = Hash(0xcbf2_9ce4_8422_2325);

    /// Adds a part after its length, so that moving text between parts changes the hash.
    fn part(mut self, text: &str) -> Hash {
        let length = (text.len() as u64).to_le_bytes();
        for byte in length.into_iter().chain(text.bytes()) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self
    }
}

/// The fingerprint of a change: 16 hexadecimal digits.
pub(super) fn of(code: ChangeCode, path: &str, old: Option<&Fact>, new: Option<&Fact>) -> String {
    // Serializing cannot fail: a fact is plain data with text keys.
    let written = |fact: Option<&Fact>| serde_json::to_string(&fact).unwrap_or_default();
    let hash = Hash::START.part(code.as_str()).part(path).part(&written(old)).part(&written(new));
    format!("{:016x}", hash.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_hashes() {
        // The published value is that of "a" without its length, so it is hashed by hand here.
        let plain = "a"
            .bytes()
            .fold(Hash::START.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        assert_eq!(plain, 0xaf63_dc4c_8601_ec8c);
        assert_eq!(of(ChangeCode::RuleAdded, "/a", None, None), of(ChangeCode::RuleAdded, "/a", None, None));
        assert_ne!(
            of(ChangeCode::RuleAdded, "/a", None, None),
            of(ChangeCode::RuleRemoved, "/a", None, None)
        );
        assert_ne!(Hash::START.part("ab").part("c").0, Hash::START.part("a").part("bc").0);
    }
}
