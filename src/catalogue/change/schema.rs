//! Changes of whole schemas.

use crate::catalogue::entry::{CHANGE, Entry, Family};
use crate::catalogue::grade::{BREAKING, COMPATIBLE, COSMETIC};
use crate::catalogue::pair::Pair;
use crate::catalogue::words::words;
use crate::code::{ChangeCode, Level};

pub(crate) static ADDED: Entry = Entry {
    code: "schema-added",
    family: Family::Schemas,
    grade: COMPATIBLE,
    title: words("Schema added", "新增 schema"),
    meaning: words(
        "The new directory has a schema that the old one does not have. No item depended on it.",
        "新目录中有旧目录没有的 schema，原先不会有商品按它校验。",
    ),
    fix: words(
        "Nothing, unless you want to sell in this category.",
        "无需处理；如需在该类目发布商品，按新 schema 填写即可。",
    ),
    pairs: &[Pair {
        level: Level::Compatible,
        old: None,
        new: Some(r#"<field id="title" name="商品标题" type="input"/>"#),
    }],
    ..CHANGE
};

pub(crate) static REMOVED: Entry = Entry {
    code: "schema-removed",
    family: Family::Schemas,
    grade: BREAKING,
    title: words("Schema removed", "删除 schema"),
    meaning: words(
        "The old directory has a schema that the new one does not have: the category was closed, or the \
         schema could not be fetched. Its items have no schema any more.",
        "旧目录中的 schema 在新目录中没有：类目已关闭，或未能获取。按它发布的商品不再有 schema。",
    ),
    fix: words(
        "Check whether everything was fetched. If the category was closed, move its items to another one.",
        "先确认获取是否完整。若类目确已关闭，将其商品移到其他类目。",
    ),
    pairs: &[Pair {
        level: Level::Breaking,
        old: Some(r#"<field id="title" name="商品标题" type="input"/>"#),
        new: None,
    }],
    ..CHANGE
};

pub(crate) static DIALECT: Entry = Entry {
    code: ChangeCode::DialectChanged.as_str(),
    family: Family::Schemas,
    grade: COSMETIC,
    title: words("Dialect changed", "方言变化"),
    meaning: words(
        "The document has another dialect, by its root or its fields. That alone makes no item invalid. If \
         the new dialect counts bytes in another way, limits of length are reported as `rule-changed`.",
        "文档的根元素或字段表明它属于另一种方言。仅此不影响商品的有效性；若新方言的字节计数方式不同，长度限制另报 `rule-changed`。",
    ),
    fix: words(
        "Send items with the root of the new dialect; the documents that we write have it.",
        "按新方言要求的根元素提交商品；由本工具生成的文档已符合要求。",
    ),
    pairs: &[Pair {
        level: Level::Cosmetic,
        old: Some(r#"<field id="title" type="input"/>"#),
        new: Some("<itemSchema>\n  <field id=\"title\" type=\"input\"/>\n</itemSchema>"),
    }],
    ..CHANGE
};

pub(crate) static CONTENT: Entry = Entry {
    code: ChangeCode::ContentChanged.as_str(),
    family: Family::Schemas,
    grade: COSMETIC,
    title: words("Other content changed", "其他内容变化"),
    meaning: words(
        "Content has changed that is kept but not used for validation: unknown attributes and elements, \
         `readonly` of an option, the name of the root within one dialect.",
        "我们保留但不用于校验的内容有变化：未知的属性和元素、选项的 `readonly`、同一方言内根元素的名称。",
    ),
    fix: words(
        "Have a look: new content can announce a check that only the platform does.",
        "请留意：新内容可能意味着平台自身会做的校验。",
    ),
    pairs: &[Pair {
        level: Level::Cosmetic,
        old: Some(r#"<field id="title" type="input"/>"#),
        new: Some(r#"<field id="title" type="input" hint="new"/>"#),
    }],
    ..CHANGE
};
