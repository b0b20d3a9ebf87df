//! Rules.

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

pub(crate) static ADDED: Entry = Entry {
    code: ChangeCode::RuleAdded.as_str(),
    family: Family::Rules,
    grade: BREAKING,
    variants: &[
        (
            COMPATIBLE,
            words(
                "if the rule only takes errors away, as disableRule does",
                "若该规则只会消除错误，例如 disableRule",
            ),
        ),
        (COSMETIC, words("if it is a tip, or asks for what holds anyway", "若只是提示，或其要求本就满足")),
    ],
    title: words("A rule was added", "新增规则"),
    meaning: words(
        "A field has a rule that it did not have. A rule that demands something can make an item wrong that was right; \
         one that pardons, as disableRule does, cannot.",
        "字段新增了规则。提出要求的规则可能使原本有效的商品失效；而 disableRule 之类放宽的规则不会。",
    ),
    fix: words(
        "Judge your items by the new schema (`--items`) and change those that the rule finds.",
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
                "if the rule took errors away, as disableRule does",
                "若该规则原本会消除错误，例如 disableRule",
            ),
        ),
        (
            COSMETIC,
            words(
                "if it was a tip, or another rule asks for as much",
                "若只是提示，或另一条规则已有同样要求",
            ),
        ),
    ],
    title: words("A rule was removed", "删除规则"),
    meaning: words(
        "A field no longer has a rule. Less is demanded, so all that was valid still is; but where a rule pardoned, as \
         disableRule does, what it kept from being judged is judged now.",
        "字段不再有该规则。要求减少，原本有效的仍然有效；但若去掉的是 disableRule 之类放宽的规则，原先不校验的内容现在要校验。",
    ),
    fix: words(
        "Nothing for a demand that is gone. For a pardon, judge your items by the new schema (`--items`).",
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
        (COMPATIBLE, words("if it asks for less than before", "若要求比原先宽松")),
        (COSMETIC, words("if it asks for the same in other words", "若只是换了写法，要求不变")),
    ],
    title: words("A rule says something else", "规则内容变化"),
    meaning: words(
        "A rule of the same name and condition has another limit, unit, pattern or text. A tighter limit can make an \
         item wrong that was right, a wider one cannot. Whether one pattern takes all that another takes is not \
         decided: another pattern is breaking.",
        "名称和条件相同的规则有了不同的界限、单位、正则或文字。收紧可能使原本有效的商品失效，放宽则不会。无法判定新正则是否接受旧正则的全部值，因此正则变化视为破坏性。",
    ),
    fix: words(
        "Judge your items by the new schema (`--items`) and change those that are beyond the new limit.",
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
