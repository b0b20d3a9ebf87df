//! When a condition surely holds, or surely does not, as schemas of the objects that it looks at.

use crate::check::symbol::{Comparison, Meaning, Quantifier, Test};
use crate::export::node::{Node, all, any, list, not, object, of_type, one};
use crate::export::text;
use crate::schema::depend::disable_plan::{DisablePlan, DisabledWhen};
use crate::schema::depend::expression::{Compiled, Expr, Predicate};
use crate::schema::{FieldId, FieldRef, Schema};
use crate::vocab::{FieldKind, attribute};

/// A schema of the object in which fields are: the item, or an instance of a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Atom {
    pub(super) level: Option<FieldId>,
    pub(super) node: Node,
}

/// Any of these, each of which is all of its atoms. None stands for never; one without atoms for always.
pub(super) type Alternatives = Vec<Vec<Atom>>;

/// More alternatives than this, or more atoms in one, are left out: what is left out is only let through.
const MOST: usize = 12;
/// The most options that a condition compares with.
const OPTIONS: usize = 200;
/// How deep disableRules that depend on each other are followed.
const DEEPEST: usize = 4;

pub(super) fn always() -> Alternatives {
    vec![Vec::new()]
}

/// Both.
pub(super) fn both(one: &Alternatives, other: &Alternatives) -> Alternatives {
    let joined = one.iter().flat_map(|left| other.iter().map(move |right| [&left[..], &right[..]].concat()));
    joined.filter(|atoms| atoms.len() <= MOST).take(MOST).collect()
}

/// Conditions of a schema.
pub(super) struct Conditions<'s> {
    schema: &'s Schema,
    plan: &'s DisablePlan,
}

