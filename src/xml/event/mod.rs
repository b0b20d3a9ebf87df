//! Text to events: tags with their attributes, and text. The only door to quick-xml's reader.
//!
//! # Advice for editing
//!
//! A category schema is 90 % tags like `<option displayName="…" value="…"/>`. quick-xml finds such a tag's
//! end and checks its UTF-8 in a first pass and leaves the attributes to a second; that alone takes most of
//! the time that we allow ourselves. So tags and plain text are scanned here, in one pass over a text that
//! is known to be UTF-8, and quick-xml reads what is rare and intricate: comments, CDATA sections,
//! processing instructions, declarations. `tests/it/read/oracle.rs` compares the outcome with roxmltree.
//!
//! An error must not depend on later text unless it says so: if [`Events::hit_end`] is not set, the same error is
//! found no matter what follows. The streaming reader relies on it. So of several errors the first is reported, and
//! a text is too long as soon as that much of it is present.
//!
//! What holds for the events: names are valid, attributes are unique, references are valid and resolved on demand,
//! each element is closed by its own name, there is one root with only white space around it, and no limit is
//! exceeded.

mod fast_forms;
mod markup;
mod tag;
mod text;

use std::borrow::Cow;

use crate::error::{Error, ErrorKind, Limit, Malformed, Result};
use crate::span::{Position, Source, Span, small};
use crate::xml::ReadOptions;
use crate::xml::encoding::Illegal;
use crate::xml::name::local;
use crate::xml::reference::{Irregular, TextContext, decode, fold_line_ends};

/// The next thing in a document. Comments and processing instructions are skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A start tag, see [`Events::tag`]; an empty element is followed by its `End` all the same.
    Start,
    /// The end of the element that was opened last.
    End,
    /// A piece of the open element's text.
    Text(Text),
    /// The end of the document.
    Eof,
}

/// A piece of text as written in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) span: Span,
    cdata: bool,
    /// Whether the text needs no decoding: it has no references and carriage returns.
    plain: bool,
}

/// The start tag that was read last.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tag {
    pub(crate) span: Span,
    name: Span,
    pub(crate) empty: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute {
    name: Span,
    value: Span,
    plain: bool,
}

/// No tag that is read by a path of its own has more attributes.
const MOST_ATTRIBUTES: usize = 6;

pub(crate) struct Events<'t> {
    source: &'t Source,
    text: &'t str,
    options: &'t ReadOptions,
    pos: usize,
    tag: Tag,
    attributes: Vec<Attribute>,
    /// The names of the open elements.
    open: Vec<&'t str>,
    /// What is done with references to characters that XML forbids. Raw ones were dropped or kept before.
    pub(crate) illegal: Illegal,
    /// The references so far that no XML parser accepts, each with its place.
    irregular: Vec<(Span, Irregular)>,
    /// Whether the methods of `fast_forms` may be used here: tests turn them off to compare.
    pub(crate) takes_fast_tags: bool,
    /// The last tag was an empty element whose end event is still to come.
    pending_end: bool,
    root_seen: bool,
    /// The text continues one that is no longer buffered.
    pub(crate) resumed: bool,
    /// Errors have no positions, which take time to compute.
    pub(crate) without_places: bool,
    /// The last error, or the end of the document, was found because the text ended: with more text it might
    /// be another, or none.
    pub(crate) hit_end: bool,
}

