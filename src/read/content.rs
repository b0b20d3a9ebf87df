//! Values, rows and defaults: the part that schemas and params have in common.

use std::borrow::Cow;
use std::sync::Arc;

use compact_str::CompactString;

use crate::code::NoteCode;
use crate::error::{FieldError, Limit, Result};
use crate::note::Note;
use crate::schema::{Unknown, UnknownElement, UnknownNode};
use crate::span::Span;
use crate::value::compact::{Attributes, Tags};
use crate::value::{Content, ParamField, Row, RowForm, Tag, Value};
use crate::vocab::{FieldKind, attribute, element};
use crate::xml::ReadOptions;
use crate::xml::encoding::{has_illegal, is_illegal};
use crate::xml::event::{Event, Events, Text};
use crate::xml::name::local;

/// What a reader of either document carries along.
pub(crate) struct Context<'t> {
    pub(crate) events: Events<'t>,
    pub(crate) options: &'t ReadOptions,
    pub(crate) notes: Vec<Note>,
    /// Content that we do not know, of the schema field that is open; a param's is only marked.
    pub(crate) unknown: Vec<Unknown>,
    /// The last text that stood where none should: where it ended, and the white space there.
    stray: Option<(usize, String)>,
    pub(crate) document: Document,
    pub(crate) fields: usize,
    /// The start tags of fields that hold values.
    tags: Tags,
}

