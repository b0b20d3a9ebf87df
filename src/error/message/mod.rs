//! Errors in words. Every text says what was found and, where it can, what to do.

mod json;
mod set;
mod xml;

use std::io;

use crate::error::{ErrorKind, FieldError, Limit};
use crate::lang::Lang;

impl ErrorKind {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            ErrorKind::Io(error) => io_message(error, lang),
            ErrorKind::Encoding(error) => error.message(lang),
            ErrorKind::Malformed(error) => error.message(lang),
            ErrorKind::Limit { limit, max } => limit.message(*max, lang),
            ErrorKind::Field(error) => error.message(lang),
            ErrorKind::Answer(error) => error.text(lang),
            ErrorKind::NoDocument { root, instead } => no_document(root.as_deref(), instead.as_deref(), lang),
            ErrorKind::SeveralDocuments(count) => lang.pick(
                format!("the API response contains {count} documents; pass the one you mean"),
                format!("API 返回结果中有 {count} 个 XML 文档，请只传入需要的那一个"),
            ),
            ErrorKind::Json(error) => error.message(lang),
            ErrorKind::JsonValue { path, found } => json::value(path, *found, lang),
            ErrorKind::Header(header) => lang.pick(
                format!("the header \"{header}\" is not a path, or contradicts another header"),
                format!("表头“{header}”不是有效的路径，或与其他表头冲突"),
            ),
            ErrorKind::Set(error) => error.message(lang),
            ErrorKind::BadName { path, name } => lang.pick(
                format!("the value at {path} has an attribute \"{name}\", which is not a valid name in XML"),
                format!("{path} 的值的属性名“{name}”不是有效的 XML 名称"),
            ),
            ErrorKind::Lossy { first, more } => {
                let what = first.message(lang);
                match more {
                    0 => lang.pick(format!("writing would lose {what}"), format!("写出会丢失{what}")),
                    more => lang.pick(
                        format!("writing would lose {what}, and {more} more"),
                        format!("写出会丢失{what}，另有 {more} 处"),
                    ),
                }
            }
            ErrorKind::Unwritable { path, character } => {
                let code = u32::from(*character);
                lang.pick(
                    format!("the value at {path} contains U+{code:04X}, which XML does not allow"),
                    format!("{path} 的值含有 XML 不允许的字符 U+{code:04X}"),
                )
            }
        }
    }
}

// The kinds are the standard library's; most have only the text of the system.
#[allow(clippy::wildcard_enum_match_arm)]
fn io_message(error: &io::Error, lang: Lang) -> String {
    let words = match error.kind() {
        io::ErrorKind::NotFound => Some("文件或目录不存在"),
        io::ErrorKind::PermissionDenied => Some("没有权限"),
        io::ErrorKind::IsADirectory => Some("是目录，不是文件"),
        io::ErrorKind::UnexpectedEof => Some("输入意外结束"),
        _ => None,
    };
    match words {
        Some(words) => lang.pick(format!("cannot read: {error}"), format!("无法读取：{words}")),
        None => lang.pick(format!("cannot read: {error}"), format!("无法读取：{error}")),
    }
}

fn no_document(root: Option<&str>, instead: Option<&str>, lang: Lang) -> String {
    match (root, instead) {
        (None, None) => {
            lang.pick("the input contains no schema or item", "输入中没有 schema 或商品数据").to_owned()
        }
        (None, Some(text)) => lang.pick(
            format!("the API response contains no schema or item, but \"{text}\""),
            format!("API 返回结果中没有 schema 或商品数据，内容为“{text}”"),
        ),
        (Some(root), _) => {
            let mut text = lang.pick(
                format!(
                    "neither a schema nor an item: root is `{root}`, not itemRule, itemSchema, itemParam or that of an \
                     API response that contains one"
                ),
                format!(
                    "既不是 schema 也不是商品：根元素是 `{root}`，而不是 itemRule、itemSchema、itemParam \
                     或含有它们的 API 返回结果"
                ),
            );
            if let Some(content) = instead {
                text.push_str(
                    &lang.pick(format!("; it contains \"{content}\""), format!("，其内容为“{content}”")),
                );
            }
            text
        }
    }
}

impl Limit {
    fn message(self, max: u64, lang: Lang) -> String {
        let option = self.option();
        let (en, zh) = match self {
            Limit::Input => (format!("the input is larger than {max} bytes"), format!("输入超过 {max} 字节")),
            Limit::Depth => (format!("nested more than {max} levels deep"), format!("嵌套超过 {max} 层")),
            Limit::Fields => (format!("more than {max} fields"), format!("字段超过 {max} 个")),
            Limit::Attributes => {
                (format!("more than {max} attributes on one element"), format!("单个元素的属性超过 {max} 个"))
            }
            Limit::Text => (
                format!("a text or attribute is longer than {max} bytes"),
                format!("单个文本或属性超过 {max} 字节"),
            ),
        };
        lang.pick(format!("{en} (limit {option})"), format!("{zh}（上限 {option}）"))
    }
}

impl FieldError {
    fn message(&self, lang: Lang) -> String {
        match self {
            FieldError::WithoutId => lang.pick("a field has no id", "field 缺少 id").to_owned(),
            FieldError::WithoutType(id) => {
                lang.pick(format!("the field \"{id}\" has no type"), format!("字段“{id}”缺少 type"))
            }
        }
    }
}
