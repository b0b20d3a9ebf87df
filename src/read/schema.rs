//! Events to a schema's arena.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use crate::code::NoteCode;
use crate::error::{FieldError, Result};
use crate::note::Note;
use crate::read::content::{Context, Document, shortened};
use crate::schema::{
    Arena, ExpressNode, FieldExtra, FieldNode, GroupNode, Label, NOWHERE, OptionExtra, OptionNode, PartNode,
    PropertyNode, RuleNode, Schema, Str, Stretch, Unknown, UnknownNode,
};
use crate::span::{Position, Source, Span, small};
use crate::value::{Content, RowForm, Value};
use crate::vocab::{self, Dialect, FieldKind, RuleName, attribute, element};
use crate::xml::ReadOptions;
use crate::xml::encoding::{Decoded, Illegal, decode_owned, prepare};
use crate::xml::event::{Event, Events};
use crate::xml::fast_tag::FastTag;
use crate::xml::name::local;

pub(crate) fn from_text(xml: &str, options: &ReadOptions) -> Result<Schema> {
    from_decoded(prepare(xml, Illegal::Drop, options), Position::START, options)
}

pub(crate) fn from_bytes(input: Vec<u8>, options: &ReadOptions) -> Result<Schema> {
    from_decoded(decode_owned(input, Illegal::Drop, options), Position::START, options)
}

/// Reads a decoded input that begins at `base`, which is the beginning unless it is a part of another.
pub(crate) fn from_decoded(decoded: Decoded, base: Position, options: &ReadOptions) -> Result<Schema> {
    let source = Source::new(decoded.text, decoded.map, base);
    let mut context = Context::new(Events::new(&source, options), options, Document::Schema);
    let mut builder = Builder::default();
    let outcome = builder.document(&mut context);
    if let Some(failure) = decoded.failure
        && (outcome.is_ok() || context.events.hit_end)
    {
        return Err(failure);
    }
    let root = outcome?;
    let notes = context.notes;
    Ok(builder.finish(source, root, notes, options.dialect))
}

/// How the platform writes nearly every option.
pub(crate) const FAST_OPTION: FastTag =
    FastTag { before_first: "<option displayName=\"", before_second: "\" value=\"" };

/// The root element.
#[derive(Clone, Debug, Default)]
pub(crate) struct Root {
    pub(crate) name: String,
    pub(crate) span: Span,
}

#[derive(Default)]
pub(crate) struct Builder {
    pool: String,
    fields: Vec<FieldNode>,
    extras: Vec<FieldExtra>,
    rules: Vec<RuleNode>,
    options: Vec<OptionNode>,
    option_extras: Vec<OptionExtra>,
    conditions: Vec<GroupNode>,
    unknown: Vec<Vec<Unknown>>,
    pub(crate) root_unknown: Vec<Unknown>,
}

/// A field whose end has not come yet.
struct Open {
    index: u32,
    rules: Gathered<RuleNode>,
    options: Gathered<OptionNode>,
    extra: FieldExtra,
    content: Content,
    /// Wrappers that were there already.
    seen: Vec<&'static str>,
}

impl Builder {
    /// The whole document, from its prolog to its end.
    pub(crate) fn document(&mut self, context: &mut Context<'_>) -> Result<Root> {
        let root = self.root(context)?;
        self.top_level(context)?;
        self.check_siblings(context, 0, self.fields.len());
        while context.events.next()? != Event::Eof {}
        Ok(root)
    }

    /// Up to the root's start tag, this included.
    pub(crate) fn root(&mut self, context: &mut Context<'_>) -> Result<Root> {
        context.events.next()?;
        let span = context.events.tag().span;
        let name = context.events.name();
        if !element::ROOTS.contains(&name) {
            context.note(NoteCode::UnknownRoot, context.events.full_name(), span);
        }
        for index in 0..context.events.attribute_count() {
            let (name, value) = context.unknown_attribute(index)?;
            self.root_unknown
                .push(Unknown { place: element::ROOT, node: UnknownNode::Attribute(name, value) });
        }
        Ok(Root { name: name.to_owned(), span })
    }

