//! Problems of a mapping with the schema that it is bound to.

use crate::catalogue::entry::{Entry, Family, MAPPING};
use crate::catalogue::mapping_example::{MappingExample, TITLE};
use crate::catalogue::words::words;
use crate::code::MappingCode;

/// All entries of this file.
pub(in crate::catalogue) static ENTRIES: &[&Entry] =
    &[&UNKNOWN_FIELD, &WRONG_KIND, &NO_ROWS, &NOT_AN_OPTION, &NO_CUSTOM_OPTION];

pub(in crate::catalogue) static UNKNOWN_FIELD: Entry = Entry {
    code: MappingCode::UnknownField.as_str(),
    family: Family::MappingSchema,
    title: words("Mapping fills a field that does not exist", "映射填写了不存在的字段"),
    meaning: words(
        "The mapping fills a field that the schema does not have: the path is misspelled, or the schema has changed. Without a mapping: a record, which is then an item in its JSON form, has such a key.",
        "映射填写了 schema 中没有的字段：路径写错，或 schema 已变更。没有映射时：记录（此时是 JSON 形式的商品）中有这样的键。",
    ),
    fix: words(
        "Correct the path (the message names the most similar one). If a base mapping fills the field and this category does not have it, write \"/path\" = false.",
        "改正路径（提示中会给出最相近的）。若字段由公共映射填写而该类目没有它，请写 \"/路径\" = false。",
    ),
    mappings: &[MappingExample {
        mapping: r#"
            [fields]
            "/titel" = "name""#,
        fixed: r#"
            [fields]
            "/title" = "name""#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static WRONG_KIND: Entry = Entry {
    code: MappingCode::WrongKind.as_str(),
    family: Family::MappingSchema,
    title: words("Mapping does not fit the type of the field", "映射与字段类型不符"),
    meaning: words(
        "The field takes values of another kind: a complex is filled by its sub-fields, a multiComplex row by row, a label not at all, and the others by texts.",
        "字段的取值形式不同：complex 通过子字段填写，multiComplex 按行填写，label 不能填写，其余字段填写文本。",
    ),
    fix: words(
        "Fill the field as the message says. If the type has changed, compare the schemas with `tmall-schema diff`.",
        "按提示填写该字段。若字段类型有变，可用 `tmall-schema diff` 比较 schema。",
    ),
    mappings: &[MappingExample {
        schema: r#"
            <field id="sku" name="SKU" type="multiComplex"><fields>
              <field id="price" name="价格" type="input"/>
            </fields></field>"#,
        mapping: r#"
            [fields]
            "/sku" = { value = "S" }"#,
        record: r#"{"skus": [{"price": 10.00}]}"#,
        fixed: r#"
            [fields]
            "/sku" = { rows = "skus" }
            "/sku/price" = "price""#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static NO_ROWS: Entry = Entry {
    code: MappingCode::NoRows.as_str(),
    family: Family::MappingSchema,
    title: words("Source of the rows is missing", "没有说明各行的来源"),
    meaning: words(
        "The mapping fills sub-fields of rows, and does not say where the rows come from.",
        "映射填写了行内的子字段，但没有说明各行的来源。",
    ),
    fix: words(
        "Add an entry for the field of rows, with rows or product.",
        "为该多行字段添加条目，用 rows 或 product 给出各行。",
    ),
    mappings: &[MappingExample {
        schema: r#"
            <field id="sku" name="SKU" type="multiComplex"><fields>
              <field id="price" name="价格" type="input"/>
            </fields></field>"#,
        mapping: r#"
            [fields]
            "/sku/price" = "price""#,
        record: r#"{"skus": [{"price": 10.00}]}"#,
        fixed: r#"
            [fields]
            "/sku" = { rows = "skus" }
            "/sku/price" = "price""#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static NOT_AN_OPTION: Entry = Entry {
    code: MappingCode::NotAnOption.as_str(),
    family: Family::MappingSchema,
    title: words("Mapping names a value that is not an option", "映射中的值不在选项之中"),
    meaning: words(
        "A constant, a default or a target of a look-up table is not an option of the field, neither by value nor by name, or fits several options. It is checked when the mapping is bound, before any record is read.",
        "常量、默认值或对照表的目标值不在该字段的选项之中（按取值和名称都找不到），或对应多个选项。这在映射与 schema 绑定时检查，不需要读取记录。",
    ),
    fix: words(
        "Write the value or the exact name of an option; the message names similar ones.",
        "填写选项的取值或准确名称，提示中会给出相近的选项。",
    ),
    mappings: &[MappingExample {
        schema: r#"
            <field id="color" name="颜色" type="singleCheck"><options>
              <option displayName="红色" value="28326"/>
              <option displayName="军绿色" value="3232483"/>
            </options></field>"#,
        mapping: r#"
            [fields]
            "/color" = { value = "绿色" }"#,
        fixed: r#"
            [fields]
            "/color" = { value = "军绿色" }"#,
        ..TITLE
    }],
    ..MAPPING
};

pub(in crate::catalogue) static NO_CUSTOM_OPTION: Entry = Entry {
    code: MappingCode::NoCustomOption.as_str(),
    family: Family::MappingSchema,
    title: words("Field takes no custom values", "字段不支持自定义值"),
    meaning: words(
        "The mapping sends custom texts (custom), and the field has no option with a negative value to send them under, or has several.",
        "映射使用 custom 填写自定义文本，而该字段没有负数选项，或有多个负数选项。",
    ),
    fix: words(
        "Remove custom, or name one of the options: custom = \"-1\".",
        "删去 custom，或指明其中一个选项：custom = \"-1\"。",
    ),
    mappings: &[MappingExample {
        schema: r#"
            <field id="color" name="颜色" type="singleCheck"><options>
              <option displayName="红色" value="28326"/>
              <option displayName="军绿色" value="3232483"/>
            </options></field>"#,
        mapping: r#"
            [fields]
            "/color" = { from = "color", custom = true }"#,
        record: r#"{"color": "红色"}"#,
        fixed: r#"
            [fields]
            "/color" = "color""#,
        ..TITLE
    }],
    ..MAPPING
};
