//! A seller's own data onto whatever fields the platform asks for: a mapping file, bound to a schema, applied to
//! records.
//!
//! ```text
//! mapping.toml --parse--> Mapping --bind--> Plan --apply--> Param
//!                            Schema ---^       ^--- Record
//! ```
//!
//! `parse` reads the file and tells all that is wrong in it; `bind` holds it against a schema and tells all that
//! does not fit; `apply` makes a param of a record, or tells what in the record does not fit. Every problem has
//! its place in the mapping file. How a file is written: `docs/mapping.md`.

mod apply;
mod bind;
mod cells;
mod coverage;
mod date;
mod encoding;
mod expression;
mod group;
mod impact;
mod model;
mod number;
mod option;
mod parse;
mod path;
mod plan;
mod problem;
mod record;
mod rows;
mod text;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

pub use apply::Misfit;
pub use cells::Columns;
pub use coverage::Coverage;
pub use impact::{MappingImpact, TouchedEntry};
pub use plan::Plan;
pub use problem::{MappingProblem, MappingProblems};
pub use record::Record;

use crate::code::MappingCode;
use crate::schema::Schema;
use model::{At, Empty, Entry, Files, Fill, From, Records};
use option::Match;
use path::RecordPath;

/// Where the value of each field comes from: data, not code.
///
/// ```
/// use tmall_schema::{Mapping, Record, Schema};
/// let schema = Schema::parse(r#"<itemRule>
///   <field id="title" type="input"/>
///   <field id="color" type="singleCheck"><options>
///     <option displayName="红色" value="28326"/></options></field>
///   <field id="sku" type="multiComplex"><fields><field id="price" type="input"/></fields></field>
/// </itemRule>"#)?;
/// let mapping = Mapping::parse(r#"
///   [fields]
///   "/title" = { template = "{{ brand }} {{ name }}" }
///   "/color" = "color"
///   "/sku" = { rows = "skus" }
///   "/sku/price" = { from = "cents", number = { shift = -2, digits = 2 } }
/// "#)?;
/// let plan = mapping.bind(&schema)?;
/// let record = Record::from_json(
///     r#"{"brand": "青禾", "name": "衬衫", "color": " 红 色 ", "skus": [{"cents": 12990}]}"#,
/// )?;
/// let param = plan.apply(&record)?;
/// assert_eq!(param.text("title"), Some("青禾 衬衫"));
/// assert_eq!(param.text("color"), Some("28326"));
/// assert_eq!(param.text("/sku/0/price"), Some("129.90"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    files: Arc<Files>,
    entries: Arc<Vec<Entry>>,
    records: Records,
}

impl Mapping {
    /// Reads a mapping from text. It can include no other file and read no table from one;
    /// [`Mapping::open`] and [`Mapping::parse_with`] can.
    ///
    /// # Errors
    /// All that is wrong with the text, each with its place.
    pub fn parse(text: &str) -> Result<Mapping, MappingProblems> {
        let load = |_: &str| Err("a mapping from text reads no files; open it as a file".to_owned());
        parse::parse(text, None, &load)
    }

    /// Reads a mapping from text, under a name, with a function that gives the content of the files it names:
    /// by the path as the mapping has it, seen from the folder of the file that names it.
    ///
    /// # Errors
    /// As [`Mapping::parse`]; besides, if a file cannot be read.
    pub fn parse_with(
        text: &str,
        name: &str,
        load: impl Fn(&str) -> Result<Vec<u8>, String>,
    ) -> Result<Mapping, MappingProblems> {
        parse::parse(text, Some(name), &load)
    }

    /// Reads a mapping file, and the files that it names, each as seen from the file that names it.
    ///
    /// # Errors
    /// As [`Mapping::parse_with`].
    pub fn open(path: &Path) -> Result<Mapping, MappingProblems> {
        let load = |path: &str| read(Path::new(path)).map_err(|error| error.to_string());
        let name = path.display().to_string();
        let text = read(path).map_err(|error| error.to_string());
        let text = text.and_then(|bytes| encoding::decode(bytes).ok_or_else(|| "it is no UTF-8".to_owned()));
        match text {
            Ok(text) => parse::parse(&text, Some(&name), &load),
            Err(reason) => {
                let text = (format!("cannot read {name}: {reason}"), format!("无法读取 {name}：{reason}"));
                let problem = Files::default().problem(MappingCode::File, At::default(), "", text);
                Err(MappingProblems(vec![problem]))
            }
        }
    }

    /// The mapping of records that are params in their JSON form already: each field from the key of its id,
    /// as it is.
    ///
    /// ```
    /// use tmall_schema::{Mapping, Param, Record, Schema};
    /// let schema = Schema::parse(r#"<itemRule><field id="a" type="multiInput"/></itemRule>"#)?;
    /// let json = r#"{"a":["x",{"value":"-1","inputValue":"y"}]}"#;
    /// let param = Mapping::identity(&schema).bind(&schema)?.apply(&Record::from_json(json)?)?;
    /// assert_eq!(param, Param::from_json(json, Some(&schema))?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn identity(schema: &Schema) -> Mapping {
        let mut seen = std::collections::HashSet::new();
        let mut entries = Vec::new();
        for field in schema.all_fields() {
            let path = field.path();
            let Some(kind) = field.kind() else { continue };
            // Of several siblings with one id the first counts, and what is inside it.
            let is_first = schema.field(&path) == Some(field);
            if kind == crate::vocab::FieldKind::Label || !is_first || !seen.insert(path.clone()) {
                continue;
            }
            let key = RecordPath::key(field.id());
            let from = if kind.has_fields() { From::Rows(key) } else { From::Paths(vec![key]) };
            let fill = Fill { from, by: Match::None, empty: Empty::Clear, ..Fill::default() };
            entries.push(Entry { path, at: At::default(), fills: vec![fill] });
        }
        Mapping { files: Arc::default(), entries: Arc::new(entries), records: Records::default() }
    }

    /// The paths of the fields that the mapping fills, in the order of its file.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.path.as_str())
    }

    /// Where the field of a path is filled: the mapping file, and the place in it.
    pub fn position(&self, path: &str) -> Option<crate::span::Position> {
        let entry = self.entries.iter().find(|entry| entry.path == path)?;
        self.files.place(entry.at).1
    }

    /// Holds the mapping against a schema: every path, type, constant and table.
    ///
    /// # Errors
    /// All that does not fit, each with its place in the mapping file.
    pub fn bind(&self, schema: &Schema) -> Result<Plan, MappingProblems> {
        let (plan, problems) = bind::bind(self, schema);
        if problems.is_empty() { Ok(plan) } else { Err(MappingProblems(problems)) }
    }
}

/// Reads a file that is no larger than one may be.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take((64 << 20) + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
