//! A schema as a stream: one top-level field after the other, without the document in memory.
//!
//! # Advice for editing
//!
//! The input is decoded piece by piece (`xml/decode_buffer.rs`). The same `Events` that read a whole document pass over the
//! text until a top-level field is complete (`boundary.rs`); that part is cut out and read by the same `Builder`.
//! So there is nothing that could be read in another way than as a whole.
//!
//! Where a part is not well-formed, or grows long without an end, what there is of it is read all the same,
//! because of its errors: one that does not depend on what follows (`Events::hit_end`) ends the stream at
//! once. So no input makes it wait for the end of a field that cannot end well. Limits on texts, attributes
//! and depth are found as soon as they are passed.
//!
//! Characters that are dropped between two parts belong to the later one: they may still be coming when the
//! earlier one is cut out.

mod part;

use std::collections::HashSet;
use std::fmt;
use std::io::{self, BufRead};

use crate::code::NoteCode;
use crate::error::Result;
use crate::note::Note;
use crate::read::boundary::{FieldBoundary, Scanned};
use crate::read::context::{Context, Document};
use crate::read::schema::{Builder, RootTag};
use crate::schema::{FieldRef, Schema, Unknown, normalize_unknown};
use crate::span::{Source, Span};
use crate::vocab::Dialect;
use crate::vocab::root::Root;
use crate::xml::ReadOptions;
use crate::xml::decode_buffer::DecodeBuffer;
use crate::xml::event::Events;

/// How many bytes are taken from the input at most before they are looked at.
const PIECE: usize = 64 << 10;

/// How long an element that is not complete may become before it is looked at for errors: which takes
/// little memory.
const LOOK: usize = 512 << 10;

/// Reads a schema field by field, in memory bounded by the largest field.
///
/// An iterator over the top-level fields in document order. What it gives is what [`Schema::read`] gives for
/// the same input: equal fields at equal places, the same notes and the same errors. Only that an error comes
/// when it is reached, after the fields before it, and ends the stream.
///
/// What is kept besides the field at hand: the ids of the top-level fields, and the notes on what else is in
/// the root. A field is there as soon as its end was read.
///
/// ```
/// use tmall_schema::SchemaReader;
///
/// let xml = "<itemRule><field id='a' type='input'/>\n<field id='b' type='input'><odd/></field></itemRule>";
/// let mut fields = SchemaReader::new(xml.as_bytes());
/// let first = fields.next().unwrap()?;
/// assert_eq!(first.field().id(), "a");
/// assert_eq!(fields.root(), Some("itemRule"));
/// let second = fields.next().unwrap()?;
/// assert_eq!(second.field().position().line, 2);
/// assert_eq!(second.notes().len(), 1);
/// assert!(fields.next().is_none());
/// # Ok::<(), tmall_schema::Error>(())
/// ```
pub struct SchemaReader<R> {
    input: R,
    buffer: DecodeBuffer,
    options: ReadOptions,
    stage: Stage,
    root: Option<OpenRoot>,
    /// The ids of the top-level fields so far.
    ids: HashSet<String>,
    /// All fields so far, at every depth.
    fields: usize,
    /// Whether any of them has a rule, an option, a sub-field or a default.
    asks_for_something: bool,
    notes: Vec<Note>,
    unknown: Vec<Unknown>,
    /// What ended the last text beside the fields, while it may still go on.
    stray: Option<String>,
    /// How far the element was passed over that was not complete, if there is one.
    boundary: FieldBoundary,
    /// When an element that is not complete is as long as this, it is looked at for errors.
    next_look: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Prolog,
    Content,
    Epilog,
    Done,
    Failed,
}

struct OpenRoot {
    tag: RootTag,
    /// With its prefix.
    full_name: String,
    /// The full name of the element `fields` in the root, while it is open.
    fields: Option<String>,
}

/// A top-level field of a stream: a schema of its own, with this one field.
///
/// Its source text is the element `field`, and spans point into that; positions are those in the whole input.
/// Fields that its conditions name are elsewhere.
#[derive(Clone, Debug)]
pub struct StreamedField(Schema);

