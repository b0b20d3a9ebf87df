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
         schema could not be fetched. Its items no longer have a schema.",
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

/// Schemas that differ in the dialect only.
const CLASSIC: &str = r#"
<itemRule>
  <field id="icbuCatProp" type="complex">
    <fields><field id="p-1" type="input"/></fields>
  </field>
</itemRule>"#;
const ICBU: &str = r#"
<itemSchema>
  <field id="icbuCatProp" type="complex">
    <fields><field id="p-1" type="input"/></fields>
  </field>
</itemSchema>"#;

/// All entries of this file.
pub(in crate::catalogue) static ENTRIES: &[&Entry] = &[&CONTENT, &DIALECT];

pub(crate) static DIALECT: Entry = Entry {
    code: ChangeCode::DialectChanged.as_str(),
    family: Family::Schemas,
    grade: COSMETIC,
    variants: &[
        (
            BREAKING,
            words("if the new dialect refuses wrappers that were read", "若新方言不接受原先可用的外层元素"),
        ),
        (COMPATIBLE, words("if only the old dialect refused them", "若只有原方言不接受这些外层元素")),
    ],
    title: words("Dialect changed", "方言变化"),
    meaning: words(
        "The document has another dialect, by its root or its fields. The dialect of \
         alibaba.com refuses a complex value or row in the wrapper of the other type; the others only warn. If \
         the new dialect counts bytes in another way, limits of length are reported as `rule-changed`.",
        "文档的根元素或字段表明它属于另一种方言。icbu 方言不接受用错外层元素的 complex 和 multiComplex 值，其他方言只给出警告；若新方言的字节计数方式不同，长度限制另报 `rule-changed`。",
    ),
    fix: words(
        "Send items with the root of the new dialect; the documents that we write have it.",
        "按新方言要求的根元素提交商品；由本工具生成的文档已符合要求。",
    ),
    pairs: &[
        Pair {
            level: Level::Cosmetic,
            old: Some(r#"<field id="title" type="input"/>"#),
            new: Some("<itemSchema>\n  <field id=\"title\" type=\"input\"/>\n</itemSchema>"),
        },
        Pair { level: Level::Breaking, old: Some(CLASSIC), new: Some(ICBU) },
        Pair { level: Level::Compatible, old: Some(ICBU), new: Some(CLASSIC) },
    ],
    ..CHANGE
};

/// A disabled field, and one with a condition that belongs to no rule.
const DISABLED: &str = r#"
<field id="size" type="input">
  <rules><rule name="disableRule" value="true"/></rules>
</field>"#;
const STRAY: &str = r#"
<field id="size" type="input">
  <rules><rule name="disableRule" value="true"/></rules>
  <depend-group operator="and">
    <depend-express fieldId="size" symbol="is null"/>
  </depend-group>
</field>"#;

pub(crate) static CONTENT: Entry = Entry {
    code: ChangeCode::ContentChanged.as_str(),
    family: Family::Schemas,
    grade: COSMETIC,
    variants: &[
        (BREAKING, words("if it keeps the field from being disabled", "若使该字段不再被禁用")),
        (COMPATIBLE, words("if the field is disabled without it", "若去掉后该字段被禁用")),
    ],
    title: words("Other content changed", "其他内容变化"),
    meaning: words(
        "Content has changed that is kept but not used for validation: unknown attributes and elements, \
         `readonly` of an option, the name of the root within one dialect. A `depend-group` \
         directly in a field is such content too, but a disableRule without a condition is unchecked beside it.",
        "我们保留但不用于校验的内容有变化：未知的属性和元素、选项的 `readonly`、同一方言内根元素的名称。直接位于字段中的 `depend-group` 也属此类，但同一字段中没有条件的 disableRule 会因此不参与校验。",
    ),
    fix: words(
        "Have a look: new content can announce a check that only the platform does.",
        "请留意：新内容可能意味着平台自身会做的校验。",
    ),
    pairs: &[
        Pair {
            level: Level::Cosmetic,
            old: Some(r#"<field id="title" type="input"/>"#),
            new: Some(r#"<field id="title" type="input" hint="new"/>"#),
        },
        Pair { level: Level::Breaking, old: Some(DISABLED), new: Some(STRAY) },
        Pair { level: Level::Compatible, old: Some(STRAY), new: Some(DISABLED) },
    ],
    ..CHANGE
};
