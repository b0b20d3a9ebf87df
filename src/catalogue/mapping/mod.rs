//! Problems of mappings and of the records that they are applied to.

pub(super) mod file;
pub(super) mod record;
pub(super) mod schema;