impl StreamedField {
    /// The field.
    pub fn field(&self) -> FieldRef<'_> {
        FieldRef { arena: &self.0.0, index: 0 }
    }

    /// The notes on it and on all inside it.
    pub fn notes(&self) -> &[Note] {
        self.0.notes()
    }

    /// The field as a schema: its root has the name of the document's, and its dialect is what is known so far.
    pub fn schema(&self) -> &Schema {
        &self.0
    }

    /// The field as a schema.
    pub fn into_schema(self) -> Schema {
        self.0
    }
}

impl<R: BufRead> SchemaReader<R> {
    /// Begins to read. Nothing is taken from the input before the first field is asked for.
    pub fn new(input: R) -> SchemaReader<R> {
        SchemaReader::with_options(input, &ReadOptions::new())
    }

    /// Begins to read, with options. Limits hold for the whole document.
    pub fn with_options(input: R, options: &ReadOptions) -> SchemaReader<R> {
        SchemaReader {
            input,
            buffer: DecodeBuffer::new(options),
            options: options.clone(),
            stage: Stage::Prolog,
            root: None,
            ids: HashSet::new(),
            fields: 0,
            asks_for_something: false,
            notes: Vec::new(),
            unknown: Vec::new(),
            stray: None,
            boundary: FieldBoundary::default(),
            next_look: LOOK,
        }
    }

    /// The name of the root element, once the first field was asked for.
    pub fn root(&self) -> Option<&str> {
        self.root.as_ref().map(|root| root.tag.name.as_str())
    }

    /// The dialect, as soon as it is certain: of an `itemSchema` document only when its field `icbuCatProp`
    /// was met, or when the end was and there was none.
    pub fn dialect(&self) -> Option<Dialect> {
        if self.options.dialect.is_some() {
            return self.options.dialect;
        }
        let (root, has_field) = (Root::of(self.root()?), |id: &str| self.ids.contains(id));
        match self.stage {
            Stage::Done => Some(root.dialect(has_field)),
            Stage::Prolog | Stage::Content | Stage::Epilog | Stage::Failed => root.dialect_so_far(has_field),
        }
    }

    /// The notes so far on what is outside of the top-level fields, and on the fields' ids. Their spans count
    /// from the beginning of the decoded document.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Unknown content of the root element so far.
    pub fn unknown(&self) -> &[Unknown] {
        &self.unknown
    }

    /// The next field, or nothing at the end of a document without errors.
    fn advance(&mut self) -> Result<Option<StreamedField>> {
        loop {
            match self.stage {
                Stage::Prolog => self.prolog()?,
                Stage::Content => {
                    if let Some(field) = self.content()? {
                        return Ok(Some(field));
                    }
                }
                Stage::Epilog => self.epilog()?,
                Stage::Done | Stage::Failed => return Ok(None),
            }
        }
    }

    /// Up to the root's start tag, this included.
    fn prolog(&mut self) -> Result<()> {
        let source = self.buffer.rest();
        let mut events = Events::new(&source, &self.options);
        events.resumed = self.buffer.decoded > 0;
        let mut context = Context::new(events, &self.options, Document::Schema);
        let mut builder = Builder::default();
        let outcome = builder.root(&mut context);
        let (end, hit_end) = (context.events.pos(), context.events.hit_end);
        let root = match outcome {
            Ok(root) => root,
            Err(error) if self.buffer.ended || !hit_end => return Err(self.buffer.cause(error, hit_end)),
            Err(_) => {
                self.settle(&source, end);
                return self.more();
            }
        };
        self.stage = if context.events.tag().empty { Stage::Epilog } else { Stage::Content };
        self.root = Some(OpenRoot {
            full_name: context.events.full_name().to_owned(),
            tag: RootTag { span: root.span.moved_by(self.buffer.decoded), ..root },
            fields: None,
        });
        self.unknown = builder.root_unknown;
        let notes = context.into_notes();
        self.keep_notes(notes, &source, end);
        self.buffer.pass(&source, end);
        Ok(())
    }

