//! A seller's own data, mapped onto the fields of a schema by a mapping file.
//!
//! ```text
//! mapping.toml --parse--> Mapping --bind--> Plan --apply--> Param
//!                            Schema ---^       ^--- Record
//! ```
//!
//! `parse` reads the file, `bind` checks it against a schema, `apply` makes a param of a record. Each reports all
//! problems at once, with their places in the mapping file. `docs/mapping.md` describes the file.

mod applier;
mod apply;
mod bind;
mod cells;
mod certain;
mod columns;
mod coverage;
mod date;
pub(crate) mod encoding;
pub(crate) mod expression;
mod group;
mod identity;
mod impact;
pub(crate) mod limits;
#[expect(clippy::module_inception, reason = "the file is named after the type it holds")]
mod mapping;
pub(crate) mod message;
mod model;
mod number;
mod option;
mod pairs;
pub(crate) mod parse;
mod plan;
mod problem;
pub(crate) mod record;
pub(crate) mod record_path;
mod record_text;
mod rows;
pub(crate) mod suggestion;
mod text;
mod unknown_keys;

pub use apply::ApplyError;
pub use columns::{Columns, HeaderError};
pub use coverage::Coverage;
pub use impact::{MappingImpact, TouchedEntry};
pub use mapping::Mapping;
pub use plan::Plan;
pub use problem::{MappingProblem, MappingProblems};
pub use record::Record;
pub use record_path::PathError;
