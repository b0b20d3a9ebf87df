//! The members of an answer, as they are written: numbers keep all their digits.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use crate::gateway::secret::Masked;
use crate::span::{Position, Source};
use crate::vocab::answer as key;
use crate::xml::ReadOptions;
use crate::xml::encoding::{Illegal, prepare};
use crate::xml::event::{Event, Events};

/// The members of the object that answers, by their names. Those that hold tokens print as `***`.
#[derive(Clone, Default)]
pub(super) struct Members(BTreeMap<String, Box<RawValue>>);

type Object = BTreeMap<String, Box<RawValue>>;

impl fmt::Debug for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&Masked(self.0.iter().map(|(name, value)| (name.as_str(), value.get()))), f)
    }
}

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
        Some(Members(object))
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        scalar(self.0.get(name)?.get())
    }

    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let Some(value) = self.0.get(name) else { return Vec::new() };
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

/// An element that is being read.
#[derive(Default)]
struct Element {
    name: String,
    is_list: bool,
    text: String,
    children: Vec<(String, Value)>,
}

impl Element {
    /// What JSON answers have in its place: a text; a list, which the platform marks with `list="true"`; else an object, in
    /// which an element that is repeated is a list.
    fn value(self) -> Value {
        if self.is_list {
            return self.children.into_iter().map(|(_, value)| value).collect();
        }
        if self.children.is_empty() {
            return Value::String(self.text);
        }
        let mut members: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for (name, value) in self.children {
            members.entry(name).or_default().push(value);
        }
        let of = |mut values: Vec<Value>| match values.pop() {
            Some(value) if values.is_empty() => value,
            last => values.into_iter().chain(last).collect(),
        };
        Value::Object(members.into_iter().map(|(name, values)| (name, of(values))).collect())
    }
}

/// The elements directly in the root, in the form that JSON has for them.
fn xml(text: &str) -> Option<Object> {
    let options = ReadOptions::new();
    let decoded = prepare(text, Illegal::Keep, &options);
    let source = Source::new(decoded.text, decoded.map, Position::START);
    let mut events = Events::new(&source, &options);
    let mut open: Vec<Element> = Vec::new();
    let mut found = Object::new();
    loop {
        match events.next().ok()? {
            Event::Start => {
                let is_list = (0..events.attribute_count()).map(|at| events.attribute(at)).any(|attribute| {
                    events.attribute_name(attribute) == "list"
                        && events.attribute_value(attribute).is_ok_and(|value| value == "true")
                });
                open.push(Element { name: events.name().to_owned(), is_list, ..Element::default() });
            }
            Event::Text(piece) => {
                let Some(element) = open.last_mut() else { continue };
                element.text.push_str(&events.text(piece).ok()?);
            }
            Event::End => {
                let mut element = open.pop()?;
                let name = std::mem::take(&mut element.name);
                let value = element.value();
                match open.as_mut_slice() {
                    [] => {}
                    [_root] => drop(found.insert(name, to_raw_value(&value).ok()?)),
                    [.., around] => around.children.push((name, value)),
                }
            }
            Event::Eof => return Some(found),
        }
    }
}
