//! The rules, one family a file.

pub(crate) mod choice;
pub(crate) mod glance;
pub(crate) mod length;
pub(crate) mod limit;
pub(crate) mod number;
pub(crate) mod pattern;
pub(crate) mod size;
pub(crate) mod value_type;
