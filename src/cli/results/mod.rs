//! What commands hand to renderers: plain data with its counts, without wording.
//!
//! A renderer turns these types into one output format; a command fills them. Both depend on this room, so
//! that neither depends on the other.

pub(crate) mod change;
pub(crate) mod changes;
pub(crate) mod examples;
pub(crate) mod filled;
pub(crate) mod findings;
pub(crate) mod groups;
pub(crate) mod history;
pub(crate) mod items;
pub(crate) mod mapping;
pub(crate) mod mapping_check;
pub(crate) mod rejects;
pub(crate) mod statistics;
#[cfg(feature = "sheets")]
pub(crate) mod template;
pub(crate) mod unmatched;
