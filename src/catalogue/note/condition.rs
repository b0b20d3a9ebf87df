//! Notes on conditions.

use crate::catalogue::entry::{Entry, NOTE, Source};
use crate::catalogue::example::Example;
use crate::catalogue::template::template;
use crate::catalogue::words::words;
use crate::code::NoteCode;

/// All entries of this file.
pub(in crate::catalogue) static ENTRIES: &[&Entry] =
    &[&UNRESOLVED_FIELD, &UNKNOWN_SYMBOL, &UNKNOWN_OPERATOR, &STRAY, &DISABLE_CYCLE];

pub(in crate::catalogue) static UNRESOLVED_FIELD: Entry = Entry {
    code: NoteCode::UnresolvedField.as_str(),
    title: words("Condition on a field that does not exist", "条件引用的字段不存在"),
    meaning: words(
        "A condition refers to a field that is neither a sibling of its own field, nor further out, nor the \
         only one of its id inside a complex there. The field is treated as empty, so the condition always \
         has the same result.",
        "条件引用的字段既不在同一层，也不在外层或其 complex 内（唯一）。该字段视为空，因此条件的结果始终不变。",
    ),
    sources: &[Source::Documents, Source::Decision],
    templates: &[&template("a condition refers to a field that does not exist", "条件引用的字段不存在")],
    fix: words(
        "Check whether the id is misspelled; `tmall-schema inspect SCHEMA` shows all ids.",
        "请检查 id 是否写错；`tmall-schema inspect SCHEMA` 可查看所有 id。",
    ),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="brand" name="品牌" type="input"/>
          <field id="in_brand" name="自定义品牌" type="input"><rules>
            <rule name="requiredRule" value="true"><depend-group operator="and">
              <depend-express fieldId="prop_20000" value="-1" symbol="=="/>
            </depend-group></rule>
          </rules></field>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="brand" name="品牌" type="input"/>
          <field id="in_brand" name="自定义品牌" type="input"><rules>
            <rule name="requiredRule" value="true"><depend-group operator="and">
              <depend-express fieldId="brand" value="-1" symbol="=="/>
            </depend-group></rule>
          </rules></field>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static UNKNOWN_SYMBOL: Entry = Entry {
    code: NoteCode::UnknownSymbol.as_str(),
    title: words("Unknown symbol in a condition", "条件中有不认识的符号"),
    meaning: words(
        "The guide does not list the symbol of a condition. Whether the condition holds is not known, so \
         its rule is `unchecked`, and an option with such a condition stays available.",
        "条件的 symbol 不在开发指南之列。无法判断条件是否成立，因此其规则为 `unchecked`，带此条件的选项仍视为可选。",
    ),
    sources: &[Source::Guide, Source::Decision],
    templates: &[&template("a condition has an unknown symbol", "条件中的 symbol 不认识")],
    fix: words(
        "Check in another way that the item follows the rule.",
        "请以其他方式确认商品是否符合该规则。",
    ),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="price" name="价格" type="input"/>
          <field id="reason" name="说明" type="input"><rules>
            <rule name="requiredRule" value="true"><depend-group operator="and">
              <depend-express fieldId="price" value="100" symbol="~"/>
            </depend-group></rule>
          </rules></field>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="price" name="价格" type="input"/>
          <field id="reason" name="说明" type="input"><rules>
            <rule name="requiredRule" value="true"><depend-group operator="and">
              <depend-express fieldId="price" value="100" symbol="&gt;="/>
            </depend-group></rule>
          </rules></field>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static UNKNOWN_OPERATOR: Entry = Entry {
    code: NoteCode::UnknownOperator.as_str(),
    title: words("Unknown operator in a condition", "条件中有不认识的运算符"),
    meaning: words(
        "The operator of a group of conditions is neither and nor or. Whether the group holds is not known, \
         so its rule is `unchecked`, and an option with such a condition stays available.",
        "条件组的 operator 既不是 and 也不是 or。无法判断条件是否成立，因此其规则为 `unchecked`，带此条件的选项仍视为可选。",
    ),
    sources: &[Source::Guide, Source::Decision],
    templates: &[&template("a condition has an unknown operator", "条件中的 operator 不认识")],
    fix: words(
        "Check in another way that the item follows the rule.",
        "请以其他方式确认商品是否符合该规则。",
    ),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="brand" name="品牌" type="input"/>
          <field id="reason" name="说明" type="input"><rules>
            <rule name="requiredRule" value="true"><depend-group operator="xor">
              <depend-express fieldId="brand" value="-1" symbol="=="/>
            </depend-group></rule>
          </rules></field>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="brand" name="品牌" type="input"/>
          <field id="reason" name="说明" type="input"><rules>
            <rule name="requiredRule" value="true"><depend-group operator="or">
              <depend-express fieldId="brand" value="-1" symbol="=="/>
            </depend-group></rule>
          </rules></field>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static STRAY: Entry = Entry {
    code: NoteCode::StrayCondition.as_str(),
    title: words("Condition that belongs to no rule", "不属于任何规则的条件"),
    meaning: words(
        "A depend-group is directly in a field, beside its rules. Which rule it belongs to is not known, so it \
         belongs to none. A disableRule of the field that has no condition of its own may be meant; it is \
         `unchecked`, and the field counts as not disabled by it.",
        "depend-group 直接写在字段下，位于规则之外，无法得知属于哪条规则，因此不属于任何规则。字段中没有自身条件的 \
         disableRule 可能正需要它，因此该规则为 `unchecked`，不视为禁用了字段。",
    ),
    sources: &[Source::Documents, Source::Decision],
    templates: &[&template(
        "a condition beside the rules of a field; it belongs to none of them",
        "条件写在字段的规则之外，不属于任何规则",
    )],
    fix: words(
        "Check in another way whether the field is to be filled, and report it to the platform.",
        "请以其他方式确认是否需要填写该字段，并向平台反馈。",
    ),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="start" name="上架" type="input"/>
          <field id="time" name="上架时间" type="input"><rules>
            <rule name="disableRule" value="true"/>
          </rules><depend-group operator="and">
            <depend-express fieldId="start" value="1" symbol="!="/>
          </depend-group></field>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="start" name="上架" type="input"/>
          <field id="time" name="上架时间" type="input"><rules>
            <rule name="disableRule" value="true"><depend-group operator="and">
              <depend-express fieldId="start" value="1" symbol="!="/>
            </depend-group></rule>
          </rules></field>
        </itemRule>"#,
    )],
    ..NOTE
};

pub(in crate::catalogue) static DISABLE_CYCLE: Entry = Entry {
    code: NoteCode::DisableCycle.as_str(),
    title: words("Fields that disable each other", "字段之间循环禁用"),
    meaning: words(
        "Whether one field is disabled depends on another field, which depends on the first. Each is \
         decided as if the others of the cycle were not disabled, and this result is used everywhere else.",
        "一个字段是否禁用取决于另一个字段，而后者又取决于前者。逐个判断时，循环中的其他字段视为未禁用；其余各处以判断结果为准。",
    ),
    sources: &[Source::Decision],
    templates: &[&template("fields disable each other in a cycle", "字段之间循环禁用")],
    fix: words(
        "Nothing, as a rule. If the platform decides in another way, fill in only one of the fields.",
        "一般无需处理；若平台的判断不同，请只填写其中一个字段。",
    ),
    examples: &[Example::of_schemas(
        r#"
        <itemRule>
          <field id="mail" name="邮寄" type="input"><rules>
            <rule name="disableRule" value="true"><depend-group operator="and">
              <depend-express fieldId="pickup" value="1" symbol="=="/>
            </depend-group></rule>
          </rules></field>
          <field id="pickup" name="自提" type="input"><rules>
            <rule name="disableRule" value="true"><depend-group operator="and">
              <depend-express fieldId="mail" value="1" symbol="=="/>
            </depend-group></rule>
          </rules></field>
        </itemRule>"#,
        r#"
        <itemRule>
          <field id="mail" name="邮寄" type="input"/>
          <field id="pickup" name="自提" type="input"><rules>
            <rule name="disableRule" value="true"><depend-group operator="and">
              <depend-express fieldId="mail" value="1" symbol="=="/>
            </depend-group></rule>
          </rules></field>
        </itemRule>"#,
    )],
    ..NOTE
};
