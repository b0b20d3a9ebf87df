//! What a demand asks of a value, and which demands make which.

use crate::check::date_format::DateFormat;
use crate::check::length::Counting;
use crate::check::limit::Limit;
use crate::check::pattern::{Holds, Patterns};
use crate::check::value_type;
use crate::decimal::Decimal;
use crate::diff::level::bounds::{self, Pixels};
use crate::schema::{FieldRef, RuleRef};
use crate::vocab::Side as Toward;
use crate::vocab::{Bound, Dialect, FieldKind, LengthUnit, RuleName, ValueType};

/// How limits and patterns on a field are read: it may hold numbers and texts, or moments, or now these and
/// now those.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Modes {
    pub(super) texts: bool,
    pub(super) moments: bool,
}

/// What a length is counted in; the later, the more there are of them in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::diff) enum Unit {
    Character,
    Byte,
    Utf8,
}

impl Unit {
    fn of(unit: LengthUnit, dialect: Dialect) -> Unit {
        match (unit, dialect) {
            (LengthUnit::Character, _) => Unit::Character,
            (LengthUnit::Byte, Dialect::Icbu) => Unit::Utf8,
            (LengthUnit::Byte, _) => Unit::Byte,
        }
    }
}

/// What a rule that makes errors asks for, in a form that can be compared.
#[derive(Clone, Debug)]
pub(super) enum Body<'s> {
    Required,
    Type(ValueType),
    Length {
        toward: Toward,
        count: i64,
        unit: Unit,
    },
    Value(Limit),
    Count {
        toward: Toward,
        count: i64,
    },
    Digits {
        toward: Toward,
        count: i64,
    },
    Regex {
        text: &'s str,
        bound: Bound,
    },
    ReadOnly,
    /// In bytes.
    FileSize(Limit),
    ImageSize {
        toward: Toward,
        size: [Pixels; 2],
        bound: Bound,
    },
    Attribute(&'s str),
}

/// Whether a rule of a name means anything on a field.
pub(super) fn suits(name: RuleName, kind: Option<FieldKind>) -> bool {
    match name {
        RuleName::Disable => true,
        RuleName::Required => kind != Some(FieldKind::Label),
        RuleName::ReadOnly | RuleName::MaxInputNum | RuleName::MinInputNum => {
            kind.is_some_and(|kind| kind != FieldKind::Label)
        }
        _ => kind.is_some_and(|kind| kind.is_single() || kind.is_multi()),
    }
}

