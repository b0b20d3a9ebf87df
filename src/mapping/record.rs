//! A seller's record: JSON with its numbers as they were written.
//!
//! serde_json keeps the text of numbers only with a feature that changes its `Value` for the whole program. So
//! serde_json checks the text and decodes strings, and [`Reader`] builds the tree beside it.

use std::borrow::Cow;

use memchr::memchr2;
use serde::de::IgnoredAny;

use super::limits::MAX_JSON_DEPTH;
use crate::error::{Error, ErrorKind, Result, of_json};
use crate::span::{OffsetMap, Position, Source};

/// One record of a seller's own data: what a [`Plan`](crate::mapping::Plan) makes a param of.
///
/// Numbers stay as they were written: `10.00` is `10.00`.
///
/// ```
/// use tmall_schema::Record;
/// let record = Record::from_json(r#"{"price": 10.00, "tags": ["a"]}"#)?;
/// assert!(Record::from_json("{\"price\": }").is_err());
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Record<'t>(pub(crate) Json<'t>);

/// A JSON value, or a cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json<'t> {
    Null,
    Bool(bool),
    /// As written.
    Number(Cow<'t, str>),
    Text(Cow<'t, str>),
    /// The text of a spreadsheet's cell, which may be a number that the spreadsheet has shortened.
    Cell(Cow<'t, str>),
    List(Vec<Json<'t>>),
    Object(Vec<(Cow<'t, str>, Json<'t>)>),
}

impl<'t> Record<'t> {
    /// Reads a record from JSON text. A byte order mark is skipped.
    ///
    /// # Errors
    /// If the text is not JSON, or its arrays and objects are nested too deeply.
    pub fn from_json(text: &'t str) -> Result<Record<'t>> {
        Json::parse(text).map(Record)
    }

    /// A record of a JSON value that a program has built. Numbers are written as serde_json writes them.
    #[must_use]
    pub fn from_value(value: &'t serde_json::Value) -> Record<'t> {
        Record(Json::of(value))
    }
}

impl<'t> Json<'t> {
    pub(crate) fn parse(text: &'t str) -> Result<Json<'t>> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let wrong = |error: &serde_json::Error| {
            of_json(error, &Source::new(text.to_owned(), OffsetMap::default(), Position::START))
        };
        serde_json::from_str::<IgnoredAny>(text).map_err(|error| wrong(&error))?;
        let mut reader = Reader { text, at: 0 };
        reader.value(0).map_err(|error| match error {
            Stop::TooDeep => {
                Error::new(ErrorKind::Json("arrays and objects are nested too deeply".to_owned()), None)
            }
            Stop::BadString(error) => Error::new(ErrorKind::Json(error), None),
        })
    }

    fn of(value: &'t serde_json::Value) -> Json<'t> {
        use serde_json::Value;
        match value {
            Value::Null => Json::Null,
            &Value::Bool(yes) => Json::Bool(yes),
            Value::Number(number) => Json::Number(number.to_string().into()),
            Value::String(text) => Json::Text(text.into()),
            Value::Array(items) => Json::List(items.iter().map(Json::of).collect()),
            Value::Object(entries) => {
                Json::Object(entries.iter().map(|(key, value)| (key.into(), Json::of(value))).collect())
            }
        }
    }

    /// The value of a key. The last one counts if a key is repeated, as serde_json has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Json<'t>> {
        match self {
            Json::Object(entries) => {
                entries.iter().rev().find(|(known, _)| known == key).map(|(_, value)| value)
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Cell(_) | Json::List(_) => {
                None
            }
        }
    }

    /// The values that it gives where a list is expected: the items of a list, nothing for null, else itself alone.
    pub(crate) fn items(&self) -> &[Json<'t>] {
        match self {
            Json::List(items) => items,
            Json::Null => &[],
            Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Cell(_) | Json::Object(_) => {
                std::slice::from_ref(self)
            }
        }
    }

    pub(crate) const fn is_null(&self) -> bool {
        matches!(self, Json::Null)
    }

    /// Whether this counts as no value: null, an empty text, a list of such.
    pub(crate) fn is_nothing(&self) -> bool {
        match self {
            Json::Null => true,
            Json::Text(text) | Json::Cell(text) => text.is_empty(),
            Json::List(items) => items.iter().all(Json::is_nothing),
            Json::Bool(_) | Json::Number(_) | Json::Object(_) => false,
        }
    }
}

enum Stop {
    TooDeep,
    BadString(String),
}

/// Walks over text that serde_json has accepted.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    fn space(&mut self) {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> std::result::Result<Json<'t>, Stop> {
        if depth > MAX_JSON_DEPTH {
            return Err(Stop::TooDeep);
        }
        self.space();
        Ok(match self.byte() {
            b'"' => Json::Text(self.string()?),
            b'{' => Json::Object(self.object(depth)?),
            b'[' => Json::List(self.list(depth)?),
            b'n' => self.word(4, Json::Null),
            b't' => self.word(4, Json::Bool(true)),
            b'f' => self.word(5, Json::Bool(false)),
            _ => {
                let rest = &self.text[self.at..];
                let end = rest
                    .bytes()
                    .position(|byte| !matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
                    .unwrap_or(rest.len());
                self.at += end;
                Json::Number(Cow::Borrowed(&rest[..end]))
            }
        })
    }

    fn word(&mut self, length: usize, word: Json<'t>) -> Json<'t> {
        self.at += length;
        word
    }

    fn object(&mut self, depth: usize) -> std::result::Result<Vec<(Cow<'t, str>, Json<'t>)>, Stop> {
        let mut entries = Vec::with_capacity(8);
        self.at += 1;
        loop {
            self.space();
            match self.byte() {
                b'"' => {
                    let key = self.string()?;
                    self.space();
                    self.at += 1; // the colon
                    entries.push((key, self.value(depth + 1)?));
                }
                b',' => self.at += 1,
                _ => break,
            }
        }
        self.at += 1;
        Ok(entries)
    }

    fn list(&mut self, depth: usize) -> std::result::Result<Vec<Json<'t>>, Stop> {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            self.space();
            match self.byte() {
                b',' => self.at += 1,
                b']' | 0 => break,
                _ => items.push(self.value(depth + 1)?),
            }
        }
        self.at += 1;
        Ok(items)
    }

    fn string(&mut self) -> std::result::Result<Cow<'t, str>, Stop> {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut end = start;
        let mut escaped = false;
        while let Some(found) = memchr2(b'"', b'\\', bytes.get(end..).unwrap_or_default()) {
            end += found;
            if bytes[end] == b'"' {
                break;
            }
            escaped = true;
            end += 2;
        }
        let end = end.min(bytes.len());
        self.at = end + 1;
        if !escaped {
            return Ok(Cow::Borrowed(&self.text[start..end]));
        }
        let quoted = self.text.get(start - 1..=end).unwrap_or_default();
        serde_json::from_str(quoted).map(Cow::Owned).map_err(|error| Stop::BadString(error.to_string()))
    }
}

/// Whether a cell's text is a number in the short form of spreadsheets, such as `1E+05`. The cell may have held more
/// digits than were saved.
pub(crate) fn is_shortened(text: &str) -> bool {
    let text = text.trim();
    if memchr2(b'E', b'e', text.as_bytes()).is_none() {
        return false;
    }
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    // Spreadsheets always write the sign and two digits.
    exponent.strip_prefix(['+', '-']).is_some_and(|rest| rest.len() >= 2 && digits(rest))
        && digits(whole)
        && digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_as_written() {
        let text = " {\"a\" : [1.00, -1E+05, true, null, \"x\\n\\u00e9\", {}] , \"b\":{\"c\":\"\\\"\"}} ";
        let json = Json::parse(text).unwrap();
        let Some(Json::List(items)) = json.get("a") else { panic!() };
        assert_eq!(items[0], Json::Number("1.00".into()));
        assert_eq!(items[1], Json::Number("-1E+05".into()));
        assert_eq!(items[2..4], [Json::Bool(true), Json::Null]);
        assert_eq!(items[4], Json::Text("x\né".into()));
        assert_eq!(json.get("b").unwrap().get("c"), Some(&Json::Text("\"".into())));
    }

    #[test]
    fn the_tree_is_that_of_serde_json() {
        for text in
            ["[]", "{}", "\"\"", "0", "[[],[{}]]", "{\"a\":1,\"a\":2}", "[1,2 , 3]", "\"\\\\\"", "false"]
        {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            let (ours, theirs) = (Json::parse(text).unwrap(), Json::of(&value));
            if text.contains("\"a\"") {
                assert_eq!(ours.get("a"), theirs.get("a"));
            } else {
                assert_eq!(ours, theirs, "{text}");
            }
        }
        for text in ["", "{", "[1,]", "nul", "\"\u{1}\"", "\"\\ud800\"", "1 2", "01", "{\"a\"}"] {
            assert!(Json::parse(text).is_err(), "{text}");
        }
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
        assert!(Json::parse(&format!("{}{}", "[".repeat(5000), "]".repeat(5000))).is_err());
    }

    #[test]
    fn shortened_numbers() {
        for text in ["1E+05", "1.23457E+11", "-1.5E-07", "1e+05"] {
            assert!(is_shortened(text), "{text}");
        }
        for text in ["1E5", "100000", "E+05", "1.E+05", "A1E+05", "SIZE+05", "1E+5"] {
            assert!(!is_shortened(text), "{text}");
        }
    }
}
