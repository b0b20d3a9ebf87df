//! Limits for the sizes of files and pictures.

use std::cmp::Ordering;
use std::io::Write;

use crate::asset::AssetFacts;
use crate::check::limit::Limit;
use crate::decimal::Decimal;
use crate::schema::RuleRef;
use crate::vocab::{Bound, Side, SizeUnit};

/// A limit that the facts of a file are compared with.
#[derive(Clone, Debug)]
pub(crate) enum SizeLimit {
    File(SizeUnit, Limit),
    Picture(Picture),
    /// The size in bytes of the file of a picture. Only documents say so, not the guide, so it is never certain.
    PictureFile(Limit),
}

/// How the facts compare with the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    Met,
    /// Broken in one reading of the rule only.
    Doubtful,
    Broken,
    /// The facts that the limit needs are not known.
    Unknown,
}

impl SizeLimit {
    /// The limit of a rule for pictures.
    pub(crate) fn picture(rule: RuleRef<'_>, side: Side) -> Option<SizeLimit> {
        let (first, second) = sides(rule.value()?)?;
        Some(SizeLimit::Picture(Picture { sides: [first, second], side, bound: rule.bound()? }))
    }

    pub(crate) fn check(&self, facts: &AssetFacts) -> Fit {
        match self {
            SizeLimit::File(unit, limit) => match facts.bytes {
                Some(bytes) if allows_file(limit, *unit, bytes) => Fit::Met,
                Some(_) => Fit::Broken,
                None => Fit::Unknown,
            },
            SizeLimit::PictureFile(limit) => match facts.bytes {
                Some(bytes) if allows_file(limit, SizeUnit::Byte, bytes) => Fit::Met,
                Some(_) => Fit::Doubtful,
                None => Fit::Unknown,
            },
            SizeLimit::Picture(picture) => match (facts.width, facts.height) {
                (Some(width), Some(height)) => picture.check(width, height),
                (None, _) | (_, None) => Fit::Unknown,
            },
        }
    }
}

/// Whether a file of a number of bytes is within a limit in another unit. The comparison is exact: the unit is a power of
/// two, so the size in that unit has finitely many digits.
fn allows_file(limit: &Limit, unit: SizeUnit, bytes: u64) -> bool {
    let unit = unit.bytes();
    // Twenty digits of a u64, the point, and 30 fraction digits: the largest unit is 2^30.
    let mut digits = [0; 20 + 1 + 30];
    let room = digits.len();
    let mut rest = digits.as_mut_slice();
    let mut remainder = bytes % unit;
    let mut written = write!(rest, "{}.", bytes / unit);
    while remainder > 0 && written.is_ok() {
        remainder *= 10;
        written = write!(rest, "{}", remainder / unit);
        remainder %= unit;
    }
    let used = room - rest.len();
    let size = std::str::from_utf8(&digits[..used]).ok().and_then(Decimal::parse);
    size.zip(limit.number()).is_some_and(|(size, bound)| limit.allows(size.cmp(&bound)))
}

/// A limit for a picture: two numbers of pixels. The guide does not say which is the width; real data has the height
/// first.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    /// 0 means without a limit.
    pub(crate) sides: [u64; 2],
    pub(crate) side: Side,
    pub(crate) bound: Bound,
}

impl Picture {
    fn check(&self, width: u64, height: u64) -> Fit {
        let [first, second] = self.sides;
        let width_first = self.allows(width, first) && self.allows(height, second);
        let height_first = self.allows(height, first) && self.allows(width, second);
        match (width_first, height_first) {
            (true, true) => Fit::Met,
            (false, false) => Fit::Broken,
            (true, false) | (false, true) => Fit::Doubtful,
        }
    }

    fn allows(&self, pixels: u64, limit: u64) -> bool {
        limit == 0
            || match (pixels.cmp(&limit), self.side) {
                (Ordering::Equal, _) => self.bound == Bound::Include,
                (Ordering::Less, side) => side == Side::Max,
                (Ordering::Greater, side) => side == Side::Min,
            }
    }
}

