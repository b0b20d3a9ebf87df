//! TOML's errors in words of our own.

use crate::mapping::message::{Message, message};

/// The message for a syntax error. The toml crate gives only an English phrase, so the common errors are recognized by
/// a part of it; `rest` is the text from the place of the error on.
pub(crate) fn syntax_error(phrase: &str, rest: &str) -> Message {
    let has = |part: &str| phrase.contains(part);
    if has("duplicate key") {
        message!("this key is given twice", "该键重复出现")
    } else if has("string values must be quoted")
        && rest.trim_start_matches([' ', '\t']).starts_with(['\r', '\n'])
        || has("string values must be quoted") && rest.trim().is_empty()
        || has("missing value")
    {
        message!("a value is missing after \"=\"", "“=”之后缺少值")
    } else if has("string values must be quoted")
        || rest.starts_with(char::is_alphabetic) && (has("boolean") || has("float") || has("date"))
    {
        message!("put texts in quotes, such as \"title\"", "文本应加引号，如 \"title\"")
    } else if has("missing escaped value") || has("escape") {
        message!(
            "a backslash starts an escape here; write \\\\ for a backslash, or use '…' quotes",
            "反斜杠在此表示转义；请写成 \\\\，或改用 '…' 引号",
        )
    } else if has("string") {
        message!("this text has no closing quote", "该文本缺少结尾的引号")
    } else if has("unquoted key") || has("invalid key") {
        message!(
            "put the key in quotes; without them a key has only letters, digits, - and _",
            "请给键加引号；不加引号的键只能含字母、数字、- 和 _",
        )
    } else if has("missing assignment") || has("extra assignment") || has("`=`") {
        message!("a key, one \"=\" and a value are expected", "应为键、一个“=”和值")
    } else if has("comma") {
        message!("a comma is missing or is one too many", "缺少逗号，或多了逗号")
    } else if has("array") || has("inline table") || has("table") {
        message!("a bracket or brace is missing or is one too many", "缺少括号，或多了括号")
    } else {
        message!("this is not valid TOML", "此处不是有效的 TOML")
    }
}
