//! Options.

use crate::schema::arena::{Arena, NOWHERE, OptionExtra, OptionNode};
use crate::schema::{Condition, Unknown};
use crate::span::{Position, Span};

/// An option of a field. A handle.
#[derive(Clone, Copy, Debug)]
pub struct OptionRef<'s> {
    pub(crate) arena: &'s Arena,
    pub(crate) node: &'s OptionNode,
}

impl<'s> OptionRef<'s> {
    /// The name for people; real documents leave it out at times.
    pub fn display_name(self) -> Option<&'s str> {
        self.arena.get(self.node.name)
    }

    /// What is to be sent; real documents leave it out at times.
    pub fn value(self) -> Option<&'s str> {
        self.arena.get(self.node.value)
    }

    fn extra(self) -> Option<&'s OptionExtra> {
        match self.node.extra {
            NOWHERE => None,
            index => self.arena.option_extras.get(index as usize),
        }
    }

    /// `readonly` as written.
    pub fn readonly(self) -> Option<&'s str> {
        self.arena.get(self.extra()?.readonly)
    }

    /// The group under which the option is available.
    pub fn condition(self) -> Option<Condition<'s>> {
        let group = self.arena.conditions.get(self.extra()?.condition as usize)?;
        Some(Condition { arena: self.arena, group })
    }

    /// Unknown attributes and elements.
    pub fn unknown(self) -> &'s [Unknown] {
        self.extra().map_or(&[], |extra| &extra.unknown)
    }

    /// The start tag `option` in the document's text.
    pub fn span(self) -> Span {
        let start = self.node.start;
        let rest = &self.arena.source.text.as_bytes()[start as usize..];
        // Quotes may hold a `>`.
        let mut quote = None;
        let end = rest.iter().position(|&byte| match quote {
            Some(open) => {
                if byte == open {
                    quote = None;
                }
                false
            }
            None if matches!(byte, b'"' | b'\'') => {
                quote = Some(byte);
                false
            }
            None => byte == b'>',
        });
        Span::new(start, start + crate::span::small(end.map_or(rest.len(), |end| end + 1)))
    }

    /// Where the element begins.
    pub fn position(self) -> Position {
        self.arena.source.position(self.node.start)
    }
}
