//! Notes: what in a document the reader should know.

pub(super) mod condition;
pub(super) mod document;
pub(super) mod field;