    /// The root's children, up to the root's end, this included.
    pub(crate) fn top_level(&mut self, context: &mut Context<'_>) -> Result<()> {
        loop {
            match context.events.next()? {
                Event::Start if context.events.name() == element::FIELD => self.field(context, NOWHERE)?,
                Event::Start => context.unknown_element(element::ROOT, None)?,
                Event::Text(text) => context.stray_text(text, element::ROOT, None)?,
                _ => break,
            }
        }
        self.root_unknown.append(&mut context.unknown);
        settle_unknown(&mut self.root_unknown);
        Ok(())
    }

    pub(crate) fn finish(
        self,
        source: Source,
        root: Root,
        mut notes: Vec<Note>,
        dialect: Option<Dialect>,
    ) -> Schema {
        for (at, count, position) in source.drops() {
            let span = Span::new(at, at);
            notes.push(Note { code: NoteCode::DroppedCharacters, detail: count.to_string(), span, position });
        }
        if self.fields.is_empty() {
            let position = source.position(root.span.start);
            notes.push(Note { code: NoteCode::EmptyRule, detail: String::new(), span: root.span, position });
        }
        notes.sort_by_key(|note| note.position.offset);
        let mut arena = Arena {
            source,
            pool: self.pool,
            root: root.name,
            root_span: root.span,
            dialect: Dialect::Classic,
            fields: self.fields,
            extras: self.extras,
            rules: self.rules,
            options: self.options,
            option_extras: self.option_extras,
            conditions: self.conditions,
            unknown: self.unknown,
            root_unknown: self.root_unknown,
            notes,
            disable_plan: OnceLock::new(),
        };
        arena.shrink();
        arena.dialect = dialect.unwrap_or_else(|| detect_dialect(&arena));
        Schema(Arc::new(arena))
    }

    /// The field whose start tag was just read.
    pub(crate) fn field(&mut self, context: &mut Context<'_>, parent: u32) -> Result<()> {
        context.count_field()?;
        let start = context.events.tag().span.start;
        let unknown_before = context.unknown.len();
        let index = small(self.fields.len());
        let mut open = Open {
            index,
            rules: Gathered::default(),
            options: Gathered::default(),
            extra: FieldExtra::default(),
            content: Content::default(),
            seen: Vec::new(),
        };
        let mut node = FieldNode {
            id: Str::NONE,
            name: Str::NONE,
            type_text: Str::NONE,
            kind: None,
            span: Span::new(start, start),
            parent,
            end: index + 1,
            rules: Stretch::default(),
            options: Stretch::default(),
            extra: NOWHERE,
        };
        for i in 0..context.events.attribute_count() {
            let text = self.intern(context, i)?;
            let name = context.events.attribute_name(context.events.attribute(i));
            match local(name) {
                attribute::ID => node.id = text,
                attribute::NAME => node.name = text,
                attribute::TYPE => node.type_text = text,
                attribute::REQUIRED => self.old_required(context, i, text, &mut open),
                _ => {
                    let (name, value) = context.unknown_attribute(i)?;
                    context
                        .unknown
                        .push(Unknown { place: element::FIELD, node: UnknownNode::Attribute(name, value) });
                }
            }
        }
        let id = self.text(context, node.id);
        if id.is_empty() {
            return Err(context.field_error(FieldError::WithoutId));
        }
        if node.type_text.is_none() {
            return Err(context.field_error(FieldError::WithoutType(id.to_owned())));
        }
        let type_text = self.text(context, node.type_text);
        node.kind = FieldKind::parse(type_text);
        if node.kind.is_none() {
            let detail = shortened(type_text);
            context.note(NoteCode::UnknownType, detail, context.events.tag().span);
        }
        self.fields.push(node);
        loop {
            match context.events.next()? {
                Event::Start => self.field_child(context, &mut open)?,
                Event::Text(text) => context.stray_text(text, element::FIELD, None)?,
                _ => break,
            }
        }
        self.close(context, open, unknown_before);
        Ok(())
    }

