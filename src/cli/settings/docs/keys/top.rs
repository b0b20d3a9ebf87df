//! The keys outside of tables.

use super::{DIALECTS, Key, Kind, NONE, OFF, key};

pub(super) const TOP: &[Key] = &[
    key(
        "lang",
        Kind::OneOf("en zh"),
        ("from `LC_ALL`, `LC_MESSAGES` or `LANG`", "取自 `LC_ALL`、`LC_MESSAGES` 或 `LANG`"),
        ("Language of messages", "消息的语言"),
        "lang = \"zh\"",
    ),
    key(
        "color",
        Kind::OneOf("auto always never"),
        ("`auto`", "`auto`"),
        ("When to use colors", "何时使用颜色"),
        "color = \"never\"",
    ),
    key("quiet", Kind::Flag, OFF, ("Print only results and errors", "只输出结果和错误"), "quiet = true"),
    key(
        "jobs",
        Kind::Number,
        ("number of cores", "处理器核数"),
        ("Number of files to process in parallel, 1 or more", "并行处理的文件数，至少为 1"),
        "jobs = 4",
    ),
    key(
        "dialect",
        DIALECTS,
        ("detected", "自动识别"),
        ("Dialect of the documents", "文档的方言"),
        "dialect = \"icbu\"",
    ),
    key(
        "rules",
        Kind::Paths,
        NONE,
        (
            "Files of house rules for `validate`, `fill` and `diff --items`",
            "`validate`、`fill` 和 `diff --items` 使用的自定义规则文件",
        ),
        "rules = [\"house.toml\"]",
    ),
    key(
        "pack",
        Kind::Packs,
        NONE,
        ("House rules that come with the program", "程序自带的规则包"),
        "pack = [\"tmall\"]",
    ),
];
