//! What is compared with a limit, and how.

use jiff::civil::DateTime;

use crate::check::length::{Counting, Range};
use crate::check::limit::Limit;
use crate::check::pattern::Holds;
use crate::check::text::Text;
use crate::check::value_type;
use crate::code::{Code, Severity};
use crate::decimal::Decimal;
use crate::vocab::{Dialect, LengthUnit, Side};

/// A limit for each value.
#[derive(Clone, Debug)]
pub(crate) struct ValueLimit {
    pub(crate) measure: ValueMeasure,
    pub(crate) limit: Limit,
    /// The limit as a date or time.
    moment: Option<DateTime>,
}

/// What of a value is compared with a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueMeasure {
    Length(LengthUnit),
    /// The value itself: a number, or a date or time.
    Value,
    DecimalDigits,
}

/// What of a value is counted, in a dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) measure: ValueMeasure,
    pub(crate) dialect: Dialect,
}

/// A limit for all values of a field together.
#[derive(Clone, Debug)]
pub(crate) enum FieldLimit {
    /// The number of values, rows or instances.
    Count(Limit),
    /// The length of all texts inside a `complex` field together. Broken, it makes warnings only, since the guide does
    /// not define the count.
    TotalLength(LengthUnit, Limit),
}

/// What was compared with a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Measured {
    /// The length of a value.
    Length(LengthUnit),
    /// The length of all texts inside a complex value together.
    TotalLength(LengthUnit),
    /// A number, or a text that should be one.
    Number,
    /// A date or time.
    Moment,
    /// The number of values, rows or instances.
    Count,
    /// The number of digits after the decimal point.
    DecimalDigits,
}

/// How a value compares with a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LimitOutcome {
    Passed,
    /// The severity is lower where only one way of counting breaks the limit.
    Broken {
        severity: Severity,
        measured: Measured,
        /// What was compared, if it is not the value itself.
        actual: Option<String>,
    },
    /// The value and the limit cannot be compared.
    NotComparable,
}

impl ValueMeasure {
    /// Whether the value must be a number, or a date or time.
    pub(crate) const fn is_of_number(self) -> bool {
        match self {
            ValueMeasure::Length(_) => false,
            ValueMeasure::Value | ValueMeasure::DecimalDigits => true,
        }
    }

    /// Whether it is a count of parts of the value, and not the value itself.
    pub(crate) const fn is_amount(self) -> bool {
        match self {
            ValueMeasure::Length(_) | ValueMeasure::DecimalDigits => true,
            ValueMeasure::Value => false,
        }
    }

    /// What is compared on a field of numbers and texts, or of moments.
    pub(crate) const fn measured(self, holds: Holds) -> Measured {
        match (self, holds) {
            (ValueMeasure::Length(unit), _) => Measured::Length(unit),
            (ValueMeasure::Value, Holds::Texts) => Measured::Number,
            (ValueMeasure::Value, Holds::Moments) => Measured::Moment,
            (ValueMeasure::DecimalDigits, _) => Measured::DecimalDigits,
        }
    }
}

impl Amount {
    /// The least amount that a value has. An empty value does not count.
    pub(crate) const fn least(self) -> i64 {
        match self.measure {
            ValueMeasure::Length(_) => 1,
            ValueMeasure::DecimalDigits | ValueMeasure::Value => 0,
        }
    }

    /// Whether every text has at least as much of this as of the other.
    pub(crate) fn is_at_least(self, other: Amount) -> bool {
        match (self.measure, other.measure) {
            (ValueMeasure::Length(unit), ValueMeasure::Length(of)) => {
                bytes_of_chinese(unit, self.dialect) >= bytes_of_chinese(of, other.dialect)
            }
            (measure, of) => measure == of,
        }
    }

    /// How much of it a text has, by every plausible count; none if the text has no such amount.
    pub(crate) fn of(self, text: &str) -> Option<Range> {
        match self.measure {
            ValueMeasure::Length(unit) => {
                Some(Counting { dialect: self.dialect, character: None, byte: None }.length(text, unit))
            }
            ValueMeasure::DecimalDigits => {
                Decimal::parse(text).map(|number| Range::one(number.fraction_digits()))
            }
            ValueMeasure::Value => None,
        }
    }
}

/// What a Chinese character counts. The more, the longer is every text.
const fn bytes_of_chinese(unit: LengthUnit, dialect: Dialect) -> u8 {
    match unit {
        LengthUnit::Character => 1,
        LengthUnit::Byte => dialect.bytes_of_chinese(),
    }
}

impl ValueLimit {
    /// The limit as a moment, of one of values.
    pub(crate) fn moment(&self) -> Option<DateTime> {
        self.moment
    }

    pub(crate) fn new(measure: ValueMeasure, limit: Limit) -> ValueLimit {
        let moment = match measure {
            ValueMeasure::Value => value_type::moment(&limit.text),
            ValueMeasure::Length(_) | ValueMeasure::DecimalDigits => None,
        };
        ValueLimit { measure, limit, moment }
    }

