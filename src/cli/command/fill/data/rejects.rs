//! Lines of a rejects file: records that were rejected once, to be filled again.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Body;
use crate::cli::lang::Message;

/// How each line of a rejects file begins.
const BEGINNING: &str = "{\"format_version\":";

#[derive(Deserialize)]
struct RejectLine<'t> {
    record: u64,
    #[serde(borrow, default)]
    records: Vec<&'t RawValue>,
    text: Option<String>,
    #[serde(default)]
    table: bool,
    #[serde(default)]
    texts: Vec<String>,
}

/// The record of a line of a rejects file, with those of its cells that are texts; `None` if it is another line.
pub(super) fn body(line: &str) -> Option<(Body, Vec<String>)> {
    let begins = line.strip_prefix('\u{FEFF}').unwrap_or(line).trim_start().starts_with(BEGINNING);
    let RejectLine { record: number, records, text, table, texts } =
        begins.then(|| serde_json::from_str(line.trim_start_matches('\u{FEFF}')).ok())??;
    let rows: Vec<String> = match text {
        Some(text) => vec![text],
        None => records.iter().map(|record| record.get().to_owned()).collect(),
    };
    let body = match rows.is_empty() {
        true => Body::Broken(Message::new(
            "this line of a rejects file does not hold its record; take the record from the data",
            "rejects 文件的这一行不含原来的记录，请从原数据中取得",
        )),
        false => Body::Rejected { number, rows, is_table: table },
    };
    Some((body, texts))
}
