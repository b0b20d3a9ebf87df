//! Names of changes that stay the same: hashes of what changed, never of words.

use crate::code::ChangeCode;
use crate::diff::fact::Fact;

/// FNV-1a of 64 bits (public domain, by Fowler, Noll and Vo), so that every run and platform finds the same.
struct Hash(u64);

impl Hash {
    const START: Hash = Hash(0xcbf2_9ce4_8422_2325);

    /// Adds a part with its length, so that parts cannot be taken for each other.
    fn part(mut self, text: &str) -> Hash {
        let length = (text.len() as u64).to_le_bytes();
        for byte in length.into_iter().chain(text.bytes()) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self
    }
}

pub(super) fn of(code: ChangeCode, path: &str, old: Option<&Fact>, new: Option<&Fact>) -> String {
    // A fact is plain data under text keys, and cannot fail to be written.
    let written = |fact: Option<&Fact>| serde_json::to_string(&fact).unwrap_or_default();
    let hash = Hash::START.part(code.as_str()).part(path).part(&written(old)).part(&written(new));
    format!("{:016x}", hash.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_hashes() {
        // The published value for "a" stands behind the length, so the parts are fed by hand here.
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
