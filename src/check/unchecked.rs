//! Why a rule cannot be checked.

use crate::java_regex::Refusal;

/// Why a rule is not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unchecked {
    /// A rule that only the server knows, or whose meaning the guide does not state.
    ServerRule,
    /// A rule that does not apply to the type of the field.
    Unsuitable,
    /// The value, unit or exProperty cannot be used.
    Unusable,
    /// The condition has an unknown symbol or operator.
    Condition,
    /// A disableRule without a condition, in a field with a condition that is beside its rules.
    StrayGroup,
    /// A choice without options.
    NoOptions,
    /// A field of unknown type.
    UnknownType,
    /// The value and the limit cannot be compared.
    NotComparable,
    /// The pattern is unsupported, or gives no answer for the value.
    Pattern(UnsupportedPattern),
    /// The asset facts of the file are missing.
    NoFacts,
}

/// Why a pattern is unsupported, or gives no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnsupportedPattern(pub(crate) Refusal);
