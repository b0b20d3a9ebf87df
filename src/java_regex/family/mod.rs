//! The named sets of Java: `\p{L}`, `\p{Alpha}`, `\p{IsHan}`, `\p{InCJKUnifiedIdeographs}`, `\p{javaLowerCase}`.
//!
//! Java 17 has Unicode 13; the tables of `regex-syntax` are newer. Later characters are unassigned in Java, and the few
//! that have changed since are corrected here. `fixtures/java-regex/properties.tsv` has the size and a hash of each set
//! in Java 17, which a test compares.

mod block;

use regex_syntax::hir::{Class, ClassUnicode, HirKind};

use crate::java_regex::set;
use crate::java_regex::set::Case;

/// The set of a name between the braces of `\p{…}`, or of the one letter after `\p`.
pub(super) fn family(name: &str, case: Case, unicode_class: bool) -> Option<ClassUnicode> {
    if !name.is_ascii() {
        return None;
    }
    if let Some((key, value)) = name.split_once('=') {
        return match key.to_ascii_lowercase().as_str() {
            "sc" | "script" => script(value),
            "blk" | "block" => block::block(value),
            "gc" | "general_category" => property(value, case),
            _ => None,
        };
    }
    if let Some(name) = name.strip_prefix("In") {
        return block::block(name);
    }
    if let Some(name) = name.strip_prefix("Is") {
        return binary(name, case).or_else(|| property(name, case)).or_else(|| script(name));
    }
    let posix = if unicode_class { posix(&name.to_ascii_uppercase(), case) } else { None };
    posix.or_else(|| property(name, case))
}

/// `\d` under `(?U)`.
pub(super) fn digits() -> Option<ClassUnicode> {
    category("Nd")
}

/// `\s` under `(?U)`.
pub(super) fn white_space() -> Option<ClassUnicode> {
    unicode_13(r"\p{White_Space}")
}

/// `\w` under `(?U)`.
pub(super) fn word() -> Option<ClassUnicode> {
    let mut set = alphabetic()?;
    set.union(&unicode_13(r"[\p{M}\p{Nd}\p{Pc}\x{200C}\x{200D}]")?);
    Some(set)
}

/// Letters and decimal digits, the word characters of `\b`.
pub(super) fn letters_and_digits() -> Option<ClassUnicode> {
    unicode_13(r"[\p{L}\p{Nd}]")
}

/// Non-spacing marks.
pub(super) fn marks() -> Option<ClassUnicode> {
    category("Mn")
}

/// All characters with an upper or a lower case, in any version.
pub(super) fn cased() -> Option<ClassUnicode> {
    class(r"\p{Cased}")
}

/// A class as `regex-syntax` knows it.
fn class(expression: &str) -> Option<ClassUnicode> {
    let kind = regex_syntax::parse(expression).ok()?.into_kind();
    // A class of one character is parsed as that character.
    if let HirKind::Literal(literal) = &kind {
        return std::str::from_utf8(&literal.0).ok().map(set::of_chars);
    }
    if let HirKind::Class(Class::Unicode(set)) = kind { Some(set) } else { None }
}

/// The part of a class that Unicode 13 has.
fn unicode_13(expression: &str) -> Option<ClassUnicode> {
    let mut set = class(expression)?;
    set.intersect(&class(r"\p{Age=13.0}")?);
    Some(set)
}

const NON_CHARACTERS: &str = r"\p{Noncharacter_Code_Point}";

/// Unassigned characters. Non-characters have an age, so they are added.
fn unassigned() -> Option<ClassUnicode> {
    let mut set = set::negated(class(r"\p{Age=13.0}")?);
    set.union(&class(NON_CHARACTERS)?);
    Some(set)
}

/// A category, or a letter for several, in Unicode 13.
fn category(name: &str) -> Option<ClassUnicode> {
    /// Spacing marks today, non-spacing marks in Unicode 13.
    const MARKS: &[(u32, u32)] = &[(0x1734, 0x1734), (0x1171E, 0x1171E)];
    let mut set = match name {
        "Cn" => return unassigned(),
        "C" => {
            let mut set = unassigned()?;
            set.union(&class(r"[\p{Cc}\p{Cf}\p{Co}]")?);
            return Some(set);
        }
        "Cs" => return Some(ClassUnicode::empty()),
        "Lu" | "Ll" | "Lt" | "Lm" | "Lo" | "Mn" | "Me" | "Mc" | "Nd" | "Nl" | "No" | "Zs" | "Zl" | "Zp"
        | "Cc" | "Cf" | "Co" | "Pd" | "Ps" | "Pe" | "Pc" | "Po" | "Sm" | "Sc" | "Sk" | "So" | "Pi" | "Pf"
        | "L" | "M" | "N" | "Z" | "P" | "S" | "LC" => unicode_13(&format!(r"\p{{{name}}}"))?,
        "LD" => unicode_13(r"[\p{L}\p{Nd}]")?,
        _ => return None,
    };
    match name {
        "Mn" => set.union(&set::of_ranges(MARKS)),
        "Mc" => set.difference(&set::of_ranges(MARKS)),
        _ => {}
    }
    Some(set)
}

