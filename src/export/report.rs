//! What a JSON Schema cannot say of a schema, and why.

use serde::Serialize;

use crate::lang::Lang;

/// A rule that the JSON Schema does not say, or says in part.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Unexpressed {
    /// The path of the field, with ids only.
    pub path: String,
    /// The name of the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The name of the rule; `option` for the condition of an option.
    pub rule: String,
    /// Its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Whether the JSON Schema says a part of it.
    pub partly: bool,
    /// Why not all of it.
    #[serde(skip)]
    pub reason: Reason,
}

/// How much of a rule is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    Whole,
    /// Some of what the rule refuses is let through.
    Partly(Reason),
}

/// Why a JSON Schema does not say a rule, or only a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The validator does not check it either.
    Unchecked,
    /// The condition of the rule, or of a disableRule around it, looks at what a JSON Schema cannot compare.
    Condition,
    /// The pattern has parts that engines of JavaScript match in another way.
    Pattern,
    /// Dates are compared as moments.
    Moments,
    /// The value must stay as it is.
    ReadOnly,
    /// It looks at files.
    Files,
    /// It looks at all values of the field together.
    WholeField,
    /// A negative limit, one with an exponent, or a very long one.
    NegativeLimit,
    /// Numbers with an exponent or spaces are let through.
    Exponent,
    /// Texts with characters that count differently are let through.
    Length,
    /// The limit is not a count that patterns take.
    Count,
    /// The range of the type is only known by its number of digits.
    Range,
    /// Days that the month does not have are let through.
    Calendar,
    /// Whether the host can exist is not checked.
    Host,
    /// The options depend on a call of the server.
    ServerOptions,
    /// It has no place in the JSON form.
    Other,
}

impl Reason {
    /// The reason in a language.
    #[must_use]
    pub fn text(self, lang: Lang) -> &'static str {
        let (en, zh) = match self {
            Reason::Unchecked => ("not validated here either", "校验时也不检查"),
            Reason::Condition => ("its condition cannot be expressed", "条件无法用 JSON Schema 表达"),
            Reason::Pattern => ("the pattern cannot be translated exactly", "正则表达式无法准确转换"),
            Reason::Moments => ("dates cannot be compared", "无法比较日期"),
            Reason::ReadOnly => ("read-only values are not compared", "不比较只读的值"),
            Reason::Files => ("it is about files", "针对文件"),
            Reason::WholeField => ("it is about all values together", "针对所有值的总和"),
            Reason::NegativeLimit => ("only limits from zero are expressed", "只能表达零以上的界限"),
            Reason::Exponent => ("numbers with an exponent are not limited", "不限制带指数的数字"),
            Reason::Length => (
                "only texts whose characters count the same everywhere are limited",
                "只限制各种计数方式结果一致的文本",
            ),
            Reason::Count => ("the limit is too large for a pattern", "界限过大，无法写成正则"),
            Reason::Range => ("only the number of digits is limited", "只限制位数"),
            Reason::Calendar => ("days that the month does not have are accepted", "不检查当月是否有这一天"),
            Reason::Host => ("only the beginning of the link is checked", "只检查链接的开头"),
            Reason::ServerOptions => ("the server may know more options", "服务器可能还有其他选项"),
            Reason::Other => ("JSON Schema has no such rule", "JSON Schema 没有对应的规则"),
        };
        lang.pick(en, zh)
    }
}

impl Unexpressed {
    /// The rule and the reason as one line.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let Unexpressed { path, rule, value, .. } = self;
        let value = value.as_deref().map(|value| format!(" {value}")).unwrap_or_default();
        let reason = self.reason.text(lang);
        match (self.partly, lang) {
            (true, Lang::En) => format!("{path}: {rule}{value}: expressed in part: {reason}"),
            (true, Lang::Zh) => format!("{path}：{rule}{value}：部分表达，{reason}"),
            (false, Lang::En) => format!("{path}: {rule}{value}: not expressed: {reason}"),
            (false, Lang::Zh) => format!("{path}：{rule}{value}：未表达，{reason}"),
        }
    }
}
