//! The syntax tree of a pattern, with flags, escapes and classes resolved.

use regex_syntax::hir::ClassUnicode;

use crate::java_regex::set::Case;

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Empty,
    Char(char),
    /// One character of a set. An empty set never matches.
    Set(ClassUnicode),
    Concat(Vec<Node>),
    Alternate(Vec<Node>),
    /// A capturing group and its number in Java.
    Group(u32, Box<Node>),
    Repeat(Box<Node>, Times),
    /// `(?>…)`: no backtracking into it.
    Atomic(Box<Node>),
    Look(Look, Box<Node>),
    /// The text that the group of this number matched, with or without regard to case.
    Reference(u32, Case),
    Anchor(Anchor),
    /// `\R`.
    LineBreak,
}

/// How often a part is repeated, and in which order that is tried.
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

/// A look at the text before or after a position.
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
    /// Java's line terminators, with `\r\n` as one.
    Any,
    /// Only the line feed, under `(?d)`.
    Unix,
}

/// A condition on a position, which matches no characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The beginning of the text.
    Start,
    /// The very end.
    End,
    /// The end, or before a line terminator at the end.
    LastLineEnd(Lines),
    LineStart(Lines),
    LineEnd(Lines),
    /// A word boundary. Java uses Unicode letters and digits here, although `\w` is ASCII.
    Word(Words),
    NotWord(Words),
}

/// The characters of words.
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
    /// The children of a node.
    pub(super) fn parts(&self) -> &[Node] {
        match self {
            Node::Concat(parts) | Node::Alternate(parts) => parts,
            Node::Group(_, part) | Node::Repeat(part, _) | Node::Atomic(part) | Node::Look(_, part) => {
                std::slice::from_ref(part)
            }
            Node::Empty
            | Node::Char(_)
            | Node::Set(_)
            | Node::Reference(..)
            | Node::Anchor(_)
            | Node::LineBreak => &[],
        }
    }

    /// Whether the predicate holds for this node or a node inside it.
    pub(super) fn any(&self, wanted: &mut impl FnMut(&Node) -> bool) -> bool {
        wanted(self) || self.parts().iter().any(|part| part.any(wanted))
    }

    /// Matches exactly one character.
    pub(super) const fn is_single(&self) -> bool {
        matches!(self, Node::Char(_) | Node::Set(_))
    }

    /// A sequence of literal characters.
    pub(super) fn is_word(&self) -> bool {
        let is_char = |node: &Node| matches!(node, Node::Char(_));
        if let Node::Concat(parts) = self { parts.iter().all(is_char) } else { is_char(self) }
    }

    /// An assertion, which matches no characters itself.
    pub(super) const fn is_assertion(&self) -> bool {
        matches!(self, Node::Anchor(_) | Node::Look(..))
    }

    /// Never matches a character.
    pub(super) fn takes_nothing(&self) -> bool {
        match self {
            Node::Empty | Node::Anchor(_) | Node::Look(..) => true,
            Node::Char(_) | Node::Set(_) | Node::Reference(..) | Node::LineBreak => false,
            Node::Concat(_) | Node::Alternate(_) | Node::Group(..) | Node::Repeat(..) | Node::Atomic(_) => {
                self.parts().iter().all(Node::takes_nothing)
            }
        }
    }

    /// Can match without a character.
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
