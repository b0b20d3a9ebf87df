//! Whether a value is an option.

use crate::catalogue::entry::{Entry, FINDING, Family, Source};
use crate::catalogue::example::Example;
use crate::catalogue::grade::{ERROR, WARNING};
use crate::catalogue::words::words;
use crate::code::Code;

pub(crate) mod texts {
    use crate::catalogue::template::{Template, template};

    pub(crate) static UNKNOWN: Template =
        template("\"{actual}\" is not an option", "“{actual}”不在可选值之中");
    pub(crate) static UNKNOWN_NAME: Template = template(
        "\"{actual}\" is the display name of an option; send its value \"{option}\"",
        "“{actual}”不在可选值之中；这是选项“{option}”的显示名，请填写该值",
    );
    pub(crate) static UNKNOWN_SHARED_NAME: Template = template(
        "\"{actual}\" is the display name of several options, such as \"{option}\" and \"{other}\"; send the value of one",
        "“{actual}”不在可选值之中；有多个选项的显示名与它相同，例如“{option}”和“{other}”，请填写其中一个的值",
    );
    pub(crate) static UNKNOWN_NEAR: Template = template(
        "\"{actual}\" is not an option; most similar: \"{option}\"",
        "“{actual}”不在可选值之中；最接近的是“{option}”",
    );
    pub(crate) static UNKNOWN_NEAR_NAMED: Template = template(
        "\"{actual}\" is not an option; most similar: \"{option}\" ({name})",
        "“{actual}”不在可选值之中；最接近的是“{option}”（{name}）",
    );
    pub(crate) static UNTRIMMED: Template = template(
        "\"{actual}\" is not an option because of the white space around \"{option}\"",
        "“{actual}”不在可选值之中：选项“{option}”前后多了空白字符",
    );
    pub(crate) static UNAVAILABLE: Template = template(
        "the option \"{actual}\" is not available with the current values of other fields",
        "在当前其他取值下，选项“{actual}”不可选",
    );
    pub(crate) static DUPLICATE_MARKER: Template = template(
        "\"{actual}\" already stands for another custom text at value {first} (counted from 0)",
        "“{actual}”在第 {first} 个值（从 0 起）中已代表另一个自定义文本",
    );
    pub(crate) static DUPLICATE: Template = template(
        "\"{actual}\" is the same as value {first} (counted from 0)",
        "“{actual}”与第 {first} 个值（从 0 起）重复",
    );
}

/// All entries of this file.
pub(super) static ENTRIES: &[&Entry] = &[&UNKNOWN, &UNAVAILABLE, &DUPLICATE];

pub(super) static UNKNOWN: Entry = Entry {
    code: Code::UnknownOption.as_str(),
    family: Family::Choice,
    grade: ERROR,
    variants: &[(
        WARNING,
        words(
            "if an asyncQueryRule says that the server has more options",
            "asyncQueryRule 表明另有选项来自服务端时",
        ),
    )],
    title: words("Value that is not an option", "值不在选项之中"),
    meaning: words(
        "A singleCheck or multiCheck takes the values of its options, not their display names. If an option \
         has a negative value, or a valueAttributeRule that is in force asks for inputValue, sellers may also \
         send a negative number with a text of their own in the attribute inputValue.",
        "singleCheck 和 multiCheck 只接受选项的 value，而不是 displayName。此外，若有取值为负数的选项，\
         或有效的 valueAttributeRule 要求 inputValue，还可填写负数，并在 inputValue 属性中写自定义文本。",
    ),
    sources: &[Source::Guide, Source::Documents],
    fix: words(
        "Send the value of the option; the message names the most similar one. For a text of your own write \
         <value inputValue=\"雾霾蓝\">-1</value>. `tmall-schema inspect SCHEMA --path POINTER` lists all \
         options.",
        "填写所指选项的 value，提示中会给出最接近的选项。自定义文本写作 <value inputValue=\"雾霾蓝\">-1</value>。\
         `tmall-schema inspect SCHEMA --path POINTER` 可列出全部选项。",
    ),
    templates: &[
        &texts::UNKNOWN,
        &texts::UNKNOWN_NAME,
        &texts::UNKNOWN_SHARED_NAME,
        &texts::UNKNOWN_NEAR,
        &texts::UNKNOWN_NEAR_NAMED,
        &texts::UNTRIMMED,
    ],
    examples: &[
        Example {
            grade: ERROR,
            schema: r#"
                <field id="brand" name="品牌" type="singleCheck"><options>
                  <option displayName="青禾" value="29001"/>
                  <option displayName="晨屿" value="29002"/>
                </options></field>"#,
            item: r#"
                <field id="brand" type="singleCheck"><value>青禾</value></field>"#,
            fixed: r#"
                <field id="brand" type="singleCheck"><value>29001</value></field>"#,
        },
        Example {
            grade: WARNING,
            schema: r#"
                <field id="brand" name="品牌" type="singleCheck"><rules>
                  <rule name="asyncQueryRule" value="brand"/>
                </rules><options>
                  <option displayName="青禾" value="29001"/>
                </options></field>"#,
            item: r#"
                <field id="brand" type="singleCheck"><value>5130</value></field>"#,
            fixed: r#"
                <field id="brand" type="singleCheck"><value>29001</value></field>"#,
        },
    ],
    ..FINDING
};