impl<'t> Events<'t> {
    pub(crate) fn new(source: &'t Source, options: &'t ReadOptions) -> Events<'t> {
        Events {
            source,
            text: &source.text,
            options,
            pos: 0,
            tag: Tag::default(),
            attributes: Vec::new(),
            open: Vec::new(),
            illegal: Illegal::Keep,
            irregular: Vec::new(),
            takes_fast_tags: options.max_attributes >= MOST_ATTRIBUTES,
            pending_end: false,
            root_seen: false,
            resumed: false,
            without_places: false,
            hit_end: false,
        }
    }

    /// Continues within open elements of a document whose earlier text is not at hand.
    pub(crate) fn within(
        source: &'t Source,
        options: &'t ReadOptions,
        open: impl Iterator<Item = &'t str>,
    ) -> Events<'t> {
        let mut events = Events::behind(source, options);
        events.open.extend(open);
        events
    }

    /// Continues behind the root of a document whose earlier text is not at hand.
    pub(crate) fn behind(source: &'t Source, options: &'t ReadOptions) -> Events<'t> {
        let mut events = Events::new(source, options);
        events.root_seen = true;
        events.resumed = true;
        events
    }

    /// Continues at a place that lies between two events, within open elements of these names.
    pub(crate) fn go_on_at(&mut self, offset: usize, open: impl Iterator<Item = Span>) {
        let text = self.text;
        self.pos = offset;
        self.open.extend(open.map(|name| &text[name.range()]));
    }

    /// The name of the tag, without a prefix: as in the platform's SDK, namespaces do not matter.
    pub(crate) fn name(&self) -> &'t str {
        local(self.slice(self.tag.name))
    }

    /// The name of the tag as written.
    pub(crate) fn full_name(&self) -> &'t str {
        self.slice(self.tag.name)
    }

    pub(crate) fn name_span(&self) -> Span {
        self.tag.name
    }

    pub(crate) fn tag(&self) -> Tag {
        self.tag
    }

    pub(crate) fn pos(&self) -> u32 {
        small(self.pos)
    }

    pub(crate) fn at_end(&self) -> bool {
        self.pos == self.text.len()
    }

    pub(crate) fn attribute_count(&self) -> usize {
        self.attributes.len()
    }

    pub(crate) fn attribute(&self, index: usize) -> Attribute {
        self.attributes[index]
    }

    pub(crate) fn attribute_name(&self, attribute: Attribute) -> &'t str {
        self.slice(attribute.name)
    }

    /// The value with references resolved and white space as XML wants it.
    pub(crate) fn attribute_value(&self, attribute: Attribute) -> Result<Cow<'t, str>> {
        let raw = self.slice(attribute.value);
        if attribute.plain {
            return Ok(Cow::Borrowed(raw));
        }
        self.decode(raw, attribute.value, TextContext::Attribute)
    }

    /// The span of the value if it means what is written there.
    pub(crate) fn plain_value(&self, attribute: Attribute) -> Option<Span> {
        attribute.plain.then_some(attribute.value)
    }

    pub(crate) fn attribute_span(&self, attribute: Attribute) -> Span {
        Span::new(attribute.name.start, attribute.value.end + 1)
    }

    /// A piece of text with references resolved and line ends as XML wants them.
    pub(crate) fn text(&self, text: Text) -> Result<Cow<'t, str>> {
        let raw = self.slice(text.span);
        if text.plain {
            return Ok(Cow::Borrowed(raw));
        }
        if text.cdata {
            return Ok(Cow::Owned(fold_line_ends(raw)));
        }
        self.decode(raw, text.span, TextContext::Content)
    }

    fn decode(&self, raw: &str, span: Span, place: TextContext) -> Result<Cow<'t, str>> {
        let error = |(at, error)| self.error(error, span.start as usize + at);
        decode(raw, place, self.illegal).map(Cow::Owned).map_err(error)
    }

    /// The references so far that no XML parser accepts, in document order.
    pub(crate) fn irregular(&self) -> &[(Span, Irregular)] {
        &self.irregular
    }

    /// One of them that is at a place or behind it: half a character or two such rather than a forbidden character.
    #[inline]
    pub(crate) fn irregular_since(&self, offset: u32) -> Option<Irregular> {
        let later = self.irregular.iter().rev().take_while(|(span, _)| span.start >= offset);
        later.map(|&(_, irregular)| irregular).max_by_key(|irregular| match irregular {
            Irregular::Forbidden(_) => 0,
            Irregular::Pair(_) | Irregular::Half => 1,
        })
    }

    pub(crate) fn slice(&self, span: Span) -> &'t str {
        &self.text[span.range()]
    }

    pub(crate) fn source_text(&self) -> &'t str {
        self.text
    }

    pub(crate) fn position(&self, offset: u32) -> Position {
        self.source.position(offset)
    }

    pub(crate) fn error(&self, kind: impl Into<ErrorKind>, at: usize) -> Error {
        let position = (!self.without_places).then(|| self.source.position(small(at)));
        Error::new(kind, position)
    }

    fn error_at_end(&mut self, kind: impl Into<ErrorKind>, at: usize) -> Error {
        self.hit_end = true;
        self.error(kind, at)
    }

    pub(crate) fn limit(&self, limit: Limit, max: usize, at: usize) -> Error {
        self.error(ErrorKind::Limit { limit, max: max as u64 }, at)
    }

    /// The next event.
    #[inline]
    pub(crate) fn next(&mut self) -> Result<Event> {
        if self.pending_end {
            self.pending_end = false;
            return Ok(Event::End);
        }
        let bytes = self.text.as_bytes();
        loop {
            match (bytes.get(self.pos), bytes.get(self.pos + 1)) {
                (Some(b'<'), Some(b'/')) => return self.end_tag(),
                (Some(b'<'), Some(b'!' | b'?')) => {
                    if let Some(text) = self.markup()? {
                        return Ok(Event::Text(text));
                    }
                }
                (Some(b'<'), _) => return self.start_tag(),
                (Some(_), _) => {
                    if let Some(text) = self.characters()? {
                        return Ok(Event::Text(text));
                    }
                }
                (None, _) => return self.end_of_text(),
            }
        }
    }

    /// Passes over the rest of the element whose start tag or content was just read, its end included.
    pub(crate) fn skip(&mut self) -> Result<()> {
        let depth = self.open_depth();
        while self.open_depth() >= depth {
            self.next()?;
        }
        Ok(())
    }

    /// Open elements, the empty one that is still to be ended included.
    pub(crate) fn open_depth(&self) -> usize {
        self.open.len() + usize::from(self.pending_end)
    }

    fn end_of_text(&mut self) -> Result<Event> {
        if let Some(&open) = self.open.last() {
            return Err(self.error_at_end(Malformed::UnclosedElement(open.to_owned()), self.pos));
        }
        if !self.root_seen {
            return Err(self.error_at_end(Malformed::NoRoot, self.pos));
        }
        self.hit_end = true;
        Ok(Event::Eof)
    }
}
