//! Limits in a form in which they can be compared with each other.

use std::cmp::Ordering;

use crate::check::limit::Limit;
use crate::check::pattern::Holds;
use crate::check::size::Picture;
use crate::check::value_type::moment;
use crate::vocab::{Bound, Side, SizeUnit};

/// Counts from this one on are as good as unlimited.
const MAX_COUNT: u64 = 1 << 40;

/// A limit for a count. Limits of the same meaning are equal, whatever their spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CountLimit {
    pub(super) side: Side,
    /// The largest count that a maximum allows, -1 if it allows none; the smallest count that a minimum allows.
    pub(super) count: i64,
}

impl CountLimit {
    pub(super) fn of(limit: &Limit) -> CountLimit {
        let allows = |count: u64| limit.allows_count(usize::try_from(count).unwrap_or(usize::MAX));
        // Binary search for the first count that a minimum allows, or that a maximum does not allow.
        let (mut low, mut high) = (0, MAX_COUNT);
        while low < high {
            let middle = low + (high - low) / 2;
            if allows(middle) == (limit.side == Side::Min) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        let first = i64::try_from(low).unwrap_or(i64::MAX);
        let count = match limit.side {
            Side::Max => first - 1,
            Side::Min => first,
        };
        CountLimit { side: limit.side, count }
    }

    pub(super) fn allows(self, count: usize) -> bool {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        match self.side {
            Side::Max => count <= self.count,
            Side::Min => count >= self.count,
        }
    }

    /// Whether every count that this allows is allowed by the other.
    pub(super) fn implies(self, other: CountLimit) -> bool {
        self.side == other.side
            && match self.side {
                Side::Max => self.count <= other.count,
                Side::Min => self.count >= other.count,
            }
    }
}

/// Whether every value that a limit allows is allowed by another limit of the same side, both read as numbers or both
/// as moments. `None` if one of them cannot be read so.
pub(super) fn is_within(tight: &Limit, loose: &Limit, holds: Holds) -> Option<bool> {
    let compared = match holds {
        Holds::Texts => tight.number()?.cmp(&loose.number()?),
        Holds::Moments => moment(&tight.text)?.cmp(&moment(&loose.text)?),
    };
    Some(is_inside(compared, tight.side, tight.bound, loose.bound))
}

fn is_inside(compared: Ordering, side: Side, tight: Bound, loose: Bound) -> bool {
    match (compared, side) {
        (Ordering::Equal, _) => loose == Bound::Include || tight == Bound::NotInclude,
        (Ordering::Less, side) => side == Side::Max,
        (Ordering::Greater, side) => side == Side::Min,
    }
}

/// A limit for a file size, converted to bytes.
pub(super) fn in_bytes(limit: &Limit, unit: SizeUnit) -> Limit {
    Limit::new(&times(&limit.text, unit.bytes()), limit.side, limit.bound)
}

/// The exact product of a decimal, given as text, and a power of 1024.
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

/// A limit for the two sides of a picture, the smaller one first. It is not known which side is the width.
#[derive(Clone, Copy, Debug)]
pub(super) struct PictureLimit {
    side: Side,
    bound: Bound,
    pixels: [Pixels; 2],
}

/// A limit for one side of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pixels {
    /// A minimum without limit, below all numbers.
    NoMinimum,
    Number(u64),
    /// A maximum without limit, above all numbers.
    NoMaximum,
}

impl PictureLimit {
    pub(super) fn of(picture: &Picture) -> PictureLimit {
        let mut pixels = picture.sides.map(|number| match (number, picture.side) {
            (0, Side::Max) => Pixels::NoMaximum,
            (0, Side::Min) => Pixels::NoMinimum,
            (number, _) => Pixels::Number(number),
        });
        pixels.sort_unstable();
        PictureLimit { side: picture.side, bound: picture.bound, pixels }
    }

    /// Whether one of the sides is limited.
    pub(super) fn has_limit(self) -> bool {
        self.pixels.iter().any(|pixels| pixels.is_limit())
    }

    /// Whether every picture that this allows is allowed by the other.
    pub(super) fn implies(self, other: PictureLimit) -> bool {
        let mut sides = self.pixels.iter().zip(other.pixels);
        self.side == other.side
            && sides.all(|(tight, loose)| {
                !loose.is_limit() || is_inside(tight.cmp(&loose), self.side, self.bound, other.bound)
            })
    }
}

impl Pixels {
    fn is_limit(self) -> bool {
        matches!(self, Pixels::Number(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::size::sides;
    use crate::decimal::Decimal;

    #[test]
    fn counts() {
        let count = |text, side, bound| CountLimit::of(&Limit::new(text, side, bound)).count;
        let max = |text| count(text, Side::Max, Bound::Include);
        let below = |text| count(text, Side::Max, Bound::NotInclude);
        let min = |text| count(text, Side::Min, Bound::Include);
        let above = |text| count(text, Side::Min, Bound::NotInclude);
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
        let limit = |text: &str| {
            let (first, second) = sides(text).unwrap();
            PictureLimit::of(&Picture { sides: [first, second], side: Side::Max, bound: Bound::Include })
        };
        let within = |tight, loose| limit(tight).implies(limit(loose));
        assert!(within("800*600", "600x800") && within("600X800", "800×600"));
        assert!(within("800*600", "0*800") && !within("0*800", "800*600"));
        assert!(!within("900*100", "800*800"));
        assert!(limit("0*1").has_limit() && !limit("0*0").has_limit());
    }
}
