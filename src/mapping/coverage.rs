//! What a mapping leaves out of the schema and of the data.

use std::collections::BTreeSet;

use super::certain::{Certain, Known};
use super::mapping::Mapping;
use super::model::{Fill, From, Records};
use super::plan::{Node, Plan};
use super::record::{Json, Record};
use super::record_path::{RecordPath, Step};
use crate::schema::{FieldRef, Schema};
use crate::vocab::FieldKind;

/// The required fields of a schema that a mapping does not fill.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Coverage {
    /// Fields that are always required, or required inside each row or complex value.
    pub required: Vec<String>,
    /// Fields that are required under a condition.
    pub conditional: Vec<String>,
}

impl Mapping {
    /// The required fields of a schema that the mapping does not fill. Present and default values of the schema are
    /// not considered.
    ///
    /// Conditions are evaluated as far as the mapping decides them: with its constants, and with fields that neither
    /// it nor the schema gives a value as empty. A field that is then always disabled is not listed.
    ///
    /// ```
    /// use tmall_schema::{Mapping, Schema};
    /// let schema = Schema::parse(r#"<itemRule>
    ///   <field id="used" type="singleCheck"><options><option displayName="no" value="0"/></options></field>
    ///   <field id="age" type="input"><rules><rule name="requiredRule" value="true"/>
    ///     <rule name="disableRule" value="true"><depend-group operator="and">
    ///       <depend-express fieldId="used" value="0" symbol="=="/></depend-group></rule></rules></field>
    /// </itemRule>"#)?;
    /// let coverage = |mapping: &str| Mapping::parse(mapping).unwrap().coverage(&schema);
    /// assert!(coverage("[fields]\n'/used' = { value = 'no' }\n").required.is_empty());
    /// assert_eq!(coverage("[fields]\n'/used' = 'used'\n").conditional, ["/age"]);
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    #[must_use]
    pub fn coverage(&self, schema: &Schema) -> Coverage {
        let filled: BTreeSet<&str> = self.entries.iter().map(|entry| entry.path.as_str()).collect();
        let known = Known::new(self, schema);
        let mut coverage = Coverage::default();
        for field in schema.fields() {
            cover(field, &filled, &known, Certain::No, &mut coverage);
        }
        coverage
    }
}

/// `around` is whether a field around this one is disabled.
fn cover<'s>(
    field: FieldRef<'s>,
    filled: &BTreeSet<&str>,
    known: &Known<'s>,
    around: Certain,
    coverage: &mut Coverage,
) {
    let path = field.path();
    if field.kind().is_none_or(|kind| kind == FieldKind::Label) {
        return;
    }
    let off = match (known.is_off(field), around) {
        (Certain::Yes, _) => return,
        (Certain::No, around) => around,
        (Certain::Unknown, _) => Certain::Unknown,
    };
    let inside = format!("{path}/");
    let is_filled = filled.contains(path.as_str()) || filled.iter().any(|known| known.starts_with(&inside));
    if is_filled {
        // Fields inside a complex value or row are required only where there is one.
        for child in field.fields() {
            cover(child, filled, known, off, coverage);
        }
        return;
    }
    match (known.is_required(field), off) {
        (Certain::Yes, Certain::No) => coverage.required.push(path),
        (Certain::Yes | Certain::Unknown, _) => coverage.conditional.push(path),
        (Certain::No, _) => {}
    }
}

impl Plan {
    /// The parts of a record that no entry of the mapping reads: paths with `[*]` for every index, sorted.
    #[must_use]
    pub fn unused(&self, record: &Record<'_>) -> Vec<String> {
        let mut used = BTreeSet::new();
        let frames = vec![String::new()];
        self.uses(&self.nodes, &frames, &mut used);
        let Records { name, group, .. } = &self.records;
        used.extend(name.iter().chain(group).map(|path| place(path, &frames)));
        let mut leaves = BTreeSet::new();
        leaves_of(&record.0, &mut String::new(), &mut leaves);
        let is_used = |leaf: &String| {
            used.contains(leaf)
                || used.iter().any(|path: &String| {
                    path.is_empty()
                        || leaf.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with(['.', '[']))
                })
        };
        leaves.into_iter().filter(|leaf| !is_used(leaf)).collect()
    }

    /// The fields that are filled from places that no record has: the field, and the path into the record as the
    /// mapping has it. `places` are the places of all records, from [`Record::paths`]. Fields inside rows that do
    /// not exist are not listed.
    #[must_use]
    pub fn unfed(&self, places: &BTreeSet<String>) -> Vec<(&str, &str)> {
        // A single value may take the place of a list, and the other way round.
        let places = places.iter().map(|place| place.replace("[*]", "")).collect();
        let mut unfed = Vec::new();
        self.unfed_in(&self.nodes, &[String::new()], &places, &mut unfed);
        unfed
    }

    fn unfed_in<'p>(
        &'p self,
        nodes: &'p [Node],
        frames: &[String],
        places: &BTreeSet<String>,
        unfed: &mut Vec<(&'p str, &'p str)>,
    ) {
        for node in nodes {
            let fills = self.fills(node);
            let is_fed = |fill: &Fill| {
                let paths = match &fill.from {
                    From::Paths(paths) => paths.as_slice(),
                    From::Rows(path) => std::slice::from_ref(path),
                    From::Nothing
                    | From::Constant(_)
                    | From::Template(_)
                    | From::Expr(_)
                    | From::Product(_) => return true,
                };
                fill.default.is_some() || paths.iter().any(|path| is_present(&place(path, frames), places))
            };
            let first = fills.iter().find_map(|fill| match &fill.from {
                From::Paths(paths) => paths.first(),
                From::Rows(path) => Some(path),
                From::Nothing | From::Constant(_) | From::Template(_) | From::Expr(_) | From::Product(_) => {
                    None
                }
            });
            if let Some(path) = first.filter(|_| !fills.iter().any(is_fed)) {
                unfed.push((&node.path, &path.text));
                continue;
            }
            let mut inner = frames.to_vec();
            for fill in fills.iter().filter(|_| node.kind.has_fields()) {
                inner = frames.to_vec();
                rows_of(fill, frames, &mut inner, &mut BTreeSet::new());
            }
            self.unfed_in(&node.nodes, &inner, places, unfed);
        }
    }

    fn uses(&self, nodes: &[Node], frames: &[String], used: &mut BTreeSet<String>) {
        for node in nodes {
            let mut inner = frames.to_vec();
            for fill in self.fills(node) {
                if node.kind.has_fields() {
                    inner = frames.to_vec();
                    rows_of(fill, frames, &mut inner, used);
                } else {
                    texts_of(fill, frames, used);
                }
            }
            self.uses(&node.nodes, &inner, used);
        }
    }
}

