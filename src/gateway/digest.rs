//! The digests that the gateways use, by RustCrypto.

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha1::Sha1;
use sha2::Sha256;
use subtle::ConstantTimeEq;

pub(crate) fn md5(bytes: &[u8]) -> Vec<u8> {
    Md5::digest(bytes).to_vec()
}

pub(crate) fn sha256(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

/// An HMAC takes a key of any length; the error of its constructor cannot occur.
macro_rules! hmac {
    ($name:ident, $digest:ty) => {
        pub(crate) fn $name(key: &[u8], bytes: &[u8]) -> Vec<u8> {
            let Ok(mut mac) = <Hmac<$digest> as KeyInit>::new_from_slice(key) else { return Vec::new() };
            mac.update(bytes);
            mac.finalize().into_bytes().to_vec()
        }
    };
}

hmac!(hmac_md5, Md5);
hmac!(hmac_sha1, Sha1);
hmac!(hmac_sha256, Sha256);

/// Compares two signatures in a time that does not depend on where they differ. An empty one equals nothing.
pub(crate) fn same(expected: &[u8], given: &[u8]) -> bool {
    !expected.is_empty() && expected.ct_eq(given).into()
}
