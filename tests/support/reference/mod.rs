//! A slow and readable validator, written from the format alone.

pub mod checker;
pub mod measure;
pub mod pair;
pub mod random;
pub mod says;
pub mod world;
