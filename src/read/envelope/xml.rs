//! XML: a document or an answer, and what an answer holds.

use crate::answer::ApiError;
use crate::error::Result;
use crate::read::envelope::search::{Before, Body, DocumentSearch, Raw};
use crate::span::{Source, Span};
use crate::vocab::root::Root;
use crate::vocab::{answer, element};
use crate::xml::event::{Event, Events};
use crate::xml::name::{local, name_length};
use crate::xml::reference;

/// What a text of XML turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    /// The search has what it holds.
    Answer,
    /// Not well-formed before its kind was known.
    Broken,
}

/// Where the text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It is the input, which may well be a document.
    Input,
    /// It was found in an answer, which holds other texts too.
    Text,
}

/// Looks at a text of XML. What it holds is added to the search, even if the outcome is not an answer.
pub(super) fn inspect(source: &Source, of: Origin, search: &mut DocumentSearch<'_>) -> Kind {
    let mut events = Events::new(source, search.options);
    match events.next() {
        Ok(Event::Start) => {}
        // Reading it as a document reports what is wrong.
        _ if is_ours(&source.text[events.pos() as usize..]) => return Kind::Document,
        _ => return Kind::Broken,
    }
    let root = events.name();
    let known = Root::is_known(root);
    if Root::is_distinctive(root) || known && of == Origin::Input {
        return Kind::Document;
    }
    if of == Origin::Input {
        search.set_root(events.full_name());
    }
    let text_span = Span::default();
    let mut search = Search { events, of, source, open: Vec::new(), text: String::new(), text_span, search };
    match search.run() {
        Ok(kind) => kind,
        Err(_) if known => Kind::Document,
        Err(_) => Kind::Broken,
    }
}

/// Whether a start tag or a DOCTYPE, neither of which could be read, names one of our roots.
fn is_ours(text: &str) -> bool {
    let after = text.strip_prefix("<!DOCTYPE").map(str::trim_start).or_else(|| text.strip_prefix('<'));
    after.is_some_and(|after| Root::is_distinctive(local(&after[..name_length(after)])))
}

struct Search<'t, 'f, 'o> {
    events: Events<'t>,
    of: Origin,
    source: &'t Source,
    open: Vec<Open<'t>>,
    /// The text of the open element since the last tag.
    text: String,
    /// From that tag to the end of the text.
    text_span: Span,
    search: &'f mut DocumentSearch<'o>,
}

/// An element that may yet turn out to be a document.
struct Open<'t> {
    name: &'t str,
    start: u32,
    /// Whether nothing but white space is in it so far.
    empty: bool,
    before: Before,
}

impl<'t> Search<'t, '_, '_> {
    /// From the root's start tag to the end.
    fn run(&mut self) -> Result<Kind> {
        self.start()?;
        while !self.open.is_empty() {
            if self.text.is_empty() {
                self.text_span = Span::new(self.events.pos(), self.events.pos());
            }
            match self.events.next()? {
                Event::Start => {
                    self.end_text();
                    if let Some(parent) = self.open.last_mut() {
                        parent.empty = false;
                    }
                    if self.events.name() != element::FIELD {
                        self.start()?;
                    } else {
                        self.leave_fields();
                        if self.open.len() == 1 {
                            return Ok(Kind::Document);
                        }
                        self.rest_of_document()?;
                    }
                }
                Event::Text(text) => {
                    self.text.push_str(&self.events.text(text)?);
                    self.text_span.end = self.events.pos();
                }
                Event::End => {
                    self.end_text();
                    if let Some(kind) = self.end() {
                        return Ok(kind);
                    }
                }
                Event::Eof => break,
            }
        }
        while self.events.next()? != Event::Eof {}
        Ok(Kind::Answer)
    }

    /// The element whose start tag was just read.
    fn start(&mut self) -> Result<()> {
        let (name, start) = (self.events.name(), self.events.tag().span.start);
        if name == answer::ERROR_RESPONSE {
            let error = self.error_response()?;
            self.search.error(error);
            return Ok(());
        }
        let before =
            if self.open.is_empty() { self.search.enter_root(name) } else { self.search.enter(name) };
        self.search.open_object();
        self.open.push(Open { name, start, empty: true, before });
        if self.open.len() > 1 && Root::is_distinctive(name) {
            self.rest_of_document()?;
        }
        Ok(())
    }

    /// A field is here. If that is in an element `fields`, the document is the element around it.
    fn leave_fields(&mut self) {
        if self.open.len() > 1
            && let Some(fields) = self.open.pop_if(|open| open.name == element::FIELDS)
        {
            self.search.leave(fields.before);
        }
    }

    /// Passes over the rest of the open element, which is a document.
    fn rest_of_document(&mut self) -> Result<()> {
        let depth = self.open.len();
        while self.events.open_depth() >= depth {
            self.events.next()?;
        }
        if let Some(open) = self.open.pop() {
            self.found(&open);
        }
        Ok(())
    }

    fn found(&mut self, open: &Open<'_>) {
        let span = Span::new(open.start, self.events.pos());
        match self.of {
            Origin::Input => self.search.document(Body::Elements(span)),
            Origin::Text => self.search.embedded(self.source.text[span.range()].to_owned(), span.start),
        }
        self.search.leave(open.before);
    }

    fn end(&mut self) -> Option<Kind> {
        let open = self.open.pop()?;
        if open.empty && Root::is_known(open.name) {
            if self.open.is_empty() {
                return Some(Kind::Document);
            }
            self.found(&open);
            return None;
        }
        if open.empty {
            let raw = self.raw();
            self.search.text("", raw);
        }
        self.search.leave(open.before);
        None
    }

    /// A tag ends the text before it.
    fn end_text(&mut self) {
        if self.text.trim().is_empty() {
            self.text.clear();
            return;
        }
        if let Some(open) = self.open.last_mut() {
            open.empty = false;
        }
        let raw = self.raw();
        self.search.text(&std::mem::take(&mut self.text), raw);
    }

    fn raw(&self) -> Raw<'t> {
        Raw { around: &self.source.text, span: self.text_span, offsets: reference::offsets }
    }

    /// The parts of an `error_response`, the start tag of which was just read. Elements deeper inside, such as the
    /// `args` that the call had, do not count.
    fn error_response(&mut self) -> Result<ApiError> {
        let depth = self.events.open_depth();
        let (mut members, mut own_text, mut text) = (Vec::new(), String::new(), String::new());
        let mut child = "";
        while self.events.open_depth() >= depth {
            match self.events.next()? {
                Event::Start => {
                    text.clear();
                    child = if self.events.open_depth() == depth + 1 { self.events.name() } else { "" };
                }
                Event::Text(piece) if self.events.open_depth() == depth => {
                    own_text.push_str(&self.events.text(piece)?);
                }
                Event::Text(piece) => text.push_str(&self.events.text(piece)?),
                Event::End | Event::Eof => {
                    let text = std::mem::take(&mut text);
                    if !child.is_empty() {
                        members.push((std::mem::take(&mut child).to_owned(), text));
                    }
                }
            }
        }
        if members.is_empty() {
            members.push((answer::MSG.to_owned(), own_text));
        }
        Ok(ApiError::of_response(members))
    }
}
