//! Changes between two schemas.

pub(super) mod condition;
pub(super) mod field;
pub(super) mod option;
pub(super) mod rule;
pub(super) mod schema;
