//! Writes a pattern in the syntax of the engines. Everything is spelled out in sets and groups, so that no flag or class
//! of theirs has an effect.

use std::fmt::Write as _;

use regex_syntax::hir::ClassUnicode;

use crate::java_regex::ast::{Anchor, Greed, Lines, Look, Node, Times, Words};
use crate::java_regex::parse::Parsed;
use crate::java_regex::refusal::{Construct, Refusal};
use crate::java_regex::set::Case;
use crate::java_regex::{family, set};

/// The longest translated pattern, in bytes.
const LONGEST: usize = 1 << 20;

/// What a pattern has to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum MatchMode {
    /// The whole text.
    Whole,
    /// Any part of the text.
    Part,
}

/// A translated pattern.
#[derive(Debug)]
pub(super) struct Emitted {
    pub(super) text: String,
    pub(super) engine: Engine,
    /// The approximate cost for each character of a text.
    pub(super) weight: u64,
    /// Characters that Java matches in another way. Texts with one of them are refused.
    pub(super) excluded_chars: ClassUnicode,
}

/// The crate that runs a translated pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Engine {
    /// `regex`, which takes linear time.
    Linear,
    /// `fancy-regex`, which backtracks.
    Backtracking,
}

/// Writes a pattern that `unsupported::check` has accepted.
pub(super) fn emit(pattern: &Parsed, mode: MatchMode) -> Result<Emitted, Refusal> {
    let mut referenced = Vec::new();
    let mut collect = |node: &Node| {
        if let Node::Reference(number, _) = node {
            referenced.push(*number);
        }
        false
    };
    pattern.node.any(&mut collect);
    let mut emitter = Emitter {
        mode,
        out: String::new(),
        engine: Engine::Linear,
        excluded_chars: ClassUnicode::empty(),
        referenced,
        numbers: Vec::new(),
        begins: if mode == MatchMode::Whole { Begins::Fixed } else { Begins::Anywhere },
    };
    let weight = match mode {
        MatchMode::Whole => {
            emitter.out.push_str(r"\A(?:");
            let weight = emitter.node(&pattern.node, Rest::Nothing)?;
            emitter.out.push_str(r")\z");
            weight
        }
        MatchMode::Part => emitter.node(&pattern.node, Rest::Something)?,
    };
    let Emitter { out: text, engine, excluded_chars, .. } = emitter;
    Ok(Emitted { text, engine, weight, excluded_chars })
}

/// What follows a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// Nothing: the text must end here.
    Nothing,
    /// There may be more to match.
    Something,
}

/// Where a part can start in a text. If that is a single place, there is one way to count its repetitions; otherwise
/// there are as many as repetitions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    Fixed,
    Anywhere,
}

struct Emitter {
    mode: MatchMode,
    out: String,
    engine: Engine,
    excluded_chars: ClassUnicode,
    /// The groups that references name. No other group captures.
    referenced: Vec<u32>,
    /// Java's numbers of the capturing groups so far. The engine's number is the position in this list, from one.
    numbers: Vec<u32>,
    /// Where the next part can start.
    begins: Begins,
}

/// Characters of two UTF-16 units. Looking backwards, Java also stops between the two.
const ASTRAL: &[(u32, u32)] = &[(0x1_0000, 0x10_FFFF)];

