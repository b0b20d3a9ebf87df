//! What can be wrong, with what was got and what was wanted; one place that puts it into words.

use crate::validate::report::{Code, Finding, Severity};
use crate::validate::rules::limit::Side;
use crate::validate::rules::pattern::Refusal;
use crate::vocab::{Bound, LengthUnit, SizeUnit};
use crate::{FieldKind, Lang, ValueType};

#[derive(Clone, Debug)]
pub(crate) enum Problem {
    Required {
        complex: bool,
    },
    ValueType(ValueType),
    /// Something on the wrong side of a limit.
    Limit {
        measure: Measured,
        side: Side,
        bound: Bound,
    },
    Regex(Mismatch),
    /// Another value than the schema's; that one, where it is a single text.
    ReadOnly {
        wanted: Option<String>,
    },
    /// A value where the schema has none, so that nobody knows which one must stay.
    ReadOnlyUnknown,
    FileSize {
        side: Side,
        bound: Bound,
        unit: SizeUnit,
    },
    PictureSize {
        side: Side,
        bound: Bound,
        order: Order,
    },
    ValueAttribute {
        name: String,
    },
    UnknownOption(Hint),
    UnavailableOption,
    UnknownField {
        near: Option<String>,
    },
    TypeMismatch {
        declared: String,
        wanted: FieldKind,
    },
    DuplicateField,
    TooManyValues {
        count: usize,
    },
    UnexpectedValue(Unexpected),
    IllegalCharacter(char),
    DisabledValue,
    DuplicateValue {
        first: usize,
    },
    Wrapper(Misplaced),
    LineBreak,
    Unchecked(Reason),
}

/// What was compared with a limit.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Measured {
    Length(LengthUnit),
    /// All texts inside a complex together.
    TotalLength(LengthUnit),
    Value,
    Count,
    DecimalDigits,
}

/// What a regexRule does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mismatch {
    /// The whole value should match.
    Pattern,
    /// No part may match, and this one does.
    Forbidden { part: String },
    /// The value is no date of the form.
    DateFormat,
}

/// Whether it matters which of a picture's two limits is the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// The picture is wrong either way.
    Either,
    /// It is wrong one way, and right the other.
    Matters,
}

/// What a seller may have meant by a value that is no option.
#[derive(Clone, Debug)]
pub(crate) enum Hint {
    None,
    /// The text is the display name of the option of this value.
    DisplayName(String),
    /// The closest option.
    Near {
        value: String,
        display_name: Option<String>,
    },
}

/// A value of a shape that a field does not take.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unexpected {
    OnLabel,
    PlainOnComplex,
    ComplexOnPlain,
}

/// Something in the wrong element.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Misplaced {
    /// The element in which the values should stand; none where they should stand alone.
    Values { wanted: Option<&'static str> },
    /// The element in which the complex value or row should stand.
    Rows { wanted: &'static str },
    /// Text, defaults or unknown elements beside the values.
    Ignored,
}

/// Why a rule is not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// A rule of the server, or one without a stated meaning.
    ServerRule,
    /// A rule that does not go with the field's type.
    Unsuitable,
    /// A value, unit or exProperty that makes no sense.
    Unusable,
    /// A condition with a symbol or operator that we do not know.
    Condition,
    /// A choice without options.
    NoOptions,
    /// A field of unknown type.
    UnknownType,
    /// The limit is no moment, or the value no number.
    NotComparable,
    /// A pattern whose answer for the value is not known.
    Pattern(Refusal),
    /// Nothing is known about the file.
    NoFacts,
}

