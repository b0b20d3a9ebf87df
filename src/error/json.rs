//! serde_json's errors as ours.

use crate::error::{Error, ErrorKind};
use crate::span::{Source, small};

/// What serde_json says of a text, with our own place.
pub(crate) fn of_json(error: &serde_json::Error, source: &Source) -> Error {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let what = text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text);
    let json = source.text.as_str();
    let mut offset = match error.classify() {
        serde_json::error::Category::Eof => json.len(),
        _ => {
            let before: usize = json.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
            (before + column.saturating_sub(1)).min(json.len())
        }
    };
    while !json.is_char_boundary(offset) {
        offset -= 1;
    }
    Error::new(ErrorKind::Json(what.to_owned()), Some(source.position(small(offset))))
}
