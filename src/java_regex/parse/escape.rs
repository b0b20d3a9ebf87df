//! Escapes.

use regex_syntax::hir::ClassUnicode;

use crate::java_regex::ast::{Anchor, Node, Words};
use crate::java_regex::parse::Parser;
use crate::java_regex::parse::source::Token;
use crate::java_regex::refusal::{Construct, Refusal};
use crate::java_regex::{family, set};

/// The meaning of an escape that is allowed inside and outside of a class.
pub(super) enum Escape {
    /// A code point, possibly a lone surrogate.
    Code(u32),
    Set(ClassUnicode),
}

const LINE_ENDS: &[(u32, u32)] = &[(0x0A, 0x0D), (0x85, 0x85), (0x2028, 0x2029)];
const SPACES: &[(u32, u32)] = &[
    (0x09, 0x09),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x180E, 0x180E),
    (0x2000, 0x200A),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
];

impl Parser {
    /// After the backslash, outside of a class.
    pub(super) fn escape(&mut self) -> Result<Node, Refusal> {
        let Some(token) = self.source.peek() else { return Err(Refusal::Syntax) };
        let words = if self.flags.unicode_class { Words::Unicode } else { Words::Letters };
        let node = match token.c {
            'A' => Node::Anchor(Anchor::Start),
            // The end of the last match, and there is none.
            'G' => Node::Anchor(Anchor::Start),
            'Z' => Node::Anchor(Anchor::LastLineEnd(self.flags.lines())),
            'z' => Node::Anchor(Anchor::End),
            'B' => Node::Anchor(Anchor::NotWord(words)),
            'b' => {
                self.source.next();
                self.skip_comments();
                let after_brace = self.source.ahead(1).filter(|_| self.source.is_at('{'));
                return match after_brace {
                    // `\b{g}`, or a mistake.
                    Some(Token { c: 'g', quoted: false }) => Err(Construct::Grapheme.into()),
                    _ => Ok(Node::Anchor(Anchor::Word(words))),
                };
            }
            'R' => Node::LineBreak,
            'X' => return Err(Construct::Grapheme.into()),
            'k' => {
                self.source.next();
                return self.named_reference();
            }
            '1'..='9' => return self.reference(),
            _ => {
                return match self.escaped()? {
                    Escape::Code(code) => self.code(code),
                    Escape::Set(set) => self.set(set),
                };
            }
        };
        self.source.next();
        Ok(node)
    }

    /// After the backslash, inside or outside of a class.
    pub(super) fn escaped(&mut self) -> Result<Escape, Refusal> {
        let Some(token) = self.source.next() else { return Err(Refusal::Syntax) };
        let unicode = self.flags.unicode_class;
        let code = match token.c {
            't' => 0x09,
            'n' => 0x0A,
            'r' => 0x0D,
            'f' => 0x0C,
            'a' => 0x07,
            'e' => 0x1B,
            'c' => u32::from(self.part_of_token()?) ^ 0x40,
            '0' => self.octal()?,
            'x' => self.hexadecimal()?,
            'u' => self.utf16()?,
            'p' => return Ok(Escape::Set(self.family()?)),
            'P' => return Ok(Escape::Set(set::negated(self.family()?))),
            'N' => return Err(Construct::CharacterName.into()),
            'd' | 'D' | 's' | 'S' | 'w' | 'W' | 'h' | 'H' | 'v' | 'V' => {
                let set = match token.c.to_ascii_lowercase() {
                    'd' if unicode => family::digits(),
                    'd' => Some(set::of_ranges(&[(0x30, 0x39)])),
                    's' if unicode => family::white_space(),
                    's' => Some(set::of_ranges(&[(0x09, 0x0D), (0x20, 0x20)])),
                    'w' if unicode => family::word(),
                    'w' => Some(set::of_ranges(&[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])),
                    'h' => Some(set::of_ranges(SPACES)),
                    _ => Some(set::of_ranges(LINE_ENDS)),
                };
                let set = set.ok_or(Construct::Property)?;
                let is_negated = token.c.is_ascii_uppercase();
                return Ok(Escape::Set(if is_negated { set::negated(set) } else { set }));
            }
            c if c.is_ascii_alphanumeric() => return Err(Refusal::Syntax),
            c => u32::from(c),
        };
        Ok(Escape::Code(code))
    }

