//! A schema's rules as checks.

use std::sync::Arc;

use crate::check::choice::Options;
use crate::check::limit::Limit;
use crate::check::pattern::{PatternRule, Patterns};
use crate::check::size::SizeLimit;
use crate::check::unchecked::Unchecked;
use crate::check::value_type;
use crate::code::Severity;
use crate::note::Note;
use crate::schema::depend::expression;
use crate::schema::depend::expression::Compiled;
use crate::schema::depend::ids::Ids;
use crate::schema::{FieldRef, RuleRef, Schema};
use crate::validate::usual::{self, Usual};
use crate::vocab::{FieldKind, LengthUnit, RuleName, Side, ValueType};

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
        let name = rule.known();
        // Conditions of disableRules are a matter of their own, see `disabled`.
        if name.is_some_and(RuleName::is_tip) || is_idle(rule) {
            continue;
        }
        let when = match name {
            Some(RuleName::Disable) if rule.is_true() => {
                match expression::compile(rule.condition(), field, ids, &mut Vec::new()) {
                    Compiled::Undecidable => Compiled::Undecidable,
                    _ => continue,
                }
            }
            _ => expression::compile(rule.condition(), field, ids, notes),
        };
        plan.add(field, rule, number, when, patterns);
    }
    plan.has_numbers = plan.value_types.iter().any(|rule| value_type::is_number(rule.check))
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
        field: FieldRef<'_>,
        rule: RuleRef<'_>,
        number: usize,
        when: Compiled,
        patterns: &mut Patterns,
    ) {
        let unjudged = |check| Conditional { rule: number, when: when.clone(), check };
        if matches!(when, Compiled::Undecidable) {
            self.unjudged.push(unjudged(Unchecked::Condition));
            return;
        }
        let Some(name) = rule.known() else {
            self.unjudged.push(unjudged(Unchecked::ServerRule));
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
            self.unjudged.push(unjudged(Unchecked::Unsuitable));
            return;
        }
        let yes_or_no = matches!(name, RuleName::Required | RuleName::Disable | RuleName::ReadOnly);
        if yes_or_no && !rule.is_true() {
            self.unjudged.push(unjudged(Unchecked::Unusable));
            return;
        }
        match name {
            RuleName::Disable => {}
            RuleName::Required => self.required.push(Conditional { rule: number, when, check: () }),
            RuleName::ValueType => match rule.value_type() {
                Some(check) => self.value_types.push(Conditional { rule: number, when, check }),
                None => self.unjudged.push(unjudged(Unchecked::Unusable)),
            },
            RuleName::Regex => {
                let check = rule.value().zip(rule.bound());
                match check.and_then(|(text, bound)| patterns.rule(text, bound)) {
                    Some(check) => self.patterns.push(Conditional { rule: number, when, check }),
                    None => self.unjudged.push(unjudged(Unchecked::Unusable)),
                }
            }
            RuleName::AsyncQuery => {
                // It is about options; on a field of texts there is nothing to ask.
                self.async_options.push(Conditional { rule: number, when, check: () });
            }
            RuleName::ReadOnly => self.read_only.push(Conditional { rule: number, when, check: () }),
            RuleName::ValueAttribute => match rule.value().map(str::trim).filter(|name| !name.is_empty()) {
                Some(name) => {
                    self.attributes.push(Conditional { rule: number, when, check: name.to_owned() });
                }
                None => self.unjudged.push(unjudged(Unchecked::Unusable)),
            },
            RuleName::MaxTargetSize
            | RuleName::MinTargetSize
            | RuleName::MaxImageSize
            | RuleName::MinImageSize => match size_of(rule, name) {
                Some(check) => self.sizes.push(Conditional { rule: number, when, check }),
                None => self.unjudged.push(unjudged(Unchecked::Unusable)),
            },
            RuleName::Set | RuleName::Tip | RuleName::DevTip => {
                self.unjudged.push(unjudged(Unchecked::ServerRule));
            }
            RuleName::MaxLength
            | RuleName::MinLength
            | RuleName::MaxValue
            | RuleName::MinValue
            | RuleName::MaxInputNum
            | RuleName::MinInputNum
            | RuleName::MaxDecimalDigits
            | RuleName::MinDecimalDigits => match limit_of(field, rule, name) {
                Some(Either::Value(check)) => {
                    self.value_limits.push(Conditional { rule: number, when, check });
                }
                Some(Either::Field(check)) => {
                    self.field_limits.push(Conditional { rule: number, when, check });
                }
                None => self.unjudged.push(unjudged(Unchecked::Unusable)),
            },
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

enum Either {
    Value(ValueLimit),
    Field(FieldLimit),
}

/// The check of a rule that states a limit; none if its value, unit or exProperty cannot be used.
fn limit_of(field: FieldRef<'_>, rule: RuleRef<'_>, name: RuleName) -> Option<Either> {
    let limit = Limit::of(rule, side(name))?;
    let is_number = limit.number().is_some();
    let value = |measure, limit| Either::Value(ValueLimit { measure, limit });
    match name {
        // Whether it is a number or a moment depends on the value types in force.
        RuleName::MaxValue | RuleName::MinValue => {
            let is_usable = is_number || value_type::moment(&limit.text).is_some();
            is_usable.then(|| value(Measure::Value, limit))
        }
        _ if !is_number => None,
        RuleName::MaxLength | RuleName::MinLength => {
            let unit = rule.length_unit()?;
            Some(match field.kind() {
                Some(FieldKind::Complex) => Either::Field(FieldLimit::Length(unit, limit)),
                _ => value(Measure::Length(unit), limit),
            })
        }
        RuleName::MaxDecimalDigits | RuleName::MinDecimalDigits => Some(value(Measure::DecimalDigits, limit)),
        _ => Some(Either::Field(FieldLimit::Count(limit))),
    }
}

/// The same of a rule about files and pictures.
fn size_of(rule: RuleRef<'_>, name: RuleName) -> Option<SizeLimit> {
    match name {
        RuleName::MaxImageSize | RuleName::MinImageSize => SizeLimit::picture(rule, side(name)),
        _ => SizeLimit::file(rule, side(name)),
    }
}

fn side(name: RuleName) -> Side {
    match name {
        RuleName::MaxLength
        | RuleName::MaxValue
        | RuleName::MaxInputNum
        | RuleName::MaxDecimalDigits
        | RuleName::MaxTargetSize
        | RuleName::MaxImageSize => Side::Max,
        _ => Side::Min,
    }
}

/// Whether a rule that says yes or no says no, and so asks for nothing.
fn is_idle(rule: RuleRef<'_>) -> bool {
    let yes_or_no = matches!(rule.known(), Some(RuleName::Required | RuleName::Disable | RuleName::ReadOnly));
    let says_no = rule.value().is_some_and(|value| value.trim().eq_ignore_ascii_case(crate::vocab::FALSE));
    yes_or_no && says_no
}
