//! Mapping files to what they say: one pass that collects all that is wrong.

use std::collections::HashMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Mapping;
use super::model::{At, Entry, File, Files, Fill, LookUp, Records};
use super::path::RecordPath;
use super::problem::MappingProblem;
use super::problem::MappingProblems;
use crate::code::MappingCode;
use crate::span::{OffsetMap, Position, Source, small};

mod fill;
mod table;

/// Gives the content of a file that a mapping names, by the path as the mapping has it behind the folder of the
/// file that names it.
pub(super) type Load<'l> = &'l dyn Fn(&str) -> Result<Vec<u8>, String>;

/// The largest mapping file, and the largest table.
const LARGEST: usize = 64 << 20;
/// Files that include each other.
const MOST_FILES: usize = 64;

pub(crate) const TOP: [&str; 4] = ["include", "source", "tables", "fields"];
pub(crate) const SOURCE: [&str; 4] = ["items", "group", "rows", "name"];

type Item<'t> = Spanned<DeValue<'t>>;

/// Reads a mapping and what it includes.
struct Parser<'l> {
    load: Load<'l>,
    files: Files,
    problems: Vec<MappingProblem>,
    entries: Vec<Entry>,
    /// Where the entry of a path stands in the list.
    by_path: HashMap<String, usize>,
    tables: HashMap<String, Arc<LookUp>>,
    /// Tables that could not be read.
    unread: Vec<String>,
    records: Records,
    /// The files that are being read, outermost first.
    open: Vec<String>,
}

