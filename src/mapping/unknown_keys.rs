//! Keys of a record that no field takes. A record that is an item in its JSON form must not have any: its author meant a
//! field by each.

use std::collections::{HashMap, HashSet};

use super::applier::Applier;
use super::limits::MAX_PROBLEMS;
use super::message::{Message, message};
use super::model::At;
use super::record::Json;
use crate::code::MappingCode;
use crate::path::push_step;
use crate::schema::FieldRef;
use crate::suggest::Budget;
use crate::vocab::FieldKind;

impl Applier<'_> {
    /// Reports the keys of a record that have content and are not the id of a field that takes it, or are there twice, at
    /// every depth.
    pub(super) fn unknown_keys(&mut self, record: &Json<'_>) {
        let plan = self.plan;
        self.unknown_keys_of(&[(String::new(), record)], plan.schema.fields(), &Budget::new());
    }

    /// The same for rows that have these fields, each with its pointer.
    fn unknown_keys_of<'s>(
        &mut self,
        rows: &[(String, &Json<'_>)],
        fields: impl Iterator<Item = FieldRef<'s>>,
        budget: &Budget,
    ) {
        let known: HashMap<&str, FieldRef<'s>> =
            fields.filter(|field| field.is_first()).map(|field| (field.id(), field)).collect();
        for (pointer, row) in rows {
            let Json::Object(entries) = row else { continue };
            let mut seen = HashSet::with_capacity(entries.len());
            for (key, value) in entries.iter().filter(|(_, value)| has_content(value)) {
                // Most keys are known, and nobody asks where they are.
                let pointer = || {
                    let mut pointer = pointer.clone();
                    push_step(&mut pointer, key);
                    pointer
                };
                if !seen.insert(&**key) {
                    let text = message!("the record has this key more than once", "记录中该键出现了多次");
                    self.report_key(MappingCode::SeveralValues, &pointer(), text);
                    continue;
                }
                let Some(&field) = known.get(&**key) else {
                    self.unknown_key(&pointer(), budget);
                    continue;
                };
                match field.kind() {
                    None | Some(FieldKind::Label) => {
                        let kind = field.type_text();
                        let text =
                            message!("a field of type {kind} takes no value", "类型为 {kind} 的字段不能填值");
                        self.report_key(MappingCode::WrongKind, &pointer(), text);
                    }
                    Some(kind) if kind.has_fields() => {
                        self.unknown_keys_of(&rows_of(field, value, pointer()), field.fields(), budget);
                    }
                    Some(_) => {}
                }
            }
        }
    }

    fn unknown_key(&mut self, pointer: &str, budget: &Budget) {
        let text = match self.plan.schema.similar_paths_within(pointer, budget).first() {
            Some(near) => message!(
                "the schema has no such field; did you mean \"{near}\"?",
                "schema 中没有该字段；是不是“{near}”？",
            ),
            None => message!("the schema has no such field", "schema 中没有该字段"),
        };
        self.report_key(MappingCode::UnknownField, pointer, text);
    }

    fn report_key(&mut self, code: MappingCode, pointer: &str, message: Message) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(self.plan.files.problem(code, At::default(), pointer, message));
        }
    }
}

/// The rows of a field, or its complex value, each with its pointer.
fn rows_of<'j, 't>(field: FieldRef<'_>, value: &'j Json<'t>, pointer: String) -> Vec<(String, &'j Json<'t>)> {
    let Json::List(rows) = value else { return vec![(pointer, value)] };
    let numbered = rows.iter().enumerate().map(|(number, row)| {
        let mut pointer = pointer.clone();
        if field.is_array() {
            push_step(&mut pointer, &number.to_string());
        }
        (pointer, row)
    });
    numbered.collect()
}

/// Whether there is a text or a number anywhere.
fn has_content(json: &Json<'_>) -> bool {
    match json {
        Json::Null => false,
        Json::Bool(_) | Json::Number(_) => true,
        Json::Text(text) | Json::Cell(text) => !text.is_empty(),
        Json::List(items) => items.iter().any(has_content),
        Json::Object(entries) => entries.iter().any(|(_, value)| has_content(value)),
    }
}
