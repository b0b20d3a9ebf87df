//! Fields with what is in them, and the forms of old samples.

use std::collections::HashSet;

use crate::code::NoteCode;
use crate::error::{FieldError, Result};
use crate::read::content::USUAL_FIELD;
use crate::read::context::{Context, shortened};
use crate::read::schema::Builder;
use crate::read::schema::gathered::Gathered;
use crate::read::schema::label::{label_group, properties};
use crate::read::schema::rule::blank_rule;
use crate::schema::{FieldExtra, FieldNode, NOWHERE, OptionNode, RuleNode, Str, Stretch};
use crate::span::{Span, small};
use crate::value::same::weak_hash;
use crate::value::{Content, RowForm, Value};
use crate::vocab::{FieldKind, RuleName, attribute, element};
use crate::xml::event::Event;
use crate::xml::name::local;

/// So many ids are compared with all before them; then a table is made.
const FEW: usize = 16;

/// A field whose end tag was not read yet.
pub(super) struct Open {
    index: u32,
    pub(super) rules: Gathered<RuleNode>,
    pub(super) options: Gathered<OptionNode>,
    extra: FieldExtra,
    content: Content,
    /// The wrappers so far, a bit for each.
    seen: u8,
}

/// An element of a field around elements of one kind.
#[derive(Clone, Copy)]
enum Wrapper {
    Rules,
    Options,
    Fields,
    Properties,
}

impl Open {
    /// Notes a wrapper that is there for the second time.
    fn once(&mut self, context: &mut Context<'_>, wrapper: Wrapper) {
        let bit = 1 << wrapper as u8;
        if self.seen & bit != 0 {
            let name = match wrapper {
                Wrapper::Rules => element::RULES,
                Wrapper::Options => element::OPTIONS,
                Wrapper::Fields => element::FIELDS,
                Wrapper::Properties => element::PROPERTIES,
            };
            context.note(NoteCode::RepeatedWrapper, name, context.events.tag().span);
        }
        self.seen |= bit;
    }
}

impl Builder {
    /// The fields in the open element, up to its end.
    pub(super) fn sub_fields(
        &mut self,
        context: &mut Context<'_>,
        place: &'static str,
        parent: u32,
    ) -> Result<()> {
        loop {
            context.skip_blank();
            if let Some(values) = context.events.usual_tag(&USUAL_FIELD) {
                self.field(context, parent, Some(values))?;
            } else if !context.next_child(place, &mut ())? {
                return Ok(());
            } else if context.events.name() == element::FIELD {
                self.field(context, parent, None)?;
            } else if place == element::ROOT && context.events.name() == element::FIELDS {
                context.fields_in_root()?;
                self.sub_fields(context, element::FIELDS, parent)?;
            } else {
                context.unknown_element(place, None)?;
            }
        }
    }

