//! A pattern as Java understands it, free of Java's syntax: flags, escapes and classes are resolved.

use regex_syntax::hir::ClassUnicode;

use crate::java_regex::set::Case;

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Empty,
    Char(char),
    /// One character out of a set; out of none, if the set is empty.
    Set(ClassUnicode),
    Concat(Vec<Node>),
    Alternate(Vec<Node>),
    /// A capturing group and its number in Java.
    Group(u32, Box<Node>),
    Repeat(Box<Node>, Times),
    /// Once matched it is not matched otherwise.
    Atomic(Box<Node>),
    Look(Look, Box<Node>),
    /// What the group of this number matched, in any case or in its own.
    Reference(u32, Case),
    Anchor(Anchor),
    /// `\R`.
    LineBreak,
}

/// How often, and in which order that is tried.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    pub(super) min: u32,
    pub(super) max: Option<u32>,
    pub(super) greed: Greed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Greed {
    Greedy,
    Reluctant,
    Possessive,
}

/// Looking at what stands before or after a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Ahead,
    NotAhead,
    Behind,
    NotBehind,
}

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// Java's six terminators, `\r\n` being one.
    Any,
    /// The line feed alone, under `(?d)`.
    Unix,
}

/// What holds at a place and takes no characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The beginning of the text.
    Start,
    /// The very end.
    End,
    /// The end, or before a terminator that ends the text.
    LastLineEnd(Lines),
    LineStart(Lines),
    LineEnd(Lines),
    /// A word begins or ends. Java's letters and digits are Unicode's here, though `\w` is ASCII.
    Word(Words),
    NotWord(Words),
}

/// What belongs to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// Letters, decimal digits and the underscore; a combining mark belongs to its letter.
    Letters,
    /// `\w` of `(?U)`.
    Unicode,
}

impl Look {
    pub(super) const fn is_behind(self) -> bool {
        matches!(self, Look::Behind | Look::NotBehind)
    }
}

impl Node {
    /// The parts of a part.
    pub(super) fn parts(&self) -> &[Node] {
        match self {
            Node::Concat(parts) | Node::Alternate(parts) => parts,
            Node::Group(_, part) | Node::Repeat(part, _) | Node::Atomic(part) | Node::Look(_, part) => {
                std::slice::from_ref(part)
            }
            _ => &[],
        }
    }

    /// Whether this part, or one inside, is such a one.
    pub(super) fn any(&self, wanted: &mut impl FnMut(&Node) -> bool) -> bool {
        wanted(self) || self.parts().iter().any(|part| part.any(wanted))
    }

    /// Takes exactly one character.
    pub(super) const fn is_single(&self) -> bool {
        matches!(self, Node::Char(_) | Node::Set(_))
    }

    /// A row of characters that stand for themselves.
    pub(super) fn is_word(&self) -> bool {
        match self {
            Node::Char(_) => true,
            Node::Concat(parts) => parts.iter().all(|part| matches!(part, Node::Char(_))),
            _ => false,
        }
    }

    /// Asks what stands around and takes nothing itself.
    pub(super) const fn is_assertion(&self) -> bool {
        matches!(self, Node::Anchor(_) | Node::Look(..))
    }

    /// Never takes a character.
    pub(super) fn takes_nothing(&self) -> bool {
        match self {
            Node::Empty | Node::Anchor(_) | Node::Look(..) => true,
            Node::Char(_) | Node::Set(_) | Node::Reference(..) | Node::LineBreak => false,
            _ => self.parts().iter().all(Node::takes_nothing),
        }
    }

    /// May match without taking a character.
    pub(super) fn may_be_empty(&self) -> bool {
        match self {
            Node::Char(_) | Node::Set(_) | Node::LineBreak => false,
            Node::Empty | Node::Anchor(_) | Node::Look(..) | Node::Reference(..) => true,
            Node::Concat(parts) => parts.iter().all(Node::may_be_empty),
            Node::Alternate(parts) => parts.iter().any(Node::may_be_empty),
            Node::Group(_, part) | Node::Atomic(part) => part.may_be_empty(),
            Node::Repeat(part, times) => times.min == 0 || part.may_be_empty(),
        }
    }
}
