//! The disableRules of a schema, compiled and in the order of evaluation.

use std::collections::HashMap;

use crate::code::NoteCode;
use crate::note::Note;
use crate::schema::depend::expression;
use crate::schema::depend::expression::{Compiled, Expr};
use crate::schema::depend::field_levels::FieldLevels;
use crate::schema::depend::graph::{Component, Graph};
use crate::schema::depend::ids::Ids;
use crate::schema::{FieldId, FieldRef, Schema};
use crate::vocab::{FieldKind, RuleName};

/// The disableRules of a schema, compiled.
#[derive(Clone, Debug, Default)]
pub(crate) struct DisablePlan {
    /// The levels of the schema, in which conditions look up fields.
    pub(crate) levels: FieldLevels,
    /// Fields with conditions, those that others depend on first.
    pub(crate) order: Vec<DisableRule>,
    /// By the index of the field: its place in `order`, plus one; or [`NEVER`] or [`ALWAYS`].
    place: Vec<u32>,
    /// The fields of each cycle that are not always disabled, in document order; cycles are numbered from 1.
    cycles: Vec<Vec<FieldId>>,
    pub(crate) notes: Vec<Note>,
}

/// For fields that are never disabled.
const NEVER: u32 = 0;
/// For fields that a rule without a condition disables.
const ALWAYS: u32 = u32::MAX;

/// The disableRules of one field, with conditions.
#[derive(Clone, Debug)]
pub(crate) struct DisableRule {
    pub(crate) field: FieldId,
    /// The field is disabled if one of these holds.
    pub(crate) conditions: Vec<Expr>,
    /// The number of the cycle that the field is in, if any.
    pub(crate) cycle: Option<u32>,
    /// How many expressions it takes to evaluate it, with those of the fields that it depends on; 1 if it is not
    /// cheap, since it is then precomputed.
    cost: usize,
    pub(crate) is_cheap: bool,
}

/// The most expressions that a cheap rule takes. A cheap rule is evaluated again at each look-up, which takes no memory.
const CHEAP: usize = 16;

/// When a field is disabled.
pub(crate) enum DisabledWhen<'p> {
    Never,
    Always,
    If(&'p DisableRule),
}

impl DisablePlan {
    pub(crate) fn compile(schema: &Schema) -> DisablePlan {
        let mut plan = DisablePlan::default();
        let ids = Ids::new(schema);
        plan.levels = FieldLevels::new(schema, &ids);
        let mut rules: Vec<DisableRule> = Vec::new();
        let mut always = Vec::new();
        let mut hidden_until = 0;
        for field in schema.all_fields() {
            // Look-ups never find a field after a sibling of the same id; it reads as empty.
            if field.index >= hidden_until && !ids.is_first(field) {
                always.push(field.field_id());
                hidden_until = field.node().end;
            }
            let is_hidden = field.index < hidden_until;
            let mut conditions = Vec::new();
            for rule in field.rules_named(RuleName::Disable).filter(|rule| rule.is_true()) {
                match expression::compile_rule(rule, field, &ids, &mut plan.notes) {
                    Compiled::Always => {
                        always.push(field.field_id());
                    }
                    Compiled::When(expr) => conditions.push(expr),
                    Compiled::Undecidable => {}
                }
            }
            // Conditions never find a hidden field.
            if !conditions.is_empty() && !is_hidden {
                let (cost, is_cheap) = (0, false);
                rules.push(DisableRule { field: field.field_id(), conditions, cycle: None, cost, is_cheap });
            }
        }
        plan.place = vec![NEVER; schema.all_fields().count()];
        if !rules.is_empty() {
            let components = Graph::new(schema, &rules).components();
            plan.arrange(schema, rules, &components);
        }
        for field in always {
            plan.place[field.0 as usize] = ALWAYS;
        }
        plan.collect_cycles();
        plan
    }

    fn collect_cycles(&mut self) {
        let number = self.order.iter().filter_map(|rule| rule.cycle).max().unwrap_or_default();
        self.cycles = vec![Vec::new(); number as usize];
        for rule in &self.order {
            if let Some(cycle) = rule.cycle.filter(|_| !self.is_always(rule.field)) {
                self.cycles[cycle as usize - 1].push(rule.field);
            }
        }
        self.cycles.iter_mut().for_each(|fields| fields.sort_unstable());
    }

    /// Whether a field is disabled whatever a param holds.
    pub(crate) fn is_always(&self, field: FieldId) -> bool {
        self.place.get(field.0 as usize) == Some(&ALWAYS)
    }