pub(super) static UNAVAILABLE: Entry = Entry {
    code: Code::UnavailableOption.as_str(),
    family: Family::Choice,
    grade: ERROR,
    title: words("Option not available now", "选项当前不可选"),
    meaning: words(
        "The option has a depend-group, and is available only while that condition holds for the other \
         values of the item. This also applies to a value with an inputValue.",
        "该选项带有 depend-group，仅当其条件对商品的其他取值成立时才可选；带 inputValue 也不例外。",
    ),
    sources: &[Source::Sdk, Source::Decision],
    fix: words(
        "Choose another option, or change the value that the condition refers to.",
        "改选其他选项，或修改条件所依据的值。",
    ),
    templates: &[&texts::UNAVAILABLE],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="freight" name="运费" type="singleCheck"><options>
              <option displayName="卖家" value="1"/>
              <option displayName="买家" value="2"/>
            </options></field>
            <field id="delivery" name="提货方式" type="singleCheck"><options>
              <option displayName="邮寄" value="mail"/>
              <option displayName="货到付款" value="cod"><depend-group operator="and">
                <depend-express fieldId="freight" value="2" symbol="=="/>
              </depend-group></option>
            </options></field>"#,
        item: r#"
            <field id="freight" type="singleCheck"><value>1</value></field>
            <field id="delivery" type="singleCheck"><value>cod</value></field>"#,
        fixed: r#"
            <field id="freight" type="singleCheck"><value>2</value></field>
            <field id="delivery" type="singleCheck"><value>cod</value></field>"#,
    }],
    ..FINDING
};

pub(super) static DUPLICATE: Entry = Entry {
    code: Code::DuplicateValue.as_str(),
    family: Family::Choice,
    grade: WARNING,
    title: words("Duplicate value", "值重复"),
    meaning: words(
        "A multiInput or multiCheck contains the same text with the same attributes twice. The second one \
         adds nothing, and often another value was meant. Or two custom values have the same negative number \
         and different texts in inputValue: each custom text needs a number of its own.",
        "multiInput 或 multiCheck 中有文本和属性都相同的两个值。重复的值没有意义，往往是误填。\
         或者两个自定义值的负数相同而 inputValue 不同：每个自定义文本须有各自的负数。",
    ),
    sources: &[Source::Decision],
    fix: words(
        "Remove the second value, or replace it by the value that was meant.",
        "删除后一个，或改成应填的值。",
    ),
    templates: &[&texts::DUPLICATE, &texts::DUPLICATE_MARKER],
    examples: &[
        Example {
            grade: WARNING,
            schema: r#"
            <field id="season" name="季节" type="multiCheck"><options>
              <option displayName="春季" value="1"/>
              <option displayName="秋季" value="3"/>
            </options></field>"#,
            item: r#"
            <field id="season" type="multiCheck"><values><value>1</value><value>1</value></values></field>"#,
            fixed: r#"
            <field id="season" type="multiCheck"><values><value>1</value><value>3</value></values></field>"#,
        },
        Example {
            grade: WARNING,
            schema: r#"
                <field id="color" name="颜色" type="multiCheck"><options>
                  <option displayName="红色" value="1"/>
                  <option displayName="自定义" value="-1"/>
                </options></field>"#,
            item: r#"
                <field id="color" type="multiCheck"><values>
                  <value inputValue="雾霾蓝">-2</value><value inputValue="豆沙">-2</value>
                </values></field>"#,
            fixed: r#"
                <field id="color" type="multiCheck"><values>
                  <value inputValue="雾霾蓝">-2</value><value inputValue="豆沙">-3</value>
                </values></field>"#,
        },
    ],
    ..FINDING
};
