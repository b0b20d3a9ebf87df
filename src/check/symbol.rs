//! The answer table of the symbols: what each of the eleven asks of the values of a field.
//!
//! A symbol is a test for one value, and how many values must pass it. All answers follow from these two: that of an
//! empty field, of a field with sub-fields, of one value, and of several.

use std::cmp::Ordering;

use crate::decimal::Decimal;
use crate::vocab::Symbol;

/// What a symbol asks. Empty values do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) quantifier: Quantifier,
    pub(crate) test: Test,
}

/// How many values must pass the test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantifier {
    /// There are values, and all of them pass.
    Every,
    /// At least one value passes.
    Some,
    /// No value passes.
    No,
}

/// What a value is tested for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    /// Nothing: any value passes.
    Any,
    /// It is the text of the condition.
    Same,
    /// It contains the text of the condition; outside `input` fields it must be that text.
    Contains,
    /// Both are numbers, and compare so.
    Compare(Comparison),
    /// It is one of the options of the field.
    Option,
}

/// How a number compares with that of the condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,
}

impl Meaning {
    /// The table.
    pub(crate) const fn of(symbol: Symbol) -> Meaning {
        let (quantifier, test) = match symbol {
            Symbol::IsNull => (Quantifier::No, Test::Any),
            Symbol::Equal => (Quantifier::Every, Test::Same),
            Symbol::NotEqual => (Quantifier::No, Test::Same),
            Symbol::Greater => (Quantifier::Every, Test::Compare(Comparison::Greater)),
            Symbol::Less => (Quantifier::Every, Test::Compare(Comparison::Less)),
            Symbol::GreaterOrEqual => (Quantifier::Every, Test::Compare(Comparison::GreaterOrEqual)),
            Symbol::LessOrEqual => (Quantifier::Every, Test::Compare(Comparison::LessOrEqual)),
            Symbol::Contains => (Quantifier::Some, Test::Contains),
            Symbol::NotContains => (Quantifier::No, Test::Contains),
            Symbol::InOptions => (Quantifier::Every, Test::Option),
            Symbol::NotInOptions => (Quantifier::No, Test::Option),
        };
        Meaning { quantifier, test }
    }

    /// The answer of a field that is empty, disabled or not there.
    pub(crate) const fn of_empty(self) -> bool {
        matches!(self.quantifier, Quantifier::No)
    }

    /// The answer of a field with sub-fields that is not empty: it has no text that could pass a test.
    pub(crate) const fn of_filled_group(self) -> bool {
        self.of_empty() && !matches!(self.test, Test::Any)
    }

    /// The answer of a field with one value, given whether the value passes the test.
    pub(crate) const fn of_one(self, passes: bool) -> bool {
        match self.quantifier {
            Quantifier::Every | Quantifier::Some => passes,
            Quantifier::No => !passes,
        }
    }
}

impl Test {
    /// Whether a value passes. `value` is the text of the condition; `looks_inside` says whether the field is an `input`, whose
    /// texts may contain it.
    pub(crate) fn passes(
        self,
        text: &str,
        value: &str,
        looks_inside: bool,
        is_option: impl FnOnce(&str) -> bool,
    ) -> bool {
        match self {
            Test::Any => true,
            Test::Contains if looks_inside => text.contains(value),
            Test::Same | Test::Contains => text == value,
            Test::Compare(comparison) => comparison.holds_for(text, value),
            Test::Option => is_option(text),
        }
    }

    /// Whether the text of the condition matters.
    pub(crate) const fn takes_value(self) -> bool {
        match self {
            Test::Any | Test::Option => false,
            Test::Same | Test::Contains | Test::Compare(_) => true,
        }
    }
}

impl Comparison {
    /// Whether an ordering, of the value to the number of the condition, is this one.
    pub(crate) const fn holds(self, compared: Ordering) -> bool {
        match self {
            Comparison::Greater => compared.is_gt(),
            Comparison::Less => compared.is_lt(),
            Comparison::GreaterOrEqual => compared.is_ge(),
            Comparison::LessOrEqual => compared.is_le(),
        }
    }

    /// Whether two texts are numbers that compare so.
    pub(crate) fn holds_for(self, text: &str, value: &str) -> bool {
        match (Decimal::parse(text), Decimal::parse(value)) {
            (Some(text), Some(value)) => self.holds(text.cmp(&value)),
            (None, _) | (_, None) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of the guide, answer by answer: empty, one value that passes, one that does not, a filled complex.
    #[test]
    fn answers() {
        for &symbol in Symbol::ALL {
            let meaning = Meaning::of(symbol);
            let answers =
                [meaning.of_empty(), meaning.of_one(true), meaning.of_one(false), meaning.of_filled_group()];
            let wanted = match symbol {
                // Any value passes.
                Symbol::IsNull => [true, false, true, false],
                Symbol::NotEqual | Symbol::NotContains | Symbol::NotInOptions => [true, false, true, true],
                Symbol::Equal
                | Symbol::Greater
                | Symbol::Less
                | Symbol::GreaterOrEqual
                | Symbol::LessOrEqual
                | Symbol::Contains
                | Symbol::InOptions => [false, true, false, false],
            };
            assert_eq!(answers, wanted, "{symbol}");
        }
    }

    /// What passes, by the kind of the field: `contains` looks inside the texts of an `input` only.
    #[test]
    fn tests_of_one_value() {
        let passes = |test: Test, text: &str, value: &str| {
            [true, false].map(|looks_inside| test.passes(text, value, looks_inside, |text| text == "option"))
        };
        assert_eq!(passes(Test::Any, "a", "b"), [true, true]);
        assert_eq!(passes(Test::Same, "ab", "b"), [false, false]);
        assert_eq!(passes(Test::Same, "b", "b"), [true, true]);
        assert_eq!(passes(Test::Contains, "ab", "b"), [true, false]);
        assert_eq!(passes(Test::Contains, "b", "b"), [true, true]);
        assert_eq!(passes(Test::Compare(Comparison::Less), "1", "2"), [true, true]);
        assert_eq!(passes(Test::Option, "option", "other"), [true, true]);
        assert_eq!(passes(Test::Option, "other", "other"), [false, false]);
    }

    #[test]
    fn comparisons() {
        let all =
            [Comparison::Greater, Comparison::Less, Comparison::GreaterOrEqual, Comparison::LessOrEqual];
        let holds = |text: &str, value: &str| all.map(|comparison| comparison.holds_for(text, value));
        assert_eq!(holds("2", "1.0"), [true, false, true, false]);
        assert_eq!(holds("1", "1.0"), [false, false, true, true]);
        assert_eq!(holds("-1", "1e3"), [false, true, false, true]);
        assert_eq!(holds("", "1"), [false; 4]);
        assert_eq!(holds("1", "a"), [false; 4]);
    }
}
