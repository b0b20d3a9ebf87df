//! Expressions and templates: minijinja's expressions, without the rest of its language.
//!
//! A template is text with `{{ expression }}` in it. Statements (`{% … %}`) are refused, so there are no loops,
//! definitions or includes. There is no loader, so nothing is read. Evaluation has fuel, and the filters and tests
//! are those of [`names`]. A name that the record does not have is an error, never an empty text.
//!
//! The memory and time of an expression are bounded by the size of its input, by how often the input is named, and
//! by what the filters that make texts longer may produce ([`bounded_filters`]).

mod bounded_filters;
mod comparisons;
mod conversions;
mod environment;
mod expr;
mod failure;
mod lexer;
mod names;
mod template;

#[cfg(test)]
mod tests;

pub(crate) use expr::Expr;
pub(crate) use template::Template;
