//! Errors of JSON in words.

use crate::error::{JsonError, JsonExpected, JsonType, SchemaFormError};
use crate::lang::Lang;

/// A value that the JSON form of a param does not allow.
pub(super) fn value(path: &str, found: JsonType, lang: Lang) -> String {
    let (en, zh) = found.words();
    if path.is_empty() {
        return lang.pick(
            format!("expected an object with a key for each field, not {en}"),
            format!("应为以字段 id 为键的对象，而不是{zh}"),
        );
    }
    let (what_en, what_zh) = match found {
        JsonType::Null => {
            ("leave the field out, or write \"\" to clear it", "请去掉该字段，或写 \"\" 以清空")
        }
        JsonType::NestedArray => ("a field takes one array", "一个字段只能有一层数组"),
        JsonType::True
        | JsonType::False
        | JsonType::Number
        | JsonType::Text
        | JsonType::Array
        | JsonType::Object => ("write it as a text", "请写成字符串"),
    };
    lang.pick(format!("{path} is {en}; {what_en}"), format!("{path} 是{zh}，{what_zh}"))
}

impl JsonType {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            JsonType::Null => ("null", " null"),
            JsonType::True => ("true", " true"),
            JsonType::False => ("false", " false"),
            JsonType::Number => ("a number", "数字"),
            JsonType::Text => ("a text", "字符串"),
            JsonType::Array => ("an array", "数组"),
            JsonType::NestedArray => ("an array within an array", "数组中的数组"),
            JsonType::Object => ("an object", "对象"),
        }
    }
}

impl JsonError {
    pub(crate) fn message(&self, lang: Lang) -> String {
        match self {
            JsonError::UnexpectedEnd => {
                lang.pick("the JSON text is incomplete", "JSON 文本不完整").to_owned()
            }
            JsonError::Unexpected { found, expected } => {
                let (en, zh) = expected.words();
                lang.pick(
                    format!("not valid JSON: expected {en}, found \"{found}\""),
                    format!("不是有效的 JSON：应为{zh}，而不是“{found}”"),
                )
            }
            JsonError::TextAfterEnd => lang
                .pick(
                    "not valid JSON: text after the end of the document",
                    "不是有效的 JSON：文档结束后还有内容",
                )
                .to_owned(),
            JsonError::BadNumber(text) => lang.pick(
                format!("not valid JSON: \"{text}\" is not a number that JSON allows"),
                format!("不是有效的 JSON：“{text}”不是 JSON 允许的数字"),
            ),
            JsonError::BadEscape => lang
                .pick(
                    "not valid JSON: bad escape in a string; write \"\\\\\" for a backslash",
                    "不是有效的 JSON：字符串中的转义有误，反斜杠请写成“\\\\”",
                )
                .to_owned(),
            JsonError::ControlCharacter(c) => {
                let (code, escape) = (u32::from(*c), c.escape_default());
                let escape = match c {
                    '\n' | '\r' | '\t' => escape.to_string(),
                    _ => format!("\\u{code:04x}"),
                };
                lang.pick(
                    format!("not valid JSON: U+{code:04X} within a string; write \"{escape}\""),
                    format!("不是有效的 JSON：字符串中含有 U+{code:04X}，请写成“{escape}”"),
                )
            }
            JsonError::TooDeep(most) => lang.pick(
                format!("arrays and objects are nested more than {most} levels deep"),
                format!("数组和对象的嵌套超过 {most} 层"),
            ),
            JsonError::WrongType { path, found } => {
                let (en, zh) = found.words();
                lang.pick(
                    format!("{} is {en}, which is not allowed there", place(path, lang)),
                    format!("{} 是{zh}，此处不允许", place(path, lang)),
                )
            }
            JsonError::UnknownKey { path, key, known } => lang.pick(
                format!("{} has the unknown key \"{key}\"; allowed: {}", place(path, lang), known.join(", ")),
                format!("{} 含有未知的键“{key}”；可用的键：{}", place(path, lang), known.join("、")),
            ),
            JsonError::MissingKey { path, key } => lang.pick(
                format!("{} lacks the key \"{key}\"", place(path, lang)),
                format!("{} 缺少键“{key}”", place(path, lang)),
            ),
            JsonError::DuplicateKey { path, key } => lang.pick(
                format!("{} has the key \"{key}\" twice", place(path, lang)),
                format!("{} 中键“{key}”重复", place(path, lang)),
            ),
            JsonError::Schema(error) => error.message(lang),
            JsonError::Other(text) => text.clone(),
        }
    }
}

