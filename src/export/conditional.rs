//! What a field must hold under a condition, as a schema of the item.

use crate::export::condition::{Alternatives, Atom};
use crate::export::node::{Node, all, list, not, object, of_type, one, reference};
use crate::schema::{FieldRef, Schema};

/// What a field must hold under a condition.
pub(super) struct Conditional<'s> {
    pub(super) field: FieldRef<'s>,
    pub(super) alternatives: Alternatives,
    pub(super) what: What,
}

pub(super) enum What {
    /// That it is there and not blank.
    Required,
    /// That what it holds is allowed by this.
    Value(Node),
}

/// From the outermost level of the condition to the field.
impl Conditional<'_> {
    /// The condition and what it requires, as a schema of the item.
    pub(super) fn nodes(&self, schema: &Schema) -> Vec<Node> {
        self.alternatives.iter().map(|atoms| self.way(schema, atoms)).collect()
    }

    fn way(&self, schema: &Schema, atoms: &[Atom]) -> Node {
        // From the field's own level outwards.
        let mut node = match &self.what {
            What::Required => {
                let id = self.field.id();
                one("required", list([Node::from(id)])).with("properties", one(id, not(reference("blank"))))
            }
            What::Value(value) => one("properties", one(self.field.id(), value.clone())),
        };
        let mut owner = self.field.parent();
        loop {
            let level = owner.map(FieldRef::field_id);
            let here: Vec<Node> =
                atoms.iter().filter(|atom| atom.level == level).map(|atom| atom.node.clone()).collect();
            if !here.is_empty() {
                node = object([("if", all(here)), ("then", node)]);
            }
            let Some(around) = owner else { return node };
            let inside = if around.is_array() {
                one("items", one("if", of_type("object")).with("then", node))
            } else {
                one("if", of_type("object")).with("then", node)
            };
            node = one("properties", one(around.id(), inside));
            owner = around.parent().and_then(|parent| schema.get(parent.field_id()));
        }
    }
}
