//! The forms of a value: texts, attributes, counts and instances.

use crate::export::node::{Node, all, any, list, not, object, of_type, one, reference};
use crate::export::text;
use crate::schema::FieldRef;
use crate::vocab::{FieldKind, attribute};

/// Whether an object may be a value with attributes although the field has instances.
pub(super) fn is_ambiguous(owner: FieldRef<'_>) -> bool {
    owner.fields().any(|field| attribute::OF_VALUES.contains(&field.id()) || field.id() == attribute::VALUE)
}

/// A value of a field of texts: in its usual form, or in another that is read too.
pub(super) fn texts(kind: FieldKind, constraints: Vec<Node>) -> Node {
    let text = |node: Node| {
        if matches!(node, Node::Bool(_)) {
            return of_type("string");
        }
        all(vec![of_type("string"), text::or_empty(node)])
    };
    let wanted = text(all(constraints));
    if kind.is_single() {
        return any(vec![wanted, reference("attributed"), reference("single")]);
    }
    let items = any(vec![wanted, reference("attributed")]);
    any(vec![
        object([("type", Node::from("array")), ("items", items)]),
        of_type("string"),
        reference("attributed"),
    ])
}

/// A constraint for each text of a field, that lets all else through.
pub(super) fn each(kind: FieldKind, node: Node) -> Node {
    let text = any(vec![of_type("object"), of_type("array"), one("const", ""), node]);
    if kind.is_single() {
        return text;
    }
    any(vec![of_type("string"), of_type("object"), one("items", text)])
}

/// A constraint for an attribute of each value.
pub(super) fn attribute_of(kind: FieldKind, name: &str) -> Node {
    let with = object([
        ("type", Node::from("object")),
        ("properties", one(name, one("minLength", 1_usize))),
        ("required", list([Node::from(name)])),
    ]);
    let empty_value = one("properties", one(attribute::VALUE, one("const", ""))).with("type", "object");
    let value = any(vec![one("const", ""), with, empty_value]);
    let values = one("items", value.clone()).with("type", "array");
    if kind.is_single() { any(vec![value, of_type("array")]) } else { any(vec![value, values]) }
}

/// At most so many texts.
pub(super) fn count(most: usize) -> Node {
    let filled = one("minLength", 1_usize).with("type", "string");
    object([("contains", filled), ("minContains", Node::from(0_usize)), ("maxContains", Node::from(most))])
}

/// The instances of a field with sub-fields.
pub(super) fn instances(field: FieldRef<'_>, entries: Vec<(String, Node)>, is_plain: bool) -> Node {
    let mut row = Node::Object(entries);
    if is_ambiguous(field) {
        row = of_type("object");
    } else if let Node::Object(parts) = &mut row {
        // An object with `value` is a value with attributes, or holds an unknown field.
        let inner = std::mem::take(parts);
        let when = one("required", list([Node::from(attribute::VALUE)]));
        let known: Vec<(String, Node)> =
            inner.iter().filter(|(key, _)| key != "additionalProperties").cloned().collect();
        let rest: Vec<(String, Node)> = inner
            .into_iter()
            .filter(|(key, _)| key == "additionalProperties" || key == "properties")
            .collect();
        let properties = rest.iter().find(|(key, _)| key == "properties").map(|(_, node)| node);
        let names: Vec<(String, Node)> = if let Some(Node::Object(properties)) = properties {
            properties.iter().map(|(id, _)| (id.clone(), Node::Bool(true))).collect()
        } else {
            Vec::new()
        };
        let unknown = rest.into_iter().find(|(key, _)| key == "additionalProperties").map(|(_, node)| node);
        *parts = known;
        if let Some(unknown) = unknown {
            parts.push(("if".to_owned(), not(when)));
            parts.push((
                "then".to_owned(),
                object([("properties", Node::Object(names)), ("additionalProperties", unknown)]),
            ));
        }
    }
    let text = if is_plain { one("const", "") } else { of_type("string") };
    if field.is_array() {
        let rows = object([("type", Node::from("array")), ("items", any(vec![row, of_type("string")]))]);
        return any(vec![rows, reference("object"), text]);
    }
    any(vec![row, reference("list"), text])
}
