//! All that the rules of a field want of a number, as one look-up by its digits after the decimal point.

use crate::check::measure::ValueLimit;
use crate::check::small_number::SmallNumber;
use crate::check::value_type;
use crate::vocab::ValueType;

/// What a number must be to surely pass some rules.
#[derive(Debug)]
pub(crate) struct NumberRange {
    is_whole: bool,
    /// By the number of digits after the decimal point: the least and the most, in units of the last digit. Nothing is
    /// in the range of `(1, 0)`.
    ranges: [(i64, i64); FRACTIONS],
}

/// Numbers with more digits after the decimal point are left to the full check.
const FRACTIONS: usize = 5;

const NOTHING: (i64, i64) = (1, 0);

impl NumberRange {
    /// Any small number.
    pub(crate) const ANY: NumberRange =
        NumberRange { is_whole: false, ranges: [(i64::MIN, i64::MAX); FRACTIONS] };

    /// Adds a value type; those that are not of numbers change nothing.
    pub(crate) fn add_type(&mut self, wanted: ValueType) {
        if let Some(range) = value_type::whole_range(wanted) {
            self.is_whole = true;
            self.narrow(|_| Some(range));
        }
    }

    /// Adds a limit of numbers; those of lengths change nothing.
    pub(crate) fn add_limit(&mut self, limit: &ValueLimit) {
        self.narrow(|digits| limit.range_of_digits(digits));
    }

    fn narrow(&mut self, allowed: impl Fn(usize) -> Option<(i64, i64)>) {
        for (digits, range) in self.ranges.iter_mut().enumerate() {
            let (least, most) = allowed(digits).unwrap_or(NOTHING);
            *range = (range.0.max(least), range.1.min(most));
        }
    }

    /// Whether a number is in the range.
    #[inline]
    pub(crate) fn has(&self, number: SmallNumber) -> bool {
        let range = self.ranges.get(number.fraction_digits());
        range.is_some_and(|&(least, most)| (least..=most).contains(&number.digits()))
            && (!self.is_whole || number.whole().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::limit::Limit;
    use crate::check::measure::ValueMeasure;
    use crate::check::pattern::Holds;
    use crate::check::text::Text;
    use crate::vocab::{Bound, Side};
    use proptest::prelude::*;

    fn limit() -> impl Strategy<Value = ValueLimit> {
        let of = |(text, is_max, is_included, is_value): (String, bool, bool, bool)| {
            let side = if is_max { Side::Max } else { Side::Min };
            let bound = if is_included { Bound::Include } else { Bound::NotInclude };
            let measure = if is_value { ValueMeasure::Value } else { ValueMeasure::DecimalDigits };
            ValueLimit::new(measure, Limit::new(&text, side, bound))
        };
        ("-?[0-9]{1,2}(\\.[0-9]{0,3})?|[0-9]{19}|x", any::<bool>(), any::<bool>(), any::<bool>()).prop_map(of)
    }

    proptest! {
        /// The same numbers as all rules one by one.
        #[test]
        fn as_rule_by_rule(
            limits in prop::collection::vec(limit(), 0..3),
            wanted in proptest::option::of(proptest::sample::select(&[ValueType::Integer, ValueType::Long, ValueType::Decimal][..])),
            text in "-?[0-9]{1,3}(\\.[0-9]{0,4})?|[0-9]{9,12}",
        ) {
            let mut range = NumberRange::ANY;
            limits.iter().for_each(|limit| range.add_limit(limit));
            wanted.into_iter().for_each(|wanted| range.add_type(wanted));
            let number = SmallNumber::parse(&text).unwrap();
            let passes = wanted.is_none_or(|wanted| value_type::fits(&text, Some(number), wanted));
            let text = Text { number: Some(number), ..Text::new(&text) };
            let passes = passes && limits.iter().all(|limit| limit.surely_passes(&text, Holds::Texts));
            prop_assert_eq!(range.has(number), passes);
        }
    }
}
