//! What can be wrong, with what was got and what was wanted. The words stand in the catalogue; here they are
//! chosen and their gaps filled.

use std::borrow::Cow;

use crate::catalogue::{Template, texts};
use crate::check::choice::Hint;
use crate::check::pattern::Mismatch;
use crate::check::unchecked::Unchecked;
use crate::code::{Code, Severity};
use crate::decimal::Decimal;
use crate::describe::{phrase, unchecked};
use crate::lang::Lang;
use crate::validate::report::Finding;
use crate::vocab::{Bound, FieldKind, LengthUnit, Side, SizeUnit, ValueType};

#[derive(Clone, Debug)]
pub(crate) enum Problem {
    Required {
        complex: bool,
    },
    ValueType(ValueType),
    /// Something on the wrong side of a limit.
    Limit {
        measure: Measured,
        side: Side,
        bound: Bound,
    },
    Regex(Mismatch),
    /// Another value than the schema's; that one, where it is a single text.
    ReadOnly {
        wanted: Option<String>,
    },
    /// A value where the schema has none, so that nobody knows which one must stay.
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
    UnknownOption(Hint),
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

/// What was compared with a limit.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Measured {
    Length(LengthUnit),
    /// All texts inside a complex together.
    TotalLength(LengthUnit),
    /// A number, or what should be one.
    Value,
    /// A date or time.
    Moment,
    Count,
    DecimalDigits,
}

/// Whether it matters which of a picture's two limits is the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// The picture is wrong either way.
    Either,
    /// It is wrong one way, and right the other.
    Matters,
}

/// A value of a shape that a field does not take.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unexpected {
    OnLabel,
    PlainOnComplex,
    ComplexOnPlain,
}

