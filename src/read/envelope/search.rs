//! The search for documents in an answer.

use std::ops::Range;
use std::sync::Arc;

use crate::answer::{AnswerObject, AnswerPlace, ApiError, is_answer_key, refusal};
use crate::error::{Error, ErrorKind, Result};
use crate::path;
use crate::read::context::shortened;
use crate::read::envelope::json;
use crate::read::envelope::xml::{Kind, Origin, inspect};
use crate::span::embedding::Embedding;
use crate::span::{Base, OffsetMap, Position, Source, Span, small};
use crate::vocab::answer;
use crate::xml::ReadOptions;
use crate::xml::event::{Event, Events};
use crate::xml::reference;

/// How many levels of texts within texts are opened.
const DEEPEST: usize = 4;

/// How many texts are kept that are not documents.
const MOST_LEAVES: usize = 32;

/// How much of a text is remembered that may be a part of an error, in characters.
const LONGEST_MEMBER: usize = 4096;

/// How many parts of one such object are remembered.
const MOST_MEMBERS: usize = 64;

/// How many objects are remembered that may say that the call failed.
const MOST_OBJECTS: usize = 64;

pub(super) struct DocumentSearch<'o> {
    pub(super) options: &'o ReadOptions,
    documents: Vec<Find>,
    error: Option<ApiError>,
    /// Objects that may say that the call failed.
    objects: Vec<AnswerObject>,
    scope: Scope,
    /// How many keys and elements are at the top.
    top_keys: usize,
    /// The root element of the input, if that is XML.
    root: Option<String>,
    /// Texts that are not documents, each with its key or element.
    leaves: Vec<(String, String)>,
    /// Where the search is.
    path: String,
    depth: usize,
    /// The texts that are open.
    layers: Vec<Layer>,
}

/// A document.
pub(super) struct Find {
    pub(super) path: String,
    pub(super) body: Body,
}

pub(super) enum Body {
    /// A text within the answer.
    Text(Embedded),
    /// A part of the answer itself.
    Elements(Span),
}

/// A document that is in the answer as a text, or in a part of one.
pub(super) struct Embedded {
    pub(super) text: String,
    /// Where it begins in the innermost of the texts that it is in.
    at: u32,
    /// Those texts, the outermost first.
    layers: Vec<Layer>,
}

/// A text that was taken out of another, and opened.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// As written; nothing for the outermost, which the input has.
    raw: Arc<str>,
    /// Where it is in the text around it.
    span: Span,
    offsets: fn(&str) -> OffsetMap,
    /// How much white space precedes the text, in bytes once it is decoded.
    trimmed: u32,
}

/// A text as it is in the text around it.
#[derive(Clone, Copy)]
pub(super) struct Raw<'t> {
    pub(super) around: &'t str,
    pub(super) span: Span,
    /// Where the characters of the decoded text are in the escaped one.
    pub(super) offsets: fn(&str) -> OffsetMap,
}

impl Raw<'_> {
    fn layer(&self, trimmed: usize, is_outermost: bool) -> Layer {
        let Raw { around, span, offsets } = *self;
        let raw = if is_outermost { "" } else { &around[span.range()] };
        Layer { raw: raw.into(), span, offsets, trimmed: small(trimmed) }
    }
}

impl Embedded {
    /// The line of the input that the text is in, up to the end of it.
    pub(super) fn line(&self, input: &str) -> Range<usize> {
        let span = self.layers.first().map_or(0..0, |layer| layer.span.range());
        input[..span.start].rfind('\n').map_or(0, |found| found + 1)..span.end
    }

    /// Where the document begins; `line` is what [`line`](Embedded::line) gives.
    pub(super) fn base(&self, line: Source) -> Base {
        let Some((first, rest)) = self.layers.split_first() else { return Base::At(Position::START) };
        let start = small(line.text.len() - first.span.range().len());
        let mut embedding = Arc::new(Embedding::new(line, start, first.offsets));
        let mut trimmed = first.trimmed;
        for layer in rest {
            let around = Base::Inside(embedding, trimmed + layer.span.start);
            let outer = Source::new(layer.raw.as_ref().to_owned(), OffsetMap::default(), around);
            embedding = Arc::new(Embedding::new(outer, 0, layer.offsets));
            trimmed = layer.trimmed;
        }
        Base::Inside(embedding, trimmed + self.at)
    }
}

/// A place to come back to.
pub(super) struct Mark {
    documents: usize,
    leaves: usize,
    objects: usize,
    path: usize,
}

/// Where the search is among the objects that may say that the call failed, as numbers of them.
#[derive(Clone, Copy, Debug, Default)]
struct Scope {
    /// The object that the search is directly in.
    open: Option<usize>,
    /// The object under a key of which the search is.
    around: Option<usize>,
    /// The place that an object takes here, and the one around it.
    next: Option<(AnswerPlace, Option<usize>)>,
}

/// What was open before a step down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    path: usize,
    scope: Scope,
}

