//! About conditions.

use crate::catalogue::entry::{Entry, NOTE, Source};
use crate::catalogue::example::Example;
use crate::catalogue::template::template;
use crate::catalogue::words::words;
use crate::code::NoteCode;

pub(in crate::catalogue) static UNRESOLVED_FIELD: Entry = Entry {
    code: NoteCode::UnresolvedField.as_str(),
    title: words("Condition on a field that is not there", "条件引用的字段不存在"),
    meaning: words(
        "A condition asks about a field that stands neither beside its own field nor further out, nor alone \
         within a complex there. It reads as empty, so that the condition always has one answer.",
        "条件引用的字段既不在同一层，也不在外层或其 complex 内（唯一）。该字段视为空，因此条件的结果始终不变。",
    ),
    sources: &[Source::Documents, Source::Decision],
    templates: &[&template("a condition asks about a field that cannot be found", "条件引用的字段不存在")],
    fix: words(
        "Look whether the id is misspelled; `tmall-schema inspect SCHEMA` shows the ids that there are.",
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
        "The symbol of a condition is none of the guide's. Whether the condition holds is not known, so its \
         rule is `unchecked`, and an option that carries it stays available.",
        "条件的 symbol 不在开发指南之列。无法判断条件是否成立，因此其规则为 `unchecked`，带此条件的选项仍视为可选。",
    ),
    sources: &[Source::Guide, Source::Decision],
    templates: &[&template("a condition has an unknown symbol", "条件中的 symbol 不认识")],
    fix: words("See in another way that the item meets the rule.", "请以其他方式确认商品是否符合该规则。"),
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
        "The operator of a group of conditions is neither and nor or. Whether the group holds is not known, so \
         its rule is `unchecked`, and an option that carries it stays available.",
        "条件组的 operator 既不是 and 也不是 or。无法判断条件是否成立，因此其规则为 `unchecked`，带此条件的选项仍视为可选。",
    ),
    sources: &[Source::Guide, Source::Decision],
    templates: &[&template("a condition has an unknown operator", "条件中的 operator 不认识")],
    fix: words("See in another way that the item meets the rule.", "请以其他方式确认商品是否符合该规则。"),
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

pub(in crate::catalogue) static DISABLE_CYCLE: Entry = Entry {
    code: NoteCode::DisableCycle.as_str(),
    title: words("Fields that disable each other", "字段之间循环禁用"),
    meaning: words(
        "Whether one field is disabled depends on another, and that one on the first. Each is decided as if \
         the others of the circle were not disabled, and everything else sees the result.",
        "一个字段是否禁用取决于另一个字段，而后者又取决于前者。逐个判断时，循环中的其他字段视为未禁用；其余各处以判断结果为准。",
    ),
    sources: &[Source::Decision],
    templates: &[&template("fields disable each other in a circle", "字段之间循环禁用")],
    fix: words(
        "Nothing has to be done, unless the platform decides variants: fill in one of the fields only.",
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
