//! The string that is digested, and the same with secrets masked.

use zeroize::Zeroizing;

use crate::gateway::secret::{MASK, is_secret_name};

/// A parameter as bytes: inbound calls may be in another encoding than UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair<'a> {
    pub(crate) name: &'a [u8],
    pub(crate) value: &'a [u8],
}

/// The string that is digested.
#[derive(Default)]
pub(crate) struct Base {
    raw: Zeroizing<Vec<u8>>,
    shown: String,
}

impl Base {
    /// With room for so many bytes: what grows leaves copies behind in memory.
    pub(crate) fn with_room(length: usize) -> Base {
        Base { raw: Zeroizing::new(Vec::with_capacity(length)), shown: String::new() }
    }

    pub(crate) fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// The string with `***` in place of secrets.
    pub(crate) fn into_shown(self) -> String {
        self.shown
    }

    pub(crate) fn text(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.shown.push_str(&String::from_utf8_lossy(bytes));
    }

    pub(crate) fn secret(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.shown.push_str(MASK);
    }

    /// A value, masked if its name is that of a secret.
    pub(crate) fn value(&mut self, name: &[u8], bytes: &[u8]) {
        match is_secret_name(name) {
            true => self.secret(bytes),
            false => self.text(bytes),
        }
    }

    pub(crate) fn pair(&mut self, pair: &Pair<'_>) {
        self.text(pair.name);
        self.value(pair.name, pair.value);
    }
}