    /// `\0n`, `\0nn`, `\0mnn` with m up to 3.
    fn octal(&mut self) -> Result<u32, Refusal> {
        let mut code = self.digit(8)?.ok_or(Refusal::Syntax)?;
        let longest = if code <= 3 { 2 } else { 1 };
        for _ in 0..longest {
            match self.digit(8)? {
                Some(digit) => code = code * 8 + digit,
                None => break,
            }
        }
        Ok(code)
    }

    /// `\xhh`, `\x{h…h}`.
    fn hexadecimal(&mut self) -> Result<u32, Refusal> {
        self.no_comment_here()?;
        if !self.source.take('{') {
            return self.hex_digits(2);
        }
        let mut code = self.digit(16)?.ok_or(Refusal::Syntax)?;
        while let Some(digit) = self.digit(16)? {
            code = code * 16 + digit;
            if code > 0x10_FFFF {
                return Err(Refusal::Syntax);
            }
        }
        if self.part_of_token()? == '}' { Ok(code) } else { Err(Refusal::Syntax) }
    }

    /// `\uhhhh`, or two of them for the surrogates of one character.
    fn utf16(&mut self) -> Result<u32, Refusal> {
        let first = self.hex_digits(4)?;
        if !(0xD800..0xDC00).contains(&first) {
            return Ok(first);
        }
        self.no_comment_here()?;
        let after = self.source.position();
        if self.source.take('\\') && self.source.take('u') {
            let second = self.hex_digits(4)?;
            if (0xDC00..0xE000).contains(&second) {
                return Ok(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
            }
        }
        self.source.back_to(after);
        Ok(first)
    }

    fn hex_digits(&mut self, count: u32) -> Result<u32, Refusal> {
        let mut code = 0;
        for _ in 0..count {
            code = code * 16 + self.part_of_token()?.to_digit(16).ok_or(Refusal::Syntax)?;
        }
        Ok(code)
    }

    /// `{Name}` or one letter, after `\p`.
    fn family(&mut self) -> Result<ClassUnicode, Refusal> {
        let mut name = String::new();
        match self.part_of_token()? {
            '{' => loop {
                match self.part_of_token()? {
                    '}' => break,
                    c => name.push(c),
                }
            },
            c => name.push(c),
        }
        let set = family::family(&name, self.flags.case(), self.flags.unicode_class);
        let set = set.ok_or(Construct::Property)?;
        self.count(&set)?;
        Ok(set)
    }

    /// `\1`. Java reads a further digit only if there are that many groups before.
    fn reference(&mut self) -> Result<Node, Refusal> {
        let mut number = self.digit(10)?.ok_or(Refusal::Syntax)?;
        loop {
            self.skip_comments();
            let before = self.source.position();
            let longer = self.digit(10)?.and_then(|digit| number.checked_mul(10)?.checked_add(digit));
            match longer.filter(|longer| *longer <= self.groups) {
                Some(longer) => number = longer,
                None => {
                    self.source.back_to(before);
                    return Ok(Node::Reference(number, self.flags.case()));
                }
            }
        }
    }

    /// `<name>`, after `\k`.
    fn named_reference(&mut self) -> Result<Node, Refusal> {
        if self.part_of_token()? != '<' {
            return Err(Refusal::Syntax);
        }
        let first = self.part_of_token()?;
        let name = self.group_name(first)?;
        let known = self.names.iter().find(|(known, _)| *known == name);
        known.map(|(_, number)| Node::Reference(*number, self.flags.case())).ok_or(Refusal::Syntax)
    }
}
