//! The kinds of findings.

use crate::check::choice::Suggestion;
use crate::check::measure::Measured;
use crate::check::pattern::Mismatch;
use crate::check::unchecked::Unchecked;
use crate::code::{Code, Severity};
use crate::vocab::{Bound, FieldKind, Side, SizeUnit, ValueType};

/// What was found, with what was wanted. What was got is in the finding.
#[derive(Clone, Debug)]
pub(crate) enum FindingKind {
    Required {
        complex: bool,
    },
    ValueType(ValueType),
    /// A limit is broken.
    Limit {
        measured: Measured,
        side: Side,
        bound: Bound,
    },
    Regex(Mismatch),
    /// Another value than that of the schema, which is `wanted` if it is a single text.
    ReadOnly {
        wanted: Option<String>,
    },
    /// A value where the schema has none, so that it is not known which value must stay.
    ReadOnlyUnknown,
    FileSize {
        side: Side,
        bound: Bound,
        unit: SizeUnit,
    },
    PictureSize {
        side: Side,
        bound: Bound,
        order: Order,
    },
    ValueAttribute {
        name: String,
    },
    UnknownOption(Suggestion),
    UnavailableOption,
    UnknownField {
        near: Option<String>,
    },
    TypeMismatch {
        declared: String,
        wanted: FieldKind,
    },
    DuplicateField,
    TooManyValues {
        count: usize,
    },
    UnexpectedValue(Unexpected),
    IllegalCharacter(char),
    DisabledValue,
    DuplicateValue {
        first: usize,
    },
    Wrapper(Misplaced),
    LineBreak,
    Unchecked(Unchecked),
}

/// Whether it matters which of the two limits of a picture is the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// The limit is broken either way.
    Either,
    /// The limit is broken one way only.
    Matters,
}

/// A value of a shape that the field cannot have.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unexpected {
    OnLabel,
    PlainOnComplex,
    ComplexOnPlain,
}

/// Content in the wrong element.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Misplaced {
    /// `wanted` is the element for the values; none if they must stand directly in the field.
    Values { wanted: Option<&'static str> },
    /// `wanted` is the element for the complex value or row.
    Rows { wanted: &'static str },
    /// Text, defaults or unknown elements next to the values.
    Ignored,
}

impl FindingKind {
    pub(crate) const fn code(&self) -> Code {
        match self {
            FindingKind::Required { .. } => Code::Required,
            FindingKind::ValueType(_) => Code::ValueType,
            FindingKind::Limit { measured, side, .. } => measured.code(*side),
            FindingKind::Regex(_) => Code::Regex,
            FindingKind::ReadOnly { .. } | FindingKind::ReadOnlyUnknown => Code::ReadOnly,
            FindingKind::FileSize { side: Side::Max, .. } => Code::MaxTargetSize,
            FindingKind::FileSize { side: Side::Min, .. } => Code::MinTargetSize,
            FindingKind::PictureSize { side: Side::Max, .. } => Code::MaxImageSize,
            FindingKind::PictureSize { side: Side::Min, .. } => Code::MinImageSize,
            FindingKind::ValueAttribute { .. } => Code::ValueAttribute,
            FindingKind::UnknownOption(_) => Code::UnknownOption,
            FindingKind::UnavailableOption => Code::UnavailableOption,
            FindingKind::UnknownField { .. } => Code::UnknownField,
            FindingKind::TypeMismatch { .. } => Code::TypeMismatch,
            FindingKind::DuplicateField => Code::DuplicateField,
            FindingKind::TooManyValues { .. } => Code::TooManyValues,
            FindingKind::UnexpectedValue(_) => Code::UnexpectedValue,
            FindingKind::IllegalCharacter(_) => Code::IllegalCharacter,
            FindingKind::DisabledValue => Code::DisabledValue,
            FindingKind::DuplicateValue { .. } => Code::DuplicateValue,
            FindingKind::Wrapper(_) => Code::Wrapper,
            FindingKind::LineBreak => Code::LineBreak,
            FindingKind::Unchecked(_) => Code::Unchecked,
        }
    }

    /// The severity, unless the caller knows better.
    pub(crate) fn severity(&self) -> Severity {
        match self {
            FindingKind::ReadOnlyUnknown => Severity::Warning,
            other => other.code().severity(),
        }
    }
}
