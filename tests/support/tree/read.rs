//! The plain trees of documents that `generate.rs` made, by way of roxmltree's tree. It reads what is written there
//! and panics at anything else, so that nothing is overlooked.

use roxmltree::{Document, Node};

use super::{Choice, Field, Given, Group, Part, Preset, Rule, Text, kind};

/// The fields of a schema.
pub fn schema(document: &Document<'_>) -> Vec<Field> {
    elements(document.root_element()).map(field).collect()
}

/// What a param gives.
pub fn param(document: &Document<'_>) -> Vec<Given> {
    elements(document.root_element()).map(given).collect()
}

fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

fn optional(node: Node<'_, '_>, name: &str) -> Option<String> {
    node.attribute(name).map(str::to_owned)
}

fn attribute(node: Node<'_, '_>, name: &str) -> String {
    optional(node, name).unwrap_or_else(|| panic!("{name} in {node:?}"))
}

fn text(node: Node<'_, '_>) -> String {
    node.text().unwrap_or_default().to_owned()
}

fn unknown(node: Node<'_, '_>) -> ! {
    panic!("the generator does not write {node:?}")
}

fn field(node: Node<'_, '_>) -> Field {
    let word = attribute(node, "type");
    let kind = Some(kind(&word).unwrap_or_else(|| panic!("type {word}")));
    let mut field = Field { name: optional(node, "name"), ..Field::new(&attribute(node, "id"), kind) };
    let mut preset = Preset { present: false, values: Vec::new(), rows: Vec::new() };
    for child in elements(node) {
        match child.tag_name().name() {
            "rules" => field.rules = elements(child).map(rule).collect(),
            "options" => field.options = elements(child).map(option).collect(),
            "fields" => field.fields = elements(child).map(self::field).collect(),
            "label-group" => {}
            "default-value" => preset.values.push(text(child)),
            "default-values" => preset.values.extend(elements(child).map(text)),
            "default-complex-values" => {
                let cell = |node| (attribute(node, "id"), elements(node).map(text).collect());
                preset.rows.push(elements(child).map(cell).collect());
            }
            _ => unknown(child),
        }
    }
    field.preset = Some(preset).filter(|preset| !(preset.values.is_empty() && preset.rows.is_empty()));
    field
}

fn rule(node: Node<'_, '_>) -> Rule {
    Rule {
        name: attribute(node, "name"),
        value: attribute(node, "value"),
        unit: optional(node, "unit"),
        ex_property: optional(node, "exProperty"),
        groups: elements(node).map(group).collect(),
    }
}

fn option(node: Node<'_, '_>) -> Choice {
    Choice { value: attribute(node, "value"), groups: elements(node).map(group).collect() }
}

fn group(node: Node<'_, '_>) -> Group {
    let part = |node: Node<'_, '_>| match node.tag_name().name() {
        "depend-group" => Part::Group(group(node)),
        "depend-express" => Part::Ask {
            id: attribute(node, "fieldId"),
            symbol: optional(node, "symbol"),
            value: attribute(node, "value"),
        },
        _ => unknown(node),
    };
    Group { operator: optional(node, "operator"), parts: elements(node).map(part).collect() }
}

fn given(node: Node<'_, '_>) -> Given {
    let mut given = Given::new(&attribute(node, "id"), Vec::new(), Vec::new());
    let value = |node| Text { text: text(node), input_value: optional(node, "inputValue") };
    for child in elements(node) {
        match child.tag_name().name() {
            "value" => given.values.push(value(child)),
            "values" => given.values.extend(elements(child).map(value)),
            "complex-values" => given.rows.push(elements(child).map(self::given).collect()),
            _ => unknown(child),
        }
    }
    given
}
