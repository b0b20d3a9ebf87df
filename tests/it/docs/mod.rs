//! What the documentation says is what happens: the pages, the examples, the catalogue.

mod catalogue;
mod differences;
mod examples;
mod pages;
mod readme;
// A test makes a symbolic link.
#[cfg(all(feature = "cli", unix))]
mod user_pages;