impl Emitter {
    /// Writes a part and returns its weight.
    fn node(&mut self, node: &Node, rest: Rest) -> Result<u64, Refusal> {
        if self.out.len() > LONGEST {
            return Err(Refusal::TooLarge);
        }
        Ok(match node {
            Node::Empty => 0,
            Node::Char(c) => {
                push_char(&mut self.out, *c);
                1
            }
            Node::Set(set) => {
                push_set(&mut self.out, set);
                3
            }
            Node::Concat(parts) => {
                let mut weight = 0_u64;
                for (at, part) in parts.iter().enumerate() {
                    let last = parts[at + 1..].iter().all(Node::is_assertion);
                    weight += self.grouped(part, if last { rest } else { Rest::Something })?;
                }
                weight
            }
            Node::Alternate(branches) => {
                self.begins = Begins::Anywhere;
                let mut weight = 0;
                self.out.push_str("(?:");
                for (at, branch) in branches.iter().enumerate() {
                    if at > 0 {
                        self.out.push('|');
                    }
                    weight += self.node(branch, rest)? + 1;
                }
                self.out.push(')');
                // The engine searches for all words at once.
                if branches.iter().all(Node::is_word) { 8 } else { weight }
            }
            Node::Group(number, body) => {
                if self.referenced.contains(number) {
                    self.numbers.push(*number);
                    self.enclosed("(", body, rest)?
                } else {
                    self.enclosed("(?:", body, rest)?
                }
            }
            Node::Repeat(body, times) => self.repeat(body, *times, rest)?,
            Node::Atomic(body) => {
                self.engine = Engine::Backtracking;
                self.enclosed("(?>", body, Rest::Something)?
            }
            Node::Look(look, body) => {
                self.engine = Engine::Backtracking;
                if look.is_behind() {
                    self.excluded_chars.union(&set::of_ranges(ASTRAL));
                }
                let opening = match look {
                    Look::Ahead => "(?=",
                    Look::NotAhead => "(?!",
                    Look::Behind => "(?<=",
                    Look::NotBehind => "(?<!",
                };
                self.enclosed(opening, body, Rest::Something)?
            }
            Node::Reference(number, case) => {
                self.engine = Engine::Backtracking;
                // The engine and Java agree on the case of ASCII letters only.
                if *case != Case::Kept {
                    self.excluded_chars.union(&family::cased().ok_or(Construct::Property)?);
                    self.excluded_chars.union(&set::of_ranges(ASTRAL));
                }
                match self.numbers.iter().position(|group| group == number) {
                    // In a group, so that no digit after it belongs to the number.
                    Some(at) if *case == Case::Kept => self.push(format_args!(r"(?:\{})", at + 1)),
                    Some(at) => self.push(format_args!(r"(?i:\{})", at + 1)),
                    None => push_set(&mut self.out, &ClassUnicode::empty()),
                }
                1
            }
            Node::Anchor(anchor) => self.anchor(*anchor, rest)?,
            Node::LineBreak => {
                self.out.push_str(LINE_BREAK);
                5
            }
        })
    }

    fn push(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.out.write_fmt(text);
    }

    fn enclosed(&mut self, opening: &str, body: &Node, rest: Rest) -> Result<u64, Refusal> {
        self.out.push_str(opening);
        let weight = self.node(body, rest)?;
        self.out.push(')');
        Ok(weight)
    }

    /// Writes a part so that a quantifier after it, or the part before it, applies to all of it.
    fn grouped(&mut self, body: &Node, rest: Rest) -> Result<u64, Refusal> {
        if matches!(body, Node::Concat(_)) { self.enclosed("(?:", body, rest) } else { self.node(body, rest) }
    }

    fn repeat(&mut self, body: &Node, times: Times, rest: Rest) -> Result<u64, Refusal> {
        let Times { min, max, greed } = times;
        let begins = if body.is_single() { self.begins } else { Begins::Anywhere };
        self.begins = Begins::Anywhere;
        let once = max == Some(1) && greed != Greed::Possessive;
        let rest = if once { rest } else { Rest::Something };
        // Java does not backtrack into what it matched possessively, iteration by iteration.
        let possessive = greed == Greed::Possessive;
        if possessive {
            self.engine = Engine::Backtracking;
            self.out.push_str("(?>");
        }
        let weight = if body.is_single() {
            self.node(body, rest)?
        } else if matches!(body, Node::LineBreak) {
            self.engine = Engine::Backtracking;
            self.enclosed("(?>", body, rest)?
        } else {
            self.enclosed(if possessive { "(?>" } else { "(?:" }, body, rest)?
        };
        match (min, max) {
            (0, Some(1)) => self.out.push('?'),
            (0, None) => self.out.push('*'),
            (1, None) => self.out.push('+'),
            (min, None) => self.push(format_args!("{{{min},}}")),
            (min, Some(max)) if min == max => self.push(format_args!("{{{min}}}")),
            (min, Some(max)) => self.push(format_args!("{{{min},{max}}}")),
        }
        match greed {
            Greed::Greedy => {}
            Greed::Reluctant => self.out.push('?'),
            Greed::Possessive => self.out.push(')'),
        }
        if begins == Begins::Fixed {
            self.begins = if max == Some(min) { Begins::Fixed } else { Begins::Anywhere };
            return Ok(weight + 1);
        }
        Ok(weight.saturating_mul(u64::from(max.unwrap_or(min.saturating_add(1)))).saturating_add(1))
    }

