//! Finds the fields of rules in a schema.

use std::collections::HashMap;
use std::sync::Arc;

use crate::mapping::expression::Template;
use crate::rules::bound::{BoundRules, Chain, ChainStep, FieldChains, Missing, NameUse, Uses};
use crate::rules::field_path::FieldPath;
use crate::rules::model::{Bounds, Choices, Form, Limit, Name, RuleFile, RuleSet, SetRule, Target};
use crate::rules::parse::VARIABLES;
use crate::schema::{FieldRef, Schema};
use crate::span::Position;

impl RuleSet {
    /// Finds the fields of the rules in a schema. A rule whose fields the schema does not have is off, which
    /// [`BoundRules::states`] shows.
    #[must_use]
    pub fn bind(&self, schema: &Schema) -> BoundRules {
        let mut binder = Binder { schema, places: Vec::new(), slots: HashMap::new() };
        let rules = self.rules.iter().map(|rule| rule.bound(binder.rule(rule))).collect();
        let places = binder.places;
        BoundRules { schema: schema.clone(), rules, places, steps: binder.slots.len() }
    }
}

struct Binder<'s> {
    schema: &'s Schema,
    places: Vec<FieldChains>,
    slots: HashMap<u32, usize>,
}

/// What one rule needs.
struct RuleBinder<'b, 's> {
    binder: &'b mut Binder<'s>,
    file: &'b RuleFile,
    missing: Vec<Missing>,
}

impl Binder<'_> {
    fn rule(&mut self, set: &SetRule) -> Result<Uses, Vec<Missing>> {
        let rule = set.rule();
        let mut needs = RuleBinder { binder: self, file: &set.file, missing: Vec::new() };
        let mut uses = Uses { at: rule.at.as_ref().and_then(|name| needs.place(name)), ..Uses::default() };
        for name in &rule.needs {
            needs.place(name);
        }
        uses.on = rule.on.as_ref().and_then(|name| needs.place(name));
        uses.fields = match &rule.form {
            // Each field is checked by itself, so those that the schema has are enough.
            Form::ForbiddenWords { fields, .. }
            | Form::Matches { fields, .. }
            | Form::Range { fields, .. } => needs.places_of_any(fields),
            form @ (Form::Assert(_)
            | Form::Unique(_)
            | Form::RequiredTogether(_)
            | Form::AnyOf(_)
            | Form::OneOf { .. }
            | Form::Sum { .. }
            | Form::Ordered { .. }
            | Form::Count { .. }
            | Form::Attribute { .. }
            | Form::NoGaps(_)) => checked(form).into_iter().filter_map(|name| needs.place(name)).collect(),
        };
        uses.limits = limits(&rule.form).into_iter().filter_map(|name| needs.place(name)).collect();
        if let Some(when) = &rule.when {
            uses.when = needs.names(when.expr.names(), when.position, uses.at, false);
        }
        if let Form::Assert(assert) = &rule.form {
            uses.assert = needs.names(assert.expr.names(), assert.position, uses.at, false);
        }
        if let Some(texts) = &rule.message {
            let names = [&texts.en, &texts.zh].into_iter().flat_map(Template::names);
            // What a message only mentions turns no rule off: it is empty there.
            let needed = needs.missing.len();
            uses.message = needs.names(names, texts.position, uses.at, true);
            uses.unknown = needs.missing.split_off(needed);
        }
        if needs.missing.is_empty() { Ok(uses) } else { Err(needs.missing) }
    }

    /// The number of the place for fields; `None` if there are none.
    fn add(&mut self, fields: &[FieldRef<'_>]) -> Option<usize> {
        let chains: Vec<Chain> = fields.iter().map(|field| self.chain(*field)).collect();
        if chains.is_empty() {
            return None;
        }
        let place = FieldChains { chains };
        Some(self.places.iter().position(|known| *known == place).unwrap_or_else(|| {
            self.places.push(place);
            self.places.len() - 1
        }))
    }

    fn chain(&mut self, field: FieldRef<'_>) -> Chain {
        let mut around: Vec<FieldRef<'_>> = field.ancestors().collect();
        around.reverse();
        around.push(field);
        let step = |field: FieldRef<'_>| {
            let next = self.slots.len();
            ChainStep {
                id: Arc::from(field.id()),
                field: field.field_id(),
                name: field.name().map(Arc::from),
                is_array: field.is_array(),
                may_be_off: self.schema.disable_plan().may_be_off(field.field_id()),
                slot: *self.slots.entry(field.field_id().0).or_insert(next),
            }
        };
        Chain { steps: around.into_iter().map(step).collect() }
    }
}