pub(super) fn parse(text: &str, name: Option<&str>, load: Load<'_>) -> Result<Mapping, MappingProblems> {
    let mut parser = Parser {
        load,
        files: Files::default(),
        problems: Vec::new(),
        entries: Vec::new(),
        by_path: HashMap::new(),
        tables: HashMap::new(),
        unread: Vec::new(),
        records: Records::default(),
        open: name.map(str::to_owned).into_iter().collect(),
    };
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
        if text.len() > LARGEST {
            let text = ("the file is too large".to_owned(), "文件过大".to_owned());
            self.problem(MappingCode::File, At { file, offset: 0 }, "", text);
            return;
        }
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let offset = small(error.span().map_or(0, |span| span.start).min(text.len()));
            let message = error.message().to_owned();
            let zh = format!("不是有效的 TOML：{message}");
            self.problem(MappingCode::Syntax, At { file, offset }, "", (message, zh));
        }
        if !errors.is_empty() {
            return;
        }
        self.top(file, table.get_ref());
    }

    fn top(&mut self, file: u32, table: &DeTable<'_>) {
        self.known_keys(file, table, &TOP, "");
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

    fn field(&mut self, file: u32, path: &Spanned<std::borrow::Cow<'_, str>>, item: &Item<'_>) {
        let at = At { file, offset: small(path.span().start) };
        let path = path.get_ref();
        if !path.starts_with('/') {
            let text = (
                format!("a field is named by its path, \"/{path}\""),
                format!("字段应写成路径，如“/{path}”"),
            );
            self.problem(MappingCode::UnknownField, at, path, text);
            return;
        }
        // `false` takes back what an included file says.
        let known = self.by_path.get(path.as_ref()).copied();
        if item.get_ref().as_bool() == Some(false) {
            match known {
                Some(known) => self.entries[known].fills.clear(),
                None => {
                    let text = (
                        "there is nothing to take back: no included file fills this field".to_owned(),
                        "没有可撤销的内容：被引用的文件没有填写该字段".to_owned(),
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

    /// Gives fills the tables that they name. Done last, so that a file may put its own table in the place of
    /// one that it includes.
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
        // A table that could not be read is told of already.
        missing.retain(|(_, name, _)| !self.unread.contains(name));
        let mut names: Vec<&str> = self.tables.keys().map(String::as_str).collect();
        names.sort_unstable();
        let names = names.join(", ");
        for (at, name, path) in missing {
            let wrong = (
                format!("there is no table \"{name}\" under [tables]; there are: {names}"),
                format!("[tables] 中没有表“{name}”，已有的是：{names}"),
            );
            self.problem(MappingCode::UnknownTable, at, &path, wrong);
        }
    }

    fn include(&mut self, file: u32, item: &Item<'_>) {
        let names = match item.get_ref() {
            DeValue::String(_) => vec![item],
            DeValue::Array(array) => array.iter().collect(),
            _ => {
                self.wrong_type(file, item, "", "a text or a list of texts", "文本或文本列表");
                return;
            }
        };
        for name in names {
            let Some(text) = self.text_of(file, name, "") else { continue };
            let at = At { file, offset: small(name.span().start) };
            let path = self.beside(file, text);
            if self.open.contains(&path) || self.files.0.len() >= MOST_FILES {
                let text = (
                    format!("\"{text}\" includes itself, or too many files are included"),
                    format!("“{text}”循环引用，或引用的文件过多"),
                );
                self.problem(MappingCode::File, at, "", text);
                continue;
            }
            match self.load(&path) {
                Ok(content) => {
                    self.open.push(path.clone());
                    self.file(&content, Some(&path));
                    self.open.pop();
                }
                Err(reason) => self.unreadable(at, text, &reason),
            }
        }
    }

    fn unreadable(&mut self, at: At, name: &str, reason: &str) {
        let text = (format!("cannot read \"{name}\": {reason}"), format!("无法读取“{name}”：{reason}"));
        self.problem(MappingCode::File, at, "", text);
    }

    /// The path of a file that another one names.
    fn beside(&self, file: u32, name: &str) -> String {
        let of = self.files.0.get(file as usize).and_then(|file| file.name.clone());
        let folder = of.as_deref().map(std::path::Path::new).and_then(std::path::Path::parent);
        match folder {
            Some(folder) => folder.join(name).display().to_string(),
            None => name.to_owned(),
        }
    }

    fn load(&self, path: &str) -> Result<String, String> {
        let bytes = (self.load)(path)?;
        if bytes.len() > LARGEST {
            return Err("it is too large".to_owned());
        }
        super::encoding::decode(bytes).ok_or_else(|| "it is neither UTF-8 nor GBK".to_owned())
    }

    fn source(&mut self, file: u32, item: &Item<'_>) {
        let Some(table) = self.table_of(file, item, "") else { return };
        self.known_keys(file, table, &SOURCE, "");
        let mut path = |key: &str| {
            let item = table.get(key)?;
            let text = self.text_of(file, item, "")?;
            self.record_path(file, item, text, "")
        };
        let (items, group, name) = (path("items"), path("group"), path("name"));
        let rows = table.get("rows").and_then(|item| self.text_of(file, item, "")).map(str::to_owned);
        if group.is_some() != rows.is_some() {
            let at = self.at(file, item);
            let text = (
                "\"group\" and \"rows\" go together: by what rows are one record, and under which name they stand"
                    .to_owned(),
                "“group”与“rows”须同时给出：按什么合并为一条记录、各行放在哪个名称下".to_owned(),
            );
            self.problem(MappingCode::Conflict, at, "", text);
        }
        let known = &mut self.records;
        known.items = items.or(known.items.take());
        known.group = group.or(known.group.take());
        known.rows = rows.or(known.rows.take());
        known.name = name.or(known.name.take());
    }

    // What all parts of the file have in common.

    fn at(&self, file: u32, item: &Item<'_>) -> At {
        At { file, offset: small(item.span().start) }
    }

    fn problem(&mut self, code: MappingCode, at: At, path: &str, text: (String, String)) {
        self.problems.push(self.files.problem(code, at, path, text));
    }

    fn wrong_type(&mut self, file: u32, item: &Item<'_>, path: &str, en: &str, zh: &str) {
        let found = item.get_ref().type_str();
        let text = (format!("{en} is wanted, not {found}"), format!("此处应为{zh}，而不是 {found}"));
        self.problem(MappingCode::WrongType, self.at(file, item), path, text);
    }

    fn table_of<'i, 't>(&mut self, file: u32, item: &'i Item<'t>, path: &str) -> Option<&'i DeTable<'t>> {
        let table = item.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(file, item, path, "a table", "表");
        }
        table
    }

    fn text_of<'i>(&mut self, file: u32, item: &'i Item<'_>, path: &str) -> Option<&'i str> {
        let text = item.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(file, item, path, "a text (in quotes)", "文本（加引号）");
        }
        text
    }

    fn bool_of(&mut self, file: u32, item: &Item<'_>, path: &str) -> bool {
        item.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(file, item, path, "true or false", " true 或 false");
            false
        })
    }

    fn number_of(&mut self, file: u32, item: &Item<'_>, path: &str, most: i64) -> Option<i64> {
        let number = item.get_ref().as_integer().and_then(|number| number.as_str().parse::<i64>().ok());
        let number = number.filter(|number| number.abs() <= most);
        if number.is_none() {
            let (en, zh) = (format!("a whole number up to {most}"), format!("不超过 {most} 的整数"));
            self.wrong_type(file, item, path, &en, &zh);
        }
        number
    }

    fn record_path(&mut self, file: u32, item: &Item<'_>, text: &str, path: &str) -> Option<RecordPath> {
        match RecordPath::parse(text) {
            Ok(found) => Some(found),
            Err(wrong) => {
                self.problem(MappingCode::BadPath, self.at(file, item), path, wrong);
                None
            }
        }
    }

    fn known_keys(&mut self, file: u32, table: &DeTable<'_>, known: &[&str], path: &str) {
        for (key, _) in in_order(table) {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let nearest = known
                .iter()
                .map(|known| (strsim::osa_distance(name, known), *known))
                .filter(|(distance, known)| *distance <= known.len().div_ceil(3))
                .min();
            let (en, zh) = match nearest {
                Some((_, near)) => (format!("; did you mean \"{near}\"?"), format!("；是不是“{near}”？")),
                None => {
                    (format!("; known are {}", known.join(", ")), format!("；可用的有 {}", known.join(", ")))
                }
            };
            let text = (format!("there is no key \"{name}\"{en}"), format!("没有名为“{name}”的键{zh}"));
            self.problem(MappingCode::UnknownKey, At { file, offset: small(key.span().start) }, path, text);
        }
    }
}

/// The entries of a table as they stand in the file.
fn in_order<'i, 't>(table: &'i DeTable<'t>) -> Vec<(&'i Spanned<std::borrow::Cow<'t, str>>, &'i Item<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}
