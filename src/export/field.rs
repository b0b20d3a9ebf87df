//! What a field allows: the schema of its value, from its rules and options.

use crate::check::measure::FieldLimit;
use crate::check::rule::Check;
use crate::export::condition::{Alternatives, Atom, Conditions, both};
use crate::export::conditional::{Conditional, What};
use crate::export::node::{Node, all, any, list, not, object, of_type, one, reference};
use crate::export::report::{Extent, Reason, Unexpressed};
use crate::export::text;
use crate::export::value::{attribute_of, count, each, instances, is_ambiguous, texts};
use crate::schema::depend::expression::{self, Compiled};
use crate::schema::depend::ids::Ids;
use crate::schema::{FieldRef, OptionRef, RuleRef, Schema};
use crate::vocab::{Bound, FieldKind, RuleName, Side, UPDATE_FIELDS, ValueType};

/// What the fields of a schema require.
pub(super) struct Fields<'s> {
    schema: &'s Schema,
    ids: Ids<'s>,
    conditions: Conditions<'s>,
    pub(super) conditionals: Vec<Conditional<'s>>,
    pub(super) unexpressed: Vec<Unexpressed>,
}

/// What each text of a field must be, or the field must hold, whatever the item holds.
#[derive(Default)]
struct Always {
    text: Vec<Node>,
    value: Vec<Node>,
    required: bool,
}

impl<'s> Fields<'s> {
    pub(super) fn new(schema: &'s Schema) -> Fields<'s> {
        let (ids, conditions) = (Ids::new(schema), Conditions::new(schema));
        Fields { schema, ids, conditions, conditionals: Vec::new(), unexpressed: Vec::new() }
    }

    /// The fields of the item, or of an instance of a field: the entries of an object schema.
    pub(super) fn object(&mut self, owner: Option<FieldRef<'s>>) -> Vec<(String, Node)> {
        let fields: Vec<FieldRef<'s>> = match owner {
            None => self.schema.fields().collect(),
            Some(owner) => owner.fields().collect(),
        };
        let mut properties = Vec::new();
        let mut required = Vec::new();
        for field in fields.into_iter().filter(|field| field.is_first()) {
            let (node, is_required) = self.field(field);
            if is_required {
                required.push(Node::from(field.id()));
            }
            properties.push((field.id().to_owned(), node));
        }
        let mut entries = vec![
            ("type".to_owned(), Node::from("object")),
            ("properties".to_owned(), Node::Object(properties)),
        ];
        if !required.is_empty() {
            entries.push(("required".to_owned(), Node::List(required)));
        }
        let is_plain = owner.is_none_or(|owner| self.is_plain(owner));
        let rest = if is_plain { reference("nothing") } else { reference("anything") };
        entries.push(("additionalProperties".to_owned(), rest));
        entries
    }

    /// Whether nothing disables a field or one around it, and its place in an object is certain.
    fn is_plain(&self, field: FieldRef<'s>) -> bool {
        let mut around = std::iter::once(field).chain(field.ancestors());
        around.all(|field| !self.conditions.may_be_disabled(field))
            && field.ancestors().all(|owner| !is_ambiguous(owner))
    }

    fn field(&mut self, field: FieldRef<'s>) -> (Node, bool) {
        let mut node = self.described(field);
        let Some(kind) = field.kind() else { return (node.with("$ref", "#/$defs/anything"), false) };
        let is_plain = self.is_plain(field);
        let guard = self.conditions.enabled(field);
        let mut rules = Vec::new();
        let mut constant = Always::default();
        if kind != FieldKind::Label {
            for rule in field.rules() {
                self.rule(field, kind, rule, is_plain, &guard, &mut constant, &mut rules);
            }
            self.options(field, kind, is_plain, &guard, &mut constant, &mut rules);
        }
        let rows = kind.has_fields().then(|| self.object(Some(field)));
        let mut parts = constant.value;
        parts.push(match rows {
            None if kind == FieldKind::Label && is_plain => reference("nothing"),
            // Nothing is looked at in a disabled field.
            None if !is_plain => reference("anything"),
            None => texts(kind, constant.text),
            Some(entries) => instances(field, entries, is_plain),
        });
        if constant.required {
            parts.push(not(reference("blank")));
        }
        if let (Node::Object(entries), Node::Object(more)) = (&mut node, all(parts)) {
            entries.extend(more);
        }
        let mut about = one("type", kind.as_str());
        if !rules.is_empty() {
            about = about.with("rules", rules);
        }
        (node.with("x-tmall", about), constant.required)
    }

