//! Conditions of rules and options.

use crate::catalogue::entry::{CHANGE, Entry, Family};
use crate::catalogue::grade::{BREAKING, COMPATIBLE};
use crate::catalogue::pair::Pair;
use crate::catalogue::words::words;
use crate::code::{ChangeCode, Level};

const ALWAYS_THEN: &str = r#"
    <field id="status" name="商品状态" type="input"/>
    <field id="start" name="开始时间" type="input"><rules>
      <rule name="requiredRule" value="true"><depend-group operator="and">
        <depend-express fieldId="status" value="1" symbol="=="/>
      </depend-group></rule>
    </rules></field>"#;
const MORE: &str = r#"
    <field id="status" name="商品状态" type="input"/>
    <field id="start" name="开始时间" type="input"><rules>
      <rule name="requiredRule" value="true"><depend-group operator="or">
        <depend-express fieldId="status" value="1" symbol="=="/>
        <depend-express fieldId="status" value="2" symbol="=="/>
      </depend-group></rule>
    </rules></field>"#;

pub(crate) static CHANGED: Entry = Entry {
    code: ChangeCode::ConditionChanged.as_str(),
    family: Family::Rules,
    grade: BREAKING,
    variants: &[(
        COMPATIBLE,
        words("if the rule demands in fewer cases, or pardons in more", "若要求的情形减少，或放宽的情形增多"),
    )],
    title: words("A rule holds in other cases", "规则的条件变化"),
    meaning: words(
        "The same rule stands under another condition, or under one that says the same and means something else now: \
         the field that it names is another one, or may be disabled in other circumstances, or its options are others.",
        "同一规则的条件不同；或条件写法未变而含义已变：所指的字段换了、禁用的情形变了，或其选项变了。",
    ),
    fix: words(
        "See in which cases the rule holds now, and judge your items by the new schema (`--items`).",
        "确认规则现在适用的情形，并用新 schema 校验商品（`--items`）。",
    ),
    pairs: &[
        Pair { level: Level::Breaking, old: Some(ALWAYS_THEN), new: Some(MORE) },
        Pair { level: Level::Compatible, old: Some(MORE), new: Some(ALWAYS_THEN) },
    ],
    ..CHANGE
};

const FREE: &str = r#"
    <field id="kind" name="款式" type="input"/>
    <field id="size" name="尺码" type="singleCheck"><options>
      <option displayName="S" value="1"/>
      <option displayName="M" value="2"/>
    </options></field>"#;
const BOUND: &str = r#"
    <field id="kind" name="款式" type="input"/>
    <field id="size" name="尺码" type="singleCheck"><options>
      <option displayName="S" value="1"/>
      <option displayName="M" value="2"><depend-group operator="and">
        <depend-express fieldId="kind" value="长款" symbol="=="/>
      </depend-group></option>
    </options></field>"#;

pub(crate) static OPTION_CHANGED: Entry = Entry {
    code: ChangeCode::OptionConditionChanged.as_str(),
    family: Family::Options,
    grade: BREAKING,
    variants: &[(
        COMPATIBLE,
        words("if it can be chosen whenever it could be", "若原先能选的情形现在仍能选"),
    )],
    title: words("An option is available in other cases", "选项的条件变化"),
    meaning: words(
        "The same option stands under another condition. Where it can be chosen in fewer cases, an item may have it in \
         one in which it is not available now.",
        "同一选项的条件不同。若可选的情形减少，可能有商品在现在不可选的情形下选择了它。",
    ),
    fix: words(
        "Find the items that have chosen it, and see whether the new condition holds for them.",
        "找出选择了它的商品，确认是否满足新条件。",
    ),
    pairs: &[
        Pair { level: Level::Breaking, old: Some(FREE), new: Some(BOUND) },
        Pair { level: Level::Compatible, old: Some(BOUND), new: Some(FREE) },
    ],
    ..CHANGE
};