fn alphabetic() -> Option<ClassUnicode> {
    const LATER: &[(u32, u32)] =
        &[(0x363, 0x36F), (0xC04, 0xC04), (0xF82, 0xF83), (0x1DD3, 0x1DE6), (0x11080, 0x11081)];
    let mut set = unicode_13(r"\p{Alphabetic}")?;
    set.difference(&set::of_ranges(LATER));
    Some(set)
}

fn lowercase() -> Option<ClassUnicode> {
    const LATER: &[(u32, u32)] = &[(0x10FC, 0x10FC), (0xAB69, 0xAB69)];
    let mut set = unicode_13(r"\p{Lowercase}")?;
    set.difference(&set::of_ranges(LATER));
    Some(set)
}

/// A set of letters of one case, or of any case where case is ignored.
fn any_case(set: Option<ClassUnicode>, case: Case) -> Option<ClassUnicode> {
    if case == Case::Kept {
        return set;
    }
    let mut set = lowercase()?;
    set.union(&unicode_13(r"[\p{Uppercase}\p{Lt}]")?);
    Some(set)
}

/// `\p{L}`, `\p{Alpha}`, `\p{javaDigit}`: names with the case of their letters.
fn property(name: &str, case: Case) -> Option<ClassUnicode> {
    let ascii = |ranges: &[(char, char)]| {
        let ranges: Vec<_> = ranges.iter().map(|&(a, b)| (u32::from(a), u32::from(b))).collect();
        Some(set::of_ranges(&ranges))
    };
    match name {
        "Lu" | "Ll" | "Lt" if case != Case::Kept => category("LC"),
        "L1" => Some(set::of_ranges(&[(0, 0xFF)])),
        "all" => Some(set::of_ranges(&[(0, 0x10_FFFF)])),
        "ASCII" => Some(set::of_ranges(&[(0, 0x7F)])),
        "Alnum" => ascii(&[('0', '9'), ('A', 'Z'), ('a', 'z')]),
        "Alpha" => ascii(&[('A', 'Z'), ('a', 'z')]),
        "Lower" | "Upper" if case != Case::Kept => ascii(&[('A', 'Z'), ('a', 'z')]),
        "Lower" => ascii(&[('a', 'z')]),
        "Upper" => ascii(&[('A', 'Z')]),
        "Blank" => ascii(&[('\t', '\t'), (' ', ' ')]),
        "Cntrl" => ascii(&[('\0', '\x1F'), ('\x7F', '\x7F')]),
        "Digit" => ascii(&[('0', '9')]),
        "Graph" => ascii(&[('!', '~')]),
        "Print" => ascii(&[(' ', '~')]),
        "Punct" => ascii(&[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
        "Space" => ascii(&[('\t', '\r'), (' ', ' ')]),
        "XDigit" => ascii(&[('0', '9'), ('A', 'F'), ('a', 'f')]),
        "javaLowerCase" => any_case(lowercase(), case),
        "javaUpperCase" => any_case(unicode_13(r"\p{Uppercase}"), case),
        "javaTitleCase" => any_case(category("Lt"), case),
        "javaAlphabetic" => alphabetic(),
        "javaIdeographic" => unicode_13(r"\p{Ideographic}"),
        "javaDigit" => category("Nd"),
        "javaLetter" => category("L"),
        "javaLetterOrDigit" => letters_and_digits(),
        "javaDefined" => unassigned().map(set::negated),
        "javaSpaceChar" => category("Z"),
        "javaWhitespace" => {
            let mut set = category("Z")?;
            set.difference(&set::of_chars("\u{A0}\u{2007}\u{202F}"));
            set.union(&set::of_ranges(&[(0x09, 0x0D), (0x1C, 0x1F)]));
            Some(set)
        }
        "javaISOControl" => category("Cc"),
        _ => category(name),
    }
}

/// `\p{IsAlphabetic}`: names in any case.
fn binary(name: &str, case: Case) -> Option<ClassUnicode> {
    let name = name.to_ascii_uppercase();
    match name.as_str() {
        "ALPHABETIC" => alphabetic(),
        "ASSIGNED" => unassigned().map(set::negated),
        "CONTROL" => category("Cc"),
        "HEXDIGIT" | "HEX_DIGIT" => posix("XDIGIT", case),
        "IDEOGRAPHIC" => unicode_13(r"\p{Ideographic}"),
        "JOINCONTROL" | "JOIN_CONTROL" => Some(set::of_chars("\u{200C}\u{200D}")),
        "LETTER" => category("L"),
        "LOWERCASE" => any_case(lowercase(), case),
        "NONCHARACTERCODEPOINT" | "NONCHARACTER_CODE_POINT" => class(NON_CHARACTERS),
        "TITLECASE" => any_case(category("Lt"), case),
        "PUNCTUATION" => category("P"),
        "UPPERCASE" => any_case(unicode_13(r"\p{Uppercase}"), case),
        "WHITESPACE" | "WHITE_SPACE" => white_space(),
        "WORD" => word(),
        _ => posix(&name, case),
    }
}

/// The POSIX names with their Unicode meaning, in capitals.
fn posix(name: &str, case: Case) -> Option<ClassUnicode> {
    match name {
        "ALPHA" => alphabetic(),
        "LOWER" => any_case(lowercase(), case),
        "UPPER" => any_case(unicode_13(r"\p{Uppercase}"), case),
        "SPACE" => white_space(),
        "PUNCT" => category("P"),
        "XDIGIT" => unicode_13(r"[\p{Nd}0-9A-Fa-f\x{FF10}-\x{FF19}\x{FF21}-\x{FF26}\x{FF41}-\x{FF46}]"),
        "ALNUM" => {
            let mut set = alphabetic()?;
            set.union(&category("Nd")?);
            Some(set)
        }
        "CNTRL" => category("Cc"),
        "DIGIT" => category("Nd"),
        "BLANK" => {
            let mut set = category("Zs")?;
            set.union(&set::of_chars("\t"));
            Some(set)
        }
        "GRAPH" => {
            let mut set = unassigned()?;
            set.union(&class(r"[\p{Z}\p{Cc}]")?);
            Some(set::negated(set))
        }
        "PRINT" => {
            let mut set = posix("GRAPH", case)?;
            set.union(&category("Zs")?);
            Some(set)
        }
        _ => None,
    }
}

/// The scripts of texts in items, by their names in Java. For other scripts it is not known which spellings Java
/// accepts.
fn script(name: &str) -> Option<ClassUnicode> {
    /// Seen as common to all scripts then.
    const LATER_HAN: &[(u32, u32)] = &[(0x16FE2, 0x16FE3)];
    const SCRIPTS: &[(&str, &str)] = &[
        ("ARABIC", "ARAB"),
        ("ARMENIAN", "ARMN"),
        ("BENGALI", "BENG"),
        ("BOPOMOFO", "BOPO"),
        ("COMMON", "ZYYY"),
        ("CYRILLIC", "CYRL"),
        ("DEVANAGARI", "DEVA"),
        ("GEORGIAN", "GEOR"),
        ("GREEK", "GREK"),
        ("HAN", "HANI"),
        ("HANGUL", "HANG"),
        ("HEBREW", "HEBR"),
        ("HIRAGANA", "HIRA"),
        ("INHERITED", "ZINH"),
        ("KATAKANA", "KANA"),
        ("KHMER", "KHMR"),
        ("LAO", "LAOO"),
        ("LATIN", "LATN"),
        ("MONGOLIAN", "MONG"),
        ("MYANMAR", "MYMR"),
        ("TAMIL", "TAML"),
        ("THAI", "THAI"),
        ("TIBETAN", "TIBT"),
        ("YI", "YIII"),
    ];
    let name = name.to_ascii_uppercase();
    let (name, _) = SCRIPTS.iter().find(|(full, short)| *full == name || *short == name)?;
    let mut set = unicode_13(&format!(r"\p{{Script={name}}}"))?;
    match *name {
        "HAN" => set.difference(&set::of_ranges(LATER_HAN)),
        "COMMON" => set.union(&set::of_ranges(LATER_HAN)),
        _ => {}
    }
    Some(set)
}
