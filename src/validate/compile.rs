//! A schema's rules as checks.

use crate::note::Note;
use crate::schema::{FieldRef, RuleRef, Schema};
use crate::validate::condition::{self, Compiled};
use crate::validate::ids::Ids;
use crate::validate::problem::Reason;
use crate::validate::rules::choice::Options;
use crate::{FieldKind, RuleName, ValueType};

/// What is to be checked on one field.
#[derive(Debug, Default)]
pub(crate) struct FieldPlan {
    /// Rules that ask for a value.
    pub(crate) required: Vec<Conditional<()>>,
    pub(crate) value_types: Vec<Conditional<ValueType>>,
    /// Rules that make options come from the server.
    pub(crate) async_options: Vec<Conditional<()>>,
    /// Rules that are not judged, and why.
    pub(crate) unjudged: Vec<Conditional<Reason>>,
    /// The options, where there are any.
    pub(crate) options: Option<Options>,
    /// The conditions of options, by the option's number; sorted.
    pub(crate) option_conditions: Vec<(u32, Compiled)>,
    /// An earlier sibling has the same id and counts instead.
    pub(crate) hidden: bool,
}

/// A check, the number of the rule that it comes from, and when it is in force.
#[derive(Debug)]
pub(crate) struct Conditional<T> {
    pub(crate) rule: usize,
    pub(crate) when: Compiled,
    pub(crate) check: T,
}

pub(crate) fn compile(schema: &Schema, notes: &mut Vec<Note>) -> Vec<FieldPlan> {
    let ids = Ids::new(schema);
    schema.all_fields().map(|field| compile_field(field, &ids, notes)).collect()
}

fn compile_field<'s>(field: FieldRef<'s>, ids: &Ids<'s>, notes: &mut Vec<Note>) -> FieldPlan {
    let mut plan = FieldPlan { hidden: !ids.is_first(field), ..FieldPlan::default() };
    for (number, rule) in field.rules().enumerate() {
        let name = rule.known();
        // Conditions of disableRules are a matter of their own, see `disabled`.
        if name.is_some_and(RuleName::is_tip) || is_idle(rule) {
            continue;
        }
        let when = match name {
            Some(RuleName::Disable) if rule.is_true() => match condition::compile(rule.condition(), field, ids, &mut Vec::new()) {
                Compiled::Undecidable => Compiled::Undecidable,
                _ => continue,
            },
            _ => condition::compile(rule.condition(), field, ids, notes),
        };
        plan.add(field, rule, number, when);
    }
    if field.kind().is_some_and(FieldKind::is_choice) && field.options().len() > 0 {
        plan.options = Some(Options::default());
        for (number, option) in field.options().enumerate() {
            if option.condition().is_some() {
                let when = condition::compile(option.condition(), field, ids, notes);
                plan.option_conditions.push((crate::span::small(number), when));
            }
        }
    }
    plan
}

impl FieldPlan {
    fn add(&mut self, field: FieldRef<'_>, rule: RuleRef<'_>, number: usize, when: Compiled) {
        let unjudged = |check| Conditional { rule: number, when: when.clone(), check };
        if matches!(when, Compiled::Undecidable) {
            self.unjudged.push(unjudged(Reason::Condition));
            return;
        }
        let Some(name) = rule.known() else {
            self.unjudged.push(unjudged(Reason::ServerRule));
            return;
        };
        let kind = field.kind();
        let suits = match name {
            RuleName::Disable => true,
            RuleName::Required | RuleName::ReadOnly | RuleName::MaxInputNum | RuleName::MinInputNum => {
                kind != Some(FieldKind::Label)
            }
            RuleName::MaxLength | RuleName::MinLength => {
                !matches!(kind, Some(FieldKind::Label | FieldKind::MultiComplex))
            }
            RuleName::AsyncQuery | RuleName::Set => true,
            _ => kind.is_none_or(|kind| kind.is_single() || kind.is_multi()),
        };
        if !suits {
            self.unjudged.push(unjudged(Reason::Unsuitable));
            return;
        }
        let yes_or_no = matches!(name, RuleName::Required | RuleName::Disable | RuleName::ReadOnly);
        if yes_or_no && !rule.is_true() {
            self.unjudged.push(unjudged(Reason::Unusable));
            return;
        }
        match name {
            RuleName::Disable => {}
            RuleName::Required => self.required.push(Conditional { rule: number, when, check: () }),
            RuleName::ValueType => match rule.value_type() {
                Some(check) => self.value_types.push(Conditional { rule: number, when, check }),
                None => self.unjudged.push(unjudged(Reason::Unusable)),
            },
            RuleName::AsyncQuery => {
                // It is about options; on a field of texts there is nothing to ask.
                self.async_options.push(Conditional { rule: number, when, check: () });
            }
            RuleName::Set => self.unjudged.push(unjudged(Reason::ServerRule)),
            _ => self.unjudged.push(unjudged(Reason::NotYet)),
        }
    }
}

/// Whether a rule that says yes or no says no, and so asks for nothing.
fn is_idle(rule: RuleRef<'_>) -> bool {
    let yes_or_no = matches!(rule.known(), Some(RuleName::Required | RuleName::Disable | RuleName::ReadOnly));
    let says_no = rule.value().is_some_and(|value| value.trim().eq_ignore_ascii_case(crate::vocab::FALSE));
    yes_or_no && says_no
}