/// Whether a record has a value at a place or below it.
fn is_present(place: &str, places: &BTreeSet<String>) -> bool {
    let place = place.replace("[*]", "");
    // The parts of a product, and the record as a whole, are not looked into.
    place.starts_with('\u{0}')
        || place.is_empty()
        || places.contains(&place)
        || places
            .iter()
            .any(|known| known.strip_prefix(place.as_str()).is_some_and(|rest| rest.starts_with(['.', '['])))
}

/// The place of a path in the record, with `[*]` for every index.
fn place(path: &RecordPath, frames: &[String]) -> String {
    let (out, steps) = path.start();
    let begin = match out {
        None => 0,
        Some(out) => (frames.len() - 1).saturating_sub(out),
    };
    let mut text = frames.get(begin).cloned().unwrap_or_default();
    for step in steps {
        match step {
            Step::Key(key) => push_key(&mut text, key),
            Step::Index(_) | Step::Each => text.push_str("[*]"),
        }
    }
    text
}

pub(super) fn push_key(text: &mut String, key: &str) {
    if key.contains(['.', '[', ']', '"']) || key.starts_with(['$', '^', '\'', '/']) || key.is_empty() {
        text.push_str(&format!("[{}]", serde_json::to_string(key).unwrap_or_default()));
        return;
    }
    if !text.is_empty() {
        text.push('.');
    }
    text.push_str(key);
}

fn names_of(fill: &Fill, frames: &[String], used: &mut BTreeSet<String>) {
    let exprs = fill.when.iter().chain(&fill.only).flat_map(|(_, expr)| expr.names());
    for name in exprs.chain(expr_names(&fill.from)) {
        // A name is looked up in the row, or after "record" in the record itself.
        for frame in [frames.last(), frames.first()].into_iter().flatten() {
            let mut text = frame.clone();
            if !name.is_empty() {
                push_key(&mut text, name);
            }
            used.insert(text);
        }
    }
}

pub(super) fn expr_names(from: &From) -> Box<dyn Iterator<Item = &str> + '_> {
    match from {
        From::Template(template) => Box::new(template.names()),
        From::Expr(expr) => Box::new(expr.names()),
        From::Nothing | From::Paths(_) | From::Constant(_) | From::Rows(_) | From::Product(_) => {
            Box::new(std::iter::empty())
        }
    }
}

fn texts_of(fill: &Fill, frames: &[String], used: &mut BTreeSet<String>) {
    names_of(fill, frames, used);
    if let From::Paths(paths) = &fill.from {
        for path in paths {
            let place = place(path, frames);
            // A list of texts is read as a whole.
            used.insert(format!("{place}[*]"));
            used.insert(place);
        }
    }
    for (_, inner) in &fill.attributes {
        texts_of(inner, frames, used);
    }
}

/// The place of rows, without the places inside them.
fn rows_of(fill: &Fill, frames: &[String], inner: &mut Vec<String>, used: &mut BTreeSet<String>) {
    match &fill.from {
        From::Rows(path) => inner.push(list_place(path, frames)),
        From::Paths(paths) => inner.extend(paths.first().map(|path| list_place(path, frames))),
        From::Product(parts) => {
            for (_, path) in parts {
                used.insert(place(path, frames));
            }
            // The parts of a product count as used as a whole.
            inner.push("\u{0}".to_owned());
        }
        From::Nothing | From::Constant(_) | From::Template(_) | From::Expr(_) => {}
    }
    let at: &[String] = if inner.len() > frames.len() { inner } else { frames };
    names_of(fill, at, used);
    if let Some(path) = &fill.distinct {
        used.insert(place(path, at));
    }
}

fn list_place(path: &RecordPath, frames: &[String]) -> String {
    let place = place(path, frames);
    if place.is_empty() || place.ends_with("[*]") { place } else { format!("{place}[*]") }
}

impl Record<'_> {
    /// The places of texts, numbers and booleans in the record: paths with `[*]` for every index, sorted.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        let mut leaves = BTreeSet::new();
        leaves_of(&self.0, &mut String::new(), &mut leaves);
        leaves.into_iter().collect()
    }
}

fn leaves_of(json: &Json<'_>, at: &mut String, leaves: &mut BTreeSet<String>) {
    let length = at.len();
    match json {
        Json::Object(entries) => {
            for (key, inner) in entries {
                push_key(at, key);
                leaves_of(inner, at, leaves);
                at.truncate(length);
            }
        }
        Json::List(items) => {
            at.push_str("[*]");
            for item in items {
                leaves_of(item, at, leaves);
            }
            at.truncate(length);
        }
        Json::Null => {}
        Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Cell(_) => {
            leaves.insert(at.clone());
        }
    }
}
