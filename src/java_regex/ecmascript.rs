//! Writes a pattern in the syntax of ECMAScript, where it means the same there in every engine: only sets, groups, repetitions and
//! the ends of the text.

use std::fmt::Write as _;

use regex_syntax::hir::ClassUnicode;

use crate::java_regex::ast::{Anchor, Node, Times};
use crate::java_regex::emit::MatchMode;
use crate::java_regex::{Pattern, Program, parse};

/// The longest translated pattern, in bytes.
const LONGEST: usize = 1 << 14;

/// The pattern for a search in a text; none if the engines of JavaScript and others may match it in another way.
pub(crate) fn ecmascript(pattern: &str, mode: MatchMode) -> Option<String> {
    let compiled = Pattern::compile(pattern, mode).ok()?;
    if !matches!(compiled.program, Program::Linear(_)) || !compiled.excluded_chars.ranges().is_empty() {
        return None;
    }
    let parsed = parse::parse(pattern).ok()?;
    let mut out = String::new();
    match mode {
        MatchMode::Whole => {
            out.push_str("^(?:");
            node(&parsed.node, Tail::Yes, &mut out)?;
            out.push_str(")$");
        }
        MatchMode::Part => node(&parsed.node, Tail::No, &mut out)?,
    }
    (out.len() <= LONGEST).then_some(out)
}

/// Whether a part ends where the whole text must end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tail {
    Yes,
    No,
}

fn node(part: &Node, tail: Tail, out: &mut String) -> Option<()> {
    match part {
        Node::Empty => {}
        Node::Char(c) => set(&ClassUnicode::new([regex_syntax::hir::ClassUnicodeRange::new(*c, *c)]), out)?,
        Node::Set(class) => set(class, out)?,
        Node::Concat(parts) => {
            let last = parts.len().checked_sub(1)?;
            for (at, part) in parts.iter().enumerate() {
                node(part, if at == last { tail } else { Tail::No }, out)?;
            }
        }
        Node::Alternate(parts) => {
            out.push_str("(?:");
            for (at, part) in parts.iter().enumerate() {
                if at > 0 {
                    out.push('|');
                }
                node(part, tail, out)?;
            }
            out.push(')');
        }
        Node::Group(_, part) => {
            out.push_str("(?:");
            node(part, tail, out)?;
            out.push(')');
        }
        Node::Repeat(part, Times { min, max, greed: _ }) => {
            out.push_str("(?:");
            node(part, Tail::No, out)?;
            out.push(')');
            match (min, max) {
                (0, None) => out.push('*'),
                (1, None) => out.push('+'),
                (0, Some(1)) => out.push('?'),
                (min, None) => write!(out, "{{{min},}}").ok()?,
                (min, Some(max)) if min == max => write!(out, "{{{min}}}").ok()?,
                (min, Some(max)) => write!(out, "{{{min},{max}}}").ok()?,
            }
        }
        Node::Anchor(Anchor::Start) => out.push('^'),
        Node::Anchor(Anchor::End) => out.push('$'),
        // It holds there anyway.
        Node::Anchor(Anchor::LastLineEnd(_)) if tail == Tail::Yes => {}
        Node::Anchor(_) | Node::Atomic(_) | Node::Look(..) | Node::Reference(..) | Node::LineBreak => {
            return None;
        }
    }
    Some(())
}

/// A set of characters. One that has all beyond U+FFFF is written by what it lacks, one that has none of them by what it has; others
/// need a flag that not every engine sets.
fn set(class: &ClassUnicode, out: &mut String) -> Option<()> {
    let beyond = class.ranges().iter().filter(|range| range.end() > '\u{FFFF}');
    let has_all =
        class.ranges().last().is_some_and(|range| range.start() <= '\u{10000}' && range.end() == char::MAX);
    if !has_all && beyond.count() > 0 {
        return None;
    }
    let mut written = class.clone();
    if has_all {
        written.negate();
    }
    if written.ranges().is_empty() {
        // Never matches; or any character.
        out.push_str(if has_all { "[\\s\\S]" } else { "[^\\s\\S]" });
        return Some(());
    }
    out.push_str(if has_all { "[^" } else { "[" });
    for range in written.ranges() {
        character(range.start(), out);
        if range.end() > range.start() {
            out.push('-');
            character(range.end(), out);
        }
    }
    out.push(']');
    Some(())
}

fn character(c: char, out: &mut String) {
    if c.is_ascii_alphanumeric() {
        out.push(c);
    } else {
        // At most four digits: `set` lets none beyond through.
        let _ = write!(out, "\\u{:04X}", u32::from(c));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faithful_ones_only() {
        let whole = |pattern| ecmascript(pattern, MatchMode::Whole);
        assert_eq!(whole("[A-Z]{2}\\d+").as_deref(), Some("^(?:(?:[A-Z]){2}(?:[0-9])+)$"));
        assert_eq!(whole("^a|b$").as_deref(), Some("^(?:(?:^[a]|[b]))$"));
        assert_eq!(whole(".").as_deref(), Some("^(?:[^\\u000A\\u000D\\u0085\\u2028-\\u2029])$"));
        assert_eq!(ecmascript("[\\u4e00-\\u9fa5]", MatchMode::Part).as_deref(), Some("[\\u4E00-\\u9FA5]"));
        for refused in ["(a)\\1", "(?=a)a", "a$b", "\\bword\\b", "a*+b", "😀"] {
            assert_eq!(whole(refused), None, "{refused}");
        }
        assert_eq!(ecmascript("a$", MatchMode::Part), None);
    }
}
