//! Edits of schemas: what a platform may do over night.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::root::Root;
use super::{ask, field, groups, joined, option, rule};
use crate::support::tree::{Choice, Field, Group, Part, Preset, Rule, kind};
use tmall_schema::FieldKind;

/// An edit of the nth field (of as many as there are).
#[derive(Clone, Debug)]
pub enum Edit {
    AddField { into: usize, at: usize, field: Field },
    RemoveField(usize),
    SetKind(usize, Option<FieldKind>),
    Rename(usize),
    Move { from: usize, to: usize },
    Repeat(usize),
    AddRule(usize, Rule),
    RemoveRule(usize, usize),
    SetRule(usize, usize, Rule),
    SetValue(usize, usize, String),
    RuleCondition(usize, usize, Turn),
    AddOption(usize, usize, Choice),
    RemoveOption(usize, usize),
    OptionCondition(usize, usize, Turn),
    SetPreset(usize, Option<Preset>),
    SetStray(usize, Option<Part>),
    Icbu,
    Dialect,
}

/// What becomes of a condition.
#[derive(Clone, Debug)]
pub enum Turn {
    Set(Option<Part>),
    And(Part),
    Or(Part),
    /// Says the same in other words.
    Twice,
    Drop(usize),
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        1 => super::maybe_condition().prop_map(Turn::Set),
        3 => ask().prop_map(Turn::And),
        3 => ask().prop_map(Turn::Or),
        1 => Just(Turn::Twice),
        2 => (0usize..3).prop_map(Turn::Drop),
    ]
}

pub fn edit() -> BoxedStrategy<Edit> {
    let n = 0usize..12;
    let k = 0usize..4;
    let kinds =
        select(&["input", "multiInput", "singleCheck", "multiCheck", "complex", "multiComplex", "label"][..]);
    let any_rule = || select(&["input", "singleCheck", "complex"][..]).prop_flat_map(rule);
    let preset = (any::<bool>(), vec(select(super::TEXTS), 1..3)).prop_map(|(present, values)| Preset {
        present,
        rows: vec![vec![("a".to_owned(), values[0].to_owned())]],
        values: values.into_iter().map(str::to_owned).collect(),
    });
    prop_oneof![
        5 => (n.clone(), k.clone(), field(1)).prop_map(|(into, at, field)| Edit::AddField { into, at, field }),
        1 => n.clone().prop_map(Edit::RemoveField),
        1 => (n.clone(), kinds).prop_map(|(n, word)| Edit::SetKind(n, kind(word))),
        1 => n.clone().prop_map(Edit::Rename),
        1 => (n.clone(), n.clone()).prop_map(|(from, to)| Edit::Move { from, to }),
        1 => n.clone().prop_map(Edit::Repeat),
        5 => (n.clone(), any_rule()).prop_map(|(n, rule)| Edit::AddRule(n, rule)),
        3 => (n.clone(), k.clone()).prop_map(|(n, k)| Edit::RemoveRule(n, k)),
        1 => (n.clone(), k.clone(), any_rule()).prop_map(|(n, k, rule)| Edit::SetRule(n, k, rule)),
        3 => (n.clone(), k.clone(), select(&["0", "1", "2", "3", "5", "2.0", "long", "text", "2020-02-02"][..])).prop_map(|(n, k, value)| Edit::SetValue(n, k, value.to_owned())),
        5 => (n.clone(), k.clone(), turn()).prop_map(|(n, k, turn)| Edit::RuleCondition(n, k, turn)),
        4 => (n.clone(), k.clone(), option()).prop_map(|(n, k, option)| Edit::AddOption(n, k, option)),
        1 => (n.clone(), k.clone()).prop_map(|(n, k)| Edit::RemoveOption(n, k)),
        2 => (n.clone(), k, turn()).prop_map(|(n, k, turn)| Edit::OptionCondition(n, k, turn)),
        1 => (n.clone(), proptest::option::of(preset)).prop_map(|(n, preset)| Edit::SetPreset(n, preset)),
        1 => (n, super::maybe_condition()).prop_map(|(n, stray)| Edit::SetStray(n, stray)),
        // To the top: there is no field of this number.
        1 => super::update_fields().prop_map(|field| Edit::AddField { into: usize::MAX, at: 0, field }),
        2 => prop_oneof![Just(Edit::Icbu), Just(Edit::Dialect)],
    ]
    .boxed()
}

