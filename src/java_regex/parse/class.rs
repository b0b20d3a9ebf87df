//! Character classes.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

use crate::java_regex::parse::Parser;
use crate::java_regex::parse::escape::Escape;
use crate::java_regex::parse::source::Token;
use crate::java_regex::refusal::{Construct, Refusal};
use crate::java_regex::set;
use crate::java_regex::set::Case;

/// Which class consumes the bracket that ends it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    /// The class itself.
    Inside,
    /// The enclosing class: the right side of `&&` may have no brackets of its own.
    Outside,
}

/// A class that is being parsed.
#[derive(Default)]
struct Items {
    /// The part before the last `&&`, intersected.
    set: Option<ClassUnicode>,
    /// The ranges since then.
    ranges: Vec<ClassUnicodeRange>,
    /// Whether characters up to U+00FF came before a `&&`. Java would add them to both sides of a later one.
    spent: bool,
    /// Whether characters up to U+00FF came since then.
    latin: bool,
}

impl Items {
    fn is_empty(&self) -> bool {
        self.set.is_none() && self.ranges.is_empty()
    }

    fn take(&mut self) -> ClassUnicode {
        let mut set = ClassUnicode::new(std::mem::take(&mut self.ranges));
        if let Some(before) = self.set.take() {
            set.union(&before);
        }
        set
    }
}

impl Parser {
    /// Parses a class after its opening bracket.
    pub(super) fn class(&mut self) -> Result<ClassUnicode, Refusal> {
        let is_negated = self.source.take('^');
        let set = self.class_items(Closing::Inside)?;
        Ok(if is_negated { set::negated(set) } else { set })
    }

    fn class_items(&mut self, closing: Closing) -> Result<ClassUnicode, Refusal> {
        self.enter()?;
        let mut items = Items::default();
        loop {
            self.no_comment_here()?;
            let Some(token) = self.source.peek() else { return Err(Refusal::Syntax) };
            match token {
                // A bracket right after the opening one does not close the class, but one after an empty
                // intersection does.
                Token { c: ']', quoted: false } if items.set.is_some() || !items.ranges.is_empty() => {
                    if closing == Closing::Inside {
                        self.source.next();
                    }
                    self.leave();
                    return Ok(items.take());
                }
                Token { c: '[', quoted: false } => {
                    self.source.next();
                    let inner = self.class()?;
                    self.add(&mut items, inner)?;
                }
                Token { c: '&', quoted: false } if self.is_intersection()? => {
                    self.source.next();
                    self.source.next();
                    let right = self.right_side()?;
                    items.spent |= items.latin;
                    items.latin = false;
                    let both = if items.is_empty() {
                        right
                    } else {
                        let mut left = items.take();
                        left.intersect(&right);
                        left
                    };
                    items.set = Some(both);
                }
                _ => self.item(&mut items)?,
            }
        }
    }

    fn add(&mut self, items: &mut Items, set: ClassUnicode) -> Result<(), Refusal> {
        self.count(&set)?;
        // An empty set (of lone surrogates) is an item too: a bracket after it closes the class.
        match &mut items.set {
            None if set.ranges().is_empty() => items.set = Some(set),
            _ => items.ranges.extend(set.ranges()),
        }
        Ok(())
    }

    fn is_intersection(&self) -> Result<bool, Refusal> {
        let second = self.source.ahead(1);
        match second {
            Some(Token { c, quoted: false })
                if self.flags.comments && (c == '#' || c.is_ascii_whitespace()) =>
            {
                Err(Construct::Comments.into())
            }
            _ => Ok(second == Some(Token { c: '&', quoted: false })),
        }
    }

    /// After `&&`: classes, and items without brackets up to the end of the class.
    fn right_side(&mut self) -> Result<ClassUnicode, Refusal> {
        let mut right: Option<ClassUnicode> = None;
        loop {
            self.no_comment_here()?;
            let Some(token) = self.source.peek() else { return Err(Refusal::Syntax) };
            let part = match token {
                Token { c: ']' | '&', quoted: false } => break,
                Token { c: '[', quoted: false } => {
                    self.source.next();
                    self.class()?
                }
                _ => self.class_items(Closing::Outside)?,
            };
            match &mut right {
                Some(right) => right.union(&part),
                None => right = Some(part),
            }
        }
        // Without a right side Java intersects with whatever it read last.
        right.ok_or(Construct::ClassIntersection.into())
    }

    /// A character, a range or a set.
    fn item(&mut self, items: &mut Items) -> Result<(), Refusal> {
        let case = self.flags.case();
        let first = match self.class_escape(RangeEnd::No)? {
            Escape::Code(code) => code,
            Escape::Set(set) => return self.add(items, set),
        };
        let last = if self.source.is_at('-') { self.range_end()? } else { None };
        self.no_comment_here()?;
        let ranges = match last {
            Some(last) if last < first => return Err(Refusal::Syntax),
            Some(last) => set::folded_range(first, last, case),
            None => {
                if first < 0x100 && !(case == Case::Unicode && folds_out_of_latin(first)) {
                    if items.spent {
                        return Err(Construct::ClassIntersection.into());
                    }
                    items.latin = true;
                }
                // In a class, the capital letter of ß is not one of its other cases.
                let is_sharp_s = case == Case::Unicode && first == u32::from('ß');
                set::folded(first, if is_sharp_s { Case::Kept } else { case })
            }
        };
        self.add(items, ClassUnicode::new(ranges))
    }

    /// At a hyphen: the end of the range that it makes, if it makes one.
    fn range_end(&mut self) -> Result<Option<u32>, Refusal> {
        match self.source.ahead(1) {
            None => return Err(Refusal::Syntax),
            Some(Token { c: '[' | ']', quoted: false }) => return Ok(None),
            Some(_) => self.source.next(),
        };
        self.no_comment_here()?;
        match self.class_escape(RangeEnd::Yes)? {
            Escape::Code(code) => Ok(Some(code)),
            Escape::Set(_) => Err(Refusal::Syntax),
        }
    }

    /// A character of a class or an escape.
    fn class_escape(&mut self, end: RangeEnd) -> Result<Escape, Refusal> {
        let Some(token) = self.source.next() else { return Err(Refusal::Syntax) };
        if token.quoted || token.c != '\\' {
            return Ok(Escape::Code(u32::from(token.c)));
        }
        // At an end of a range, \v is the single character that it was before Java 8.
        let before_hyphen = self.source.ahead(1) == Some(Token { c: '-', quoted: false });
        if self.source.is_at('v') && (end == RangeEnd::Yes || before_hyphen) {
            self.source.next();
            return Ok(Escape::Code(0x0B));
        }
        self.escaped()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RangeEnd {
    Yes,
    No,
}

/// Letters up to U+00FF that Java handles apart from the others in a class, because their other case is beyond U+00FF.
const fn folds_out_of_latin(code: u32) -> bool {
    matches!(code, 0x49 | 0x4B | 0x53 | 0x69 | 0x6B | 0x73 | 0xB5 | 0xC5 | 0xE5 | 0xFF)
}