impl<'o> DocumentSearch<'o> {
    pub(super) fn new(options: &'o ReadOptions) -> DocumentSearch<'o> {
        DocumentSearch {
            options,
            documents: Vec::new(),
            error: None,
            objects: Vec::new(),
            top_keys: 0,
            scope: Scope { next: Some((AnswerPlace::Top, None)), ..Scope::default() },
            root: None,
            leaves: Vec::new(),
            path: String::new(),
            depth: 0,
            layers: Vec::new(),
        }
    }

    /// Goes one step down: to the value of a key, an element, or an item of an array. Returns what takes it back.
    pub(super) fn enter(&mut self, step: &str) -> Before {
        let before = Before { path: self.path.len(), scope: self.scope };
        self.top_keys += usize::from(self.path.is_empty());
        path::push_step(&mut self.path, step);
        let around = self.scope.open;
        let place = around.and_then(|around| self.objects.get(around)?.place.inside(step));
        self.scope = Scope { open: None, around, next: place.map(|place| (place, around)) };
        before
    }

    /// Goes down to the root element of an XML text, which takes the place of the text. A `…_response` is an answer
    /// wherever it is.
    pub(super) fn enter_root(&mut self, name: &str) -> Before {
        let before = Before { path: self.path.len(), scope: self.scope };
        path::push_step(&mut self.path, name);
        let response = AnswerPlace::Top.inside(name).filter(|&place| place == AnswerPlace::Response);
        let next = match (response, self.scope.next) {
            (Some(response), around) => Some((response, around.and_then(|(_, around)| around))),
            (None, next) => next,
        };
        self.scope = Scope { open: None, around: None, next };
        before
    }

    pub(super) fn leave(&mut self, before: Before) {
        self.path.truncate(before.path);
        self.scope = before.scope;
    }

    /// The value here is an object, or an element, which may hold others.
    pub(super) fn open_object(&mut self) {
        let next = self.scope.next.filter(|_| self.objects.len() < MOST_OBJECTS);
        self.scope.open = next.map(|(place, parent)| {
            self.objects.push(AnswerObject { place, parent, members: Vec::new() });
            self.objects.len() - 1
        });
    }

    /// The value here is a text, a number, a truth value or null, which is empty.
    fn member(&mut self, text: &str) {
        let key = self.path.rsplit('/').next().unwrap_or_default();
        let object = self.scope.around.and_then(|object| self.objects.get_mut(object));
        if let Some(object) =
            object.filter(|object| is_answer_key(key) && object.members.len() < MOST_MEMBERS)
        {
            let end = text.char_indices().nth(LONGEST_MEMBER).map_or(text.len(), |(end, _)| end);
            object.members.push((key.to_owned(), text[..end].to_owned()));
        }
    }

    /// A null.
    pub(super) fn null(&mut self) {
        self.member("");
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            documents: self.documents.len(),
            leaves: self.leaves.len(),
            objects: self.objects.len(),
            path: self.path.len(),
        }
    }

    /// Forgets what was found since.
    pub(super) fn back_to(&mut self, mark: &Mark) {
        self.documents.truncate(mark.documents);
        self.leaves.truncate(mark.leaves);
        self.objects.truncate(mark.objects);
        self.path.truncate(mark.path);
    }

    pub(super) fn document(&mut self, body: Body) {
        self.documents.push(Find { path: self.path.clone(), body });
    }

    /// A document in the innermost of the open texts.
    pub(super) fn embedded(&mut self, text: String, at: u32) {
        let layers = self.layers.clone();
        self.document(Body::Text(Embedded { text, at, layers }));
    }

    pub(super) fn error(&mut self, error: ApiError) {
        self.error.get_or_insert(error);
    }

    /// A text of the answer, and how it is written there.
    pub(super) fn text(&mut self, whole: &str, raw: Raw<'_>) {
        let is_space = |c: char| c.is_whitespace() || c == '\u{FEFF}';
        let begun = whole.trim_start_matches(is_space);
        let text = begun.trim_end_matches(is_space);
        self.member(text);
        if text.is_empty() {
            if self.step() == answer::ADD_PRODUCT_RULE {
                self.layers.push(raw.layer(0, self.layers.is_empty()));
                self.embedded(answer::EMPTY_RULE.to_owned(), 0);
                self.layers.pop();
            }
            return;
        }
        if self.depth < DEEPEST {
            let open = match text.as_bytes() {
                [b'<', ..] => Some(Self::xml as fn(&mut Self, &str) -> bool),
                [b'{' | b'[' | b'"', ..] => Some(Self::json as _),
                [b'&', b'l', b't', b';', ..] => Some(Self::escaped as _),
                _ => None,
            };
            if let Some(open) = open {
                let scope = self.scope;
                self.layers.push(raw.layer(whole.len() - begun.len(), self.layers.is_empty()));
                self.depth += 1;
                let opened = open(self, text);
                self.depth -= 1;
                self.layers.pop();
                self.scope = scope;
                if opened {
                    return;
                }
            }
        }
        self.leaf(text);
    }

    /// A number or a truth value.
    pub(super) fn scalar(&mut self, text: &str) {
        self.member(text);
        self.leaf(text);
    }

    /// A text or a number that is not a document.
    fn leaf(&mut self, text: &str) {
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
                self.embedded(source.text, 0);
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
        let mut events = Events::within(&source, self.options, std::iter::once(""));
        match events.next() {
            Ok(Event::Text(piece)) if piece.span.range().len() == text.len() => match events.text(piece) {
                Ok(text) => {
                    let span = Span::new(0, small(source.text.len()));
                    self.text(&text, Raw { around: &source.text, span, offsets: reference::offsets });
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
        let refusal = || refusal(&self.objects, !self.documents.is_empty());
        if let Some(error) = self.error.take().or_else(refusal) {
            return Err(Error::new(error, None));
        }
        match self.documents.len() {
            0 | 1 => Ok(self.documents.pop()),
            several => Err(Error::new(ErrorKind::SeveralDocuments(several), None)),
        }
    }

    /// Whether the input is an answer and nothing else: an object with the one key `…_response`, under which an object
    /// is. No item is that.
    pub(super) fn is_response(&self) -> bool {
        let is_response =
            |object: &AnswerObject| object.place == AnswerPlace::Response && object.parent == Some(0);
        self.top_keys == 1 && self.objects.get(1).is_some_and(is_response)
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
