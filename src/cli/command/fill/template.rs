//! `fill template`: a workbook that people fill in without a mapping.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use serde_json::Value as Json;
use tmall_schema::{FieldKind, FieldRef, Mapping, OptionRef, Param, Record, RuleName, Schema};

use crate::cli::args::TemplateArgs;
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::field_path::escaped;
use crate::cli::field_search;
use crate::cli::input::{Source, check_stdin, read_options};
use crate::cli::lang::{Message, pick};
use crate::cli::output::Output;
use crate::cli::render::workbook::{
    CellKind, Column, Mark, OptionTexts, SheetContent, name, template, words_of,
};
use crate::cli::results::template::{ColumnKey, TemplateRow, TemplateSheet};
use crate::cli::settings::Settings;

/// The columns of a field with several values, if its rules do not say how many it takes.
const SEVERAL: usize = 3;
/// The most such columns that are made in advance.
const MOST: usize = 10;
/// The most characters of a cell.
const CELL: usize = 32_767;

pub(super) fn run(args: &TemplateArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    check_stdin(std::iter::once(args.schema.as_str()).chain(args.from.iter().map(String::as_str)))?;
    let options = read_options(args.reading.dialect.or(settings.dialect));
    let schema = Source::of(&args.schema).checked_schema(&options, console)?;
    let chosen = Chosen::of(args, &schema)?;
    let mut items = Vec::new();
    for item in &args.from {
        let source = Source::of(item);
        let param = source.param(&options, &schema)?;
        let stem = Path::new(item)
            .file_stem()
            .map_or_else(|| item.clone(), |stem| stem.to_string_lossy().into_owned());
        items.push((source.name(), stem, param));
    }
    let mut layout = Layout::of(&schema, &chosen);
    let mut values = Vec::new();
    let mut gather = Gather { schema: &schema, options: HashMap::new(), rows: Vec::new(), found: Vec::new() };
    for (_, stem, param) in &items {
        let json = serde_json::from_str(&param.to_json(Some(&schema))).unwrap_or(Json::Null);
        gather.fields(&json, "");
        values.push((stem.clone(), std::mem::take(&mut gather.found)));
    }
    if args.example {
        values.push(("example".to_owned(), example(&schema, &layout)));
    }
    layout.make_room(&values);
    let mut rows = Vec::new();
    for (number, (item, found)) in values.iter().enumerate() {
        let (made, left_out) = layout.rows(item, found);
        if let Some((name, _, param)) = items.get(number) {
            check(&schema, &layout, &made, param, name, &left_out, console);
        }
        rows.extend(made);
    }
    let bytes = write(&schema, &layout.sheets, rows, &args.output, console)?;
    let mut output = Output::open(Some(&args.output), console)?;
    output.write_bytes(&bytes)?;
    output.finish()?;
    Ok(Exit::Clean)
}

fn write(
    schema: &Schema,
    sheets: &[TemplateSheet],
    rows: Vec<TemplateRow>,
    output: &Path,
    console: &Console,
) -> Result<Vec<u8>, CliError> {
    let words = words_of(schema, console.lang);
    let mut contents: Vec<SheetContent<'_>> = sheets
        .iter()
        .map(|sheet| SheetContent {
            loose: std::collections::HashSet::new(),
            title: title(schema, sheet, console),
            columns: sheet.keys.iter().map(|key| Column::of(key.clone(), schema, &words)).collect(),
            rows: Vec::new(),
            marked: Vec::new(),
        })
        .collect();
    for row in rows {
        if let Some(content) = contents.get_mut(row.sheet) {
            content.rows.push(row.cells);
        }
    }
    template(&contents, console.lang).map_err(|error| CliError::write(output, std::io::Error::other(error)))
}

/// The name of a sheet.
pub(super) fn title(schema: &Schema, sheet: &TemplateSheet, console: &Console) -> String {
    let field = sheet.of.as_deref().and_then(|path| schema.field(path));
    field.map_or_else(|| pick(console.lang, "Items", "商品").to_owned(), |field| name(field).to_owned())
}

/// Which fields the template has.
struct Chosen {
    only: Option<BTreeSet<String>>,
    required_only: bool,
}

impl Chosen {
    fn of(args: &TemplateArgs, schema: &Schema) -> Result<Chosen, CliError> {
        let mut only = BTreeSet::new();
        for wanted in args.fields.iter().map(|field| field.trim()) {
            let found = field_search::fields(schema, wanted)?;
            only.extend(found.into_iter().map(FieldRef::path));
        }
        Ok(Chosen { only: (!only.is_empty()).then_some(only), required_only: args.required_only })
    }

    fn has(&self, field: FieldRef<'_>) -> bool {
        let chain = || std::iter::once(field).chain(field.ancestors());
        let is_named =
            self.only.as_ref().is_none_or(|only| chain().any(|field| only.contains(&field.path())));
        let is_required = !self.required_only
            || chain().all(|field| matches!(Mark::of(field), Mark::Required | Mark::SometimesRequired));
        is_named && is_required && Mark::of(field) != Mark::Disabled
    }
}

