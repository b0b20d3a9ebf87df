//! Which fields are disabled, and in what order that is decided.
//!
//! Whether a field's disableRules fire depends on the fields that their conditions name, on those around
//! these, and for a complex on those inside it; and a disabled field reads as empty. So fields are decided
//! in an order in which all that one depends on comes before it. Fields that depend on each other form a
//! cycle: while one of them is decided, all of them are seen as they were written.

use std::collections::{HashMap, HashSet};

use crate::note::{Note, NoteCode};
use crate::param::{Param, Row};
use crate::schema::{FieldRef, Schema};
use crate::validate::condition::{self, Compiled, Expr, Switches};
use crate::validate::frame::Frame;
use crate::validate::ids::{Ids, Target};
use crate::{FieldId, RuleName};

/// The disableRules of a schema, compiled.
#[derive(Clone, Debug, Default)]
pub(crate) struct DisablePlan {
    /// Fields that a rule without a condition disables.
    always: HashSet<FieldId>,
    /// Fields with conditions, those that others depend on first.
    order: Vec<Switch>,
    /// By field: its place in `order`, plus one; 0 for fields that are never switched.
    place: Vec<u32>,
    /// The fields of each cycle, in document order; cycles are numbered from 1.
    cycles: Vec<Vec<FieldId>>,
    pub(crate) notes: Vec<Note>,
}

#[derive(Clone, Debug)]
struct Switch {
    field: FieldId,
    /// The field is disabled if one of these holds.
    conditions: Vec<Expr>,
    /// The number of the cycle that the field is in.
    cycle: Option<u32>,
}

impl DisablePlan {
    pub(crate) fn compile(schema: &Schema) -> DisablePlan {
        let mut plan = DisablePlan::default();
        let ids = Ids::new(schema);
        let mut switches: Vec<Switch> = Vec::new();
        for field in schema.all_fields() {
            let mut conditions = Vec::new();
            for rule in field.rules_named(RuleName::Disable).filter(|rule| rule.is_true()) {
                match condition::compile(rule.condition(), field, &ids, &mut plan.notes) {
                    Compiled::Always => {
                        plan.always.insert(field.field_id());
                    }
                    Compiled::When(expr) => conditions.push(expr),
                    Compiled::Undecidable => {}
                }
            }
            if !conditions.is_empty() {
                switches.push(Switch { field: field.field_id(), conditions, cycle: None });
            }
        }
        plan.place = vec![0; schema.all_fields().count()];
        if !switches.is_empty() {
            let components = Graph::new(schema, &switches).components();
            plan.arrange(schema, switches, &components);
        }
        plan
    }

    /// Whether a field is disabled whatever a param holds.
    pub(crate) fn is_always(&self, field: FieldId) -> bool {
        self.always.contains(&field)
    }

    /// The number of the cycle that a field is in.
    pub(crate) fn cycle(&self, field: FieldId) -> Option<u32> {
        let place = self.place.get(field.0 as usize)?.checked_sub(1)?;
        self.order.get(place as usize)?.cycle
    }

    /// The numbers of all cycles.
    pub(crate) fn cycles(&self) -> impl Iterator<Item = u32> {
        1..=crate::span::small(self.cycles.len())
    }

    /// The fields of a cycle, in document order.
    pub(crate) fn members(&self, cycle: u32) -> &[FieldId] {
        let at = (cycle as usize).checked_sub(1);
        at.and_then(|at| self.cycles.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The fields with conditions, those that others depend on first.
    pub(crate) fn order(&self) -> impl Iterator<Item = FieldId> {
        self.order.iter().map(|switch| switch.field)
    }

    /// All fields that may be disabled, in document order.
    pub(crate) fn switched(&self) -> impl Iterator<Item = FieldId> {
        let mut fields: Vec<FieldId> = self.always.iter().copied().chain(self.order()).collect();
        fields.sort_unstable();
        fields.dedup();
        fields.into_iter()
    }

    /// Puts the switches in the order of the components, which is that of what depends on what.
    fn arrange(&mut self, schema: &Schema, switches: Vec<Switch>, components: &[Component]) {
        let mut by_field: HashMap<FieldId, Switch> =
            switches.into_iter().map(|switch| (switch.field, switch)).collect();
        let mut cycles = 0;
        for component in components {
            let cycle = component.cyclic.then(|| {
                cycles += 1;
                cycles
            });
            let mut ids = Vec::new();
            for &field in &component.fields {
                let Some(mut switch) = by_field.remove(&field) else { continue };
                switch.cycle = cycle;
                self.order.push(switch);
                self.place[field.0 as usize] = crate::span::small(self.order.len());
                ids.push(field);
            }
            if cycle.is_some() {
                ids.sort_unstable();
                let fields = ids.iter().filter_map(|&field| schema.get(field));
                let names: Vec<&str> = fields.clone().map(FieldRef::id).collect();
                self.cycles.push(ids.clone());
                if let Some(first) = fields.clone().next() {
                    let (span, position) = (first.span(), first.position());
                    let detail = names.join(", ");
                    self.notes.push(Note { code: NoteCode::DisableCycle, detail, span, position });
                }
            }
        }
    }
}

/// What depends on what. Three nodes for each field keep the number of edges linear: whether it is disabled;
/// that and the same of all fields inside it; that and the same of all fields around it.
struct Graph<'s> {
    schema: &'s Schema,
    switches: HashMap<FieldId, &'s Switch>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Aspect {
    Itself,
    Inside,
    Around,
}

/// Fields that depend on each other, or one that does not depend on itself.
struct Component {
    fields: Vec<FieldId>,
    cyclic: bool,
}

impl<'s> Graph<'s> {
    fn new(schema: &'s Schema, switches: &'s [Switch]) -> Graph<'s> {
        Graph { schema, switches: switches.iter().map(|switch| (switch.field, switch)).collect() }
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
                if let Some(switch) = self.switches.get(&id) {
                    switch.conditions.iter().for_each(|expr| self.asked(expr, &mut edges));
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

    fn asked(&self, expr: &Expr, edges: &mut Vec<usize>) {
        match expr {
            Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| self.asked(part, edges)),
            Expr::Ask(ask) => {
                let Some(target) = ask.target.as_ref().and_then(Target::field) else { return };
                edges.push(Graph::node(target, Aspect::Around));
                let field = self.schema.get(target);
                if field.and_then(FieldRef::kind).is_some_and(crate::FieldKind::has_fields) {
                    edges.push(Graph::node(target, Aspect::Inside));
                }
            }
        }
    }

