//! The sizes of files and pictures that `--assets` names: a JSON object by URL.

use std::cell::RefCell;
use std::fmt;
use std::fs;
use std::path::Path;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use tmall_schema::suggest::similar;
use tmall_schema::{AssetFacts, Assets};

use crate::cli::args::did_you_mean;
use crate::cli::error::{CliError, Place};
use crate::cli::json;
use crate::cli::lang::Message;

const KEYS: [&str; 3] = ["bytes", "width", "height"];

/// Reads a file.
pub(crate) fn read(file: &Path) -> Result<Assets, CliError> {
    let text = fs::read_to_string(file).map_err(|error| CliError::open(file, error))?;
    // Editors on some systems put a byte order mark in front of JSON too.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    parse(text).map_err(|(at, message)| {
        let Place { line, column } = Place::in_text(text, at);
        CliError::Assets { file: file.to_owned(), line, column, message }
    })
}

fn parse(text: &str) -> Result<Assets, (usize, Message)> {
    // What is wrong with the content, in our words; serde carries only that something is.
    let wrong = RefCell::new(None);
    let mut reader = serde_json::Deserializer::from_str(text);
    let facts = ByUrl(&wrong).deserialize(&mut reader).and_then(|facts| reader.end().map(|()| facts));
    facts.map_err(|error| {
        let (at, message) = json::fault(&error, text);
        (at, wrong.take().unwrap_or(message))
    })
}

type Wrong = RefCell<Option<Message>>;

/// Notes what is wrong, once, and makes the error that carries it out.
fn fail<E: Error>(wrong: &Wrong, message: Message) -> E {
    wrong.borrow_mut().get_or_insert(message);
    E::custom("")
}

struct ByUrl<'w>(&'w Wrong);

impl<'de> DeserializeSeed<'de> for ByUrl<'_> {
    type Value = Assets;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Assets, D::Error> {
        let wrong = self.0;
        deserializer.deserialize_map(self).map_err(|error| mark(wrong, error, &objects()))
    }
}

fn objects() -> Message {
    Message::new(
        "expected an object such as {\"URL\":{\"bytes\":1,\"width\":1,\"height\":1}}",
        "应为形如 {\"URL\":{\"bytes\":1,\"width\":1,\"height\":1}} 的对象",
    )
}

/// A value of another type than the one expected is an error that serde words itself.
fn mark<E: fmt::Display>(wrong: &Wrong, error: E, expected: &Message) -> E {
    if wrong.borrow().is_none() && error.to_string().starts_with("invalid type") {
        *wrong.borrow_mut() = Some(expected.clone());
    }
    error
}

impl<'de> Visitor<'de> for ByUrl<'_> {
    type Value = Assets;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Assets, A::Error> {
        let mut assets = Assets::new();
        while let Some(url) = map.next_key::<String>()? {
            let facts = map.next_value_seed(Facts(self.0))?;
            assets = assets.with_asset(url, facts);
        }
        Ok(assets)
    }
}

struct Facts<'w>(&'w Wrong);

impl<'de> DeserializeSeed<'de> for Facts<'_> {
    type Value = AssetFacts;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<AssetFacts, D::Error> {
        let wrong = self.0;
        deserializer.deserialize_map(self).map_err(|error| mark(wrong, error, &objects()))
    }
}

impl<'de> Visitor<'de> for Facts<'_> {
    type Value = AssetFacts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AssetFacts, A::Error> {
        let mut numbers = [None; KEYS.len()];
        while let Some(key) = map.next_key::<String>()? {
            let Some(at) = KEYS.iter().position(|known| *known == key) else {
                let names = similar(&key, KEYS);
                let hint = match names.as_slice() {
                    [] => Message::new(
                        "; the known keys are bytes, width, height",
                        "；可用的键：bytes、width、height",
                    ),
                    names => did_you_mean(names),
                };
                let message = Message::new(
                    format!("unknown key \"{key}\"{}", hint.en),
                    format!("未知的键“{key}”{}", hint.zh),
                );
                return Err(fail(self.0, message));
            };
            let number: serde_json::Value = map.next_value()?;
            if number.is_null() {
                continue;
            }
            let number = number.as_u64().ok_or_else(|| {
                fail(
                    self.0,
                    Message::new(
                        format!("{key}: expected a whole number, found {number}"),
                        format!("{key}：应为整数，实际为 {number}"),
                    ),
                )
            })?;
            if let Some(slot) = numbers.get_mut(at) {
                *slot = Some(number);
            }
        }
        let [bytes, width, height] = numbers;
        let mut facts = AssetFacts::new();
        facts.bytes = bytes;
        facts.width = width;
        facts.height = height;
        Ok(facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts() {
        let assets = parse(r#"{"a.jpg":{"bytes":1,"width":2,"height":null},"b.jpg":{}}"#).unwrap();
        let facts = assets.get("a.jpg").unwrap();
        assert_eq!((facts.bytes, facts.width, facts.height), (Some(1), Some(2), None));
        assert!(assets.get("b.jpg").is_some() && assets.get("c.jpg").is_none());
    }

    #[test]
    fn wrong_facts_are_placed() {
        let wrong = |text: &str| {
            let (at, message) = parse(text).unwrap_err();
            (at, message.en)
        };
        let key = "unknown key \"byte\"; did you mean bytes?";
        assert_eq!(wrong("{\n\"a\":{\"byte\":1}}"), (12, key.to_owned()));
        assert_eq!(wrong("{\"a\":{\"bytes\":-1}}").1, "bytes: expected a whole number, found -1");
        assert_eq!(wrong("{\"a\":[]}").1, objects().en);
        assert_eq!(wrong("[]").1, objects().en);
        assert_eq!(wrong("{\"a\":{\"bytes\":1").1, "the JSON text is incomplete");
        assert_eq!(wrong("{'a':{}}").1, "not valid JSON: unexpected \"'\"");
        assert_eq!(wrong("{} {}").1, "not valid JSON: unexpected \"{\"");
    }
}
