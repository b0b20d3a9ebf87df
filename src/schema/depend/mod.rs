//! What conditions refer to: ids resolved to fields, conditions compiled to expressions, and the order in which
//! disableRules are decided. Nothing here looks at an item; `condition` evaluates.

pub(crate) mod disable_plan;
pub(crate) mod expression;
mod graph;
pub(crate) mod ids;
pub(crate) mod outline;
pub(crate) mod table;

pub(crate) use disable_plan::DisablePlan;
