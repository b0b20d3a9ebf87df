//! The members of an answer, as they are written: numbers keep all their digits.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::span::{Position, Source};
use crate::vocab::answer as key;
use crate::xml::ReadOptions;
use crate::xml::encoding::{Illegal, prepare};
use crate::xml::event::{Event, Events};

/// The members of the object that answers, by their names.
#[derive(Clone, Debug, Default)]
pub(super) struct Members(BTreeMap<String, Member>);

#[derive(Clone, Debug)]
enum Member {
    Json(Box<RawValue>),
    /// The text of an element.
    Text(String),
}

type Object = BTreeMap<String, Box<RawValue>>;

impl Members {
    /// The members of the `…_response` object, or of the whole if the answer is simplified. Nothing if the text is
    /// neither JSON nor XML.
    pub(super) fn read(text: &str) -> Option<Members> {
        if text.starts_with('<') {
            return xml(text).map(Members);
        }
        if text.starts_with('[') {
            serde_json::from_str::<&RawValue>(text).ok()?;
            return Some(Members::default());
        }
        let mut object: Object = serde_json::from_str(text).ok()?;
        if let [name] = object.keys().collect::<Vec<_>>()[..]
            && (name.ends_with(key::RESPONSE_END) || name == key::RESPONSE)
            && let Some(inner) = object.get(name).and_then(|inner| serde_json::from_str(inner.get()).ok())
        {
            object = inner;
        }
        Some(Members(object.into_iter().map(|(name, value)| (name, Member::Json(value))).collect()))
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Member::Text(text) => Some(text.clone()),
            Member::Json(value) => scalar(value.get()),
        }
    }

    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let Some(Member::Json(value)) = self.0.get(name) else { return Vec::new() };
        let mut value = value.get().to_owned();
        // The object around a list has one member, the list or its only element.
        if let Ok(object) = serde_json::from_str::<Object>(&value)
            && let [inner] = object.values().collect::<Vec<_>>()[..]
            && inner.get().starts_with(['[', '{'])
        {
            value = inner.get().to_owned();
        }
        match serde_json::from_str::<Vec<Box<RawValue>>>(&value) {
            Ok(values) => values.iter().map(|value| value.get().to_owned()).collect(),
            Err(_) if value == "null" => Vec::new(),
            Err(_) => vec![value],
        }
    }
}

/// A text, number or truth value.
fn scalar(json: &str) -> Option<String> {
    match json.as_bytes().first()? {
        b'"' => serde_json::from_str(json).ok(),
        b'{' | b'[' => None,
        _ if json == "null" => None,
        _ => Some(json.to_owned()),
    }
}

/// The texts of the elements directly in the root.
fn xml(text: &str) -> Option<BTreeMap<String, Member>> {
    let options = ReadOptions::new();
    let decoded = prepare(text, Illegal::Keep, &options);
    let source = Source::new(decoded.text, decoded.map, Position::START);
    let mut events = Events::new(&source, &options);
    let mut found = BTreeMap::new();
    let (mut name, mut content) = (String::new(), String::new());
    loop {
        match events.next().ok()? {
            Event::Start if events.open_depth() == 2 => {
                name = events.name().to_owned();
                content.clear();
            }
            Event::Start => {}
            Event::Text(piece) if events.open_depth() == 2 => content.push_str(&events.text(piece).ok()?),
            Event::Text(_) => {}
            Event::End if events.open_depth() == 1 && !name.is_empty() => {
                found.insert(std::mem::take(&mut name), Member::Text(std::mem::take(&mut content)));
            }
            Event::End => {}
            Event::Eof => return Some(found),
        }
    }
}
