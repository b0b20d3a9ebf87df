//! Compiles the rules of a schema to checks.

use crate::check::choice::Options;
use crate::check::pattern::Patterns;
use crate::check::rule::Check;
use crate::check::unchecked::Unchecked;
use crate::code::{Code, Severity};
use crate::note::Note;
use crate::schema::depend::expression;
use crate::schema::depend::expression::Compiled;
use crate::schema::depend::ids::Ids;
use crate::schema::{FieldRef, RuleRef, Schema};
use crate::validate::fast_path::FastPath;
use crate::validate::options::ValidateOptions;
use crate::validate::plan::{Conditional, FieldPlan, NO_OPTIONS};
use crate::vocab::{FieldKind, RuleName};

/// Compiles all fields, by index.
pub(super) fn compile(schema: &Schema, options: &ValidateOptions, notes: &mut Vec<Note>) -> Vec<FieldPlan> {
    let ids = Ids::new(schema);
    let mut patterns = Patterns::default();
    let severity = options.severity_of(Code::Unchecked, Severity::Note);
    let has_facts = options.assets.is_some();
    let plan = |field| {
        let mut plan = compile_field(field, &ids, &mut patterns, notes);
        plan.fast_path = FastPath::of(field, &plan, has_facts).map(Box::new);
        let is_open = field.kind().is_some_and(FieldKind::is_choice) && plan.options.is_none();
        let sizes = plan.sizes.iter().filter(|_| !has_facts).map(|rule| rule.rule);
        let unchecked = plan.unchecked.iter().map(|rule| rule.rule);
        plan.reportable = unchecked.chain(sizes).chain(is_open.then_some(NO_OPTIONS)).collect();
        plan.unchecked_severity = severity.filter(|_| !plan.reportable.is_empty());
        plan.may_be_disabled = schema.disable_plan().may_be_off(field.field_id());
        plan.may_be_missing = may_be_missing(field, &plan);
        plan
    };
    schema.all_fields().map(plan).collect()
}

fn compile_field<'s>(
    field: FieldRef<'s>,
    ids: &Ids<'s>,
    patterns: &mut Patterns,
    notes: &mut Vec<Note>,
) -> FieldPlan {
    let mut plan = FieldPlan { hidden: !ids.is_first(field), ..FieldPlan::default() };
    for (number, rule) in field.rules().enumerate() {
        let check = match Check::of(rule, field.kind()) {
            Ok(Check::Nothing) => continue,
            check => check,
        };
        // The notes on conditions of disableRules are made with the order of evaluation, see `disable_plan`.
        let mut ignored = Vec::new();
        let notes = if matches!(check, Ok(Check::Disabled)) { &mut ignored } else { &mut *notes };
        let when = expression::compile_rule(rule, field, ids, notes);
        let check = match when {
            Compiled::Undecidable if field.has_unclear_condition(rule) => Err(Unchecked::StrayGroup),
            Compiled::Undecidable => Err(Unchecked::Condition),
            Compiled::Always | Compiled::When(_) => check,
        };
        plan.add(number, when, check, patterns);
    }
    plan.has_numbers = plan.value_types.iter().any(|rule| rule.check.is_number())
        || plan.value_limits.iter().any(|rule| rule.check.measure.is_of_number());
    if field.kind().is_some_and(FieldKind::is_choice) && field.options().len() > 0 {
        plan.options = Some(Options::default());
        for (number, option) in field.options().enumerate() {
            if option.condition().is_some() {
                let when = expression::compile(option.condition(), field, ids, notes);
                plan.option_conditions.push((crate::span::small(number), when));
            }
        }
    }
    plan
}

impl FieldPlan {
    fn add(
        &mut self,
        rule: usize,
        when: Compiled,
        check: Result<Check<'_>, Unchecked>,
        patterns: &mut Patterns,
    ) {
        fn push<T>(list: &mut Vec<Conditional<T>>, rule: usize, when: Compiled, check: T) {
            list.push(Conditional { rule, when, check });
        }
        match check {
            Err(why) => push(&mut self.unchecked, rule, when, why),
            // Whether a field is disabled is evaluated before its checks, see `condition`.
            Ok(Check::Nothing | Check::Disabled) => {}
            Ok(Check::Required) => push(&mut self.required, rule, when, ()),
            Ok(Check::ReadOnly) => push(&mut self.read_only, rule, when, ()),
            Ok(Check::ServerOptions) => push(&mut self.async_options, rule, when, ()),
            Ok(Check::ValueType(wanted)) => push(&mut self.value_types, rule, when, wanted),
            Ok(Check::EachValue(limit)) => push(&mut self.value_limits, rule, when, limit),
            Ok(Check::WholeField(limit)) => push(&mut self.field_limits, rule, when, limit),
            Ok(Check::Pattern { text, bound }) => {
                push(&mut self.patterns, rule, when, patterns.rule(text, bound));
            }
            Ok(Check::Size(limit)) => push(&mut self.sizes, rule, when, limit),
            Ok(Check::Attribute(name)) => push(&mut self.attributes, rule, when, name.to_owned()),
        }
    }
}

/// Whether nothing is reported of a field that is missing.
fn may_be_missing(field: FieldRef<'_>, plan: &FieldPlan) -> bool {
    let may_require = |rule: &Conditional<Unchecked>| {
        field.rule_at(rule.rule).is_some_and(|known| is_undecided_presence(rule.check, known))
    };
    plan.required.is_empty() && !plan.unchecked.iter().any(may_require)
}

/// Whether a rule is a requiredRule whose condition cannot be evaluated, which is reported where the value is missing.
pub(super) fn is_undecided_requirement(why: Unchecked, rule: RuleRef<'_>) -> bool {
    why == Unchecked::Condition && rule.known() == Some(RuleName::Required)
}

/// Whether a rule decides about a missing value and is not evaluated: such a requiredRule, or a disableRule that may have
/// a condition which stands elsewhere in the field.
pub(super) fn is_undecided_presence(why: Unchecked, rule: RuleRef<'_>) -> bool {
    why == Unchecked::StrayGroup || is_undecided_requirement(why, rule)
}