impl Problem {
    pub(crate) const fn code(&self) -> Code {
        match self {
            Problem::Required { .. } => Code::Required,
            Problem::ValueType(_) => Code::ValueType,
            Problem::Limit { measure, side, .. } => match (measure, side) {
                (Measured::Length(_) | Measured::TotalLength(_), Side::Max) => Code::MaxLength,
                (Measured::Length(_) | Measured::TotalLength(_), Side::Min) => Code::MinLength,
                (Measured::Value, Side::Max) => Code::MaxValue,
                (Measured::Value, Side::Min) => Code::MinValue,
                (Measured::Count, Side::Max) => Code::MaxInputNum,
                (Measured::Count, Side::Min) => Code::MinInputNum,
                (Measured::DecimalDigits, Side::Max) => Code::MaxDecimalDigits,
                (Measured::DecimalDigits, Side::Min) => Code::MinDecimalDigits,
            },
            Problem::Regex(_) => Code::Regex,
            Problem::ReadOnly { .. } | Problem::ReadOnlyUnknown => Code::ReadOnly,
            Problem::FileSize { side: Side::Max, .. } => Code::MaxTargetSize,
            Problem::FileSize { side: Side::Min, .. } => Code::MinTargetSize,
            Problem::PictureSize { side: Side::Max, .. } => Code::MaxImageSize,
            Problem::PictureSize { side: Side::Min, .. } => Code::MinImageSize,
            Problem::ValueAttribute { .. } => Code::ValueAttribute,
            Problem::UnknownOption(_) => Code::UnknownOption,
            Problem::UnavailableOption => Code::UnavailableOption,
            Problem::UnknownField { .. } => Code::UnknownField,
            Problem::TypeMismatch { .. } => Code::TypeMismatch,
            Problem::DuplicateField => Code::DuplicateField,
            Problem::TooManyValues { .. } => Code::TooManyValues,
            Problem::UnexpectedValue(_) => Code::UnexpectedValue,
            Problem::IllegalCharacter(_) => Code::IllegalCharacter,
            Problem::DisabledValue => Code::DisabledValue,
            Problem::DuplicateValue { .. } => Code::DuplicateValue,
            Problem::Wrapper(_) => Code::Wrapper,
            Problem::LineBreak => Code::LineBreak,
            Problem::Unchecked(_) => Code::Unchecked,
        }
    }

    /// The severity where nothing else is said.
    pub(crate) const fn severity(&self) -> Severity {
        match self {
            Problem::DisabledValue
            | Problem::DuplicateValue { .. }
            | Problem::Wrapper(_)
            | Problem::LineBreak
            | Problem::ReadOnlyUnknown => Severity::Warning,
            Problem::Unchecked(_) => Severity::Note,
            _ => Severity::Error,
        }
    }

    pub(crate) fn message(&self, finding: &Finding, lang: Lang) -> String {
        let actual = finding.actual().unwrap_or_default();
        match self {
            Problem::Required { complex: false } => {
                lang.pick("a value is required", "必填，缺少值").to_owned()
            }
            Problem::Required { complex: true } => {
                lang.pick("at least one value inside is required", "必填，其中至少要有一个值").to_owned()
            }
            Problem::ValueType(wanted) => lang.pick(
                format!("\"{actual}\" is not {}", value_type(*wanted, lang)),
                format!("“{actual}”不是{}", value_type(*wanted, lang)),
            ),
            Problem::Limit { measure, side, bound } => {
                let limit = finding.limit().unwrap_or_default().trim();
                let limit = bounded(*side, *bound, limit, lang);
                measure.text(actual, &limit, lang)
            }
            Problem::Regex(mismatch) => {
                mismatch.text(actual, finding.limit().unwrap_or_default().trim(), lang)
            }
            Problem::ReadOnly { wanted: Some(wanted) } => lang.pick(
                format!("\"{actual}\" given, but this field is read-only and must stay \"{wanted}\""),
                format!("该字段只读，值应保持为“{wanted}”，却填了“{actual}”"),
            ),
            Problem::ReadOnly { wanted: None } => lang
                .pick(
                    "this field is read-only, and its values are not those that the schema gives",
                    "该字段只读，所填的值与 schema 给出的不一致",
                )
                .to_owned(),
            Problem::ReadOnlyUnknown => lang
                .pick(
                    "this field is read-only, and the schema gives no value that could stay",
                    "该字段只读，而 schema 没有给出应保持的值",
                )
                .to_owned(),
            Problem::FileSize { side, bound, unit } => {
                let limit = finding.limit().unwrap_or_default().trim();
                let limit =
                    bounded(*side, *bound, &format!("{limit} {}", unit.as_str().to_uppercase()), lang);
                lang.pick(
                    format!("the file has {actual} bytes, {limit} allowed"),
                    format!("文件大小为 {actual} 字节，{limit}"),
                )
            }
            Problem::PictureSize { side, bound, order } => {
                let limit = bounded(*side, *bound, finding.limit().unwrap_or_default().trim(), lang);
                let text = lang.pick(
                    format!("{actual} pixels, {limit} allowed"),
                    format!("图片尺寸为 {actual} 像素，{limit}"),
                );
                let doubt = lang.pick(
                    "; it depends on which of the two numbers is the width",
                    "；取决于两个数字中哪个是宽度",
                );
                if *order == Order::Matters { text + doubt } else { text }
            }
            Problem::ValueAttribute { name } => lang.pick(
                format!("the value must carry the attribute {name}, and not an empty one"),
                format!("该值必须带有非空的属性 {name}"),
            ),
            Problem::UnknownOption(hint) => {
                let text =
                    lang.pick(format!("\"{actual}\" is no option"), format!("“{actual}”不在可选值之中"));
                text + &hint.text(lang)
            }
            Problem::UnavailableOption => lang.pick(
                format!("the option \"{actual}\" is not available with the other values given"),
                format!("在当前其他取值下，选项“{actual}”不可选"),
            ),
            Problem::UnknownField { near } => {
                let text = lang.pick("the schema has no such field", "schema 中没有该字段").to_owned();
                match near {
                    Some(near) => {
                        text + &lang.pick(format!("; closest: {near}"), format!("；最接近的是 {near}"))
                    }
                    None => text,
                }
            }
            Problem::TypeMismatch { declared, wanted } => lang.pick(
                format!("declared as {declared}, the schema says {wanted}"),
                format!("type 写的是 {declared}，schema 要求 {wanted}"),
            ),
            Problem::DuplicateField => lang
                .pick("a second field of this id; the first one counts", "字段重复，以第一个为准")
                .to_owned(),
            Problem::TooManyValues { count } => lang.pick(
                format!("{count} values where one is allowed"),
                format!("只允许一个值，却有 {count} 个"),
            ),
            Problem::UnexpectedValue(what) => what.text(lang).to_owned(),
            Problem::IllegalCharacter(c) => {
                let code = u32::from(*c);
                lang.pick(
                    format!("the character U+{code:04X}, which XML forbids"),
                    format!("含有 XML 不允许的字符 U+{code:04X}"),
                )
            }
            Problem::DisabledValue => lang
                .pick(
                    "this field is disabled now; the platform ignores the value",
                    "该字段当前被禁用，平台会忽略此值",
                )
                .to_owned(),
            Problem::DuplicateValue { first } => lang
                .pick(format!("the same value as at {first}"), format!("与第 {first} 个（从 0 起）的值重复")),
            Problem::Wrapper(what) => what.text(lang),
            Problem::LineBreak => lang
                .pick(
                    "a tab or line break, which the platform turns into a space",
                    "含有制表符或换行符，平台会替换成空格",
                )
                .to_owned(),
            Problem::Unchecked(reason) => {
                let name = finding.rule().map(|rule| rule.name.as_str()).unwrap_or_default();
                let why = reason.text(lang);
                if name.is_empty() {
                    lang.pick(format!("not judged: {why}"), format!("未校验：{why}"))
                } else {
                    lang.pick(format!("{name} is not judged: {why}"), format!("{name} 未校验：{why}"))
                }
            }
        }
    }
}