/// A value of an item: its place and its text.
struct Found {
    /// The rows around it: the paths of their fields, and their numbers, from 0.
    rows: Vec<(String, usize)>,
    path: String,
    index: Option<usize>,
    text: String,
    attributes: Vec<(String, String)>,
}

/// The sheets of a template.
struct Layout {
    sheets: Vec<TemplateSheet>,
}

impl Layout {
    fn of(schema: &Schema, chosen: &Chosen) -> Layout {
        let mut layout =
            Layout { sheets: vec![TemplateSheet { of: None, keys: vec![ColumnKey::Item(None)] }] };
        for field in schema.fields() {
            layout.field(schema, field, 0, chosen);
        }
        layout
    }

    fn field(&mut self, schema: &Schema, field: FieldRef<'_>, sheet: usize, chosen: &Chosen) {
        let Some(kind) = field.kind().filter(|kind| *kind != FieldKind::Label) else { return };
        let path = field.path();
        if schema.field(&path) != Some(field) {
            return;
        }
        if !kind.has_fields() {
            if chosen.has(field) {
                let columns = if field.is_array() { several(field) } else { 0 };
                let keys = &mut self.sheets[sheet].keys;
                match columns {
                    0 => keys.push(ColumnKey::value(&path, None, None)),
                    count => keys.extend((0..count).map(|index| ColumnKey::value(&path, Some(index), None))),
                }
            }
            return;
        }
        let mut inner = sheet;
        if field.is_array() {
            if !std::iter::once(field).chain(field.descendants()).any(|field| chosen.has(field)) {
                return;
            }
            let mut keys = vec![ColumnKey::Item(Some(path.clone()))];
            let mut around: Vec<String> =
                field.ancestors().filter(|outer| outer.is_array()).map(FieldRef::path).collect();
            around.reverse();
            keys.extend(around.into_iter().map(ColumnKey::Row));
            inner = self.sheets.len();
            self.sheets.push(TemplateSheet { of: Some(path), keys });
        }
        for child in field.fields() {
            self.field(schema, child, inner, chosen);
        }
    }

    /// Adds columns for values that have none, of fields that the template has.
    fn make_room(&mut self, values: &[(String, Vec<Found>)]) {
        for found in values.iter().flat_map(|(_, found)| found) {
            for sheet in &mut self.sheets {
                let Some(last) = sheet
                    .keys
                    .iter()
                    .rposition(|key| matches!(key, ColumnKey::Value { path, .. } if *path == found.path))
                else {
                    continue;
                };
                let mut wanted = vec![ColumnKey::value(&found.path, found.index, None)];
                let attributes = found.attributes.iter();
                wanted.extend(
                    attributes.map(|(name, _)| ColumnKey::value(&found.path, found.index, Some(name))),
                );
                let mut at = last + 1;
                for key in wanted {
                    if !sheet.keys.contains(&key) {
                        sheet.keys.insert(at, key);
                        at += 1;
                    }
                }
            }
        }
    }

    /// The rows of an item, and the paths of values for which the template has no place.
    fn rows(&self, item: &str, values: &[Found]) -> (Vec<TemplateRow>, BTreeSet<String>) {
        let mut left_out = BTreeSet::new();
        let mut rows: BTreeMap<(usize, Vec<usize>), Vec<String>> = BTreeMap::new();
        rows.insert((0, Vec::new()), self.empty_row(0, item, &[]));
        for value in values {
            let of = value.rows.last().map(|(path, _)| path.as_str());
            let Some(sheet) = self.sheets.iter().position(|sheet| sheet.of.as_deref() == of) else {
                left_out.insert(value.path.clone());
                continue;
            };
            let numbers: Vec<usize> = value.rows.iter().map(|(_, row)| *row).collect();
            // Rows around this one, which may have no values of their own.
            for depth in 1..value.rows.len() {
                let around = &value.rows[..depth];
                let of = around.last().map(|(path, _)| path.as_str());
                if let Some(sheet) = self.sheets.iter().position(|sheet| sheet.of.as_deref() == of) {
                    let row = || self.empty_row(sheet, item, around);
                    rows.entry((sheet, numbers[..depth].to_vec())).or_insert_with(row);
                }
            }
            let row =
                rows.entry((sheet, numbers)).or_insert_with(|| self.empty_row(sheet, item, &value.rows));
            let mut put = |attribute: Option<&str>, text: &str| {
                let key = ColumnKey::value(&value.path, value.index, attribute);
                let column = self.sheets[sheet].keys.iter().position(|known| *known == key);
                match column.filter(|_| text.encode_utf16().count() <= CELL) {
                    Some(column) => row[column] = text.to_owned(),
                    None => {
                        left_out.insert(value.path.clone());
                    }
                }
            };
            put(None, &value.text);
            for (name, text) in &value.attributes {
                put(Some(name), text);
            }
        }
        (rows.into_iter().map(|((sheet, _), cells)| TemplateRow { sheet, cells }).collect(), left_out)
    }

