//! Rules that are not validated.

use crate::catalogue::entry::{Entry, FINDING, Family, Source};
use crate::catalogue::example::Example;
use crate::catalogue::grade::NOTE;
use crate::catalogue::words::words;
use crate::code::Code;

pub(crate) mod texts {
    use crate::catalogue::template::{Template, template};

    pub(crate) static RULE: Template = template("{rule} is not validated: {why}", "{rule} 未校验：{why}");
    pub(crate) static SENTENCE: Template =
        template("{rule} is not validated: {why}: {sentence}", "{rule} 未校验：{why}：{sentence}");
    pub(crate) static FIELD: Template = template("not validated: {why}", "未校验：{why}");
}

/// All entries of this file.
pub(super) static ENTRIES: &[&Entry] = &[&UNCHECKED];

pub(super) static UNCHECKED: Entry = Entry {
    code: Code::Unchecked.as_str(),
    family: Family::Unchecked,
    grade: NOTE,
    title: words("Rule that is not validated", "未校验的规则"),
    meaning: words(
        "A rule is in force and cannot be validated here with certainty: only the server knows it, it does \
         not apply to the type of the field, its value makes no sense, its pattern cannot be evaluated as \
         Java does, or nothing is known about the file. This is reported instead of ignoring the rule or \
         guessing. The item may follow the rule or break it.",
        "规则有效，但在本地无法确切校验：只有服务端知道、不适用于该字段类型、规则的值无法识别，正则表达式无法与 Java 一致地判断，或没有文件的信息。\
         此时给出提示，既不忽略规则也不作猜测。商品可能符合该规则，也可能不符合。",
    ),
    sources: &[Source::Guide, Source::Decision],
    fix: words(
        "The item needs no change. Check in another way that it follows the rule, for example by the tips \
         of the field. Sizes of files are validated once --assets gives them.",
        "无需修改商品。请以其他方式确认是否符合该规则，例如查看字段的提示说明；文件大小在 --assets 提供信息后即可校验。",
    ),
    templates: &[&texts::SENTENCE, &texts::RULE, &texts::FIELD],
    examples: &[
        Example {
            grade: NOTE,
            schema: r#"
                <field id="title" name="商品标题" type="input"><rules>
                  <rule name="383278799_1" value="标题不能含有违禁词"/>
                </rules></field>"#,
            item: r#"
                <field id="title" type="input"><value>纯棉衬衫</value></field>"#,
            fixed: "",
        },
        Example {
            grade: NOTE,
            schema: r#"
                <field id="brand" name="品牌" type="singleCheck"/>"#,
            item: r#"
                <field id="brand" type="singleCheck"><value>29001</value></field>"#,
            fixed: "",
        },
    ],
    ..FINDING
};
