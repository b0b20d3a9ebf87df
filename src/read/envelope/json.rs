//! Answers in JSON. They are walked without being built: all that matters is a string or two.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::answer::ApiError;
use crate::read::envelope::finds::Finds;
use crate::vocab::answer;

/// Looks at every text of a JSON document.
pub(super) fn walk(text: &str, finds: &mut Finds<'_>) -> serde_json::Result<()> {
    let mut input = serde_json::Deserializer::from_str(text);
    Walk(finds).deserialize(&mut input)?;
    input.end()
}

struct Walk<'f, 'o>(&'f mut Finds<'o>);

impl<'de> DeserializeSeed<'de> for Walk<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.text(text);
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.leaf(&value.to_string());
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.leaf(&value.to_string());
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.leaf(&value.to_string());
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.leaf(&value.to_string());
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        for index in 0_usize.. {
            let before = self.0.enter(&index.to_string());
            let more = items.next_element_seed(Walk(self.0))?.is_some();
            self.0.leave(before);
            if !more {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<String>()? {
            let before = self.0.enter(&key);
            if key == answer::ERROR_RESPONSE {
                match entries.next_value::<Value>()? {
                    Value::Object(error) => self.0.error(api_error(&error)),
                    Value::String(text) => self.0.text(&text),
                    _ => {}
                }
            } else {
                entries.next_value_seed(Walk(self.0))?;
            }
            self.0.leave(before);
        }
        Ok(())
    }
}

fn api_error(error: &serde_json::Map<String, Value>) -> ApiError {
    let text = |key| match error.get(key) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    ApiError {
        code: text(answer::CODE).unwrap_or_default(),
        message: text(answer::MSG).unwrap_or_default(),
        sub_code: text(answer::SUB_CODE),
        sub_message: text(answer::SUB_MSG),
        ..ApiError::default()
    }
}