    fn close(&mut self, context: &mut Context<'_>, mut open: Open, unknown_before: usize) {
        open.extra.unknown = take_unknown(context, unknown_before);
        let told = |content: &Content| !content.values.is_empty() || !content.rows.is_empty();
        open.extra.default = open.extra.default.filter(told);
        open.extra.present = Some(open.content).filter(told);
        let extra = &open.extra;
        let plain = extra.present.is_none()
            && extra.default.is_none()
            && extra.labels.is_empty()
            && extra.properties.is_empty()
            && extra.unknown.is_empty();
        let rules = open.rules.settle(&mut self.rules);
        let options = open.options.settle(&mut self.options);
        let end = self.fields.len();
        self.check_siblings(context, open.index as usize + 1, end);
        let extra_index = if plain {
            NOWHERE
        } else {
            self.extras.push(open.extra);
            small(self.extras.len() - 1)
        };
        let node = &mut self.fields[open.index as usize];
        node.rules = rules;
        node.options = options;
        node.end = small(end);
        node.span.end = context.events.pos();
        node.extra = extra_index;
    }

    fn field_child(&mut self, context: &mut Context<'_>, open: &mut Open) -> Result<()> {
        let name = context.events.name();
        match name {
            element::RULES => {
                once(context, open, element::RULES);
                self.rules(context, open)
            }
            element::OPTIONS => {
                once(context, open, element::OPTIONS);
                self.options(context, open)
            }
            element::FIELDS => {
                once(context, open, element::FIELDS);
                context.wrapper_attributes(element::FIELDS)?;
                loop {
                    match context.events.next()? {
                        Event::Start if context.events.name() == element::FIELD => {
                            self.field(context, open.index)?;
                        }
                        Event::Start => context.unknown_element(element::FIELDS, None)?,
                        Event::Text(text) => context.stray_text(text, element::FIELDS, None)?,
                        _ => return Ok(()),
                    }
                }
            }
            element::FIELD => {
                context.note(NoteCode::MissingFieldsWrapper, "", context.events.tag().span);
                self.field(context, open.index)
            }
            element::LABEL_GROUP => {
                let label = label_group(context)?;
                open.extra.labels.push(label);
                Ok(())
            }
            element::PROPERTIES => {
                once(context, open, element::PROPERTIES);
                properties(context, open)
            }
            element::NAME if self.fields[open.index as usize].name.is_none() => self.old_name(context, open),
            _ => self.value_child(context, open),
        }
    }

    /// Present and default values.
    fn value_child(&mut self, context: &mut Context<'_>, open: &mut Open) -> Result<()> {
        match context.events.name() {
            element::VALUE => {
                let span = context.events.tag().span;
                let unknown_before = context.unknown.len();
                let value = context.value(false, &mut open.content)?;
                match old_value_type(&value).filter(|_| context.unknown.len() == unknown_before) {
                    Some(value_type) => self.old_value_type(context, value_type, span, open),
                    None => open.content.values.push(value),
                }
                Ok(())
            }
            element::VALUES => context.values(&mut open.content),
            element::COMPLEX_VALUE => context.row(RowForm::Singular, &mut open.content),
            element::COMPLEX_VALUES => context.row(RowForm::Plural, &mut open.content),
            element::DEFAULT_VALUE => {
                let default = open.extra.default.get_or_insert_default();
                let value = context.value(false, default)?;
                default.values.push(value);
                Ok(())
            }
            element::DEFAULT_VALUES => context.default_values(open.extra.default.get_or_insert_default()),
            element::DEFAULT_COMPLEX_VALUES => {
                context.row(RowForm::Any, open.extra.default.get_or_insert_default())
            }
            _ => context.unknown_element(element::FIELD, None),
        }
    }

    fn rules(&mut self, context: &mut Context<'_>, open: &mut Open) -> Result<()> {
        context.wrapper_attributes(element::RULES)?;
        loop {
            match context.events.next()? {
                Event::Start if context.events.name() == element::RULE => {
                    let rule = self.rule(context)?;
                    open.rules.push(rule, &mut self.rules);
                }
                Event::Start => context.unknown_element(element::RULES, None)?,
                Event::Text(text) => context.stray_text(text, element::RULES, None)?,
                _ => return Ok(()),
            }
        }
    }

