//! What is certain about conditions in every item of a mapping: its constants are known, fields that nothing fills are
//! empty, and all else may be anything.

use std::collections::{BTreeSet, HashMap};

use super::applier::Applier;
use super::bind::bind;
use super::mapping::Mapping;
use super::model::From;
use super::plan::{Node, Plan};
use super::record::Json;
use super::record_path::Frame;
use crate::check::symbol::{Meaning, Quantifier};
use crate::schema::depend::disable_plan::DisabledWhen;
use crate::schema::depend::expression::{Compiled, Expr, Predicate, compile_rule};
use crate::schema::depend::ids::Ids;
use crate::schema::{FieldId, FieldRef, RuleRef, Schema};
use crate::vocab::{FieldKind, RuleName};

/// An answer that holds for all items of a mapping, if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certain {
    Yes,
    No,
    /// It depends on the record.
    Unknown,
}

impl Certain {
    fn of(answer: bool) -> Certain {
        if answer { Certain::Yes } else { Certain::No }
    }

    /// Whether at least one holds.
    fn any(answers: impl IntoIterator<Item = Certain>) -> Certain {
        let mut any = Certain::No;
        for answer in answers {
            match answer {
                Certain::Yes => return Certain::Yes,
                Certain::Unknown => any = Certain::Unknown,
                Certain::No => {}
            }
        }
        any
    }

    /// Whether all hold.
    fn all(answers: impl IntoIterator<Item = Certain>) -> Certain {
        Certain::any(answers.into_iter().map(Certain::not)).not()
    }

    fn not(self) -> Certain {
        match self {
            Certain::Yes => Certain::No,
            Certain::No => Certain::Yes,
            Certain::Unknown => Certain::Unknown,
        }
    }
}

/// What is known of the fields of every item that a mapping makes.
pub(super) struct Known<'s> {
    schema: &'s Schema,
    ids: Ids<'s>,
    /// The texts of fields with a constant.
    constants: HashMap<FieldId, Vec<String>>,
    /// The paths of the fields with an entry.
    filled: BTreeSet<String>,
    /// Whether a field is disabled, for those that may be.
    off: HashMap<FieldId, Certain>,
}

