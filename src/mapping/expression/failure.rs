//! Why an expression cannot be compiled or evaluated, in words of our own: minijinja's are for programmers, and in
//! English only.

use std::fmt;

use minijinja::{Error, ErrorKind};

use crate::mapping::limits::MAX_RESULT_BYTES;
use crate::mapping::message::{Message, message};
use crate::mapping::record::cell_error;

/// What the filters of this room refuse. It travels as the source of minijinja's error.
#[derive(Clone, Debug)]
pub(super) enum Refused {
    /// The result would be too long.
    TooLong,
    /// `split` has a limit and no separator.
    LimitWithoutSeparator,
    /// A text is multiplied.
    TextTimes,
    /// A text and a number are ordered.
    TextAndNumber,
    /// Something else than a number is multiplied.
    NotFactor,
    /// `int` or `float` of a number with commas.
    Grouped(String),
    /// `int` or `float` of a text that is not a number.
    NotANumber(String),
    /// A cell with an error of the spreadsheet.
    CellError(String),
}

/// minijinja asks for it; users see [`Refused::message`].
impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for Refused {}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Error {
        Error::from(ErrorKind::InvalidOperation).with_source(refused)
    }
}

impl Refused {
    fn message(&self) -> Message {
        match self {
            Refused::TooLong => too_long(),
            Refused::LimitWithoutSeparator => message!(
                "a limit of \"split\" needs a separator, such as split(',', 2)",
                "split 的份数上限需要分隔符，如 split(',', 2)",
            ),
            Refused::TextTimes => message!(
                "a text cannot be multiplied; convert it with |float",
                "文本不能相乘；请用 |float 转换为数字",
            ),
            Refused::TextAndNumber => message!(
                "a text cannot be compared with a number; convert it with |float",
                "文本不能与数字比较大小；请用 |float 转换为数字",
            ),
            Refused::NotFactor => message!("only numbers can be multiplied", "只有数字才能相乘"),
            Refused::Grouped(text) => message!(
                "\"{text}\" has commas between its digits; remove them with |replace(',', '') before the conversion",
                "“{text}”中含有千位分隔符；请先用 |replace(',', '') 去掉再转换",
            ),
            Refused::CellError(text) => cell_error(text),
            Refused::NotANumber(text) => message!(
                "\"{text}\" is not a number; remove units, currency signs and spaces around it",
                "“{text}”不是数字；请去掉单位、货币符号和首尾空格",
            ),
        }
    }
}

/// The result of an expression is too long.
pub(super) fn too_long() -> Message {
    message!("the result is longer than {MAX_RESULT_BYTES} bytes", "结果超过 {MAX_RESULT_BYTES} 字节",)
}

/// The message for an error of minijinja.
pub(super) fn failure(error: &Error) -> Message {
    let source = std::error::Error::source(error);
    if let Some(refused) = source.and_then(|source| source.downcast_ref::<Refused>()) {
        return refused.message();
    }
    let kind = error.kind();
    if kind == ErrorKind::UndefinedError {
        message!("it uses a name that the record does not have", "使用了记录中没有的名称")
    } else if kind == ErrorKind::SyntaxError
        // minijinja has no kind of its own for an expression that ends early.
        && error.detail().is_some_and(|text| text.contains("end of input"))
    {
        message!(
            "the expression is incomplete: an operand or a closing bracket is missing at its end",
            "表达式不完整：末尾缺少运算对象或右括号",
        )
    } else if kind == ErrorKind::SyntaxError {
        message!(
            "this is not a valid expression; check its operators, quotes and brackets",
            "表达式的语法有误，请检查运算符、引号和括号",
        )
    } else if matches!(kind, ErrorKind::UnknownFilter | ErrorKind::UnknownTest) {
        message!("it uses a filter or test that does not exist", "使用了不存在的过滤器或测试")
    } else if matches!(kind, ErrorKind::UnknownFunction | ErrorKind::UnknownMethod) {
        message!(
            "there are no functions in expressions; use a filter, such as name|upper",
            "表达式中没有函数；请使用过滤器，如 name|upper",
        )
    } else if matches!(kind, ErrorKind::TooManyArguments | ErrorKind::MissingArgument) {
        message!("a filter or test has too few or too many arguments", "过滤器或测试的参数个数不对",)
    } else if kind == ErrorKind::OutOfFuel {
        message!("the expression takes too many steps", "表达式计算量过大")
    } else {
        message!(
            "an operator or filter does not fit the type of its values; convert texts with |float or |int, join texts with ~",
            "运算符或过滤器与值的类型不符；请用 |float 或 |int 转换文本，用 ~ 连接文本",
        )
    }
}
