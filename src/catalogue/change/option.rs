//! Changes of options.

use crate::catalogue::entry::{CHANGE, Entry, Family};
use crate::catalogue::grade::{BREAKING, COMPATIBLE, COSMETIC};
use crate::catalogue::pair::Pair;
use crate::catalogue::words::words;
use crate::code::{ChangeCode, Level};

const ONE: &str = r#"
    <field id="brand" name="品牌" type="singleCheck"><options>
      <option displayName="青禾" value="29001"/>
    </options></field>"#;
const TWO: &str = r#"
    <field id="brand" name="品牌" type="singleCheck"><options>
      <option displayName="青禾" value="29001"/>
      <option displayName="云裳" value="29002"/>
    </options></field>"#;
const OPEN: &str = r#"<field id="brand" name="品牌" type="singleCheck"/>"#;
const SERVER_ONE: &str = r#"
    <field id="brand" name="品牌" type="singleCheck">
      <rules><rule name="asyncQueryRule" value="true"/></rules>
      <options><option displayName="青禾" value="29001"/></options>
    </field>"#;
const SERVER_TWO: &str = r#"
    <field id="brand" name="品牌" type="singleCheck">
      <rules><rule name="asyncQueryRule" value="true"/></rules>
      <options><option displayName="青禾" value="29001"/><option displayName="云裳" value="29002"/></options>
    </field>"#;

/// All entries of this file.
pub(in crate::catalogue) static ENTRIES: &[&Entry] = &[&ADDED, &REMOVED, &RENAMED, &REORDERED];

pub(crate) static ADDED: Entry = Entry {
    code: ChangeCode::OptionAdded.as_str(),
    family: Family::Options,
    grade: COMPATIBLE,
    variants: &[
        (BREAKING, words("if the field took any value before", "若该字段原先接受任意值")),
        (COSMETIC, words("if a server adds options anyway", "若选项本就由服务端补充")),
    ],
    title: words("Option added", "新增选项"),
    meaning: words(
        "A choice has one more option. Valid items stay valid, unless it is the first option: a choice \
         without options takes any value, a choice with options only theirs.",
        "选择项增加了可选值，一般不影响已有商品。但若是第一个选项则不同：没有选项的选择项接受任意值，有选项后只接受选项中的值。",
    ),
    fix: words(
        "Nothing. If the field took any value before, check that your values are among the options.",
        "无需处理。若字段原先不限选项，请确认所填的值在选项之中。",
    ),
    pairs: &[
        Pair { level: Level::Compatible, old: Some(ONE), new: Some(TWO) },
        Pair { level: Level::Breaking, old: Some(OPEN), new: Some(ONE) },
        Pair { level: Level::Cosmetic, old: Some(SERVER_ONE), new: Some(SERVER_TWO) },
    ],
    ..CHANGE
};

pub(crate) static REMOVED: Entry = Entry {
    code: ChangeCode::OptionRemoved.as_str(),
    family: Family::Options,
    grade: BREAKING,
    variants: &[
        (
            COMPATIBLE,
            words("if no option is left, so that any value is allowed", "若已没有选项，任何值都可以"),
        ),
        (COSMETIC, words("if a server adds options anyway", "若选项本就由服务端补充")),
    ],
    title: words("Option removed", "删除选项"),
    meaning: words(
        "A choice no longer has an option. Items that have chosen it are no longer valid.",
        "选择项不再有该选项，选择了它的商品失效。",
    ),
    fix: words(
        "Find the items that have chosen it (`--items`) and choose another option.",
        "找出选择了它的商品（`--items`），改选其他选项。",
    ),
    pairs: &[
        Pair { level: Level::Breaking, old: Some(TWO), new: Some(ONE) },
        Pair { level: Level::Compatible, old: Some(ONE), new: Some(OPEN) },
        Pair { level: Level::Cosmetic, old: Some(SERVER_TWO), new: Some(SERVER_ONE) },
    ],
    ..CHANGE
};

pub(crate) static RENAMED: Entry = Entry {
    code: ChangeCode::OptionRenamed.as_str(),
    family: Family::Options,
    grade: COSMETIC,
    title: words("Name of an option changed", "选项名称变化"),
    meaning: words(
        "The name that people read has changed. The value, which items use, is the same.",
        "供人阅读的显示名有变化，商品所用的值不变。",
    ),
    fix: words("Nothing, unless you look options up by name.", "无需处理，除非您按显示名查找选项。"),
    pairs: &[Pair {
        level: Level::Cosmetic,
        old: Some(ONE),
        new: Some(
            r#"
            <field id="brand" name="品牌" type="singleCheck"><options>
              <option displayName="青禾 QINGHE" value="29001"/>
            </options></field>"#,
        ),
    }],
    ..CHANGE
};

pub(crate) static REORDERED: Entry = Entry {
    code: ChangeCode::OptionsReordered.as_str(),
    family: Family::Options,
    grade: COSMETIC,
    title: words("Order of options changed", "选项顺序变化"),
    meaning: words("The options of a choice have another order.", "选择项的选项顺序不同。"),
    fix: words("Nothing.", "无需处理。"),
    pairs: &[Pair {
        level: Level::Cosmetic,
        old: Some(TWO),
        new: Some(
            r#"
            <field id="brand" name="品牌" type="singleCheck"><options>
              <option displayName="云裳" value="29002"/>
              <option displayName="青禾" value="29001"/>
            </options></field>"#,
        ),
    }],
    ..CHANGE
};
