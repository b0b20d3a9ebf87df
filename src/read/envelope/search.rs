//! The search for documents in an answer.

use crate::error::{ApiError, Error, ErrorKind, Result};
use crate::path;
use crate::read::context::shortened;
use crate::read::envelope::json;
use crate::read::envelope::xml::{Kind, Origin, inspect};
use crate::span::{Position, Source, Span};
use crate::vocab::answer;
use crate::xml::ReadOptions;
use crate::xml::event::{Event, Events};

/// How many levels of texts within texts are opened.
const DEEPEST: usize = 4;

/// How many texts are kept that are not documents.
const MOST_LEAVES: usize = 32;

pub(super) struct DocumentSearch<'o> {
    pub(super) options: &'o ReadOptions,
    documents: Vec<Find>,
    error: Option<ApiError>,
    /// The root element of the input, if that is XML.
    root: Option<String>,
    /// Texts that are not documents, each with its key or element.
    leaves: Vec<(String, String)>,
    /// Where the search is.
    path: String,
    depth: usize,
}

/// A document.
pub(super) struct Find {
    pub(super) path: String,
    pub(super) body: Body,
}

pub(super) enum Body {
    /// A text within the answer.
    Text(String),
    /// A part of the answer itself.
    Elements(Span),
}

/// A place to come back to.
pub(super) struct Mark {
    documents: usize,
    leaves: usize,
    path: usize,
}

impl<'o> DocumentSearch<'o> {
    pub(super) fn new(options: &'o ReadOptions) -> DocumentSearch<'o> {
        DocumentSearch {
            options,
            documents: Vec::new(),
            error: None,
            root: None,
            leaves: Vec::new(),
            path: String::new(),
            depth: 0,
        }
    }

    /// Goes one step down; returns the length of the path before, for `leave`.
    pub(super) fn enter(&mut self, step: &str) -> usize {
        let before = self.path.len();
        path::push_step(&mut self.path, step);
        before
    }

    pub(super) fn leave(&mut self, before: usize) {
        self.path.truncate(before);
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { documents: self.documents.len(), leaves: self.leaves.len(), path: self.path.len() }
    }

    /// Forgets what was found since.
    pub(super) fn back_to(&mut self, mark: &Mark) {
        self.documents.truncate(mark.documents);
        self.leaves.truncate(mark.leaves);
        self.path.truncate(mark.path);
    }

    pub(super) fn document(&mut self, body: Body) {
        self.documents.push(Find { path: self.path.clone(), body });
    }

    pub(super) fn error(&mut self, error: ApiError) {
        self.error.get_or_insert(error);
    }

    /// A text of the answer.
    pub(super) fn text(&mut self, text: &str) {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        if text.is_empty() {
            if self.step() == answer::ADD_PRODUCT_RULE {
                self.document(Body::Text(answer::EMPTY_RULE.to_owned()));
            }
            return;
        }
        if self.depth < DEEPEST {
            self.depth += 1;
            let opened = match text.as_bytes() {
                [b'<', ..] => self.xml(text),
                [b'{' | b'[' | b'"', ..] => self.json(text),
                [b'&', b'l', b't', b';', ..] => self.escaped(text),
                _ => false,
            };
            self.depth -= 1;
            if opened {
                return;
            }
        }
        self.leaf(text);
    }

    /// A text or a number that is not a document.
    pub(super) fn leaf(&mut self, text: &str) {
        if self.leaves.len() < MOST_LEAVES {
            self.leaves.push((self.step().to_owned(), shortened(text)));
        }
    }

    fn xml(&mut self, text: &str) -> bool {
        let mark = self.mark();
        let source = Source::new(text.to_owned(), Default::default(), Position::START);
        match inspect(&source, Origin::Text, self) {
            Kind::Document => {
                self.back_to(&mark);
                self.document(Body::Text(source.text));
                true
            }
            Kind::Answer => true,
            Kind::Broken => {
                self.back_to(&mark);
                false
            }
        }
    }

    fn json(&mut self, text: &str) -> bool {
        let mark = self.mark();
        let walked = json::walk(text, self).is_ok();
        if !walked {
            self.back_to(&mark);
        }
        walked
    }

    /// XML that was escaped once more than needed.
    fn escaped(&mut self, text: &str) -> bool {
        let source = Source::new(text.to_owned(), Default::default(), Position::START);
        let mut events = Events::within(&source, self.options, "");
        match events.next() {
            Ok(Event::Text(piece)) if piece.span.range().len() == text.len() => match events.text(piece) {
                Ok(text) => {
                    self.text(&text);
                    true
                }
                Err(_) => false,
            },
            _ => false,
        }
    }

    fn step(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The one document, if there is any.
    pub(super) fn only(&mut self) -> Result<Option<Find>> {
        if let Some(error) = self.error.take() {
            return Err(Error::new(error, None));
        }
        match self.documents.len() {
            0 | 1 => Ok(self.documents.pop()),
            several => Err(Error::new(ErrorKind::SeveralDocuments(several), None)),
        }
    }

    pub(super) fn set_root(&mut self, name: &str) {
        self.root = Some(shortened(name));
    }

    pub(super) fn root(&self) -> Option<String> {
        self.root.clone()
    }

    /// What the answer holds instead of a document: the text at a place for one, or the only text.
    pub(super) fn instead(&self) -> Option<String> {
        let is_result =
            |step: &str| answer::RESULTS.iter().any(|end| step.to_ascii_lowercase().ends_with(end));
        let (_, text) = match self.leaves.as_slice() {
            [only] => only,
            several => several.iter().find(|(step, _)| is_result(step))?,
        };
        Some(text.clone())
    }
}
