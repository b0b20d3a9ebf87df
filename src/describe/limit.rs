//! Limits in words: `at most 60 bytes`, `最多 60 字节`.

use crate::check::limit::Limit;
use crate::check::measure::{FieldLimit, Measured, ValueLimit};
use crate::check::pattern::Holds;
use crate::check::rule::Check;
use crate::describe::{Describer, measured};
use crate::schema::{FieldRef, RuleRef};
use crate::vocab::{Bound, RuleName, Side, ValueType};

/// A limit that can be put into words.
#[derive(Clone, Debug)]
pub(super) struct LimitPhrase {
    pub(super) measured: Measured,
    limit: Limit,
}

impl LimitPhrase {
    /// The limit of a check on a field; none if it is not a limit, or cannot be compared with the values of the field.
    pub(super) fn of(check: &Check<'_>, field: FieldRef<'_>) -> Option<LimitPhrase> {
        let (measured, limit) = match check {
            Check::EachValue(check) => (measured_by(check, field)?, &check.limit),
            Check::WholeField(FieldLimit::Count(limit)) => (Measured::Count, limit),
            Check::WholeField(FieldLimit::TotalLength(unit, limit)) => (Measured::TotalLength(*unit), limit),
            Check::Nothing
            | Check::Disabled
            | Check::Required
            | Check::ReadOnly
            | Check::ServerOptions
            | Check::ValueType(_)
            | Check::Pattern { .. }
            | Check::Size(_)
            | Check::Attribute(_) => return None,
        };
        Some(LimitPhrase { measured, limit: limit.clone() })
    }

    pub(super) fn side(&self) -> Side {
        self.limit.side
    }
}

fn measured_by(check: &ValueLimit, field: FieldRef<'_>) -> Option<Measured> {
    let holds = holds(field);
    check.is_comparable(holds).then(|| check.measure.measured(holds))
}

/// Whether any value type of a field makes its values moments.
pub(super) fn holds(field: FieldRef<'_>) -> Holds {
    let mut types = field.rules_named(RuleName::ValueType).filter_map(RuleRef::value_type);
    if types.any(ValueType::is_moment) { Holds::Moments } else { Holds::Texts }
}

fn is_number(field: FieldRef<'_>) -> bool {
    let mut types = field.rules_named(RuleName::ValueType).filter_map(RuleRef::value_type);
    types.any(ValueType::is_number)
}

impl Describer<'_> {
    /// One end of a range.
    pub(super) fn limit(&self, phrase: &LimitPhrase, field: FieldRef<'_>) -> String {
        let limit = &phrase.limit;
        let [en, zh] = measured::before_limit(phrase.measured, limit.side, limit.bound);
        let words = format!("{} {}", self.pick(en, zh), limit.text);
        let words = if phrase.measured == Measured::Number && !is_number(field) {
            // Next to lengths and counts it would not be clear what is limited.
            self.pick(format!("number {words}"), format!("数值{words}"))
        } else {
            words
        };
        self.with_unit(words, &limit.text, phrase.measured, field)
    }

    /// Both ends, if they limit the same and are allowed themselves.
    pub(super) fn range(&self, min: &LimitPhrase, max: &LimitPhrase, field: FieldRef<'_>) -> Option<String> {
        let are_included = min.limit.bound == Bound::Include && max.limit.bound == Bound::Include;
        if min.measured != max.measured || !are_included {
            return None;
        }
        let (min, max, measured) = (min.limit.text.as_str(), max.limit.text.as_str(), max.measured);
        let words = if min == max {
            self.pick(format!("exactly {max}"), format!("恰好 {max}"))
        } else {
            self.pick(format!("{min} to {max}"), format!("{min} 至 {max}"))
        };
        Some(self.with_unit(words, max, measured, field))
    }

    fn with_unit(&self, words: String, number: &str, measured: Measured, field: FieldRef<'_>) -> String {
        let Some([one, many, zh]) = measured::counted(measured, field) else { return words };
        let words =
            self.pick(format!("{words} {}", if number == "1" { one } else { many }), format!("{words} {zh}"));
        if measured::is_total(measured) {
            return self.pick(format!("{words} in all"), format!("合计{words}"));
        }
        words
    }
}
