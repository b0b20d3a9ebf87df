//! Limits in words: `at most 60 bytes`, `最多 60 字节`.

use tmall_schema::{Bound, FieldKind, FieldRef, LengthUnit, RuleName, RuleRef, ValueType};

use super::Words;

/// The quantity that a limit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    Length(LengthUnit),
    Value,
    Date,
    Count(FieldKind),
    Digits,
}

/// Which end of the range it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Max,
    Min,
}

/// A limit that can be put into words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit<'s> {
    pub(super) quantity: Quantity,
    pub(super) end: End,
    bound: Bound,
    text: &'s str,
}

impl<'s> Limit<'s> {
    /// The limit that a rule sets; `None` if it sets none, or cannot be understood.
    pub(super) fn of(rule: RuleRef<'s>, field: FieldRef<'s>) -> Option<Limit<'s>> {
        let (end, quantity) = match rule.known()? {
            RuleName::MaxLength => (End::Max, Quantity::Length(rule.length_unit()?)),
            RuleName::MinLength => (End::Min, Quantity::Length(rule.length_unit()?)),
            RuleName::MaxValue => (End::Max, value(field)),
            RuleName::MinValue => (End::Min, value(field)),
            RuleName::MaxInputNum => (End::Max, Quantity::Count(field.kind()?)),
            RuleName::MinInputNum => (End::Min, Quantity::Count(field.kind()?)),
            RuleName::MaxDecimalDigits => (End::Max, Quantity::Digits),
            RuleName::MinDecimalDigits => (End::Min, Quantity::Digits),
            _ => return None,
        };
        if quantity != Quantity::Date {
            rule.number()?;
        }
        Some(Limit { quantity, end, bound: rule.bound()?, text: rule.value()?.trim() })
    }
}

/// Whether the values are compared as numbers or as dates.
fn value(field: FieldRef<'_>) -> Quantity {
    let is_date = |rule: RuleRef<'_>| matches!(rule.value_type(), Some(ValueType::Date | ValueType::Time));
    if field.rules_named(RuleName::ValueType).any(is_date) { Quantity::Date } else { Quantity::Value }
}

/// Whether the type of the values is a number.
fn is_number(field: FieldRef<'_>) -> bool {
    use ValueType::{Decimal, Double, Integer, Long};
    let is_number = |rule: RuleRef<'_>| matches!(rule.value_type(), Some(Decimal | Double | Integer | Long));
    field.rules_named(RuleName::ValueType).any(is_number)
}

impl Words<'_> {
    /// One end of a range.
    pub(super) fn limit(&self, limit: &Limit<'_>, field: FieldRef<'_>) -> String {
        let included = limit.bound == Bound::Include;
        let counted = matches!(limit.quantity, Quantity::Length(_) | Quantity::Count(_) | Quantity::Digits);
        let (en, zh) = match (limit.quantity, limit.end, included) {
            (Quantity::Date, End::Max, true) => ("not after", "不晚于"),
            (Quantity::Date, End::Max, false) => ("before", "早于"),
            (Quantity::Date, End::Min, true) => ("not before", "不早于"),
            (Quantity::Date, End::Min, false) => ("after", "晚于"),
            (_, End::Max, true) => ("at most", if counted { "最多" } else { "不大于" }),
            (_, End::Max, false) if counted => ("fewer than", "少于"),
            (_, End::Max, false) => ("less than", "小于"),
            (_, End::Min, true) => ("at least", if counted { "最少" } else { "不小于" }),
            (_, End::Min, false) => ("more than", if counted { "多于" } else { "大于" }),
        };
        let words = format!("{} {}", self.pick(en, zh), limit.text);
        let words = if limit.quantity == Quantity::Value && !is_number(field) {
            // Otherwise it could be taken for a length or a count.
            self.pick(format!("number {words}"), format!("数值{words}"))
        } else {
            words
        };
        self.with_unit(words, limit.text, limit.quantity, field)
    }

    /// Both ends, if they are of the same quantity and both inclusive.
    pub(super) fn range(&self, min: &Limit<'_>, max: &Limit<'_>, field: FieldRef<'_>) -> Option<String> {
        let fit = min.quantity == max.quantity && min.bound == Bound::Include && max.bound == Bound::Include;
        let words = match (min.text, max.text) {
            _ if !fit => return None,
            (min, max) if min == max => self.pick(format!("exactly {max}"), format!("恰好 {max}")),
            (min, max) => self.pick(format!("{min} to {max}"), format!("{min} 至 {max}")),
        };
        Some(self.with_unit(words, max.text, max.quantity, field))
    }

    fn with_unit(&self, words: String, number: &str, quantity: Quantity, field: FieldRef<'_>) -> String {
        let (one, many, zh) = match quantity {
            Quantity::Length(LengthUnit::Byte) => ("byte", "bytes", "字节"),
            Quantity::Length(_) => ("character", "characters", "字符"),
            Quantity::Count(FieldKind::MultiComplex) => ("row", "rows", "行"),
            Quantity::Count(FieldKind::Complex) => ("instance", "instances", "组"),
            Quantity::Count(_) => ("value", "values", "个值"),
            Quantity::Digits => ("decimal place", "decimal places", "位小数"),
            Quantity::Value | Quantity::Date => return words,
        };
        let words =
            self.pick(format!("{words} {}", if number == "1" { one } else { many }), format!("{words} {zh}"));
        match quantity {
            // The texts of all sub-fields of a complex field count together.
            Quantity::Length(_) if field.kind() == Some(FieldKind::Complex) => {
                self.pick(format!("{words} in all"), format!("合计{words}"))
            }
            _ => words,
        }
    }
}