/// Something in the wrong element.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Misplaced {
    /// The element in which the values should stand; none where they should stand alone.
    Values { wanted: Option<&'static str> },
    /// The element in which the complex value or row should stand.
    Rows { wanted: &'static str },
    /// Text, defaults or unknown elements beside the values.
    Ignored,
}

impl Problem {
    pub(crate) const fn code(&self) -> Code {
        match self {
            Problem::Required { .. } => Code::Required,
            Problem::ValueType(_) => Code::ValueType,
            Problem::Limit { measure, side, .. } => match (measure, side) {
                (Measured::Length(_) | Measured::TotalLength(_), Side::Max) => Code::MaxLength,
                (Measured::Length(_) | Measured::TotalLength(_), Side::Min) => Code::MinLength,
                (Measured::Value | Measured::Moment, Side::Max) => Code::MaxValue,
                (Measured::Value | Measured::Moment, Side::Min) => Code::MinValue,
                (Measured::Count, Side::Max) => Code::MaxInputNum,
                (Measured::Count, Side::Min) => Code::MinInputNum,
                (Measured::DecimalDigits, Side::Max) => Code::MaxDecimalDigits,
                (Measured::DecimalDigits, Side::Min) => Code::MinDecimalDigits,
            },
            Problem::Regex(_) => Code::Regex,
            Problem::ReadOnly { .. } | Problem::ReadOnlyUnknown => Code::ReadOnly,
            Problem::FileSize { side: Side::Max, .. } => Code::MaxTargetSize,
            Problem::FileSize { side: Side::Min, .. } => Code::MinTargetSize,
            Problem::PictureSize { side: Side::Max, .. } => Code::MaxImageSize,
            Problem::PictureSize { side: Side::Min, .. } => Code::MinImageSize,
            Problem::ValueAttribute { .. } => Code::ValueAttribute,
            Problem::UnknownOption(_) => Code::UnknownOption,
            Problem::UnavailableOption => Code::UnavailableOption,
            Problem::UnknownField { .. } => Code::UnknownField,
            Problem::TypeMismatch { .. } => Code::TypeMismatch,
            Problem::DuplicateField => Code::DuplicateField,
            Problem::TooManyValues { .. } => Code::TooManyValues,
            Problem::UnexpectedValue(_) => Code::UnexpectedValue,
            Problem::IllegalCharacter(_) => Code::IllegalCharacter,
            Problem::DisabledValue => Code::DisabledValue,
            Problem::DuplicateValue { .. } => Code::DuplicateValue,
            Problem::Wrapper(_) => Code::Wrapper,
            Problem::LineBreak => Code::LineBreak,
            Problem::Unchecked(_) => Code::Unchecked,
        }
    }

    /// The severity where nothing else is said.
    pub(crate) fn severity(&self) -> Severity {
        match self {
            Problem::ReadOnlyUnknown => Severity::Warning,
            _ => self.code().severity(),
        }
    }

    /// What is wrong, in words.
    pub(crate) fn message(&self, finding: &Finding, lang: Lang) -> String {
        self.template(finding).render(lang, |gap| self.fill(gap, finding, lang))
    }

    /// The text that says it.
    pub(crate) fn template(&self, finding: &Finding) -> &'static Template {
        match self {
            Problem::Required { complex: false } => &texts::presence::REQUIRED,
            Problem::Required { complex: true } => &texts::presence::REQUIRED_INSIDE,
            Problem::ValueType(_) => &texts::form::VALUE_TYPE,
            Problem::Limit { measure, side, .. } => match (measure, side) {
                (Measured::Length(_), _) => &texts::length::ONE,
                (Measured::TotalLength(_), _) => &texts::length::ALL,
                (Measured::Value, _) if finding.actual().and_then(Decimal::parse).is_none() => {
                    &texts::number::NO_NUMBER
                }
                (Measured::Value, Side::Max) => &texts::number::LARGE,
                (Measured::Value, Side::Min) => &texts::number::SMALL,
                (Measured::Moment, Side::Max) => &texts::number::LATE,
                (Measured::Moment, Side::Min) => &texts::number::EARLY,
                (Measured::Count, _) => &texts::count::GIVEN,
                (Measured::DecimalDigits, _) => &texts::number::DIGITS,
            },
            Problem::Regex(mismatch) => match mismatch {
                Mismatch::Pattern => &texts::form::PATTERN,
                Mismatch::Forbidden { part } if part.is_empty() => &texts::form::FORBIDDEN_NOTHING,
                Mismatch::Forbidden { .. } => &texts::form::FORBIDDEN,
                Mismatch::DateFormat => &texts::form::DATE_FORMAT,
            },
            Problem::ReadOnly { wanted: Some(_) } if finding.actual().is_some() => {
                &texts::presence::READ_ONLY_VALUE
            }
            Problem::ReadOnly { .. } => &texts::presence::READ_ONLY,
            Problem::ReadOnlyUnknown => &texts::presence::READ_ONLY_UNKNOWN,
            Problem::FileSize { .. } => &texts::asset::FILE,
            Problem::PictureSize { order: Order::Either, .. } => &texts::asset::PICTURE,
            Problem::PictureSize { order: Order::Matters, .. } => &texts::asset::PICTURE_DOUBTFUL,
            Problem::ValueAttribute { .. } => &texts::presence::ATTRIBUTE,
            Problem::UnknownOption(hint) => match hint {
                Hint::None => &texts::choice::UNKNOWN,
                Hint::DisplayName(_) => &texts::choice::UNKNOWN_NAME,
                Hint::Near { display_name: None, .. } => &texts::choice::UNKNOWN_NEAR,
                Hint::Near { display_name: Some(_), .. } => &texts::choice::UNKNOWN_NEAR_NAMED,
            },
            Problem::UnavailableOption => &texts::choice::UNAVAILABLE,
            Problem::UnknownField { near: None } => &texts::shape::UNKNOWN_FIELD,
            Problem::UnknownField { near: Some(_) } => &texts::shape::UNKNOWN_FIELD_NEAR,
            Problem::TypeMismatch { .. } => &texts::shape::TYPE_MISMATCH,
            Problem::DuplicateField => &texts::shape::DUPLICATE_FIELD,
            Problem::TooManyValues { .. } => &texts::shape::TOO_MANY,
            Problem::UnexpectedValue(what) => match what {
                Unexpected::OnLabel => &texts::shape::ON_LABEL,
                Unexpected::PlainOnComplex => &texts::shape::PLAIN_ON_COMPLEX,
                Unexpected::ComplexOnPlain => &texts::shape::COMPLEX_ON_PLAIN,
            },
            Problem::IllegalCharacter(_) => &texts::form::ILLEGAL,
            Problem::DisabledValue => &texts::presence::DISABLED,
            Problem::DuplicateValue { .. } => &texts::choice::DUPLICATE,
            Problem::Wrapper(what) => match what {
                Misplaced::Values { wanted: None } => &texts::shape::ALONE,
                Misplaced::Values { wanted: Some(_) } | Misplaced::Rows { .. } => &texts::shape::WRAPPED,
                Misplaced::Ignored => &texts::shape::IGNORED,
            },
            Problem::LineBreak => &texts::form::LINE_BREAK,
            Problem::Unchecked(_) if finding.rule().is_some() => &texts::unchecked::RULE,
            Problem::Unchecked(_) => &texts::unchecked::FIELD,
        }
    }

    /// What stands in a gap of the text.
    fn fill<'a>(&'a self, gap: &str, finding: &'a Finding, lang: Lang) -> Option<Cow<'a, str>> {
        let fixed = |text: &'static str| Some(Cow::Borrowed(text));
        match (gap, self) {
            ("actual", _) => finding.actual().map(short),
            ("limit", _) => finding.limit().map(|limit| Cow::Borrowed(limit.trim())),
            ("rule", _) => finding.rule().map(|rule| Cow::Borrowed(rule.name.as_str())),
            ("range", Problem::Limit { measure, side, bound }) => {
                limited(measure.range(*side, *bound), finding.limit()?.trim(), lang)
            }
            ("range", Problem::FileSize { side, bound, unit }) => {
                let limit = format!("{} {}", finding.limit()?.trim(), phrase::size_unit(*unit, lang));
                limited(phrase::number(*side, *bound), &limit, lang)
            }
            ("range", Problem::PictureSize { side, bound, .. }) => {
                limited(phrase::number(*side, *bound), finding.limit()?.trim(), lang)
            }
            ("want", Problem::ReadOnly { wanted }) => wanted.as_deref().map(short),
            ("attribute", Problem::ValueAttribute { name }) => Some(short(name)),
            ("unit", Problem::Limit { measure, .. }) => {
                fixed(measure.unit(finding.actual().unwrap_or_default(), lang)?)
            }
            ("want", Problem::ValueType(wanted)) => fixed(phrase::value_type(*wanted, lang)),
            ("want", Problem::TypeMismatch { wanted, .. }) => fixed(wanted.as_str()),
            ("declared", Problem::TypeMismatch { declared, .. }) => Some(short(declared)),
            ("part", Problem::Regex(Mismatch::Forbidden { part })) => Some(short(part)),
            ("option", Problem::UnknownOption(Hint::DisplayName(value) | Hint::Near { value, .. })) => {
                Some(short(value))
            }
            ("name", Problem::UnknownOption(Hint::Near { display_name, .. })) => {
                display_name.as_deref().map(short)
            }
            ("near", Problem::UnknownField { near }) => near.as_deref().map(short),
            ("count", Problem::TooManyValues { count }) => Some(count.to_string().into()),
            ("character", Problem::IllegalCharacter(c)) => Some(format!("U+{:04X}", u32::from(*c)).into()),
            ("first", Problem::DuplicateValue { first }) => Some(first.to_string().into()),
            ("want", Problem::Wrapper(what)) => match what {
                Misplaced::Values { wanted } => wanted.map(Cow::Borrowed),
                Misplaced::Rows { wanted } => fixed(wanted),
                Misplaced::Ignored => None,
            },
            ("why", Problem::Unchecked(reason)) => fixed(unchecked::why(*reason, lang)),
            _ => None,
        }
    }
}

/// What a limit allows, in words.
fn limited<'a>(range: &Template, limit: &str, lang: Lang) -> Option<Cow<'a, str>> {
    let fill = |gap: &str| (gap == "limit").then_some(Cow::Borrowed(limit));
    Some(range.render(lang, fill).into())
}

/// As much of a text as a message has room for. The whole is in the finding.
fn short(text: &str) -> Cow<'_, str> {
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

impl Measured {
    fn range(self, side: Side, bound: Bound) -> &'static Template {
        match self {
            Measured::Value => phrase::number(side, bound),
            Measured::Moment => phrase::moment(side, bound),
            _ => phrase::amount(side, bound),
        }
    }

    fn unit(self, actual: &str, lang: Lang) -> Option<&'static str> {
        let [one, many] = match self {
            Measured::Length(unit) | Measured::TotalLength(unit) => phrase::unit(unit),
            Measured::DecimalDigits => phrase::DIGITS,
            Measured::Value | Measured::Moment | Measured::Count => return None,
        };
        Some(if actual == "1" { one } else { many }.of(lang))
    }
}