    /// Up to the end of the next field, if there is one in the text at hand.
    fn content(&mut self) -> Result<Option<StreamedField>> {
        match self.scan() {
            Scanned::Field { start, end } => {
                self.outside(start)?;
                return self.field(end).map(Some);
            }
            Scanned::RootEnd { end } => {
                self.outside(end)?;
                self.stage = Stage::Epilog;
            }
            Scanned::Unfinished { settled, broken } => {
                self.outside(settled)?;
                let unfinished = self.buffer.text.len() - self.buffer.done;
                if broken || self.buffer.ended || unfinished >= self.next_look {
                    self.look_for_errors()?;
                    self.next_look = 2 * unfinished;
                }
                self.more()?;
            }
        }
        Ok(None)
    }

    /// What follows the root.
    fn epilog(&mut self) -> Result<()> {
        let source = self.buffer.rest();
        let mut events = Events::behind(&source, &self.options);
        let outcome = events.next();
        match outcome {
            Err(error) if self.buffer.ended || !events.hit_end => {
                Err(self.buffer.cause(error, events.hit_end))
            }
            Ok(_) if self.buffer.ended => {
                if let Some(failure) = self.buffer.take_failure() {
                    return Err(failure);
                }
                self.keep_notes(Vec::new(), &source, u32::MAX);
                self.end()
            }
            _ => {
                self.settle(&source, events.pos());
                self.more()
            }
        }
    }

    /// Is done with so much of a part outside of the root, which are comments, but for white space at the end
    /// of what is there: that may go on.
    fn settle(&mut self, part: &Source, length: u32) {
        if (length as usize) < part.text.len() || part.text.ends_with('>') {
            self.keep_notes(Vec::new(), part, length);
            self.buffer.pass(part, length);
        }
    }

    /// Reads on. Behind the last complete event is the beginning of another: of a long one at least as much
    /// again, so that looking for its end over and over takes linear time.
    fn more(&mut self) -> Result<()> {
        /// What is shorter need not wait.
        const LONG: usize = 256;
        if self.buffer.ended {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        self.buffer.forget();
        let length = self.buffer.text.len();
        let begun = length - self.boundary.passed().min(length);
        let wanted = length + if begun < LONG { 1 } else { begun };
        while self.buffer.text.len() < wanted && !self.buffer.ended {
            match self.input.fill_buf() {
                Ok([]) => self.buffer.finish(),
                Ok(piece) => {
                    let length = piece.len().min(PIECE);
                    self.buffer.push(&piece[..length]);
                    self.input.consume(length);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        self.stage = Stage::Done;
        if let Some(root) = &self.root {
            root.tag.explain(Ok(()), self.fields)?;
            self.notes.extend(root.tag.notes(self.ids.is_empty(), self.asks_for_something));
        }
        self.notes.sort_by_key(|note| note.position.offset);
        normalize_unknown(&mut self.unknown);
        Ok(())
    }

    /// Keeps the notes on a part, and on the characters that were dropped in so much of it.
    fn keep_notes(&mut self, notes: Vec<Note>, part: &Source, length: u32) {
        let drops = part.drops().take_while(|&(at, ..)| at < length).map(|(at, count, position)| Note {
            code: NoteCode::DroppedCharacters,
            detail: count.to_string(),
            span: Span::new(at, at),
            position,
        });
        let before = self.buffer.decoded;
        let moved = |note: Note| Note { span: note.span.moved_by(before), ..note };
        self.notes.extend(notes.into_iter().chain(drops).map(moved));
    }
}

impl<R: BufRead> Iterator for SchemaReader<R> {
    type Item = Result<StreamedField>;

    fn next(&mut self) -> Option<Result<StreamedField>> {
        let outcome = self.advance();
        if outcome.is_err() {
            self.stage = Stage::Failed;
        }
        outcome.transpose()
    }
}

impl<R: BufRead> std::iter::FusedIterator for SchemaReader<R> {}

impl<R> fmt::Debug for SchemaReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let root = self.root.as_ref().map(|root| &root.tag.name);
        f.debug_struct("SchemaReader")
            .field("root", &root)
            .field("fields", &self.fields)
            .field("stage", &self.stage)
            .finish_non_exhaustive()
    }
}