    fn empty_row(&self, sheet: usize, item: &str, around: &[(String, usize)]) -> Vec<String> {
        let cell = |key: &ColumnKey| match key {
            ColumnKey::Item(_) => item.to_owned(),
            ColumnKey::Row(path) => {
                let row = around.iter().find(|(known, _)| known == path);
                row.map(|(_, row)| (row + 1).to_string()).unwrap_or_default()
            }
            ColumnKey::Value { .. } | ColumnKey::Problems => String::new(),
        };
        self.sheets[sheet].keys.iter().map(cell).collect()
    }
}

/// How many columns a field with several values gets.
fn several(field: FieldRef<'_>) -> usize {
    let most =
        field.rules_named(RuleName::MaxInputNum).filter_map(|rule| rule.value()?.trim().parse().ok()).min();
    most.unwrap_or(SEVERAL).clamp(1, MOST)
}

/// Gathers the values of items in their JSON form. Texts of options become those that people choose.
struct Gather<'s> {
    schema: &'s Schema,
    options: HashMap<String, OptionTexts>,
    /// The rows around the current value.
    rows: Vec<(String, usize)>,
    found: Vec<Found>,
}

impl<'s> Gather<'s> {
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

/// Values that show what a cell takes.
fn example(schema: &Schema, layout: &Layout) -> Vec<Found> {
    let words = words_of(schema, tmall_schema::Lang::En);
    let mut found = Vec::new();
    for sheet in &layout.sheets {
        let mut rows: Vec<(String, usize)> = sheet
            .keys
            .iter()
            .filter_map(|key| if let ColumnKey::Row(path) = key { Some((path.clone(), 0)) } else { None })
            .collect();
        rows.extend(sheet.of.iter().map(|path| (path.clone(), 0)));
        for key in &sheet.keys {
            let ColumnKey::Value { path, index, attribute: None } = key else { continue };
            if index.is_some_and(|index| index > 0) {
                continue;
            }
            let Some(field) = schema.field(path) else { continue };
            let column = Column::of(key.clone(), schema, &words);
            let text = match column.choices {
                Some(field) => OptionTexts::of(field).first().unwrap_or_default().to_owned(),
                None => match column.kind {
                    CellKind::Integer => "1".to_owned(),
                    CellKind::Decimal => "1.00".to_owned(),
                    CellKind::Date => "2026-03-05".to_owned(),
                    CellKind::Time => "2026-03-05 10:00:00".to_owned(),
                    CellKind::Text => example_text(field),
                },
            };
            found.push(Found {
                rows: rows.clone(),
                path: path.clone(),
                index: *index,
                text,
                attributes: Vec::new(),
            });
        }
    }
    found
}

fn example_text(field: FieldRef<'_>) -> String {
    let is_url = field
        .rules_named(RuleName::ValueType)
        .any(|rule| rule.value().is_some_and(|value| value.contains("url")));
    if is_url { "https://example.com/1.jpg".to_owned() } else { name(field).to_owned() }
}

/// Warns if the rows of an item do not give the same item again.
fn check(
    schema: &Schema,
    layout: &Layout,
    rows: &[TemplateRow],
    param: &Param,
    name: &str,
    left_out: &BTreeSet<String>,
    console: &Console,
) {
    let message = if left_out.is_empty() {
        let text = super::data::sheet::template::record_of(&layout.sheets, rows).unwrap_or_default().text;
        let made =
            Mapping::by_field_ids(schema).bind(schema).ok().zip(Record::from_json(&text).ok()).and_then(
                |(plan, record)| {
                    let texts: Vec<String> = rows.iter().flat_map(|row| &row.cells).cloned().collect();
                    plan.apply(&record.into_cells().with_texts(&texts)).ok()
                },
            );
        // The order of fields means nothing.
        let value = |param: &Param| serde_json::from_str::<Json>(&param.to_json(Some(schema))).ok();
        if made.is_some_and(|made| value(&made) == value(param)) {
            return;
        }
        Message::new(
            "the rows of this item do not give all of it again when they are filled",
            "该商品写成表格后，再次填写时无法完全还原",
        )
    } else {
        let list: Vec<&str> = left_out.iter().map(String::as_str).take(5).collect();
        Message::new(
            format!("the template has no place for values of {}", list.join(", ")),
            format!("模板中没有以下字段的值的位置：{}", list.join("、")),
        )
    };
    let colon = pick(console.lang, ": ", "：");
    console.warn(&format!("{name}{colon}{}", message.get(console.lang)));
}
