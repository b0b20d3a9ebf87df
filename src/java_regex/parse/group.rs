//! Groups and flags.

use crate::java_regex::ast::{Look, Node};
use crate::java_regex::parse::{Flags, Parser};
use crate::java_regex::refusal::{Construct, Refusal};
use crate::java_regex::unsupported;

impl Parser {
    /// A group, or `None` if it has only flags.
    pub(super) fn group(&mut self) -> Result<Option<Node>, Refusal> {
        self.source.next();
        let outer = self.flags;
        let opened = self.source.position();
        self.skip_comments();
        if self.source.is_at('?') && self.source.position() > opened {
            return Err(Construct::Comments.into());
        }
        if !self.source.take('?') {
            return self.capture(outer, None).map(Some);
        }
        let node = match self.part_of_token()? {
            ':' => self.plain(outer)?,
            '=' => self.look(outer, Look::Ahead)?,
            '!' => self.look(outer, Look::NotAhead)?,
            '>' => Node::Atomic(Box::new(self.inside(outer)?)),
            '<' => match self.part_of_token()? {
                '=' => self.look(outer, Look::Behind)?,
                '!' => self.look(outer, Look::NotBehind)?,
                first => {
                    let name = self.group_name(first)?;
                    if self.names.iter().any(|(known, _)| *known == name) {
                        return Err(Refusal::Syntax);
                    }
                    self.capture(outer, Some(name))?
                }
            },
            first => {
                let flags = self.flags_from(first)?;
                self.flags = flags.0;
                match flags.1 {
                    // They apply up to the end of the enclosing group.
                    ')' => return Ok(None),
                    ':' => self.plain(outer)?,
                    _ => return Err(Refusal::Syntax),
                }
            }
        };
        Ok(Some(node))
    }

    fn capture(&mut self, outer: Flags, name: Option<String>) -> Result<Node, Refusal> {
        self.groups += 1;
        let number = self.groups;
        self.names.extend(name.map(|name| (name, number)));
        Ok(Node::Group(number, Box::new(self.inside(outer)?)))
    }

    fn look(&mut self, outer: Flags, look: Look) -> Result<Node, Refusal> {
        let around = self.behind;
        self.behind = around || look.is_behind();
        let body = self.inside(outer)?;
        self.behind = around;
        if look.is_behind() {
            unsupported::look_behind(&body)?;
        }
        Ok(Node::Look(look, Box::new(body)))
    }

    /// A group without a capture. A lone `\R` in a group is kept distinct from one without: Java repeats them in
    /// different ways.
    fn plain(&mut self, outer: Flags) -> Result<Node, Refusal> {
        let node = self.inside(outer)?;
        Ok(if matches!(node, Node::LineBreak) { Node::Concat(vec![node]) } else { node })
    }

    /// The content of a group and the closing parenthesis.
    fn inside(&mut self, outer: Flags) -> Result<Node, Refusal> {
        self.enter()?;
        let node = self.alternatives()?;
        self.leave();
        if !self.source.take(')') {
            return Err(Refusal::Syntax);
        }
        self.flags = outer;
        Ok(node)
    }

    /// The rest of a group's name, with the `>`.
    pub(super) fn group_name(&mut self, first: char) -> Result<String, Refusal> {
        if !first.is_ascii_alphabetic() {
            return Err(Refusal::Syntax);
        }
        let mut name = first.to_string();
        loop {
            match self.part_of_token()? {
                '>' => return Ok(name),
                c if c.is_ascii_alphanumeric() => name.push(c),
                _ => return Err(Refusal::Syntax),
            }
        }
    }

    /// `im-s` and the character after.
    fn flags_from(&mut self, first: char) -> Result<(Flags, char), Refusal> {
        let mut flags = self.flags;
        let mut c = first;
        let mut on = true;
        loop {
            match c {
                'i' => flags.ignore_case = on,
                'm' => flags.multiline = on,
                's' => flags.dot_all = on,
                'd' => flags.unix_lines = on,
                'u' => flags.unicode_case = on,
                'x' => flags.comments = on,
                'U' => {
                    flags.unicode_class = on;
                    flags.unicode_case = on;
                }
                'c' if on => return Err(Construct::CanonicalEquivalence.into()),
                'c' => {}
                '-' if on => on = false,
                c => return Ok((flags, c)),
            }
            c = self.part_of_token()?;
        }
    }
}
