//! What a param needs as it is: which fields are required, and which are disabled, and why.

use crate::condition::evaluate::DisabledLookup;
use crate::condition::frame::Frame;
use crate::condition::{Disabled, evaluate};
use crate::param::Param;
use crate::schema::depend::expression;
use crate::schema::depend::expression::Compiled;
use crate::schema::depend::ids::Ids;
use crate::schema::{Condition, FieldRef, Schema};
use crate::validate::Validator;
use crate::validate::compile::may_require;
use crate::validate::plan::Plan;
use crate::validate::scope::Scope;
use crate::value::ParamField;
use crate::vocab::{FieldKind, RuleName};

/// A field that is required or disabled, at one place of a param.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Requirement<'s> {
    /// The field.
    pub field: FieldRef<'s>,
    /// A JSON Pointer into the JSON form of the param.
    pub path: String,
    /// Required or disabled.
    pub state: RequirementState,
    /// The conditions that hold, any of which is enough; empty if there is no condition.
    /// [`Describer::conditions`](crate::describe::Describer::conditions) puts them into words.
    pub conditions: Vec<Condition<'s>>,
    /// The same in the notation of conditions, in every language: `brand != "-1"`. `None` if there is no condition.
    pub why: Option<String>,
    /// Whether the field has a value.
    pub filled: bool,
    /// The path of the absent complex value that makes it required, for [`RequirementState::IfGiven`].
    pub around: Option<String>,
}

/// Whether a field is required or disabled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequirementState {
    /// A value is required.
    Required,
    /// Nothing is required, and a value is ignored.
    Disabled,
    /// It may be required: the condition cannot be evaluated.
    Unknown,
    /// A value is required as soon as the complex value around it, which is absent and may stay so, is given.
    IfGiven,
}

impl Validator {
    /// Which fields of a param are required, and which are disabled and why. An empty param gives the requirements of a
    /// new item.
    ///
    /// Sub-fields are listed only where their row or complex value exists, and for a `complex` or `multiComplex` that does
    /// not exist yet: if it is required, those of a first row, number 0; if it is a `complex` that is not, those of its
    /// sub-fields that would be required, as [`RequirementState::IfGiven`], each with the path of the complex in
    /// [`Requirement::around`].
    ///
    /// In an incremental update only the fields that its `update_fields` names can be missing: one that it does not name and
    /// that has no value is not listed as required, and one that it names and that is not there is, whatever its rules.
    ///
    /// ```
    /// use tmall_schema::describe::Describer;
    /// use tmall_schema::{Lang, Param, RequirementState, Schema, Validator};
    ///
    /// let schema = Schema::parse(r#"<itemRule>
    ///   <field id="brand" type="input"><rules><rule name="requiredRule" value="true"/></rules></field>
    ///   <field id="own_brand" type="input"><rules><rule name="disableRule" value="true"><depend-group operator="and">
    ///     <depend-express fieldId="brand" value="-1" symbol="!="/></depend-group></rule></rules></field>
    /// </itemRule>"#)?;
    /// let validator = Validator::compile(&schema);
    /// let requirements = validator.requirements(&Param::new(&schema));
    /// assert_eq!((requirements[0].path.as_str(), requirements[0].state), ("/brand", RequirementState::Required));
    /// assert_eq!((requirements[1].path.as_str(), requirements[1].state), ("/own_brand", RequirementState::Disabled));
    /// assert_eq!(requirements[1].why.as_deref(), Some("brand != \"-1\""));
    /// let words = Describer::new(&schema, Lang::En).conditions(&requirements[1].conditions, requirements[1].field);
    /// assert_eq!(words.as_deref(), Some("brand is not \"-1\""));
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    pub fn requirements<'s>(&'s self, param: &Param) -> Vec<Requirement<'s>> {
        let schema = self.schema();
        let top = Frame::top(param, &schema.disable_plan().levels);
        let disabled = Disabled::new(schema, &top);
        let mut found = Vec::new();
        let ids = Ids::new(schema);
        let scope = Scope::of(schema, param, self.plan.options.partial);
        let mut walk = Walk { plan: &self.plan, schema, ids, disabled: &disabled, scope, found: &mut found };
        walk.level(&top, None);
        found
    }
}

struct Walk<'s, 'w> {
    plan: &'s Plan,
    schema: &'s Schema,
    ids: Ids<'s>,
    disabled: &'w Disabled<'s>,
    scope: Scope<'w>,
    found: &'w mut Vec<Requirement<'s>>,
}

