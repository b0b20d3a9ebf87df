//! Checking params against schemas.

mod cells;
mod findings;
mod model;
mod patterns;
mod requirements;
mod values;