    /// The field whose start tag was just read; `usual` are the values of one in its usual form.
    pub(crate) fn field(
        &mut self,
        context: &mut Context<'_>,
        parent: u32,
        usual: Option<[Option<Span>; 3]>,
    ) -> Result<()> {
        context.count_field()?;
        let start = context.events.tag().span.start;
        let mark = context.unknown_mark();
        let outer_tag = std::mem::replace(&mut context.field_tag, context.events.tag().span);
        let index = small(self.fields.len());
        let mut open = Open {
            index,
            rules: Gathered::default(),
            options: Gathered::default(),
            extra: FieldExtra::default(),
            content: Content::default(),
            seen: 0,
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
            is_first: true,
        };
        if let Some(values) = usual {
            [node.id, node.name, node.type_text] = values.map(Str::of);
        }
        for i in 0..context.events.attribute_count() {
            let text = self.intern(context, i)?;
            let name = context.events.attribute_name(context.events.attribute(i));
            match if context.is_shadowed(i) { "" } else { local(name) } {
                attribute::ID => node.id = text,
                attribute::NAME => node.name = text,
                attribute::TYPE => node.type_text = text,
                attribute::REQUIRED => self.old_required(context, i, text, &mut open),
                _ => context.keep_attribute(i, element::FIELD)?,
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
        // One in its usual form has ended already if it is empty.
        if usual.is_none() || !context.events.tag().empty {
            context.children(element::FIELD, &mut (), |context, ()| self.field_child(context, &mut open))?;
        }
        self.close(context, open, mark);
        context.field_tag = outer_tag;
        Ok(())
    }

    fn close(&mut self, context: &mut Context<'_>, mut open: Open, mark: usize) {
        if context.has_unknown_since(mark) {
            open.extra.unknown = context.take_unknown(mark).into();
        }
        let is_given = |content: &Content| !content.values.is_empty() || !content.rows.is_empty();
        open.extra.default = open.extra.default.filter(|default| is_given(default));
        if is_given(&open.content) {
            open.extra.present = Some(Box::new(open.content));
        }
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

    /// A child of a field; whether it has a meaning there.
    fn field_child(&mut self, context: &mut Context<'_>, open: &mut Open) -> Result<bool> {
        match context.events.name() {
            element::RULES => {
                open.once(context, Wrapper::Rules);
                self.rules(context, open)?;
            }
            element::OPTIONS => {
                open.once(context, Wrapper::Options);
                self.options(context, open)?;
            }
            element::FIELDS => {
                open.once(context, Wrapper::Fields);
                context.wrapper_attributes(element::FIELDS)?;
                self.sub_fields(context, element::FIELDS, open.index)?;
            }
            element::FIELD => {
                context.note(NoteCode::MissingFieldsWrapper, "", context.events.tag().span);
                self.field(context, open.index, None)?;
            }
            element::LABEL_GROUP => {
                let label = label_group(context)?;
                open.extra.labels.push(label);
            }
            element::PROPERTIES => {
                open.once(context, Wrapper::Properties);
                properties(context, &mut open.extra.properties)?;
            }
            element::DEPEND_GROUP => context.stray_group()?,
            element::NAME if self.fields[open.index as usize].name.is_none() => {
                self.old_name(context, open)?;
            }
            _ => return self.value_child(context, open),
        }
        Ok(true)
    }

    /// Present and default values.
    fn value_child(&mut self, context: &mut Context<'_>, open: &mut Open) -> Result<bool> {
        match context.events.name() {
            element::VALUE => {
                let span = context.events.tag().span;
                let mark = context.unknown_mark();
                let value = context.value(false, &mut open.content)?;
                match old_value_type(&value).filter(|_| !context.has_unknown_since(mark)) {
                    Some(value_type) => self.old_value_type(context, value_type, span, open),
                    None => open.content.values.push(value),
                }
            }
            element::VALUES => context.values(&mut open.content)?,
            element::COMPLEX_VALUE => context.row(RowForm::Singular, &mut open.content)?,
            element::COMPLEX_VALUES => context.row(RowForm::Plural, &mut open.content)?,
            element::DEFAULT_VALUE => {
                let default = open.extra.default.get_or_insert_default();
                let value = context.value(false, default)?;
                default.values.push(value);
            }
            element::DEFAULT_VALUES => context.default_values(open.extra.default.get_or_insert_default())?,
            element::DEFAULT_COMPLEX_VALUES => {
                context.row(RowForm::Any, open.extra.default.get_or_insert_default())?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Marks and notes siblings that have the id of an earlier one.
    pub(super) fn check_siblings(&mut self, context: &mut Context<'_>, start: usize, end: usize) {
        if end <= start + 1 {
            return;
        }
        let mut seen = [0_u64; 64];
        // Of the ids so far, once several had the hash of an earlier one.
        let mut table: Option<HashSet<&str>> = None;
        let mut doubtful = 0;
        let mut next = start;
        while next < end {
            let id = |at: usize| {
                let id = self.fields[at].id.resolve(context.events.source_text(), &self.pool);
                id.unwrap_or_default()
            };
            let (here, before) = (id(next), || siblings(&self.fields, start, next).map(id));
            let hash = weak_hash(here);
            let (word, bit) = (&mut seen[hash as usize >> 6 & 63], 1 << (hash & 63));
            let may_repeat = *word & bit != 0;
            *word |= bit;
            let is_first = match &mut table {
                Some(table) => table.insert(here),
                None if !may_repeat => true,
                None if doubtful < FEW => {
                    doubtful += 1;
                    !before().any(|earlier| earlier == here)
                }
                None => table.insert(before().collect()).insert(here),
            };
            let field = &mut self.fields[next];
            next = field.end as usize;
            if !is_first {
                field.is_first = false;
                context.note(NoteCode::DuplicateField, here, field.span);
            }
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
        context.lose_attributes();
        let mut text = String::new();
        loop {
            match context.events.next()? {
                Event::Text(piece) => text.push_str(&context.events.text(piece)?),
                Event::Start => context.unknown_element(element::FIELD, Some(&mut Content::default()))?,
                Event::End | Event::Eof => break,
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
}

/// The places of the fields from one on, without those inside them.
fn siblings(fields: &[FieldNode], start: usize, end: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(start), |&at| Some(fields[at].end as usize)).take_while(move |&at| at < end)
}

/// `<value type="…"/>` and nothing in it: a value type rule in old samples.
fn old_value_type(value: &Value) -> Option<&str> {
    match &*value.attributes {
        [(name, value_type)] if name == attribute::TYPE && value.text.is_empty() => Some(value_type),
        _ => None,
    }
}
