//! Reads mapping files: one pass that collects all problems.

mod fill;
mod load;
mod reader;
pub(crate) mod syntax;
mod table;

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::code::MappingCode;
use crate::mapping::limits::{MAX_FILE_BYTES, MAX_FILES};
use crate::mapping::mapping::Mapping;
use crate::mapping::message::message;
use crate::mapping::model::{At, Entry, File, Files, Fill};
use crate::mapping::problem::MappingProblems;
use crate::mapping::suggestion::similar;
use crate::span::{OffsetMap, Position, Source, small};
use load::{Load, LoadError, decode};
use reader::{Item, Parser, in_order};
use syntax::syntax_error;

const TOP_KEYS: [&str; 4] = ["include", "source", "tables", "fields"];
const SOURCE_KEYS: [&str; 4] = ["items", "group", "rows", "name"];

impl Mapping {
    /// Reads a mapping from text. It can include no other file and read no table from one;
    /// [`Mapping::open`] and [`Mapping::parse_with`] can.
    ///
    /// # Errors
    /// All problems of the text, each with its place.
    pub fn parse(text: &str) -> Result<Mapping, MappingProblems> {
        parse(text, None, Load::Nothing)
    }

    /// Reads a mapping from text, under a name, with a function that gives the content of the files it names. The
    /// function is called with the path as the mapping has it, behind the folder of the file that names it.
    ///
    /// # Errors
    /// As [`Mapping::parse`], and if a file cannot be read.
    pub fn parse_with(
        text: &str,
        name: &str,
        load: impl Fn(&str) -> io::Result<Vec<u8>>,
    ) -> Result<Mapping, MappingProblems> {
        parse(text, Some(name), Load::With(&load))
    }

    /// Reads a mapping file and the files that it names, each relative to the folder of the file that names it.
    ///
    /// # Errors
    /// As [`Mapping::parse_with`].
    pub fn open(path: &Path) -> Result<Mapping, MappingProblems> {
        let name = path.display().to_string();
        match bytes_of(path).map_err(LoadError::Io).and_then(decode) {
            Ok(text) => parse(&text, Some(&name), Load::With(&|path| bytes_of(Path::new(path)))),
            Err(reason) => {
                let text = reason.message(&name);
                let problem = Files::default().problem(MappingCode::File, At::default(), "", text);
                Err(MappingProblems(vec![problem]))
            }
        }
    }
}

/// Reads a file, but not much more than the limit.
fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn parse(text: &str, name: Option<&str>, load: Load<'_>) -> Result<Mapping, MappingProblems> {
    let mut parser = Parser::new(load, name);
    parser.file(text, name);
    parser.join_tables();
    if !parser.problems.is_empty() {
        return Err(MappingProblems(parser.problems));
    }
    parser.entries.retain(|entry| !entry.fills.is_empty());
    parser.entries.iter_mut().flat_map(|entry| &mut entry.fills).for_each(Fill::settle);
    Ok(Mapping { files: Arc::new(parser.files), entries: Arc::new(parser.entries), records: parser.records })
}

