//! The messages of rules that have none of their own.

use crate::mapping::message::{Message, message};
use crate::rules::model::Form;

/// The message for a form, with what it found.
pub(super) fn of(form: &Form, variables: &[(&'static str, &str)]) -> Message {
    let get = |name: &str| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| short(text)).unwrap_or_default()
    };
    let (value, limit) = (get("value"), get("limit"));
    match form {
        Form::Assert(_) => message!("the house rule is not met", "不符合自定义规则"),
        Form::Unique(_) => {
            message!(
                "\"{value}\" is the same as in {first}",
                "“{value}”与 {first} 重复",
                first = get("first")
            )
        }
        Form::RequiredTogether(_) => message!(
            "\"{value}\" needs a value, because \"{first}\" has one",
            "“{first}”有值时，“{value}”也必须填写",
            first = get("first"),
        ),
        Form::AnyOf(_) => message!("one of these needs a value: {value}", "以下字段至少填写一个：{value}"),
        Form::OneOf { .. } => {
            message!("\"{value}\" is not one of the allowed values", "“{value}”不在允许的取值之中")
        }
        Form::ForbiddenWords { .. } => {
            message!("\"{word}\" is a forbidden word", "含有禁用词“{word}”", word = get("word"))
        }
        Form::Sum { .. } => {
            message!("the sum is {sum}, expected {limit}", "合计为 {sum}，应为 {limit}", sum = get("sum"))
        }
        Form::Ordered { falling, .. } => {
            let previous = get("previous");
            if *falling {
                message!(
                    "{value} comes after {previous}; the values must fall",
                    "{value} 排在 {previous} 之后；取值应递减"
                )
            } else {
                message!(
                    "{value} comes after {previous}; the values must rise",
                    "{value} 排在 {previous} 之后；取值应递增"
                )
            }
        }
        Form::Matches { any: false, .. } => {
            message!(
                "\"{value}\" does not match the pattern of the house rule",
                "“{value}”与自定义规则的格式不符"
            )
        }
        Form::Matches { any: true, .. } => {
            message!("no value matches the pattern of the house rule", "没有取值符合自定义规则的格式")
        }
        Form::Range { .. } => {
            message!("\"{value}\" is out of range; expected {limit}", "“{value}”超出范围，应为 {limit}")
        }
        Form::Count { .. } => {
            message!("the number of values is {value}, expected {limit}", "共有 {value} 个值，应为 {limit}")
        }
        Form::Attribute { name, .. } => {
            message!("the value has no attribute \"{name}\"", "该值缺少属性“{name}”")
        }
        Form::NoGaps(_) => message!(
            "\"{previous}\" before this field is empty; fill the fields in their order",
            "前面的“{previous}”为空，应按顺序填写",
            previous = get("previous"),
        ),
    }
}

fn short(text: &str) -> String {
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
