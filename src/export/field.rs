//! What a field allows: the schema of its value, and what is demanded only under a condition.

use crate::check::measure::FieldLimit;
use crate::check::rule::Check;
use crate::export::condition::{Atom, Conditions, Ways, both};
use crate::export::node::{Node, all, any, list, not, object, of_type, one, reference};
use crate::export::report::{Extent, Reason, Unexpressed};
use crate::export::text;
use crate::schema::depend::expression::{self, Compiled};
use crate::schema::depend::ids::Ids;
use crate::schema::{FieldRef, OptionRef, RuleRef, Schema};
use crate::vocab::{Bound, FieldKind, RuleName, Side, UPDATE_FIELDS, ValueType, attribute};

/// What is demanded of a field under a condition.
pub(super) struct Demand<'s> {
    pub(super) field: FieldRef<'s>,
    pub(super) ways: Ways,
    pub(super) what: What,
}

pub(super) enum What {
    /// That it is there and not blank.
    Required,
    /// That what it holds is allowed by this.
    Value(Node),
}

/// What the fields of a schema demand.
pub(super) struct Fields<'s> {
    schema: &'s Schema,
    ids: Ids<'s>,
    conditions: Conditions<'s>,
    pub(super) demands: Vec<Demand<'s>>,
    pub(super) unexpressed: Vec<Unexpressed>,
}

/// What is demanded of each text of a field, or of the field, whatever the item holds.
#[derive(Default)]
struct Always {
    text: Vec<Node>,
    value: Vec<Node>,
    required: bool,
}

impl<'s> Fields<'s> {
    pub(super) fn new(schema: &'s Schema) -> Fields<'s> {
        let (ids, conditions) = (Ids::new(schema), Conditions::new(schema));
        Fields { schema, ids, conditions, demands: Vec::new(), unexpressed: Vec::new() }
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
        guard: &Ways,
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
        let ways = both(guard, &self.conditions.in_force(&when, field));
        let is_constant = is_plain && when_is_always(&when);
        if ways.is_empty() {
            return self.miss(field, rule, false, Reason::Condition, rules);
        }
        if matches!(check, Check::Required) {
            return self.required(field, ways, is_constant, constant);
        }
        let demanded = if let Check::Attribute(name) = &check {
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
        match demanded {
            Err(reason) => self.miss(field, rule, false, reason, rules),
            Ok((node, extent, scope)) => {
                if let Extent::Partly(reason) = extent {
                    self.miss(field, rule, true, reason, rules);
                }
                match (is_constant, scope) {
                    (true, Scope::Text) => constant.text.push(node),
                    (true, Scope::Field) => constant.value.push(node),
                    (false, Scope::Text) => self.demand(field, ways, What::Value(each(kind, node))),
                    (false, Scope::Field) => self.demand(field, ways, What::Value(node)),
                }
            }
        }
    }

    fn demand(&mut self, field: FieldRef<'s>, ways: Ways, what: What) {
        self.demands.push(Demand { field, ways, what });
    }

    /// A requiredRule: at the top always, inside a field once its instance holds something.
    fn required(&mut self, field: FieldRef<'s>, ways: Ways, is_constant: bool, constant: &mut Always) {
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
            let ways = both(&ways, &vec![whole.into_iter().collect()]);
            return self.demand(field, ways, What::Required);
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
        self.demand(field, both(&ways, &vec![vec![present]]), What::Required);
    }

    /// The options of a choice that takes no others.
    fn options(
        &mut self,
        field: FieldRef<'s>,
        kind: FieldKind,
        is_plain: bool,
        guard: &Ways,
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
            self.demand(field, guard.clone(), What::Value(each(kind, choice)));
        }
        for option in field.options().filter(|option| option.condition().is_some()) {
            let Some(value) = option.value() else { continue };
            let only = field.options().filter(|other| other.value() == Some(value)).count() == 1;
            let when = expression::compile(option.condition(), field, &self.ids, &mut Vec::new());
            let ways = both(guard, &self.conditions.out_of_force(&when, field));
            if only && !ways.is_empty() {
                self.demand(field, ways, What::Value(each(kind, not(one("const", value)))));
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

/// What a demand is about.
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

/// Whether an object may be a value with attributes although the field has instances.
fn is_ambiguous(owner: FieldRef<'_>) -> bool {
    owner.fields().any(|field| attribute::OF_VALUES.contains(&field.id()) || field.id() == attribute::VALUE)
}

/// The values of the options, each once, with the name of the first.
fn values<'s>(field: FieldRef<'s>) -> Vec<(&'s str, Option<&'s str>)> {
    let mut seen = std::collections::HashSet::new();
    let option = |option: OptionRef<'s>| Some((option.value()?, option.display_name()));
    field.options().filter_map(option).filter(|(value, _)| seen.insert(*value)).collect()
}

/// A value of a field of texts: in its usual form, or in another that is read too.
fn texts(kind: FieldKind, demanded: Vec<Node>) -> Node {
    let text = |node: Node| {
        if matches!(node, Node::Bool(_)) {
            return of_type("string");
        }
        all(vec![of_type("string"), text::or_empty(node)])
    };
    let wanted = text(all(demanded));
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

/// A demand for each text of a field, that lets all else through.
fn each(kind: FieldKind, node: Node) -> Node {
    let text = any(vec![of_type("object"), of_type("array"), one("const", ""), node]);
    if kind.is_single() {
        return text;
    }
    any(vec![of_type("string"), of_type("object"), one("items", text)])
}

/// A demand for an attribute of each value.
fn attribute_of(kind: FieldKind, name: &str) -> Node {
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
fn count(most: usize) -> Node {
    let filled = one("minLength", 1_usize).with("type", "string");
    object([("contains", filled), ("minContains", Node::from(0_usize)), ("maxContains", Node::from(most))])
}

/// The instances of a field with sub-fields.
fn instances(field: FieldRef<'_>, entries: Vec<(String, Node)>, is_plain: bool) -> Node {
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

/// A demand at the place of a field, from the outermost level of its condition to it.
impl Demand<'_> {
    /// The condition and what it demands, as a schema of the item.
    pub(super) fn nodes(&self, schema: &Schema) -> Vec<Node> {
        self.ways.iter().map(|atoms| self.way(schema, atoms)).collect()
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
