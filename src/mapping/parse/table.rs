//! Look-up tables: inline, or from a CSV file.

use std::collections::HashMap;
use std::sync::Arc;

use toml::de::DeTable;

use super::{Item, Parser, in_order};
use crate::code::MappingCode;
use crate::mapping::model::{At, File, LookUp};
use crate::span::{OffsetMap, Position, Source, small};

/// The key that makes a table one from a file.
const CSV: &str = "csv";
pub(crate) const CSV_TABLE: [&str; 3] = [CSV, "key", "value"];

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
        self.known_keys(file, table, &CSV_TABLE, "");
        let item = table.get(CSV)?;
        let path = self.text_of(file, item, "")?;
        let at = self.at(file, item);
        let mut column = |key: &str| match table.get(key) {
            Some(item) => self.text_of(file, item, "").map(|text| Some(text.to_owned())),
            None => Some(None),
        };
        let (key, value) = (column("key")?, column("value")?);
        let full = self.beside(file, path);
        let text = match self.load(&full) {
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

type Wrong = (Option<At>, (String, String));

/// The rows of a table: by the named columns, else by the first two.
fn read(
    text: &str,
    file: u32,
    key: Option<&str>,
    value: Option<&str>,
) -> Result<HashMap<String, (At, String)>, Wrong> {
    let not_csv = |error: csv::Error| {
        let at = error.position().map(|at| At { file, offset: small(at.byte() as usize) });
        (at, (format!("this is no CSV: {error}"), format!("不是有效的 CSV：{error}")))
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(not_csv)?.clone();
    let column = |name: Option<&str>, usual: usize| match name {
        None if usual < headers.len() => Ok(usual),
        None => Err((None, ("the table needs two columns".to_owned(), "表格需要两列".to_owned()))),
        Some(name) => headers.iter().position(|header| header.trim() == name).ok_or_else(|| {
            let all = headers.iter().collect::<Vec<_>>().join(", ");
            (
                None,
                (
                    format!("the table has no column \"{name}\"; it has {all}"),
                    format!("表格没有“{name}”列，已有的列是 {all}"),
                ),
            )
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
            let text = (
                format!("\"{key}\" stands twice, for \"{known}\" and \"{value}\""),
                format!("“{key}”出现两次，分别对应“{known}”和“{value}”"),
            );
            return Err((Some(at), text));
        }
        entries.insert(key.to_owned(), (at, value.to_owned()));
    }
    Ok(entries)
}
