//! The keys of the tables for items.

use super::{Key, Kind, NONE, OFF, key};

pub(super) const VALIDATE: &[Key] = &[
    key(
        "schema",
        Kind::Path,
        NONE,
        ("Schema for all items", "用于所有商品的 schema"),
        "schema = \"rules/1512.xml\"",
    ),
    key(
        "schema_dir",
        Kind::Path,
        NONE,
        (
            "Directory of schemas: `NAME.xml` or `NAME.json` validates the items called NAME and those in a folder NAME",
            "schema 目录：用 `NAME.xml` 或 `NAME.json` 校验名为 NAME 的商品和目录 NAME 中的商品",
        ),
        "schema_dir = \"rules\"",
    ),
    key(
        "fail_on",
        Kind::OneOf("error warning never"),
        ("`error`", "`error`"),
        ("Lowest severity that makes the exit code 1", "使退出码为 1 的最低严重程度"),
        "fail_on = \"warning\"",
    ),
    key(
        "severity",
        Kind::Codes,
        NONE,
        ("Severity of findings by code; also used by `fill`", "按代码改变问题的严重程度；也用于 `fill`"),
        "severity.unknown-field = \"warning\"",
    ),
    key(
        "ignore",
        Kind::Texts,
        NONE,
        (
            "Findings to ignore, each `CODE` or `CODE:PATH-GLOB`; also used by `fill`",
            "要忽略的问题，每项为 `CODE` 或 `CODE:PATH-GLOB`；也用于 `fill`",
        ),
        "ignore = [\"line-break\", \"max-length:/sku/*/outer_id\"]",
    ),
    key(
        "ignore_file",
        Kind::Path,
        NONE,
        (
            "File with further findings to ignore, each with a reason; also used by `fill`",
            "另行列出要忽略的问题的文件，每项都有理由；也用于 `fill`",
        ),
        "ignore_file = \"ignores.toml\"",
    ),
    key(
        "baseline",
        Kind::Path,
        NONE,
        (
            "JSON output of an earlier run, whose findings are not reported again",
            "以前一次运行的 JSON 输出，其中的问题不再报告",
        ),
        "baseline = \"known.json\"",
    ),
    key(
        "max_findings",
        Kind::Number,
        ("all", "全部"),
        ("Maximum number of findings shown per item", "每个商品最多显示的问题数"),
        "max_findings = 20",
    ),
    key(
        "fail_fast",
        Kind::Flag,
        OFF,
        ("Stop after the first item that fails", "遇到第一个不合格的商品后停止"),
        "fail_fast = true",
    ),
    key("show_notes", Kind::Flag, OFF, ("Show notes", "显示提示"), "show_notes = true"),
    key(
        "character",
        Kind::OneOf("grapheme utf16 scalar"),
        ("every plausible way", "考虑每种合理的方式"),
        ("How to count characters; also used by `fill`", "字符数的计算方式；也用于 `fill`"),
        "character = \"utf16\"",
    ),
    key(
        "byte",
        Kind::OneOf("gbk utf8"),
        ("every plausible way of the dialect", "考虑方言下每种合理的方式"),
        ("How to count bytes; also used by `fill`", "字节数的计算方式；也用于 `fill`"),
        "byte = \"gbk\"",
    ),
    key(
        "assets",
        Kind::Path,
        NONE,
        (
            "JSON file with the sizes of files and pictures; also used by `fill`",
            "记录文件和图片尺寸的 JSON 文件；也用于 `fill`",
        ),
        "assets = \"facts.json\"",
    ),
];

pub(super) const FILL: &[Key] = &[
    key("schema", Kind::Path, NONE, ("Schema of the items", "商品的 schema"), "schema = \"rules/1512.xml\""),
    key("map", Kind::Path, NONE, ("Mapping file", "映射文件"), "map = \"shirts.toml\""),
    key("out_dir", Kind::Path, NONE, ("Directory for the items", "存放商品的目录"), "out_dir = \"items\""),
    key(
        "rejects",
        Kind::Path,
        ("`rejects.ndjson` in `out_dir`", "`out_dir` 中的 `rejects.ndjson`"),
        ("File for rejected records", "存放被拒绝记录的文件"),
        "rejects = \"rejects.ndjson\"",
    ),
    key(
        "name_by",
        Kind::Text,
        ("from the mapping, else the record's number", "取自映射，否则为记录序号"),
        ("Path of the value in a record that names the item's file", "记录中用作商品文件名的值的路径"),
        "name_by = \"sku.code\"",
    ),
    key(
        "skip_existing",
        Kind::Flag,
        OFF,
        ("Skip records whose file already exists", "跳过文件已存在的记录"),
        "skip_existing = true",
    ),
    key(
        "defaults",
        Kind::Flag,
        OFF,
        (
            "Use the schema's current and default values for fields that the record does not fill",
            "记录没有填写的字段使用 schema 中的当前值和默认值",
        ),
        "defaults = true",
    ),
    key(
        "data_format",
        Kind::OneOf("json ndjson csv workbook"),
        ("from the file name", "取决于文件名"),
        ("Format of the data", "数据格式"),
        "data_format = \"csv\"",
    ),
    key(
        "encoding",
        Kind::OneOf("utf8 gbk"),
        ("UTF-8; for CSV that is not UTF-8, GBK", "UTF-8；CSV 不是 UTF-8 时为 GBK"),
        ("Encoding of the data", "数据编码"),
        "encoding = \"gbk\"",
    ),
];
