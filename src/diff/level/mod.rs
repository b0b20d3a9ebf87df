//! The level of a change: what it does to the params that are valid.

mod bounds;
pub(super) mod case;
mod constraint;
mod custom;
pub(super) mod dialect;
mod example;
mod exemption;
pub(super) mod field_rules;
pub(super) mod fields;
mod given;
mod implies;
pub(super) mod options;
mod read_only;
mod rules;
mod server;
pub(super) mod verdict;
