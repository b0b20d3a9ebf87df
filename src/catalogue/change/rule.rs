//! Changes of rules.

use crate::catalogue::entry::{CHANGE, Entry, Family};
use crate::catalogue::grade::{BREAKING, COMPATIBLE, COSMETIC};
use crate::catalogue::pair::Pair;
use crate::catalogue::words::words;
use crate::code::{ChangeCode, Level};

const PLAIN: &str = r#"<field id="title" name="商品标题" type="input"/>"#;
const REQUIRED: &str = r#"
    <field id="title" name="商品标题" type="input"><rules>
      <rule name="requiredRule" value="true"/>
    </rules></field>"#;
const DISABLED: &str = r#"
    <field id="title" name="商品标题" type="input"><rules>
      <rule name="disableRule" value="true"/>
    </rules></field>"#;
const TIP: &str = r#"
    <field id="title" name="商品标题" type="input"><rules>
      <rule name="tipRule" value="请勿堆砌关键词"/>
    </rules></field>"#;
const SIXTY: &str = r#"
    <field id="title" name="商品标题" type="input"><rules>
      <rule name="maxLengthRule" value="60" unit="byte"/>
    </rules></field>"#;
const FIFTY: &str = r#"
    <field id="title" name="商品标题" type="input"><rules>
      <rule name="maxLengthRule" value="50" unit="byte"/>
    </rules></field>"#;

/// All entries of this file.
pub(in crate::catalogue) static ENTRIES: &[&Entry] = &[&ADDED, &REMOVED, &CHANGED];

pub(crate) static ADDED: Entry = Entry {
    code: ChangeCode::RuleAdded.as_str(),
    family: Family::Rules,
    grade: BREAKING,
    variants: &[
        (
            COMPATIBLE,
            words(
                "if the rule only removes errors, as disableRule does",
                "若该规则只会消除错误，例如 disableRule",
            ),
        ),
        (COSMETIC, words("if it is a tip, or requires what holds anyway", "若只是提示，或其要求本就满足")),
    ],
    title: words("Rule added", "新增规则"),
    meaning: words(
        "A field has a new rule. A rule that requires something can make a valid item invalid. A rule that \
         exempts, as disableRule does, cannot.",
        "字段新增了规则。提出要求的规则可能使原本有效的商品失效；而 disableRule 之类放宽的规则不会。",
    ),
    fix: words(
        "Validate your items with the new schema (`--items`) and change those that break the rule.",
        "用新 schema 校验商品（`--items`），修改不符合该规则的商品。",
    ),
    pairs: &[
        Pair { level: Level::Breaking, old: Some(PLAIN), new: Some(REQUIRED) },
        Pair { level: Level::Compatible, old: Some(PLAIN), new: Some(DISABLED) },
        Pair { level: Level::Cosmetic, old: Some(PLAIN), new: Some(TIP) },
    ],
    ..CHANGE
};

pub(crate) static REMOVED: Entry = Entry {
    code: ChangeCode::RuleRemoved.as_str(),
    family: Family::Rules,
    grade: COMPATIBLE,
    variants: &[
        (
            BREAKING,
            words(
                "if the rule removed errors, as disableRule does",
                "若该规则原本会消除错误，例如 disableRule",
            ),
        ),
        (
            COSMETIC,
            words(
                "if it was a tip, or another rule requires the same",
                "若只是提示，或另一条规则已有同样要求",
            ),
        ),
    ],
    title: words("Rule removed", "删除规则"),
    meaning: words(
        "A field no longer has a rule. Less is required, so valid items stay valid. But if the rule \
         exempted, as disableRule does, what it exempted is now validated.",
        "字段不再有该规则。要求减少，原本有效的仍然有效；但若去掉的是 disableRule 之类放宽的规则，原先不校验的内容现在要校验。",
    ),
    fix: words(
        "Nothing, if the rule required something. If it exempted, validate your items with the new schema \
         (`--items`).",
        "要求减少时无需处理；放宽的规则被删除时，用新 schema 校验商品（`--items`）。",
    ),
    pairs: &[
        Pair { level: Level::Compatible, old: Some(REQUIRED), new: Some(PLAIN) },
        Pair { level: Level::Breaking, old: Some(DISABLED), new: Some(PLAIN) },
        Pair { level: Level::Cosmetic, old: Some(TIP), new: Some(PLAIN) },
    ],
    ..CHANGE
};

pub(crate) static CHANGED: Entry = Entry {
    code: ChangeCode::RuleChanged.as_str(),
    family: Family::Rules,
    grade: BREAKING,
    variants: &[
        (COMPATIBLE, words("if it requires less than before", "若要求比原先宽松")),
        (COSMETIC, words("if it requires the same in other words", "若只是换了写法，要求不变")),
    ],
    title: words("Rule changed", "规则内容变化"),
    meaning: words(
        "A rule with the same name and condition has another limit, unit, pattern or text. A tighter limit \
         can make a valid item invalid, a wider one cannot. Whether the new pattern matches all that the \
         old one matches is not decided, so another pattern is breaking.",
        "名称和条件相同的规则有了不同的界限、单位、正则或文字。收紧可能使原本有效的商品失效，放宽则不会。无法判定新正则是否接受旧正则的全部值，因此正则变化视为破坏性。",
    ),
    fix: words(
        "Validate your items with the new schema (`--items`) and change those beyond the new limit.",
        "用新 schema 校验商品（`--items`），修改超出新界限的商品。",
    ),
    pairs: &[
        Pair { level: Level::Breaking, old: Some(SIXTY), new: Some(FIFTY) },
        Pair { level: Level::Compatible, old: Some(FIFTY), new: Some(SIXTY) },
        Pair {
            level: Level::Cosmetic,
            old: Some(TIP),
            new: Some(
                r#"
                <field id="title" name="商品标题" type="input"><rules>
                  <rule name="tipRule" value="标题请写明材质"/>
                </rules></field>"#,
            ),
        },
    ],
    ..CHANGE
};
