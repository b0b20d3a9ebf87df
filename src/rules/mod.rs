//! House rules: what the platform or the shop requires of items beyond the schema.
//!
//! ```text
//! rules.toml --parse--> RuleSet --bind--> BoundRules --with_rules--> Validator
//!                          Schema ---^
//! ```
//!
//! `parse` reads the file, `bind` finds the fields of the rules in a schema and turns off the rules whose fields it
//! does not have, `check` applies the others to a param. Expressions are those of mappings, with the same limits.
//! `docs/rules.md` describes the file; `packs` holds the rules that come with the library.

mod bind;
mod bound;
mod check;
mod field_path;
mod limits;
mod model;
mod pack;
mod parse;
mod problem;
mod standard_text;
mod walk;

pub use bound::{BoundRules, RuleState};
pub use model::RuleSet;
pub use pack::Pack;
pub use problem::{RuleProblem, RuleProblems};
