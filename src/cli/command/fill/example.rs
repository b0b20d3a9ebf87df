//! The row of examples in a template: values that show what each cell takes. The schema accepts them as far as such values
//! are found by trying.

use tmall_schema::{Code, FieldRef, Finding, RuleName, Schema, Validator};

use super::gather::Found;
use super::template::{Layout, param_of};
use crate::cli::render::workbook::{CellKind, Column, Mark, OptionTexts, name, words_of};
use crate::cli::results::template::ColumnKey;

/// The item of the row.
pub(super) const NAME: &str = "example";
/// How often values that are not accepted are replaced by others: more often than any cell has others.
const ROUNDS: usize = 12;

/// A value, and those that are tried if it is not accepted, the next one last.
struct Try {
    found: Found,
    others: Vec<String>,
    is_required: bool,
}

/// The values of the row. The defaults of the schema come first.
pub(super) fn example(schema: &Schema, layout: &Layout, defaults: &[Found]) -> Vec<Found> {
    let mut tries = tries(schema, layout, defaults);
    let validator = Validator::compile(schema);
    for _ in 0..ROUNDS {
        let found: Vec<Found> = tries.iter().map(|one| one.found.clone()).collect();
        let Some(param) = param_of(schema, layout, &layout.rows(NAME, &found).0) else { break };
        let report = validator.check(&param);
        let before = tries.len();
        let mut is_changed = false;
        tries.retain_mut(|one| {
            let pointer = one.found.pointer();
            let value = one.found.index.map_or_else(|| pointer.clone(), |index| format!("{pointer}/{index}"));
            let is_disabled = report
                .findings()
                .iter()
                .any(|finding| finding.code() == Code::DisabledValue && is_inside(&pointer, finding.path()));
            if is_disabled {
                return false;
            }
            let is_of = |finding: &Finding| finding.path() == pointer || finding.path() == value;
            if !report.errors().any(is_of) {
                return true;
            }
            match one.others.pop() {
                Some(next) => {
                    one.found.text = next;
                    is_changed = true;
                    true
                }
                None => one.is_required,
            }
        });
        if !is_changed && tries.len() == before {
            break;
        }
    }
    tries.into_iter().map(|one| one.found).collect()
}

/// Whether a field is another one, or inside it.
fn is_inside(pointer: &str, around: &str) -> bool {
    pointer.strip_prefix(around).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A value for each column, of several for one field for the first.
fn tries(schema: &Schema, layout: &Layout, defaults: &[Found]) -> Vec<Try> {
    let words = words_of(schema, tmall_schema::Lang::En);
    let (mut tries, mut links) = (Vec::new(), 0);
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
            let default = defaults.iter().find(|found| {
                (&found.path, found.index, &found.rows) == (path, *index, &rows)
                    && found.attributes.is_empty()
            });
            let mut texts: Vec<String> = default.map(|found| found.text.clone()).into_iter().collect();
            texts.extend(texts_of(&column, field, &mut links));
            let mut others = texts.into_iter().rev().collect::<Vec<_>>();
            let text = others.pop().unwrap_or_default();
            let found =
                Found { rows: rows.clone(), path: path.clone(), index: *index, text, attributes: Vec::new() };
            tries.push(Try { found, others, is_required: column.mark == Mark::Required });
        }
    }
    tries
}

/// Texts for a cell, the best first.
fn texts_of(column: &Column<'_>, field: FieldRef<'_>, links: &mut usize) -> Vec<String> {
    let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    if let Some(field) = column.choices {
        return vec![OptionTexts::of(field).first().unwrap_or_default().to_owned()];
    }
    match column.kind {
        CellKind::Integer => list(&["1", "10", "100", "1000", "0"]),
        CellKind::Decimal => list(&["10.00", "1.00", "100.00", "0.10", "1"]),
        CellKind::Date => list(&["2026-03-05"]),
        CellKind::Time => list(&["2026-03-05 10:00:00"]),
        CellKind::Text => {
            let is_url = field
                .rules_named(RuleName::ValueType)
                .any(|rule| rule.value().is_some_and(|value| value.contains("url")));
            if is_url {
                *links += 1;
                return ["jpg", "mp3", "mp4"]
                    .map(|kind| format!("https://example.com/{links}.{kind}"))
                    .into();
            }
            let name = name(field);
            let first = |count: usize| name.chars().take(count).collect::<String>();
            vec![
                name.to_owned(),
                name.repeat(3),
                first(4),
                first(2),
                "1".to_owned(),
                "10".to_owned(),
                "12345678".to_owned(),
                "A-1".to_owned(),
            ]
        }
    }
}
