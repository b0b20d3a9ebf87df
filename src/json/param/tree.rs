//! JSON, or any other format of serde, to a tree of texts, arrays and objects.
//!
//! serde says what a token is but not where it is. So the visitor of JSON text has the reader beside it, which
//! knows the place of the token that was read last.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::error::{Error, ErrorKind, JsonType, Limit, Result};
use crate::json_text::{MOST_NESTED, Reader};
use crate::path::push_step;
use crate::span::{Source, Span};
use crate::vocab::attribute;
use crate::xml::ReadOptions;

#[derive(Debug)]
pub(super) struct Tree {
    pub(super) what: What,
    /// Where it was, if it was text.
    pub(super) span: Option<Span>,
}

#[derive(Debug)]
pub(super) enum What {
    Text(String),
    /// Holds no lists.
    List(Vec<Tree>),
    Object(Vec<(Key, Tree)>),
}

#[derive(Debug)]
pub(super) struct Key {
    pub(super) text: String,
    pub(super) span: Option<Span>,
}

impl Tree {
    pub(super) fn is_text(&self) -> bool {
        matches!(self.what, What::Text(_))
    }

    /// Reads a text; the result is an object.
    pub(super) fn parse(source: &Source, options: &ReadOptions) -> Result<Tree> {
        let reader = Reader::new(&source.text, MOST_NESTED).with_half_characters();
        let scan = Scan::new(Some(&reader), options);
        reader.document(scan.document()).map_err(|stop| match scan.failure.take() {
            Some(failure) => failure.into_error(Some(source)),
            None => stop.into_error(source),
        })
    }

    /// Reads from any format of serde; the result is an object.
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tree, D::Error> {
        let scan = Scan::new(None, &ReadOptions::new());
        scan.document().deserialize(deserializer).map_err(|error| match scan.failure.take() {
            Some(failure) => de::Error::custom(failure.into_error(None)),
            None => error,
        })
    }
}

/// What is known while one document is read.
struct Scan<'t> {
    reader: Option<&'t Reader<'t>>,
    /// How many levels of arrays and objects may be nested.
    deepest: usize,
    max_fields: usize,
    /// How many keys there may be that are not those of values with attributes. Which object is one is not
    /// known here, so this only keeps the tree from growing without bounds; the fields are counted later.
    most_keys: usize,
    keys: Cell<usize>,
    /// Why reading stopped, unless the format itself failed.
    failure: RefCell<Option<Failure>>,
}

/// Less than [`MOST_NESTED`], so that the error is that of our limit.
const DEEPEST: usize = 120;

impl<'t> Scan<'t> {
    fn new(reader: Option<&'t Reader<'t>>, options: &ReadOptions) -> Scan<'t> {
        Scan {
            reader,
            deepest: options.max_depth.min(DEEPEST),
            max_fields: options.max_fields,
            most_keys: options.max_fields.saturating_add(options.max_attributes).saturating_add(1),
            keys: Cell::new(0),
            failure: RefCell::new(None),
        }
    }

    fn document(&self) -> Value<'_, 't> {
        Value { scan: self, around: Around::Nothing, depth: 0 }
    }

    fn stop<E: de::Error>(&self, reason: Reason, span: Option<Span>) -> E {
        self.failure.replace(Some(Failure { reason, span, steps: Vec::new() }));
        E::custom("stopped")
    }

    /// Says on the way out of a failure where it came from.
    fn within<E>(&self, step: impl FnOnce() -> String) -> impl FnOnce(E) -> E {
        |error| {
            if let Some(failure) = self.failure.borrow_mut().as_mut() {
                failure.steps.push(step());
            }
            error
        }
    }

    fn count_key<E: de::Error>(&self, span: Option<Span>) -> Result<(), E> {
        self.keys.set(self.keys.get() + 1);
        if self.keys.get() > self.most_keys {
            return Err(self.stop(Reason::Limit(Limit::Fields, self.max_fields), span));
        }
        Ok(())
    }
}