impl<'s> Known<'s> {
    pub(super) fn new(mapping: &Mapping, schema: &'s Schema) -> Known<'s> {
        let (plan, _) = bind(mapping, schema);
        let mut constants = HashMap::new();
        collect(&plan, &plan.nodes, schema, &mut constants);
        let filled = mapping.entries.iter().map(|entry| entry.path.clone()).collect();
        let ids = Ids::shared(schema);
        let mut known = Known { schema, ids, constants, filled, off: HashMap::new() };
        // Fields that others depend on come first.
        let rules = schema.disable_plan();
        for rule in &rules.order {
            let answer = match rule.cycle {
                // Fields of a cycle read each other as they are written.
                Some(_) => Certain::Unknown,
                None => Certain::any(rule.conditions.iter().map(|expr| known.holds(expr))),
            };
            known.off.insert(rule.field, answer);
        }
        known
    }

    /// Whether a field is disabled by its own rules.
    pub(super) fn is_off(&self, field: FieldRef<'_>) -> Certain {
        self.off_of(field.field_id())
    }

    fn off_of(&self, field: FieldId) -> Certain {
        match self.schema.disable_plan().when(field) {
            DisabledWhen::Never => Certain::No,
            DisabledWhen::Always => Certain::Yes,
            DisabledWhen::If(_) => self.off.get(&field).copied().unwrap_or(Certain::Unknown),
        }
    }

    /// Whether a requiredRule of the field is in force.
    pub(super) fn is_required(&self, field: FieldRef<'s>) -> Certain {
        let rules = field.rules_named(RuleName::Required).filter(|rule: &RuleRef<'_>| rule.is_true());
        Certain::any(rules.map(|rule| match compile_rule(rule, field, &self.ids, &mut Vec::new()) {
            Compiled::Always => Certain::Yes,
            Compiled::When(expr) => self.holds(&expr),
            Compiled::Undecidable => Certain::Unknown,
        }))
    }

    fn holds(&self, expr: &Expr) -> Certain {
        match expr {
            Expr::All(parts) => Certain::all(parts.iter().map(|part| self.holds(part))),
            Expr::Any(parts) => Certain::any(parts.iter().map(|part| self.holds(part))),
            Expr::Predicate(predicate) => self.answer(predicate),
        }
    }

    fn answer(&self, predicate: &Predicate) -> Certain {
        let meaning = Meaning::of(predicate.symbol);
        let of_empty = Certain::of(meaning.of_empty());
        let target = predicate.target.as_ref();
        let asked = target.and_then(|target| self.schema.get(target.field()?));
        let (Some(target), Some(field)) = (target, asked) else { return of_empty };
        let of_value = match self.texts(field) {
            Texts::Unknown => Certain::Unknown,
            Texts::Empty => of_empty,
            Texts::Known(texts) => Certain::of(holds_for(meaning, texts, predicate, field)),
        };
        // A disabled field reads as empty.
        match Certain::any(target.path.iter().map(|&step| self.off_of(step))) {
            Certain::No => of_value,
            Certain::Yes => of_empty,
            Certain::Unknown if of_value == of_empty => of_empty,
            Certain::Unknown => Certain::Unknown,
        }
    }

    fn texts(&self, field: FieldRef<'_>) -> Texts<'_> {
        if let Some(texts) = self.constants.get(&field.field_id()) {
            return Texts::Known(texts);
        }
        let path = field.path();
        let inside = format!("{path}/");
        let is_inside = |known: &String| *known == path || known.starts_with(&inside);
        let mut around = field.ancestors();
        let has_entry = self.filled.iter().any(is_inside);
        // `--defaults` may carry what the schema has.
        let has_own =
            has_own_value(field) || field.descendants().any(has_own_value) || around.any(has_own_value);
        if has_entry || has_own { Texts::Unknown } else { Texts::Empty }
    }
}

fn has_own_value(field: FieldRef<'_>) -> bool {
    field.given().is_some()
}

/// What is known of the texts of a field.
enum Texts<'k> {
    Known(&'k [String]),
    Empty,
    Unknown,
}

fn holds_for(meaning: Meaning, texts: &[String], predicate: &Predicate, field: FieldRef<'_>) -> bool {
    let value = predicate.value.as_str();
    let looks_inside = field.kind() == Some(FieldKind::Input);
    let passes =
        |text: &str| meaning.test.passes(text, value, looks_inside, |text| field.option(text).is_some());
    let mut texts = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).peekable();
    match meaning.quantifier {
        Quantifier::Every => texts.peek().is_some() && texts.all(passes),
        Quantifier::Some => texts.any(passes),
        Quantifier::No => !texts.any(passes),
    }
}

/// Gathers the texts of fields whose only source is a constant.
fn collect(plan: &Plan, nodes: &[Node], schema: &Schema, constants: &mut HashMap<FieldId, Vec<String>>) {
    for node in nodes {
        if node.kind.has_fields() {
            // A complex value with a path of its own is not in every item.
            if node.is_array || node.entry.is_none() {
                collect(plan, &node.nodes, schema, constants);
            }
            continue;
        }
        let [fill] = plan.fills(node) else { continue };
        if fill.when.is_some() || !matches!(fill.from, From::Constant(_)) {
            continue;
        }
        let mut applier = Applier::new(plan);
        let values = applier.try_values(node, &Frame { here: &Json::Null, outer: None });
        if let (Ok(Some(values)), Some(field)) = (values, schema.field(&node.path)) {
            let texts = values.iter().map(|value| value.text().to_owned()).collect();
            constants.insert(field.field_id(), texts);
        }
    }
}
