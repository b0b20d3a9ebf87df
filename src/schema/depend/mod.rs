//! What conditions refer to: ids resolved to fields, conditions compiled to expressions, and the order in which
//! disableRules are evaluated. Nothing here looks at a param; the room `condition` evaluates.

pub(crate) mod disable_plan;
pub(crate) mod expression;
pub(crate) mod field_levels;
mod graph;
pub(crate) mod ids;
pub(crate) mod table;

pub(crate) use disable_plan::DisablePlan;
