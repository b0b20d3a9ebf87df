//! Rules as written.

use crate::decimal::Decimal;
use crate::schema::arena::{Arena, RuleExtra, RuleNode};
use crate::schema::field::is_true;
use crate::schema::{Condition, Unknown};
use crate::span::{Position, Span};
use crate::vocab::{Bound, LengthUnit, RuleName, SizeUnit, ValueType};

/// A rule of a field. A handle.
#[derive(Clone, Copy, Debug)]
pub struct RuleRef<'s> {
    pub(crate) arena: &'s Arena,
    pub(crate) node: &'s RuleNode,
}

impl<'s> RuleRef<'s> {
    fn extra(self) -> Option<&'s RuleExtra> {
        self.arena.rule_extras.get(self.node.extra as usize)
    }

    /// The name as written; empty if there is none.
    pub fn name(self) -> &'s str {
        self.arena.text(self.node.name)
    }

    /// Whether there is a name at all.
    pub(crate) fn has_name(self) -> bool {
        !self.node.name.is_none()
    }

    /// Which rule it is, if it is a known one. Rules of the server have names like `383278799_1`.
    pub fn known(self) -> Option<RuleName> {
        self.node.known
    }

    /// The value as written.
    pub fn value(self) -> Option<&'s str> {
        self.arena.get(self.node.value)
    }

    /// `exProperty` as written.
    pub fn ex_property(self) -> Option<&'s str> {
        self.arena.get(self.node.ex_property)
    }

    /// `unit` as written.
    pub fn unit(self) -> Option<&'s str> {
        self.arena.get(self.node.unit)
    }

    /// The link of a tip.
    pub fn url(self) -> Option<&'s str> {
        self.arena.get(self.extra()?.url)
    }

    /// `desc`, which alibaba.com uses.
    pub fn desc(self) -> Option<&'s str> {
        self.arena.get(self.extra()?.desc)
    }

    /// Whether the value is `true`, trimmed and without regard to case.
    pub fn is_true(self) -> bool {
        is_true(self.value())
    }

    /// The value as a number of any length.
    pub fn number(self) -> Option<Decimal<'s>> {
        Decimal::parse(self.value()?)
    }

    /// Whether the limit itself is allowed; `None` if `exProperty` is neither `include` nor `not include`.
    pub fn bound(self) -> Option<Bound> {
        Bound::parse(self.ex_property())
    }

    /// The unit of a length rule, a missing one being `character`.
    pub fn length_unit(self) -> Option<LengthUnit> {
        LengthUnit::parse(self.unit())
    }

    /// The unit of a file size rule.
    pub fn size_unit(self) -> Option<SizeUnit> {
        SizeUnit::parse(self.unit()?)
    }

    /// The value of a `valueTypeRule`.
    pub fn value_type(self) -> Option<ValueType> {
        ValueType::parse(self.value()?)
    }

    /// The group under which the rule is in force; an empty one has no effect but is returned.
    pub fn condition(self) -> Option<Condition<'s>> {
        let group = self.arena.conditions.get(self.node.condition as usize)?;
        Some(Condition { arena: self.arena, group })
    }

    /// Unknown attributes and elements.
    pub fn unknown(self) -> &'s [Unknown] {
        self.extra().map_or(&[], |extra| &extra.unknown)
    }

    /// The element `rule` in the document's text.
    pub fn span(self) -> Span {
        self.node.span
    }

    /// Where the element begins.
    pub fn position(self) -> Position {
        self.arena.source.position(self.node.span.start)
    }
}