    /// The name and the tips.
    fn described(&self, field: FieldRef<'s>) -> Node {
        let mut node = Node::Object(Vec::new());
        if let Some(name) = field.name().filter(|name| !name.is_empty()) {
            node = node.with("title", name);
        }
        let tips: Vec<&str> = field.tips().map(|(tip, _)| tip).filter(|tip| !tip.is_empty()).collect();
        if !tips.is_empty() {
            node = node.with("description", tips.join("\n"));
        }
        node
    }

    #[allow(clippy::too_many_arguments)] // the state of one field
    fn rule(
        &mut self,
        field: FieldRef<'s>,
        kind: FieldKind,
        rule: RuleRef<'s>,
        is_plain: bool,
        guard: &Alternatives,
        constant: &mut Always,
        rules: &mut Vec<Node>,
    ) {
        let check = Check::in_dialect(rule, Some(kind), self.schema.dialect());
        let when = expression::compile_rule(rule, field, &self.ids, &mut Vec::new());
        let check = match Check::decided(check, rule, field, &when) {
            // A disabled field is said by the guards of everything in it.
            Ok(Check::Nothing | Check::ServerOptions | Check::Disabled) => return,
            Ok(check) => check,
            Err(_) => return self.miss(field, rule, false, Reason::Unchecked, rules),
        };
        let alternatives = both(guard, &self.conditions.in_force(&when, field));
        let is_constant = is_plain && when_is_always(&when);
        if alternatives.is_empty() {
            return self.miss(field, rule, false, Reason::Condition, rules);
        }
        if matches!(check, Check::Required) {
            return self.required(field, alternatives, is_constant, constant);
        }
        let constraint = if let Check::Attribute(name) = &check {
            Ok((attribute_of(kind, name), Extent::Whole, Scope::Field))
        } else if let Check::WholeField(FieldLimit::Count(limit)) = &check
            && kind.is_multi()
            && limit.side == Side::Max
        {
            let most = limit.text.parse::<usize>().ok();
            let most =
                if limit.bound == Bound::Include { most } else { most.and_then(|most| most.checked_sub(1)) };
            most.map(|most| (count(most), Extent::Whole, Scope::Field)).ok_or(Reason::Count)
        } else {
            text::of_check(&check, self.schema.dialect(), has_moments(field))
                .map(|(node, extent)| (node, extent, Scope::Text))
        };
        match constraint {
            Err(reason) => self.miss(field, rule, false, reason, rules),
            Ok((node, extent, scope)) => {
                if let Extent::Partly(reason) = extent {
                    self.miss(field, rule, true, reason, rules);
                }
                match (is_constant, scope) {
                    (true, Scope::Text) => constant.text.push(node),
                    (true, Scope::Field) => constant.value.push(node),
                    (false, Scope::Text) => {
                        self.under_condition(field, alternatives, What::Value(each(kind, node)));
                    }
                    (false, Scope::Field) => {
                        self.under_condition(field, alternatives, What::Value(node));
                    }
                }
            }
        }
    }

    fn under_condition(&mut self, field: FieldRef<'s>, alternatives: Alternatives, what: What) {
        self.conditionals.push(Conditional { field, alternatives, what });
    }

