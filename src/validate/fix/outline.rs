//! The elements of a document with the places of their tags.

use crate::error::Result;
use crate::span::{OffsetMap, Position, Source, Span};
use crate::xml::ReadOptions;
use crate::xml::event::{Event, Events};

/// An element.
pub(super) struct Element<'t> {
    pub(super) name: &'t str,
    /// The start tag; of an empty element all of it.
    pub(super) start: Span,
    /// The end tag; none of an empty element.
    pub(super) end: Option<Span>,
    pub(super) has_attributes: bool,
    /// Whether text that is not white space is directly inside.
    pub(super) has_text: bool,
    parent: Option<usize>,
    children: Vec<usize>,
}

/// All elements, in document order.
pub(super) struct Outline<'t> {
    elements: Vec<Element<'t>>,
}

impl Element<'_> {
    pub(super) fn span(&self) -> Span {
        Span::new(self.start.start, self.end.unwrap_or(self.start).end)
    }
}

impl<'t> Outline<'t> {
    pub(super) fn read(text: &'t str, options: &ReadOptions) -> Result<Outline<'t>> {
        let places = Source::new(text.to_owned(), OffsetMap::default(), Position::START);
        let mut events = Events::new(&places, options);
        let mut elements: Vec<Element<'t>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        loop {
            match events.next()? {
                Event::Start => {
                    let start = events.tag().span;
                    let number = elements.len();
                    if let Some(&parent) = open.last() {
                        elements[parent].children.push(number);
                    }
                    elements.push(Element {
                        name: name(&text[start.range()]),
                        start,
                        end: None,
                        has_attributes: events.attribute_count() > 0,
                        has_text: false,
                        parent: open.last().copied(),
                        children: Vec::new(),
                    });
                    open.push(number);
                }
                Event::Text(piece) => {
                    let is_blank = events.text(piece)?.chars().all(char::is_whitespace);
                    if let Some(&parent) = open.last() {
                        elements[parent].has_text |= !is_blank;
                    }
                }
                Event::End => {
                    let Some(number) = open.pop() else { continue };
                    let end = events.pos();
                    if end > elements[number].start.end {
                        let at = text[..end as usize].rfind("</").unwrap_or(end as usize);
                        elements[number].end = Some(Span::new(crate::span::small(at), end));
                    }
                }
                Event::Eof => return Ok(Outline { elements }),
            }
        }
    }

    pub(super) fn children(&self, element: &Element<'t>) -> Vec<&Element<'t>> {
        element.children.iter().map(|&child| &self.elements[child]).collect()
    }

    /// The element at a span.
    pub(super) fn at(&self, span: Span) -> Option<&Element<'t>> {
        self.elements.iter().find(|element| element.span() == span)
    }

    /// The nearest element of a name around the element at a span.
    pub(super) fn around(&self, span: Span, name: &str) -> Option<&Element<'t>> {
        let mut parent = self.at(span)?.parent;
        loop {
            let element = &self.elements[parent?];
            if element.name == name {
                return Some(element);
            }
            parent = element.parent;
        }
    }
}

/// The name in a start tag.
fn name(tag: &str) -> &str {
    let tag = tag.trim_start_matches('<');
    let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(tag.len());
    &tag[..end]
}
