//! Phrases that messages of several codes share: what limits allow, and units of sizes.

use crate::catalogue::template::{Template, template};
use crate::catalogue::words::words;
use crate::lang::Lang;
use crate::vocab::{Bound, Side, SizeUnit};

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
pub(super) fn amount(side: Side, bound: Bound) -> &'static Template {
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
pub(super) fn moment(side: Side, bound: Bound) -> &'static Template {
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
