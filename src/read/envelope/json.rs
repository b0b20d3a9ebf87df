//! Answers in JSON. They are walked without being built: all that matters is a string or two.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::answer::ApiError;
use crate::json_text::{MOST_NESTED, Reader, Stop};
use crate::read::envelope::search::{DocumentSearch, Raw};
use crate::vocab::answer;

/// Looks at every text of a JSON document.
pub(super) fn walk(text: &str, search: &mut DocumentSearch<'_>) -> Result<(), Stop> {
    let reader = Reader::new(text, MOST_NESTED).with_half_characters();
    reader.document(Walk { search, reader: &reader })
}

struct Walk<'f, 'o, 't> {
    search: &'f mut DocumentSearch<'o>,
    reader: &'f Reader<'t>,
}

impl<'o, 't> Walk<'_, 'o, 't> {
    fn inside(&mut self) -> Walk<'_, 'o, 't> {
        Walk { search: self.search, reader: self.reader }
    }

    /// The string that was just read.
    fn raw(&self) -> Raw<'t> {
        Raw { around: self.reader.text(), span: self.reader.token(), offsets: Reader::offsets }
    }

    /// A number or a truth value, as written.
    fn leaf(self) {
        self.search.scalar(self.reader.token_text());
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.search.text(text, self.raw());
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.leaf();
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.leaf();
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.leaf();
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.leaf();
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.search.null();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        for index in 0_usize.. {
            let before = self.search.enter(&index.to_string());
            let more = items.next_element_seed(self.inside())?.is_some();
            self.search.leave(before);
            if !more {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        self.search.open_object();
        while let Some(key) = entries.next_key::<String>()? {
            let before = self.search.enter(&key);
            if key == answer::ERROR_RESPONSE {
                match entries.next_value::<Value>()? {
                    Value::Object(error) => self.search.error(api_error(&error)),
                    Value::String(text) => {
                        let raw = self.raw();
                        self.search.text(&text, raw);
                    }
                    Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
                }
            } else {
                entries.next_value_seed(self.inside())?;
            }
            self.search.leave(before);
        }
        Ok(())
    }
}

fn api_error(error: &serde_json::Map<String, Value>) -> ApiError {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    let members = error.iter().filter_map(|(key, value)| Some((key.clone(), text(value)?)));
    ApiError::of_response(members.collect())
}
