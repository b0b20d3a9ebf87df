//! Conditions as written.

use std::fmt;

use crate::schema::Unknown;
use crate::schema::arena::{Arena, ExpressNode, GroupNode, PartNode};
use crate::span::{Position, Span};
use crate::vocab::{Operator, Symbol};

/// A `depend-group`: what must hold for a rule to be in force, or for an option to be available. A handle.
#[derive(Clone, Copy, Debug)]
pub struct Condition<'s> {
    pub(crate) arena: &'s Arena,
    pub(crate) group: &'s GroupNode,
}

/// A `depend-express`: one question about one field. A handle.
#[derive(Clone, Copy, Debug)]
pub struct Express<'s> {
    arena: &'s Arena,
    node: &'s ExpressNode,
}

/// One part of a condition.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ConditionPart<'s> {
    /// A question.
    Express(Express<'s>),
    /// A group within the group.
    Group(Condition<'s>),
}

impl<'s> Condition<'s> {
    /// `operator` as written.
    pub fn operator_text(self) -> Option<&'s str> {
        self.arena.get(self.group.operator)
    }

    /// How the parts are joined: `and` if there is no operator, `None` if it is unknown.
    pub fn operator(self) -> Option<Operator> {
        Operator::parse(self.operator_text())
    }

    /// The parts in document order.
    pub fn parts(self) -> impl ExactSizeIterator<Item = ConditionPart<'s>> {
        self.group.parts.iter().map(move |part| match part {
            PartNode::Express(node) => ConditionPart::Express(Express { arena: self.arena, node }),
            PartNode::Group(group) => ConditionPart::Group(Condition { group, ..self }),
        })
    }

    /// Whether no question is asked at any depth: such a group is as if it were not there.
    pub fn is_empty(self) -> bool {
        self.parts().all(|part| match part {
            ConditionPart::Express(_) => false,
            ConditionPart::Group(group) => group.is_empty(),
        })
    }

    /// Whether it is asked at any depth whether a value is one of the options.
    pub(crate) fn asks_for_options(self) -> bool {
        self.parts().any(|part| match part {
            ConditionPart::Express(express) => {
                matches!(express.symbol(), Some(Symbol::InOptions | Symbol::NotInOptions))
            }
            ConditionPart::Group(group) => group.asks_for_options(),
        })
    }

    /// Unknown attributes and elements.
    pub fn unknown(self) -> &'s [Unknown] {
        &self.group.unknown
    }

    /// The element `depend-group` in the document's text.
    pub fn span(self) -> Span {
        self.group.span
    }

    /// Where the element begins.
    pub fn position(self) -> Position {
        self.arena.source.position(self.group.span.start)
    }
}

impl<'s> Express<'s> {
    /// The id of the field that is asked about.
    pub fn field_id(self) -> Option<&'s str> {
        self.arena.get(self.node.field_id)
    }

    /// What its value is compared with.
    pub fn value(self) -> Option<&'s str> {
        self.arena.get(self.node.value)
    }

    /// `symbol` as written.
    pub fn symbol_text(self) -> Option<&'s str> {
        self.arena.get(self.node.symbol)
    }

    /// The question: `==` if there is no symbol, `None` if it is unknown.
    pub fn symbol(self) -> Option<Symbol> {
        Symbol::parse(self.symbol_text())
    }

    /// Unknown attributes and elements.
    pub fn unknown(self) -> &'s [Unknown] {
        &self.node.unknown
    }

    /// The element `depend-express` in the document's text.
    pub fn span(self) -> Span {
        self.node.span
    }
}

/// In words: `item_status != "1" and (a is null or b > "3")`.
impl fmt::Display for Condition<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operator = self.operator_text().map_or(Operator::And.as_str(), str::trim);
        for (i, part) in self.parts().enumerate() {
            if i > 0 {
                write!(f, " {operator} ")?;
            }
            match part {
                ConditionPart::Express(express) => write!(f, "{express}")?,
                ConditionPart::Group(group) => write!(f, "({group})")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Express<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.field_id().unwrap_or("?"))?;
        match self.symbol() {
            Some(symbol @ Symbol::IsNull) => write!(f, " {symbol}"),
            Some(Symbol::InOptions) => f.write_str(" is one of its options"),
            Some(Symbol::NotInOptions) => f.write_str(" is not one of its options"),
            Some(symbol) => write!(f, " {symbol} \"{}\"", self.value().unwrap_or_default()),
            None => {
                let symbol = self.symbol_text().unwrap_or_default();
                write!(f, " {symbol} \"{}\"", self.value().unwrap_or_default())
            }
        }
    }
}
