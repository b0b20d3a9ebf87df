//! The keys of the tables for schemas, and for both.

use super::{Key, Kind, NONE, OFF, key};

pub(super) const DIFF: &[Key] = &[
    key(
        "fail_on",
        Kind::OneOf("breaking compatible cosmetic never"),
        ("`breaking`", "`breaking`"),
        ("Lowest level that makes the exit code 1", "使退出码为 1 的最低级别"),
        "fail_on = \"compatible\"",
    ),
    key(
        "view",
        Kind::OneOf("breaking changes all"),
        ("`changes`; `all` in JSON and HTML", "`changes`；JSON 和 HTML 为 `all`"),
        ("Changes to show", "显示哪些变更"),
        "view = \"all\"",
    ),
    key(
        "ignore",
        Kind::Texts,
        NONE,
        (
            "Changes to ignore, each `CODE` or `CODE:PATH-GLOB`",
            "要忽略的变更，每项为 `CODE` 或 `CODE:PATH-GLOB`",
        ),
        "ignore = [\"option-added\", \"rule-changed:/sku/*\"]",
    ),
    key(
        "ignore_file",
        Kind::Path,
        NONE,
        ("File with further changes to ignore, each with a reason", "列出更多要忽略的变更及其理由的文件"),
        "ignore_file = \"ignores.toml\"",
    ),
    key(
        "items",
        Kind::Paths,
        NONE,
        (
            "Items to validate against both schemas: files, directories or globs",
            "用新旧两个 schema 校验的商品：文件、目录或通配模式",
        ),
        "items = [\"items/**/*.xml\"]",
    ),
    key(
        "mapping",
        Kind::Path,
        NONE,
        ("Mapping file to check against the changes", "要检查是否受变更影响的映射文件"),
        "mapping = \"shirts.toml\"",
    ),
];

pub(super) const INSPECT: &[Key] = &[key(
    "tips",
    Kind::Flag,
    OFF,
    ("Show tips for sellers and developers", "显示给卖家和开发者的填写提示"),
    "tips = true",
)];

pub(super) const FMT: &[Key] = &[key(
    "schema",
    Kind::Path,
    NONE,
    ("Schema of the params", "param 的 schema"),
    "schema = \"rules/1512.xml\"",
)];
