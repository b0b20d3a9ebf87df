//! The length of a text.

use crate::catalogue::entry::{Entry, FINDING, Family, Source};
use crate::catalogue::example::Example;
use crate::catalogue::grade::{ERROR, Grade, WARNING};
use crate::catalogue::template::Template;
use crate::catalogue::words::{Words, words};
use crate::code::Code;

pub(crate) mod texts {
    use crate::catalogue::template::{Template, template};

    pub(crate) static ONE: Template =
        template("{actual} {unit} long, {range}", "长度 {actual} {unit}，{range} {unit}");
    pub(crate) static ALL: Template =
        template("{actual} {unit} long in total, {range}", "合计长度 {actual} {unit}，{range} {unit}");
}

static TEMPLATES: &[&Template] = &[&texts::ONE, &texts::ALL];

static SOURCES: &[Source] = &[Source::Guide, Source::Sdk, Source::Documents, Source::Decision];

static VARIANTS: &[(Grade, Words)] = &[(
    WARNING,
    words(
        "if only some of the plausible counts break the limit, and always for the total of a complex",
        "只有部分可能的计数方式超出限制时，以及限制的是 complex 的合计长度时",
    ),
)];

/// All entries of this file.
pub(super) static ENTRIES: &[&Entry] = &[&MAX, &MIN];

pub(super) static MAX: Entry = Entry {
    code: Code::MaxLength.as_str(),
    family: Family::Limits,
    grade: ERROR,
    variants: VARIANTS,
    title: words("Text too long", "文本过长"),
    meaning: words(
        "A maxLengthRule limits the length. With unit=\"byte\" an ASCII character counts 1 and a Chinese \
         character 2 (3 on alibaba.com, as in UTF-8); with unit=\"character\" or no unit each counts 1. The \
         platform does not say how it counts é, emoji and the like, so the length is a range of the \
         plausible counts, such as 61-62. It is an error if the whole range breaks the limit. For a complex \
         the texts inside are added up.",
        "maxLengthRule 限制长度。unit=\"byte\" 时 ASCII 字符计 1，汉字计 2（国际站按 UTF-8 计 3）；\
         unit=\"character\" 或未写 unit 时每个字符计 1。é、表情符号等如何计数平台没有说明，因此长度是各种可能计数的范围，\
         如 61-62，全部超出才是错误。complex 上的长度是内部文本的合计。",
    ),
    sources: SOURCES,
    fix: words(
        "Shorten the text. If you know how the platform counts, set --byte or --character, and the range \
         becomes one number.",
        "缩短文本。若确知计数方式，可用 --byte 或 --character 指定，范围即成为一个确定的数。",
    ),
    templates: TEMPLATES,
    examples: &[
        Example {
            grade: ERROR,
            schema: r#"
                <field id="title" name="商品标题" type="input"><rules>
                  <rule name="maxLengthRule" value="10" unit="byte"/>
                </rules></field>"#,
            item: r#"
                <field id="title" type="input"><value>纯棉长袖衬衫</value></field>"#,
            fixed: r#"
                <field id="title" type="input"><value>纯棉衬衫</value></field>"#,
        },
        Example {
            grade: WARNING,
            schema: r#"
                <field id="title" name="商品标题" type="input"><rules>
                  <rule name="maxLengthRule" value="4" unit="byte"/>
                </rules></field>"#,
            item: r#"
                <field id="title" type="input"><value>café</value></field>"#,
            fixed: r#"
                <field id="title" type="input"><value>cafe</value></field>"#,
        },
        Example {
            grade: WARNING,
            schema: r#"
                <field id="points" name="卖点" type="complex"><rules>
                  <rule name="maxLengthRule" value="8"/>
                </rules><fields>
                  <field id="first" name="卖点一" type="input"/>
                  <field id="second" name="卖点二" type="input"/>
                </fields></field>"#,
            item: r#"
                <field id="points" type="complex"><complex-values>
                  <field id="first" type="input"><value>纯棉面料</value></field>
                  <field id="second" type="input"><value>宽松不显胖</value></field>
                </complex-values></field>"#,
            fixed: r#"
                <field id="points" type="complex"><complex-values>
                  <field id="first" type="input"><value>纯棉</value></field>
                  <field id="second" type="input"><value>宽松不显胖</value></field>
                </complex-values></field>"#,
        },
    ],
    ..FINDING
};

pub(super) static MIN: Entry = Entry {
    code: Code::MinLength.as_str(),
    family: Family::Limits,
    grade: ERROR,
    variants: VARIANTS,
    title: words("Text too short", "文本过短"),
    meaning: words(
        "A minLengthRule requires a minimum length. It is counted as for `max-length`: in bytes or \
         characters, as a range where the way of counting is not known, and as a total for a complex. An \
         empty field is not too short; `required` covers that.",
        "minLengthRule 规定最小长度，计数方式与 `max-length` 相同：按字节或字符，计数方式不明确时为一个范围，complex 上为合计。\
         空字段不算过短，能否为空由 `required` 判断。",
    ),
    sources: SOURCES,
    fix: words("Write more, or leave an optional field empty.", "补充内容；选填字段也可以留空。"),
    templates: TEMPLATES,
    examples: &[
        Example {
            grade: ERROR,
            schema: r#"
                <field id="sell_point" name="卖点" type="input"><rules>
                  <rule name="minLengthRule" value="4" unit="character"/>
                </rules></field>"#,
            item: r#"
                <field id="sell_point" type="input"><value>纯棉</value></field>"#,
            fixed: r#"
                <field id="sell_point" type="input"><value>纯棉透气</value></field>"#,
        },
        Example {
            grade: WARNING,
            schema: r#"
                <field id="sell_point" name="卖点" type="input"><rules>
                  <rule name="minLengthRule" value="3" unit="character"/>
                </rules></field>"#,
            item: r#"
                <field id="sell_point" type="input"><value>棉😀</value></field>"#,
            fixed: r#"
                <field id="sell_point" type="input"><value>纯棉😀</value></field>"#,
        },
    ],
    ..FINDING
};
