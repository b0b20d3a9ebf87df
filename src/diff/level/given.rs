//! The values that a schema gives for a field: its present values, or its default values. A readOnlyRule compares a
//! param with them.

use crate::schema::FieldRef;
use crate::value::{Content, Row};
use crate::vocab::FieldKind;

/// Marks the ends of rows and the ids of fields among the texts. XML forbids it, so that no text contains it.
const SEPARATOR: &str = "\0";

/// Whether the schema gives a value for a field: at the field, or in the complex values of an ancestor.
pub(super) fn has_given(field: FieldRef<'_>) -> bool {
    field.given().is_some_and(|content| !content.is_empty())
        || field.ancestors().any(|around| around.given().is_some_and(|content| !content.rows.is_empty()))
}

/// All texts that may be compared with a field as its given value: those at the field, and those for it in the complex
/// values of its ancestors.
pub(super) fn given<'s>(field: FieldRef<'s>) -> Vec<Vec<String>> {
    if field.parent().is_none() {
        // Present values hide the default values.
        let effective = field.given().map(|content| at_field(content, field));
        return vec![effective.unwrap_or_default()];
    }
    let sources: [fn(FieldRef<'s>) -> Option<&'s Content>; 2] = [FieldRef::present, FieldRef::default];
    let mut found = Vec::new();
    for source in sources {
        found.push(source(field).map(|content| at_field(content, field)).unwrap_or_default());
        let mut steps = vec![field.id()];
        for around in field.ancestors() {
            let rows = source(around).map(|content| &*content.rows).unwrap_or_default();
            let mut inside = Vec::new();
            for row in rows {
                let start = inside.len();
                within(row, &steps, &mut inside);
                if field.kind() == Some(FieldKind::MultiCheck) {
                    inside[start..].sort();
                }
                inside.push(SEPARATOR.to_owned());
            }
            found.push(inside);
            steps.push(around.id());
        }
    }
    found
}

/// The steps that it takes to find the given values of a field.
pub(super) fn given_cost(field: FieldRef<'_>) -> u64 {
    let rows = |content: Option<&Content>| {
        let rows = content.map(|content| &*content.rows).unwrap_or_default();
        rows.iter().map(|row| 1 + row.fields().len() as u64).sum::<u64>()
    };
    1 + field.ancestors().map(|around| rows(around.present()) + rows(around.default())).sum::<u64>()
}

fn at_field(content: &Content, field: FieldRef<'_>) -> Vec<String> {
    let mut found = Vec::new();
    texts(content, &mut found);
    if field.kind() == Some(FieldKind::MultiCheck) {
        found.sort();
    }
    found
}

/// Adds the texts that a row holds for a field inside it. `steps` are the ids that lead to the field, the outermost
/// last.
fn within(row: &Row, steps: &[&str], found: &mut Vec<String>) {
    let Some((id, rest)) = steps.split_last() else { return };
    let Some(field) = row.field(id) else { return };
    if rest.is_empty() {
        texts(&field.content, found);
    } else {
        for inner in field.rows() {
            within(inner, rest, found);
            found.push(SEPARATOR.to_owned());
        }
    }
}

fn texts(content: &Content, found: &mut Vec<String>) {
    found
        .extend(content.values.iter().filter(|value| !value.is_empty()).map(|value| value.text().to_owned()));
    for row in &content.rows {
        for field in row.fields() {
            found.push(format!("{SEPARATOR}{}", field.id()));
            texts(&field.content, found);
        }
        found.push(SEPARATOR.repeat(2));
    }
}

/// Whether the schema gives a text for a field.
pub(super) fn names_text(field: FieldRef<'_>) -> bool {
    given(field).iter().flatten().any(|text| !text.starts_with(SEPARATOR))
}
