//! Where Java's matcher goes its own way, a pattern is refused.

use crate::java_regex::ast::{Anchor, Greed, Look, Node, Times};
use crate::java_regex::parse::Parsed;
use crate::java_regex::refusal::{Construct, Refusal};

/// Look-behinds do not look further back, in characters.
const FURTHEST_BACK: u32 = 255;

/// Whether the engines answer as Java does.
pub(super) fn check(pattern: &Parsed) -> Result<(), Refusal> {
    repetitions(&pattern.node)?;
    let mut references = References { groups: pattern.groups, set: Vec::new() };
    references.walk(&pattern.node)
}

fn repetitions(node: &Node) -> Result<(), Refusal> {
    if let Node::Repeat(body, times) = node {
        // Java stops at an iteration that takes nothing, though there were fewer than the least number. That
        // makes a difference if the next iteration can take something, or nothing for another reason.
        let conditional = |node: &Node| node.is_assertion();
        if times.min >= 2 && body.may_be_empty() && body.any(&mut { conditional }) {
            return Err(Construct::EmptyRepetition.into());
        }
        // Java then does not come back to the other way of taking a line break.
        let is_break = |node: &Node| matches!(node, Node::LineBreak);
        if !is_break(body) && body.any(&mut { is_break }) {
            return Err(Construct::LineBreak.into());
        }
    }
    node.parts().iter().try_for_each(repetitions)
}

/// Whether a look-behind is of the simple kinds. Asked by the parser, which leaves out some parts that Java
/// looks at all the same.
pub(super) fn look_behind(body: &Node) -> Result<(), Refusal> {
    match longest(body) {
        Some(length) if length <= FURTHEST_BACK => Ok(()),
        _ => Err(Construct::LookBehind.into()),
    }
}

/// The greatest length. Java wants to know it too, and takes some unbounded look-behinds by mistake.
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
        _ => None,
    }
}

/// Walks a pattern in the order of matching. After a group that must take part, what it matched is known; of
/// others Java may remember what a failed attempt left behind.
struct References {
    groups: u32,
    /// The groups that have taken part, whichever way led here.
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
            // There is no such group, and so it never has taken part.
            Node::Reference(number, _) if *number > self.groups => {}
            Node::Reference(number, _) => {
                if !self.set.contains(number) {
                    return Err(Construct::Reference.into());
                }
            }
            _ => return node.parts().iter().try_for_each(|part| self.walk(part)),
        }
        Ok(())
    }
}
