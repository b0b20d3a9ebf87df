//! What findings say: their kinds, and the messages.

pub(super) mod kind;
pub(super) mod text;

pub use kind::{FindingKind, Misplaced, Missing, Order, Unexpected};
