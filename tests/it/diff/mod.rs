//! Comparing schemas, and what changes do to params.

mod cases;
mod impact;
mod promise;
