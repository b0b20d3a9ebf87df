//! Ranges whose ends are numbers or the values of other fields.

use std::cmp::Ordering;
use std::ops::ControlFlow;

use super::RuleCheck;
use super::number::Number;
use crate::decimal::Decimal;
use crate::rules::limits::MAX_SUM_DIGITS;
use crate::rules::model::{Bounds, Comparison, Limit};
use crate::rules::walk::Scope;

/// A range with its ends found.
pub(super) struct Range {
    ends: Vec<(Comparison, Vec<Number<String>>)>,
}

impl RuleCheck<'_, '_> {
    /// The ends of a range. An end without a value is left out.
    pub(super) fn range(&self, bounds: &Bounds, scope: &Scope<'_>) -> Range {
        let mut places = self.uses.limits.iter();
        let mut ends = Vec::new();
        for (comparison, limit) in &bounds.list {
            let texts = match limit {
                Limit::Number(number) => Number::parse(number.clone()).into_iter().collect(),
                Limit::Of(_) => match places.next() {
                    Some(&place) => self.extreme(*comparison, place, scope),
                    None => Vec::new(),
                },
            };
            if !texts.is_empty() {
                ends.push((*comparison, texts));
            }
        }
        Range { ends }
    }

    /// The smallest or greatest number of a place, whichever is the end of the range; all of them if one is to be
    /// equaled.
    fn extreme(&self, comparison: Comparison, place: usize, scope: &Scope<'_>) -> Vec<Number<String>> {
        let wanted = match comparison {
            Comparison::Above | Comparison::AtLeast => Some(Ordering::Less),
            Comparison::AtMost | Comparison::Below => Some(Ordering::Greater),
            Comparison::Equals => None,
        };
        let mut numbers: Vec<Number<String>> = Vec::new();
        let _ = self.walker.values(scope, place, &mut |found| {
            let Some(number) = Number::parse(found.text()) else { return ControlFlow::Continue(()) };
            let is_wanted = match (wanted, numbers.last()) {
                (Some(wanted), Some(known)) => number.compare(known) == wanted,
                (Some(_), None) | (None, _) => true,
            };
            if is_wanted {
                if wanted.is_some() {
                    numbers.clear();
                }
                numbers.push(number.owned());
            }
            ControlFlow::Continue(())
        });
        numbers
    }
}

impl Range {
    /// The end that a number breaks, as it is written in messages.
    pub(super) fn broken_by(&self, text: &str) -> Option<(Comparison, String)> {
        // A value that is not a number is reported by the rules of the schema.
        let number = Number::parse(text)?;
        self.ends.iter().find_map(|(comparison, ends)| {
            let holds = ends.iter().map(|end| number.compare(end)).any(|order| match comparison {
                Comparison::Above => order.is_gt(),
                Comparison::AtLeast => order.is_ge(),
                Comparison::Equals => order.is_eq(),
                Comparison::AtMost => order.is_le(),
                Comparison::Below => order.is_lt(),
            });
            let texts = || ends.iter().map(Number::text).collect::<Vec<_>>().join(", ");
            (!holds).then(|| (*comparison, texts()))
        })
    }
}

/// The exact sum of numbers; none if one of them is too long.
pub(super) fn sum(texts: &[String]) -> Option<String> {
    let mut parsed = Vec::with_capacity(texts.len());
    for text in texts {
        let (is_negative, exponent, digits) = Decimal::parse(text)?.canonical();
        if digits.len() > MAX_SUM_DIGITS || exponent.unsigned_abs() > MAX_SUM_DIGITS as u64 {
            return None;
        }
        let length = i64::try_from(digits.len()).ok()?;
        let value: i128 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
        // The value is 0.DIGITS times ten to the power of the exponent, so the last digit has this weight.
        parsed.push((if is_negative { -value } else { value }, exponent - length));
    }
    let least = parsed.iter().map(|(_, weight)| *weight).min().unwrap_or(0).min(0);
    let mut total: i128 = 0;
    for (value, weight) in parsed {
        let shift = u32::try_from(weight - least).ok()?;
        total = total.checked_add(value.checked_mul(10_i128.checked_pow(shift)?)?)?;
    }
    let places = usize::try_from(-least).ok()?;
    let digits = format!("{:0width$}", total.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let fraction = fraction.trim_end_matches('0');
    let sign = if total < 0 { "-" } else { "" };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn added(texts: &[&str]) -> Option<String> {
        sum(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn sums_are_exact() {
        for (texts, wanted) in [
            (&["0.1", "0.2"][..], Some("0.3")),
            (&["1.50", "2.50"], Some("4")),
            (&["1e3", "-0.001"], Some("999.999")),
            (&["-1", "0.5"], Some("-0.5")),
            (&[], Some("0")),
            (&["0", "0.00"], Some("0")),
            (&["1e99999999", "1"], None),
        ] {
            assert_eq!(added(texts).as_deref(), wanted, "{texts:?}");
        }
    }

    proptest! {
        #[test]
        fn sums_of_cents(cents in proptest::collection::vec(-1_000_000_i64..1_000_000, 0..20)) {
            let texts: Vec<String> = cents
                .iter()
                .map(|cents| format!("{}{}.{:02}", if *cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100))
                .collect();
            let total: i64 = cents.iter().sum();
            let total = format!("{total}e-2");
            let found = sum(&texts).unwrap();
            prop_assert_eq!(Decimal::parse(&found), Decimal::parse(&total));
        }
    }
}
