//! The rules, one family a file.

pub(crate) mod choice;
pub(crate) mod value_type;
