//! Value types in words.

use crate::catalogue::words::words;
use crate::lang::Lang;
use crate::vocab::ValueType;

/// What a text must be: `a date like 2024-01-31`.
pub(crate) const fn wanted(value_type: ValueType, lang: Lang) -> &'static str {
    match value_type {
        ValueType::Integer => words("a whole number of 32 bits", "整数（32 位）"),
        ValueType::Long => words("a whole number of 64 bits", "整数（64 位）"),
        ValueType::Decimal => words("a decimal number like 12.50", "小数（如 12.50）"),
        ValueType::Double => words("a number", "数字"),
        ValueType::Date => words("a date like 2024-01-31", "日期（如 2024-01-31）"),
        ValueType::Time => words("a time like 2024-01-31 10:00:00", "时间（如 2024-01-31 10:00:00）"),
        ValueType::Url => words("a link like https://… or //…", "链接（https://… 或 //…）"),
        // Any text is one, so no finding has this phrase.
        ValueType::Text | ValueType::Textarea | ValueType::Html => words("a text", "文本"),
    }
    .of(lang)
}

/// The type in short: `date`.
pub(crate) const fn name(value_type: ValueType, lang: Lang) -> &'static str {
    match value_type {
        ValueType::Text => words("text", "文本"),
        ValueType::Textarea => words("text with line breaks", "多行文本"),
        ValueType::Html => words("HTML", "HTML"),
        ValueType::Integer => words("whole number", "整数"),
        ValueType::Long => words("whole number of 64 bits", "长整数"),
        ValueType::Decimal => words("decimal number", "小数"),
        ValueType::Double => words("number", "浮点数"),
        ValueType::Date => words("date", "日期"),
        ValueType::Time => words("date and time", "日期时间"),
        ValueType::Url => words("link", "链接"),
    }
    .of(lang)
}
