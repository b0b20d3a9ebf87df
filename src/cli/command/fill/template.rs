//! `fill template`: a workbook that people fill in without a mapping.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use serde_json::Value as Json;
use tmall_schema::{FieldKind, FieldRef, Mapping, Param, Record, RuleName, Schema};

use super::example;
use super::gather::{Found, Gather};
use crate::cli::args::TemplateArgs;
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::field_search;
use crate::cli::input::{Source, check_stdin, read_options};
use crate::cli::lang::{Message, pick};
use crate::cli::output::Output;
use crate::cli::render::workbook::{Column, Mark, SheetContent, name, template, words_of};
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
    if !args.output.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx")) {
        return Err(UsageError::TemplateName(args.output.clone()).into());
    }
    let options = read_options(args.reading.dialect.or(settings.dialect));
    let schema = Source::of(&args.schema).checked_schema(&options, console)?;
    let chosen = Chosen::of(args, &schema)?;
    let (mut items, mut stems) = (Vec::new(), HashSet::new());
    for item in &args.from {
        let source = Source::of(item);
        let param = source.param(&options, &schema)?;
        let stem = Path::new(item)
            .file_stem()
            .map_or_else(|| item.clone(), |stem| stem.to_string_lossy().into_owned());
        items.push((source.name(), own_name(&stem, &mut stems), param));
    }
    let mut layout = Layout::of(&schema, &chosen);
    let mut values = Vec::new();
    let mut gather = Gather::new(&schema);
    for (_, stem, param) in &items {
        values.push((stem.clone(), gather.values(param)));
    }
    if args.example {
        let defaults = gather.values(&Param::from_defaults(&schema));
        values.push((example::NAME.to_owned(), example::example(&schema, &layout, &defaults)));
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

/// A name that no other item has: files in several directories may have the same. The case of letters does not distinguish
/// files everywhere.
fn own_name(stem: &str, taken: &mut HashSet<String>) -> String {
    let mut name = stem.to_owned();
    let mut number = 1;
    while !taken.insert(name.to_lowercase()) {
        number += 1;
        name = format!("{stem}-{number}");
    }
    name
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
            loose: HashSet::new(),
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

/// The sheets of a template.
pub(super) struct Layout {
    pub(super) sheets: Vec<TemplateSheet>,
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
    pub(super) fn rows(&self, item: &str, values: &[Found]) -> (Vec<TemplateRow>, BTreeSet<String>) {
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

/// The item that rows give when they are filled.
pub(super) fn param_of(schema: &Schema, layout: &Layout, rows: &[TemplateRow]) -> Option<Param> {
    let text = super::data::sheet::template::record_of(&layout.sheets, rows).unwrap_or_default().text;
    let plan = Mapping::by_field_ids(schema).bind(schema).ok()?;
    let texts: Vec<String> = rows.iter().flat_map(|row| &row.cells).cloned().collect();
    plan.apply(&Record::from_json(&text).ok()?.into_cells().with_texts(&texts)).ok()
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
        let made = param_of(schema, layout, rows);
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
