//! The constraints of a category as a JSON Schema, and an item as the data for it.
//!
//! Said in both: which fields there are and which must be there, options, patterns, value types, limits of
//! numbers, of lengths and of counts. Numbers become JSON numbers, since a limit for a text cannot be said; the
//! peer need not read them then.
//!
//! **Left out, which makes the peer's work less**: conditions (so nothing is disabled), lengths in bytes are
//! lengths in characters, lengths of all texts in a complex together, white space that does not count as a
//! value, attributes of values, the elements around values, repeated values, characters that XML forbids, and
//! the word for each rule that nobody but the server can judge.

use serde_json::{Map, Value, json};
use tmall_schema::{Bound, FieldKind, FieldRef, Param, ParamField, RuleName, RuleRef, Schema, ValueType};

pub fn constraints(schema: &Schema) -> Value {
    object(schema.fields().collect())
}

/// An item as the data for the constraints.
pub fn instance(schema: &Schema, item: &Param) -> Value {
    data_of(item.fields(), &schema.fields().collect::<Vec<_>>())
}

fn object(fields: Vec<FieldRef<'_>>) -> Value {
    let properties: Map<String, Value> =
        fields.iter().map(|field| (field.id().to_owned(), of_field(*field))).collect();
    let may_be_off = |field: &FieldRef<'_>| field.rules_named(RuleName::Disable).next().is_some();
    let required = fields.iter().filter(|field| field.is_required() && !may_be_off(field));
    let required: Vec<&str> = required.map(|field| field.id()).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn of_field(field: FieldRef<'_>) -> Value {
    match field.kind() {
        Some(FieldKind::Complex) => object(field.fields().collect()),
        Some(FieldKind::MultiComplex) => list(field, object(field.fields().collect())),
        Some(kind) if kind.is_multi() => list(field, text(field)),
        _ => text(field),
    }
}

fn list(field: FieldRef<'_>, items: Value) -> Value {
    let mut list = json!({ "type": "array", "items": items });
    for rule in rules(field) {
        match rule.known() {
            Some(RuleName::MaxInputNum) => list["maxItems"] = whole(rule).into(),
            Some(RuleName::MinInputNum) => list["minItems"] = whole(rule).into(),
            _ => {}
        }
    }
    list
}

fn text(field: FieldRef<'_>) -> Value {
    if field.options().len() > 0 {
        let options: Vec<&str> = field.options().filter_map(tmall_schema::OptionRef::value).collect();
        return json!({ "enum": options });
    }
    if let Some(value_type) = number_type(field) {
        return number(field, value_type);
    }
    let mut text = json!({ "type": "string" });
    for rule in rules(field) {
        match (rule.known(), rule.value_type()) {
            (Some(RuleName::MaxLength), _) => text["maxLength"] = whole(rule).into(),
            (Some(RuleName::MinLength), _) => text["minLength"] = whole(rule).into(),
            (Some(RuleName::Regex), _) => text["pattern"] = rule.value().unwrap().into(),
            (Some(RuleName::ValueType), Some(ValueType::Date)) => text["format"] = "date".into(),
            (Some(RuleName::ValueType), Some(ValueType::Url)) => {
                // Two patterns can only stand beside each other in an `allOf`.
                text["allOf"] = json!([{ "pattern": "^(https?:)?//[^/\\s]" }]);
            }
            _ => {}
        }
    }
    text
}

fn number(field: FieldRef<'_>, value_type: ValueType) -> Value {
    let is_whole = matches!(value_type, ValueType::Integer | ValueType::Long);
    let mut number = json!({ "type": if is_whole { "integer" } else { "number" } });
    for rule in rules(field) {
        let word = match (rule.known(), rule.bound()) {
            (Some(RuleName::MaxValue), Some(Bound::Include)) => "maximum",
            (Some(RuleName::MaxValue), _) => "exclusiveMaximum",
            (Some(RuleName::MinValue), Some(Bound::Include)) => "minimum",
            (Some(RuleName::MinValue), _) => "exclusiveMinimum",
            _ => continue,
        };
        number[word] = parsed(rule.value().unwrap());
    }
    number
}

/// The type of a field whose values become JSON numbers; one with a pattern keeps its texts.
fn number_type(field: FieldRef<'_>) -> Option<ValueType> {
    let mut types = rules(field).filter(|rule| rule.known() == Some(RuleName::ValueType));
    let value_type = types.find_map(RuleRef::value_type)?;
    let numeric =
        matches!(value_type, ValueType::Integer | ValueType::Long | ValueType::Decimal | ValueType::Double);
    let is_plain = field.kind() == Some(FieldKind::Input)
        && field.options().len() == 0
        && field.rules_named(RuleName::Regex).next().is_none();
    (numeric && is_plain).then_some(value_type)
}

/// Those that are always in force.
fn rules(field: FieldRef<'_>) -> impl Iterator<Item = RuleRef<'_>> {
    field.rules().filter(|rule| rule.condition().is_none())
}

fn whole(rule: RuleRef<'_>) -> u64 {
    rule.value().unwrap().parse().unwrap()
}

fn parsed(number: &str) -> Value {
    serde_json::from_str(number).unwrap()
}

fn data_of(fields: &[ParamField], known: &[FieldRef<'_>]) -> Value {
    let known = |id: &str| *known.iter().find(|known| known.id() == id).unwrap();
    fields.iter().map(|field| (field.id().to_owned(), data(field, known(field.id())))).collect()
}

fn data(field: &ParamField, known: FieldRef<'_>) -> Value {
    let inside: Vec<FieldRef<'_>> = known.fields().collect();
    let mut rows = field.rows().iter().map(|row| data_of(row.fields(), &inside));
    let mut texts = field.values().iter().map(|value| match number_type(known) {
        Some(_) => parsed(value.text()),
        None => Value::from(value.text()),
    });
    match known.kind() {
        Some(FieldKind::Complex) => rows.next().unwrap(),
        Some(FieldKind::MultiComplex) => rows.collect(),
        Some(kind) if kind.is_multi() => texts.collect(),
        _ => texts.next().unwrap(),
    }
}
