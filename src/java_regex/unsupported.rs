//! Refuses patterns that the engines here would match in another way than Java.

use crate::java_regex::ast::{Anchor, Greed, Look, Node, Times};
use crate::java_regex::parse::Parsed;
use crate::java_regex::refusal::{Construct, Refusal};

/// The longest look-behind, in characters.
const FURTHEST_BACK: u32 = 255;

/// Refuses a pattern that the engines match in another way than Java.
pub(super) fn check(pattern: &Parsed) -> Result<(), Refusal> {
    repetitions(&pattern.node)?;
    let mut references = References { groups: pattern.groups, set: Vec::new() };
    references.walk(&pattern.node)
}

fn repetitions(node: &Node) -> Result<(), Refusal> {
    if let Node::Repeat(body, times) = node {
        // Java stops at an iteration that matches nothing, even below the minimum. That makes a difference if the
        // next iteration can match something, or nothing for another reason.
        let conditional = |node: &Node| node.is_assertion();
        if times.min >= 2 && body.may_be_empty() && body.any(&mut { conditional }) {
            return Err(Construct::EmptyRepetition.into());
        }
        // Java then does not backtrack to the other way of matching a line break.
        let is_break = |node: &Node| matches!(node, Node::LineBreak);
        if !is_break(body) && body.any(&mut { is_break }) {
            return Err(Construct::LineBreak.into());
        }
    }
    node.parts().iter().try_for_each(repetitions)
}

/// Refuses a look-behind other than the simple kinds. The parser calls it, because it drops some parts that Java
/// considers.
pub(super) fn look_behind(body: &Node) -> Result<(), Refusal> {
    match longest(body) {
        Some(length) if length <= FURTHEST_BACK => Ok(()),
        _ => Err(Construct::LookBehind.into()),
    }
}

/// The greatest length; `None` if it is unbounded or not known. Java computes it too, and accepts some unbounded
/// look-behinds by mistake.
fn longest(node: &Node) -> Option<u32> {
    match node {
        Node::Empty | Node::Anchor(Anchor::Start) => Some(0),
        Node::Char(_) | Node::Set(_) => Some(1),
        Node::Concat(parts) => parts.iter().try_fold(0_u32, |sum, part| sum.checked_add(longest(part)?)),
        Node::Alternate(parts) => parts.iter().try_fold(0, |most, part| Some(longest(part)?.max(most))),
        Node::Group(_, part) => longest(part),
        Node::Repeat(_, Times { greed: Greed::Possessive, .. }) => None,
        Node::Repeat(part, Times { max, .. }) if part.is_single() => *max,
        Node::Repeat(part, Times { min: 0, max: Some(1), .. }) => longest(part),
        Node::Repeat(..)
        | Node::Anchor(_)
        | Node::Atomic(_)
        | Node::Look(..)
        | Node::Reference(..)
        | Node::LineBreak => None,
    }
}

/// Walks a pattern in the order of matching, to find references to groups that may not have matched: of those Java can
/// remember what a failed attempt left behind.
struct References {
    groups: u32,
    /// The groups that have matched on every way to this place.
    set: Vec<u32>,
}

impl References {
    fn walk(&mut self, node: &Node) -> Result<(), Refusal> {
        let before = self.set.len();
        match node {
            Node::Alternate(branches) => {
                let mut common: Option<Vec<u32>> = None;
                for branch in branches {
                    self.walk(branch)?;
                    let added = self.set.split_off(before);
                    common = Some(match common {
                        Some(common) => common.into_iter().filter(|group| added.contains(group)).collect(),
                        None => added,
                    });
                }
                self.set.extend(common.unwrap_or_default());
            }
            Node::Group(number, body) => {
                self.walk(body)?;
                self.set.push(*number);
            }
            Node::Repeat(body, Times { min, .. }) => {
                self.walk(body)?;
                if *min == 0 {
                    self.set.truncate(before);
                }
            }
            Node::Look(look, body) => {
                self.walk(body)?;
                if *look != Look::Ahead {
                    self.set.truncate(before);
                }
            }
            // There is no such group, so it never matches.
            Node::Reference(number, _) if *number > self.groups => {}
            Node::Reference(number, _) => {
                if !self.set.contains(number) {
                    return Err(Construct::Reference.into());
                }
            }
            Node::Empty
            | Node::Char(_)
            | Node::Set(_)
            | Node::Concat(_)
            | Node::Atomic(_)
            | Node::Anchor(_)
            | Node::LineBreak => return node.parts().iter().try_for_each(|part| self.walk(part)),
        }
        Ok(())
    }
}