impl<'s> Body<'s> {
    /// What a rule asks for; none if it is no demand, or cannot be used.
    pub(super) fn of(rule: RuleRef<'s>, field: FieldRef<'s>, dialect: Dialect) -> Option<Body<'s>> {
        let name = rule.known().filter(|name| suits(*name, field.kind()))?;
        let toward = if is_maximum(name) { Toward::Max } else { Toward::Min };
        let limit = || Limit::of(rule, toward);
        let number = || limit().filter(|limit| limit.number().is_some());
        Some(match name {
            RuleName::Required => rule.is_true().then_some(Body::Required)?,
            RuleName::ReadOnly => rule.is_true().then_some(Body::ReadOnly)?,
            RuleName::ValueType => match rule.value_type()? {
                ValueType::Text | ValueType::Textarea | ValueType::Html => return None,
                wanted => Body::Type(wanted),
            },
            RuleName::MaxLength | RuleName::MinLength => {
                let unit = Unit::of(rule.length_unit()?, dialect);
                Body::Length { toward, count: bounds::count(&number()?), unit }
            }
            RuleName::MaxValue | RuleName::MinValue => Body::Value(limit()?),
            RuleName::MaxInputNum | RuleName::MinInputNum => {
                Body::Count { toward, count: bounds::count(&number()?) }
            }
            RuleName::MaxDecimalDigits | RuleName::MinDecimalDigits => {
                Body::Digits { toward, count: bounds::count(&number()?) }
            }
            RuleName::Regex => {
                let text = rule.value().map(str::trim).filter(|text| !text.is_empty())?;
                Body::Regex { text, bound: rule.bound()? }
            }
            RuleName::MaxTargetSize | RuleName::MinTargetSize => {
                Body::FileSize(Limit::new(&bounds::bytes(rule)?, toward, rule.bound()?))
            }
            RuleName::MaxImageSize | RuleName::MinImageSize => {
                Body::ImageSize { toward, size: bounds::pixels(rule.value()?, toward)?, bound: rule.bound()? }
            }
            RuleName::ValueAttribute => {
                Body::Attribute(rule.value().map(str::trim).filter(|name| !name.is_empty())?)
            }
            _ => return None,
        })
    }

    /// Whether it can make an error of any value of the field.
    pub(super) fn can_fire(&self, takes_one: bool, modes: Modes, has_given: bool) -> bool {
        match self {
            Body::Length { toward: Toward::Min, count, .. } => *count > 1,
            Body::Count { toward: Toward::Min, count } => *count > 1,
            Body::Count { toward: Toward::Max, count } => !(takes_one && *count >= 1),
            Body::Digits { toward: Toward::Min, count } => *count > 0,
            Body::ReadOnly => has_given,
            Body::Value(limit) => {
                modes.texts && bounds::is_usable(limit, false)
                    || modes.moments && bounds::is_usable(limit, true)
            }
            Body::Regex { text, bound } => is_judged(text, *bound, modes),
            Body::ImageSize { size, .. } => size.iter().any(|pixels| pixels.is_limit()),
            _ => true,
        }
    }

    /// Whether what this lets through the other one lets through as well, read in the other's modes.
    pub(super) fn makes(&self, other: &Body<'_>, modes: Modes) -> bool {
        match (self, other) {
            (Body::Required, Body::Required) | (Body::ReadOnly, Body::ReadOnly) => true,
            (Body::Type(a), Body::Type(b)) => is_narrower(*a, *b),
            // Whole numbers have no digits after the point.
            (
                Body::Type(ValueType::Integer | ValueType::Long),
                Body::Digits { toward: Toward::Max, count },
            ) => *count >= 0,
            (
                Body::Length { toward: Toward::Max, count: a, unit: of_a },
                Body::Length { toward: Toward::Max, count: b, unit: of_b },
            ) => a <= b && of_a >= of_b,
            (
                Body::Length { toward: Toward::Min, count: a, unit: of_a },
                Body::Length { toward: Toward::Min, count: b, unit: of_b },
            ) => a >= b && of_a <= of_b,
            (Body::Value(a), Body::Value(b)) if a.side == b.side => {
                let holds = |as_moments| {
                    !bounds::is_usable(b, as_moments) || bounds::is_within(a, b, as_moments) == Some(true)
                };
                (!modes.texts || holds(false)) && (!modes.moments || holds(true))
            }
            (Body::Count { toward: t, count: a }, Body::Count { toward: u, count: b })
            | (Body::Digits { toward: t, count: a }, Body::Digits { toward: u, count: b }) => {
                t == u && if *t == Toward::Max { a <= b } else { a >= b }
            }
            (Body::Regex { text: a, bound: of_a }, Body::Regex { text: b, bound: of_b }) => {
                a == b && of_a == of_b
            }
            (Body::FileSize(a), Body::FileSize(b)) if a.side == b.side => {
                bounds::is_within(a, b, false) == Some(true)
            }
            (
                Body::ImageSize { toward: t, size: a, bound: of_a },
                Body::ImageSize { toward: u, size: b, bound: of_b },
            ) => t == u && bounds::fits((*a, *of_a), (*b, *of_b), *t),
            (Body::Attribute(a), Body::Attribute(b)) => a == b,
            _ => false,
        }
    }

    /// Whether one text is certainly let through.
    pub(super) fn allows(&self, text: &str, modes: Modes, dialect: Dialect) -> bool {
        match self {
            Body::Type(wanted) => value_type::fits(text, None, *wanted),
            Body::Length { toward, count, unit } => {
                let unit = if *unit == Unit::Character { LengthUnit::Character } else { LengthUnit::Byte };
                let length = Counting { dialect, character: None, byte: None }.length(text, unit);
                let within = |length: usize| {
                    let length = i64::try_from(length).unwrap_or(i64::MAX);
                    if *toward == Toward::Max { length <= *count } else { length >= *count }
                };
                within(length.least) || within(length.most)
            }
            Body::Value(limit) => {
                let number = || Some(limit.allows(Decimal::parse(text)?.cmp(&limit.number()?)));
                let moment =
                    || Some(limit.allows(value_type::moment(text)?.cmp(&value_type::moment(&limit.text)?)));
                let is_met = |as_moments: bool, compared: Option<bool>| {
                    !bounds::is_usable(limit, as_moments) || compared == Some(true)
                };
                (!modes.texts || is_met(false, number())) && (!modes.moments || is_met(true, moment()))
            }
            Body::Digits { toward, count } => Decimal::parse(text).is_none_or(|number| {
                let digits = i64::try_from(number.fraction_digits()).unwrap_or(i64::MAX);
                if *toward == Toward::Max { digits <= *count } else { digits >= *count }
            }),
            _ => false,
        }
    }

    /// Whether all whole negative numbers are let through.
    pub(super) fn allows_negative(&self, modes: Modes) -> bool {
        match self {
            Body::Type(wanted) => matches!(wanted, ValueType::Decimal | ValueType::Double),
            Body::Digits { toward: Toward::Max, count } => *count >= 0,
            // `-0` is one of them.
            Body::Value(limit) => {
                let zero = Decimal::parse("0").zip(limit.number());
                limit.side == Toward::Max
                    && !modes.moments
                    && zero.is_some_and(|(zero, limit_at)| limit.allows(zero.cmp(&limit_at)))
            }
            _ => false,
        }
    }

    /// Whether a limit or date format reads otherwise when the field turns between texts and moments.
    pub(super) fn is_dated(&self) -> bool {
        match self {
            Body::Value(limit) => bounds::is_usable(limit, false) || bounds::is_usable(limit, true),
            Body::Regex { text, .. } => DateFormat::parse(text).is_some(),
            _ => false,
        }
    }
}

const fn is_maximum(name: RuleName) -> bool {
    matches!(
        name,
        RuleName::MaxLength
            | RuleName::MaxValue
            | RuleName::MaxInputNum
            | RuleName::MaxDecimalDigits
            | RuleName::MaxTargetSize
            | RuleName::MaxImageSize
    )
}

/// Whether a pattern is judged at all.
fn is_judged(text: &str, bound: Bound, modes: Modes) -> bool {
    let rule = Patterns::default().rule(text, bound);
    modes.texts && rule.refusal(Holds::Texts).is_none()
        || modes.moments && rule.refusal(Holds::Moments).is_none()
}

/// Whether all texts of one type are of another: integer within long within decimal within double.
fn is_narrower(a: ValueType, b: ValueType) -> bool {
    const NUMBERS: [ValueType; 4] =
        [ValueType::Integer, ValueType::Long, ValueType::Decimal, ValueType::Double];
    let place = |wanted| NUMBERS.iter().position(|number| *number == wanted);
    a == b || place(a).zip(place(b)).is_some_and(|(a, b)| a <= b)
}
