//! Sets of characters. Java can also name lone surrogates; a valid text has none, so they are left out.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

use crate::java_regex::case_table::RUNS;

/// Whether and how a pattern ignores case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Kept,
    /// `(?i)`: for ASCII letters.
    Ascii,
    /// `(?iu)`: for all letters, by Java's own mapping.
    Unicode,
}

/// The characters from one code point to another.
pub(super) fn range(first: u32, last: u32) -> impl Iterator<Item = ClassUnicodeRange> {
    let part = |first: u32, last: u32| {
        let ends = char::from_u32(first).zip(char::from_u32(last)).filter(|_| first <= last);
        ends.map(|(first, last)| ClassUnicodeRange::new(first, last))
    };
    let below = part(first, last.min(0xD7FF));
    let above = part(first.max(0xE000), last);
    below.into_iter().chain(above)
}

pub(super) fn of_ranges(ranges: &[(u32, u32)]) -> ClassUnicode {
    ClassUnicode::new(ranges.iter().flat_map(|&(first, last)| range(first, last)))
}

pub(super) fn of_chars(chars: &str) -> ClassUnicode {
    ClassUnicode::new(chars.chars().map(|c| ClassUnicodeRange::new(c, c)))
}

pub(super) fn negated(mut set: ClassUnicode) -> ClassUnicode {
    set.negate();
    set
}

pub(super) fn contains(set: &ClassUnicode, c: char) -> bool {
    let ranges = set.ranges();
    let after = ranges.partition_point(|range| range.start() <= c);
    after.checked_sub(1).is_some_and(|at| ranges[at].end() >= c)
}

/// The characters that a class with the range matches when case is ignored: Java tests whether the character, its upper
/// case, or the lower case of that is in the range.
pub(super) fn folded_range(first: u32, last: u32, case: Case) -> Vec<ClassUnicodeRange> {
    let mut found: Vec<_> = range(first, last).collect();
    let within = |code: u32| (first..=last).contains(&code);
    match case {
        Case::Kept => {}
        Case::Ascii => {
            let letters = ('A'..='Z').chain('a'..='z');
            let other = letters.filter(|c| {
                within(u32::from(c.to_ascii_uppercase())) || within(u32::from(c.to_ascii_lowercase()))
            });
            found.extend(other.map(|c| ClassUnicodeRange::new(c, c)));
        }
        Case::Unicode => {
            let other = letters().filter(|letter| within(letter.upper) || within(letter.folded));
            found.extend(other.flat_map(|letter| range(letter.code, letter.code)));
        }
    }
    found
}

/// The characters that Java matches for a letter when case is ignored: those with the same folded form.
pub(super) fn folded(code: u32, case: Case) -> Vec<ClassUnicodeRange> {
    match case {
        Case::Kept => range(code, code).collect(),
        Case::Ascii => folded_range(code, code, Case::Ascii),
        Case::Unicode => {
            let form = letters().find(|letter| letter.code == code).map_or(code, |letter| letter.folded);
            let others = letters().filter(|letter| letter.folded == form).map(|letter| letter.code);
            others.chain([form, code]).flat_map(|code| range(code, code)).collect()
        }
    }
}

struct Letter {
    code: u32,
    upper: u32,
    folded: u32,
}

/// All letters that differ from their folded form or from their upper case.
fn letters() -> impl Iterator<Item = Letter> {
    RUNS.iter().flat_map(|&(first, last, step, upper, folded)| {
        let run = (first..=last).step_by(step as usize);
        run.map(move |code| Letter {
            code,
            upper: code.saturating_add_signed(upper),
            folded: code.saturating_add_signed(folded),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(ranges: Vec<ClassUnicodeRange>) -> String {
        let set = ClassUnicode::new(ranges);
        set.ranges().iter().flat_map(|range| range.start()..=range.end()).collect()
    }

    /// Count and hash are those that `fixtures/java-regex/Case.java` prints under JDK 17.
    #[test]
    fn letters_are_those_of_java() {
        let mut all: Vec<Letter> = letters().collect();
        all.sort_unstable_by_key(|letter| letter.code);
        let parts = all.iter().flat_map(|letter| [letter.code, letter.upper, letter.folded]);
        let hash = parts.fold(0xcbf2_9ce4_8422_2325_u64, |hash, part| {
            (hash ^ u64::from(part)).wrapping_mul(0x100_0000_01b3)
        });
        assert_eq!((all.len(), hash), (2_799, 0x298d_6703_0a12_f91f));
    }

    #[test]
    fn half_characters_are_left_out() {
        assert_eq!(of_ranges(&[(0xD7FF, 0xE000)]).ranges().len(), 2);
        assert_eq!(of_ranges(&[(0xD800, 0xDFFF)]).ranges().len(), 0);
        assert!(contains(&of_ranges(&[(0xD7FF, 0xE000)]), '\u{E000}'));
        assert!(!contains(&of_ranges(&[(0x61, 0x63), (0x65, 0x65)]), 'd'));
    }

    #[test]
    fn case() {
        let k = u32::from('k');
        assert_eq!(text(folded(k, Case::Kept)), "k");
        assert_eq!(text(folded(k, Case::Ascii)), "Kk");
        assert_eq!(text(folded(k, Case::Unicode)), "Kk\u{212A}");
        assert_eq!(text(folded(u32::from('Σ'), Case::Unicode)), "Σςσ");
        assert_eq!(text(folded(u32::from('é'), Case::Ascii)), "é");
        assert_eq!(text(folded_range(u32::from('Z'), u32::from('a'), Case::Ascii)), "AZ[\\]^_`az");
        assert!(text(folded_range(u32::from('A'), u32::from('Z'), Case::Unicode)).contains('ſ'));
    }
}