pub fn apply(root: &Root, edits: &[Edit]) -> Root {
    let mut root = root.clone();
    edits.iter().for_each(|edit| one(&mut root, edit));
    root
}

fn one(root: &mut Root, edit: &Edit) {
    let count = root.len();
    let nth = |n: &usize| if count == 0 { usize::MAX } else { n % count };
    match edit {
        Edit::AddField { into, at, field } => {
            let complex = (0..count).filter(|n| root.field(*n).is_some_and(|one| one.is_group()));
            let complex: Vec<usize> = complex.collect();
            // Into one of the complexes, or to the top.
            let place = if *into == usize::MAX { *into } else { into % (complex.len() + 2) };
            let fields = match complex.get(place) {
                Some(&n) => &mut root.field(n).unwrap().fields,
                None => &mut root.fields,
            };
            fields.insert(at % (fields.len() + 1), field.clone());
        }
        Edit::RemoveField(n) => {
            if let Some((siblings, at)) = root.siblings(nth(n)) {
                siblings.remove(at);
            }
        }
        Edit::SetKind(n, kind) => {
            if let Some(field) = root.field(nth(n)) {
                field.kind = *kind;
                if !field.is_group() {
                    field.fields.clear();
                }
            }
        }
        Edit::Rename(n) => {
            if let Some(field) = root.field(nth(n)) {
                field.name.get_or_insert_default().push('m');
            }
        }
        Edit::Move { from, to } => {
            if let Some((siblings, at)) = root.siblings(nth(from)) {
                let field = siblings.remove(at);
                siblings.insert(to % (siblings.len() + 1), field);
            }
        }
        Edit::Repeat(n) => {
            if let Some((siblings, at)) = root.siblings(nth(n)) {
                let field = siblings[at].clone();
                siblings.push(field);
            }
        }
        Edit::AddRule(n, rule) => {
            if let Some(field) = root.field(nth(n)) {
                field.rules.push(rule.clone());
            }
        }
        Edit::RemoveRule(n, k) => rules(root, nth(n), |rules| {
            rules.remove(k % rules.len());
        }),
        Edit::SetRule(n, k, rule) => rules(root, nth(n), |rules| {
            let at = k % rules.len();
            rules[at] = rule.clone();
        }),
        Edit::SetValue(n, k, value) => rules(root, nth(n), |rules| {
            let at = k % rules.len();
            rules[at].value.clone_from(value);
        }),
        Edit::RuleCondition(n, k, turn) => rules(root, nth(n), |rules| {
            let at = k % rules.len();
            turned(&mut rules[at].groups, turn);
        }),
        Edit::AddOption(n, k, option) => {
            if let Some(field) = choice(root, *n) {
                field.options.insert(k % (field.options.len() + 1), option.clone());
            }
        }
        Edit::RemoveOption(n, k) => {
            if let Some(field) = choice(root, *n).filter(|field| !field.options.is_empty()) {
                field.options.remove(k % field.options.len());
            }
        }
        Edit::OptionCondition(n, k, turn) => {
            if let Some(field) = choice(root, *n).filter(|field| !field.options.is_empty()) {
                let at = k % field.options.len();
                turned(&mut field.options[at].groups, turn);
            }
        }
        Edit::SetPreset(n, preset) => {
            if let Some(field) = root.field(nth(n)) {
                field.preset.clone_from(preset);
            }
        }
        Edit::SetStray(n, stray) => {
            if let Some(field) = root.field(nth(n)) {
                field.stray = groups(stray.clone()).pop();
            }
        }
        Edit::Icbu => root.icbu = !root.icbu,
        Edit::Dialect => {
            root.name = if root.name == "itemRule" { "itemSchema" } else { "itemRule" }.to_owned();
        }
    }
}