impl Parser<'_> {
    fn file(&mut self, text: &str, name: Option<&str>) {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let file = small(self.files.0.len());
        self.files.0.push(File {
            name: name.map(Arc::from),
            source: Source::new(text.to_owned(), OffsetMap::default(), Position::START),
        });
        if text.len() > MAX_FILE_BYTES {
            let text = message!(
                "the file is larger than {megabytes} MB",
                "文件超过 {megabytes} MB",
                megabytes = MAX_FILE_BYTES >> 20,
            );
            self.problem(MappingCode::File, At { file, offset: 0 }, "", text);
            return;
        }
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let start = error.span().map_or(0, |span| span.start).min(text.len());
            let wrong = syntax_error(error.message(), text.get(start..).unwrap_or_default());
            self.problem(MappingCode::Syntax, At { file, offset: small(start) }, "", wrong);
        }
        if !errors.is_empty() {
            return;
        }
        self.top(file, table.get_ref());
    }

    fn top(&mut self, file: u32, table: &DeTable<'_>) {
        self.known_keys(file, table, &TOP_KEYS, "");
        if let Some(include) = table.get("include") {
            self.include(file, include);
        }
        if let Some(source) = table.get("source") {
            self.source(file, source);
        }
        if let Some(tables) = table.get("tables").and_then(|tables| self.table_of(file, tables, "")) {
            for (name, item) in in_order(tables) {
                match self.look_up(file, name.get_ref(), item) {
                    Some(found) => {
                        self.tables.insert(found.name.clone(), Arc::new(found));
                    }
                    None => self.unread.push(name.get_ref().to_string()),
                }
            }
        }
        if let Some(fields) = table.get("fields").and_then(|fields| self.table_of(file, fields, "")) {
            for (path, item) in in_order(fields) {
                self.field(file, path, item);
            }
        }
    }

    fn field(&mut self, file: u32, path: &Spanned<Cow<'_, str>>, item: &Item<'_>) {
        let at = At { file, offset: small(path.span().start) };
        let path = path.get_ref();
        if !path.starts_with('/') {
            let text = message!("write the field as a path: \"/{path}\"", "字段应写成路径：\"/{path}\"",);
            self.problem(MappingCode::UnknownField, at, path, text);
            return;
        }
        // `false` removes the entry of an included file.
        let known = self.by_path.get(path.as_ref()).copied();
        if item.get_ref().as_bool() == Some(false) {
            match known {
                Some(known) => self.entries[known].fills.clear(),
                None => {
                    let text = message!(
                        "there is no entry to remove: no included file fills this field",
                        "没有可撤销的内容：被引用的文件没有填写该字段",
                    );
                    self.problem(MappingCode::Conflict, at, path, text);
                }
            }
            return;
        }
        let fills = match item.get_ref().as_array() {
            Some(array) => array.iter().filter_map(|item| self.fill(file, path, item)).collect(),
            None => self.fill(file, path, item).into_iter().collect(),
        };
        let entry = Entry { path: path.to_string(), at, fills };
        match known {
            Some(known) => self.entries[known] = entry,
            None => {
                self.by_path.insert(path.to_string(), self.entries.len());
                self.entries.push(entry);
            }
        }
    }

    /// Gives fills the tables that they name. Done last, so that a file can replace a table of a file that it
    /// includes.
    fn join_tables(&mut self) {
        let mut missing = Vec::new();
        let tables = &self.tables;
        for entry in &mut self.entries {
            for fill in &mut entry.fills {
                for fill in std::iter::once(&mut fill.table_name).zip(std::iter::once(&mut fill.table)).chain(
                    fill.attributes.iter_mut().map(|(_, fill)| (&mut fill.table_name, &mut fill.table)),
                ) {
                    let (name, table) = fill;
                    let Some((at, name)) = name.take() else { continue };
                    match tables.get(&name) {
                        Some(found) => *table = Some((at, Arc::clone(found))),
                        None => missing.push((at, name, entry.path.clone())),
                    }
                }
            }
        }
        // A table that could not be read is already reported.
        missing.retain(|(_, name, _)| !self.unread.contains(name));
        let mut names: Vec<&str> = self.tables.keys().map(String::as_str).collect();
        names.sort_unstable();
        let hints: Vec<_> = missing.iter().map(|(_, name, _)| similar(name, names.iter().copied())).collect();
        for ((at, name, path), hint) in missing.into_iter().zip(hints) {
            let wrong = message!(
                "the table \"{name}\" is not defined under [tables]{en}",
                "[tables] 中没有定义表“{name}”{zh}",
                en = hint.en,
                zh = hint.zh,
            );
            self.problem(MappingCode::UnknownTable, at, &path, wrong);
        }
    }

    fn include(&mut self, file: u32, item: &Item<'_>) {
        let names = match item.get_ref() {
            DeValue::String(_) => vec![item],
            DeValue::Array(array) => array.iter().collect(),
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Table(_) => {
                self.wrong_type(file, item, "", message!("a text or a list of texts", "文本或文本列表"));
                return;
            }
        };
        for name in names {
            let Some(text) = self.text_of(file, name, "") else { continue };
            let at = At { file, offset: small(name.span().start) };
            let path = self.beside(file, text);
            let is_circle = self.open.contains(&path);
            if is_circle || self.files.0.len() >= MAX_FILES {
                let text = if is_circle {
                    message!("\"{text}\" includes itself", "“{text}”循环引用")
                } else {
                    message!(
                        "the mapping names more than {MAX_FILES} files",
                        "映射引用的文件超过 {MAX_FILES} 个",
                    )
                };
                self.problem(MappingCode::File, at, "", text);
                continue;
            }
            match self.read(&path) {
                Ok(content) => {
                    self.open.push(path.clone());
                    self.file(&content, Some(&path));
                    self.open.pop();
                }
                Err(reason) => self.unreadable(at, text, &reason),
            }
        }
    }

    fn source(&mut self, file: u32, item: &Item<'_>) {
        let Some(table) = self.table_of(file, item, "") else { return };
        self.known_keys(file, table, &SOURCE_KEYS, "");
        let mut path = |key: &str| {
            let item = table.get(key)?;
            let text = self.text_of(file, item, "")?;
            self.record_path(file, item, text, "")
        };
        let (items, group, name) = (path("items"), path("group"), path("name"));
        let rows = table.get("rows").and_then(|item| self.text_of(file, item, "")).map(str::to_owned);
        if group.is_some() != rows.is_some() {
            let at = self.at(file, item);
            let text = message!(
                "\"group\" and \"rows\" require each other: the path that rows of one record share, and the name of the list that holds them",
                "group 与 rows 须同时给出：同一条记录的各行共有的路径，以及存放各行的列表名",
            );
            self.problem(MappingCode::Conflict, at, "", text);
        }
        let known = &mut self.records;
        known.items = items.or(known.items.take());
        known.group = group.or(known.group.take());
        known.rows = rows.or(known.rows.take());
        known.name = name.or(known.name.take());
    }
}
