//! The kinds of findings.

use std::sync::Arc;

use crate::check::choice::OptionHint;
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
    Required(Missing),
    /// A complex value that may be left out is absent, and has required sub-fields.
    RequiredInside {
        /// The paths of the required sub-fields from the complex value on, such as `/prov`.
        fields: Vec<String>,
    },
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
    /// The size of the file of a picture is beyond a limit that is a lone number.
    PictureFileSize {
        /// Whether the limit is a maximum or a minimum.
        side: Side,
        /// Whether the limit itself is allowed.
        bound: Bound,
    },
    /// A value lacks an attribute.
    ValueAttribute {
        /// The name of the attribute.
        name: String,
    },
    /// A value is not an option.
    UnknownOption(OptionHint),
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
    /// A custom value has the negative number of another one with another text.
    DuplicateMarker {
        /// The number of the other one, from 0.
        first: usize,
    },
    /// The document has rules or options, and no values: it is a schema.
    NotAnItem,
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

/// What a required field lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Missing {
    /// A value.
    Value,
    /// A value of one of its sub-fields.
    ValueInside,
    /// A value of a field of unknown type: it is not known who fills it.
    OfUnknownType,
    /// A value in the right element: what there is, the platform may drop.
    InRightElement,
    /// The field itself, which `update_fields` names.
    Named,
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
        /// The element for them; none if they must be directly in the field.
        wanted: Option<&'static str>,
    },
    /// A complex value or row.
    Rows {
        /// The element for it.
        wanted: &'static str,
    },
    /// A complex value or row in an element for which alibaba.com rejects the whole item.
    Refused {
        /// The element for it.
        wanted: &'static str,
    },
    /// Text, defaults or unknown elements next to the values.
    Ignored,
}

impl FindingKind {
    pub(crate) const fn code(&self) -> Code {
        match self {
            FindingKind::Required(_) => Code::Required,
            FindingKind::RequiredInside { .. } => Code::RequiredInside,
            FindingKind::ValueType(_) => Code::ValueType,
            FindingKind::Limit { measured, side, .. } => measured.code(*side),
            FindingKind::Regex(_) => Code::Regex,
            FindingKind::ReadOnly { .. } | FindingKind::ReadOnlyUnknown => Code::ReadOnly,
            FindingKind::FileSize { side: Side::Max, .. } => Code::MaxTargetSize,
            FindingKind::FileSize { side: Side::Min, .. } => Code::MinTargetSize,
            FindingKind::PictureSize { side: Side::Max, .. }
            | FindingKind::PictureFileSize { side: Side::Max, .. } => Code::MaxImageSize,
            FindingKind::PictureSize { side: Side::Min, .. }
            | FindingKind::PictureFileSize { side: Side::Min, .. } => Code::MinImageSize,
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
            FindingKind::DuplicateValue { .. } | FindingKind::DuplicateMarker { .. } => Code::DuplicateValue,
            FindingKind::NotAnItem => Code::NotAnItem,
            FindingKind::Wrapper(_) => Code::Wrapper,
            FindingKind::LineBreak => Code::LineBreak,
            FindingKind::Unchecked(_) => Code::Unchecked,
            FindingKind::HouseRule(_) => Code::HouseRule,
        }
    }

    /// The severity, unless the caller knows better.
    pub(crate) fn severity(&self) -> Severity {
        match self {
            FindingKind::Wrapper(Misplaced::Refused { .. }) => Severity::Error,
            FindingKind::ReadOnlyUnknown
            | FindingKind::PictureFileSize { .. }
            | FindingKind::Required(Missing::OfUnknownType | Missing::InRightElement | Missing::Named) => {
                Severity::Warning
            }
            FindingKind::Required(Missing::Value | Missing::ValueInside)
            | FindingKind::RequiredInside { .. }
            | FindingKind::ValueType(_)
            | FindingKind::Limit { .. }
            | FindingKind::Regex(_)
            | FindingKind::ReadOnly { .. }
            | FindingKind::FileSize { .. }
            | FindingKind::PictureSize { .. }
            | FindingKind::ValueAttribute { .. }
            | FindingKind::UnknownOption(_)
            | FindingKind::UnavailableOption
            | FindingKind::UnknownField { .. }
            | FindingKind::TypeMismatch { .. }
            | FindingKind::DuplicateField
            | FindingKind::TooManyValues { .. }
            | FindingKind::UnexpectedValue(_)
            | FindingKind::IllegalCharacter(_)
            | FindingKind::SplitCharacter(_)
            | FindingKind::Markup { .. }
            | FindingKind::DisabledValue
            | FindingKind::DuplicateValue { .. }
            | FindingKind::DuplicateMarker { .. }
            | FindingKind::NotAnItem
            | FindingKind::Wrapper(Misplaced::Values { .. } | Misplaced::Rows { .. } | Misplaced::Ignored)
            | FindingKind::LineBreak
            | FindingKind::Unchecked(_)
            | FindingKind::HouseRule(_) => self.code().severity(),
        }
    }
}
