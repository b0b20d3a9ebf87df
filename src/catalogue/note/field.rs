//! Notes on fields, their options and their values.

use crate::catalogue::entry::{Entry, NOTE, Source};
use crate::catalogue::example::Example;
use crate::catalogue::template::template;
use crate::catalogue::words::words;
use crate::code::NoteCode;

/// All entries of this file.
pub(in crate::catalogue) static ENTRIES: &[&Entry] = &[
    &UNKNOWN_TYPE,
    &DUPLICATE_FIELD,
    &MISSING_FIELDS_WRAPPER,
    &OPTION_WITHOUT_NAME,
    &OPTION_WITHOUT_VALUE,
    &SKIPPED_IN_VALUE,
];

pub(in crate::catalogue) static UNKNOWN_TYPE: Entry = Entry {
    code: NoteCode::UnknownType.as_str(),
    title: words("Unknown field type", "不认识的字段类型"),
    meaning: words(
        "The type of the field is none of the seven. The field is kept; its values are not validated, and \
         an item with such a value gets the finding `unchecked`.",
        "字段类型不是七种类型之一。字段会保留，但不校验其值；商品中有值时给出 `unchecked`。",
    ),
    sources: &[Source::Guide, Source::Decision],
    templates: &[&template(
        "unknown field type; its values are not validated",
        "不认识的字段类型，不校验其值",
    )],
    fix: words("Check the values of the field in another way.", "请以其他方式确认该字段的值是否正确。"),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="main_image" name="商品主图" type="picture"/>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="main_image" name="商品主图" type="input"/>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static DUPLICATE_FIELD: Entry = Entry {
    code: NoteCode::DuplicateField.as_str(),
    title: words("Duplicate field in the schema", "schema 中字段 id 重复"),
    meaning: words(
        "Two fields with the same id are side by side in the schema. Both are kept; items are validated by \
         the first.",
        "schema 中同一层有两个 id 相同的字段。两个都会保留，以第一个为准进行校验。",
    ),
    sources: &[Source::Decision],
    templates: &[&template(
        "a second field with this id; the first one counts",
        "字段 id 重复，以第一个为准",
    )],
    fix: words(
        "Fetch the schema again. If both are still there, find out which one the platform means.",
        "请重新获取 schema；若仍重复，请确认平台以哪一个为准。",
    ),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input"/>
          <field id="title" name="短标题" type="input"/>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="title" name="商品标题" type="input"/>
          <field id="short_title" name="短标题" type="input"/>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static MISSING_FIELDS_WRAPPER: Entry = Entry {
    code: NoteCode::MissingFieldsWrapper.as_str(),
    title: words("Sub-field outside of fields", "子字段外缺少 fields"),
    meaning: words(
        "A sub-field is directly inside its field, without the element fields around it. It is read as a \
         sub-field.",
        "子字段直接写在字段下，外面没有 fields 元素。会按子字段读取。",
    ),
    templates: &[&template("sub-field outside of <fields>", "子字段外缺少 <fields>")],
    fix: words("Nothing; `tmall-schema fmt` adds the wrapper.", "无需处理；`tmall-schema fmt` 会补上。"),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="location" name="所在地" type="complex">
            <field id="city" name="市" type="input"/>
          </field>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="location" name="所在地" type="complex"><fields>
            <field id="city" name="市" type="input"/>
          </fields></field>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static OPTION_WITHOUT_NAME: Entry = Entry {
    code: NoteCode::OptionWithoutName.as_str(),
    title: words("Option without a display name", "选项缺少显示名"),
    meaning: words(
        "An option has a value and no displayName. Items can use the value, but its meaning is not stated.",
        "选项只有 value，没有 displayName。商品可以使用该值，但看不出其含义。",
    ),
    templates: &[&template("option without a displayName", "选项缺少 displayName")],
    fix: words("Nothing.", "无需处理。"),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="color" name="颜色" type="singleCheck"><options>
            <option value="28326"/>
          </options></field>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="color" name="颜色" type="singleCheck"><options>
            <option displayName="红色" value="28326"/>
          </options></field>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static OPTION_WITHOUT_VALUE: Entry = Entry {
    code: NoteCode::OptionWithoutValue.as_str(),
    title: words("Option without a value", "选项缺少值"),
    meaning: words(
        "An option has no value, so no item can choose it. It is kept.",
        "选项没有 value，因此无法选择。会保留。",
    ),
    templates: &[&template("option without a value", "选项缺少 value")],
    fix: words("Choose another option.", "请选择其他选项。"),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="color" name="颜色" type="singleCheck"><options>
            <option displayName="红色"/>
          </options></field>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="color" name="颜色" type="singleCheck"><options>
            <option displayName="红色" value="28326"/>
          </options></field>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static SKIPPED_IN_VALUE: Entry = Entry {
    code: NoteCode::SkippedInValue.as_str(),
    title: words("Rules inside a value", "值中含有规则"),
    meaning: words(
        "Rules, options, sub-fields, labels or properties are inside a present or default value of the \
         schema. They have no meaning there and are skipped; those of the field itself count.",
        "schema 的现有值或默认值中写有规则、选项、子字段、标签或属性。它们在此处没有意义，会跳过，以字段自身的为准。",
    ),
    templates: &[&template(
        "this element has no meaning inside a value and is skipped",
        "该元素在值内没有意义，已跳过",
    )],
    fix: words("Nothing.", "无需处理。"),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="location" name="所在地" type="complex"><fields>
            <field id="city" name="市" type="input"/>
          </fields><default-complex-values>
            <field id="city" type="input"><rules/><value>杭州</value></field>
          </default-complex-values></field>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="location" name="所在地" type="complex"><fields>
            <field id="city" name="市" type="input"/>
          </fields><default-complex-values>
            <field id="city" type="input"><value>杭州</value></field>
          </default-complex-values></field>
        </itemRule>"#,
    )],
    ..NOTE
};
