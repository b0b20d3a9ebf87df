//! What is compared with a limit, in words. All phrases that differ by measure are here.

use crate::catalogue::words::{Words, words};
use crate::catalogue::{Template, texts};
use crate::check::measure::{Amount, Measured, ValueMeasure};
use crate::describe::phrase;
use crate::lang::Lang;
use crate::schema::FieldRef;
use crate::vocab::{Bound, FieldKind, LengthUnit, Side};

/// The template of a finding about a limit.
pub(crate) fn template(measured: Measured, side: Side) -> &'static Template {
    match (measured, side) {
        (Measured::Length(_), _) => &texts::length::ONE,
        (Measured::TotalLength(_), _) => &texts::length::ALL,
        (Measured::Number, Side::Max) => &texts::number::LARGE,
        (Measured::Number, Side::Min) => &texts::number::SMALL,
        (Measured::Moment, Side::Max) => &texts::number::LATE,
        (Measured::Moment, Side::Min) => &texts::number::EARLY,
        (Measured::Count, _) => &texts::count::GIVEN,
        (Measured::DecimalDigits, _) => &texts::number::DIGITS,
    }
}

/// What a limit allows.
pub(crate) fn allowed(measured: Measured, side: Side, bound: Bound) -> &'static Template {
    match measured {
        Measured::Number => phrase::number(side, bound),
        Measured::Moment => phrase::moment(side, bound),
        Measured::Length(_) | Measured::TotalLength(_) | Measured::Count | Measured::DecimalDigits => {
            phrase::amount(side, bound)
        }
    }
}

/// The unit in findings, of one and of any other number; none if there is none, or the template names it.
pub(crate) const fn unit(measured: Measured) -> Option<[Words; 2]> {
    match measured {
        Measured::Length(LengthUnit::Byte) | Measured::TotalLength(LengthUnit::Byte) => {
            Some([words("byte", "字节"), words("bytes", "字节")])
        }
        Measured::Length(LengthUnit::Character) | Measured::TotalLength(LengthUnit::Character) => {
            Some([words("character", "个字符"), words("characters", "个字符")])
        }
        Measured::DecimalDigits => Some([words("digit", "位"), words("digits", "位")]),
        Measured::Number | Measured::Moment | Measured::Count => None,
    }
}

/// The words before a limit, in both languages: `at most`.
pub(super) const fn before_limit(measured: Measured, side: Side, bound: Bound) -> [&'static str; 2] {
    match (measured, side, bound) {
        (Measured::Moment, Side::Max, Bound::Include) => ["not after", "不晚于"],
        (Measured::Moment, Side::Max, Bound::NotInclude) => ["before", "早于"],
        (Measured::Moment, Side::Min, Bound::Include) => ["not before", "不早于"],
        (Measured::Moment, Side::Min, Bound::NotInclude) => ["after", "晚于"],
        (Measured::Number, Side::Max, Bound::Include) => ["at most", "不大于"],
        (Measured::Number, Side::Max, Bound::NotInclude) => ["less than", "小于"],
        (Measured::Number, Side::Min, Bound::Include) => ["at least", "不小于"],
        (Measured::Number, Side::Min, Bound::NotInclude) => ["more than", "大于"],
        (
            Measured::Length(_) | Measured::TotalLength(_) | Measured::Count | Measured::DecimalDigits,
            side,
            bound,
        ) => match (side, bound) {
            (Side::Max, Bound::Include) => ["at most", "最多"],
            (Side::Max, Bound::NotInclude) => ["fewer than", "少于"],
            (Side::Min, Bound::Include) => ["at least", "最少"],
            (Side::Min, Bound::NotInclude) => ["more than", "多于"],
        },
    }
}

/// A value with so much of what is counted: `a value of 60 bytes`.
pub(crate) fn value_with(count: i64, amount: Amount, lang: Lang) -> String {
    let plural = if count == 1 { "" } else { "s" };
    let length =
        |en, zh| lang.pick(format!("a value of {count} {en}{plural}"), format!("长 {count} {zh}的值"));
    match amount.measure {
        ValueMeasure::Length(LengthUnit::Character) => length("character", "个字符"),
        ValueMeasure::Length(LengthUnit::Byte) if amount.dialect.counts_utf8() => {
            length("UTF-8 byte", "个 UTF-8 字节")
        }
        ValueMeasure::Length(LengthUnit::Byte) => length("byte", "个字节"),
        ValueMeasure::DecimalDigits => {
            let en = format!("a value with {count} decimal digit{plural}");
            lang.pick(en, format!("小数点后 {count} 位的值"))
        }
        ValueMeasure::Value => count.to_string(),
    }
}

/// Whether the limit is for all values together, which the words must say.
pub(super) const fn is_total(measured: Measured) -> bool {
    match measured {
        Measured::TotalLength(_) => true,
        Measured::Length(_)
        | Measured::Number
        | Measured::Moment
        | Measured::Count
        | Measured::DecimalDigits => false,
    }
}

/// What is counted, in outlines: one, several, and in Chinese.
pub(super) fn counted(measured: Measured, field: FieldRef<'_>) -> Option<[&'static str; 3]> {
    Some(match measured {
        Measured::Length(LengthUnit::Byte) | Measured::TotalLength(LengthUnit::Byte) => {
            ["byte", "bytes", "字节"]
        }
        Measured::Length(LengthUnit::Character) | Measured::TotalLength(LengthUnit::Character) => {
            ["character", "characters", "字符"]
        }
        Measured::Count => match field.kind() {
            Some(FieldKind::MultiComplex) => ["row", "rows", "行"],
            Some(FieldKind::Complex) => ["instance", "instances", "组"],
            Some(
                FieldKind::Input
                | FieldKind::MultiInput
                | FieldKind::SingleCheck
                | FieldKind::MultiCheck
                | FieldKind::Label,
            )
            | None => ["value", "values", "个值"],
        },
        Measured::DecimalDigits => ["decimal place", "decimal places", "位小数"],
        Measured::Number | Measured::Moment => return None,
    })
}
