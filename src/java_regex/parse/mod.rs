//! Parses patterns as JDK 17 does.
//!
//! When you edit this: if a pattern is accepted here that Java refuses, or is read in another way, values are validated
//! wrongly. When in doubt, refuse. `fixtures/java-regex.tsv` has the answers of a real Java; add a row there first.

mod class;
mod escape;
mod group;
mod source;

use regex_syntax::hir::ClassUnicode;

use crate::java_regex::ast::{Anchor, Greed, Lines, Node, Times};
use crate::java_regex::parse::source::{Source, Token};
use crate::java_regex::refusal::{Construct, Refusal};
use crate::java_regex::set;
use crate::java_regex::set::Case;

/// The longest pattern, in characters.
const LONGEST: usize = 1 << 16;
/// How deep groups, and classes in classes, may be nested.
const DEEPEST: u32 = 100;
/// The most ranges of all sets of a pattern together.
const MOST_RANGES: usize = 1 << 18;

/// Reads a pattern.
pub(super) fn parse(pattern: &str) -> Result<Parsed, Refusal> {
    if pattern.chars().nth(LONGEST).is_some() {
        return Err(Refusal::TooLarge);
    }
    // Java marks the end of a pattern with this character, and some places mistake it for the end.
    if pattern.contains('\0') {
        return Err(Refusal::Syntax);
    }
    let mut parser = Parser {
        source: Source::new(pattern),
        flags: Flags::default(),
        depth: 0,
        behind: false,
        ranges: 0,
        groups: 0,
        names: Vec::new(),
    };
    let node = parser.alternatives()?;
    // Only a closing parenthesis stops the parser early.
    match parser.source.peek() {
        None => Ok(Parsed { node, groups: parser.groups }),
        Some(_) => Err(Refusal::Syntax),
    }
}

/// A parsed pattern.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) node: Node,
    /// How many capturing groups it has.
    pub(super) groups: u32,
}

/// The flags that are set at a position.
#[derive(Clone, Copy, Debug, Default)]
struct Flags {
    /// `i`
    ignore_case: bool,
    /// `u`
    unicode_case: bool,
    /// `U`
    unicode_class: bool,
    /// `m`
    multiline: bool,
    /// `s`
    dot_all: bool,
    /// `d`
    unix_lines: bool,
    /// `x`
    comments: bool,
}

impl Flags {
    const fn case(self) -> Case {
        match (self.ignore_case, self.unicode_case) {
            (false, _) => Case::Kept,
            (true, false) => Case::Ascii,
            (true, true) => Case::Unicode,
        }
    }

    const fn lines(self) -> Lines {
        if self.unix_lines { Lines::Unix } else { Lines::Any }
    }
}

#[derive(Debug)]
struct Parser {
    source: Source,
    flags: Flags,
    depth: u32,
    /// Whether the parser is in a look-behind.
    behind: bool,
    /// The number of ranges of the sets so far.
    ranges: usize,
    /// The number of capturing groups opened so far.
    groups: u32,
    /// The named groups, including those that are still open.
    names: Vec<(String, u32)>,
}

impl Parser {
    /// Parses up to the end or a closing parenthesis.
    fn alternatives(&mut self) -> Result<Node, Refusal> {
        let mut branches = vec![self.sequence()?];
        while self.source.take('|') {
            branches.push(self.sequence()?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Alternate(branches) })
    }

    fn sequence(&mut self) -> Result<Node, Refusal> {
        let mut parts = Vec::new();
        loop {
            self.skip_comments();
            let Some(Token { c, quoted }) = self.source.peek() else { break };
            let atom = match c {
                _ if quoted => {
                    self.source.next();
                    self.literal(c)?
                }
                '|' | ')' => break,
                // A group of flags alone takes no quantifier.
                '(' => match self.group()? {
                    Some(node) => node,
                    None => continue,
                },
                '?' | '*' | '+' => return Err(Refusal::Syntax),
                // Java repeats the empty text here: `a{2}{3}` is `a{2}`.
                '{' => Node::Empty,
                _ => {
                    self.source.next();
                    self.atom(c)?
                }
            };
            parts.push(self.quantified(atom)?);
        }
        Ok(match parts.len() {
            0 => Node::Empty,
            1 => parts.remove(0),
            _ => Node::Concat(parts),
        })
    }

    /// An atom, by its first character.
    fn atom(&mut self, c: char) -> Result<Node, Refusal> {
        let lines = self.flags.lines();
        Ok(match c {
            '\\' => self.escape()?,
            '[' => {
                let set = self.class()?;
                self.set(set)?
            }
            '.' => {
                let excluded = match (self.flags.dot_all, lines) {
                    (true, _) => "",
                    (false, Lines::Unix) => "\n",
                    (false, Lines::Any) => "\n\r\u{85}\u{2028}\u{2029}",
                };
                self.set(set::negated(set::of_chars(excluded)))?
            }
            '^' if self.flags.multiline => Node::Anchor(Anchor::LineStart(lines)),
            '^' => Node::Anchor(Anchor::Start),
            '$' if self.flags.multiline => Node::Anchor(Anchor::LineEnd(lines)),
            '$' => Node::Anchor(Anchor::LastLineEnd(lines)),
            _ => self.literal(c)?,
        })
    }

    fn literal(&mut self, c: char) -> Result<Node, Refusal> {
        self.code(u32::from(c))
    }