impl<'s> Walk<'s, '_> {
    fn level(&mut self, frame: &Frame<'_>, owner: Option<FieldRef<'s>>) {
        let fields: Vec<FieldRef<'s>> = match owner {
            Some(owner) => owner.fields().collect(),
            None => self.schema.fields().collect(),
        };
        for field in fields {
            if !self.plan.of(field).hidden {
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
            self.push(
                frame,
                field,
                RequirementState::Disabled,
                why,
                given.is_some_and(|given| !given.is_empty()),
            );
            return;
        }
        if !filled && self.scope.excuses(frame, field.id(), given.is_some()) {
            return;
        }
        let plan = self.plan.of(field);
        let has_rule = plan.required.iter().any(|rule| self.in_force(&rule.when, frame));
        let is_named =
            given.is_none() && field.kind() != Some(FieldKind::Label) && self.scope.names(frame, field.id());
        let required = has_rule || is_named;
        if required {
            let why = self.why(frame, field, RuleName::Required);
            self.push(frame, field, RequirementState::Required, why, filled);
        } else if plan.unchecked.iter().any(|rule| {
            field.rule_at(rule.rule).is_some_and(|known| {
                known.known() == Some(RuleName::Required)
                    && may_require(rule.check, known, field.kind())
                    && (matches!(rule.when, Compiled::Undecidable) || self.in_force(&rule.when, frame))
            })
        }) {
            self.push(frame, field, RequirementState::Unknown, Vec::new(), filled);
        }
        match given {
            Some(given) if filled => self.rows(frame, field, given),
            // What a complex value or a first row needs once it exists.
            Some(_) | None
                if required && matches!(field.kind(), Some(FieldKind::Complex | FieldKind::MultiComplex)) =>
            {
                let row = crate::value::Row::default();
                let inner = Frame::row(frame, &row, field, field.is_array().then_some(0));
                self.level(&inner, Some(field));
            }
            Some(_) | None if plan.may_require_inside && field.kind() == Some(FieldKind::Complex) => {
                let around = frame.path(field.id(), None);
                self.inside(frame, field, &around);
            }
            Some(_) | None => {}
        }
    }

    /// What would be required in an absent complex value, also deeper through complex fields.
    fn inside(&mut self, frame: &Frame<'_>, owner: FieldRef<'s>, around: &str) {
        let row = crate::value::Row::default();
        let inner = Frame::row(frame, &row, owner, owner.is_array().then_some(0));
        for field in owner.fields() {
            let plan = self.plan.of(field);
            if plan.hidden || self.disabled.is_off_in_new_row(field.field_id(), &inner) {
                continue;
            }
            if plan.required.iter().any(|rule| self.in_force(&rule.when, &inner)) {
                let conditions = self.why(&inner, field, RuleName::Required);
                let why = written(&conditions);
                let path = inner.path(field.id(), None);
                let around = Some(around.to_owned());
                let state = RequirementState::IfGiven;
                self.found.push(Requirement { field, path, state, conditions, why, filled: false, around });
            } else if plan.may_require_inside && field.kind() == Some(FieldKind::Complex) {
                self.inside(&inner, field, around);
            }
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

    /// The conditions of those rules of a name that are in force; none if one of them has no condition.
    fn why(&self, frame: &Frame<'_>, field: FieldRef<'s>, name: RuleName) -> Vec<Condition<'s>> {
        let mut reasons = Vec::new();
        for rule in field.rules_named(name).filter(|rule| rule.is_true()) {
            match expression::compile_rule(rule, field, &self.ids, &mut Vec::new()) {
                Compiled::Always => return Vec::new(),
                when @ (Compiled::When(_) | Compiled::Undecidable) if self.in_force(&when, frame) => {
                    reasons.extend(rule.condition());
                }
                Compiled::When(_) | Compiled::Undecidable => {}
            }
        }
        reasons
    }

    fn push(
        &mut self,
        frame: &Frame<'_>,
        field: FieldRef<'s>,
        state: RequirementState,
        conditions: Vec<Condition<'s>>,
        filled: bool,
    ) {
        let path = frame.path(field.id(), None);
        let why = written(&conditions);
        self.found.push(Requirement { field, path, state, conditions, why, filled, around: None });
    }
}

/// Conditions in their notation.
fn written(conditions: &[Condition<'_>]) -> Option<String> {
    let written: Vec<String> = conditions.iter().map(ToString::to_string).collect();
    (!written.is_empty()).then(|| written.join(" or "))
}
