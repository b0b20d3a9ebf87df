//! Look-up tables: inline, or from a CSV file.

use std::collections::HashMap;
use std::sync::Arc;

use toml::de::DeTable;

use super::reader::{Item, Parser, in_order};
use crate::code::MappingCode;
use crate::mapping::message::{Message, message};
use crate::mapping::model::{At, File, LookUp};
use crate::mapping::suggestion::similar;
use crate::span::{OffsetMap, Position, Source, small};

/// The key that names the file of a table.
const CSV: &str = "csv";
const CSV_KEYS: [&str; 3] = [CSV, "key", "value"];

impl Parser<'_> {
    pub(super) fn look_up(&mut self, file: u32, name: &str, item: &Item<'_>) -> Option<LookUp> {
        let table = self.table_of(file, item, "")?;
        if table.contains_key(CSV) {
            return self.csv(file, name, table);
        }
        let mut entries = HashMap::new();
        for (key, item) in in_order(table) {
            if let Some(value) = self.text_of(file, item, "") {
                entries.insert(key.get_ref().to_string(), (self.at(file, item), value.to_owned()));
            }
        }
        Some(LookUp::new(name.to_owned(), entries))
    }

    fn csv(&mut self, file: u32, name: &str, table: &DeTable<'_>) -> Option<LookUp> {
        self.known_keys(file, table, &CSV_KEYS, "");
        let item = table.get(CSV)?;
        let path = self.text_of(file, item, "")?;
        let at = self.at(file, item);
        let mut column = |key: &str| match table.get(key) {
            Some(item) => self.text_of(file, item, "").map(|text| Some(text.to_owned())),
            None => Some(None),
        };
        let (key, value) = (column("key")?, column("value")?);
        let full = self.beside(file, path);
        let text = match self.read(&full) {
            Ok(text) => text,
            Err(reason) => {
                self.unreadable(at, path, &reason);
                return None;
            }
        };
        let csv_file = small(self.files.0.len());
        let entries = read(&text, csv_file, key.as_deref(), value.as_deref());
        self.files.0.push(File {
            name: Some(Arc::from(full.as_str())),
            source: Source::new(text, OffsetMap::default(), Position::START),
        });
        match entries {
            Ok(entries) => Some(LookUp::new(name.to_owned(), entries)),
            Err((line_at, wrong)) => {
                self.problem(MappingCode::BadTable, line_at.unwrap_or(at), "", wrong);
                None
            }
        }
    }
}

type Wrong = (Option<At>, Message);

/// The rows of a table, from the named columns or the first two.
fn read(
    text: &str,
    file: u32,
    key: Option<&str>,
    value: Option<&str>,
) -> Result<HashMap<String, (At, String)>, Wrong> {
    let not_csv = |error: csv::Error| {
        let at = error.position().map(|at| At { file, offset: small(at.byte() as usize) });
        (at, message!("this is not a CSV table", "不是有效的 CSV 表格"))
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(not_csv)?.clone();
    let column = |name: Option<&str>, usual: usize| match name {
        None if usual < headers.len() => Ok(usual),
        None => Err((None, message!("the table needs two columns", "表格需要两列"))),
        Some(name) => headers.iter().position(|header| header.trim() == name).ok_or_else(|| {
            let Message { en, zh } = similar(name, headers.iter().map(str::trim));
            (None, message!("the table has no column \"{name}\"{en}", "表格没有“{name}”列{zh}"))
        }),
    };
    let (key, value) = (column(key, 0)?, column(value, 1)?);
    let mut entries: HashMap<String, (At, String)> = HashMap::new();
    for record in reader.records() {
        let record = record.map_err(not_csv)?;
        let at = At { file, offset: small(record.position().map_or(0, |at| at.byte() as usize)) };
        let (Some(key), Some(value)) = (record.get(key), record.get(value)) else { continue };
        let (key, value) = (key.trim(), value.trim());
        if key.is_empty() && value.is_empty() {
            continue;
        }
        if let Some((_, known)) = entries.get(key)
            && known != value
        {
            let text = message!(
                "\"{key}\" occurs twice, with \"{known}\" and \"{value}\"",
                "“{key}”出现两次，分别对应“{known}”和“{value}”",
            );
            return Err((Some(at), text));
        }
        entries.insert(key.to_owned(), (at, value.to_owned()));
    }
    Ok(entries)
}
