//! Rules and conditions.

use crate::error::Result;
use crate::read::context::Context;
use crate::read::schema::Builder;
use crate::read::schema::field::Open;
use crate::schema::{ExpressNode, GroupNode, NOWHERE, PartNode, RuleNode, Str};
use crate::span::{Span, small};
use crate::vocab::{RuleName, attribute, element};

impl Builder {
    /// The element `rules`.
    pub(super) fn rules(&mut self, context: &mut Context<'_>, open: &mut Open) -> Result<()> {
        context.wrapper_attributes(element::RULES)?;
        context.children(element::RULES, &mut (), |context, ()| {
            if context.events.name() != element::RULE {
                return Ok(false);
            }
            let rule = self.rule(context)?;
            open.rules.push(rule, &mut self.rules);
            Ok(true)
        })
    }

    fn rule(&mut self, context: &mut Context<'_>) -> Result<RuleNode> {
        let tag = context.events.tag();
        let mark = context.unknown_mark();
        let mut rule = blank_rule(tag.span);
        self.attributes(context, element::RULE, &mut rule, |rule, name| match name {
            attribute::NAME => Some(&mut rule.name),
            attribute::VALUE => Some(&mut rule.value),
            attribute::EX_PROPERTY => Some(&mut rule.ex_property),
            attribute::UNIT => Some(&mut rule.unit),
            attribute::URL => Some(&mut rule.url),
            attribute::DESC => Some(&mut rule.desc),
            _ => None,
        })?;
        rule.known = RuleName::parse(self.text(context, rule.name));
        if tag.empty {
            context.events.next()?;
        } else {
            rule.condition = self.condition_of(context, element::RULE)?;
            rule.span.end = context.events.pos();
        }
        if context.has_unknown_since(mark) {
            rule.unknown = small(self.unknown.len());
            self.unknown.push(context.take_unknown(mark));
        }
        Ok(rule)
    }

    /// The rest of a rule or an option: its condition. Several groups must all hold, so they become the
    /// parts of one.
    pub(super) fn condition_of(&mut self, context: &mut Context<'_>, place: &'static str) -> Result<u32> {
        let mut groups: Vec<GroupNode> = Vec::new();
        context.children(place, &mut (), |context, ()| {
            if context.events.name() != element::DEPEND_GROUP {
                return Ok(false);
            }
            groups.push(self.group(context)?);
            Ok(true)
        })?;
        let group = match groups.len() {
            0 => return Ok(NOWHERE),
            1 => groups.remove(0),
            _ => GroupNode {
                operator: Str::NONE,
                span: Span::new(groups[0].span.start, groups[groups.len() - 1].span.end),
                parts: groups.into_iter().map(PartNode::Group).collect(),
                unknown: Vec::new(),
            },
        };
        self.conditions.push(group);
        Ok(small(self.conditions.len() - 1))
    }

    fn group(&mut self, context: &mut Context<'_>) -> Result<GroupNode> {
        let mark = context.unknown_mark();
        let mut group = GroupNode {
            operator: Str::NONE,
            parts: Vec::new(),
            span: context.events.tag().span,
            unknown: Vec::new(),
        };
        self.attributes(context, element::DEPEND_GROUP, &mut group, |group, name| match name {
            attribute::OPERATOR => Some(&mut group.operator),
            _ => None,
        })?;
        context.children(element::DEPEND_GROUP, &mut (), |context, ()| {
            let part = match context.events.name() {
                element::DEPEND_EXPRESS => PartNode::Express(self.express(context)?),
                element::DEPEND_GROUP => PartNode::Group(self.group(context)?),
                _ => return Ok(false),
            };
            group.parts.push(part);
            Ok(true)
        })?;
        group.span.end = context.events.pos();
        group.unknown = context.take_unknown(mark);
        Ok(group)
    }

    fn express(&mut self, context: &mut Context<'_>) -> Result<ExpressNode> {
        let mark = context.unknown_mark();
        let mut express = ExpressNode {
            field_id: Str::NONE,
            value: Str::NONE,
            symbol: Str::NONE,
            span: context.events.tag().span,
            unknown: Vec::new(),
        };
        self.attributes(context, element::DEPEND_EXPRESS, &mut express, |express, name| match name {
            attribute::FIELD_ID => Some(&mut express.field_id),
            attribute::VALUE => Some(&mut express.value),
            attribute::SYMBOL => Some(&mut express.symbol),
            _ => None,
        })?;
        context.no_children(element::DEPEND_EXPRESS)?;
        express.span.end = context.events.pos();
        express.unknown = context.take_unknown(mark);
        Ok(express)
    }
}

pub(super) fn blank_rule(span: Span) -> RuleNode {
    RuleNode {
        name: Str::NONE,
        value: Str::NONE,
        ex_property: Str::NONE,
        unit: Str::NONE,
        url: Str::NONE,
        desc: Str::NONE,
        known: None,
        span,
        condition: NOWHERE,
        unknown: NOWHERE,
    }
}
