//! Phrases that messages of several codes share: units, and what limits allow.

use crate::catalogue::template::{Template, template};
use crate::catalogue::words::{Words, words};
use crate::check::measure::Measured;
use crate::lang::Lang;
use crate::vocab::{Bound, LengthUnit, Side, SizeUnit};

/// The unit of a length: for one, and for any other number.
const fn unit(unit: LengthUnit) -> [Words; 2] {
    match unit {
        LengthUnit::Byte => [words("byte", "字节"), words("bytes", "字节")],
        LengthUnit::Character => [words("character", "个字符"), words("characters", "个字符")],
    }
}

/// The unit of what was compared with a limit, in the same form; none if it has none, or the template names it.
pub(crate) const fn unit_of(measured: Measured) -> Option<[Words; 2]> {
    match measured {
        Measured::Length(counted) | Measured::TotalLength(counted) => Some(unit(counted)),
        Measured::DecimalDigits => Some([words("digit", "位"), words("digits", "位")]),
        Measured::Number | Measured::Moment | Measured::Count => None,
    }
}

/// What a limit allows.
pub(crate) fn range(measured: Measured, side: Side, bound: Bound) -> &'static Template {
    match measured {
        Measured::Number => number(side, bound),
        Measured::Moment => moment(side, bound),
        Measured::Length(_) | Measured::TotalLength(_) | Measured::Count | Measured::DecimalDigits => {
            amount(side, bound)
        }
    }
}

/// The unit of a file size.
pub(crate) const fn size_unit(unit: SizeUnit, lang: Lang) -> &'static str {
    match unit {
        SizeUnit::Byte => words("bytes", "字节"),
        SizeUnit::Kilobyte => words("KB", "KB"),
        SizeUnit::Megabyte => words("MB", "MB"),
        SizeUnit::Gigabyte => words("GB", "GB"),
    }
    .of(lang)
}

/// What a limit of a count allows.
fn amount(side: Side, bound: Bound) -> &'static Template {
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
fn moment(side: Side, bound: Bound) -> &'static Template {
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
