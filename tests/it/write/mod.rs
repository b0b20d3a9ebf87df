//! What is written.

mod round_trip;
