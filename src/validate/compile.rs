//! Compiles the rules of a schema to checks.

use crate::check::choice::{Options, lacks_options};
use crate::check::line_tip::takes_lines;
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
use crate::validate::plan::{Conditional, FieldPlan, NO_OPTIONS, Reportable};
use crate::validate::subject::SubjectCell;
use crate::vocab::{Dialect, FieldKind, RuleName, ValueType};

/// Compiles all fields, by index.
pub(super) fn compile(schema: &Schema, options: &ValidateOptions, notes: &mut Vec<Note>) -> Vec<FieldPlan> {
    let ids = Ids::new(schema);
    let mut patterns = Patterns::default();
    let severity = options.severity_of(Code::Unchecked, Severity::Note);
    let has_facts = options.assets.is_some();
    let plan = |field| {
        let mut plan = compile_field(field, schema.dialect(), &ids, &mut patterns, notes);
        plan.may_require_inside = field.kind() == Some(FieldKind::Complex) && may_require_inside(field);
        plan.fast_path = FastPath::of(field, &plan, has_facts).map(Box::new);
        let sizes = plan.sizes.iter().filter(|_| !has_facts).map(|rule| rule.rule);
        let unchecked = plan.unchecked.iter().map(|rule| rule.rule);
        let reportable = unchecked.chain(sizes).chain(lacks_options(field).then_some(NO_OPTIONS));
        let reportable = reportable.map(|rule| Reportable { rule, subject: SubjectCell::new() });
        plan.reportable = reportable.collect();
        plan.unchecked_severity = severity.filter(|_| !plan.reportable.is_empty());
        plan.reports_at_once = plan.unchecked.iter().all(|rule| !matches!(rule.when, Compiled::When(_)))
            && plan.sizes.iter().all(|rule| !matches!(rule.when, Compiled::When(_)));
        plan.may_be_disabled = schema.disable_plan().may_be_off(field.field_id());
        plan.may_be_missing = may_be_missing(field, &plan);
        plan
    };
    schema.all_fields().map(plan).collect()
}

fn compile_field<'s>(
    field: FieldRef<'s>,
    dialect: Dialect,
    ids: &Ids<'s>,
    patterns: &mut Patterns,
    notes: &mut Vec<Note>,
) -> FieldPlan {
    let mut plan = FieldPlan { hidden: !ids.is_first(field), ..FieldPlan::default() };
    for (number, rule) in field.rules().enumerate() {
        let check = Check::in_dialect(rule, field.kind(), dialect);
        if matches!(check, Ok(Check::Nothing)) {
            continue;
        }
        // The notes on conditions of disableRules are made with the order of evaluation, see `disable_plan`.
        let mut ignored = Vec::new();
        let notes = if matches!(check, Ok(Check::Disabled)) { &mut ignored } else { &mut *notes };
        let when = expression::compile_rule(rule, field, ids, notes);
        let check = Check::decided(check, rule, field, &when);
        plan.add(number, when, check, patterns);
    }
    plan.takes_lines =
        plan.value_types.iter().any(|rule| rule.check == ValueType::Text) && takes_lines(field);
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
    let is_asking = |rule: &Conditional<Unchecked>| {
        field.rule_at(rule.rule).is_some_and(|known| may_require(rule.check, known, field.kind()))
    };
    plan.required.is_empty() && !plan.may_require_inside && !plan.unchecked.iter().any(is_asking)
}

/// Whether an unchecked rule decides about a missing value, so that it is reported there too: a requiredRule whose value
/// or condition cannot be used, a minInputNumRule whose value cannot, or a disableRule that may have a condition which
/// is elsewhere in the field.
pub(super) fn may_require(why: Unchecked, rule: RuleRef<'_>, kind: Option<FieldKind>) -> bool {
    if why == Unchecked::StrayGroup {
        return true;
    }
    match rule.known() {
        Some(RuleName::Required) => matches!(why, Unchecked::Condition | Unchecked::Unusable),
        Some(RuleName::MinInputNum) => matches!(Check::of(rule, kind), Err(Unchecked::Unusable)),
        _ => false,
    }
}

/// Whether a sub-field, directly inside or deeper through complex fields, may be required.
fn may_require_inside(field: FieldRef<'_>) -> bool {
    field.fields().any(|inner| {
        inner.rules_named(RuleName::Required).any(RuleRef::is_true)
            || (inner.kind() == Some(FieldKind::Complex) && may_require_inside(inner))
    })
}
