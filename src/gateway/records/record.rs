//! One record: its members as they are written, read and checked by its kind.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::gateway::records::{Form, Kind, RecordError};
use crate::param::Param;

/// A record of a kind. Numbers keep their digits; members that the document does not list are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    kind: &'static Kind,
    members: BTreeMap<String, Value>,
}

/// What a member holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Text(String),
    Number(String),
    Texts(Vec<String>),
    Records(Vec<Record>),
    /// Something that the document does not list, as JSON.
    Other(String),
}

impl Record {
    /// A record without members.
    #[must_use]
    pub fn new(kind: &'static Kind) -> Record {
        Record { kind, members: BTreeMap::new() }
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> &'static Kind {
        self.kind
    }

    /// Sets a text, or a number by its digits.
    ///
    /// # Errors
    /// If the kind has no such member, or the value does not have its form.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Result<Record, RecordError> {
        let value = value.into();
        let form = || RecordError::Form { kind: self.kind.name, member: name.to_owned() };
        let unknown = || RecordError::Unknown { kind: self.kind.name, member: name.to_owned() };
        let value = match self.kind.member(name).ok_or_else(unknown)?.form {
            Form::Text => Value::Text(value),
            Form::Number if is_number(&value) => Value::Number(value),
            Form::Number | Form::Records(_) => return Err(form()),
            Form::Texts => Value::Texts(vec![value]),
        };
        self.members.insert(name.to_owned(), value);
        Ok(self)
    }

    /// Sets a list of records.
    ///
    /// # Errors
    /// If the kind has no such member, or it holds records of another kind.
    pub fn with_records(mut self, name: &str, records: Vec<Record>) -> Result<Record, RecordError> {
        let unknown = || RecordError::Unknown { kind: self.kind.name, member: name.to_owned() };
        let is_of = |kind: &'static Kind| records.iter().all(|record| record.kind == kind);
        match self.kind.member(name).ok_or_else(unknown)?.form {
            Form::Records(kind) if is_of(kind) => {
                self.members.insert(name.to_owned(), Value::Records(records));
                Ok(self)
            }
            Form::Records(_) | Form::Text | Form::Number | Form::Texts => {
                Err(RecordError::Form { kind: self.kind.name, member: name.to_owned() })
            }
        }
    }

    /// A text, or a number by its digits.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.members.get(name)? {
            Value::Text(text) | Value::Number(text) => Some(text),
            Value::Texts(_) | Value::Records(_) | Value::Other(_) => None,
        }
    }

    /// Several texts.
    #[must_use]
    pub fn texts(&self, name: &str) -> &[String] {
        match self.members.get(name) {
            Some(Value::Texts(texts)) => texts,
            _ => &[],
        }
    }

    /// The records in a member.
    #[must_use]
    pub fn records(&self, name: &str) -> &[Record] {
        match self.members.get(name) {
            Some(Value::Records(records)) => records,
            _ => &[],
        }
    }

    /// The members that the document does not list, as JSON.
    pub fn unknown(&self) -> impl Iterator<Item = (&str, &str)> {
        self.members.iter().filter_map(|(name, value)| match value {
            Value::Other(json) => Some((name.as_str(), json.as_str())),
            Value::Text(_) | Value::Number(_) | Value::Texts(_) | Value::Records(_) => None,
        })
    }

    /// The rows of a table of an item as records: each member from a field of the row, by its id or a pointer through complex
    /// fields. Rows without the first member are left out.
    ///
    /// # Errors
    /// If a value does not have the form of its member.
    pub fn of_rows(
        kind: &'static Kind,
        item: &Param,
        table: &str,
        members: &[(&str, &str)],
    ) -> Result<Vec<Record>, RecordError> {
        let count = item.field(table).map_or(0, |field| field.rows().len());
        let mut records = Vec::new();
        for row in 0..count {
            let mut record = Record::new(kind);
            for (at, (member, field)) in members.iter().enumerate() {
                let path = format!("{}/{row}/{}", table.trim_end_matches('/'), field.trim_start_matches('/'));
                match item.text(&path).map(str::trim).filter(|text| !text.is_empty()) {
                    Some(text) => record = record.with(member, text)?,
                    None if at == 0 => break,
                    None => {}
                }
            }
            if !record.members.is_empty() {
                records.push(record);
            }
        }
        Ok(records)
    }

    /// Reads a JSON object. Null counts as absent; a number may be where a text is listed, and the other way round.
    ///
    /// # Errors
    /// If it is not an object, or a member does not have its form.
    pub fn read(kind: &'static Kind, json: &str) -> Result<Record, RecordError> {
        let object: BTreeMap<String, Box<RawValue>> =
            serde_json::from_str(json).map_err(|_| RecordError::NotAnObject { kind: kind.name })?;
        let mut record = Record::new(kind);
        for (name, value) in object {
            let json = value.get();
            if json == "null" {
                continue;
            }
            let form = || RecordError::Form { kind: kind.name, member: name.clone() };
            let value = match kind.member(&name).map(|member| member.form) {
                None => Value::Other(json.to_owned()),
                Some(Form::Text) => Value::Text(scalar(json).ok_or_else(form)?),
                // An empty text stands for no number.
                Some(Form::Number) => match scalar(json).ok_or_else(form)? {
                    text if text.is_empty() => continue,
                    text if is_number(&text) => Value::Number(text),
                    _ => return Err(form()),
                },
                Some(Form::Texts) => {
                    let texts: Vec<Box<RawValue>> = serde_json::from_str(json).map_err(|_| form())?;
                    let texts = texts.iter().map(|text| scalar(text.get()));
                    Value::Texts(texts.collect::<Option<_>>().ok_or_else(form)?)
                }
                Some(Form::Records(inner)) => {
                    let records: Vec<Box<RawValue>> = serde_json::from_str(json).map_err(|_| form())?;
                    let records = records.iter().map(|record| Record::read(inner, record.get()));
                    Value::Records(records.collect::<Result<_, _>>()?)
                }
            };
            record.members.insert(name, value);
        }
        Ok(record)
    }

    /// The JSON object that is sent, in the order of the document.
    ///
    /// # Errors
    /// If a member that is required is missing, also in records inside.
    pub fn to_json(&self) -> Result<String, RecordError> {
        let has = |name: &str| match self.members.get(name) {
            Some(Value::Text(text)) => !text.is_empty(),
            Some(Value::Texts(texts)) => !texts.is_empty(),
            Some(Value::Records(records)) => !records.is_empty(),
            Some(Value::Number(_) | Value::Other(_)) => true,
            None => false,
        };
        let missing = |member: &str| RecordError::Missing { kind: self.kind.name, member: member.to_owned() };
        if let Some(member) = self.kind.members.iter().find(|member| member.is_required && !has(member.name))
        {
            return Err(missing(member.name));
        }
        if !self.kind.one_of.is_empty() && !self.kind.one_of.iter().any(|name| has(name)) {
            return Err(missing(&self.kind.one_of.join(" | ")));
        }
        let listed = self.kind.members.iter().map(|member| member.name);
        let others = self.unknown().map(|(name, _)| name);
        let mut parts = Vec::new();
        for name in listed.chain(others) {
            let Some(value) = self.members.get(name) else { continue };
            let json = match value {
                Value::Text(text) => quoted(text),
                Value::Number(digits) => digits.clone(),
                Value::Texts(texts) => {
                    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(","))
                }
                Value::Records(records) => {
                    let records: Vec<String> =
                        records.iter().map(Record::to_json).collect::<Result<_, _>>()?;
                    format!("[{}]", records.join(","))
                }
                Value::Other(json) => json.clone(),
            };
            parts.push(format!("{}:{json}", quoted(name)));
        }
        Ok(format!("{{{}}}", parts.join(",")))
    }
}

pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A text, number or truth value as text.
fn scalar(json: &str) -> Option<String> {
    match json.as_bytes().first()? {
        b'"' => serde_json::from_str(json).ok(),
        b'{' | b'[' => None,
        _ => Some(json.to_owned()),
    }
}

/// Digits as JSON has them, so that they can be written as they are.
fn is_number(text: &str) -> bool {
    let is_plain = text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    is_plain && serde_json::from_str::<serde_json::Number>(text).is_ok()
}