    fn rule(&mut self, context: &mut Context<'_>) -> Result<RuleNode> {
        let tag = context.events.tag();
        let unknown_before = context.unknown.len();
        let mut rule = blank_rule(tag.span);
        for i in 0..context.events.attribute_count() {
            let slot = match local(context.events.attribute_name(context.events.attribute(i))) {
                attribute::NAME => &mut rule.name,
                attribute::VALUE => &mut rule.value,
                attribute::EX_PROPERTY => &mut rule.ex_property,
                attribute::UNIT => &mut rule.unit,
                attribute::URL => &mut rule.url,
                attribute::DESC => &mut rule.desc,
                _ => {
                    let (name, value) = context.unknown_attribute(i)?;
                    context
                        .unknown
                        .push(Unknown { place: element::RULE, node: UnknownNode::Attribute(name, value) });
                    continue;
                }
            };
            *slot = self.intern(context, i)?;
        }
        rule.known = RuleName::parse(self.text(context, rule.name));
        if tag.empty {
            context.events.next()?;
        } else {
            rule.condition = self.condition_of(context, element::RULE)?;
            rule.span.end = context.events.pos();
        }
        if context.unknown.len() > unknown_before {
            rule.unknown = small(self.unknown.len());
            self.unknown.push(take_unknown(context, unknown_before));
        }
        Ok(rule)
    }

    /// The rest of a rule or an option: its condition. Several groups must all hold, so they become the
    /// parts of one.
    fn condition_of(&mut self, context: &mut Context<'_>, place: &'static str) -> Result<u32> {
        let mut groups: Vec<GroupNode> = Vec::new();
        loop {
            match context.events.next()? {
                Event::Start if context.events.name() == element::DEPEND_GROUP => {
                    let group = self.group(context)?;
                    groups.push(group);
                }
                Event::Start => context.unknown_element(place, None)?,
                Event::Text(text) => context.stray_text(text, place, None)?,
                _ => break,
            }
        }
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
        let unknown_before = context.unknown.len();
        let mut group = GroupNode {
            operator: Str::NONE,
            parts: Vec::new(),
            span: context.events.tag().span,
            unknown: Vec::new(),
        };
        for i in 0..context.events.attribute_count() {
            match local(context.events.attribute_name(context.events.attribute(i))) {
                attribute::OPERATOR => group.operator = self.intern(context, i)?,
                _ => {
                    let (name, value) = context.unknown_attribute(i)?;
                    let node = UnknownNode::Attribute(name, value);
                    context.unknown.push(Unknown { place: element::DEPEND_GROUP, node });
                }
            }
        }
        loop {
            match context.events.next()? {
                Event::Start => match context.events.name() {
                    element::DEPEND_EXPRESS => group.parts.push(PartNode::Express(self.express(context)?)),
                    element::DEPEND_GROUP => group.parts.push(PartNode::Group(self.group(context)?)),
                    _ => context.unknown_element(element::DEPEND_GROUP, None)?,
                },
                Event::Text(text) => context.stray_text(text, element::DEPEND_GROUP, None)?,
                _ => break,
            }
        }
        group.span.end = context.events.pos();
        group.unknown = take_unknown(context, unknown_before);
        Ok(group)
    }

    fn express(&mut self, context: &mut Context<'_>) -> Result<ExpressNode> {
        let unknown_before = context.unknown.len();
        let mut express = ExpressNode {
            field_id: Str::NONE,
            value: Str::NONE,
            symbol: Str::NONE,
            span: context.events.tag().span,
            unknown: Vec::new(),
        };
        for i in 0..context.events.attribute_count() {
            let slot = match local(context.events.attribute_name(context.events.attribute(i))) {
                attribute::FIELD_ID => &mut express.field_id,
                attribute::VALUE => &mut express.value,
                attribute::SYMBOL => &mut express.symbol,
                _ => {
                    let (name, value) = context.unknown_attribute(i)?;
                    let node = UnknownNode::Attribute(name, value);
                    context.unknown.push(Unknown { place: element::DEPEND_EXPRESS, node });
                    continue;
                }
            };
            *slot = self.intern(context, i)?;
        }
        nothing_inside(context, element::DEPEND_EXPRESS)?;
        express.span.end = context.events.pos();
        express.unknown = take_unknown(context, unknown_before);
        Ok(express)
    }

