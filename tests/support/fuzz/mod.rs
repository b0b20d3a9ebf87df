//! What each fuzz target does with an input. The targets in `fuzz/` take these files in by `#[path]`; the test
//! `promises::fuzz_replay` runs them over `fixtures/fuzz`.

pub mod comparison;
pub mod documents;
#[cfg(feature = "gateway")]
pub mod gateway;
pub mod validation;
