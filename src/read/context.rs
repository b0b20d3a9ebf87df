//! What a reader of either document carries along: events, notes and unknown content, and the two loops that all
//! elements share, over attributes and over children.

use std::collections::HashSet;

use crate::code::NoteCode;
use crate::error::{FieldError, Limit, Loss, LossKind, Result};
use crate::note::Note;
use crate::schema::{Unknown, UnknownElement, UnknownNode, normalize_unknown};
use crate::span::Span;
use crate::value::Content;
use crate::value::compact::Tags;
use crate::vocab::element;
use crate::xml::ReadOptions;
use crate::xml::encoding::{Illegal, has_illegal, is_illegal};
use crate::xml::event::{Event, Events, Text};
use crate::xml::name::local;
use crate::xml::reference::Irregular;

/// What a reader of either document carries along.
pub(crate) struct Context<'t> {
    pub(crate) events: Events<'t>,
    pub(crate) options: &'t ReadOptions,
    pub(crate) notes: Vec<Note>,
    /// Unknown content of the open field of a schema; that of a param is only marked.
    pub(crate) unknown: Vec<Unknown>,
    /// The last text at a place for elements: where it ended, and the white space at its end.
    stray: Option<(usize, String)>,
    pub(crate) document: Document,
    /// Whether a param had rules or options, which are skipped.
    pub(crate) has_rules: bool,
    pub(crate) fields: usize,
    /// Content that writing loses.
    losses: Vec<Loss>,
    /// Declarations of prefixes, which writing a param loses.
    prefixes: Vec<Loss>,
    /// Whether the text has no raw characters that XML forbids.
    pub(super) is_clean: bool,
    /// Whether a param keeps names that may have a prefix.
    keeps_names: bool,
    /// The start tag of the open field of a schema, or of the root.
    pub(super) field_tag: Span,
    /// The attributes of a tag that mean nothing beside others, see [`is_shadowed`](Context::is_shadowed).
    shadowed: Option<(u32, HashSet<usize>)>,
    /// The start tags of fields that hold values.
    pub(super) tags: Tags,
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

/// What children are read into: the content of a field, in which a param marks what it passes over, or nothing
/// of that kind.
pub(super) trait Holder {
    fn content(&mut self) -> Option<&mut Content>;
}

impl Holder for Content {
    fn content(&mut self) -> Option<&mut Content> {
        Some(self)
    }
}

impl Holder for () {
    fn content(&mut self) -> Option<&mut Content> {
        None
    }
}

/// Which of the two documents is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Document {
    Schema,
    Param,
}