    /// A literal code point. A lone surrogate never matches.
    fn code(&mut self, code: u32) -> Result<Node, Refusal> {
        let case = self.flags.case();
        // Java matches ß itself if it is alone, and also its capital letter among others.
        if case == Case::Unicode && code == u32::from('ß') {
            return Err(Construct::CaseFold.into());
        }
        if case == Case::Kept
            && let Some(c) = char::from_u32(code)
        {
            return Ok(Node::Char(c));
        }
        let set = ClassUnicode::new(set::folded(code, case));
        match set.ranges() {
            [one] if one.start() == one.end() => Ok(Node::Char(one.start())),
            _ => self.set(set),
        }
    }

    fn set(&mut self, set: ClassUnicode) -> Result<Node, Refusal> {
        self.count(&set)?;
        Ok(Node::Set(set))
    }

    fn count(&mut self, set: &ClassUnicode) -> Result<(), Refusal> {
        self.ranges += set.ranges().len();
        if self.ranges > MOST_RANGES { Err(Refusal::TooLarge) } else { Ok(()) }
    }

    /// White space and comments between tokens, under `(?x)`.
    fn skip_comments(&mut self) {
        if !self.flags.comments {
            return;
        }
        let unix = self.flags.unix_lines;
        let ends_line = |c| c == '\n' || !unix && matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
        while let Some(Token { c, quoted: false }) = self.source.peek() {
            if c == '#' {
                while self.source.peek().is_some_and(|token| !ends_line(token.c)) {
                    self.source.next();
                }
                // A terminator that is not white space in Java is part of the pattern.
                if self.source.peek().is_some_and(|token| is_white_space(token.c)) {
                    self.source.next();
                }
            } else if is_white_space(c) {
                self.source.next();
            } else {
                break;
            }
        }
    }

    /// Refuses white space inside a token under `(?x)`, which Java skips in some places only.
    fn no_comment_here(&self) -> Result<(), Refusal> {
        match self.source.peek() {
            Some(Token { c, quoted: false }) if self.flags.comments && (c == '#' || is_white_space(c)) => {
                Err(Construct::Comments.into())
            }
            _ => Ok(()),
        }
    }

    fn enter(&mut self) -> Result<(), Refusal> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(Refusal::TooLarge) } else { Ok(()) }
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    /// An atom with the quantifier that follows it, if one does.
    fn quantified(&mut self, atom: Node) -> Result<Node, Refusal> {
        self.skip_comments();
        let (min, max) = match self.source.peek() {
            Some(Token { c: '?', quoted: false }) => (0, Some(1)),
            Some(Token { c: '*', quoted: false }) => (0, None),
            Some(Token { c: '+', quoted: false }) => (1, None),
            Some(Token { c: '{', quoted: false }) => {
                self.source.next();
                let bounds = self.bounds()?;
                return self.repeated(atom, bounds);
            }
            _ => return Ok(atom),
        };
        self.source.next();
        self.repeated(atom, (min, max))
    }

    fn repeated(&mut self, atom: Node, (min, max): (u32, Option<u32>)) -> Result<Node, Refusal> {
        self.skip_comments();
        let greed = if self.source.take('?') {
            Greed::Reluctant
        } else if self.source.take('+') {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        // Java does not know the length of every repeated group, not even of an empty one.
        if self.behind && !atom.is_single() && (min, max) != (0, Some(1)) {
            return Err(Construct::LookBehind.into());
        }
        // Repetition makes no difference to what matches nothing.
        Ok(if max == Some(0) || atom.takes_nothing() && min == 0 {
            Node::Empty
        } else if atom.takes_nothing() {
            atom
        } else {
            Node::Repeat(Box::new(atom), Times { min, max, greed })
        })
    }

    /// `2}`, `2,}`, `2,3}`.
    fn bounds(&mut self) -> Result<(u32, Option<u32>), Refusal> {
        let min = self.number()?.ok_or(Refusal::Syntax)?;
        let max = match self.part_of_token()? {
            '}' => return Ok((min, Some(min))),
            ',' => self.number()?,
            _ => return Err(Refusal::Syntax),
        };
        if self.part_of_token()? != '}' || max.is_some_and(|max| max < min) {
            return Err(Refusal::Syntax);
        }
        Ok((min, max))
    }

    /// A number, if there is one. Java's largest has 31 bits.
    fn number(&mut self) -> Result<Option<u32>, Refusal> {
        let mut number: Option<u32> = None;
        while let Some(digit) = self.digit(10)? {
            let shifted = number.unwrap_or_default().checked_mul(10);
            let next = shifted.and_then(|number| number.checked_add(digit));
            number = Some(next.filter(|number| i32::try_from(*number).is_ok()).ok_or(Refusal::Syntax)?);
        }
        Ok(number)
    }

    /// Consumes an ASCII digit, if it is next.
    fn digit(&mut self, radix: u32) -> Result<Option<u32>, Refusal> {
        self.no_comment_here()?;
        let digit = match self.source.peek() {
            Some(Token { c, quoted: false }) => c.to_digit(radix),
            _ => None,
        };
        if digit.is_some() {
            self.source.next();
        }
        Ok(digit)
    }

    /// The next character of a token with several.
    fn part_of_token(&mut self) -> Result<char, Refusal> {
        self.no_comment_here()?;
        self.source.within_token()
    }
}

/// What Java skips under `(?x)`.
const fn is_white_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ')
}