    /// The number of the cycle that a field is in.
    pub(crate) fn cycle(&self, field: FieldId) -> Option<u32> {
        match *self.place.get(field.0 as usize)? {
            NEVER | ALWAYS => None,
            place => self.order.get(place as usize - 1)?.cycle,
        }
    }

    /// The numbers of all cycles.
    pub(crate) fn cycles(&self) -> impl Iterator<Item = u32> {
        1..=crate::span::small(self.cycles.len())
    }

    /// The fields of a cycle that are not always disabled, in document order.
    pub(crate) fn members(&self, cycle: u32) -> &[FieldId] {
        let at = (cycle as usize).checked_sub(1);
        at.and_then(|at| self.cycles.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The fields with conditions, those that others depend on first.
    pub(crate) fn order(&self) -> impl Iterator<Item = FieldId> {
        self.order.iter().map(|rule| rule.field)
    }

    /// All fields that are ever disabled, in document order.
    pub(crate) fn ever(&self) -> impl Iterator<Item = FieldId> {
        (0..).zip(&self.place).filter(|&(_, &place)| place != NEVER).map(|(field, _)| FieldId(field))
    }

    /// Whether there is a rule that can disable a field.
    pub(crate) fn may_be_off(&self, field: FieldId) -> bool {
        self.place[field.0 as usize] != NEVER
    }

    /// When a field is disabled.
    #[inline]
    pub(crate) fn when(&self, field: FieldId) -> DisabledWhen<'_> {
        match self.place[field.0 as usize] {
            NEVER => DisabledWhen::Never,
            ALWAYS => DisabledWhen::Always,
            place => DisabledWhen::If(&self.order[place as usize - 1]),
        }
    }

    /// Puts the rules in the order of the components: dependencies first.
    fn arrange(&mut self, schema: &Schema, rules: Vec<DisableRule>, components: &[Component]) {
        let mut by_field: HashMap<FieldId, DisableRule> =
            rules.into_iter().map(|rule| (rule.field, rule)).collect();
        let mut cycles = 0;
        for component in components {
            let cycle = component.cyclic.then(|| {
                cycles += 1;
                cycles
            });
            let mut ids = Vec::new();
            for &field in &component.fields {
                let Some(mut rule) = by_field.remove(&field) else { continue };
                rule.cycle = cycle;
                let questions = rule.conditions.iter().map(|expr| self.cost(schema, expr, cycle));
                let questions = questions.fold(0, usize::saturating_add);
                rule.is_cheap = questions <= CHEAP;
                rule.cost = if rule.is_cheap { questions } else { 1 };
                self.order.push(rule);
                self.place[field.0 as usize] = crate::span::small(self.order.len());
                ids.push(field);
            }
            if cycle.is_some() {
                ids.sort_unstable();
                let fields = ids.iter().filter_map(|&field| schema.get(field));
                let names: Vec<&str> = fields.clone().map(FieldRef::id).collect();
                if let Some(first) = fields.clone().next() {
                    let (span, position) = (first.span(), first.position());
                    let detail = names.join(", ");
                    self.notes.push(Note { code: NoteCode::DisableCycle, detail, span, position });
                }
            }
        }
    }

    /// How many expressions it takes to evaluate one; the rules that it depends on are in `order` already.
    fn cost(&self, schema: &Schema, expr: &Expr, cycle: Option<u32>) -> usize {
        let predicate = match expr {
            Expr::All(parts) | Expr::Any(parts) => {
                let parts = parts.iter().map(|part| self.cost(schema, part, cycle));
                return parts.fold(0, usize::saturating_add);
            }
            Expr::Predicate(predicate) => predicate,
        };
        let path = predicate.target.as_ref().map_or(&[][..], |target| &target.path);
        let asked = path.last().and_then(|&field| schema.get(field));
        if asked.and_then(FieldRef::kind).is_some_and(FieldKind::has_fields) {
            // Everything inside may have to be searched.
            return usize::MAX;
        }
        let of_field = |&field: &FieldId| match self.when(field) {
            // Within a cycle, fields are read as they are written.
            DisabledWhen::If(rule) if cycle.is_none() || rule.cycle != cycle => rule.cost,
            DisabledWhen::Never | DisabledWhen::Always | DisabledWhen::If(_) => 0,
        };
        path.iter().map(of_field).fold(1, usize::saturating_add)
    }
}
