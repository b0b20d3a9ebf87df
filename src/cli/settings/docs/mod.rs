//! `docs/settings.md` and its Chinese version. The keys are those that the reader asks for, so that none can be
//! missing; what they mean is written here.
//!
//! `UPDATE_DOCS=1 cargo test --bin tmall-schema docs` writes the pages.

mod keys;

use std::fmt::Write;

use tmall_schema::Lang;

use super::table::{Fault, Table};
use super::{
    DiffSettings, FetchSettings, FillSettings, FmtSettings, GatewaySettings, InspectSettings,
    SchemasSettings, Settings, ValidateSettings,
};
use crate::cli::lang::pick;
use keys::{Key, Kind, TABLES};

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
            table => format!("`{}`", header(table)),
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

/// A list of tables has two brackets.
fn header(table: &str) -> String {
    if table.contains('.') { format!("[[{table}]]") } else { format!("[{table}]") }
}

fn example(table: &str, keys: &[Key]) -> String {
    let mut text = if table.is_empty() { String::new() } else { format!("{}\n", header(table)) };
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
    let schemas = || {
        let mut table = Table::parse("categories = [\"1512\"]").unwrap();
        SchemasSettings::from_table(&mut table).unwrap();
        table.known().to_vec()
    };
    let tables: [(&str, Vec<&str>); 9] = [
        ("", known(&|table| Settings::from_table(table).map(|_| ()))),
        ("diff", known(&|table| DiffSettings::from_table(table).map(|_| ()))),
        ("fill", known(&|table| FillSettings::from_table(table).map(|_| ()))),
        ("inspect", known(&|table| InspectSettings::from_table(table).map(|_| ()))),
        ("fmt", known(&|table| FmtSettings::from_table(table).map(|_| ()))),
        ("validate", known(&|table| ValidateSettings::from_table(table).map(|_| ()))),
        ("gateway", known(&|table| GatewaySettings::from_table(table).map(|_| ()))),
        ("fetch", known(&|table| FetchSettings::from_table(table).map(|_| ()))),
        ("fetch.schemas", schemas()),
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
                        table => format!("{}\n{} = \"{value}\"", header(table), key.name),
                    };
                    let read = Settings::from_table(&mut Table::parse(&text).unwrap());
                    assert!(read.is_ok(), "{text}: {read:?}");
                }
            }
        }
    }
}
