//! What is asked of an item right now: which fields are required, and which are disabled and why.

use crate::condition::evaluate::Switches;
use crate::condition::frame::Frame;
use crate::condition::{Disabled, evaluate};
use crate::param::Param;
use crate::schema::depend::expression;
use crate::schema::depend::expression::Compiled;
use crate::schema::depend::ids::Ids;
use crate::schema::{FieldRef, Schema};
use crate::validate::Validator;
use crate::value::ParamField;
use crate::vocab::RuleName;

/// How a field stands at one place of a param.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Requirement<'s> {
    /// The field.
    pub field: FieldRef<'s>,
    /// The place: a JSON Pointer into the param's JSON form.
    pub path: String,
    /// Required or disabled.
    pub state: State,
    /// The condition that makes it so, in words; none if it is always so.
    pub why: Option<String>,
    /// Whether a value is there.
    pub filled: bool,
}

/// What is asked of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// A value is required.
    Required,
    /// Nothing is asked, and a value would be ignored.
    Disabled,
    /// Nobody can say: a condition cannot be decided.
    Unknown,
}

impl Validator {
    /// What is required of a param now, and which fields are disabled and why. An empty param tells what a
    /// new item needs.
    ///
    /// Sub-fields are told of where their row or complex value is there; for a complex that is required and
    /// not there yet, those that it would need.
    pub fn requirements<'s>(&'s self, param: &Param) -> Vec<Requirement<'s>> {
        let schema = self.schema();
        let top = Frame::top(param, &schema.disable_plan().outline);
        let disabled = Disabled::new(schema, &top);
        let mut found = Vec::new();
        let ids = Ids::new(schema);
        let mut walk = Walk { validator: self, schema, ids, disabled: &disabled, found: &mut found };
        walk.level(&top, None);
        found
    }
}

struct Walk<'s, 'w> {
    validator: &'s Validator,
    schema: &'s Schema,
    ids: Ids<'s>,
    disabled: &'w Disabled<'s>,
    found: &'w mut Vec<Requirement<'s>>,
}

impl<'s> Walk<'s, '_> {
    fn level(&mut self, frame: &Frame<'_>, owner: Option<FieldRef<'s>>) {
        let fields: Vec<FieldRef<'s>> = match owner {
            Some(owner) => owner.fields().collect(),
            None => self.schema.fields().collect(),
        };
        for field in fields {
            if !self.validator.plans[field.index as usize].hidden {
                self.field(frame, field);
            }
        }
    }

    fn field(&mut self, frame: &Frame<'_>, field: FieldRef<'s>) {
        let given = frame.get(field.field_id());
        let filled = given.is_some_and(|given| {
            evaluate::has_text(given, field, frame, self.disabled, |text| {
                !text.chars().all(char::is_whitespace)
            })
        });
        if self.disabled.is_off(field.field_id(), frame) {
            let why = self.why(frame, field, RuleName::Disable);
            self.push(frame, field, State::Disabled, why, given.is_some_and(|given| !given.is_empty()));
            return;
        }
        let plan = &self.validator.plans[field.index as usize];
        let required = plan.required.iter().any(|rule| self.in_force(&rule.when, frame));
        if required {
            let why = self.why(frame, field, RuleName::Required);
            self.push(frame, field, State::Required, why, filled);
        } else if plan.unjudged.iter().any(|rule| {
            matches!(rule.when, Compiled::Undecidable)
                && field.rule_at(rule.rule).and_then(crate::schema::RuleRef::known)
                    == Some(RuleName::Required)
        }) {
            self.push(frame, field, State::Unknown, None, filled);
        }
        match given {
            Some(given) if filled => self.rows(frame, field, given),
            // What a complex value would need once it is there.
            _ if required && field.kind() == Some(crate::vocab::FieldKind::Complex) => {
                let row = crate::value::Row::default();
                let inner = Frame::row(frame, &row, field, field.is_array().then_some(0));
                self.level(&inner, Some(field));
            }
            _ => {}
        }
    }

    fn rows(&mut self, frame: &Frame<'_>, field: FieldRef<'s>, given: &ParamField) {
        for (number, row) in given.rows().iter().enumerate() {
            let inner = Frame::row(frame, row, field, field.is_array().then_some(number));
            let is_present = evaluate::row_has_text(&inner, field, self.disabled, |text| {
                !text.chars().all(char::is_whitespace)
            });
            if is_present {
                self.level(&inner, Some(field));
            }
        }
    }

    fn in_force(&self, when: &Compiled, frame: &Frame<'_>) -> bool {
        match when {
            Compiled::Always => true,
            Compiled::Undecidable => false,
            Compiled::When(expr) => evaluate::holds(expr, frame, self.schema, self.disabled),
        }
    }

    /// The conditions under which rules of a name hold now; none if one of them has no condition.
    fn why(&self, frame: &Frame<'_>, field: FieldRef<'s>, name: RuleName) -> Option<String> {
        let mut reasons = Vec::new();
        for rule in field.rules_named(name).filter(|rule| rule.is_true()) {
            match expression::compile(rule.condition(), field, &self.ids, &mut Vec::new()) {
                Compiled::Always => return None,
                when if self.in_force(&when, frame) => {
                    reasons.extend(rule.condition().map(|condition| condition.to_string()));
                }
                _ => {}
            }
        }
        (!reasons.is_empty()).then(|| reasons.join(" or "))
    }

    fn push(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'s>,
        state: State,
        why: Option<String>,
        filled: bool,
    ) {
        self.found.push(Requirement { field, path: frame.path(field.id(), None), state, why, filled });
    }
}
