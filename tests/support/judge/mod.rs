//! A slow and readable validator, written from the format alone.

pub mod measure;
pub mod model;
pub mod random;
pub mod tree;
pub mod world;
