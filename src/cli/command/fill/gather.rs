//! The values of items, as the cells of a template hold them.

use std::collections::HashMap;

use serde_json::Value as Json;
use tmall_schema::{FieldKind, FieldRef, OptionRef, Param, Schema};

use crate::cli::field_path::escaped;
use crate::cli::render::workbook::OptionTexts;

/// A value of an item: its place and its text.
#[derive(Clone)]
pub(super) struct Found {
    /// The rows around it: the paths of their fields, and their numbers, from 0.
    pub(super) rows: Vec<(String, usize)>,
    pub(super) path: String,
    pub(super) index: Option<usize>,
    pub(super) text: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Found {
    /// A JSON Pointer to the field: its path, with the numbers of the rows around it.
    pub(super) fn pointer(&self) -> String {
        let (mut pointer, mut done) = (String::new(), "");
        for (path, row) in &self.rows {
            pointer.push_str(&format!("{}/{row}", path.strip_prefix(done).unwrap_or(path)));
            done = path;
        }
        pointer + self.path.strip_prefix(done).unwrap_or(&self.path)
    }
}

/// Gathers the values of items in their JSON form. Texts of options become those that people choose.
pub(super) struct Gather<'s> {
    schema: &'s Schema,
    options: HashMap<String, OptionTexts>,
    /// The rows around the current value.
    rows: Vec<(String, usize)>,
    found: Vec<Found>,
}

impl<'s> Gather<'s> {
    pub(super) fn new(schema: &'s Schema) -> Gather<'s> {
        Gather { schema, options: HashMap::new(), rows: Vec::new(), found: Vec::new() }
    }

    /// The values of an item.
    pub(super) fn values(&mut self, param: &Param) -> Vec<Found> {
        let json = serde_json::from_str(&param.to_json(Some(self.schema))).unwrap_or(Json::Null);
        self.fields(&json, "");
        std::mem::take(&mut self.found)
    }

    fn fields(&mut self, json: &Json, path: &str) {
        let Json::Object(entries) = json else { return };
        for (id, value) in entries {
            let path = format!("{path}/{}", escaped(id));
            let Some(field) = self.schema.field(&path) else {
                let (rows, text) = (self.rows.clone(), String::new());
                self.found.push(Found { rows, path, index: None, text, attributes: Vec::new() });
                continue;
            };
            let is_complex = field.kind().is_some_and(FieldKind::has_fields);
            match (value, is_complex) {
                (Json::Array(items), true) => {
                    for (number, item) in items.iter().enumerate() {
                        self.rows.push((path.clone(), number));
                        self.fields(item, &path);
                        self.rows.pop();
                    }
                }
                (value, true) => self.fields(value, &path),
                (Json::Array(items), false) => {
                    for (number, item) in items.iter().enumerate() {
                        self.value(field, &path, Some(number), item);
                    }
                }
                (value, false) => self.value(field, &path, None, value),
            }
        }
    }

    fn value(&mut self, field: FieldRef<'s>, path: &str, index: Option<usize>, value: &Json) {
        let (text, mut attributes) = match value {
            Json::Object(entries) => {
                let text = entries.get("value").and_then(Json::as_str).unwrap_or_default().to_owned();
                let of = |(name, text): (&String, &Json)| Some((name.clone(), text.as_str()?.to_owned()));
                (text, entries.iter().filter(|(name, _)| *name != "value").filter_map(of).collect::<Vec<_>>())
            }
            other => (other.as_str().unwrap_or_default().to_owned(), Vec::new()),
        };
        let is_choice = field.kind().is_some_and(FieldKind::is_choice) && field.options().len() > 0;
        let option = is_choice.then(|| field.option(&text)).flatten();
        // The name of the option is added again where a rule asks for it.
        let named = option.and_then(OptionRef::display_name).map(str::trim);
        let asks = field.wants_input_value();
        attributes.retain(|(name, text)| !(asks && name == "inputValue" && Some(text.as_str()) == named));
        let has_custom_text = attributes.iter().any(|(name, _)| name == "inputValue");
        let shown = match option.filter(|_| !has_custom_text) {
            Some(_) => {
                let texts = self.options.entry(path.to_owned()).or_insert_with(|| OptionTexts::of(field));
                texts.text(&text).map(str::to_owned).unwrap_or(text)
            }
            None => text,
        };
        let rows = self.rows.clone();
        self.found.push(Found { rows, path: path.to_owned(), index, text: shown, attributes });
    }
}
