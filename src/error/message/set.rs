//! Why a param cannot be changed, in words.

use crate::error::{Given, SetError};
use crate::lang::Lang;

impl SetError {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            SetError::NoSchema => lang
                .pick("the param has no schema; bind one first", "param 没有绑定 schema，请先绑定")
                .to_owned(),
            SetError::UnknownField(path) => {
                lang.pick(format!("the schema has no field {path}"), format!("schema 中没有字段 {path}"))
            }
            SetError::BadPath(path) => lang.pick(
                format!("\"{path}\" does not lead to a field that takes a value"),
                format!("“{path}”不是可以填值的位置"),
            ),
            SetError::NoRow { path, rows } => lang.pick(
                format!("{path} has {rows} rows; add a row first"),
                format!("{path} 只有 {rows} 行，请先添加行"),
            ),
            SetError::WrongKind { path, kind, given } => {
                let (en, zh) = given.words();
                lang.pick(
                    format!("{path} is of type {kind} and does not take {en}"),
                    format!("{path} 的类型是 {kind}，不接受{zh}"),
                )
            }
            SetError::UnknownType { path, kind } => lang.pick(
                format!("{path} is of the unknown type \"{kind}\""),
                format!("{path} 的类型“{kind}”未知"),
            ),
            SetError::NotUpdatable(id) => lang.pick(
                format!("the schema does not offer \"{id}\" in update_fields"),
                format!("schema 的 update_fields 不支持“{id}”"),
            ),
        }
    }
}

impl Given {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Given::Text => ("a text", "单个文本"),
            Given::Texts => ("several values", "多个值"),
            Given::Complex => ("a complex value", "复合值"),
            Given::Row => ("a row", "行"),
        }
    }
}