/// `at most 60`, `more than 0`.
fn bounded(side: Side, bound: Bound, limit: &str, lang: Lang) -> String {
    let (en, zh) = match (side, bound) {
        (Side::Max, Bound::Include) => ("at most", "最大为 "),
        (Side::Max, Bound::NotInclude) => ("less than", "必须小于 "),
        (Side::Min, Bound::Include) => ("at least", "最小为 "),
        (Side::Min, Bound::NotInclude) => ("more than", "必须大于 "),
    };
    lang.pick(format!("{en} {limit}"), format!("{zh}{limit}"))
}

impl Measured {
    fn text(self, actual: &str, limit: &str, lang: Lang) -> String {
        let unit = |unit| match unit {
            LengthUnit::Byte => lang.pick("bytes", "字节"),
            LengthUnit::Character => lang.pick("characters", "个字符"),
        };
        match self {
            Measured::Length(length) => {
                let unit = unit(length);
                lang.pick(
                    format!("{actual} {unit} long, {limit} allowed"),
                    format!("长度 {actual} {unit}，{limit} {unit}"),
                )
            }
            Measured::TotalLength(length) => {
                let unit = unit(length);
                lang.pick(
                    format!("{actual} {unit} long in all, {limit} allowed"),
                    format!("合计长度 {actual} {unit}，{limit} {unit}"),
                )
            }
            Measured::Value => {
                lang.pick(format!("\"{actual}\", {limit} allowed"), format!("值为“{actual}”，{limit}"))
            }
            Measured::Count => lang
                .pick(format!("{actual} given, {limit} allowed"), format!("填写了 {actual} 个，{limit} 个")),
            Measured::DecimalDigits => lang.pick(
                format!("{actual} digits after the point, {limit} allowed"),
                format!("小数位数为 {actual}，{limit}"),
            ),
        }
    }
}

