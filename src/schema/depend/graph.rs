//! The graph of what disableRules depend on, and the order in which it can be evaluated.

use std::collections::HashMap;

use crate::schema::depend::disable_plan::DisableRule;
use crate::schema::depend::expression::Expr;
use crate::schema::depend::ids::Target;
use crate::schema::{FieldId, FieldRef, Schema};
use crate::vocab::FieldKind;

/// The dependency graph. Three nodes for each field keep the number of edges linear: whether the field is disabled;
/// that for the field and all fields inside it; that for the field and all fields around it.
pub(super) struct Graph<'s> {
    schema: &'s Schema,
    rules: HashMap<FieldId, &'s DisableRule>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Aspect {
    Itself,
    Inside,
    Around,
}

/// Fields that depend on each other, or one that does not depend on itself.
pub(super) struct Component {
    pub(super) fields: Vec<FieldId>,
    pub(super) cyclic: bool,
}

impl<'s> Graph<'s> {
    pub(super) fn new(schema: &'s Schema, rules: &'s [DisableRule]) -> Graph<'s> {
        Graph { schema, rules: rules.iter().map(|rule| (rule.field, rule)).collect() }
    }

    fn node(field: FieldId, aspect: Aspect) -> usize {
        field.0 as usize * 3 + aspect as usize
    }

    fn edges(&self, node: usize) -> Vec<usize> {
        let id = FieldId(crate::span::small(node / 3));
        let Some(field) = self.schema.get(id) else { return Vec::new() };
        let mut edges = Vec::new();
        match node % 3 {
            0 => {
                if let Some(rule) = self.rules.get(&id) {
                    rule.conditions.iter().for_each(|expr| self.dependencies(expr, &mut edges));
                }
            }
            1 => {
                edges.push(Graph::node(id, Aspect::Itself));
                edges.extend(field.fields().map(|nested| Graph::node(nested.field_id(), Aspect::Inside)));
            }
            _ => {
                edges.push(Graph::node(id, Aspect::Itself));
                edges.extend(field.parent().map(|parent| Graph::node(parent.field_id(), Aspect::Around)));
            }
        }
        edges
    }

    fn dependencies(&self, expr: &Expr, edges: &mut Vec<usize>) {
        match expr {
            Expr::All(parts) | Expr::Any(parts) => {
                parts.iter().for_each(|part| self.dependencies(part, edges));
            }
            Expr::Predicate(predicate) => {
                let Some(target) = predicate.target.as_ref().and_then(Target::field) else { return };
                edges.push(Graph::node(target, Aspect::Around));
                let field = self.schema.get(target);
                if field.and_then(FieldRef::kind).is_some_and(FieldKind::has_fields) {
                    edges.push(Graph::node(target, Aspect::Inside));
                }
            }
        }
    }

    /// Strongly connected components, each after those it depends on (Tarjan's algorithm, with a stack of its
    /// own: a chain may be as long as a schema has fields).
    pub(super) fn components(&self) -> Vec<Component> {
        let nodes = self.schema.all_fields().count() * 3;
        let mut found = vec![0u32; nodes];
        let mut low = vec![0u32; nodes];
        let mut waiting = vec![false; nodes];
        let mut stack: Vec<usize> = Vec::new();
        let mut components = Vec::new();
        let mut counter = 0u32;
        let mut starts: Vec<FieldId> = self.rules.keys().copied().collect();
        starts.sort_unstable();
        for start in starts {
            let start = Graph::node(start, Aspect::Itself);
            if found[start] > 0 {
                continue;
            }
            let mut visits: Vec<(usize, Vec<usize>)> = Vec::new();
            let mut enter = Some(start);
            loop {
                if let Some(node) = enter.take() {
                    counter += 1;
                    (found[node], low[node], waiting[node]) = (counter, counter, true);
                    stack.push(node);
                    visits.push((node, self.edges(node)));
                }
                let Some((node, edges)) = visits.last_mut() else { break };
                let node = *node;
                if let Some(next) = edges.pop() {
                    if found[next] == 0 {
                        enter = Some(next);
                    } else if waiting[next] {
                        low[node] = low[node].min(found[next]);
                    }
                    continue;
                }
                visits.pop();
                if let Some(&(before, _)) = visits.last() {
                    low[before] = low[before].min(low[node]);
                }
                if low[node] == found[node] {
                    components.push(Graph::close(node, &mut stack, &mut waiting));
                }
            }
        }
        components
    }

    fn close(root: usize, stack: &mut Vec<usize>, waiting: &mut [bool]) -> Component {
        let mut fields = Vec::new();
        let mut size = 0;
        while let Some(node) = stack.pop() {
            waiting[node] = false;
            size += 1;
            if node % 3 == Aspect::Itself as usize {
                fields.push(FieldId(crate::span::small(node / 3)));
            }
            if node == root {
                break;
            }
        }
        fields.sort_unstable();
        // A cycle always leads through one of the other aspects, so it has more than one node.
        Component { fields, cyclic: size > 1 }
    }
}
