//! A schema's rules as checks.

use std::sync::Arc;

use crate::check::choice::Options;
use crate::check::limit::Limit;
use crate::check::pattern::{PatternRule, Patterns};
use crate::check::rule::Check;
use crate::check::size::SizeLimit;
use crate::check::unchecked::Unchecked;
use crate::code::Severity;
use crate::note::Note;
use crate::schema::depend::expression;
use crate::schema::depend::expression::Compiled;
use crate::schema::depend::ids::Ids;
use crate::schema::{FieldRef, Schema};
use crate::validate::usual::{self, Usual};
use crate::vocab::{FieldKind, LengthUnit, ValueType};

/// What is to be checked on one field.
#[derive(Debug, Default)]
pub(crate) struct FieldPlan {
    /// Rules that ask for a value.
    pub(crate) required: Vec<Conditional<()>>,
    pub(crate) value_types: Vec<Conditional<ValueType>>,
    /// Rules that look at one value after the other.
    pub(crate) value_limits: Vec<Conditional<ValueLimit>>,
    /// Patterns for one value after the other.
    pub(crate) patterns: Vec<Conditional<Arc<PatternRule>>>,
    /// Rules that look at all values of the field together.
    pub(crate) field_limits: Vec<Conditional<FieldLimit>>,
    /// Attributes that every value must carry.
    pub(crate) attributes: Vec<Conditional<String>>,
    /// How large the files may be that values name.
    pub(crate) sizes: Vec<Conditional<SizeLimit>>,
    /// Rules that let nothing but the schema's own values stand.
    pub(crate) read_only: Vec<Conditional<()>>,
    /// Rules that make options come from the server.
    pub(crate) async_options: Vec<Conditional<()>>,
    /// Rules that are not judged, and why.
    pub(crate) unjudged: Vec<Conditional<Unchecked>>,
    /// The options, where there are any.
    pub(crate) options: Option<Options>,
    /// The conditions of options, by the option's number; sorted.
    pub(crate) option_conditions: Vec<(u32, Compiled)>,
    /// Whether a rule about single values asks for a number.
    pub(crate) has_numbers: bool,
    /// What makes all further questions needless; boxed since plans are gone through one after the other.
    pub(crate) usual: Option<Box<Usual>>,
    /// With which severity it is told of values that not all is judged; none if all is.
    pub(crate) unchecked: Option<Severity>,
    /// The numbers of the rules of which it may be said that they are not judged, whatever the values are; and
    /// [`NO_OPTIONS`].
    pub(crate) sayable: Vec<usize>,
    /// Whether there is a rule that can disable the field.
    pub(crate) may_be_off: bool,
    /// Whether nothing is to be said where the field is missing.
    pub(crate) may_be_missing: bool,
    /// An earlier sibling has the same id and counts instead.
    pub(crate) hidden: bool,
}

/// A limit for one value.
#[derive(Debug)]
pub(crate) struct ValueLimit {
    pub(crate) measure: Measure,
    pub(crate) limit: Limit,
}

/// What of a value is compared with a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// How long it is.
    Length(LengthUnit),
    /// Which number or moment it is.
    Value,
    /// How many digits are written after the point.
    DecimalDigits,
}

/// A limit for a field as a whole.
#[derive(Debug)]
pub(crate) enum FieldLimit {
    /// How many values, rows or instances.
    Count(Limit),
    /// How long all texts inside a complex are together.
    Length(LengthUnit, Limit),
}

/// A check, the number of the rule that it comes from, and when it is in force.
#[derive(Debug)]
pub(crate) struct Conditional<T> {
    pub(crate) rule: usize,
    pub(crate) when: Compiled,
    pub(crate) check: T,
}

/// Compiles all fields. Rules that cannot be judged are told with this severity, or not at all.
/// Sizes of files are rules like others only if something may be known about a file.
pub(crate) fn compile(
    schema: &Schema,
    unchecked: Option<Severity>,
    files: Files,
    notes: &mut Vec<Note>,
) -> Vec<FieldPlan> {
    let ids = Ids::new(schema);
    let mut patterns = Patterns::default();
    let plan = |field| {
        let mut plan = compile_field(field, &ids, &mut patterns, notes);
        plan.usual = Usual::of(field, &plan, files).map(Box::new);
        let is_open = field.kind().is_some_and(FieldKind::is_choice) && plan.options.is_none();
        let sizes = plan.sizes.iter().filter(|_| files == Files::Unknown).map(|rule| rule.rule);
        let unjudged = plan.unjudged.iter().map(|rule| rule.rule);
        plan.sayable = unjudged.chain(sizes).chain(is_open.then_some(NO_OPTIONS)).collect();
        plan.unchecked = unchecked.filter(|_| !plan.sayable.is_empty());
        plan.may_be_off = schema.disable_plan().may_be_off(field.field_id());
        plan.may_be_missing = usual::may_be_missing(field, &plan);
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
        let mut ignored = Vec::new();
        // What conditions of disableRules hold is noted when the order of evaluation is found, see `disable_plan`.
        let notes = if matches!(check, Ok(Check::Disabled)) { &mut ignored } else { &mut *notes };
        let when = expression::compile(rule.condition(), field, ids, notes);
        let check = match when {
            Compiled::Undecidable => Err(Unchecked::Condition),
            Compiled::Always | Compiled::When(_) => check,
        };
        plan.add(number, when, check, patterns);
    }
    plan.has_numbers = plan.value_types.iter().any(|rule| rule.check.is_number())
        || plan.value_limits.iter().any(|rule| !matches!(rule.check.measure, Measure::Length(_)));
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
        let value = |measure, limit| ValueLimit { measure, limit };
        match check {
            Err(why) => push(&mut self.unjudged, rule, when, why),
            // Whether a field is disabled is decided before its rules are, see `condition`.
            Ok(Check::Nothing | Check::Disabled) => {}
            Ok(Check::Required) => push(&mut self.required, rule, when, ()),
            Ok(Check::ReadOnly) => push(&mut self.read_only, rule, when, ()),
            Ok(Check::ServerOptions) => push(&mut self.async_options, rule, when, ()),
            Ok(Check::ValueType(wanted)) => push(&mut self.value_types, rule, when, wanted),
            Ok(Check::Length(unit, limit)) => {
                push(&mut self.value_limits, rule, when, value(Measure::Length(unit), limit));
            }
            Ok(Check::Value(limit)) => push(&mut self.value_limits, rule, when, value(Measure::Value, limit)),
            Ok(Check::DecimalDigits(limit)) => {
                push(&mut self.value_limits, rule, when, value(Measure::DecimalDigits, limit));
            }
            Ok(Check::TotalLength(unit, limit)) => {
                push(&mut self.field_limits, rule, when, FieldLimit::Length(unit, limit));
            }
            Ok(Check::Count(limit)) => push(&mut self.field_limits, rule, when, FieldLimit::Count(limit)),
            Ok(Check::Pattern { text, bound }) => {
                push(&mut self.patterns, rule, when, patterns.rule(text, bound));
            }
            Ok(Check::Size(limit)) => push(&mut self.sizes, rule, when, limit),
            Ok(Check::Attribute(name)) => push(&mut self.attributes, rule, when, name.to_owned()),
        }
    }
}

/// Stands for the rule that a choice be one of the options, where there are none.
pub(crate) const NO_OPTIONS: usize = usize::MAX;

/// Whether something may be known about the files that values name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Files {
    Known,
    Unknown,
}
