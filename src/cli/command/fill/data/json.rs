//! One JSON document: a record, a list of them, or what the mapping's `items` finds in it.

use std::io::{BufRead, Read};
use std::path::Path;

use serde_json::value::RawValue;
use tmall_schema::{Mapping, Record};

use super::{Body, RawRecord, RowGroups, decode, foreign, undecodable};
use crate::cli::args::EncodingArg;
use crate::cli::error::{CliError, Place};
use crate::cli::json;
use crate::cli::lang::Message;

/// The largest document; more data must come as NDJSON or CSV.
const LARGEST: u64 = 256 << 20;

pub(super) fn read(
    name: &str,
    input: impl BufRead,
    encoding: Option<EncodingArg>,
    mapping: &Mapping,
) -> Result<Vec<RawRecord>, CliError> {
    let mut bytes = Vec::new();
    input
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| CliError::open(Path::new(name), error))?;
    let wrong = |message: Message| CliError::Data { name: name.to_owned(), line: None, message };
    if bytes.len() as u64 > LARGEST {
        return Err(wrong(Message::new(
            "the document is larger than 256 MiB; write one record per line (.ndjson)",
            "文档超过 256 MiB；请改为每行一条记录（.ndjson）",
        )));
    }
    if let Some(message) = foreign(&bytes[..bytes.len().min(4096)]) {
        return Err(wrong(message));
    }
    if bytes.trim_ascii().is_empty() {
        return Err(wrong(Message::new("the file is empty", "文件为空")));
    }
    let encoding = encoding.unwrap_or(EncodingArg::Utf8);
    let text = decode(bytes.into(), encoding);
    let text = text.ok_or_else(|| wrong(undecodable(encoding)))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    records(name, text, mapping)
}

/// The texts of the records. Each is parsed when it is processed.
fn records(name: &str, text: &str, mapping: &Mapping) -> Result<Vec<RawRecord>, CliError> {
    let wrong = |error: serde_json::Error| {
        let (at, what) = json::fault(&error, text);
        // A second document after the first.
        let message = match error.to_string().starts_with("trailing characters") {
            true => Message::new(
                "more text follows the JSON document; use --data-format ndjson for one record per line, csv for a table",
                "JSON 文档之后还有内容；每行一条记录请使用 --data-format ndjson，表格请使用 csv",
            ),
            false => Message::new(
                format!("{}; use --data-format csv for a table", what.en),
                format!("{}；表格请使用 --data-format csv", what.zh),
            ),
        };
        CliError::Json { name: name.to_owned(), place: Place::in_text(text, at), message }
    };
    let whole: &RawValue = serde_json::from_str(text).map_err(wrong)?;
    let is_list = text.trim_start().starts_with('[');
    let mut raws = Vec::new();
    if !is_list {
        raws.push(RawRecord::json(None, text.to_owned()));
        return Ok(raws);
    }
    let items: Vec<&RawValue> = serde_json::from_str(whole.get()).map_err(wrong)?;
    let mut groups = RowGroups::new();
    for item in items {
        let text = item.get().to_owned();
        if mapping.groups() {
            let key = Record::from_json(&text).ok().and_then(|row| mapping.group_of(&row));
            raws.extend(groups.add(key, None, text).map(|group| group.record(Body::Json)));
        } else {
            raws.push(RawRecord::json(None, text));
        }
    }
    raws.extend(groups.end().map(|group| group.record(Body::Json)));
    Ok(raws)
}