    fn options(&mut self, context: &mut Context<'_>, open: &mut Open) -> Result<()> {
        context.wrapper_attributes(element::OPTIONS)?;
        loop {
            while let Some((tag, name, value)) = context.events.fast_tag(&FAST_OPTION) {
                let (name, value) = (Str::source(name), Str::source(value));
                let option = OptionNode { start: tag.start, name, value, extra: NOWHERE };
                open.options.push(option, &mut self.options);
            }
            match context.events.next()? {
                Event::Start if context.events.name() == element::OPTION => {
                    let option = self.option(context)?;
                    open.options.push(option, &mut self.options);
                }
                Event::Start => context.unknown_element(element::OPTIONS, None)?,
                Event::Text(text) => context.stray_text(text, element::OPTIONS, None)?,
                _ => return Ok(()),
            }
        }
    }

    #[inline]
    fn option(&mut self, context: &mut Context<'_>) -> Result<OptionNode> {
        let tag = context.events.tag();
        let unknown_before = context.unknown.len();
        let mut option =
            OptionNode { start: tag.span.start, name: Str::NONE, value: Str::NONE, extra: NOWHERE };
        let mut readonly = Str::NONE;
        for i in 0..context.events.attribute_count() {
            let slot = match local(context.events.attribute_name(context.events.attribute(i))) {
                attribute::DISPLAY_NAME => &mut option.name,
                attribute::VALUE => &mut option.value,
                attribute::READONLY => &mut readonly,
                _ => {
                    let (name, value) = context.unknown_attribute(i)?;
                    let node = UnknownNode::Attribute(name, value);
                    context.unknown.push(Unknown { place: element::OPTION, node });
                    continue;
                }
            };
            *slot = self.intern(context, i)?;
        }
        if option.name.is_none() {
            let value = shortened(self.text(context, option.value));
            context.note(NoteCode::OptionWithoutName, value, tag.span);
        }
        if option.value.is_none() {
            let name = shortened(self.text(context, option.name));
            context.note(NoteCode::OptionWithoutValue, name, tag.span);
        }
        let condition = if tag.empty {
            context.events.next()?;
            NOWHERE
        } else {
            self.condition_of(context, element::OPTION)?
        };
        if condition != NOWHERE || !readonly.is_none() || context.unknown.len() > unknown_before {
            option.extra = small(self.option_extras.len());
            let unknown = take_unknown(context, unknown_before);
            self.option_extras.push(OptionExtra { readonly, condition, unknown });
        }
        Ok(option)
    }

    /// Notes siblings that have the id of an earlier one.
    fn check_siblings(&self, context: &mut Context<'_>, start: usize, end: usize) {
        let mut seen = HashSet::new();
        let mut next = start;
        while next < end {
            let field = &self.fields[next];
            let id = field.id.resolve(context.events.source_text(), &self.pool).unwrap_or_default();
            if !seen.insert(id) {
                context.note(NoteCode::DuplicateField, id, field.span);
            }
            next = field.end as usize;
        }
    }

    /// `required="true"` of old samples.
    fn old_required(&mut self, context: &mut Context<'_>, index: usize, value: Str, open: &mut Open) {
        let span = context.events.attribute_span(context.events.attribute(index));
        context.note(NoteCode::OldForm, attribute::REQUIRED, span);
        let name = self.push_pool(RuleName::Required.as_str());
        let rule = RuleNode { name, value, known: Some(RuleName::Required), ..blank_rule(span) };
        open.rules.push(rule, &mut self.rules);
    }

    /// `<name>…</name>` of old samples.
    fn old_name(&mut self, context: &mut Context<'_>, open: &Open) -> Result<()> {
        context.note(NoteCode::OldForm, element::NAME, context.events.tag().span);
        let mut text = String::new();
        loop {
            match context.events.next()? {
                Event::Text(piece) => text.push_str(&context.events.text(piece)?),
                Event::Start => context.unknown_element(element::FIELD, None)?,
                _ => break,
            }
        }
        self.fields[open.index as usize].name = self.push_pool(&text);
        Ok(())
    }

    /// `<value type="text"/>` of old samples.
    fn old_value_type(&mut self, context: &mut Context<'_>, value_type: &str, span: Span, open: &mut Open) {
        context.note(NoteCode::OldForm, element::VALUE, span);
        let value = self.push_pool(value_type);
        let name = self.push_pool(RuleName::ValueType.as_str());
        let rule = RuleNode { name, value, known: Some(RuleName::ValueType), ..blank_rule(span) };
        open.rules.push(rule, &mut self.rules);
    }