/// Whether a stretch of a document is none of its content.
fn is_passed_over(mut between: &str) -> bool {
    while !between.is_empty() {
        let bracket = ["<![CDATA[", "]]>"].iter().find_map(|bracket| between.strip_prefix(bracket));
        let skip = |start: &str, end: &str| Some(between.strip_prefix(start)?.split_once(end)?.1);
        let Some(rest) = bracket.or_else(|| skip("<!--", "-->")).or_else(|| skip("<?", "?>")) else {
            return false;
        };
        between = rest;
    }
    true
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Document {
    Schema,
    Param,
}

impl<'t> Context<'t> {
    pub(crate) fn new(events: Events<'t>, options: &'t ReadOptions, document: Document) -> Context<'t> {
        Context {
            events,
            options,
            notes: Vec::new(),
            unknown: Vec::new(),
            stray: None,
            document,
            fields: 0,
            tags: Tags::default(),
        }
    }

    pub(crate) fn note(&mut self, code: NoteCode, detail: impl Into<String>, span: Span) {
        let position = self.events.position(span.start);
        self.notes.push(Note { code, detail: detail.into(), span, position });
    }

    /// One more field of the document.
    pub(crate) fn count_field(&mut self) -> Result<()> {
        self.fields += 1;
        if self.fields > self.options.max_fields {
            let at = self.events.tag().span.start as usize;
            return Err(self.events.limit(Limit::Fields, self.options.max_fields, at));
        }
        Ok(())
    }

    pub(crate) fn field_error(&self, error: FieldError) -> crate::error::Error {
        self.events.error(error, self.events.tag().span.start as usize)
    }

    /// Text between elements: blank, or kept as unknown content, or (in a param) marked in `content`.
    pub(crate) fn stray_text(
        &mut self,
        text: Text,
        place: &'static str,
        content: Option<&mut Content>,
    ) -> Result<()> {
        let decoded = self.events.text(text)?;
        let told = trimmed(&decoded);
        if self.document == Document::Schema && self.goes_on(&decoded, text.span) || told.is_empty() {
            return Ok(());
        }
        match (self.document, content) {
            (Document::Param, Some(content)) => {
                if has_illegal(&decoded) {
                    content.marks.mark_illegal(text.span);
                }
                if !decoded.chars().all(|c| c.is_whitespace() || is_illegal(c)) {
                    content.marks.mark_ignored(text.span);
                }
            }
            _ => {
                self.note(NoteCode::UnexpectedText, shortened(told), text.span);
                self.unknown.push(Unknown { place, node: UnknownNode::Text(told.to_owned()) });
                let blank = &decoded[decoded.trim_end_matches(BLANK).len()..];
                self.stray = Some((text.span.end as usize, blank.to_owned()));
            }
        }
        Ok(())
    }

    /// Joins text with the text before it, if nothing but comments, instructions and the brackets of CDATA sections
    /// stands between: then it is one text.
    fn goes_on(&mut self, decoded: &str, span: Span) -> bool {
        let Some((end, mut blank)) = self.stray.take() else { return false };
        let between = self.events.source_text().get(end..span.start as usize);
        let Some(Unknown { node: UnknownNode::Text(before), .. }) = self.unknown.last_mut() else {
            return false;
        };
        if !between.is_some_and(is_passed_over) {
            return false;
        }
        let told = decoded.trim_end_matches(BLANK);
        if !told.is_empty() {
            before.push_str(&blank);
            before.push_str(told);
            blank.clear();
        }
        blank.push_str(&decoded[told.len()..]);
        self.stray = Some((span.end as usize, blank));
        true
    }

    /// What ends a text at the end of the source that may go on in another one: its white space.
    pub(crate) fn unfinished_stray(&mut self) -> Option<String> {
        let (end, blank) = self.stray.take()?;
        self.events.source_text().get(end..).is_some_and(is_passed_over).then_some(blank)
    }

    /// Goes on with such a text, the last of what is unknown.
    pub(crate) fn resume_stray(&mut self, unknown: Vec<Unknown>, blank: Option<String>) {
        self.unknown = unknown;
        self.stray = blank.map(|blank| (0, blank));
    }

    /// The element whose start tag was just read and that has no meaning at this place.
    pub(crate) fn unknown_element(
        &mut self,
        place: &'static str,
        content: Option<&mut Content>,
    ) -> Result<()> {
        let span = self.events.tag().span;
        match (self.document, content) {
            (Document::Param, Some(content)) => {
                if self.has_text()? {
                    content.marks.mark_ignored(span);
                }
            }
            _ => {
                self.note(NoteCode::UnknownElement, self.events.full_name(), span);
                let element = self.element()?;
                self.unknown.push(Unknown { place, node: UnknownNode::Element(element) });
            }
        }
        Ok(())
    }

    /// An attribute that has no meaning at this place.
    pub(crate) fn unknown_attribute(&mut self, index: usize) -> Result<(String, String)> {
        let attribute = self.events.attribute(index);
        let name = self.events.attribute_name(attribute);
        let value = self.events.attribute_value(attribute)?.into_owned();
        // Declarations of namespaces mean nothing here, but nobody need be told of them.
        if name != "xmlns" && !name.starts_with("xmlns:") {
            self.note(NoteCode::UnknownAttribute, name, self.events.attribute_span(attribute));
        }
        Ok((name.to_owned(), value))
    }

    /// A wrapper has no attributes; what there is all the same is kept.
    pub(crate) fn wrapper_attributes(&mut self, place: &'static str) -> Result<()> {
        for index in 0..self.events.attribute_count() {
            let (name, value) = self.unknown_attribute(index)?;
            self.unknown.push(Unknown { place, node: UnknownNode::Attribute(name, value) });
        }
        Ok(())
    }

    /// Reads the rest of the element as it is.
    fn element(&mut self) -> Result<UnknownElement> {
        let mut attributes = Vec::with_capacity(self.events.attribute_count());
        for index in 0..self.events.attribute_count() {
            let attribute = self.events.attribute(index);
            let value = self.events.attribute_value(attribute)?.into_owned();
            attributes.push((self.events.attribute_name(attribute).to_owned(), value));
        }
        attributes.sort();
        let mut element =
            UnknownElement { name: self.events.full_name().to_owned(), attributes, children: Vec::new() };
        let mut text = String::new();
        loop {
            let event = self.events.next()?;
            if let Event::Text(piece) = event {
                text.push_str(&self.events.text(piece)?);
                continue;
            }
            if !trimmed(&text).is_empty() {
                element.children.push(UnknownNode::Text(std::mem::take(&mut text)));
            }
            text.clear();
            match event {
                Event::Start => element.children.push(UnknownNode::Element(self.element()?)),
                _ => return Ok(element),
            }
        }
    }

    /// Passes over the rest of the element; whether there was any text in it but white space.
    fn has_text(&mut self) -> Result<bool> {
        let depth = self.events.open_depth();
        let mut found = false;
        while self.events.open_depth() >= depth {
            if let Event::Text(text) = self.events.next()? {
                found = found || !self.events.text(text)?.trim().is_empty();
            }
        }
        Ok(found)
    }

    /// A `value` or `default-value`: all its attributes, and its own text.
    pub(crate) fn value(&mut self, wrapped: bool, content: &mut Content) -> Result<Value> {
        let start = self.events.tag().span.start;
        let mut attributes = Attributes::default();
        for index in 0..self.events.attribute_count() {
            let attribute = self.events.attribute(index);
            let value = self.events.attribute_value(attribute)?.into_owned();
            attributes.push((self.events.attribute_name(attribute).to_owned(), value));
        }
        let mut text = CompactString::default();
        loop {
            match self.events.next()? {
                Event::Text(piece) => text.push_str(&self.events.text(piece)?),
                Event::Start => self.unknown_element(element::FIELD, Some(&mut *content))?,
                _ => break,
            }
        }
        let span = Some(Span::new(start, self.events.pos()));
        Ok(Value { text, attributes, span, wrapped })
    }

    /// A `values` element.
    pub(crate) fn values(&mut self, content: &mut Content) -> Result<()> {
        self.ignored_attributes(element::VALUES)?;
        loop {
            match self.events.next()? {
                Event::Start if self.events.name() == element::VALUE => {
                    let value = self.value(true, content)?;
                    content.values.push(value);
                }
                Event::Start => self.unknown_element(element::VALUES, Some(&mut *content))?,
                Event::Text(text) => self.stray_text(text, element::VALUES, Some(&mut *content))?,
                _ => return Ok(()),
            }
        }
    }

    fn ignored_attributes(&mut self, place: &'static str) -> Result<()> {
        match self.document {
            Document::Schema => self.wrapper_attributes(place),
            Document::Param => Ok(()),
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
        let mut nested = false;
        loop {
            match self.events.next()? {
                Event::Start => match self.events.name() {
                    element::FIELD => row.fields.push(self.field()?),
                    element::COMPLEX_VALUE if form == RowForm::Plural => {
                        nested = true;
                        self.row(RowForm::Nested, content)?;
                    }
                    _ => self.unknown_element(element::FIELD, Some(&mut *content))?,
                },
                Event::Text(text) => self.stray_text(text, element::FIELD, Some(&mut *content))?,
                _ => break,
            }
        }
        row.span = Some(Span::new(start, self.events.pos()));
        if !nested || !row.fields.is_empty() {
            content.rows.push(row);
        }
        Ok(())
    }

    /// A `default-values` element of a schema.
    pub(crate) fn default_values(&mut self, content: &mut Content) -> Result<()> {
        self.wrapper_attributes(element::DEFAULT_VALUES)?;
        loop {
            match self.events.next()? {
                Event::Start => match self.events.name() {
                    element::DEFAULT_VALUE | element::VALUE => {
                        let value = self.value(true, content)?;
                        content.values.push(value);
                    }
                    element::DEFAULT_COMPLEX_VALUES => self.row(RowForm::Any, content)?,
                    _ => self.unknown_element(element::DEFAULT_VALUES, Some(&mut *content))?,
                },
                Event::Text(text) => {
                    self.stray_text(text, element::DEFAULT_VALUES, Some(&mut *content))?;
                }
                _ => return Ok(()),
            }
        }
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
            if self.document == Document::Param && has_illegal(&value) {
                content.marks.mark_illegal(self.events.attribute_span(attribute));
            }
            match local(self.events.attribute_name(attribute)) {
                attribute::ID => id = value,
                attribute::NAME => name = Some(value),
                attribute::TYPE => match FieldKind::parse(&value) {
                    Some(known) => kind = Some(known),
                    None => odd_type = Some(value.into_owned()),
                },
                _ => extra.push((self.events.attribute_name(attribute).to_owned(), value.into_owned())),
            }
        }
        if id.is_empty() {
            return Err(self.field_error(FieldError::WithoutId));
        }
        let mut tag = self.tags.get(&id, name.as_deref(), kind);
        if odd_type.is_some() || !extra.is_absent() {
            tag = Arc::new(Tag { odd_type, extra, ..Tag::clone(&tag) });
        }
        let mut field = ParamField { content, ..ParamField::tagged(tag) };
        loop {
            match self.events.next()? {
                Event::Start => self.field_child(&mut field.content)?,
                Event::Text(text) => self.stray_text(text, element::FIELD, Some(&mut field.content))?,
                _ => break,
            }
        }
        field.span = Some(Span::new(start, self.events.pos()));
        Ok(field)
    }

    fn field_child(&mut self, content: &mut Content) -> Result<()> {
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
            // Within the defaults of a schema they are what the defaults are made of; a param has none.
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
                self.events.skip()?;
            }
            _ => self.unknown_element(element::FIELD, Some(content))?,
        }
        Ok(())
    }
}

/// A text without what XML takes for white space: of Chinese documents an ideographic space is content.
fn trimmed(text: &str) -> &str {
    text.trim_matches(BLANK)
}

const BLANK: [char; 4] = [' ', '\t', '\n', '\r'];

/// A text short enough for a message.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
