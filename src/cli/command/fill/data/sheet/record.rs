//! The record of an item of a template: a JSON object of the rows that it was written in.

use serde_json::{Map, Value as Json};

use crate::cli::field_path::unescaped;
use crate::cli::lang::Message;
use crate::cli::results::template::{ColumnKey, TemplateRow, TemplateSheet};

/// The record of the rows of an item.
#[derive(Debug, Default)]
pub(crate) struct RecordText {
    pub(crate) text: String,
    /// What each row fills, as a pointer.
    pub(crate) pointers: Vec<String>,
}

/// The record of the rows of an item as JSON: its keys are the ids of fields. Or the row that has no place, and why.
pub(crate) fn record_of(
    sheets: &[TemplateSheet],
    rows: &[TemplateRow],
) -> Result<RecordText, (usize, Message)> {
    let mut root = Json::Object(Map::new());
    let mut pointers = vec![String::new(); rows.len()];
    // Rows around others come first.
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let depth = |row: &TemplateRow| {
        let keys = sheets.get(row.sheet).map(|sheet| sheet.keys.as_slice()).unwrap_or_default();
        let of = sheets.get(row.sheet).and_then(|sheet| sheet.of.as_ref());
        (of.is_some(), keys.iter().filter(|key| matches!(key, ColumnKey::Row(_))).count())
    };
    order.sort_by_key(|at| depth(&rows[*at]));
    for at in order {
        let row = &rows[at];
        let Some(sheet) = sheets.get(row.sheet) else { continue };
        let mut here = &mut root;
        let mut pointer = String::new();
        if let Some(of) = &sheet.of {
            let mut done = String::new();
            for (key, cell) in sheet.keys.iter().zip(&row.cells) {
                let ColumnKey::Row(path) = key else { continue };
                let list = enter(here, path.strip_prefix(done.as_str()).unwrap_or(path), &mut pointer);
                let number = cell.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                let found = number.and_then(|number| Some((number, list.get_mut(number)?)));
                let Some((number, next)) = found else {
                    return Err((
                        at,
                        Message::new(
                            format!("\"{cell}\" is not the number of a row of {path} of this item"),
                            format!("“{cell}”不是该商品 {path} 的行号"),
                        ),
                    ));
                };
                pointer.push_str(&format!("/{number}"));
                here = next;
                done.clone_from(path);
            }
            let list = enter(here, of.strip_prefix(done.as_str()).unwrap_or(of), &mut pointer);
            if list.as_array().is_none() {
                *list = Json::Array(Vec::new());
            }
            let Json::Array(items) = list else { continue };
            pointer.push_str(&format!("/{}", items.len()));
            items.push(Json::Object(Map::new()));
            let Some(last) = items.last_mut() else { continue };
            here = last;
        }
        fill(here, sheet, row);
        pointers[at] = pointer;
    }
    Ok(RecordText { text: root.to_string(), pointers })
}

/// The value at a path of ids, with objects on the way.
fn enter<'j>(mut here: &'j mut Json, path: &str, pointer: &mut String) -> &'j mut Json {
    for step in path.split('/').skip(1) {
        pointer.push('/');
        pointer.push_str(step);
        if !here.is_object() {
            *here = Json::Object(Map::new());
        }
        let id = unescaped(step);
        here = &mut here[id];
    }
    here
}

/// A value in the cells of a row: its path, its number among several, its text, and its attributes.
type CellValue<'c> = (&'c str, Option<usize>, &'c str, Vec<(&'c str, &'c str)>);

/// Puts the cells of a row into its object.
fn fill(here: &mut Json, sheet: &TemplateSheet, row: &TemplateRow) {
    let of = sheet.of.as_deref().unwrap_or_default();
    let mut values: Vec<CellValue<'_>> = Vec::new();
    for (key, cell) in sheet.keys.iter().zip(&row.cells) {
        match key {
            ColumnKey::Item(None) => here["#item"] = Json::String(cell.trim().to_owned()),
            ColumnKey::Value { path, index, attribute } if !cell.is_empty() => {
                let known = values.iter().position(|value| value.0 == path && value.1 == *index);
                let at = known.unwrap_or_else(|| {
                    values.push((path, *index, "", Vec::new()));
                    values.len() - 1
                });
                match attribute {
                    None => values[at].2 = cell,
                    Some(name) => values[at].3.push((name, cell)),
                }
            }
            ColumnKey::Value { .. } | ColumnKey::Item(Some(_)) | ColumnKey::Row(_) | ColumnKey::Problems => {}
        }
    }
    // Columns of one field may be in any order.
    values.sort_by_key(|value| value.1);
    for (path, index, text, attributes) in values {
        let mut value = Json::String(text.to_owned());
        if !attributes.is_empty() {
            let mut object = Map::new();
            object.insert("value".to_owned(), value);
            object.extend(
                attributes.iter().map(|(name, text)| ((*name).to_owned(), Json::String((*text).to_owned()))),
            );
            value = Json::Object(object);
        }
        let place = enter(here, path.strip_prefix(of).unwrap_or(path), &mut String::new());
        match (index, place) {
            (None, place) => *place = value,
            (Some(_), Json::Array(items)) => items.push(value),
            (Some(_), place) => *place = Json::Array(vec![value]),
        }
    }
}
