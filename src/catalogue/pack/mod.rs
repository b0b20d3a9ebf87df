//! The rules of packs.

pub(super) mod content;
pub(super) mod unit;