fn place(path: &str, lang: Lang) -> &str {
    if path.is_empty() { lang.pick("the document", "文档") } else { path }
}

impl JsonExpected {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            JsonExpected::Value => ("a value", "值"),
            JsonExpected::Key => ("a key in double quotes", "双引号中的键"),
            JsonExpected::Colon => ("\":\" after the key", "键之后的“:”"),
            JsonExpected::ArrayEnd => ("\",\" or \"]\"", "“,”或“]”"),
            JsonExpected::ObjectEnd => ("\",\" or \"}\"", "“,”或“}”"),
        }
    }
}

impl SchemaFormError {
    pub(super) fn message(&self, lang: Lang) -> String {
        let fixed = match self {
            SchemaFormError::Version(version) => {
                return lang.pick(
                    format!("format_version {version} is not supported; this version reads 1"),
                    format!("不支持 format_version {version}，当前版本只支持 1"),
                );
            }
            SchemaFormError::Dialect(dialect) => {
                return lang
                    .pick(format!("the dialect \"{dialect}\" is unknown"), format!("未知的方言“{dialect}”"));
            }
            SchemaFormError::RootName(name) => {
                return lang.pick(
                    format!("the root \"{name}\" is not a valid name in XML"),
                    format!("根元素名“{name}”不是有效的 XML 名称"),
                );
            }
            SchemaFormError::Name(name) => {
                return lang.pick(
                    format!("\"{name}\" is not a valid name in XML"),
                    format!("“{name}”不是有效的 XML 名称"),
                );
            }
            SchemaFormError::Field(id, error) => {
                let inner = error.message(lang);
                return lang.pick(format!("field \"{id}\": {inner}"), format!("字段“{id}”：{inner}"));
            }
            SchemaFormError::UnknownPlace(place) => {
                return lang.pick(
                    format!("unknown content in \"{place}\", which is not an element of the format"),
                    format!("未知内容的位置“{place}”不是该格式的元素"),
                );
            }
            SchemaFormError::Unwritable(why) => {
                let why = why.message(lang);
                return lang.pick(format!("not possible in XML: {why}"), format!("XML 无法表示：{why}"));
            }
            SchemaFormError::FieldWithoutId => ("a field has no id", "field 缺少 id"),
            SchemaFormError::FieldWithoutType => ("it has no type", "缺少 type"),
            SchemaFormError::ConditionWithoutParts => ("a condition has no parts", "条件缺少 parts"),
            SchemaFormError::OperatorWithoutParts => {
                ("a part of a condition has an operator but no parts", "条件的一部分有 operator 却没有 parts")
            }
            SchemaFormError::GroupAndExpression => (
                "a part of a condition has parts and is an expression too",
                "条件的一部分既有 parts 又是表达式",
            ),
            SchemaFormError::LabelWithoutGroup => ("a label is not in a group", "label 不在 label-group 中"),
            SchemaFormError::GroupWithValue => ("a group of labels has a value", "label-group 不能有值"),
            SchemaFormError::UnknownContent => (
                "unknown content is an attribute with its value, or an element, or a text",
                "未知内容应为属性及其值、元素或文本之一",
            ),
            SchemaFormError::TooLarge => ("the schema is larger than 2 GiB", "schema 超过 2 GiB"),
            SchemaFormError::NotEqual => {
                ("as XML this would be another schema", "写成 XML 后会成为另一个 schema")
            }
        };
        lang.pick(fixed.0, fixed.1).to_owned()
    }
}
