//! What all parts of the parser share: the files, the problems, and values of an expected type.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::load::{Load, LoadError, decode};
use crate::code::MappingCode;
use crate::mapping::message::{Message, message};
use crate::mapping::model::{At, Entry, Files, LookUp, Records};
use crate::mapping::problem::MappingProblem;
use crate::mapping::record_path::RecordPath;
use crate::mapping::suggestion::similar;
use crate::span::small;

/// A value of the file, with its place.
pub(super) type Item<'t> = Spanned<DeValue<'t>>;

/// Reads a mapping and the files that it includes.
pub(super) struct Parser<'l> {
    pub(super) load: Load<'l>,
    pub(super) files: Files,
    pub(super) problems: Vec<MappingProblem>,
    pub(super) entries: Vec<Entry>,
    /// The index of the entry of a path.
    pub(super) by_path: HashMap<String, usize>,
    pub(super) tables: HashMap<String, Arc<LookUp>>,
    /// The names of tables that could not be read.
    pub(super) unread: Vec<String>,
    pub(super) records: Records,
    /// The files that are being read, outermost first.
    pub(super) open: Vec<String>,
}

impl<'l> Parser<'l> {
    pub(super) fn new(load: Load<'l>, name: Option<&str>) -> Parser<'l> {
        Parser {
            load,
            files: Files::default(),
            problems: Vec::new(),
            entries: Vec::new(),
            by_path: HashMap::new(),
            tables: HashMap::new(),
            unread: Vec::new(),
            records: Records::default(),
            open: name.map(str::to_owned).into_iter().collect(),
        }
    }
}

impl Parser<'_> {
    pub(super) fn unreadable(&mut self, at: At, name: &str, reason: &LoadError) {
        self.problem(MappingCode::File, at, "", reason.message(name));
    }

    /// The path of a file that another one names.
    pub(super) fn beside(&self, file: u32, name: &str) -> String {
        let of = self.files.0.get(file as usize).and_then(|file| file.name.clone());
        let folder = of.as_deref().map(Path::new).and_then(Path::parent);
        match folder {
            Some(folder) => folder.join(name).display().to_string(),
            None => name.to_owned(),
        }
    }

    /// The text of a file that the mapping names.
    pub(super) fn read(&self, path: &str) -> Result<String, LoadError> {
        decode(self.load.bytes(path)?)
    }

    pub(super) fn at(&self, file: u32, item: &Item<'_>) -> At {
        At { file, offset: small(item.span().start) }
    }

    pub(super) fn problem(&mut self, code: MappingCode, at: At, path: &str, message: Message) {
        self.problems.push(self.files.problem(code, at, path, message));
    }

    /// Reports that a value is of another type than expected.
    pub(super) fn wrong_type(&mut self, file: u32, item: &Item<'_>, path: &str, expected: Message) {
        let Message { en, zh } = expected;
        let text = message!(
            "expected {en}, found {found_en}",
            "此处应为{zh}，而不是{found_zh}",
            found_en = type_of(item.get_ref()).en,
            found_zh = type_of(item.get_ref()).zh,
        );
        self.problem(MappingCode::WrongType, self.at(file, item), path, text);
    }

    pub(super) fn table_of<'i, 't>(
        &mut self,
        file: u32,
        item: &'i Item<'t>,
        path: &str,
    ) -> Option<&'i DeTable<'t>> {
        let table = item.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(
                file,
                item,
                path,
                message!("a table such as {{ from = \"…\" }}", "表，如 {{ from = \"…\" }}"),
            );
        }
        table
    }

    pub(super) fn text_of<'i>(&mut self, file: u32, item: &'i Item<'_>, path: &str) -> Option<&'i str> {
        let text = item.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(file, item, path, message!("a text in quotes", "加引号的文本"));
        }
        text
    }

    pub(super) fn bool_of(&mut self, file: u32, item: &Item<'_>, path: &str) -> bool {
        item.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(file, item, path, message!("true or false", " true 或 false "));
            false
        })
    }

    pub(super) fn number_of(
        &mut self,
        file: u32,
        item: &Item<'_>,
        path: &str,
        range: RangeInclusive<i64>,
    ) -> Option<i64> {
        let Some(integer) = item.get_ref().as_integer() else {
            self.wrong_type(file, item, path, message!("a whole number", "整数"));
            return None;
        };
        let number = integer.as_str().parse::<i64>().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let text = message!(
                "{integer} is out of range; expected a whole number from {least} to {most}",
                "{integer} 超出范围，应为 {least} 到 {most} 之间的整数",
                integer = integer.as_str(),
                least = range.start(),
                most = range.end(),
            );
            self.problem(MappingCode::WrongType, self.at(file, item), path, text);
        }
        number
    }

    pub(super) fn record_path(
        &mut self,
        file: u32,
        item: &Item<'_>,
        text: &str,
        path: &str,
    ) -> Option<RecordPath> {
        match RecordPath::parse(text) {
            Ok(found) => Some(found),
            Err(wrong) => {
                self.problem(MappingCode::BadPath, self.at(file, item), path, wrong.0);
                None
            }
        }
    }

    pub(super) fn known_keys(&mut self, file: u32, table: &DeTable<'_>, known: &[&str], path: &str) {
        for (key, _) in in_order(table) {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let Message { en, zh } = similar(name, known.iter().copied());
            let text = message!("unknown key \"{name}\"{en}", "没有名为“{name}”的键{zh}");
            self.problem(MappingCode::UnknownKey, At { file, offset: small(key.span().start) }, path, text);
        }
    }
}

/// What a value is, in words.
fn type_of(value: &DeValue<'_>) -> Message {
    match value {
        DeValue::String(_) => message!("a text", "文本"),
        DeValue::Integer(_) | DeValue::Float(_) => message!("a number", "数字"),
        DeValue::Boolean(_) => message!("true or false", " true 或 false"),
        DeValue::Datetime(_) => message!("a date", "日期"),
        DeValue::Array(_) => message!("a list", "列表"),
        DeValue::Table(_) => message!("a table", "表"),
    }
}

/// The entries of a table in the order of the file.
pub(super) fn in_order<'i, 't>(table: &'i DeTable<'t>) -> Vec<(&'i Spanned<Cow<'t, str>>, &'i Item<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}