    /// An attribute's value: where it stands, or decoded in the pool.
    #[inline]
    fn intern(&mut self, context: &Context<'_>, index: usize) -> Result<Str> {
        let attribute = context.events.attribute(index);
        match context.events.plain_value(attribute) {
            Some(span) => Ok(Str::source(span)),
            None => {
                let decoded = context.events.attribute_value(attribute)?;
                Ok(self.push_pool(&decoded))
            }
        }
    }

    fn push_pool(&mut self, text: &str) -> Str {
        let start = small(self.pool.len());
        self.pool.push_str(text);
        Str::pool(start, small(text.len()))
    }

    fn text<'a>(&'a self, context: &Context<'a>, text: Str) -> &'a str {
        text.resolve(context.events.source_text(), &self.pool).unwrap_or_default()
    }
}

fn blank_rule(span: Span) -> RuleNode {
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

/// The rules or options of one field, which must end up side by side in their arena.
///
/// They are put there at once. Only where a field goes on with them after its sub-fields, whose own stand
/// in between then, the later ones wait, and all move to the end together: once, so that no document makes
/// this more than linear.
struct Gathered<T> {
    stretch: Option<Stretch>,
    later: Vec<T>,
}

impl<T> Default for Gathered<T> {
    fn default() -> Gathered<T> {
        Gathered { stretch: None, later: Vec::new() }
    }
}

impl<T: Clone> Gathered<T> {
    #[inline]
    fn push(&mut self, node: T, arena: &mut Vec<T>) {
        let at = small(arena.len());
        let stretch = self.stretch.get_or_insert(Stretch { start: at, end: at });
        if stretch.end == at && self.later.is_empty() {
            arena.push(node);
            stretch.end += 1;
        } else {
            self.later.push(node);
        }
    }

    fn settle(&mut self, arena: &mut Vec<T>) -> Stretch {
        let stretch = self.stretch.unwrap_or_default();
        if self.later.is_empty() {
            return stretch;
        }
        let start = small(arena.len());
        arena.extend_from_within(stretch.range());
        arena.append(&mut self.later);
        Stretch { start, end: small(arena.len()) }
    }
}

/// The unknown content since a mark.
fn take_unknown(context: &mut Context<'_>, mark: usize) -> Vec<Unknown> {
    if context.unknown.len() == mark {
        return Vec::new();
    }
    let mut unknown = context.unknown.split_off(mark);
    settle_unknown(&mut unknown);
    unknown
}

/// Brings unknown content into the order in which it is written: by place, attributes first and by name.
/// So a schema that was written and read again is the same.
pub(crate) fn settle_unknown(unknown: &mut Vec<Unknown>) {
    let rank = |unknown: &Unknown| match &unknown.node {
        UnknownNode::Attribute(name, _) => (unknown.place, 0, name.clone()),
        _ => (unknown.place, 1, String::new()),
    };
    unknown.sort_by_cached_key(rank);
    // Texts with nothing between them would be read as one; a wrapper that was there twice is written once,
    // and its attributes too.
    unknown.dedup_by(|later, earlier| match (&mut earlier.node, &later.node) {
        (UnknownNode::Attribute(name, _), UnknownNode::Attribute(other, _)) => {
            earlier.place == later.place && name == other
        }
        (UnknownNode::Text(text), UnknownNode::Text(more)) if earlier.place == later.place => {
            text.push(' ');
            text.push_str(more);
            true
        }
        _ => false,
    });
}

/// Notes a wrapper that is there for the second time.
fn once(context: &mut Context<'_>, open: &mut Open, wrapper: &'static str) {
    if open.seen.contains(&wrapper) {
        context.note(NoteCode::RepeatedWrapper, wrapper, context.events.tag().span);
    } else {
        open.seen.push(wrapper);
    }
}

/// An element that should be empty; what is in it all the same is kept.
fn nothing_inside(context: &mut Context<'_>, place: &'static str) -> Result<()> {
    loop {
        match context.events.next()? {
            Event::Start => context.unknown_element(place, None)?,
            Event::Text(text) => context.stray_text(text, place, None)?,
            _ => return Ok(()),
        }
    }
}

/// `<value type="…"/>` and nothing in it: a value type rule in old samples.
fn old_value_type(value: &Value) -> Option<&str> {
    match &*value.attributes {
        [(name, value_type)] if name == attribute::TYPE && value.text.is_empty() => Some(value_type),
        _ => None,
    }
}

fn label_group(context: &mut Context<'_>) -> Result<Label> {
    let unknown_before = context.unknown.len();
    let mut name = None;
    for i in 0..context.events.attribute_count() {
        let attribute = context.events.attribute(i);
        match local(context.events.attribute_name(attribute)) {
            attribute::NAME => name = Some(context.events.attribute_value(attribute)?.into_owned()),
            _ => {
                let (name, value) = context.unknown_attribute(i)?;
                let node = UnknownNode::Attribute(name, value);
                context.unknown.push(Unknown { place: element::LABEL_GROUP, node });
            }
        }
    }
    let mut labels = Vec::new();
    loop {
        match context.events.next()? {
            Event::Start => match context.events.name() {
                element::LABEL => labels.push(label(context)?),
                element::LABEL_GROUP => labels.push(label_group(context)?),
                _ => context.unknown_element(element::LABEL_GROUP, None)?,
            },
            Event::Text(text) => context.stray_text(text, element::LABEL_GROUP, None)?,
            _ => break,
        }
    }
    Ok(Label::Group { name, labels, unknown: take_unknown(context, unknown_before) })
}

fn label(context: &mut Context<'_>) -> Result<Label> {
    let unknown_before = context.unknown.len();
    let (mut name, mut value, mut desc) = (None, None, None);
    for i in 0..context.events.attribute_count() {
        let attribute = context.events.attribute(i);
        let slot = match local(context.events.attribute_name(attribute)) {
            attribute::NAME => &mut name,
            attribute::VALUE => &mut value,
            attribute::DESC => &mut desc,
            _ => {
                let (name, value) = context.unknown_attribute(i)?;
                context
                    .unknown
                    .push(Unknown { place: element::LABEL, node: UnknownNode::Attribute(name, value) });
                continue;
            }
        };
        *slot = Some(context.events.attribute_value(attribute)?.into_owned());
    }
    nothing_inside(context, element::LABEL)?;
    Ok(Label::Text { name, value, desc, unknown: take_unknown(context, unknown_before) })
}

fn properties(context: &mut Context<'_>, open: &mut Open) -> Result<()> {
    context.wrapper_attributes(element::PROPERTIES)?;
    loop {
        match context.events.next()? {
            Event::Start if context.events.name() == element::PROPERTY => {
                let property = property(context)?;
                open.extra.properties.push(property);
            }
            Event::Start => context.unknown_element(element::PROPERTIES, None)?,
            Event::Text(text) => context.stray_text(text, element::PROPERTIES, None)?,
            _ => return Ok(()),
        }
    }
}

fn property(context: &mut Context<'_>) -> Result<PropertyNode> {
    let unknown_before = context.unknown.len();
    let mut property = PropertyNode { key: None, value: None, unknown: Vec::new() };
    for i in 0..context.events.attribute_count() {
        let attribute = context.events.attribute(i);
        let slot = match local(context.events.attribute_name(attribute)) {
            attribute::KEY => &mut property.key,
            attribute::VALUE => &mut property.value,
            _ => {
                let (name, value) = context.unknown_attribute(i)?;
                context
                    .unknown
                    .push(Unknown { place: element::PROPERTY, node: UnknownNode::Attribute(name, value) });
                continue;
            }
        };
        *slot = Some(context.events.attribute_value(attribute)?.into_owned());
    }
    nothing_inside(context, element::PROPERTY)?;
    property.unknown = take_unknown(context, unknown_before);
    Ok(property)
}

fn detect_dialect(arena: &Arena) -> Dialect {
    if arena.root != element::ITEM_SCHEMA {
        return Dialect::Classic;
    }
    let icbu =
        arena.top().any(|field| arena.text(arena.fields[field as usize].id) == vocab::ICBU_CATEGORY_FIELD);
    if icbu { Dialect::Icbu } else { Dialect::ItemSchema }
}
