//! What each key of the settings means, with an example.

mod gateway;
mod items;
mod schemas;
mod top;

use tmall_schema::Lang;

use crate::cli::lang::pick;

/// What is documented of a key.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// English and Chinese.
    pub(super) default: (&'static str, &'static str),
    pub(super) meaning: (&'static str, &'static str),
    pub(super) example: &'static str,
}

/// The type of a value.
pub(super) enum Kind {
    Path,
    Paths,
    Text,
    Texts,
    Flag,
    Number,
    OneOf(&'static str),
    Codes,
    Packs,
    Params,
    Tables,
}

impl Kind {
    pub(super) fn name(&self, lang: Lang) -> String {
        let (en, zh) = match self {
            Kind::Path => ("path", "路径"),
            Kind::Paths => ("list of paths", "路径列表"),
            Kind::Text => ("text", "文本"),
            Kind::Texts => ("list of text", "文本列表"),
            Kind::Flag => ("`true` or `false`", "`true` 或 `false`"),
            Kind::Number => ("whole number", "整数"),
            Kind::OneOf(names) => {
                let names: Vec<String> = names.split(' ').map(|name| format!("`{name}`")).collect();
                let (last, first) = names.split_last().unwrap();
                return match lang {
                    Lang::Zh => format!("{} 或 {last}", first.join("、")),
                    _ => format!("{} or {last}", first.join(", ")),
                };
            }
            Kind::Params => ("table of text", "文本的表"),
            Kind::Tables => ("list of tables", "表的列表"),
            Kind::Packs => ("list of `tmall`, `taobao`, `icbu`", "`tmall`、`taobao`、`icbu` 的列表"),
            Kind::Codes => (
                "table: a code and `error`, `warning`, `note` or `off`",
                "表：代码及 `error`、`warning`、`note` 或 `off`",
            ),
        };
        pick(lang, en, zh).to_owned()
    }
}

const NONE: (&str, &str) = ("none", "无");
const OFF: (&str, &str) = ("`false`", "`false`");

const fn key(
    name: &'static str,
    kind: Kind,
    default: (&'static str, &'static str),
    meaning: (&'static str, &'static str),
    example: &'static str,
) -> Key {
    Key { name, kind, default, meaning, example }
}

const DIALECTS: Kind = Kind::OneOf("classic item-schema icbu");

/// The tables in the order of the page, with their keys.
pub(super) const TABLES: &[(&str, &[Key])] = &[
    ("", top::TOP),
    ("validate", items::VALIDATE),
    ("diff", schemas::DIFF),
    ("fill", items::FILL),
    ("inspect", schemas::INSPECT),
    ("fmt", schemas::FMT),
    ("gateway", gateway::GATEWAY),
    ("fetch", gateway::FETCH),
    ("fetch.schemas", gateway::FETCH_SCHEMAS),
];
