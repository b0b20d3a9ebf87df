//! What the schema says about comparing the values of each field.

use std::collections::HashMap;

use crate::readback::address::Hint;
use crate::schema::{FieldRef, RuleRef, Schema};
use crate::vocab::{FieldKind, RuleName, ValueType};

/// How to compare a field, and those inside it.
#[derive(Debug, Default)]
pub(super) struct Plan<'s> {
    pub(super) field: Option<FieldRef<'s>>,
    /// Whether its texts are numbers.
    pub(super) is_numeric: bool,
    pub(super) hint: Hint,
    /// The fields that identify a row: their ids from the row on.
    pub(super) sale_properties: Vec<Vec<&'s str>>,
    children: HashMap<&'s str, Plan<'s>>,
}

/// A field of which nothing is known.
static UNKNOWN: std::sync::LazyLock<Plan<'static>> = std::sync::LazyLock::new(Plan::default);

impl<'s> Plan<'s> {
    pub(super) fn new(schema: Option<&'s Schema>) -> Plan<'s> {
        let mut plan = Plan::default();
        for field in schema.into_iter().flat_map(Schema::fields) {
            plan.children.entry(field.id()).or_insert_with(|| Plan::of(field));
        }
        plan
    }

    fn of(field: FieldRef<'s>) -> Plan<'s> {
        let mut children = HashMap::new();
        for child in field.fields() {
            children.entry(child.id()).or_insert_with(|| Plan::of(child));
        }
        let is_table = field.is_array() && field.kind().is_some_and(FieldKind::has_fields);
        let sale_properties = if is_table { sale_properties(field) } else { Vec::new() };
        Plan {
            field: Some(field),
            is_numeric: is_numeric(field),
            hint: hint(field),
            sale_properties,
            children,
        }
    }

    /// The plan of a field inside.
    pub(super) fn child<'p>(&'p self, id: &str) -> &'p Plan<'s> {
        self.children.get(id).unwrap_or(&UNKNOWN)
    }

    pub(super) fn kind(&self) -> Option<FieldKind> {
        self.field.and_then(FieldRef::kind)
    }
}

fn is_numeric(field: FieldRef<'_>) -> bool {
    value_types(field).any(ValueType::is_number)
}

/// Whether rules on files, or the value type, say that the texts are addresses. The links of an item are those of
/// its images.
fn hint(field: FieldRef<'_>) -> Hint {
    let on_files =
        [RuleName::MaxImageSize, RuleName::MinImageSize, RuleName::MaxTargetSize, RuleName::MinTargetSize];
    let is_file = on_files.iter().any(|&name| field.rules_named(name).next().is_some());
    let is_image = is_file || value_types(field).any(|value_type| value_type == ValueType::Url);
    if is_image { Hint::Image } else { Hint::None }
}

fn value_types<'s>(field: FieldRef<'s>) -> impl Iterator<Item = ValueType> + 's {
    field.rules_named(RuleName::ValueType).filter_map(RuleRef::value_type)
}

/// So many sale properties identify a row; more would only take longer.
const MOST_SALE_PROPERTIES: usize = 16;

/// The sale properties among the fields of a row, also inside complex fields that hold one value.
fn sale_properties<'s>(table: FieldRef<'s>) -> Vec<Vec<&'s str>> {
    let mut found = Vec::new();
    let mut open: Vec<(FieldRef<'s>, Vec<&'s str>)> = vec![(table, Vec::new())];
    while let Some((around, path)) = open.pop() {
        for field in around.fields() {
            let mut path = path.clone();
            path.push(field.id());
            match field.kind() {
                Some(FieldKind::Input | FieldKind::SingleCheck) if is_sale_property(field.id()) => {
                    found.push(path);
                }
                Some(FieldKind::Complex) if !field.is_array() => open.push((field, path)),
                Some(
                    FieldKind::Input
                    | FieldKind::SingleCheck
                    | FieldKind::MultiInput
                    | FieldKind::MultiCheck
                    | FieldKind::Complex
                    | FieldKind::MultiComplex
                    | FieldKind::Label,
                )
                | None => {}
            }
        }
    }
    found.truncate(MOST_SALE_PROPERTIES);
    found
}

/// Ids of properties in rows: `prop_1627207`, `p-1627207`, and `std_size_prop_20509_-1`, but not `in_prop_1627207`,
/// which holds the text of a custom value.
fn is_sale_property(id: &str) -> bool {
    let digits = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(|c: char| c.is_alphabetic())
    };
    if let Some(rest) = id.strip_prefix("p-") {
        return digits(rest);
    }
    id.rfind("prop_").is_some_and(|at| {
        let (before, rest) = id.split_at(at);
        digits(&rest["prop_".len()..]) && matches!(before, "" | "std_size_")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sale_properties_by_id() {
        for id in ["prop_1627207", "p-20509", "std_size_prop_20509_-1"] {
            assert!(is_sale_property(id), "{id}");
        }
        for id in [
            "in_prop_1627207",
            "prop_extend_1627207",
            "props",
            "p-",
            "basecolor_prop_1",
            "price",
            "sku_outerId",
        ] {
            assert!(!is_sale_property(id), "{id}");
        }
    }

    #[test]
    fn sale_properties_of_a_table() {
        let schema = Schema::parse(
            "<itemRule><field id='sku' type='multiComplex'><fields><field id='prop_1' type='singleCheck'/>\
             <field id='prop_2' type='multiCheck'/><field id='props' type='complex'><fields>\
             <field id='p-3' type='singleCheck'/></fields></field><field id='t' type='multiComplex'><fields>\
             <field id='prop_4' type='input'/></fields></field></fields></field></itemRule>",
        )
        .unwrap();
        let plan = Plan::new(Some(&schema));
        assert_eq!(plan.child("sku").sale_properties, [vec!["prop_1"], vec!["props", "p-3"]]);
        assert_eq!(plan.child("sku").child("t").sale_properties, [vec!["prop_4"]]);
    }
}
