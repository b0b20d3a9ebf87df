//! What a value stands for: values that stand for the same are equal.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::check::choice::is_negative;
use crate::decimal::Decimal;
use crate::readback::address::without_protocol;
use crate::readback::plan::Plan;
use crate::value::{Row, Value};
use crate::vocab::attribute;

/// What a value stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Meaning<'v> {
    /// The text of a custom value; the number beside it is only a marker.
    Custom(Cow<'v, str>),
    /// A number, in the one form that equal numbers share.
    Number(bool, i64, String),
    Text(Cow<'v, str>),
}

pub(super) fn meaning<'v>(value: &'v Value, plan: &Plan<'_>) -> Meaning<'v> {
    if let Some(text) = custom_text(value) {
        return Meaning::Custom(without_protocol(text, plan.hint));
    }
    if plan.is_numeric
        && let Some(number) = Decimal::parse(value.text())
    {
        let (is_negative, magnitude, digits) = number.canonical();
        return Meaning::Number(is_negative, magnitude, digits);
    }
    Meaning::Text(without_protocol(value.text(), plan.hint))
}

/// The text that a custom value stands for.
fn custom_text(value: &Value) -> Option<&str> {
    let is_marker = is_negative(value.text()) && value.text().bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    value.attribute(attribute::INPUT_VALUE).filter(|text| is_marker && !text.is_empty())
}

/// Whether all attributes of the value that was sent are stored. The platform adds others.
pub(super) fn has_attributes_of(stored: &Value, sent: &Value, plan: &Plan<'_>) -> bool {
    sent.attributes().all(|(name, text)| {
        stored.attribute(name).is_some_and(|stored| {
            stored == text || without_protocol(stored, plan.hint) == without_protocol(text, plan.hint)
        })
    })
}

/// A number that equal values share, whatever their attributes.
fn hash_value(value: &Value, plan: &Plan<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    meaning(value, plan).hash(&mut hasher);
    hasher.finish()
}

/// A number that rows of the same values share, whatever the order of fields and values. `without` are the paths of
/// fields that do not count. Equal numbers only suggest equal rows.
pub(super) fn hash_row(row: &Row, plan: &Plan<'_>, without: &[Vec<&str>]) -> u64 {
    let hash_field = |field: &crate::value::ParamField| {
        let inner: Vec<Vec<&str>> = without
            .iter()
            .filter(|path| path.first() == Some(&field.id()))
            .map(|path| path[1..].to_vec())
            .collect();
        if field.is_empty() || inner.iter().any(Vec::is_empty) {
            return 0;
        }
        let plan = plan.child(field.id());
        let mut hasher = DefaultHasher::new();
        field.id().hash(&mut hasher);
        let values = field.values().iter().filter(|value| !value.is_empty());
        values.fold(0_u64, |sum, value| sum.wrapping_add(hash_value(value, plan))).hash(&mut hasher);
        let rows = field.rows().iter().map(|row| hash_row(row, plan, &inner));
        for row in rows {
            row.hash(&mut hasher);
        }
        hasher.finish()
    };
    row.fields().iter().fold(0_u64, |sum, field| sum.wrapping_add(hash_field(field)))
}
