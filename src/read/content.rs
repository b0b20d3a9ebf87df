//! Values, rows, defaults and the fields that hold them: what schemas and params have in common.

use std::borrow::Cow;
use std::sync::Arc;

use compact_str::CompactString;

use crate::code::NoteCode;
use crate::error::{FieldError, LossKind, Result};
use crate::read::context::{Context, Document};
use crate::span::Span;
use crate::value::compact::{Attributes, SplitCharacter, ValueExtras};
use crate::value::{Content, ParamField, Row, RowForm, Tag, Value};
use crate::vocab::{FieldKind, attribute, element};
use crate::xml::encoding::has_illegal;
use crate::xml::event::Event;
use crate::xml::fast_tag::UsualTag;
use crate::xml::name::local;
use crate::xml::reference::Irregular;

/// How the platform writes nearly every field of an item.
pub(super) const USUAL_FIELD: UsualTag<3> =
    UsualTag { start: "<field", before: [" id=\"", " name=\"", " type=\""] };

impl Context<'_> {
    /// A `value` with text alone, if one comes next.
    #[inline]
    fn usual_value(&mut self, wrapped: bool) -> Option<Value> {
        self.skip_blank();
        let (span, text) = self.events.usual_element("<value>", "</value>")?;
        let text = CompactString::new(self.events.slice(text));
        Some(Value { text, attributes: ValueExtras::default(), span: Some(span), wrapped })
    }

    /// A `value` or `default-value`: all its attributes, and its own text.
    pub(crate) fn value(&mut self, wrapped: bool, content: &mut Content) -> Result<Value> {
        let Span { start, end } = self.events.tag().span;
        let mut attributes = ValueExtras::default();
        for index in 0..self.events.attribute_count() {
            let attribute = self.events.attribute(index);
            let value = self.events.attribute_value(attribute)?.into_owned();
            attributes.push((self.events.attribute_name(attribute).to_owned(), value));
        }
        let mut text = CompactString::default();
        let mut has_markup = false;
        let inner_end = loop {
            let before = self.events.pos();
            match self.events.next()? {
                Event::Text(piece) => text.push_str(&self.events.text(piece)?),
                Event::Start if self.document == Document::Param => {
                    has_markup = true;
                    self.events.skip()?;
                }
                Event::Start => self.unknown_element(element::FIELD, Some(&mut *content))?,
                Event::End | Event::Eof => break before,
            }
        };
        if self.document == Document::Param {
            if has_markup || !attributes.is_empty() {
                self.keep_names();
            }
            if has_markup {
                attributes.set_markup(self.events.slice(Span::new(end, inner_end)));
            }
            match self.events.irregular_since(start) {
                Some(Irregular::Pair(character)) => attributes.set_split(SplitCharacter::Pair(character)),
                Some(Irregular::Half) => attributes.set_split(SplitCharacter::Half),
                Some(Irregular::Forbidden(_)) | None => {}
            }
        }
        let span = Some(Span::new(start, self.events.pos()));
        Ok(Value { text, attributes, span, wrapped })
    }

    /// A `values` element.
    pub(crate) fn values(&mut self, content: &mut Content) -> Result<()> {
        self.ignored_attributes(element::VALUES, content)?;
        loop {
            while let Some(value) = self.usual_value(true) {
                content.values.push(value);
            }
            if !self.next_child(element::VALUES, content)? {
                return Ok(());
            }
            if self.events.name() == element::VALUE {
                let value = self.value(true, content)?;
                content.values.push(value);
            } else {
                self.unknown_element(element::VALUES, Some(content))?;
            }
        }
    }

    fn ignored_attributes(&mut self, place: &'static str, content: &mut Content) -> Result<()> {
        match self.document {
            Document::Schema => self.wrapper_attributes(place),
            Document::Param => {
                self.mark_illegal_since(self.events.tag().span.start, content);
                self.lose_attributes();
                Ok(())
            }
        }
    }

    /// Marks characters that XML forbids, raw or as references, between a place and the end of what was read.
    pub(super) fn mark_illegal_since(&mut self, start: u32, content: &mut Content) {
        let span = Span::new(start, self.events.pos());
        let is_raw = |context: &Self| !context.is_clean && has_illegal(context.events.slice(span));
        if self.events.irregular_since(start).is_some() || is_raw(self) {
            content.marks.mark_illegal(span);
        }
    }

    /// A `complex-value`, `complex-values` or `default-complex-values`.
    pub(crate) fn row(&mut self, form: RowForm, content: &mut Content) -> Result<()> {
        let start = self.events.tag().span.start;
        let mut row = Row { form, ..Row::default() };
        for index in 0..self.events.attribute_count() {
            let attribute = self.events.attribute(index);
            let value = self.events.attribute_value(attribute)?.into_owned();
            row.attributes.push((self.events.attribute_name(attribute).to_owned(), value));
        }
        if self.document == Document::Param {
            self.mark_illegal_since(start, content);
            if !row.attributes.is_empty() {
                self.keep_names();
            }
        }
        let places: Vec<Span> = (0..self.events.attribute_count())
            .map(|index| self.events.attribute_span(self.events.attribute(index)))
            .collect();
        let mut nested = false;
        loop {
            while self.usual_field(&mut row.fields)? {
                // Most rows have as many fields as the one before.
                if row.fields.len() == 1
                    && let Some(before) = content.rows.last()
                {
                    row.fields.reserve_exact(before.fields.len().saturating_sub(1));
                }
            }
            if !self.next_child(element::FIELD, content)? {
                break;
            }
            match self.events.name() {
                element::FIELD => row.fields.push(self.field()?),
                element::COMPLEX_VALUE if form == RowForm::Plural => {
                    nested = true;
                    self.row(RowForm::Nested, content)?;
                }
                _ => self.unknown_element(element::FIELD, Some(content))?,
            }
        }
        row.fields.shrink_to_fit();
        row.span = Some(Span::new(start, self.events.pos()));
        if !nested || !row.fields.is_empty() {
            content.rows.push(row);
        } else {
            for ((name, _), span) in row.attributes.iter().zip(places) {
                self.lose(LossKind::Attribute, name, span);
            }
        }
        Ok(())
    }

    /// A `default-values` element of a schema.
    pub(crate) fn default_values(&mut self, content: &mut Content) -> Result<()> {
        self.wrapper_attributes(element::DEFAULT_VALUES)?;
        self.children(element::DEFAULT_VALUES, content, |context, content| {
            match context.events.name() {
                element::DEFAULT_VALUE | element::VALUE => {
                    let value = context.value(true, content)?;
                    content.values.push(value);
                }
                element::DEFAULT_COMPLEX_VALUES => context.row(RowForm::Any, content)?,
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    /// Reads the next field if its start tag has the usual form; whether it had.
    #[inline]
    pub(crate) fn usual_field(&mut self, fields: &mut Vec<ParamField>) -> Result<bool> {
        self.skip_blank();
        let Some(tag) = self.usual_field_tag()? else { return Ok(false) };
        // Filled in its place, since a field is too large to be moved for nothing.
        fields.push(ParamField::tagged(tag));
        if let Some(field) = fields.last_mut() {
            if self.events.tag().empty {
                field.span = Some(self.events.tag().span);
            } else {
                self.field_content(field)?;
            }
        }
        Ok(true)
    }

    /// Reads the next start tag, if it is that of a field in the usual form.
    #[inline]
    fn usual_field_tag(&mut self) -> Result<Option<Arc<Tag>>> {
        if self.tags.expected().is_some_and(|expected| self.events.known_field(expected)) {
            self.count_field()?;
            return Ok(self.tags.take_expected());
        }
        let Some([id, name, kind]) = self.events.usual_tag(&USUAL_FIELD) else { return Ok(None) };
        self.count_field()?;
        let whole = self.events.slice(self.events.tag().span);
        let written = whole.strip_suffix("/>").or(whole.strip_suffix('>')).unwrap_or_default();
        let text = |span: Span| self.events.slice(span);
        let (id, name, type_text) = (id.map_or("", text), name.map(text), kind.map(text));
        if id.is_empty() {
            return Err(self.field_error(FieldError::WithoutId));
        }
        let kind = type_text.and_then(FieldKind::parse);
        // One with another type than the seven has the tag without a type in the table.
        let written = if type_text.is_some() && kind.is_none() { "" } else { written };
        let mut tag = self.tags.get(id, name, kind, written);
        if let (Some(odd), None) = (type_text, kind) {
            tag = Arc::new(Tag { odd_type: Some(odd.into()), ..Tag::clone(&tag) });
        }
        Ok(Some(tag))
    }

    /// A `field` that holds values: one of a param, or one within a complex value.
    pub(crate) fn field(&mut self) -> Result<ParamField> {
        self.count_field()?;
        let start = self.events.tag().span.start;
        let mut content = Content::default();
        let (mut id, mut name, mut kind) = (Cow::Borrowed(""), None, None);
        let (mut odd_type, mut extra) = (None, Attributes::default());
        for index in 0..self.events.attribute_count() {
            let attribute = self.events.attribute(index);
            let value = self.events.attribute_value(attribute)?;
            let may_be_illegal = !self.is_clean || self.events.plain_value(attribute).is_none();
            if self.document == Document::Param && may_be_illegal && has_illegal(&value) {
                content.marks.mark_illegal(self.events.attribute_span(attribute));
            }
            let meaning = match self.is_shadowed(index) {
                true => "",
                false => local(self.events.attribute_name(attribute)),
            };
            match meaning {
                attribute::ID => id = value,
                attribute::NAME => name = Some(value),
                attribute::TYPE => match FieldKind::parse(&value) {
                    Some(known) => kind = Some(known),
                    None => odd_type = Some(value.into()),
                },
                _ => {
                    extra.push((self.events.attribute_name(attribute).to_owned(), value.into_owned()));
                    if self.document == Document::Param {
                        self.lose_attribute(index);
                    }
                }
            }
        }
        if self.document == Document::Param {
            self.mark_illegal_since(start, &mut content);
        }
        if id.is_empty() {
            return Err(self.field_error(FieldError::WithoutId));
        }
        let mut tag = self.tags.get(&id, name.as_deref(), kind, "");
        if odd_type.is_some() || !extra.is_absent() {
            tag = Arc::new(Tag { odd_type, extra, ..Tag::clone(&tag) });
        }
        let mut field = ParamField { content, ..ParamField::tagged(tag) };
        self.field_content(&mut field)?;
        Ok(field)
    }

    /// The rest of a field whose start tag was just read.
    fn field_content(&mut self, field: &mut ParamField) -> Result<()> {
        let start = self.events.tag().span.start;
        let content = &mut field.content;
        loop {
            while let Some(value) = self.usual_value(false) {
                content.values.push(value);
            }
            if self.events.usual_field_end() || !self.next_child(element::FIELD, content)? {
                break;
            }
            if !self.field_child(content)? {
                self.unknown_element(element::FIELD, Some(content))?;
            }
        }
        field.span = Some(Span::new(start, self.events.pos()));
        Ok(())
    }

    /// A child of a field that holds values; whether it has a meaning there.
    fn field_child(&mut self, content: &mut Content) -> Result<bool> {
        match self.events.name() {
            element::VALUE => {
                let value = self.value(false, content)?;
                content.values.push(value);
            }
            element::VALUES => self.values(content)?,
            element::COMPLEX_VALUE => self.row(RowForm::Singular, content)?,
            element::COMPLEX_VALUES => self.row(RowForm::Plural, content)?,
            element::FIELD => {
                let field = self.field()?;
                match content.rows.last_mut() {
                    Some(row) if row.form == RowForm::Bare => row.fields.push(field),
                    _ => content.rows.push(Row {
                        span: field.span,
                        fields: vec![field],
                        form: RowForm::Bare,
                        ..Row::default()
                    }),
                }
            }
            // The defaults of a schema consist of these; a param has none.
            element::DEFAULT_VALUE if self.document == Document::Schema => {
                let value = self.value(false, content)?;
                content.values.push(value);
            }
            element::DEFAULT_VALUES if self.document == Document::Schema => self.default_values(content)?,
            element::DEFAULT_COMPLEX_VALUES if self.document == Document::Schema => {
                self.row(RowForm::Any, content)?;
            }
            element::RULES
            | element::OPTIONS
            | element::FIELDS
            | element::PROPERTIES
            | element::LABEL_GROUP => {
                if self.document == Document::Schema {
                    self.note(NoteCode::SkippedInValue, self.events.name(), self.events.tag().span);
                }
                let span = self.events.tag().span;
                self.lose(LossKind::Element, self.events.full_name(), span);
                let depth = self.events.open_depth();
                while self.events.open_depth() >= depth {
                    let is_start = self.events.next()? == Event::Start;
                    if is_start && matches!(self.events.name(), element::RULE | element::OPTION) {
                        self.has_rules = true;
                    }
                }
                if self.document == Document::Param {
                    self.mark_illegal_since(span.start, content);
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}