/// `800*800`, also with `x`, `X` or `×`.
pub(crate) fn sides(text: &str) -> Option<(u64, u64)> {
    let (first, second) = text.split_once(['*', 'x', 'X', '×'])?;
    Some((pixels(first)?, pixels(second)?))
}

fn pixels(text: &str) -> Option<u64> {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // A number that does not fit is above the size of any picture.
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(value: &str, unit: SizeUnit, side: Side, bytes: u64) -> bool {
        allows_file(&Limit::new(value, side, Bound::Include), unit, bytes)
    }

    #[test]
    fn files() {
        assert!(file("500", SizeUnit::Kilobyte, Side::Max, 512_000));
        assert!(!file("500", SizeUnit::Kilobyte, Side::Max, 512_001));
        assert!(file("0.5", SizeUnit::Megabyte, Side::Max, 1 << 19));
        assert!(!file("0.5", SizeUnit::Megabyte, Side::Max, (1 << 19) + 1));
        assert!(!file("0.5000000000000000000000000000000001", SizeUnit::Megabyte, Side::Min, 1 << 19));
        assert!(file("1e3", SizeUnit::Byte, Side::Max, 1000));
        assert!(!file("17179869183.9999999", SizeUnit::Gigabyte, Side::Max, u64::MAX));
        assert!(file("17179869184", SizeUnit::Gigabyte, Side::Max, u64::MAX));
        assert!(!file("-1", SizeUnit::Byte, Side::Max, 0));
    }

    proptest! {
        /// Whole limits, by multiplication.
        #[test]
        fn whole_limits(value in 0u32.., unit in prop::sample::select(SizeUnit::ALL), bytes in any::<u64>(), near in -2i64..3) {
            let exact = u128::from(value) * u128::from(unit.bytes());
            let close = u64::try_from(i128::try_from(exact).unwrap() + i128::from(near)).unwrap_or(bytes);
            for bytes in [bytes, close] {
                let text = value.to_string();
                prop_assert_eq!(file(&text, unit, Side::Max, bytes), u128::from(bytes) <= exact);
                prop_assert_eq!(file(&text, unit, Side::Min, bytes), u128::from(bytes) >= exact);
            }
        }
    }

    #[test]
    fn two_sides() {
        assert_eq!(sides("960x620"), Some((960, 620)));
        assert_eq!(sides(" 960 X 0 "), Some((960, 0)));
        assert_eq!(sides("99999999999999999999999×1"), Some((u64::MAX, 1)));
        for odd in ["", "800", "*", "800*", "800**800", "-1*5", "800*80.5", "a*b"] {
            assert_eq!(sides(odd), None, "{odd}");
        }
    }

    #[test]
    fn pictures() {
        let check = |sides: [u64; 2], side, bound, pixels: [u64; 2]| {
            Picture { sides, side, bound }.check(pixels[0], pixels[1])
        };
        let at_least = |sides, pixels| check(sides, Side::Min, Bound::Include, pixels);
        assert_eq!(at_least([800, 600], [800, 600]), Fit::Doubtful);
        assert_eq!(at_least([800, 600], [600, 800]), Fit::Doubtful);
        assert_eq!(at_least([800, 600], [800, 800]), Fit::Met);
        assert_eq!(at_least([800, 600], [799, 799]), Fit::Broken);
        assert_eq!(at_least([800, 600], [5000, 599]), Fit::Broken);
        assert_eq!(at_least([0, 0], [0, 0]), Fit::Met);
        assert_eq!(check([800, 0], Side::Max, Bound::Include, [800, 9000]), Fit::Doubtful);
        assert_eq!(check([800, 800], Side::Max, Bound::NotInclude, [800, 1]), Fit::Broken);
        assert_eq!(check([800, 800], Side::Max, Bound::NotInclude, [799, 1]), Fit::Met);
    }
}
