//! Changes of fields.

use crate::catalogue::entry::{CHANGE, Entry, Family};
use crate::catalogue::grade::{BREAKING, COMPATIBLE, COSMETIC};
use crate::catalogue::pair::Pair;
use crate::catalogue::words::words;
use crate::code::{ChangeCode, Level};

/// All entries of this file.
pub(in crate::catalogue) static ENTRIES: &[&Entry] = &[
    &ADDED,
    &REMOVED,
    &TYPE_CHANGED,
    &RENAMED,
    &REORDERED,
    &LABEL_CHANGED,
    &PROPERTY_CHANGED,
    &DEFAULT_CHANGED,
];

pub(crate) static ADDED: Entry = Entry {
    code: ChangeCode::FieldAdded.as_str(),
    family: Family::Fields,
    grade: BREAKING,
    variants: &[
        (
            COMPATIBLE,
            words("if no valid item can be required to have it", "若原本有效的商品都不会被要求填写"),
        ),
        (COSMETIC, words("if a field with this id already precedes it", "若前面已有相同 id 的字段")),
    ],
    title: words("Field added", "新增字段"),
    meaning: words(
        "A field is new. If a valid item can be required to have it, that item is no longer valid. A field \
         has no effect on valid items if it is optional, is disabled for all of them, or belongs to a group \
         that is new too.",
        "新增了字段。若原本有效的商品可能被要求填写它，则该商品失效。可选的、对这些商品都禁用的，或位于新增的组内的字段不会影响它们。",
    ),
    fix: words(
        "Fill it in for all items of the category before they are sent again.",
        "在再次提交之前，为该类目的所有商品填写此字段。",
    ),
    pairs: &[
        Pair {
            level: Level::Breaking,
            old: Some(r#"<field id="title" name="商品标题" type="input"/>"#),
            new: Some(
                r#"
                <field id="title" name="商品标题" type="input"/>
                <field id="material" name="材质" type="input"><rules>
                  <rule name="requiredRule" value="true"/>
                </rules></field>"#,
            ),
        },
        Pair {
            level: Level::Compatible,
            old: Some(r#"<field id="title" name="商品标题" type="input"/>"#),
            new: Some(
                r#"
                <field id="title" name="商品标题" type="input"/>
                <field id="material" name="材质" type="input"/>"#,
            ),
        },
        Pair {
            level: Level::Cosmetic,
            old: Some(r#"<field id="title" name="商品标题" type="input"/>"#),
            new: Some(
                r#"
                <field id="title" name="商品标题" type="input"/>
                <field id="title" name="商品标题" type="input"/>"#,
            ),
        },
    ],
    ..CHANGE
};

pub(crate) static REMOVED: Entry = Entry {
    code: ChangeCode::FieldRemoved.as_str(),
    family: Family::Fields,
    grade: BREAKING,
    variants: &[(COSMETIC, words("if it is a label, which has no value", "若是没有值的 label"))],
    title: words("Field removed", "删除字段"),
    meaning: words(
        "A field was removed with all that was inside. An item that has a value for it now has a field that \
         the schema does not have.",
        "字段及其内部字段已删除。填写了它的商品现在含有 schema 中没有的字段。",
    ),
    fix: words("Remove its values from your items.", "从商品中删除它的值。"),
    pairs: &[
        Pair {
            level: Level::Breaking,
            old: Some(
                r#"
                <field id="title" name="商品标题" type="input"/>
                <field id="freight" name="运费" type="input"/>"#,
            ),
            new: Some(r#"<field id="title" name="商品标题" type="input"/>"#),
        },
        Pair {
            level: Level::Cosmetic,
            old: Some(
                r#"
                <field id="title" name="商品标题" type="input"/>
                <field id="infos" name="提示" type="label"/>"#,
            ),
            new: Some(r#"<field id="title" name="商品标题" type="input"/>"#),
        },
    ],
    ..CHANGE
};

pub(crate) static TYPE_CHANGED: Entry = Entry {
    code: ChangeCode::FieldTypeChanged.as_str(),
    family: Family::Fields,
    grade: BREAKING,
    title: words("Type of a field changed", "字段类型变化"),
    meaning: words(
        "A field has another type, so its values are written in another form. The rest of the field is not \
         compared.",
        "字段类型不同，值的写法也随之不同。该字段的其余部分不再比较。",
    ),
    fix: words("Write the field in the form of its new type.", "按新类型填写该字段。"),
    pairs: &[Pair {
        level: Level::Breaking,
        old: Some(r#"<field id="barcode" name="条形码" type="input"/>"#),
        new: Some(r#"<field id="barcode" name="条形码" type="multiInput"/>"#),
    }],
    ..CHANGE
};

pub(crate) static RENAMED: Entry = Entry {
    code: ChangeCode::FieldRenamed.as_str(),
    family: Family::Fields,
    grade: COSMETIC,
    title: words("Name of a field changed", "字段名称变化"),
    meaning: words(
        "The name that people read has changed. The id, which items use, is the same.",
        "供人阅读的名称有变化，商品所用的 id 不变。",
    ),
    fix: words(
        "Nothing. A new name can mean that the meaning of the field has changed.",
        "无需处理。但新名称可能意味着字段的含义有变。",
    ),
    pairs: &[Pair {
        level: Level::Cosmetic,
        old: Some(r#"<field id="material" name="材质" type="input"/>"#),
        new: Some(r#"<field id="material" name="面料材质" type="input"/>"#),
    }],
    ..CHANGE
};

pub(crate) static REORDERED: Entry = Entry {
    code: ChangeCode::FieldsReordered.as_str(),
    family: Family::Fields,
    grade: COSMETIC,
    title: words("Order of fields changed", "字段顺序变化"),
    meaning: words(
        "The fields of a group, or of the whole schema, have another order. The order matters only where \
         several fields have the same id: the first one counts, and the level is that of its change.",
        "同一组或整个 schema 中的字段顺序不同。仅当多个字段 id 相同时，顺序才决定以哪一个为准，此时级别取决于第一个字段的变化。",
    ),
    fix: words("Nothing.", "无需处理。"),
    pairs: &[Pair {
        level: Level::Cosmetic,
        old: Some("<field id=\"a\" type=\"input\"/>\n<field id=\"b\" type=\"input\"/>"),
        new: Some("<field id=\"b\" type=\"input\"/>\n<field id=\"a\" type=\"input\"/>"),
    }],
    ..CHANGE
};

pub(crate) static LABEL_CHANGED: Entry = Entry {
    code: ChangeCode::LabelChanged.as_str(),
    family: Family::Fields,
    grade: COSMETIC,
    title: words("Label changed", "标签内容变化"),
    meaning: words(
        "The texts of a label have changed. The platform shows them and takes no value for them.",
        "label 中供展示的文字有变化，它没有值。",
    ),
    fix: words("Read the new texts.", "阅读新的内容即可。"),
    pairs: &[Pair {
        level: Level::Cosmetic,
        old: Some(
            r#"
            <field id="infos" type="label"><label-group name="提示">
              <label name="发货" value="48 小时内"/>
            </label-group></field>"#,
        ),
        new: Some(
            r#"
            <field id="infos" type="label"><label-group name="提示">
              <label name="发货" value="24 小时内"/>
            </label-group></field>"#,
        ),
    }],
    ..CHANGE
};

pub(crate) static PROPERTY_CHANGED: Entry = Entry {
    code: ChangeCode::PropertyChanged.as_str(),
    family: Family::Fields,
    grade: COSMETIC,
    title: words("Properties of a field changed", "属性变化"),
    meaning: words(
        "The properties of a field have changed. They are hints for programs that show the field.",
        "字段的 properties 有变化，它们供展示程序使用。",
    ),
    fix: words("Nothing, unless you show forms by them.", "无需处理，除非您依据它们展示表单。"),
    pairs: &[Pair {
        level: Level::Cosmetic,
        old: Some(
            r#"<field id="title" type="input"><properties><property key="width" value="200"/></properties></field>"#,
        ),
        new: Some(
            r#"<field id="title" type="input"><properties><property key="width" value="300"/></properties></field>"#,
        ),
    }],
    ..CHANGE
};

pub(crate) static DEFAULT_CHANGED: Entry = Entry {
    code: ChangeCode::DefaultChanged.as_str(),
    family: Family::Fields,
    grade: COSMETIC,
    variants: &[
        (BREAKING, words("if the field is read-only", "若该字段的值不允许修改")),
        (COMPATIBLE, words("if there is no longer a value that must be kept", "若已没有必须保持的值")),
    ],
    title: words("Default or present value changed", "默认值或当前值变化"),
    meaning: words(
        "The default value of the schema, or the present value of the item in it, has changed. It matters \
         to validation only where a readOnlyRule makes items keep it.",
        "schema 中的默认值或当前值有变化。除非 readOnlyRule 要求保持该值，否则不影响校验。",
    ),
    fix: words(
        "If the field is read-only, send the new value. Otherwise check whether you rely on the default.",
        "不允许修改时，提交新的值；其他情况请确认是否依赖默认值。",
    ),
    pairs: &[
        Pair {
            level: Level::Cosmetic,
            old: Some(r#"<field id="status" type="input"><default-value>0</default-value></field>"#),
            new: Some(r#"<field id="status" type="input"><default-value>2</default-value></field>"#),
        },
        Pair {
            level: Level::Breaking,
            old: Some(
                r#"
                <field id="brand" name="品牌" type="input">
                  <rules><rule name="readOnlyRule" value="true"/></rules>
                  <default-value>青禾</default-value>
                </field>"#,
            ),
            new: Some(
                r#"
                <field id="brand" name="品牌" type="input">
                  <rules><rule name="readOnlyRule" value="true"/></rules>
                  <default-value>云裳</default-value>
                </field>"#,
            ),
        },
        Pair {
            level: Level::Compatible,
            old: Some(
                r#"
                <field id="brand" name="品牌" type="input">
                  <rules><rule name="readOnlyRule" value="true"/></rules>
                  <default-value>青禾</default-value>
                </field>"#,
            ),
            new: Some(
                r#"
                <field id="brand" name="品牌" type="input">
                  <rules><rule name="readOnlyRule" value="true"/></rules>
                </field>"#,
            ),
        },
    ],
    ..CHANGE
};
