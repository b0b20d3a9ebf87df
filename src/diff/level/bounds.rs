//! Which of two limits is the tighter one.

use std::cmp::Ordering;

use crate::check::limit::Limit;
use crate::check::size;
use crate::check::value_type::moment;
use crate::decimal::Decimal;
use crate::schema::RuleRef;
use crate::vocab::Bound;
use crate::vocab::Side as Toward;

/// Counts above this are as good as no limit.
const MOST: u64 = 1 << 40;

/// The last count that a maximum allows, -1 if none; the first that a minimum allows. So bounds that mean the
/// same are the same number, whatever their spelling.
pub(super) fn count(limit: &Limit) -> i64 {
    let allows = |count: u64| limit.allows_count(usize::try_from(count).unwrap_or(usize::MAX));
    let (mut low, mut high) = (0, MOST);
    // A maximum allows all counts up to one, a minimum all from one on.
    while low < high {
        let middle = low + (high - low) / 2;
        if allows(middle) == (limit.side == Toward::Min) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    let first = i64::try_from(low).unwrap_or(i64::MAX);
    if limit.side == Toward::Max { first - 1 } else { first }
}

/// Whether a limit lets through only what another does, both read as numbers or both as moments. None if one
/// of them cannot be read so.
pub(super) fn is_within(tight: &Limit, loose: &Limit, as_moments: bool) -> Option<bool> {
    let compared = if as_moments {
        moment(&tight.text)?.cmp(&moment(&loose.text)?)
    } else {
        tight.number()?.cmp(&loose.number()?)
    };
    Some(inside(compared, tight.side, tight.bound, loose.bound))
}

fn inside(compared: Ordering, side: Toward, tight: Bound, loose: Bound) -> bool {
    match (compared, side) {
        (Ordering::Equal, _) => loose == Bound::Include || tight == Bound::NotInclude,
        (Ordering::Less, side) => side == Toward::Max,
        (Ordering::Greater, side) => side == Toward::Min,
    }
}

/// Whether a limit can be read as a number, or as a moment.
pub(super) fn is_usable(limit: &Limit, as_moment: bool) -> bool {
    if as_moment { moment(&limit.text).is_some() } else { limit.number().is_some() }
}

/// A file size in bytes, as a decimal of any length.
pub(super) fn bytes(rule: RuleRef<'_>) -> Option<String> {
    let factor = rule.size_unit()?.bytes();
    let text = rule.value()?.trim();
    Decimal::parse(text)?;
    Some(times(text, factor))
}

/// A decimal as text times a power of 1024, exactly.
fn times(text: &str, factor: u64) -> String {
    let (mantissa, exponent) = text.split_at(text.find(['e', 'E']).unwrap_or(text.len()));
    let negative = mantissa.starts_with('-');
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: Vec<u64> = integer
        .bytes()
        .chain(fraction.bytes())
        .filter(u8::is_ascii_digit)
        .map(|digit| u64::from(digit - b'0'))
        .collect();
    let mut product: Vec<u8> = Vec::with_capacity(digits.len() + 10);
    let mut carry = 0;
    for digit in digits.iter().rev() {
        let here = digit * factor + carry;
        product.push(b'0' + u8::try_from(here % 10).unwrap_or_default());
        carry = here / 10;
    }
    while carry > 0 {
        product.push(b'0' + u8::try_from(carry % 10).unwrap_or_default());
        carry /= 10;
    }
    let point = product.len() - fraction.len();
    let mut written = String::with_capacity(product.len() + 2);
    if negative {
        written.push('-');
    }
    for (at, digit) in product.iter().rev().enumerate() {
        if at == point {
            written.push('.');
        }
        written.push(char::from(*digit));
    }
    written + exponent
}

/// The two numbers of a picture's size, the smaller one first; 0 is no limit on that side.
pub(super) fn pixels(text: &str, toward: Toward) -> Option<[Pixels; 2]> {
    let (a, b) = size::sides(text)?;
    let mut both = [a, b].map(|side| match (side, toward) {
        (0, Toward::Max) => Pixels::All,
        (0, Toward::Min) => Pixels::None,
        (side, _) => Pixels::Number(side),
    });
    both.sort_unstable();
    Some(both)
}

/// One side of a picture's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pixels {
    /// A minimum without limit, below all numbers.
    None,
    Number(u64),
    /// A maximum without limit, above all numbers.
    All,
}

impl Pixels {
    pub(super) fn is_limit(self) -> bool {
        matches!(self, Pixels::Number(_))
    }
}

/// Whether one size lets through only what another does.
pub(super) fn fits(tight: ([Pixels; 2], Bound), loose: ([Pixels; 2], Bound), toward: Toward) -> bool {
    let mut sides = tight.0.iter().zip(loose.0);
    sides.all(|(one, other)| !other.is_limit() || inside(one.cmp(&other), toward, tight.1, loose.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(text: &str, side: Toward, bound: Bound) -> Limit {
        Limit::new(text, side, bound)
    }

    #[test]
    fn counts() {
        let max = |text| count(&limit(text, Toward::Max, Bound::Include));
        let below = |text| count(&limit(text, Toward::Max, Bound::NotInclude));
        let min = |text| count(&limit(text, Toward::Min, Bound::Include));
        let above = |text| count(&limit(text, Toward::Min, Bound::NotInclude));
        assert_eq!([max("5"), max("5.9"), below("6"), below("5.1")], [5; 4]);
        assert_eq!([max("-1"), below("0"), max("0")], [-1, -1, 0]);
        assert_eq!([min("5"), min("4.1"), above("4"), above("4.9")], [5; 4]);
        assert_eq!([min("0"), min("-7")], [0, 0]);
        assert!(max("1e99") >= (1 << 40) - 1 && min("1e99") >= 1 << 40);
    }

    #[test]
    fn sizes_are_exact() {
        assert_eq!(times("1", 1 << 20), "1048576");
        assert_eq!(times("0.1", 1 << 10), "102.4");
        assert_eq!(times("-.5", 1 << 10), "-512.0");
        assert_eq!(Decimal::parse(&times("1.5e3", 1 << 10)), Decimal::parse("1536000"));
    }

    #[test]
    fn pictures() {
        fn size(text: &str) -> ([Pixels; 2], Bound) {
            (pixels(text, Toward::Max).unwrap(), Bound::Include)
        }
        let within = |tight, loose| fits(size(tight), size(loose), Toward::Max);
        assert!(within("800*600", "600x800") && within("600X800", "800×600"));
        assert!(within("800*600", "0*800") && !within("0*800", "800*600"));
        assert!(!within("900*100", "800*800"));
        assert!(pixels("800", Toward::Max).is_none() && pixels("a*b", Toward::Max).is_none());
    }
}
