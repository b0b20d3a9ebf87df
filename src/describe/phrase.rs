//! Parts that messages of several codes have in common.

use crate::catalogue::template::{Template, template};
use crate::catalogue::words::{Words, words};
use crate::lang::Lang;
use crate::vocab::{Bound, LengthUnit, Side, SizeUnit, ValueType};

/// A value type as what a text should be.
pub(crate) const fn value_type(wanted: ValueType, lang: Lang) -> &'static str {
    match wanted {
        ValueType::Integer => words("a whole number of 32 bits", "整数（32 位）"),
        ValueType::Long => words("a whole number of 64 bits", "整数（64 位）"),
        ValueType::Decimal => words("a decimal number like 12.50", "小数（如 12.50）"),
        ValueType::Double => words("a number", "数字"),
        ValueType::Date => words("a date like 2024-01-31", "日期（如 2024-01-31）"),
        ValueType::Time => words("a time like 2024-01-31 10:00:00", "时间（如 2024-01-31 10:00:00）"),
        ValueType::Url => words("a link like https://… or //…", "链接（https://… 或 //…）"),
        // Any text is one, so no finding says so.
        ValueType::Text | ValueType::Textarea | ValueType::Html => words("a text", "文本"),
    }
    .of(lang)
}

/// What is counted: the unit of one, and of any other number.
pub(crate) const fn unit(unit: LengthUnit) -> [Words; 2] {
    match unit {
        LengthUnit::Byte => [words("byte", "字节"), words("bytes", "字节")],
        LengthUnit::Character => [words("character", "个字符"), words("characters", "个字符")],
    }
}

/// Digits, in the same form.
pub(crate) const DIGITS: [Words; 2] = [words("digit", "位"), words("digits", "位")];

/// The unit of a file's size.
pub(crate) const fn size_unit(unit: SizeUnit, lang: Lang) -> &'static str {
    match unit {
        SizeUnit::Byte => words("bytes", "字节"),
        SizeUnit::Kilobyte => words("KB", "KB"),
        SizeUnit::Megabyte => words("MB", "MB"),
        SizeUnit::Gigabyte => words("GB", "GB"),
    }
    .of(lang)
}

/// What a limit of something counted allows.
pub(crate) fn amount(side: Side, bound: Bound) -> &'static Template {
    static MOST: Template = template("at most {limit} allowed", "最多 {limit}");
    static LESS: Template = template("fewer than {limit} allowed", "须少于 {limit}");
    static LEAST: Template = template("at least {limit} required", "至少 {limit}");
    static MORE: Template = template("more than {limit} required", "须多于 {limit}");
    pick(side, bound, [&MOST, &LESS, &LEAST, &MORE])
}

/// What a limit of a number allows.
pub(crate) fn number(side: Side, bound: Bound) -> &'static Template {
    static MOST: Template = template("at most {limit} allowed", "不能大于 {limit}");
    static LESS: Template = template("less than {limit} allowed", "必须小于 {limit}");
    static LEAST: Template = template("at least {limit} required", "不能小于 {limit}");
    static MORE: Template = template("more than {limit} required", "必须大于 {limit}");
    pick(side, bound, [&MOST, &LESS, &LEAST, &MORE])
}

/// What a limit of a date or time allows.
pub(crate) fn moment(side: Side, bound: Bound) -> &'static Template {
    static LATEST: Template = template("it must not be after {limit}", "不能晚于 {limit}");
    static BEFORE: Template = template("it must be before {limit}", "必须早于 {limit}");
    static EARLIEST: Template = template("it must not be before {limit}", "不能早于 {limit}");
    static AFTER: Template = template("it must be after {limit}", "必须晚于 {limit}");
    pick(side, bound, [&LATEST, &BEFORE, &EARLIEST, &AFTER])
}

fn pick(side: Side, bound: Bound, of: [&'static Template; 4]) -> &'static Template {
    match (side, bound) {
        (Side::Max, Bound::Include) => of[0],
        (Side::Max, Bound::NotInclude) => of[1],
        (Side::Min, Bound::Include) => of[2],
        (Side::Min, Bound::NotInclude) => of[3],
    }
}
