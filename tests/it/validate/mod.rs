//! Checking params against schemas.

mod cells;
mod findings;
mod fix;
mod model;
mod patterns;
mod requirements;
mod values;
