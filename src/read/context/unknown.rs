//! Content without a meaning at its place: kept as it is in a schema, marked in a param.

use crate::code::NoteCode;
use crate::error::{LossKind, Result};
use crate::read::context::{Context, Document};
use crate::schema::{Unknown, UnknownElement, UnknownNode, normalize_unknown};
use crate::span::Span;
use crate::value::Content;
use crate::vocab::element;
use crate::xml::encoding::{has_illegal, is_illegal};
use crate::xml::event::{Event, Text};

impl Context<'_> {
    /// Text between elements: blank, or kept as unknown content, or (in a param) marked in `content`.
    pub(crate) fn stray_text(
        &mut self,
        text: Text,
        place: &'static str,
        content: Option<&mut Content>,
    ) -> Result<()> {
        let decoded = self.events.text(text)?;
        let visible = trimmed(&decoded);
        if self.document == Document::Schema && self.goes_on(&decoded, text.span) || visible.is_empty() {
            return Ok(());
        }
        match (self.document, content) {
            (Document::Param, Some(content)) => {
                if has_illegal(&decoded) || self.events.irregular_since(text.span.start).is_some() {
                    content.marks.mark_illegal(text.span);
                }
                if !decoded.chars().all(|c| c.is_whitespace() || is_illegal(c)) {
                    content.marks.mark_ignored(text.span);
                }
                self.lose(LossKind::Text, shortened(visible), text.span);
            }
            _ => {
                self.note(NoteCode::UnexpectedText, shortened(visible), text.span);
                self.unknown.push(Unknown { place, node: UnknownNode::Text(visible.to_owned()) });
                let blank = &decoded[decoded.trim_end_matches(BLANK).len()..];
                self.stray = Some((text.span.end as usize, blank.to_owned()));
            }
        }
        Ok(())
    }

    /// Joins text with the text before it, if nothing but comments, instructions and the brackets of CDATA sections
    /// is between: then it is one text.
    fn goes_on(&mut self, decoded: &str, span: Span) -> bool {
        let Some((end, mut blank)) = self.stray.take() else { return false };
        let between = self.events.source_text().get(end..span.start as usize);
        let Some(Unknown { node: UnknownNode::Text(before), .. }) = self.unknown.last_mut() else {
            return false;
        };
        if !between.is_some_and(is_passed_over) {
            return false;
        }
        let visible = decoded.trim_end_matches(BLANK);
        if !visible.is_empty() {
            before.push_str(&blank);
            before.push_str(visible);
            blank.clear();
        }
        blank.push_str(&decoded[visible.len()..]);
        self.stray = Some((span.end as usize, blank));
        true
    }

    /// What ends a text at the end of the source that may go on in another one: its white space.
    pub(crate) fn unfinished_stray(&mut self) -> Option<String> {
        let (end, blank) = self.stray.take()?;
        self.events.source_text().get(end..).is_some_and(is_passed_over).then_some(blank)
    }

    /// Continues with such a text, the last of what is unknown.
    pub(crate) fn resume_stray(&mut self, unknown: Vec<Unknown>, blank: Option<String>) {
        self.unknown = unknown;
        self.stray = blank.map(|blank| (0, blank));
    }

    /// The element whose start tag was just read and that has no meaning at this place. With the content of a field, it
    /// stands in a value or a row of it.
    pub(crate) fn unknown_element(
        &mut self,
        place: &'static str,
        content: Option<&mut Content>,
    ) -> Result<()> {
        let span = self.events.tag().span;
        match (self.document, content) {
            (Document::Param, Some(content)) => {
                self.lose(LossKind::Element, self.events.full_name(), span);
                if self.has_text()? {
                    content.marks.mark_ignored(span);
                }
                self.mark_illegal_since(span.start, content);
            }
            // What is kept of values and rows is written into their field: this would mean something there.
            (_, Some(_)) if place == element::FIELD && has_meaning_in_field(self.events.name()) => {
                self.note(NoteCode::SkippedInValue, self.events.name(), span);
                self.lose(LossKind::Element, self.events.full_name(), span);
                self.events.skip()?;
            }
            _ => {
                self.note(NoteCode::UnknownElement, self.events.full_name(), span);
                self.keep_element(place)?;
            }
        }
        Ok(())
    }

    /// Keeps the element whose start tag was just read as it is.
    fn keep_element(&mut self, place: &'static str) -> Result<()> {
        let element = self.element()?;
        self.unknown.push(Unknown { place, node: UnknownNode::Element(element) });
        Ok(())
    }

    /// A `depend-group` that is directly in a field: an empty one is as any unknown element.
    pub(in crate::read) fn stray_group(&mut self) -> Result<()> {
        let (span, name) = (self.events.tag().span, self.events.full_name());
        self.keep_element(element::FIELD)?;
        match self.unknown.last().is_some_and(Unknown::is_stray_group) {
            true => self.note(NoteCode::StrayCondition, "", span),
            false => self.note(NoteCode::UnknownElement, name, span),
        }
        Ok(())
    }

    /// An attribute that has no meaning at this place.
    pub(crate) fn unknown_attribute(&mut self, index: usize) -> Result<(String, String)> {
        let attribute = self.events.attribute(index);
        let name = self.events.attribute_name(attribute);
        let value = self.events.attribute_value(attribute)?.into_owned();
        // Declarations of namespaces have no meaning here, but are not worth a note.
        if name != "xmlns" && !name.starts_with("xmlns:") {
            self.note(NoteCode::UnknownAttribute, name, self.events.attribute_span(attribute));
        }
        Ok((name.to_owned(), value))
    }

    /// Keeps an attribute that has no meaning in the element that is its place.
    pub(in crate::read) fn keep_attribute(&mut self, index: usize, place: &'static str) -> Result<()> {
        let (name, value) = self.unknown_attribute(index)?;
        self.unknown.push(Unknown { place, node: UnknownNode::Attribute(name, value) });
        Ok(())
    }

    /// The place in the unknown content where that of an element begins.
    pub(in crate::read) fn unknown_mark(&self) -> usize {
        self.unknown.len()
    }

    pub(in crate::read) fn has_unknown_since(&self, mark: usize) -> bool {
        self.unknown.len() > mark
    }

    /// Takes the unknown content since a mark.
    pub(in crate::read) fn take_unknown(&mut self, mark: usize) -> Vec<Unknown> {
        if self.unknown.len() == mark {
            return Vec::new();
        }
        let mut unknown = self.unknown.split_off(mark);
        self.normalize(&mut unknown);
        unknown
    }

    /// Brings unknown content into its order. A wrapper that is there twice is written once, so of two attributes of
    /// one name one is lost.
    pub(in crate::read) fn normalize(&mut self, unknown: &mut Vec<Unknown>) {
        for name in normalize_unknown(unknown) {
            self.lose(LossKind::Attribute, name, self.field_tag);
        }
    }

    /// A wrapper has no attributes; what there is all the same is kept.
    pub(crate) fn wrapper_attributes(&mut self, place: &'static str) -> Result<()> {
        (0..self.events.attribute_count()).try_for_each(|index| self.keep_attribute(index, place))
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
                Event::Text(_) | Event::End | Event::Eof => return Ok(element),
            }
        }
    }

    /// Skips the rest of the element; whether it has any text but white space.
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
}

/// Whether an element of this name means something if it stands directly in a field.
fn has_meaning_in_field(name: &str) -> bool {
    matches!(
        name,
        element::FIELD
            | element::RULES
            | element::OPTIONS
            | element::FIELDS
            | element::PROPERTIES
            | element::LABEL_GROUP
            | element::DEPEND_GROUP
            | element::NAME
            | element::VALUE
            | element::VALUES
            | element::COMPLEX_VALUE
            | element::COMPLEX_VALUES
            | element::DEFAULT_VALUE
            | element::DEFAULT_VALUES
            | element::DEFAULT_COMPLEX_VALUES
    )
}

/// A text without the white space of XML; the ideographic space of Chinese documents is content.
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

/// Whether a part of a document is not content: comments, instructions, and the brackets of CDATA sections.
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