    /// A requiredRule: at the top always, inside a field once its instance holds something.
    fn required(
        &mut self,
        field: FieldRef<'s>,
        alternatives: Alternatives,
        is_constant: bool,
        constant: &mut Always,
    ) {
        let Some(owner) = field.parent() else {
            let updates = self.schema.fields().find(|field| field.id() == UPDATE_FIELDS);
            if is_constant && updates.is_none() {
                constant.required = true;
                return;
            }
            let whole = updates.map(|field| Atom {
                level: None,
                node: not(one("required", list([Node::from(field.id())]))),
            });
            let alternatives = both(&alternatives, &vec![whole.into_iter().collect()]);
            return self.under_condition(field, alternatives, What::Required);
        };
        let filled: Vec<Node> = owner
            .fields()
            .filter(|field| field.is_first() && !self.conditions.may_be_disabled(*field))
            .filter_map(|field| {
                let kind = field.kind()?;
                let text = all(vec![of_type("string"), text::filled()]);
                let held = if kind.is_single() {
                    text
                } else if kind.is_multi() {
                    object([("type", Node::from("array")), ("contains", text)])
                } else {
                    return None;
                };
                let id = field.id();
                Some(one("properties", one(id, held)).with("required", list([Node::from(id)])))
            })
            .collect();
        if filled.is_empty() || is_ambiguous(owner) {
            return;
        }
        let present = Atom { level: Some(owner.field_id()), node: any(filled) };
        self.under_condition(field, both(&alternatives, &vec![vec![present]]), What::Required);
    }

    /// The options of a choice that takes no others.
    fn options(
        &mut self,
        field: FieldRef<'s>,
        kind: FieldKind,
        is_plain: bool,
        guard: &Alternatives,
        constant: &mut Always,
        rules: &mut Vec<Node>,
    ) {
        if !kind.is_choice() || field.options().len() == 0 {
            return;
        }
        if field.rules_named(RuleName::AsyncQuery).next().is_some() {
            self.unexpressed.push(missed(field, "option", None, false, Reason::ServerOptions));
            rules.push(text::choice(&values(field)));
            return;
        }
        let choice = text::choice(&values(field));
        if is_plain {
            constant.text.push(choice);
        } else if guard.is_empty() {
            self.unexpressed.push(missed(field, "option", None, false, Reason::Condition));
            rules.push(choice);
        } else {
            self.under_condition(field, guard.clone(), What::Value(each(kind, choice)));
        }
        for option in field.options().filter(|option| option.condition().is_some()) {
            let Some(value) = option.value() else { continue };
            let only = field.options().filter(|other| other.value() == Some(value)).count() == 1;
            let when = expression::compile(option.condition(), field, &self.ids, &mut Vec::new());
            let alternatives = both(guard, &self.conditions.out_of_force(&when, field));
            if only && !alternatives.is_empty() {
                self.under_condition(field, alternatives, What::Value(each(kind, not(one("const", value)))));
            } else {
                self.unexpressed.push(missed(field, "option", Some(value), false, Reason::Condition));
            }
        }
    }

    /// Notes a rule that is not said, and lists it in the schema.
    fn miss(
        &mut self,
        field: FieldRef<'s>,
        rule: RuleRef<'s>,
        partly: bool,
        reason: Reason,
        rules: &mut Vec<Node>,
    ) {
        self.unexpressed.push(missed(field, rule.name(), rule.value(), partly, reason));
        let mut listed = one("name", rule.name());
        let parts = [("value", rule.value()), ("unit", rule.unit()), ("ex_property", rule.ex_property())];
        for (key, value) in parts {
            if let Some(value) = value {
                listed = listed.with(key, value);
            }
        }
        rules.push(listed.with("expressed", if partly { "partly" } else { "no" }));
    }
}

/// What a constraint is about.
enum Scope {
    /// Each text.
    Text,
    /// All that the field holds.
    Field,
}

fn when_is_always(when: &Compiled) -> bool {
    matches!(when, Compiled::Always)
}

fn missed(field: FieldRef<'_>, rule: &str, value: Option<&str>, partly: bool, reason: Reason) -> Unexpressed {
    Unexpressed {
        path: field.path(),
        field: field.name().map(str::to_owned),
        rule: rule.to_owned(),
        value: value.map(str::to_owned),
        partly,
        reason,
    }
}

/// Whether a value type of dates may be in force.
fn has_moments(field: FieldRef<'_>) -> bool {
    field.rules_named(RuleName::ValueType).any(|rule| rule.value_type().is_some_and(ValueType::is_moment))
}

/// The values of the options, each once, with the name of the first.
fn values<'s>(field: FieldRef<'s>) -> Vec<(&'s str, Option<&'s str>)> {
    let mut seen = std::collections::HashSet::new();
    let option = |option: OptionRef<'s>| Some((option.value()?, option.display_name()));
    field.options().filter_map(option).filter(|(value, _)| seen.insert(*value)).collect()
}