impl<'t> Context<'t> {
    pub(crate) fn new(mut events: Events<'t>, options: &'t ReadOptions, document: Document) -> Context<'t> {
        events.illegal = match document {
            Document::Schema => Illegal::Drop,
            Document::Param => Illegal::Keep,
        };
        // One look at the whole instead of one at each tag.
        let is_clean = document == Document::Schema || !has_illegal(events.source_text());
        events.takes_fast_tags &= is_clean;
        Context {
            events,
            options,
            notes: Vec::new(),
            unknown: Vec::new(),
            stray: None,
            document,
            has_rules: false,
            fields: 0,
            losses: Vec::new(),
            prefixes: Vec::new(),
            is_clean,
            keeps_names: false,
            field_tag: Span::default(),
            shadowed: None,
            tags: Tags::default(),
        }
    }

    pub(crate) fn note(&mut self, code: NoteCode, detail: impl Into<String>, span: Span) {
        let position = self.events.position(span.start);
        self.notes.push(Note { code, detail: detail.into(), span, position });
    }

    /// Content that is read without being kept, so that writing loses it.
    pub(crate) fn lose(&mut self, kind: LossKind, name: impl Into<String>, span: Span) {
        let position = Some(self.events.position(span.start));
        self.losses.push(Loss { position, ..Loss::new(kind, name, Some(span)) });
    }

    /// Attributes of an element of a param that has none; declarations of namespaces are not content by themselves.
    pub(super) fn lose_attributes(&mut self) {
        for index in 0..self.events.attribute_count() {
            self.lose_attribute(index);
        }
    }

    pub(super) fn lose_attribute(&mut self, index: usize) {
        let attribute = self.events.attribute(index);
        let (name, span) = (self.events.attribute_name(attribute), self.events.attribute_span(attribute));
        if name == "xmlns" {
            return;
        }
        self.lose(LossKind::Attribute, name, span);
        if name.starts_with("xmlns:") {
            self.prefixes.extend(self.losses.pop());
        }
    }

    /// Attributes of a param that are kept under their names.
    pub(super) fn keep_names(&mut self) {
        self.keeps_names = true;
    }

    /// Whether another attribute of the tag has the same name without its prefix, so that this one means nothing: one
    /// without a prefix, or an earlier one.
    pub(super) fn is_shadowed(&mut self, index: usize) -> bool {
        let has_prefix =
            |events: &Events<'_>, index| events.attribute_name(events.attribute(index)).contains(':');
        if !has_prefix(&self.events, index) {
            return false;
        }
        let start = self.events.tag().span.start;
        if self.shadowed.as_ref().is_none_or(|(tag, _)| *tag != start) {
            let count = self.events.attribute_count();
            let name = |index: &usize| local(self.events.attribute_name(self.events.attribute(*index)));
            let (with, without): (Vec<usize>, Vec<usize>) =
                (0..count).partition(|&index| has_prefix(&self.events, index));
            let mut taken: HashSet<&str> = without.iter().map(name).collect();
            let shadowed = with.into_iter().filter(|index| !taken.insert(name(index))).collect();
            self.shadowed = Some((start, shadowed));
        }
        self.shadowed.as_ref().is_some_and(|(_, shadowed)| shadowed.contains(&index))
    }

    /// What writing loses, in document order.
    pub(crate) fn take_losses(&mut self) -> Vec<Loss> {
        for (span, irregular) in self.events.irregular().to_vec() {
            if irregular == Irregular::Half && self.document == Document::Param {
                self.lose(LossKind::HalfCharacter, self.events.slice(span), span);
            }
        }
        let mut losses = std::mem::take(&mut self.losses);
        if self.keeps_names {
            losses.append(&mut self.prefixes);
        }
        losses.sort_by_key(|loss| loss.span.map(|span| span.start));
        losses
    }

    /// All notes. In a schema also those on references that no XML parser accepts; in a param these are findings.
    pub(crate) fn into_notes(mut self) -> Vec<Note> {
        let found = match self.document {
            Document::Schema => self.events.irregular().to_vec(),
            Document::Param => Vec::new(),
        };
        let mut found = found.into_iter().peekable();
        while let Some((mut span, irregular)) = found.next() {
            if let Irregular::Pair(character) = irregular {
                self.note(NoteCode::SplitCharacter, character, span);
                continue;
            }
            let mut count = 1;
            let is_next = |(next, irregular): &(Span, Irregular), end: u32| {
                next.start == end && !matches!(irregular, Irregular::Pair(_))
            };
            while let Some((next, _)) = found.next_if(|next| is_next(next, span.end)) {
                span.end = next.end;
                count += 1;
            }
            self.note(NoteCode::DroppedCharacters, count.to_string(), span);
        }
        self.notes
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
                self.lose(LossKind::Element, self.events.full_name(), span);
                if self.has_text()? {
                    content.marks.mark_ignored(span);
                }
                self.mark_illegal_since(span.start, content);
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

    /// A `depend-group` that stands directly in a field: an empty one is as any unknown element.
    pub(super) fn stray_group(&mut self) -> Result<()> {
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
    pub(super) fn keep_attribute(&mut self, index: usize, place: &'static str) -> Result<()> {
        let (name, value) = self.unknown_attribute(index)?;
        self.unknown.push(Unknown { place, node: UnknownNode::Attribute(name, value) });
        Ok(())
    }

    /// The attributes of the tag: `slot` gives the place of one that has a meaning, by its name without prefix;
    /// the others are kept.
    #[inline]
    pub(super) fn attributes<N, S>(
        &mut self,
        place: &'static str,
        node: &mut N,
        slot: impl for<'n> Fn(&'n mut N, &str) -> Option<&'n mut S>,
        mut read: impl FnMut(&Self, usize) -> Result<S>,
    ) -> Result<()> {
        for index in 0..self.events.attribute_count() {
            let name = local(self.events.attribute_name(self.events.attribute(index)));
            match slot(node, name).filter(|_| !self.is_shadowed(index)) {
                Some(slot) => *slot = read(self, index)?,
                None => self.keep_attribute(index, place)?,
            }
        }
        Ok(())
    }

    /// The same for texts that are kept as strings.
    pub(super) fn text_attributes<N>(
        &mut self,
        place: &'static str,
        node: &mut N,
        slot: impl for<'n> Fn(&'n mut N, &str) -> Option<&'n mut Option<String>>,
    ) -> Result<()> {
        self.attributes(place, node, slot, |context, index| {
            let value = context.events.attribute_value(context.events.attribute(index))?;
            Ok(Some(value.into_owned()))
        })
    }

    /// Passes over white space between elements, before one that may have its usual form.
    #[inline]
    pub(super) fn skip_blank(&mut self) {
        // White space behind other text is a part of it.
        if self.stray.is_none() {
            self.events.skip_blank();
        }
    }

    /// The next child's start tag; false at the end of the open element. Text is kept, or marked in the holder.
    #[inline]
    pub(super) fn next_child<H: Holder>(&mut self, place: &'static str, holder: &mut H) -> Result<bool> {
        loop {
            match self.events.next()? {
                Event::Start => return Ok(true),
                Event::Text(text) => self.stray_text(text, place, holder.content())?,
                Event::End | Event::Eof => return Ok(false),
            }
        }
    }

    /// The children of the open element, up to its end. `child` is called at each start tag: it reads the element
    /// and says whether that has a meaning there. Other elements and text are kept, or marked in the holder.
    #[inline]
    pub(super) fn children<H: Holder>(
        &mut self,
        place: &'static str,
        holder: &mut H,
        mut child: impl FnMut(&mut Self, &mut H) -> Result<bool>,
    ) -> Result<()> {
        loop {
            self.skip_blank();
            if !self.next_child(place, holder)? {
                return Ok(());
            }
            if !child(self, holder)? {
                self.unknown_element(place, holder.content())?;
            }
        }
    }

    /// The start tag of an element `fields` in the root, which is read through.
    pub(crate) fn fields_in_root(&mut self) -> Result<()> {
        self.note(NoteCode::FieldsInRoot, "", self.events.tag().span);
        match self.document {
            Document::Schema => self.wrapper_attributes(element::FIELDS),
            Document::Param => {
                self.lose_attributes();
                Ok(())
            }
        }
    }

    /// An element that should be empty; what is in it is kept.
    pub(super) fn no_children(&mut self, place: &'static str) -> Result<()> {
        self.children(place, &mut (), |_, ()| Ok(false))
    }

    /// The place in the unknown content where that of an element begins.
    pub(super) fn unknown_mark(&self) -> usize {
        self.unknown.len()
    }

    pub(super) fn has_unknown_since(&self, mark: usize) -> bool {
        self.unknown.len() > mark
    }

    /// Takes the unknown content since a mark.
    pub(super) fn take_unknown(&mut self, mark: usize) -> Vec<Unknown> {
        if self.unknown.len() == mark {
            return Vec::new();
        }
        let mut unknown = self.unknown.split_off(mark);
        self.normalize(&mut unknown);
        unknown
    }

    /// Brings unknown content into its order. A wrapper that is there twice is written once, so of two attributes of
    /// one name one is lost.
    pub(super) fn normalize(&mut self, unknown: &mut Vec<Unknown>) {
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