    /// Strongly connected components, each after those it depends on (Tarjan's algorithm, with a stack of its
    /// own: a chain may be as long as a schema has fields).
    fn components(&self) -> Vec<Component> {
        let nodes = self.schema.all_fields().count() * 3;
        let mut found = vec![0u32; nodes];
        let mut low = vec![0u32; nodes];
        let mut waiting = vec![false; nodes];
        let mut stack: Vec<usize> = Vec::new();
        let mut components = Vec::new();
        let mut counter = 0u32;
        let mut starts: Vec<FieldId> = self.switches.keys().copied().collect();
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

/// Which fields of a param are disabled.
#[derive(Debug)]
pub(crate) struct Disabled<'s> {
    schema: &'s Schema,
    plan: &'s DisablePlan,
    /// Fields with their rows.
    off: HashSet<(FieldId, usize)>,
}

impl<'s> Disabled<'s> {
    pub(crate) fn decide(schema: &'s Schema, param: &Param) -> Disabled<'s> {
        let plan = schema.disable_plan();
        let mut disabled = Disabled { schema, plan, off: HashSet::new() };
        let top = Frame::top(param);
        for switch in &plan.order {
            let Some(field) = schema.get(switch.field) else { continue };
            let mut owners: Vec<FieldRef<'_>> = field.ancestors().collect();
            owners.reverse();
            let mut rows = Vec::new();
            disabled.decide_in(switch, &owners, &top, &mut rows);
            disabled.off.extend(rows.into_iter().map(|row| (switch.field, row)));
        }
        disabled
    }

    /// Finds the rows in which a switch is off: all instances of the fields around its field.
    fn decide_in(&self, switch: &Switch, owners: &[FieldRef<'_>], frame: &Frame<'_>, off: &mut Vec<usize>) {
        let Some((owner, inner)) = owners.split_first() else {
            let seen = Seen { disabled: self, raw: switch.cycle };
            if switch.conditions.iter().any(|expr| condition::holds(expr, frame, self.schema, &seen)) {
                off.push(frame.key);
            }
            return;
        };
        let Some(found) = frame.field(owner.id()) else { return };
        for row in found.rows() {
            self.decide_in(switch, inner, &Frame::row(frame, row, owner.id(), None), off);
        }
    }

    /// Whether a field is disabled by rules of its own in this row; the top where there is none.
    pub(crate) fn is_disabled(&self, field: FieldRef<'_>, row: Option<&Row>) -> bool {
        self.is_off(field.field_id(), row.map_or(Frame::TOP, Frame::key_of))
    }
}

impl Switches for Disabled<'_> {
    fn is_off(&self, field: FieldId, row: usize) -> bool {
        self.plan.always.contains(&field)
            || (self.plan.place[field.0 as usize] > 0 && self.off.contains(&(field, row)))
    }
}

/// The fields as they are seen while one of a cycle is decided.
struct Seen<'d, 's> {
    disabled: &'d Disabled<'s>,
    raw: Option<u32>,
}

impl Switches for Seen<'_, '_> {
    fn is_off(&self, field: FieldId, row: usize) -> bool {
        let plan = self.disabled.plan;
        let place = plan.place[field.0 as usize].checked_sub(1);
        let of_cycle = place.and_then(|place| plan.order[place as usize].cycle);
        if self.raw.is_some() && of_cycle == self.raw {
            return plan.always.contains(&field);
        }
        self.disabled.is_off(field, row)
    }
}
