//! XML: a document or an answer, and what an answer holds.

use crate::answer::ApiError;
use crate::error::Result;
use crate::read::envelope::finds::{Body, Finds};
use crate::span::{Source, Span};
use crate::vocab::{answer, element};
use crate::xml::event::{Event, Events};
use crate::xml::name::{local, name_length};

/// What a text of XML turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Document,
    /// What it holds is told by the finds.
    Answer,
    /// Not well-formed, before more could be told.
    Broken,
}

/// Where the text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// It is the input, which may well be a document.
    Input,
    /// It was found in an answer, which holds other texts too.
    Text,
}

/// Roots that nobody else uses. The platform's older ones, `rules` and `schema`, are words that occur elsewhere.
const OURS: [&str; 4] =
    [element::ITEM_RULE, element::ITEM_SCHEMA, element::ITEM_PARAM, element::ITEM_RULE_OLD];

/// Looks at a text of XML. What it holds is added to the finds, also where the outcome then is no answer.
pub(super) fn look(source: &Source, of: Of, finds: &mut Finds<'_>) -> Look {
    let mut events = Events::new(source, finds.options);
    match events.next() {
        Ok(Event::Start) => {}
        // Whoever reads it as the document that it was meant to be is told what is wrong.
        _ if is_ours(&source.text[events.pos() as usize..]) => return Look::Document,
        _ => return Look::Broken,
    }
    let root = events.name();
    let known = element::ROOTS.contains(&root);
    if OURS.contains(&root) || known && of == Of::Input {
        return Look::Document;
    }
    let mut search = Search { events, of, source, open: Vec::new(), text: String::new(), finds };
    match search.run() {
        Ok(look) => look,
        Err(_) if known => Look::Document,
        Err(_) => Look::Broken,
    }
}

/// Whether a start tag or a DOCTYPE, neither of which could be read, names one of our roots.
fn is_ours(text: &str) -> bool {
    let after = text.strip_prefix("<!DOCTYPE").map(str::trim_start).or_else(|| text.strip_prefix('<'));
    after.is_some_and(|after| OURS.contains(&local(&after[..name_length(after)])))
}

struct Search<'t, 'f, 'o> {
    events: Events<'t>,
    of: Of,
    source: &'t Source,
    open: Vec<Open<'t>>,
    /// What stands in the open element since the last tag.
    text: String,
    finds: &'f mut Finds<'o>,
}

/// An element that may yet turn out to be a document.
struct Open<'t> {
    name: &'t str,
    start: u32,
    /// Whether nothing but white space is in it so far.
    empty: bool,
    path_before: usize,
}

impl<'t> Search<'t, '_, '_> {
    /// From the root's start tag to the end.
    fn run(&mut self) -> Result<Look> {
        self.start()?;
        while !self.open.is_empty() {
            match self.events.next()? {
                Event::Start => {
                    self.end_text();
                    if let Some(parent) = self.open.last_mut() {
                        parent.empty = false;
                    }
                    if self.events.name() != element::FIELD {
                        self.start()?;
                    } else if self.open.len() == 1 {
                        return Ok(Look::Document);
                    } else {
                        self.rest_of_document()?;
                    }
                }
                Event::Text(text) => self.text.push_str(&self.events.text(text)?),
                Event::End => {
                    self.end_text();
                    if let Some(look) = self.end() {
                        return Ok(look);
                    }
                }
                Event::Eof => break,
            }
        }
        while self.events.next()? != Event::Eof {}
        Ok(Look::Answer)
    }

    /// The element whose start tag was just read.
    fn start(&mut self) -> Result<()> {
        let (name, start) = (self.events.name(), self.events.tag().span.start);
        if name == answer::ERROR_RESPONSE {
            let error = self.error_response()?;
            self.finds.error(error);
            return Ok(());
        }
        let path_before = self.finds.enter(name);
        self.open.push(Open { name, start, empty: true, path_before });
        if self.open.len() > 1 && OURS.contains(&name) {
            self.rest_of_document()?;
        }
        Ok(())
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
        self.finds.document(match self.of {
            Of::Input => Body::Elements(span),
            Of::Text => Body::Text(self.source.text[span.range()].to_owned()),
        });
        self.finds.leave(open.path_before);
    }

    fn end(&mut self) -> Option<Look> {
        let open = self.open.pop()?;
        if open.empty && element::ROOTS.contains(&open.name) {
            if self.open.is_empty() {
                return Some(Look::Document);
            }
            self.found(&open);
            return None;
        }
        if open.empty {
            self.finds.text("");
        }
        self.finds.leave(open.path_before);
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
        self.finds.text(&std::mem::take(&mut self.text));
    }

    fn error_response(&mut self) -> Result<ApiError> {
        let mut error = ApiError::default();
        let (depth, mut child, mut text) = (self.events.open_depth(), "", String::new());
        while self.events.open_depth() >= depth {
            match self.events.next()? {
                Event::Start => {
                    child = self.events.name();
                    text.clear();
                }
                Event::Text(piece) => text.push_str(&self.events.text(piece)?),
                _ => {
                    let text = std::mem::take(&mut text).trim().to_owned();
                    match std::mem::take(&mut child) {
                        answer::CODE => error.code = text,
                        answer::MSG => error.message = text,
                        answer::SUB_CODE => error.sub_code = Some(text),
                        answer::SUB_MSG => error.sub_message = Some(text),
                        "" if error == ApiError::default() => error.message = text,
                        _ => {}
                    }
                }
            }
        }
        Ok(error)
    }
}
