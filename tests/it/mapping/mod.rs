//! Mapping files.

mod cases;
#[cfg(feature = "gateway")]
mod external_round;
mod identity;
