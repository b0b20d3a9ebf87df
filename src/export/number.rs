//! Comparisons of decimal numbers as patterns over their texts: digits compare from the left.

use crate::decimal::Decimal;
use crate::export::node::{Node, any, not, pattern};
use crate::vocab::Bound;

/// A number without an exponent, as decimals are written.
pub(super) const PLAIN: &str = r"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)$";

/// The longest limit that becomes a pattern, in digits.
const LONGEST: usize = 40;

/// A limit that is zero or more, as its digits before and after the point.
struct Limit {
    whole: Vec<u8>,
    fraction: Vec<u8>,
}

impl Limit {
    fn parse(text: &str) -> Option<Limit> {
        Decimal::parse(text)?;
        let digits = text.strip_prefix('+').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(fraction) || whole.len() + fraction.len() > LONGEST {
            return None;
        }
        let whole = whole.trim_start_matches('0').bytes().map(|byte| byte - b'0').collect();
        let fraction = fraction.trim_end_matches('0').bytes().map(|byte| byte - b'0').collect();
        Some(Limit { whole, fraction })
    }

    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    /// The digits before the point, as they begin a pattern.
    fn whole(&self) -> String {
        text(&self.whole)
    }

    /// Texts of numbers above the limit.
    fn above(&self) -> String {
        let mut alternatives = vec![format!("[1-9][0-9]{{{},}}{TAIL}", self.whole.len())];
        for (at, &digit) in self.whole.iter().enumerate().filter(|(_, digit)| **digit < 9) {
            let rest = self.whole.len() - at - 1;
            alternatives.push(format!("{}[{}-9][0-9]{{{rest}}}{TAIL}", text(&self.whole[..at]), digit + 1));
        }
        let mut fractions = vec![format!("{}0*[1-9][0-9]*", text(&self.fraction))];
        for (at, &digit) in self.fraction.iter().enumerate().filter(|(_, digit)| **digit < 9) {
            fractions.push(format!("{}[{}-9][0-9]*", text(&self.fraction[..at]), digit + 1));
        }
        alternatives.push(format!("{}\\.(?:{})", self.whole(), fractions.join("|")));
        format!("^\\+?0*(?:{})$", alternatives.join("|"))
    }

    /// Texts of numbers that are the limit.
    fn equal(&self) -> String {
        let sign = if self.is_zero() { "[+-]?" } else { "\\+?" };
        if self.fraction.is_empty() {
            return match self.whole.is_empty() {
                true => format!("^{sign}(?:0+\\.?0*|\\.0+)$"),
                false => format!("^{sign}0*{}(?:\\.0*)?$", self.whole()),
            };
        }
        format!("^{sign}0*{}\\.{}0*$", self.whole(), text(&self.fraction))
    }
}

/// What may follow the digits before the point.
const TAIL: &str = "(?:\\.[0-9]*)?";

fn text(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(b'0' + digit)).collect()
}

/// How numbers without an exponent compare with a limit; none if the limit is negative, very long or has an exponent.
pub(super) struct Compared {
    pub(super) above: Node,
    pub(super) equal: Node,
}

impl Compared {
    pub(super) fn with(limit: &str) -> Option<Compared> {
        let limit = Limit::parse(limit)?;
        Some(Compared { above: pattern(limit.above()), equal: pattern(limit.equal()) })
    }

    /// Texts that are surely above, and not equal unless the bound is open.
    pub(super) fn too_large(self, bound: Bound) -> Node {
        match bound {
            Bound::Include => self.above,
            Bound::NotInclude => any(vec![self.above, self.equal]),
        }
    }

    /// Texts that are surely below.
    pub(super) fn too_small(self, bound: Bound) -> Node {
        let not_below = match bound {
            Bound::Include => vec![self.above, self.equal],
            Bound::NotInclude => vec![self.above],
        };
        crate::export::node::all(vec![pattern(PLAIN), not(any(not_below))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Ordering;

    /// The patterns agree with the comparison of decimals, for numbers around each limit in each spelling.
    #[test]
    fn patterns_compare_as_decimals() {
        let numbers: Vec<String> =
            ["0", "1", "9", "10", "11", "99", "100", "101", "0.5", "0.05", "9.99", "10.01", "199.9", "1000"]
                .iter()
                .flat_map(|number| {
                    let spelled = [
                        (*number).to_owned(),
                        format!("0{number}"),
                        format!("+{number}"),
                        format!("-{number}"),
                    ];
                    let dotted =
                        if number.contains('.') { format!("{number}0") } else { format!("{number}.") };
                    spelled.into_iter().chain([dotted.clone(), format!("00{dotted}0")])
                })
                .chain([".5", ".05", "0.", ".0", "-.0"].map(str::to_owned))
                .collect();
        let plain = regex::Regex::new(PLAIN).unwrap();
        for limit in ["0", "0.00", "1", "9", "10", "10.00", "99.99", "0.5", "100", "199.90", "007"] {
            let parsed = Limit::parse(limit).unwrap();
            let above = regex::Regex::new(&parsed.above()).unwrap();
            let equal = regex::Regex::new(&parsed.equal()).unwrap();
            for number in &numbers {
                assert!(plain.is_match(number), "{number}");
                let compared = Decimal::parse(number).unwrap().cmp(&Decimal::parse(limit).unwrap());
                let found = (above.is_match(number), equal.is_match(number));
                let wanted = (compared == Ordering::Greater, compared == Ordering::Equal);
                assert_eq!(found, wanted, "{number} and {limit}");
            }
        }
        for limit in ["-1", "1e3", "a", ""] {
            assert!(Limit::parse(limit).is_none(), "{limit}");
        }
    }
}
