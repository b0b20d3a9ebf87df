//! What is written.

mod lossless;
mod round_trip;
