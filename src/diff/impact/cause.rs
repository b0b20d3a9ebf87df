//! Finds the change that an error comes from.

use std::collections::HashMap;

use crate::code::{ChangeCode, Code, Level};
use crate::diff::change::Change;
use crate::diff::changes::Changes;
use crate::diff::fact::Fact;
use crate::path;
use crate::schema::{FieldId, FieldRef, Schema};
use crate::validate::Finding;

/// The changes that can cause errors, by the path of their field. All that are not cosmetic.
#[derive(Debug)]
pub(super) struct ChangesByPath(HashMap<String, Vec<usize>>);

impl ChangesByPath {
    pub(super) fn new(changes: &Changes) -> ChangesByPath {
        let mut by_path: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, change) in changes.iter().enumerate() {
            if change.level() != Level::Cosmetic {
                by_path.entry(change.path().to_owned()).or_default().push(at);
            }
        }
        ChangesByPath(by_path)
    }

    /// The index of the most likely change: one on the field of the error, on a field around it, or else inside it.
    pub(super) fn cause(&self, changes: &Changes, schemas: [&Schema; 2], finding: &Finding) -> Option<usize> {
        let steps = ids(schemas, finding.path());
        let mut around = Vec::with_capacity(steps.len());
        let mut pointer = String::new();
        for step in &steps {
            path::push_step(&mut pointer, step);
            around.push(pointer.clone());
        }
        let mut best: Option<(u32, usize)> = None;
        for (distance, place) in around.iter().rev().enumerate() {
            for &at in self.0.get(place).into_iter().flatten() {
                let Some(change) = changes.get(at) else { continue };
                let score = score(change, finding, distance);
                if score > 0 && best.is_none_or(|(known, _)| score > known) {
                    best = Some((score, at));
                }
            }
        }
        // A field can be missing because one inside it is disabled now.
        best.map(|(_, at)| at).or_else(|| {
            let inside = format!("{pointer}/");
            let is_inside =
                |change: &Change| change.level() == Level::Breaking && change.path().starts_with(&inside);
            changes.iter().position(is_inside)
        })
    }
}

/// The ids of a path in a param, without the numbers of values and rows.
fn ids(schemas: [&Schema; 2], pointer: &str) -> Vec<String> {
    let mut steps = path::steps(pointer).into_iter().flatten();
    let mut ids = Vec::new();
    let mut parents: [Option<FieldId>; 2] = [None, None];
    while let Some(id) = steps.next() {
        let is_top = ids.is_empty();
        let child = |schema: &Schema, parent: Option<FieldId>| -> Option<FieldId> {
            let found = match parent {
                Some(parent) => schema.get(parent)?.child(&id),
                None if is_top => schema.fields().find(|field| field.id() == id),
                None => None,
            };
            found.map(FieldRef::field_id)
        };
        parents = [child(schemas[0], parents[0]), child(schemas[1], parents[1])];
        let of_new = parents[1].and_then(|field| schemas[1].get(field));
        let field = of_new.or_else(|| schemas[0].get(parents[0]?));
        if field.is_some_and(FieldRef::is_array) {
            steps.next();
        }
        ids.push(id);
    }
    ids
}

/// How likely an error comes from a change on its field, or on a field this many levels around it; 0 if it cannot.
fn score(change: &Change, finding: &Finding, distance: usize) -> u32 {
    let fit = fit(change, finding);
    if fit == 0 {
        return 0;
    }
    let near = 16u32.saturating_sub(u32::try_from(distance).unwrap_or(16));
    let breaking = u32::from(change.level() == Level::Breaking);
    breaking * 1000 + near * 20 + fit
}

/// How well the kinds of a change and an error fit together, from 0 to 8.
fn fit(change: &Change, finding: &Finding) -> u32 {
    let code = finding.code();
    let of_option = matches!(code, Code::UnknownOption | Code::UnavailableOption);
    match change.code() {
        ChangeCode::FieldRemoved if code == Code::UnknownField => 8,
        ChangeCode::FieldTypeChanged if of_option => 4,
        ChangeCode::FieldTypeChanged => {
            let of_type = [Code::TypeMismatch, Code::UnexpectedValue, Code::TooManyValues].contains(&code);
            if of_type { 8 } else { 2 }
        }
        ChangeCode::OptionAdded
        | ChangeCode::OptionRemoved
        | ChangeCode::OptionConditionChanged
        | ChangeCode::ConditionChanged
            if of_option =>
        {
            4 + u32::from(is_about(change, finding)) * 4
        }
        ChangeCode::FieldAdded if code == Code::Required => 8,
        ChangeCode::FieldAdded if !of_option => 2,
        ChangeCode::DefaultChanged if code == Code::ReadOnly => 6,
        ChangeCode::RuleAdded
        | ChangeCode::RuleRemoved
        | ChangeCode::RuleChanged
        | ChangeCode::ConditionChanged
            if !of_option =>
        {
            2 + u32::from(is_same_rule(change, finding)) * 6
        }
        ChangeCode::FieldAdded
        | ChangeCode::FieldRemoved
        | ChangeCode::FieldRenamed
        | ChangeCode::FieldsReordered
        | ChangeCode::LabelChanged
        | ChangeCode::PropertyChanged
        | ChangeCode::ContentChanged
        | ChangeCode::RuleAdded
        | ChangeCode::RuleRemoved
        | ChangeCode::RuleChanged
        | ChangeCode::ConditionChanged
        | ChangeCode::OptionConditionChanged
        | ChangeCode::OptionAdded
        | ChangeCode::OptionRemoved
        | ChangeCode::OptionRenamed
        | ChangeCode::OptionsReordered
        | ChangeCode::DefaultChanged
        | ChangeCode::DialectChanged => u32::from(of_option),
    }
}

/// Whether a change is about the option that a value names.
fn is_about(change: &Change, finding: &Finding) -> bool {
    let names = |fact: Option<Fact>| {
        fact.as_ref().and_then(Fact::option).is_some_and(|option| option.value.as_deref() == finding.actual())
    };
    names(change.new()) || names(change.old())
}

/// Whether a change is about the rule that an error comes from.
fn is_same_rule(change: &Change, finding: &Finding) -> bool {
    let Some(fact) = change.new().or_else(|| change.old()) else { return false };
    fact.rule().is_some_and(|rule| finding.rule().is_some_and(|of_finding| of_finding.name == rule.name))
}
