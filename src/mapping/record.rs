//! A seller's record: JSON with its numbers as they were written.

use std::borrow::Cow;
use std::fmt;

use memchr::memchr2;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::limits::MAX_JSON_DEPTH;
use super::message::{Message, message};
use crate::error::Result;
use crate::json_text::Reader;
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
        let reader = Reader::new(text, MAX_JSON_DEPTH);
        reader.document(Visit(&reader)).map_err(|stop| {
            stop.into_error(&Source::new(text.to_owned(), OffsetMap::default(), Position::START))
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

/// Builds the tree from tokens; a number is taken from the text.
struct Visit<'r, 't>(&'r Reader<'t>);

impl<'t> DeserializeSeed<'t> for Visit<'_, 't> {
    type Value = Json<'t>;

    fn deserialize<D: Deserializer<'t>>(self, tokens: D) -> Result<Json<'t>, D::Error> {
        tokens.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Visit<'_, 't> {
    type Value = Json<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json<'t>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Json<'t>, E> {
        Ok(Json::Bool(yes))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Json<'t>, E> {
        Ok(Json::Number(Cow::Borrowed(self.0.token_text())))
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Json<'t>, E> {
        self.visit_u64(0)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Json<'t>, E> {
        self.visit_u64(0)
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<Json<'t>, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'t>, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Json<'t>, E> {
        Ok(Json::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<Json<'t>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Visit(self.0))? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut entries: A) -> Result<Json<'t>, A::Error> {
        let mut object = Vec::with_capacity(8);
        while let Some(key) = entries.next_key_seed(Key)? {
            object.push((key, entries.next_value_seed(Visit(self.0))?));
        }
        Ok(Json::Object(object))
    }
}

/// A key, borrowed where it has no escapes.
struct Key;

impl<'t> DeserializeSeed<'t> for Key {
    type Value = Cow<'t, str>;

    fn deserialize<D: Deserializer<'t>>(self, tokens: D) -> Result<Cow<'t, str>, D::Error> {
        tokens.deserialize_str(self)
    }
}

impl<'t> Visitor<'t> for Key {
    type Value = Cow<'t, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<Cow<'t, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'t, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Cow<'t, str>, E> {
        Ok(Cow::Owned(text))
    }
}

impl Record<'_> {
    /// The text of a cell with a formula whose value is not stored. Readers of workbooks give it to such cells, and applying a
    /// mapping to it is an error; no spreadsheet program shows it.
    ///
    /// ```
    /// use tmall_schema::{Columns, Mapping, Record, Schema};
    /// let schema = Schema::parse("<itemRule><field id=\"code\" type=\"input\"/></itemRule>").unwrap();
    /// let mapping = Mapping::parse("[fields]\n'/code' = 'code'\n").unwrap();
    /// let plan = mapping.bind(&schema).unwrap();
    /// assert!(plan.apply(&Columns::parse(["code"]).unwrap().record([Record::UNCALCULATED])).is_err());
    /// ```
    pub const UNCALCULATED: &'static str = "#FORMULA";

    /// Whether the text of a cell is an error of a spreadsheet program, such as `#N/A`, or [`Record::UNCALCULATED`].
    /// Such a cell is reported where its value is used.
    ///
    /// ```
    /// use tmall_schema::Record;
    /// assert!(Record::is_cell_error("#N/A") && !Record::is_cell_error("#1"));
    /// ```
    #[must_use]
    pub fn is_cell_error(text: &str) -> bool {
        is_cell_error(text)
    }
}

/// Whether the text of a cell is an error value of a spreadsheet program, or [`Record::UNCALCULATED`].
pub(crate) fn is_cell_error(text: &str) -> bool {
    const ERRORS: [&str; 20] = [
        Record::UNCALCULATED,
        "#N/A",
        "#VALUE!",
        "#REF!",
        "#DIV/0!",
        "#NUM!",
        "#NAME?",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#BLOCKED!",
        "#GETTING_DATA",
        "#DATA!",
        "#FIELD!",
        "#BUSY!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#EXTERNAL!",
        "#PYTHON!",
        // Google Sheets, of a formula that cannot be parsed.
        "#ERROR!",
    ];
    // LibreOffice shows some errors with their number.
    let numbered = text.strip_prefix("Err:").or_else(|| text.strip_prefix("错误:"));
    ERRORS.contains(&text)
        || numbered.is_some_and(|rest| rest.len() == 3 && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What is wrong with a cell that holds an error.
pub(crate) fn cell_error(text: &str) -> Message {
    if text == Record::UNCALCULATED {
        return message!(
            "the cell holds a formula whose value was not saved; open the file in a spreadsheet program and save it, or write the value itself",
            "单元格是公式，但文件中没有保存它的值；请用电子表格程序打开并保存一次，或直接填写值",
        );
    }
    message!(
        "the cell holds the error {text} of the spreadsheet; correct its formula, or write the value itself",
        "单元格是电子表格的错误值 {text}；请改正公式，或直接填写值",
    )
}

/// The date of a cell, with its time of day if it has one, in the form in which sheets give dates: `2026-03-05` or
/// `2026-03-05 10:20:30`.
pub(crate) fn is_cell_date(text: &str) -> Option<bool> {
    let (date, time) = match text.split_once(' ') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let is_shaped = |text: &str, length: usize, sign: u8, at: [usize; 2]| {
        text.len() == length
            && text.bytes().enumerate().all(|(number, byte)| match at.contains(&number) {
                true => byte == sign,
                false => byte.is_ascii_digit(),
            })
    };
    let is_date = is_shaped(date, 10, b'-', [4, 7]) && date.parse::<jiff::civil::Date>().is_ok();
    let is_time = time.is_none_or(|time| is_shaped(time, 8, b':', [2, 5]));
    (is_date && is_time).then_some(time.is_some())
}

/// Whether a cell's text is a number that a spreadsheet shows in its short form, such as `1E+05`: what was in
/// the cell may have had more digits than were saved.
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
    fn what_serde_reads_is_what_is_read() {
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
