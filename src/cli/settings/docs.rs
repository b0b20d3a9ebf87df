//! `docs/settings.md` and its Chinese version. The keys are those that the reader asks for, so that none can be
//! missing; what they mean is written here.
//!
//! `UPDATE_DOCS=1 cargo test --bin tmall-schema docs` writes the pages.

use std::fmt::Write;

use tmall_schema::Lang;

use super::table::{Fault, Table};
use super::{DiffSettings, FillSettings, FmtSettings, InspectSettings, Settings, ValidateSettings};
use crate::cli::lang::pick;

/// What is documented of a key.
struct Key {
    name: &'static str,
    kind: Kind,
    /// English and Chinese.
    default: (&'static str, &'static str),
    meaning: (&'static str, &'static str),
    example: &'static str,
}

/// The type of a value.
enum Kind {
    Path,
    Paths,
    Text,
    Texts,
    Flag,
    Number,
    OneOf(&'static str),
    Codes,
}

impl Kind {
    fn name(&self, lang: Lang) -> String {
        let (en, zh) = match self {
            Kind::Path => ("path", "路径"),
            Kind::Paths => ("list of paths", "路径列表"),
            Kind::Text => ("text", "文本"),
            Kind::Texts => ("list of text", "文本列表"),
            Kind::Flag => ("`true` or `false`", "`true` 或 `false`"),
            Kind::Number => ("whole number", "整数"),
            Kind::OneOf(names) => {
                let names: Vec<String> = names.split(' ').map(|name| format!("`{name}`")).collect();
                let (last, first) = names.split_last().unwrap();
                return match lang {
                    Lang::Zh => format!("{} 或 {last}", first.join("、")),
                    _ => format!("{} or {last}", first.join(", ")),
                };
            }
            Kind::Codes => (
                "table: a code and `error`, `warning`, `note` or `off`",
                "表：代码及 `error`、`warning`、`note` 或 `off`",
            ),
        };
        pick(lang, en, zh).to_owned()
    }
}

const NONE: (&str, &str) = ("none", "无");
const OFF: (&str, &str) = ("`false`", "`false`");

const fn key(
    name: &'static str,
    kind: Kind,
    default: (&'static str, &'static str),
    meaning: (&'static str, &'static str),
    example: &'static str,
) -> Key {
    Key { name, kind, default, meaning, example }
}

const DIALECTS: Kind = Kind::OneOf("classic item-schema icbu");

/// The tables in the order of the page, with their keys.
const TABLES: &[(&str, &[Key])] = &[
    (
        "",
        &[
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
            key(
                "quiet",
                Kind::Flag,
                OFF,
                ("Print only results and errors", "只输出结果和错误"),
                "quiet = true",
            ),
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
        ],
    ),
    (
        "validate",
        &[
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
                    "schema 目录：用 `NAME.xml` 或 `NAME.json` 校验名为 NAME 的商品和文件夹 NAME 中的商品",
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
                (
                    "Severity of findings by code; also used by `fill`",
                    "按代码改变问题的严重程度；也用于 `fill`",
                ),
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
        ],
    ),
    (
        "diff",
        &[
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
                (
                    "File with further changes to ignore, each with a reason",
                    "列出更多要忽略的变更及其理由的文件",
                ),
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
        ],
    ),
    (
        "fill",
        &[
            key(
                "schema",
                Kind::Path,
                NONE,
                ("Schema of the items", "商品的 schema"),
                "schema = \"rules/1512.xml\"",
            ),
            key("map", Kind::Path, NONE, ("Mapping file", "映射文件"), "map = \"shirts.toml\""),
            key(
                "out_dir",
                Kind::Path,
                NONE,
                ("Directory for the items", "存放商品的目录"),
                "out_dir = \"items\"",
            ),
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
                (
                    "Path of the value in a record that names the item's file",
                    "记录中用作商品文件名的值的路径",
                ),
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
                Kind::OneOf("json ndjson csv"),
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
        ],
    ),
    (
        "inspect",
        &[key(
            "tips",
            Kind::Flag,
            OFF,
            ("Show tips for sellers and developers", "显示给卖家和开发者的提示"),
            "tips = true",
        )],
    ),
    (
        "fmt",
        &[key(
            "schema",
            Kind::Path,
            NONE,
            ("Schema of the params", "param 的 schema"),
            "schema = \"rules/1512.xml\"",
        )],
    ),
];

fn document(lang: Lang) -> String {
    let mut text = pick(
        lang,
        "# Settings\n\n<!-- Generated: UPDATE_DOCS=1 cargo test --bin tmall-schema docs -->\n\n\
         `tmall-schema` reads settings from the file `tmall-schema.toml` in the working directory, or from the\n\
         nearest one in a directory above it. `--config FILE` names another file, `--no-config` reads none. Options on\n\
         the command line override settings.\n\n\
         The file is written in [TOML](https://toml.io). All keys are optional. A key that is not listed here is an\n\
         error. Paths are relative to the directory of the file. The options are described in [cli.md](cli.md).\n\
         中文版：[settings.zh-CN.md](settings.zh-CN.md).\n",
        "# 设置\n\n<!-- 自动生成：UPDATE_DOCS=1 cargo test --bin tmall-schema docs -->\n\n\
         `tmall-schema` 从工作目录下的 `tmall-schema.toml` 读取设置；没有时使用离它最近的上级目录中的那一个。\n\
         `--config FILE` 指定其他文件，`--no-config` 不读取设置。命令行选项优先于设置。\n\n\
         文件采用 [TOML](https://toml.io) 格式。所有键都可省略；出现此处没有列出的键是错误。路径相对于该文件所在的目录。\n\
         选项的说明见 [cli.zh-CN.md](cli.zh-CN.md)。英文版：[settings.md](settings.md)。\n",
    )
    .to_owned();
    for (table, keys) in TABLES {
        let heading = match *table {
            "" => pick(lang, "Top level", "顶层").to_owned(),
            table => format!("`[{table}]`"),
        };
        let columns = pick(lang, "Key | Type | Default | Meaning", "键 | 类型 | 默认值 | 含义");
        let _ = writeln!(text, "\n## {heading}\n\n| {columns} |\n| --- | --- | --- | --- |");
        for key in *keys {
            let default = pick(lang, key.default.0, key.default.1);
            let meaning = pick(lang, key.meaning.0, key.meaning.1);
            let _ = writeln!(text, "| `{}` | {} | {default} | {meaning} |", key.name, key.kind.name(lang));
        }
        let _ = writeln!(text, "\n```toml\n{}```", example(table, keys));
    }
    text
}

fn example(table: &str, keys: &[Key]) -> String {
    let mut text = if table.is_empty() { String::new() } else { format!("[{table}]\n") };
    for key in keys {
        let _ = writeln!(text, "{}", key.example);
    }
    text
}

#[test]
fn docs_are_current() {
    crate::cli::docs::check("settings.md", &document(Lang::En));
    crate::cli::docs::check("settings.zh-CN.md", &document(Lang::Zh));
}

/// The keys that the reader asks for are those that are documented, in the same order.
#[test]
fn every_key_is_documented() {
    let known = |read: &dyn Fn(&mut Table<'_>) -> Result<(), Fault>| {
        let mut table = Table::parse("").unwrap();
        read(&mut table).unwrap();
        table.known().to_vec()
    };
    let tables: [(&str, Vec<&str>); 6] = [
        ("", known(&|table| Settings::from_table(table).map(|_| ()))),
        ("diff", known(&|table| DiffSettings::from_table(table).map(|_| ()))),
        ("fill", known(&|table| FillSettings::from_table(table).map(|_| ()))),
        ("inspect", known(&|table| InspectSettings::from_table(table).map(|_| ()))),
        ("fmt", known(&|table| FmtSettings::from_table(table).map(|_| ()))),
        ("validate", known(&|table| ValidateSettings::from_table(table).map(|_| ()))),
    ];
    // What is a table itself has a section of its own.
    let names: Vec<&str> = tables.iter().map(|(name, _)| *name).collect();
    assert_eq!(TABLES.len(), tables.len());
    for (name, known) in &tables {
        let (_, keys) = TABLES.iter().find(|(table, _)| table == name).unwrap();
        let documented: Vec<&str> = keys.iter().map(|key| key.name).collect();
        let known: Vec<&str> =
            known.iter().copied().filter(|key| !name.is_empty() || !names.contains(key)).collect();
        assert_eq!(known, documented, "[{name}]");
    }
}

/// The examples are valid settings, and each sets its key.
#[test]
fn examples_are_read() {
    for (name, keys) in TABLES {
        let text = example(name, keys);
        let mut table = Table::parse(&text).unwrap();
        if let Err(fault) = Settings::from_table(&mut table) {
            panic!("[{name}]: {fault:?}");
        }
        for key in *keys {
            assert!(key.example.starts_with(key.name), "{}", key.name);
            if let Kind::OneOf(names) = &key.kind {
                for value in names.split(' ') {
                    let text = match *name {
                        "" => format!("{} = \"{value}\"", key.name),
                        table => format!("[{table}]\n{} = \"{value}\"", key.name),
                    };
                    let read = Settings::from_table(&mut Table::parse(&text).unwrap());
                    assert!(read.is_ok(), "{text}: {read:?}");
                }
            }
        }
    }
}