impl<'s> Conditions<'s> {
    pub(super) fn new(schema: &'s Schema) -> Conditions<'s> {
        Conditions { schema, plan: schema.disable_plan() }
    }

    /// When a rule of a field is surely in force.
    pub(super) fn in_force(&self, when: &Compiled, field: FieldRef<'s>) -> Alternatives {
        match when {
            Compiled::Always => always(),
            Compiled::When(expr) => self.sure(expr, true, field, 0),
            Compiled::Undecidable => Vec::new(),
        }
    }

    /// When the condition of something on a field surely does not hold.
    pub(super) fn out_of_force(&self, when: &Compiled, field: FieldRef<'s>) -> Alternatives {
        match when {
            Compiled::Always | Compiled::Undecidable => Vec::new(),
            Compiled::When(expr) => self.sure(expr, false, field, 0),
        }
    }

    /// When a field and all fields around it are surely not disabled.
    pub(super) fn enabled(&self, field: FieldRef<'s>) -> Alternatives {
        let around = std::iter::once(field).chain(field.ancestors());
        around.fold(always(), |alternatives, field| both(&alternatives, &self.enabled_itself(field, 0)))
    }

    /// Whether a rule may disable a field itself.
    pub(super) fn may_be_disabled(&self, field: FieldRef<'s>) -> bool {
        self.plan.may_be_off(field.field_id())
    }

    fn enabled_itself(&self, field: FieldRef<'s>, depth: usize) -> Alternatives {
        match self.plan.when(field.field_id()) {
            DisabledWhen::Never => always(),
            DisabledWhen::Always => Vec::new(),
            DisabledWhen::If(rule) if rule.cycle.is_some() || depth > DEEPEST => Vec::new(),
            DisabledWhen::If(rule) => rule.conditions.iter().fold(always(), |alternatives, expr| {
                both(&alternatives, &self.sure(expr, false, field, depth + 1))
            }),
        }
    }

    /// When a condition on a field surely has this answer.
    fn sure(&self, expr: &Expr, answer: bool, field: FieldRef<'s>, depth: usize) -> Alternatives {
        match (expr, answer) {
            (Expr::Predicate(predicate), _) => self.predicate(predicate, answer, field, depth),
            (Expr::All(parts), true) | (Expr::Any(parts), false) => {
                parts.iter().fold(always(), |alternatives, part| {
                    both(&alternatives, &self.sure(part, answer, field, depth))
                })
            }
            (Expr::All(parts), false) | (Expr::Any(parts), true) => {
                let alternatives = parts.iter().flat_map(|part| self.sure(part, answer, field, depth));
                alternatives.take(MOST).collect()
            }
        }
    }

    fn predicate(
        &self,
        predicate: &Predicate,
        answer: bool,
        field: FieldRef<'s>,
        depth: usize,
    ) -> Alternatives {
        let meaning = Meaning::of(predicate.symbol);
        let Some(target) = &predicate.target else {
            return if meaning.of_empty() == answer { always() } else { Vec::new() };
        };
        let path: Option<Vec<FieldRef<'s>>> = target.path.iter().map(|id| self.schema.get(*id)).collect();
        let Some((asked, around)) = path.as_deref().and_then(<[_]>::split_last) else { return Vec::new() };
        let level = field.ancestors().map(|field| Some(field.field_id())).chain([None]).nth(target.up);
        let (Some(level), Some(kind)) = (level, asked.kind()) else { return Vec::new() };
        let is_unclear = around.iter().any(|field| field.is_array())
            || (!around.is_empty() && attribute::OF_VALUES.contains(&asked.id()));
        if is_unclear || !(kind.is_single() || kind.is_multi()) {
            return Vec::new();
        }
        // Whether the answer needs a value, or is that of a field that is empty or has other values.
        let needs_value = meaning.of_empty() != answer;
        let Some(value) = values(meaning, &predicate.value, *asked, kind, needs_value) else {
            return Vec::new();
        };
        let node = around.iter().rev().fold(held(*asked, value, needs_value), |node, field| {
            let inner = all(vec![of_type("object"), node]);
            held(*field, inner, needs_value)
        });
        let alternatives = vec![vec![Atom { level, node }]];
        if !needs_value {
            // A disabled field reads as empty, which has the same answer.
            return alternatives;
        }
        let fields = around.iter().chain([asked]);
        fields.fold(alternatives, |alternatives, field| {
            both(&alternatives, &self.enabled_itself(*field, depth + 1))
        })
    }
}

/// An object that has this under the id of a field; or, if a value is not needed, nothing.
fn held(field: FieldRef<'_>, node: Node, is_needed: bool) -> Node {
    let node = one("properties", one(field.id(), node));
    if is_needed { node.with("required", list([Node::from(field.id())])) } else { node }
}

/// The texts that pass a test, and those that surely do not.
fn texts(test: Test, value: &str, field: FieldRef<'_>) -> Option<(Node, Node)> {
    let filled = || one("minLength", 1_usize);
    let both = |passes: Node| {
        let fails = not(passes.clone());
        Some((all(vec![filled(), passes]), all(vec![filled(), fails])))
    };
    match test {
        Test::Any => Some((filled(), Node::Bool(false))),
        Test::Same => both(one("const", value)),
        Test::Contains if field.kind() == Some(FieldKind::Input) => both(text::containing(value)?),
        Test::Contains => both(one("const", value)),
        Test::Compare(comparison) => {
            let (greater, or_equal) = match comparison {
                Comparison::Greater => (true, false),
                Comparison::GreaterOrEqual => (true, true),
                Comparison::Less => (false, false),
                Comparison::LessOrEqual => (false, true),
            };
            text::comparison(value, greater, or_equal)
        }
        Test::Option => {
            let values: Vec<String> =
                field.options().filter_map(|option| option.value().map(str::to_owned)).collect();
            (values.len() <= OPTIONS).then(|| both(text::one_of(values.into_iter())))?
        }
    }
}

/// What a field of texts holds: values for which the answer is not that of an empty field; or none, or others.
fn values(
    meaning: Meaning,
    value: &str,
    field: FieldRef<'_>,
    kind: FieldKind,
    is_needed: bool,
) -> Option<Node> {
    let (passes, fails) = texts(meaning.test, value, field)?;
    let text = |node: Node| all(vec![of_type("string"), node]);
    let empty = one("const", "");
    if kind.is_single() {
        let one_of = |node: Node| vec![text(node.clone()), attributed(text(node))];
        return Some(match is_needed {
            true => any(one_of(passes)),
            false => any([vec![empty], one_of(fails)].concat()),
        });
    }
    let of = |items: Node| object([("type", Node::from("array")), ("items", items)]);
    let some = |item: Node| object([("type", Node::from("array")), ("contains", item)]);
    let texts_only = of(of_type("string"));
    Some(match (meaning.quantifier, is_needed) {
        (Quantifier::Every, true) => of(text(passes)).with("minItems", 1_usize),
        (Quantifier::Some | Quantifier::No, true) => all(vec![texts_only, some(text(passes))]),
        (Quantifier::Every, false) => any(vec![
            empty,
            one("maxItems", 0_usize).with("type", "array"),
            all(vec![texts_only, some(text(fails))]),
        ]),
        (Quantifier::Some | Quantifier::No, false) => {
            any(vec![empty.clone(), of(any(vec![empty, text(fails)]))])
        }
    })
}

/// A value with attributes.
fn attributed(text: Node) -> Node {
    object([
        ("type", Node::from("object")),
        ("required", list([Node::from(attribute::VALUE)])),
        ("properties", one(attribute::VALUE, text)),
        ("additionalProperties", of_type("string")),
    ])
}
