//! Rules and conditions.

use crate::error::Result;
use crate::read::context::Context;
use crate::read::schema::Builder;
use crate::read::schema::field::Open;
use crate::schema::{ExpressNode, GroupNode, NOWHERE, PartNode, RuleExtra, RuleNode, Str};
use crate::span::{Span, small};
use crate::value::few::Rare;
use crate::vocab::{RuleName, attribute, element};
use crate::xml::fast_tag::UsualTag;

// How the platform writes nearly all of them.
const USUAL_RULE: UsualTag<6> = UsualTag {
    start: "<rule",
    before: [" name=\"", " value=\"", " exProperty=\"", " unit=\"", " url=\"", " desc=\""],
};
const USUAL_GROUP: UsualTag<1> = UsualTag { start: "<depend-group", before: [" operator=\""] };
const USUAL_EXPRESS: UsualTag<3> =
    UsualTag { start: "<depend-express", before: [" fieldId=\"", " value=\"", " symbol=\""] };

impl Builder {
    /// The element `rules`.
    pub(super) fn rules(&mut self, context: &mut Context<'_>, open: &mut Open) -> Result<()> {
        context.wrapper_attributes(element::RULES)?;
        loop {
            context.skip_blank();
            let rule = if let Some(values) = context.events.usual_tag(&USUAL_RULE) {
                self.usual_rule(context, values)?
            } else if !context.next_child(element::RULES, &mut ())? {
                return Ok(());
            } else if context.events.name() == element::RULE {
                self.rule(context)?
            } else {
                context.unknown_element(element::RULES, None)?;
                continue;
            };
            open.rules.push(rule, &mut self.rules);
        }
    }

    /// The rule whose start tag has the usual form.
    #[inline]
    fn usual_rule(&mut self, context: &mut Context<'_>, values: [Option<Span>; 6]) -> Result<RuleNode> {
        let tag = context.events.tag();
        let [name, value, ex_property, unit, url, desc] = values.map(Str::of);
        let known = RuleName::parse(self.text(context, name));
        let mut rule = RuleNode { name, value, ex_property, unit, known, ..blank_rule(tag.span) };
        let mut extra = RuleExtra { url, desc, ..RuleExtra::NONE };
        if !tag.empty {
            let mark = context.unknown_mark();
            rule.condition = self.condition_of(context, element::RULE)?;
            rule.span.end = context.events.pos();
            extra.unknown = context.take_unknown(mark).into();
        }
        rule.extra = extra.keep(&mut self.rule_extras);
        Ok(rule)
    }

    fn rule(&mut self, context: &mut Context<'_>) -> Result<RuleNode> {
        let tag = context.events.tag();
        let mark = context.unknown_mark();
        let mut given = (blank_rule(tag.span), RuleExtra::NONE);
        self.attributes(context, element::RULE, &mut given, |(rule, extra), name| match name {
            attribute::NAME => Some(&mut rule.name),
            attribute::VALUE => Some(&mut rule.value),
            attribute::EX_PROPERTY => Some(&mut rule.ex_property),
            attribute::UNIT => Some(&mut rule.unit),
            attribute::URL => Some(&mut extra.url),
            attribute::DESC => Some(&mut extra.desc),
            _ => None,
        })?;
        let (mut rule, mut extra) = given;
        rule.known = RuleName::parse(self.text(context, rule.name));
        if tag.empty {
            context.events.next()?;
        } else {
            rule.condition = self.condition_of(context, element::RULE)?;
            rule.span.end = context.events.pos();
        }
        extra.unknown = context.take_unknown(mark).into();
        rule.extra = extra.keep(&mut self.rule_extras);
        Ok(rule)
    }

