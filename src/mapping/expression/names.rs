//! The filters and tests that expressions may use.

/// The filters.
pub(super) const FILTERS: [&str; 19] = [
    "lower", "upper", "title", "trim", "replace", "length", "default", "join", "split", "first", "last",
    "int", "float", "round", "abs", "min", "max", "sum", "string",
];
/// The tests.
pub(super) const TESTS: [&str; 7] =
    ["defined", "undefined", "none", "number", "string", "startingwith", "endingwith"];
/// The filter that passes numbers and nothing else. No mapping can name it.
pub(super) const FACTOR: &str = "__factor";
/// The filters that pass the two sides of a comparison, in this order. No mapping can name them.
pub(super) const SIDES: [&str; 2] = ["__left", "__right"];
