//! The integration tests, in one program: linking the library once is what makes them quick to build.
//!
//! `tests/README.md` says which test holds which promise. Tests that measure the heap are a program of their own:
//! `tests/memory`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a test fails by panicking, and no other crate sees this one"
)]

#[cfg(feature = "mapping")]
mod api;
#[cfg(feature = "cli")]
mod cli;
mod diff;
mod docs;
mod export;
mod generators;
mod json;
#[cfg(feature = "mapping")]
mod mapping;
mod promises;
mod read;
mod readback;
#[cfg(feature = "mapping")]
mod rules;
#[path = "../support/mod.rs"]
mod support;
mod validate;
mod write;
