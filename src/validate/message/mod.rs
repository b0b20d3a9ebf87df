//! What findings say: their kinds, and the messages.

pub(super) mod kind;
pub(super) mod text;

pub use kind::{FindingKind, HouseRule, Misplaced, Missing, Order, Unexpected};
