//! What the documentation says is what happens: the README, the examples, the catalogue.

mod catalogue;
mod differences;
mod examples;
mod pages;
mod readme;