struct Failure {
    reason: Reason,
    span: Option<Span>,
    /// The innermost first.
    steps: Vec<String>,
}

enum Reason {
    /// A value that the form does not allow.
    Misfit(JsonType),
    Limit(Limit, usize),
}

impl Failure {
    fn into_error(self, source: Option<&Source>) -> Error {
        let position = source.zip(self.span).map(|(source, span)| source.position(span.start));
        let kind = match self.reason {
            Reason::Limit(limit, max) => ErrorKind::Limit { limit, max: max as u64 },
            Reason::Misfit(found) => {
                let mut path = String::new();
                self.steps.iter().rev().for_each(|step| push_step(&mut path, step));
                ErrorKind::JsonValue { path, found }
            }
        };
        Error::new(kind, position)
    }
}

/// Reads a value at its place.
#[derive(Clone, Copy)]
struct Value<'a, 't> {
    scan: &'a Scan<'t>,
    around: Around,
    depth: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Nothing,
    List,
    Object,
}

impl<'a, 't> Value<'a, 't> {
    /// The place of the token that was read last.
    fn token(&self) -> Option<Span> {
        self.scan.reader.map(Reader::token)
    }

    fn other<E: de::Error>(self, found: JsonType) -> Result<Tree, E> {
        Err(self.scan.stop(Reason::Misfit(found), self.token()))
    }

    /// The place for what is inside this array or object, which begins at `start`.
    fn inside<E: de::Error>(self, around: Around, start: Option<Span>) -> Result<Self, E> {
        if self.depth >= self.scan.deepest {
            return Err(self.scan.stop(Reason::Limit(Limit::Depth, self.scan.deepest), start));
        }
        Ok(Value { around, depth: self.depth + 1, ..self })
    }

    fn closed(&self, start: Option<Span>) -> Option<Span> {
        self.token().zip(start).map(|(end, start)| Span::new(start.start, end.end))
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_> {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! numbers {
    ($($method:ident($type:ty),)*) => {$(
        fn $method<E: de::Error>(self, _: $type) -> Result<Tree, E> { self.other(JsonType::Number) }
    )*};
}

impl<'de> Visitor<'de> for Value<'_, '_> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("texts, arrays and objects")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Tree, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Tree, E> {
        if self.around == Around::Nothing {
            return self.other(JsonType::Text);
        }
        Ok(Tree { what: What::Text(text), span: self.token() })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        match self.around {
            Around::Nothing => return self.other(JsonType::Array),
            Around::List => return self.other(JsonType::NestedArray),
            Around::Object => {}
        }
        let start = self.token();
        let inside = self.inside(Around::List, start)?;
        let mut list = Vec::new();
        let step = |list: &Vec<Tree>| list.len().to_string();
        while let Some(item) = items.next_element_seed(inside).map_err(self.scan.within(|| step(&list)))? {
            list.push(item);
        }
        Ok(Tree { what: What::List(list), span: self.closed(start) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let start = self.token();
        let inside = self.inside(Around::Object, start)?;
        let mut entries: Vec<(Key, Tree)> = Vec::new();
        while let Some(text) = map.next_key::<String>()? {
            let key = Key { text, span: self.token() };
            self.scan.count_key(key.span)?;
            let value = map.next_value_seed(inside);
            let value = value.map_err(self.scan.within(|| key.text.clone()))?;
            entries.push((key, value));
        }
        if entries.iter().any(|(key, value)| key.text == attribute::VALUE && value.is_text()) {
            self.scan.keys.set(self.scan.keys.get() - entries.len());
        }
        Ok(Tree { what: What::Object(entries), span: self.closed(start) })
    }

    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Tree, E> {
        self.other(if yes { JsonType::True } else { JsonType::False })
    }

    fn visit_none<E: de::Error>(self) -> Result<Tree, E> {
        self.visit_unit()
    }

    fn visit_unit<E: de::Error>(self) -> Result<Tree, E> {
        self.other(JsonType::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }

    numbers! { visit_i64(i64), visit_u64(u64), visit_i128(i128), visit_u128(u128), visit_f64(f64), }
}
