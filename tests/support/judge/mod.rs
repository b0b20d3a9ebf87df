//! A slow and readable validator, written from the format alone.

pub mod measure;
pub mod model;
pub mod pair;
pub mod random;
pub mod says;
pub mod world;