impl RuleBinder<'_, '_> {
    /// The place for a role or path.
    fn place(&mut self, name: &Name) -> Option<usize> {
        let (paths, text): (&[FieldPath], &str) = match &name.target {
            Target::Path(path) => (std::slice::from_ref(path), &path.text),
            Target::Role(role) => (self.file.roles.get(role).map_or(&[], |role| role.paths.as_slice()), role),
        };
        let place = self.place_of(paths);
        if place.is_none() {
            self.missing.push(Missing { name: text.to_owned(), position: name.position });
        }
        place
    }

    /// The places for those of several roles or paths that the schema has; if there are none, all are missing.
    fn places_of_any(&mut self, names: &[Name]) -> Vec<usize> {
        let before = self.missing.len();
        let places: Vec<usize> = names.iter().filter_map(|name| self.place(name)).collect();
        if !places.is_empty() {
            self.missing.truncate(before);
        }
        places
    }

    /// The place for the first path that the schema has.
    fn place_of(&mut self, paths: &[FieldPath]) -> Option<usize> {
        let schema = self.binder.schema;
        let fields = paths.iter().map(|path| path.fields(schema)).find(|fields| !fields.is_empty())?;
        self.binder.add(&fields)
    }

    /// The places for the names in an expression: roles, fields of the row, fields of the item.
    fn names<'n>(
        &mut self,
        names: impl Iterator<Item = &'n str>,
        position: Position,
        at: Option<usize>,
        of_message: bool,
    ) -> Vec<NameUse> {
        let mut uses: Vec<NameUse> = Vec::new();
        for name in names {
            if uses.iter().any(|known| known.name == name) {
                continue;
            }
            let place = if of_message && VARIABLES.contains(&name) {
                None
            } else {
                let place = match self.file.roles.get(name) {
                    Some(role) => self.place_of(&role.paths),
                    None => self.field(name, at),
                };
                if place.is_none() {
                    if !self.missing.iter().any(|known| known.name == name && known.position == position) {
                        self.missing.push(Missing { name: name.to_owned(), position });
                    }
                    if !of_message {
                        continue;
                    }
                }
                place
            };
            uses.push(NameUse { name: name.to_owned(), place });
        }
        uses
    }

    /// The field of an id in the rows that a rule looks at, else at the top.
    fn field(&mut self, id: &str, at: Option<usize>) -> Option<usize> {
        let schema = self.binder.schema;
        let rows: Vec<FieldRef<'_>> = match at {
            Some(at) => {
                let chains = &self.binder.places[at].chains;
                chains.iter().filter_map(|chain| schema.get(chain.steps.last()?.field)).collect()
            }
            None => Vec::new(),
        };
        let mut fields: Vec<FieldRef<'_>> = rows.iter().filter_map(|row| row.child(id)).collect();
        if fields.is_empty() {
            fields = schema.fields().find(|field| field.id() == id).into_iter().collect();
        }
        self.binder.add(&fields)
    }
}

/// The roles and paths of the fields that a form checks.
fn checked(form: &Form) -> Vec<&Name> {
    match form {
        Form::Assert(_) => Vec::new(),
        Form::Unique(names) | Form::RequiredTogether(names) | Form::AnyOf(names) => names.iter().collect(),
        Form::OneOf { field, .. }
        | Form::Ordered { field, .. }
        | Form::Attribute { field, .. }
        | Form::NoGaps(field)
        | Form::Sum { of: field, .. }
        | Form::Count { of: field, .. } => vec![field],
        Form::ForbiddenWords { fields, .. } | Form::Matches { fields, .. } | Form::Range { fields, .. } => {
            fields.iter().collect()
        }
    }
}

/// The roles and paths of the fields whose values a form compares with.
fn limits(form: &Form) -> Vec<&Name> {
    match form {
        Form::OneOf { values: Choices::Of { name, .. }, .. } => vec![name],
        Form::Sum { bounds, .. } | Form::Count { bounds, .. } | Form::Range { bounds, .. } => {
            bounds.names().collect()
        }
        Form::Assert(_)
        | Form::Unique(_)
        | Form::RequiredTogether(_)
        | Form::AnyOf(_)
        | Form::OneOf { values: Choices::Texts(_), .. }
        | Form::ForbiddenWords { .. }
        | Form::Ordered { .. }
        | Form::Matches { .. }
        | Form::Attribute { .. }
        | Form::NoGaps(_) => Vec::new(),
    }
}

impl Bounds {
    /// The roles and paths among the limits.
    fn names(&self) -> impl Iterator<Item = &Name> {
        self.list.iter().filter_map(|(_, limit)| match limit {
            Limit::Of(name) => Some(name),
            Limit::Number(_) => None,
        })
    }
}