    /// The rest of a rule or an option: its condition. Several groups must all hold, so they become the
    /// parts of one.
    pub(super) fn condition_of(&mut self, context: &mut Context<'_>, place: &'static str) -> Result<u32> {
        let mut groups: Vec<GroupNode> = Vec::new();
        loop {
            if let Some(group) = self.usual_group(context)? {
                groups.push(group);
            } else if !context.next_child(place, &mut ())? {
                break;
            } else if context.events.name() == element::DEPEND_GROUP {
                groups.push(self.group(context)?);
            } else {
                context.unknown_element(place, None)?;
            }
        }
        let group = match groups.len() {
            0 => return Ok(NOWHERE),
            1 => groups.remove(0),
            _ => GroupNode {
                operator: Str::NONE,
                span: Span::new(groups[0].span.start, groups[groups.len() - 1].span.end),
                parts: groups.into_iter().map(PartNode::Group).collect(),
                unknown: Rare::NONE,
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
            unknown: Rare::NONE,
        };
        self.attributes(context, element::DEPEND_GROUP, &mut group, |group, name| match name {
            attribute::OPERATOR => Some(&mut group.operator),
            _ => None,
        })?;
        self.group_content(context, group, mark)
    }

    /// The group that comes next, if its start tag has the usual form.
    fn usual_group(&mut self, context: &mut Context<'_>) -> Result<Option<GroupNode>> {
        context.skip_blank();
        let Some([operator]) = context.events.usual_tag(&USUAL_GROUP) else { return Ok(None) };
        let (operator, span) = (Str::of(operator), context.events.tag().span);
        let group = GroupNode { operator, parts: Vec::new(), span, unknown: Rare::NONE };
        if context.events.tag().empty {
            return Ok(Some(group));
        }
        self.group_content(context, group, context.unknown_mark()).map(Some)
    }

    fn group_content(
        &mut self,
        context: &mut Context<'_>,
        mut group: GroupNode,
        mark: usize,
    ) -> Result<GroupNode> {
        loop {
            let part = if let Some(express) = usual_express(context)? {
                PartNode::Express(express)
            } else if let Some(group) = self.usual_group(context)? {
                PartNode::Group(group)
            } else if !context.next_child(element::DEPEND_GROUP, &mut ())? {
                break;
            } else {
                match context.events.name() {
                    element::DEPEND_EXPRESS => PartNode::Express(self.express(context)?),
                    element::DEPEND_GROUP => PartNode::Group(self.group(context)?),
                    _ => {
                        context.unknown_element(element::DEPEND_GROUP, None)?;
                        continue;
                    }
                }
            };
            if group.parts.is_empty() {
                group.parts.reserve_exact(1);
            }
            group.parts.push(part);
        }
        group.span.end = context.events.pos();
        group.unknown = context.take_unknown(mark).into();
        Ok(group)
    }

    fn express(&mut self, context: &mut Context<'_>) -> Result<ExpressNode> {
        let mark = context.unknown_mark();
        let mut express = ExpressNode {
            field_id: Str::NONE,
            value: Str::NONE,
            symbol: Str::NONE,
            span: context.events.tag().span,
            unknown: Rare::NONE,
        };
        self.attributes(context, element::DEPEND_EXPRESS, &mut express, |express, name| match name {
            attribute::FIELD_ID => Some(&mut express.field_id),
            attribute::VALUE => Some(&mut express.value),
            attribute::SYMBOL => Some(&mut express.symbol),
            _ => None,
        })?;
        context.no_children(element::DEPEND_EXPRESS)?;
        express.span.end = context.events.pos();
        express.unknown = context.take_unknown(mark).into();
        Ok(express)
    }
}

/// The condition that comes next, if it has the usual form.
fn usual_express(context: &mut Context<'_>) -> Result<Option<ExpressNode>> {
    context.skip_blank();
    let Some(values) = context.events.usual_tag(&USUAL_EXPRESS) else { return Ok(None) };
    let [field_id, value, symbol] = values.map(Str::of);
    let tag = context.events.tag();
    let mut express = ExpressNode { field_id, value, symbol, span: tag.span, unknown: Rare::NONE };
    if !tag.empty {
        let mark = context.unknown_mark();
        context.no_children(element::DEPEND_EXPRESS)?;
        express.span.end = context.events.pos();
        express.unknown = context.take_unknown(mark).into();
    }
    Ok(Some(express))
}

pub(super) fn blank_rule(span: Span) -> RuleNode {
    RuleNode {
        name: Str::NONE,
        value: Str::NONE,
        ex_property: Str::NONE,
        unit: Str::NONE,
        known: None,
        span,
        condition: NOWHERE,
        extra: NOWHERE,
    }
}