/// One of the choices.
fn choice(root: &mut Root, n: usize) -> Option<&mut Field> {
    let choices: Vec<usize> =
        (0..root.len()).filter(|n| root.field(*n).is_some_and(|field| field.is_choice())).collect();
    let nth = *choices.get(n.checked_rem(choices.len())?)?;
    root.field(nth)
}

/// The rules of the nth field, or of the next that has some.
fn rules(root: &mut Root, n: usize, change: impl FnOnce(&mut Vec<Rule>)) {
    let count = root.len();
    let with = (0..count)
        .map(|step| (n + step) % count)
        .find(|at| root.field(*at).is_some_and(|field| !field.rules.is_empty()));
    if let Some(field) = with.and_then(|at| root.field(at)) {
        change(&mut field.rules);
    }
}

fn turned(of: &mut Vec<Group>, turn: &Turn) {
    match turn {
        Turn::Set(new) => *of = groups(new.clone()),
        Turn::And(with) => join(of, true, with.clone()),
        Turn::Or(with) if !of.is_empty() => join(of, false, with.clone()),
        Turn::Or(_) => {}
        Turn::Twice => {
            if let Some(group) = of.first().cloned() {
                join(of, true, Part::Group(group));
            }
        }
        Turn::Drop(k) => match of.first_mut() {
            Some(group) if group.parts.len() > 1 => {
                group.parts.remove(k % group.parts.len());
            }
            Some(_) => of.clear(),
            None => {}
        },
    }
}

/// Joins a part to the only group. One that asks a single thing becomes a part beside, others one inside.
fn join(of: &mut Vec<Group>, all: bool, with: Part) {
    let before = of.pop().map(|mut group| match group.parts.as_slice() {
        [Part::Ask { .. }] => group.parts.remove(0),
        _ => Part::Group(group),
    });
    *of = groups(Some(joined(all, before.into_iter().chain([with]).collect())));
}

/// An edit of a [`dense`](super::dense) schema.
pub fn dense_edit() -> BoxedStrategy<Edit> {
    let n = 0usize..6;
    let k = 0usize..3;
    let any_rule = || select(&["input", "input", "complex"][..]).prop_flat_map(super::dense_rule);
    let turn = prop_oneof![
        1 => proptest::option::of(super::dense_condition()).prop_map(Turn::Set),
        3 => super::dense_ask().prop_map(Turn::And),
        3 => super::dense_ask().prop_map(Turn::Or),
        2 => (0usize..3).prop_map(Turn::Drop),
    ];
    prop_oneof![
        4 => (n.clone(), k.clone(), super::dense_field(1)).prop_map(|(into, at, field)| Edit::AddField { into, at, field }),
        1 => n.clone().prop_map(Edit::RemoveField),
        1 => (n.clone(), n.clone()).prop_map(|(from, to)| Edit::Move { from, to }),
        4 => (n.clone(), any_rule()).prop_map(|(n, rule)| Edit::AddRule(n, rule)),
        2 => (n.clone(), k.clone()).prop_map(|(n, k)| Edit::RemoveRule(n, k)),
        5 => (n.clone(), k.clone(), turn.clone()).prop_map(|(n, k, turn)| Edit::RuleCondition(n, k, turn)),
        3 => (n.clone(), k.clone(), super::dense_option()).prop_map(|(n, k, option)| Edit::AddOption(n, k, option)),
        1 => (n.clone(), k.clone()).prop_map(|(n, k)| Edit::RemoveOption(n, k)),
        2 => (n, k, turn).prop_map(|(n, k, turn)| Edit::OptionCondition(n, k, turn)),
    ]
    .boxed()
}