impl Mismatch {
    fn text(&self, actual: &str, pattern: &str, lang: Lang) -> String {
        match self {
            Mismatch::Pattern => lang.pick(
                format!("\"{actual}\" does not match the pattern {pattern}"),
                format!("“{actual}”不符合正则表达式 {pattern}"),
            ),
            Mismatch::Forbidden { part } if part.is_empty() => lang.pick(
                format!("the pattern {pattern} is forbidden, and it matches even where nothing stands"),
                format!("不允许出现与正则表达式 {pattern} 匹配的内容，而它连空白处也匹配"),
            ),
            Mismatch::Forbidden { part } => lang.pick(
                format!("\"{part}\" is not allowed: nothing may match the pattern {pattern}"),
                format!("不允许出现“{part}”：任何部分都不得匹配正则表达式 {pattern}"),
            ),
            Mismatch::DateFormat => lang.pick(
                format!("\"{actual}\" is not a date of the form {pattern}"),
                format!("“{actual}”不是格式为 {pattern} 的日期"),
            ),
        }
    }
}

fn value_type(wanted: ValueType, lang: Lang) -> &'static str {
    let (en, zh) = match wanted {
        ValueType::Integer => ("a whole number of 32 bits", "32 位整数"),
        ValueType::Long => ("a whole number of 64 bits", "64 位整数"),
        ValueType::Decimal => ("a decimal number like 12.50", "小数（如 12.50）"),
        ValueType::Double => ("a number", "数字"),
        ValueType::Date => ("a date like 2024-01-31", "日期（如 2024-01-31）"),
        ValueType::Time => ("a time like 2024-01-31 10:00:00", "时间（如 2024-01-31 10:00:00）"),
        ValueType::Url => ("a link like https://… or //…", "链接（https://… 或 //…）"),
        ValueType::Text | ValueType::Textarea | ValueType::Html => ("a text", "文本"),
    };
    lang.pick(en, zh)
}

impl Hint {
    fn text(&self, lang: Lang) -> String {
        match self {
            Hint::None => String::new(),
            Hint::DisplayName(value) => lang.pick(
                format!("; it is the display name of the option \"{value}\": send that value"),
                format!("；这是选项“{value}”的显示名，请填写该值"),
            ),
            Hint::Near { value, display_name } => {
                let name =
                    display_name.as_ref().map(|name| lang.pick(format!(" ({name})"), format!("（{name}）")));
                let name = name.unwrap_or_default();
                lang.pick(format!("; closest: \"{value}\"{name}"), format!("；最接近的是“{value}”{name}"))
            }
        }
    }
}

impl Unexpected {
    const fn text(self, lang: Lang) -> &'static str {
        let (en, zh) = match self {
            Unexpected::OnLabel => ("a label takes no value", "label 字段不能有值"),
            Unexpected::PlainOnComplex => {
                ("a plain value on a field of sub-fields", "复合字段不能直接填文本，应填子字段")
            }
            Unexpected::ComplexOnPlain => {
                ("a complex value on a plain field", "该字段不是复合字段，不能包含子字段")
            }
        };
        match lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}

impl Misplaced {
    fn text(self, lang: Lang) -> String {
        match self {
            Misplaced::Values { wanted: None } => lang.pick(
                "the value should stand in <value> alone; the platform may drop it".to_owned(),
                "值应直接写在 <value> 中，否则平台可能丢弃".to_owned(),
            ),
            Misplaced::Values { wanted: Some(wanted) } | Misplaced::Rows { wanted } => lang.pick(
                format!("this should stand in <{wanted}>; the platform may drop it"),
                format!("应放在 <{wanted}> 中，否则平台可能丢弃"),
            ),
            Misplaced::Ignored => lang.pick(
                "this is no value to the platform, which drops it".to_owned(),
                "平台不会把此内容当作值，会直接丢弃".to_owned(),
            ),
        }
    }
}

impl Reason {
    const fn text(self, lang: Lang) -> &'static str {
        let (en, zh) = match self {
            Reason::ServerRule => ("only the server knows this rule", "只有服务端知道此规则"),
            Reason::Unsuitable => ("it does not go with this type of field", "该规则不适用于此类字段"),
            Reason::Unusable => {
                ("its value, unit or exProperty cannot be used", "规则的 value、unit 或 exProperty 无法识别")
            }
            Reason::Condition => (
                "its condition has a symbol or operator that is not known",
                "其条件中的 symbol 或 operator 不认识",
            ),
            Reason::NoOptions => ("the schema gives no options", "schema 没有给出选项"),
            Reason::UnknownType => ("the field's type is not known", "字段类型不认识"),
            Reason::NotComparable => {
                ("the limit or the value is none that could be compared", "上下限或值无法比较")
            }
            Reason::Pattern(refusal) => return refusal.text(lang),
            Reason::NoFacts => (
                "nothing is known about the file (asset facts tell)",
                "没有该文件的大小信息（可通过素材信息提供）",
            ),
        };
        match lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}
