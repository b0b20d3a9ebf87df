//! A part of the input that is at hand: what is a field in it, and what is around the fields.

use std::io::BufRead;

use super::{LOOK, OpenRoot, SchemaReader, StreamedField};
use crate::code::NoteCode;
use crate::error::Result;
use crate::note::Note;
use crate::read::boundary::Scanned;
use crate::read::context::{Context, Document};
use crate::read::schema::{Builder, Inside, RootTag};
use crate::schema::NOWHERE;
use crate::span::{OffsetMap, Position, Source, Span, small};
use crate::vocab::element;
use crate::xml::ReadOptions;
use crate::xml::event::{Event, Events};

impl<R: BufRead> SchemaReader<R> {
    /// Finds the next field in the text at hand.
    pub(super) fn scan(&mut self) -> Scanned {
        let text = std::mem::take(&mut self.buffer.text);
        let source = Source::new(text, OffsetMap::default(), Position::START);
        let mut events = within(&source, &self.options, &self.root);
        events.without_places = true;
        let scanned = self.boundary.scan(&mut events, self.buffer.done, inside(&self.root));
        self.buffer.text = source.text;
        scanned
    }

    /// Reads what is not a field, up to a place in the text.
    pub(super) fn outside(&mut self, to: usize) -> Result<()> {
        let source = self.buffer.part(to);
        let events = within(&source, &self.options, &self.root);
        let mut context = Context::new(events, &self.options, Document::Schema);
        context.resume_stray(std::mem::take(&mut self.unknown), self.stray.take());
        // The name of the element `fields` that is open, if it is.
        let mut fields = self.root.as_ref().and_then(|root| root.fields.clone());
        loop {
            let place = if fields.is_some() { element::FIELDS } else { element::ROOT };
            match context.events.next() {
                Ok(Event::Start) if fields.is_none() && context.events.name() == element::FIELDS => {
                    context.fields_in_root()?;
                    fields = Some(context.events.full_name().to_owned());
                }
                Ok(Event::Start) => context.unknown_element(place, None)?,
                Ok(Event::Text(text)) => context.stray_text(text, place, None)?,
                Ok(Event::End) if fields.is_some() => fields = None,
                Err(error) if !context.events.hit_end => return Err(error),
                // The root ends, or the part does.
                _ => break,
            }
        }
        self.stray = context.unfinished_stray();
        self.unknown = std::mem::take(&mut context.unknown);
        let notes = context.into_notes();
        let length = small(source.text.len());
        self.keep_notes(notes, &source, length);
        self.buffer.pass(&source, length);
        if let Some(root) = &mut self.root {
            root.fields = fields;
        }
        Ok(())
    }

    /// Reads the field that starts here and ends at a place in the text.
    pub(super) fn field(&mut self, end: usize) -> Result<StreamedField> {
        let source = self.buffer.part(end);
        let events = within(&source, &self.options, &self.root);
        let mut context = Context::new(events, &self.options, Document::Schema);
        context.fields = self.fields;
        let mut builder = Builder::default();
        context.events.next()?;
        let outcome = builder.field(&mut context, NOWHERE, None);
        self.explain(outcome, context.fields)?;
        self.fields = context.fields;
        builder.losses = context.take_losses();
        let notes = context.into_notes();
        let dialect = self.dialect();
        self.next_look = LOOK;
        self.stray = None;
        let name = self.root().unwrap_or_default().to_owned();
        let (before, length) = (self.buffer.decoded, small(source.text.len()));
        self.buffer.pass(&source, length);
        let root = RootTag { name, span: Span::default(), position: Position::START };
        self.asks_for_something |= builder.asks_for_something();
        let field = StreamedField(builder.finish(source, root, notes, dialect));
        let id = field.field().id();
        if !self.ids.insert(id.to_owned()) {
            self.notes.push(Note {
                code: NoteCode::DuplicateField,
                detail: id.to_owned(),
                span: Span::new(0, length).moved_by(before),
                position: field.field().position(),
            });
        }
        Ok(field)
    }

    pub(super) fn explain<T>(&self, outcome: Result<T>, fields: usize) -> Result<T> {
        match &self.root {
            Some(root) => root.tag.explain(outcome, fields),
            None => outcome,
        }
    }

    /// Reads a part that is not complete. At the end of the input its error is the last word.
    pub(super) fn look_for_errors(&mut self) -> Result<()> {
        let source = self.buffer.rest();
        let events = within(&source, &self.options, &self.root);
        let mut context = Context::new(events, &self.options, Document::Schema);
        context.fields = self.fields;
        let outcome = Builder::default().top_level(&mut context, inside(&self.root));
        let outcome = self.explain(outcome, context.fields);
        let hit_end = context.events.hit_end;
        match outcome {
            Err(error) if self.buffer.ended || !hit_end => Err(self.buffer.cause(error, hit_end)),
            _ => Ok(()),
        }
    }
}

/// Continues within the root, or within the element `fields` in it.
fn within<'t>(source: &'t Source, options: &'t ReadOptions, root: &'t Option<OpenRoot>) -> Events<'t> {
    let (name, fields) =
        root.as_ref().map_or(("", None), |root| (root.full_name.as_str(), root.fields.as_deref()));
    Events::within(source, options, std::iter::once(name).chain(fields))
}

fn inside(root: &Option<OpenRoot>) -> Inside {
    match root.as_ref().and_then(|root| root.fields.as_ref()) {
        Some(_) => Inside::Fields,
        None => Inside::Root,
    }
}
