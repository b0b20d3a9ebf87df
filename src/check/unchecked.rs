//! Why a rule cannot be checked.

use crate::java_regex::Refusal;

/// Why a rule is not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unchecked {
    /// A rule of the server, or one without a stated meaning.
    ServerRule,
    /// A rule that does not go with the field's type.
    Unsuitable,
    /// A value, unit or exProperty that makes no sense.
    Unusable,
    /// A condition with a symbol or operator that we do not know.
    Condition,
    /// A choice without options.
    NoOptions,
    /// A field of unknown type.
    UnknownType,
    /// The limit is no moment, or the value no number.
    NotComparable,
    /// A pattern whose answer for the value is not known.
    Pattern(Refusal),
    /// Nothing is known about the file.
    NoFacts,
}
