//! The contract of the language bindings.

mod cases;
mod format;
mod run;
mod schemas;
mod source;
