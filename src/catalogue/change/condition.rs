//! Changes of conditions.

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

/// All entries of this file.
pub(in crate::catalogue) static ENTRIES: &[&Entry] = &[&CHANGED, &OPTION_CHANGED];

pub(crate) static CHANGED: Entry = Entry {
    code: ChangeCode::ConditionChanged.as_str(),
    family: Family::Rules,
    grade: BREAKING,
    variants: &[(
        COMPATIBLE,
        words(
            "if the rule requires something in fewer cases, or exempts in more",
            "若要求的情形减少，或放宽的情形增多",
        ),
    )],
    title: words("Condition of a rule changed", "规则的条件变化"),
    meaning: words(
        "The same rule has another condition, or a condition with the same words that now means something \
         else: the field that it refers to is another one, can be disabled in other cases, or has other \
         options.",
        "同一规则的条件不同；或条件写法未变而含义已变：所指的字段换了、禁用的情形变了，或其选项变了。",
    ),
    fix: words(
        "See in which cases the rule now applies, and validate your items with the new schema (`--items`).",
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
        words("if it is available in all cases in which it was", "若原先能选的情形现在仍能选"),
    )],
    title: words("Condition of an option changed", "选项的条件变化"),
    meaning: words(
        "The same option has another condition. If it is available in fewer cases, an item may have chosen \
         it in a case where it is no longer available.",
        "同一选项的条件不同。若可选的情形减少，可能有商品在现在不可选的情形下选择了它。",
    ),
    fix: words(
        "Find the items that have chosen it, and check the new condition for them.",
        "找出选择了它的商品，确认是否满足新条件。",
    ),
    pairs: &[
        Pair { level: Level::Breaking, old: Some(FREE), new: Some(BOUND) },
        Pair { level: Level::Compatible, old: Some(BOUND), new: Some(FREE) },
    ],
    ..CHANGE
};
