//! Where the next top-level field ends, in a text that is still growing.

use crate::read::schema::{FAST_OPTION, Inside};
use crate::span::{Span, small};
use crate::vocab::element;
use crate::xml::event::{Event, Events};

/// What comes next in the root.
pub(crate) enum Scanned {
    /// A field.
    Field { start: usize, end: usize },
    /// The root's end tag.
    RootEnd { end: usize },
    /// Something that is not there as a whole or, if `broken`, is not well-formed however it continues. There is no field up to `settled`.
    Unfinished { settled: usize, broken: bool },
}

/// How far the first element of the text was scanned that is not complete: the next scan continues from there.
#[derive(Default)]
pub(crate) struct FieldBoundary {
    /// The names of the open elements. Places count from where the element begins.
    open: Vec<Span>,
    passed: usize,
    is_field: bool,
}

impl FieldBoundary {
    /// How much of the element is done with.
    pub(crate) fn passed(&self) -> usize {
        self.passed
    }

    /// Passes over the text that begins at a place, which is that of the unfinished element if there is one.
    pub(crate) fn scan(&mut self, events: &mut Events<'_>, from: usize, mut inside: Inside) -> Scanned {
        let open = self.open.iter().map(|name| name.moved_by(small(from)));
        events.go_on_at(from + self.passed, open);
        let mut start = from;
        loop {
            if !self.open.is_empty() {
                if !self.pass(events, start) {
                    return Scanned::Unfinished { settled: start, broken: !events.hit_end };
                }
                let end = events.pos() as usize;
                self.passed = 0;
                if self.is_field {
                    return Scanned::Field { start, end };
                }
                start = end;
            }
            let before = events.pos() as usize;
            match events.next() {
                Ok(Event::Start) if inside == Inside::Root && events.name() == element::FIELDS => {
                    inside = Inside::Fields;
                }
                Ok(Event::End) if inside == Inside::Fields => inside = Inside::Root,
                Ok(Event::Start) => {
                    start = events.tag().span.start as usize;
                    self.is_field = events.name() == element::FIELD;
                    self.open.push(place_in(events.name_span(), start));
                }
                // It may go on.
                Ok(Event::Text(_)) if events.at_end() => {
                    return Scanned::Unfinished { settled: before, broken: false };
                }
                Ok(Event::Text(_)) => {}
                Ok(Event::End | Event::Eof) => return Scanned::RootEnd { end: events.pos() as usize },
                // Comments before the place of the error are complete.
                Err(_) => {
                    let settled = events.pos() as usize;
                    return Scanned::Unfinished { settled, broken: !events.hit_end };
                }
            }
        }
    }

    /// Passes over the rest of the open element. False if it does not end here.
    fn pass(&mut self, events: &mut Events<'_>, start: usize) -> bool {
        while !self.open.is_empty() {
            while events.fast_tag(&FAST_OPTION).is_some() {}
            let before = events.pos() as usize;
            match events.next() {
                Ok(Event::Start) => self.open.push(place_in(events.name_span(), start)),
                Ok(Event::End) => {
                    self.open.pop();
                }
                Ok(Event::Text(_)) if events.at_end() => {
                    self.passed = before - start;
                    events.hit_end = true;
                    return false;
                }
                Ok(_) => {}
                Err(_) => {
                    self.passed = events.pos() as usize - start;
                    return false;
                }
            }
        }
        true
    }
}

fn place_in(name: Span, start: usize) -> Span {
    Span::new(name.start - small(start), name.end - small(start))
}