    /// The least and the most that a number with this many digits after the decimal point may be to surely pass, in units of
    /// its last digit; none if no such number surely passes.
    pub(crate) fn range_of_digits(&self, fraction_digits: usize) -> Option<(i64, i64)> {
        let any = (i64::MIN, i64::MAX);
        match self.measure {
            ValueMeasure::Value => self.limit.range_of_digits(u32::try_from(fraction_digits).ok()?),
            ValueMeasure::DecimalDigits => self.limit.allows_count(fraction_digits).then_some(any),
            ValueMeasure::Length(_) => Some(any),
        }
    }

    /// The size in bytes up to which texts surely pass; none if it does not depend on their size alone.
    pub(crate) fn most_bytes(&self) -> Option<usize> {
        match self.measure {
            ValueMeasure::Length(_) => self.limit.most_bytes(),
            ValueMeasure::Value | ValueMeasure::DecimalDigits => None,
        }
    }

    /// Whether every text with a character surely passes.
    pub(crate) fn is_met_by_all(&self) -> bool {
        match self.measure {
            ValueMeasure::Length(_) => self.limit.is_met_by_all_from(1),
            ValueMeasure::Value | ValueMeasure::DecimalDigits => false,
        }
    }

    /// Whether the limit can be read as a number or as a moment.
    pub(crate) fn is_usable(&self) -> bool {
        self.limit.number().is_some() || self.moment.is_some()
    }

    /// Whether the limit can be compared with values of a field of numbers and texts, or of moments.
    pub(crate) fn is_comparable(&self, holds: Holds) -> bool {
        match (self.measure, holds) {
            (ValueMeasure::Value, Holds::Moments) => self.moment.is_some(),
            (ValueMeasure::Value, Holds::Texts)
            | (ValueMeasure::Length(_) | ValueMeasure::DecimalDigits, _) => self.limit.number().is_some(),
        }
    }

    /// Compares a value with the limit.
    pub(crate) fn check(&self, text: &Text<'_>, holds: Holds, counting: Counting) -> LimitOutcome {
        if self.surely_passes(text, holds) {
            return LimitOutcome::Passed;
        }
        let limit = &self.limit;
        let measured = self.measure.measured(holds);
        let broken = |severity, actual| LimitOutcome::Broken { severity, measured, actual };
        match (self.measure, holds) {
            (ValueMeasure::Length(unit), _) => {
                let length = counting.length(text.text, unit);
                let severity = match [length.least, length.most].map(|count| limit.allows_count(count)) {
                    [true, true] => return LimitOutcome::Passed,
                    [false, false] => Severity::Error,
                    [true, false] | [false, true] => Severity::Warning,
                };
                broken(severity, Some(length.to_string()))
            }
            (ValueMeasure::Value, Holds::Moments) => match (value_type::moment(text.text), self.moment) {
                (_, None) => LimitOutcome::NotComparable,
                (Some(value), Some(bound)) if limit.allows(value.cmp(&bound)) => LimitOutcome::Passed,
                (_, Some(_)) => broken(Severity::Error, None),
            },
            (ValueMeasure::Value, Holds::Texts) => match (Decimal::parse(text.text), limit.number()) {
                (_, None) => LimitOutcome::NotComparable,
                (Some(value), Some(bound)) if limit.allows(value.cmp(&bound)) => LimitOutcome::Passed,
                (_, Some(_)) => broken(Severity::Error, None),
            },
            (ValueMeasure::DecimalDigits, _) => match Decimal::parse(text.text) {
                None => LimitOutcome::NotComparable,
                Some(value) if limit.allows_count(value.fraction_digits()) => LimitOutcome::Passed,
                Some(value) => {
                    let digits = value.fraction_digits().to_string();
                    broken(Severity::Error, Some(digits))
                }
            },
        }
    }

    /// Whether a value is surely within the limit, however lengths are counted.
    #[inline]
    pub(crate) fn surely_passes(&self, text: &Text<'_>, holds: Holds) -> bool {
        match (self.measure, holds) {
            (ValueMeasure::Length(_), _) => self.limit.allows_length_of(text.text),
            (ValueMeasure::Value, Holds::Texts) => self.limit.allows_small(text.number) == Some(true),
            (ValueMeasure::Value, Holds::Moments) => {
                let moments = value_type::moment(text.text).zip(self.moment);
                moments.is_some_and(|(value, bound)| self.limit.allows(value.cmp(&bound)))
            }
            (ValueMeasure::DecimalDigits, _) => {
                text.number.is_some_and(|number| self.limit.allows_count(number.fraction_digits()))
            }
        }
    }
}

impl Measured {
    /// The code of a finding about a limit.
    pub(crate) const fn code(self, side: Side) -> Code {
        match (self, side) {
            (Measured::Length(_) | Measured::TotalLength(_), Side::Max) => Code::MaxLength,
            (Measured::Length(_) | Measured::TotalLength(_), Side::Min) => Code::MinLength,
            (Measured::Number | Measured::Moment, Side::Max) => Code::MaxValue,
            (Measured::Number | Measured::Moment, Side::Min) => Code::MinValue,
            (Measured::Count, Side::Max) => Code::MaxInputNum,
            (Measured::Count, Side::Min) => Code::MinInputNum,
            (Measured::DecimalDigits, Side::Max) => Code::MaxDecimalDigits,
            (Measured::DecimalDigits, Side::Min) => Code::MinDecimalDigits,
        }
    }
}
