//! The constraints of a category as a JSON Schema, and an item as the data for it.
//!
//! Said in both: which fields there are, which must be there and when, options, patterns, value types, lengths
//! and counts. The data are the item's JSON form, in which all values are texts, so the type of a number is a
//! pattern. With [`Numbers::AsNumbers`] numbers are converted in advance, and their limits can be stated too.
//!
//! **Left out, which makes the peer's work less**: conditions about fields elsewhere, lengths in bytes (they are
//! lengths in characters), lengths of all texts in a complex together, white space that does not count as a
//! value, the elements around values, repeated values, characters that XML forbids, readOnlyRule, sizes of files,
//! and in the JSON form the limits of numbers.

use serde_json::{Map, Value, json};
use tmall_schema::{
    Bound, Condition, ConditionPart, FieldKind, FieldRef, Operator, Param, RuleName, RuleRef, Schema, Symbol,
    ValueType,
};

/// What becomes of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    AsTexts,
    AsNumbers,
}

pub fn constraints(schema: &Schema, numbers: Numbers) -> Value {
    Writer { numbers }.object(&schema.fields().collect::<Vec<_>>())
}

/// An item as the data for the constraints.
pub fn instance(schema: &Schema, item: &Param, numbers: Numbers) -> Value {
    let mut data = serde_json::from_str(&item.to_json(Some(schema))).unwrap();
    if numbers == Numbers::AsNumbers {
        read_numbers(&mut data, &schema.fields().collect::<Vec<_>>());
    }
    data
}

struct Writer {
    numbers: Numbers,
}

