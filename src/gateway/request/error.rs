//! Why a request is not built.

use std::fmt;

use crate::gateway::method::ParameterKind;
use crate::lang::Lang;

/// Why a request is not built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// The method is not in the table; a request that says so is built nevertheless.
    UnknownMethod {
        /// Its name.
        method: String,
        /// Names that are similar.
        similar: Vec<&'static str>,
    },
    /// The method is no longer offered.
    Retired {
        /// Its name.
        method: String,
        /// The method that replaces it.
        successor: Option<&'static str>,
    },
    /// The method belongs to another gateway.
    OtherGateway {
        /// Its name.
        method: String,
        /// The gateway that offers it.
        gateway: &'static str,
    },
    /// A required parameter is missing.
    Missing {
        /// The method.
        method: String,
        /// The parameter.
        param: &'static str,
    },
    /// A value does not have the form of its parameter.
    Form {
        /// The parameter.
        param: String,
        /// The form that it has.
        kind: ParameterKind,
    },
    /// A value is empty or blank. Gateways treat such values differently, so none is sent.
    Empty {
        /// The parameter.
        param: String,
    },
    /// A parameter is given twice.
    Twice {
        /// The parameter.
        param: String,
    },
    /// The parameter is one that the library itself sets.
    Reserved {
        /// The parameter.
        param: String,
    },
    /// The address of the gateway is not `https`, nor on this machine; or it has a query, a user or a fragment.
    Url {
        /// The address.
        url: String,
    },
    /// No address is named, and the gateway has none that all of its platforms share.
    NoUrl,
    /// A method of 1688 without its namespace.
    Namespace {
        /// The method.
        method: String,
    },
    /// A session cannot be sent with a body of one's own: it would be in the address.
    SessionWithBody,
    /// A token or a document cannot be sent with a body of one's own: it would stand in the address.
    InAddress {
        /// The parameter.
        param: String,
    },
    /// Files and a body of one's own cannot be sent together.
    FilesWithBody,
    /// Parameters of this name cannot be written into a multipart body: quotes or line breaks.
    Name {
        /// The parameter or file.
        param: String,
    },
}

impl RequestError {
    /// The error in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            RequestError::UnknownMethod { method, similar } => {
                let list = similar.join(lang.pick(", ", "、"));
                match similar.is_empty() {
                    true => {
                        lang.pick(format!("{method} is not a known method"), format!("未知的方法 {method}"))
                    }
                    false => lang.pick(
                        format!("{method} is not a known method; did you mean {list}?"),
                        format!("未知的方法 {method}；是不是 {list}？"),
                    ),
                }
            }
            RequestError::Retired { method, successor: None } => {
                lang.pick(format!("{method} is no longer offered"), format!("{method} 已下线"))
            }
            RequestError::Retired { method, successor: Some(next) } => lang.pick(
                format!("{method} is no longer offered; use {next}"),
                format!("{method} 已下线；请使用 {next}"),
            ),
            RequestError::OtherGateway { method, gateway } => lang.pick(
                format!("{method} is a method of another gateway: {gateway}"),
                format!("{method} 属于另一个网关：{gateway}"),
            ),
            RequestError::Missing { method, param } => {
                lang.pick(format!("{method} requires {param}"), format!("{method} 缺少必填参数 {param}"))
            }
            RequestError::Form { param, kind } => lang.pick(
                format!("{param} is not {}", kind.described(Lang::En)),
                format!("{param} 应为{}", kind.described(Lang::Zh)),
            ),
            RequestError::Empty { param } => lang
                .pick(format!("{param} is empty; leave it out"), format!("{param} 为空；请不要发送该参数")),
            RequestError::Twice { param } => {
                lang.pick(format!("{param} is given twice"), format!("参数 {param} 重复"))
            }
            RequestError::Reserved { param } => lang.pick(
                format!("{param} is set by the request itself"),
                format!("{param} 由请求自动设置，不能指定"),
            ),
            RequestError::Url { url } => lang.pick(
                format!(
                    "{url} is not an address of a gateway: https://HOST/PATH, or http:// on this machine"
                ),
                format!("{url} 不是网关地址：应为 https://HOST/PATH，只有本机可以用 http://"),
            ),
            RequestError::NoUrl => lang.pick("no address of the gateway", "缺少网关地址").to_owned(),
            RequestError::Namespace { method } => lang.pick(
                format!("{method} lacks its namespace: a method of 1688 is written NAMESPACE:NAME"),
                format!("{method} 缺少命名空间：1688 的接口应写作 NAMESPACE:NAME"),
            ),
            RequestError::SessionWithBody => lang
                .pick(
                    "a session cannot be sent with a body: it would be in the address",
                    "带请求体时不能发送 session：它会出现在网址中",
                )
                .to_owned(),
            RequestError::InAddress { param } => lang.pick(
                format!("{param} cannot be sent with a body: it would stand in the address"),
                format!("带请求体时不能发送 {param}：它会出现在网址中"),
            ),
            RequestError::FilesWithBody => {
                lang.pick("files cannot be sent with a body", "不能同时发送文件和请求体").to_owned()
            }
            RequestError::Name { param } => lang.pick(
                format!("\"{}\" cannot be the name of a part", param.escape_debug()),
                format!("“{}”不能用作名称", param.escape_debug()),
            ),
        }
    }
}

impl ParameterKind {
    pub(crate) fn described(self, lang: Lang) -> &'static str {
        match self {
            ParameterKind::Number => lang.pick("a whole number", "整数"),
            ParameterKind::Text => lang.pick("a text", "文本"),
            ParameterKind::Flag => lang.pick("true or false", " true 或 false"),
            ParameterKind::Date => {
                lang.pick("a time such as 2026-01-31 08:00:00", "形如 2026-01-31 08:00:00 的时间")
            }
            ParameterKind::Price => lang.pick("an amount such as 10.00", "形如 10.00 的金额"),
            ParameterKind::File => lang.pick("a file", "文件"),
            ParameterKind::Numbers => {
                lang.pick("a list of whole numbers, separated by commas", "逗号分隔的整数列表")
            }
            ParameterKind::Texts => lang.pick("a list, separated by commas", "逗号分隔的列表"),
            ParameterKind::Json => lang.pick("a JSON document", " JSON 文档"),
        }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for RequestError {}
