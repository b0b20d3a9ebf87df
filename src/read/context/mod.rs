//! The state of a reader of either document: events, notes and unknown content, and the two loops that all elements share,
//! over attributes and over children.

mod loss;
mod unknown;

pub(in crate::read) use unknown::shortened;

use std::collections::HashSet;

use crate::code::NoteCode;
use crate::error::{FieldError, Limit, Loss, Result};
use crate::note::Note;
use crate::schema::Unknown;
use crate::span::Span;
use crate::value::Content;
use crate::value::compact::Tags;
use crate::vocab::element;
use crate::xml::ReadOptions;
use crate::xml::encoding::{Illegal, has_illegal};
use crate::xml::event::{Event, Events};
use crate::xml::name::local;
use crate::xml::reference::Irregular;

/// The state of a reader of either document.
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
}
