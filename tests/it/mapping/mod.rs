//! Mapping files.

mod cases;
mod identity;
