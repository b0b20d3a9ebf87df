//! A compiled schema: what to check on each field.

use std::sync::Arc;

use crate::check::choice::Options;
use crate::check::length::Counting;
use crate::check::measure::{FieldLimit, ValueLimit};
use crate::check::pattern::PatternRule;
use crate::check::size::SizeLimit;
use crate::check::unchecked::Unchecked;
use crate::code::Severity;
use crate::schema::depend::expression::Compiled;
use crate::schema::{FieldRef, Schema};
use crate::validate::fast_path::FastPath;
use crate::validate::options::ValidateOptions;
use crate::validate::subject::SubjectCell;
use crate::vocab::ValueType;

/// A compiled schema with the options of the validation.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) schema: Schema,
    pub(super) options: ValidateOptions,
    /// By the index of the field.
    pub(super) fields: Vec<FieldPlan>,
}

/// What to check on one field.
#[derive(Debug, Default)]
pub(super) struct FieldPlan {
    /// Rules that require a value.
    pub(super) required: Vec<Conditional<()>>,
    pub(super) value_types: Vec<Conditional<ValueType>>,
    /// Limits for each value.
    pub(super) value_limits: Vec<Conditional<ValueLimit>>,
    /// Patterns for each value.
    pub(super) patterns: Vec<Conditional<Arc<PatternRule>>>,
    /// Limits for all values together.
    pub(super) field_limits: Vec<Conditional<FieldLimit>>,
    /// Attributes that each value must have.
    pub(super) attributes: Vec<Conditional<String>>,
    /// Limits for the files that values name.
    pub(super) sizes: Vec<Conditional<SizeLimit>>,
    /// Rules under which the values of the schema must stay.
    pub(super) read_only: Vec<Conditional<()>>,
    /// Rules under which the server may return more options.
    pub(super) async_options: Vec<Conditional<()>>,
    /// Rules that are not checked, and why.
    pub(super) unchecked: Vec<Conditional<Unchecked>>,
    /// The options, if there are any.
    pub(super) options: Option<Options>,
    /// The conditions of options, sorted by the number of the option.
    pub(super) option_conditions: Vec<(u32, Compiled)>,
    /// Whether line breaks separate the entries of a text.
    pub(super) takes_lines: bool,
    /// Whether a check compares values as numbers.
    pub(super) has_numbers: bool,
    /// Boxed to keep plans small, since they are walked one after the other.
    pub(super) fast_path: Option<Box<FastPath>>,
    /// The severity with which unchecked rules are reported; `None` if there are none, or they are not reported.
    pub(super) unchecked_severity: Option<Severity>,
    /// The rules that are reported as unchecked whatever the values are, and [`NO_OPTIONS`].
    /// Those of `unchecked` come first, then those of `sizes`.
    pub(super) reportable: Vec<Reportable>,
    /// Whether the first value of the field in a param makes all unchecked rules be reported.
    pub(super) reports_at_once: bool,
    /// Whether there is a rule that can disable the field.
    pub(super) may_be_disabled: bool,
    /// Whether nothing is reported where the field is missing.
    pub(super) may_be_missing: bool,
    /// Whether the field is a complex with a sub-field that may be required.
    pub(super) may_require_inside: bool,
    /// An earlier sibling has the same id and counts instead.
    pub(super) hidden: bool,
}

/// A rule that is reported as unchecked.
#[derive(Debug)]
pub(super) struct Reportable {
    /// The number of the rule.
    pub(super) rule: usize,
    /// What its findings say of the field and the rule.
    pub(super) subject: SubjectCell,
}

/// Stands for the rule that a choice must be one of the options, where there are none.
pub(super) const NO_OPTIONS: usize = usize::MAX;

/// A check, the number of its rule, and when the rule is in force.
#[derive(Debug)]
pub(super) struct Conditional<T> {
    pub(super) rule: usize,
    pub(super) when: Compiled,
    pub(super) check: T,
}

impl Plan {
    /// The plan of a field.
    pub(super) fn of(&self, field: FieldRef<'_>) -> &FieldPlan {
        &self.fields[field.index as usize]
    }

    /// The sub-fields of a field, or the top-level fields: of several with one id, the first.
    pub(super) fn fields_below<'p>(
        &'p self,
        owner: Option<FieldRef<'p>>,
    ) -> impl Iterator<Item = FieldRef<'p>> {
        let levels = &self.schema.disable_plan().levels;
        let level = owner.map_or(levels.top(), |owner| levels.below(owner.field_id()));
        level.fields.iter().filter_map(|known| self.schema.get(known.field))
    }

    /// How lengths are counted.
    pub(super) fn counting(&self) -> Counting {
        let dialect = self.schema.dialect();
        Counting { dialect, character: self.options.character, byte: self.options.byte }
    }
}
