//! House rules: what is required beyond the schema.

use crate::catalogue::entry::{Entry, FINDING, Family, HouseRules, Source};
use crate::catalogue::example::Example;
use crate::catalogue::grade::{ERROR, NOTE, WARNING};
use crate::catalogue::words::words;
use crate::code::Code;

pub(crate) mod texts {
    use crate::catalogue::template::{Template, template};

    pub(crate) static OWN: Template = template("{message}", "{message}");
    pub(crate) static OF_PACK: Template = template(
        "{message} (a rule of the pack {pack}, not of the schema)",
        "{message}（{pack} 规则包的规则，并非来自 schema）",
    );
}

/// All entries of this file.
pub(super) static ENTRIES: &[&Entry] = &[&HOUSE_RULE];

pub(super) static HOUSE_RULE: Entry = Entry {
    code: Code::HouseRule.as_str(),
    family: Family::House,
    grade: ERROR,
    variants: &[
        (WARNING, words("the rule has severity = \"warning\"", "规则写有 severity = \"warning\"")),
        (
            NOTE,
            words(
                "the rule has severity = \"note\", or cannot be evaluated",
                "规则写有 severity = \"note\"，或无法求值",
            ),
        ),
    ],
    title: words("House rule is broken", "不符合自定义规则"),
    meaning: words(
        "A rule of a file given with --rules, or of a pack given with --pack, is broken. The schema does not require it: \
         the platform or the shop does. Findings are printed with the code of the rule instead of this one, which \
         stands for all of them in --severity and --ignore.",
        "违反了 --rules 文件或 --pack 规则包中的规则。该要求不在 schema 中，而是来自平台或店铺。\
         输出时显示规则自身的代码；在 --severity 和 --ignore 中，本代码代表全部自定义规则。",
    ),
    sources: &[Source::Decision],
    fix: words(
        "Change the item as the message says, or change the rule: `rules check` shows which rules apply to a schema.",
        "请按提示修改商品，或修改规则；可用 rules check 查看哪些规则适用于某个 schema。",
    ),
    templates: &[&texts::OWN, &texts::OF_PACK],
    rules: Some(HouseRules::File(
        "
        [[rule]]
        code = \"color-twice\"
        message.en = \"the color {{ value }} is offered twice\"
        message.zh = \"颜色 {{ value }} 重复\"
        at = \"/sku/*\"
        unique = \"/sku/*/color\"

        [[rule]]
        code = \"cheap\"
        severity = \"warning\"
        range = { field = \"/sku/*/price\", at_least = 10 }

        [[rule]]
        code = \"margin\"
        at = \"/sku/*\"
        assert = \"price|float > cost|float\"",
    )),
    examples: &[
        Example {
            grade: ERROR,
            schema: SKU,
            item: r#"
                <field id="sku" type="multiComplex">
                  <complex-values><field id="color" type="input"><value>red</value></field></complex-values>
                  <complex-values><field id="color" type="input"><value>red</value></field></complex-values>
                </field>"#,
            fixed: r#"
                <field id="sku" type="multiComplex">
                  <complex-values><field id="color" type="input"><value>red</value></field></complex-values>
                  <complex-values><field id="color" type="input"><value>blue</value></field></complex-values>
                </field>"#,
        },
        Example {
            grade: WARNING,
            schema: SKU,
            item: r#"
                <field id="sku" type="multiComplex">
                  <complex-values><field id="price" type="input"><value>9.90</value></field></complex-values>
                </field>"#,
            fixed: r#"
                <field id="sku" type="multiComplex">
                  <complex-values><field id="price" type="input"><value>19.90</value></field></complex-values>
                </field>"#,
        },
        Example {
            grade: NOTE,
            schema: SKU,
            item: r#"
                <field id="sku" type="multiComplex">
                  <complex-values>
                    <field id="price" type="input"><value>19.90</value></field>
                    <field id="cost" type="input"><value>unknown</value></field>
                  </complex-values>
                </field>"#,
            fixed: r#"
                <field id="sku" type="multiComplex">
                  <complex-values>
                    <field id="price" type="input"><value>19.90</value></field>
                    <field id="cost" type="input"><value>12.00</value></field>
                  </complex-values>
                </field>"#,
        },
    ],
    ..FINDING
};

const SKU: &str = r#"
    <field id="sku" name="SKU" type="multiComplex"><fields>
      <field id="color" name="颜色" type="input"/>
      <field id="price" name="价格" type="input"/>
      <field id="cost" name="成本" type="input"/>
    </fields></field>"#;
