//! The kinds of findings.

use std::sync::Arc;

use crate::check::choice::Suggestion;
use crate::check::measure::Measured;
use crate::check::pattern::Mismatch;
use crate::check::unchecked::Unchecked;
use crate::code::{Code, Severity};
use crate::vocab::{Bound, FieldKind, Side, SizeUnit, ValueType};

/// The kind of a finding, with what was wanted. What was found instead is [`Finding::actual`](crate::validate::Finding::actual); the
/// limit of a rule is [`Finding::limit`](crate::validate::Finding::limit).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FindingKind {
    /// A required value is missing.
    Required {
        /// Whether the field has sub-fields, one of which needs a value.
        complex: bool,
    },
    /// No value for a field of unknown type: nobody can say who fills it, so this is a warning.
    RequiredOfUnknownType,
    /// A text is not of this type.
    ValueType(ValueType),
    /// A limit is broken.
    Limit {
        /// What was compared.
        measured: Measured,
        /// Whether the limit is a maximum or a minimum.
        side: Side,
        /// Whether the limit itself is allowed.
        bound: Bound,
    },
    /// A text does not follow a pattern.
    Regex(Mismatch),
    /// Another value than that of the schema.
    ReadOnly {
        /// The value of the schema, if it is a single text.
        wanted: Option<String>,
    },
    /// A value where the schema has none, so that it is not known which value must stay.
    ReadOnlyUnknown,
    /// The size of a file is beyond a limit.
    FileSize {
        /// Whether the limit is a maximum or a minimum.
        side: Side,
        /// Whether the limit itself is allowed.
        bound: Bound,
        /// The unit of the limit.
        unit: SizeUnit,
    },
    /// The size of a picture is beyond a limit.
    PictureSize {
        /// Whether the limit is a maximum or a minimum.
        side: Side,
        /// Whether the limit itself is allowed.
        bound: Bound,
        /// Whether it matters which number of the limit is the width.
        order: Order,
    },
    /// A value lacks an attribute.
    ValueAttribute {
        /// The name of the attribute.
        name: String,
    },
    /// A value is not an option.
    UnknownOption(Suggestion),
    /// The condition of an option does not hold.
    UnavailableOption,
    /// A field is not in the schema.
    UnknownField {
        /// The nearest id in the schema.
        near: Option<String>,
    },
    /// A field declares another type than that of the schema.
    TypeMismatch {
        /// The declared type.
        declared: String,
        /// The type in the schema.
        wanted: FieldKind,
    },
    /// A second field has the same id.
    DuplicateField,
    /// A field for one value has several.
    TooManyValues {
        /// The number of values.
        count: usize,
    },
    /// A value has a shape that the field cannot have.
    UnexpectedValue(Unexpected),
    /// A character that XML forbids.
    IllegalCharacter(char),
    /// A character is written as references to its halves, which no XML parser accepts; none if only one half is there.
    SplitCharacter(Option<char>),
    /// A value has elements in it, of which the platform keeps nothing.
    Markup {
        /// The name of the first one.
        element: String,
        /// The content of the value with the mark-up escaped, as it should be written.
        escaped: String,
    },
    /// A disabled field has a value.
    DisabledValue,
    /// A value is repeated.
    DuplicateValue {
        /// The number of the first one, from 0.
        first: usize,
    },
    /// Content is in the wrong element.
    Wrapper(Misplaced),
    /// A text of one line has a tab or a line break.
    LineBreak,
    /// A rule is not checked.
    Unchecked(Unchecked),
    /// A house rule is broken: the schema does not say so.
    HouseRule(Box<HouseRule>),
}

/// What a house rule reports.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HouseRule {
    /// The code of the rule.
    pub code: Arc<str>,
    /// The name of the pack that the rule comes from; none for the rules of a file.
    pub pack: Option<&'static str>,
    /// The message in English.
    pub en: String,
    /// The message in Chinese.
    pub zh: String,
}

/// Whether it matters which of the two limits of a picture is the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The limit is broken either way.
    Either,
    /// The limit is broken one way only.
    Matters,
}

/// A value of a shape that the field cannot have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unexpected {
    /// Any value on a `label`.
    OnLabel,
    /// A text on a field with sub-fields.
    PlainOnComplex,
    /// Sub-fields on a field of texts.
    ComplexOnPlain,
}

/// Content in the wrong element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Misplaced {
    /// Values of a field.
    Values {
        /// The element for them; none if they must stand directly in the field.
        wanted: Option<&'static str>,
    },
    /// A complex value or row.
    Rows {
        /// The element for it.
        wanted: &'static str,
    },
    /// Text, defaults or unknown elements next to the values.
    Ignored,
}

impl FindingKind {
    pub(crate) const fn code(&self) -> Code {
        match self {
            FindingKind::Required { .. } | FindingKind::RequiredOfUnknownType => Code::Required,
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
            FindingKind::IllegalCharacter(_) | FindingKind::SplitCharacter(_) => Code::IllegalCharacter,
            FindingKind::Markup { .. } => Code::Markup,
            FindingKind::DisabledValue => Code::DisabledValue,
            FindingKind::DuplicateValue { .. } => Code::DuplicateValue,
            FindingKind::Wrapper(_) => Code::Wrapper,
            FindingKind::LineBreak => Code::LineBreak,
            FindingKind::Unchecked(_) => Code::Unchecked,
            FindingKind::HouseRule(_) => Code::HouseRule,
        }
    }

    /// The severity, unless the caller knows better.
    pub(crate) fn severity(&self) -> Severity {
        let is_doubtful = matches!(self, FindingKind::ReadOnlyUnknown | FindingKind::RequiredOfUnknownType);
        if is_doubtful { Severity::Warning } else { self.code().severity() }
    }
}