impl Writer {
    fn object(&self, fields: &[FieldRef<'_>]) -> Value {
        let properties: Map<String, Value> =
            fields.iter().map(|field| (field.id().to_owned(), self.of_field(*field))).collect();
        let mut object = json!({ "type": "object", "properties": properties, "additionalProperties": false });
        let always = |field: &&FieldRef<'_>| field.is_required() && disabling(**field).next().is_none();
        let required: Vec<&str> = fields.iter().filter(always).map(|field| field.id()).collect();
        object["required"] = required.into();
        let sometimes: Vec<Value> = fields.iter().flat_map(|field| demands(*field, fields)).collect();
        if !sometimes.is_empty() {
            object["allOf"] = sometimes.into();
        }
        object
    }

    fn of_field(&self, field: FieldRef<'_>) -> Value {
        let fields: Vec<FieldRef<'_>> = field.fields().collect();
        match field.kind() {
            Some(FieldKind::Complex) => self.object(&fields),
            Some(FieldKind::MultiComplex) => list(field, self.object(&fields)),
            Some(kind) if kind.is_multi() => list(field, self.text(field)),
            _ => self.text(field),
        }
    }

    fn text(&self, field: FieldRef<'_>) -> Value {
        if field.options().len() > 0 {
            return choice(field);
        }
        let value_type = number_type(field).filter(|_| self.numbers == Numbers::AsNumbers);
        match value_type {
            Some(value_type) => number(field, value_type),
            None => text(field),
        }
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

fn choice(field: FieldRef<'_>) -> Value {
    let options: Vec<&str> = field.options().filter_map(tmall_schema::OptionRef::value).collect();
    if !options.iter().any(|option| option.starts_with('-')) {
        return json!({ "enum": options });
    }
    // The option that stands for free text comes with the text.
    let custom = json!({
        "type": "object",
        "properties": { "value": { "pattern": "^-[0-9]+$" }, "inputValue": { "type": "string", "minLength": 1 } },
        "required": ["value", "inputValue"],
    });
    json!({ "anyOf": [{ "enum": options }, custom] })
}

fn text(field: FieldRef<'_>) -> Value {
    let mut text = json!({ "type": "string" });
    let mut patterns = Vec::new();
    for rule in rules(field) {
        match (rule.known(), rule.value_type()) {
            (Some(RuleName::MaxLength), _) => text["maxLength"] = whole(rule).into(),
            (Some(RuleName::MinLength), _) => text["minLength"] = whole(rule).into(),
            (Some(RuleName::Regex), _) => patterns.push(rule.value().unwrap()),
            (Some(RuleName::ValueType), Some(ValueType::Date)) => text["format"] = "date".into(),
            (Some(RuleName::ValueType), Some(value_type)) => patterns.extend(pattern(value_type)),
            _ => {}
        }
    }
    match patterns.as_slice() {
        [] => {}
        [pattern] => text["pattern"] = (*pattern).into(),
        // One word cannot stand twice in an object.
        _ => text["allOf"] = patterns.iter().map(|pattern| json!({ "pattern": pattern })).collect(),
    }
    text
}

/// What a text of a type looks like.
fn pattern(value_type: ValueType) -> Option<&'static str> {
    match value_type {
        ValueType::Integer | ValueType::Long => Some("^[+-]?[0-9]+$"),
        ValueType::Decimal => Some(r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)$"),
        ValueType::Url => Some(r"^(https?:)?//[^/\s]\S*$"),
        _ => None,
    }
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

/// The type of a field whose values may become JSON numbers; one with a pattern keeps its texts.
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

fn disabling(field: FieldRef<'_>) -> impl Iterator<Item = RuleRef<'_>> {
    field.rules_named(RuleName::Disable)
}

/// When a field must be there: unless it is disabled, or if something else says so.
fn demands(field: FieldRef<'_>, beside: &[FieldRef<'_>]) -> Vec<Value> {
    let demand = json!({ "required": [field.id()] });
    let ask = |rule: RuleRef<'_>| rule.condition().and_then(|condition| holds(condition, beside));
    let unless: Option<Vec<Value>> = disabling(field).map(ask).collect();
    let Some(unless) = unless else { return Vec::new() };
    let unless = |then: Value| match unless.is_empty() {
        true => then,
        false => json!({ "if": { "anyOf": unless }, "else": then }),
    };
    let mut demands = Vec::new();
    if field.is_required() && disabling(field).next().is_some() {
        demands.push(unless(demand.clone()));
    }
    let conditional = field.rules_named(RuleName::Required).filter(|rule| rule.condition().is_some());
    demands.extend(conditional.filter_map(ask).map(|when| unless(json!({ "if": when, "then": demand }))));
    demands
}

/// A condition about fields beside.
fn holds(condition: Condition<'_>, beside: &[FieldRef<'_>]) -> Option<Value> {
    let parts: Vec<Value> = condition
        .parts()
        .map(|part| match part {
            ConditionPart::Group(group) => holds(group, beside),
            ConditionPart::Express(express) => {
                let id = express.field_id()?;
                let field = beside.iter().find(|field| field.id() == id)?;
                let value = json!({ "const": express.value() });
                let many = field.kind()?.is_multi();
                let value = if many { json!({ "contains": value }) } else { value };
                let has = json!({ "properties": { id: value }, "required": [id] });
                Some(match (express.symbol()?, many) {
                    (Symbol::IsNull, _) => json!({ "not": { "required": [id] } }),
                    (Symbol::Equal, false) | (Symbol::Contains, true) => has,
                    (Symbol::NotEqual, false) | (Symbol::NotContains, true) => json!({ "not": has }),
                    _ => return None,
                })
            }
            _ => None,
        })
        .collect::<Option<_>>()?;
    let word = if condition.operator() == Some(Operator::Or) { "anyOf" } else { "allOf" };
    Some(json!({ word: parts }))
}

/// Turns texts into numbers where the constraints ask for numbers.
fn read_numbers(data: &mut Value, fields: &[FieldRef<'_>]) {
    let Value::Object(entries) = data else { return };
    for field in fields {
        let Some(value) = entries.get_mut(field.id()) else { continue };
        let inside: Vec<FieldRef<'_>> = field.fields().collect();
        match value {
            Value::String(text) if number_type(*field).is_some() => *value = parsed(text),
            Value::Array(rows) => rows.iter_mut().for_each(|row| read_numbers(row, &inside)),
            _ => read_numbers(value, &inside),
        }
    }
}