    fn anchor(&mut self, anchor: Anchor, rest: Rest) -> Result<u64, Refusal> {
        let text = match anchor {
            Anchor::Start => r"\A",
            Anchor::End => r"\z",
            // If nothing may follow, a line terminator may not either.
            Anchor::LastLineEnd(_) | Anchor::LineEnd(_) if rest == Rest::Nothing => r"\z",
            Anchor::LastLineEnd(_)
            | Anchor::LineEnd(_)
            | Anchor::LineStart(_)
            | Anchor::Word(_)
            | Anchor::NotWord(_) => {
                self.engine = Engine::Backtracking;
                match anchor {
                    Anchor::LastLineEnd(Lines::Any) => {
                        r"(?:(?=(?:\r\n|[\r\x{85}\x{2028}\x{2029}])?\z)|(?<!\r)(?=\n\z))"
                    }
                    Anchor::LastLineEnd(Lines::Unix) => r"(?=\n?\z)",
                    Anchor::LineEnd(Lines::Any) => r"(?:\z|(?=[\r\x{85}\x{2028}\x{2029}])|(?<!\r)(?=\n))",
                    Anchor::LineEnd(Lines::Unix) => r"(?=\n|\z)",
                    // Java has no line start at the end of the text, not even in an empty text.
                    Anchor::LineStart(Lines::Any) => {
                        r"(?:(?!\z)(?:\A|(?<=[\n\x{85}\x{2028}\x{2029}])|(?<=\r)(?!\n)))"
                    }
                    Anchor::LineStart(Lines::Unix) => r"(?:(?!\z)(?:\A|(?<=\n)))",
                    Anchor::Word(words) => {
                        return self.word(words, "(?:(?<=W)(?!W)|(?<!W)(?=W))");
                    }
                    Anchor::NotWord(words) => {
                        return self.word(words, "(?:(?<=W)(?=W)|(?<!W)(?!W))");
                    }
                    // Handled above.
                    Anchor::Start | Anchor::End => "",
                }
            }
        };
        self.out.push_str(text);
        Ok(1)
    }

    /// Writes a word boundary: a shape in which W stands for the set of word characters.
    fn word(&mut self, words: Words, shape: &str) -> Result<u64, Refusal> {
        let set = match words {
            Words::Letters => {
                // A mark counts if a letter precedes it, with any number of marks between.
                self.excluded_chars.union(&family::marks().ok_or(Construct::Property)?);
                let mut set = family::letters_and_digits().ok_or(Construct::Property)?;
                set.union(&set::of_chars("_"));
                set
            }
            Words::Unicode => family::word().ok_or(Construct::Property)?,
        };
        if self.mode == MatchMode::Part {
            self.excluded_chars.union(&set::of_ranges(ASTRAL));
        }
        let mut written = String::new();
        push_set(&mut written, &set);
        self.out.push_str(&shape.replace('W', &written));
        Ok(12)
    }
}

const LINE_BREAK: &str = r"(?:\r\n|[\n\x{B}\x{C}\r\x{85}\x{2028}\x{2029}])";

fn push_char(out: &mut String, c: char) {
    if c.is_ascii_alphanumeric() || ('\u{4E00}'..='\u{9FFF}').contains(&c) {
        out.push(c);
    } else {
        let _ = write!(out, r"\x{{{:X}}}", u32::from(c));
    }
}

fn push_set(out: &mut String, set: &ClassUnicode) {
    let negated = set::negated(set.clone());
    let (ranges, opening) = match (set.ranges(), negated.ranges()) {
        // All, and nothing, which some engines do not take as a class without members.
        ([], _) => return out.push_str(r"[^\x{0}-\x{10FFFF}]"),
        (all, []) => (all, "["),
        (ranges, others) if others.len() < ranges.len() => (others, "[^"),
        (ranges, _) => (ranges, "["),
    };
    out.push_str(opening);
    for range in ranges {
        push_char(out, range.start());
        if range.end() > range.start() {
            out.push('-');
            push_char(out, range.end());
        }
    }
    out.push(']');
}
