//! Tags with their attributes.

use std::collections::HashSet;

use crate::error::{Error, Limit, Malformed, Markup, Result};
use crate::span::{Span, small};
use crate::xml::event::{Attribute, Event, Events, Tag};
use crate::xml::fast_tag::stops;
use crate::xml::name::{ASCII_NAMES, name_length};

/// With so many attributes, a table finds duplicates sooner than a comparison of each with each.
const MANY_ATTRIBUTES: usize = 32;

impl Events<'_> {
    pub(super) fn end_tag(&mut self) -> Result<Event> {
        let start = self.pos;
        let rest = &self.text[start + 2..];
        // The usual end tag first: the open element's name and nothing else.
        if let Some(&open) = self.open.last()
            && let Some(after) = rest.strip_prefix(open)
            && after.starts_with('>')
        {
            self.pos += open.len() + 3;
            self.open.pop();
            return Ok(Event::End);
        }
        let Some(length) = memchr::memchr2(b'>', b'<', rest.as_bytes()) else {
            return Err(self.error_at_end(Malformed::Unclosed(Markup::Tag), start));
        };
        if rest.as_bytes()[length] == b'<' {
            return Err(self.error(Malformed::BadTag("<".to_owned()), start + 2 + length));
        }
        let name = rest[..length].trim_end_matches(XML_SPACE);
        if name_length(name) != name.len() || name.is_empty() {
            let after = &name[name_length(name)..];
            let at = if name_length(name) > 0 { after.trim_start_matches(XML_SPACE) } else { after };
            return Err(self.bad_tag(start + 2 + name.len() - at.len()));
        }
        match self.open.pop() {
            Some(open) if open == name => {
                self.pos += length + 3;
                Ok(Event::End)
            }
            Some(open) => {
                let error = Malformed::WrongEndTag { open: open.to_owned(), found: name.to_owned() };
                Err(self.error(error, start))
            }
            None => Err(self.error(Malformed::EndTagAlone(name.to_owned()), start)),
        }
    }

    pub(super) fn start_tag(&mut self) -> Result<Event> {
        let bytes = self.text.as_bytes();
        let start = self.pos;
        let name_end = start + 1 + self.scan_name(start + 1)?;
        self.attributes.clear();
        let mut at = name_end;
        let empty = loop {
            let space = bytes[at..].iter().take_while(|&&byte| is_space(byte)).count();
            at += space;
            match bytes.get(at) {
                Some(b'>') => {
                    at += 1;
                    break false;
                }
                Some(b'/') => match bytes.get(at + 1) {
                    Some(b'>') => {
                        at += 2;
                        break true;
                    }
                    Some(_) => return Err(self.bad_tag(at)),
                    None => return Err(self.unclosed_tag(start)),
                },
                Some(_) if space == 0 => return Err(self.bad_tag(at)),
                Some(_) => at = self.scan_attribute(start, at)?,
                None => return Err(self.unclosed_tag(start)),
            }
        };
        let name = &self.text[start + 1..name_end];
        if self.open.is_empty() && std::mem::replace(&mut self.root_seen, true) {
            return Err(self.error(Malformed::SecondRoot(name.to_owned()), start));
        }
        if self.open.len() >= self.options.max_depth {
            return Err(self.limit(Limit::Depth, self.options.max_depth, start));
        }
        self.check_attributes()?;
        self.tag = Tag {
            span: Span::new(small(start), small(at)),
            name: Span::new(small(start + 1), small(name_end)),
            empty,
        };
        self.pos = at;
        if empty {
            self.pending_end = true;
        } else {
            self.open.push(name);
        }
        Ok(Event::Start)
    }

    /// Reads one attribute and returns where it ends.
    #[inline]
    pub(super) fn scan_attribute(&mut self, tag: usize, start: usize) -> Result<usize> {
        let bytes = self.text.as_bytes();
        if self.attributes.len() == self.options.max_attributes {
            return Err(self.limit(Limit::Attributes, self.options.max_attributes, start));
        }
        let name_end = start + self.scan_name(start)?;
        let mut at = name_end;
        if bytes.get(at) != Some(&b'=') {
            at += bytes[at..].iter().take_while(|&&byte| is_space(byte)).count();
            match bytes.get(at) {
                Some(b'=') => {}
                Some(_) => {
                    let name = self.text[start..name_end].to_owned();
                    return Err(self.error(Malformed::AttributeWithoutValue(name), at));
                }
                None => return Err(self.unclosed_tag(tag)),
            }
        }
        at += 1;
        at += bytes[at..].iter().take_while(|&&byte| is_space(byte)).count();
        let quote = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => quote,
            Some(_) => {
                let name = self.text[start..name_end].to_owned();
                return Err(self.error(Malformed::UnquotedValue(name), at));
            }
            None => return Err(self.unclosed_tag(tag)),
        };
        at += 1;
        let value_start = at;
        let mut plain = true;
        let limit = value_start.saturating_add(self.options.max_text);
        let within_limit = &bytes[..bytes.len().min(limit.saturating_add(1))];
        loop {
            let Some(stop) = within_limit[at..].iter().position(|&byte| STOPS[byte as usize]) else {
                if bytes.len() > limit {
                    return Err(self.limit(Limit::Text, self.options.max_text, value_start));
                }
                return Err(self.unclosed_tag(tag));
            };
            at += stop;
            match bytes[at] {
                b'<' => return Err(self.error(Malformed::LessThanInAttribute, at)),
                byte if byte == quote => break,
                b'"' | b'\'' => {}
                _ => plain = false,
            }
            at += 1;
        }
        if !plain {
            let raw = &self.text[value_start..at];
            for reference in memchr::memchr_iter(b'&', raw.as_bytes()) {
                self.check_reference(&raw[reference..], value_start + reference, usize::MAX)?;
            }
        }
        self.attributes.push(Attribute {
            name: Span::new(small(start), small(name_end)),
            value: Span::new(small(value_start), small(at)),
            plain,
        });
        Ok(at + 1)
    }

    /// Attributes are unique.
    #[inline]
    pub(super) fn check_attributes(&self) -> Result<()> {
        if self.attributes.len() > MANY_ATTRIBUTES {
            return self.check_many_attributes();
        }
        for (i, attribute) in self.attributes.iter().enumerate() {
            let name = self.slice(attribute.name);
            if self.attributes[..i].iter().any(|earlier| self.slice(earlier.name) == name) {
                return Err(self.duplicate(attribute));
            }
        }
        Ok(())
    }

    #[cold]
    pub(super) fn check_many_attributes(&self) -> Result<()> {
        let mut seen = HashSet::with_capacity(self.attributes.len());
        match self.attributes.iter().find(|attribute| !seen.insert(self.slice(attribute.name))) {
            Some(attribute) => Err(self.duplicate(attribute)),
            None => Ok(()),
        }
    }

    pub(super) fn duplicate(&self, attribute: &Attribute) -> Error {
        let error = Malformed::DuplicateAttribute(self.slice(attribute.name).to_owned());
        self.error(error, attribute.name.start as usize)
    }

    /// The length of the name at this place.
    #[inline]
    pub(super) fn scan_name(&mut self, start: usize) -> Result<usize> {
        let bytes = &self.text.as_bytes()[start..];
        let length = bytes.iter().position(|&byte| !ASCII_NAMES[byte as usize]).unwrap_or(bytes.len());
        let first = bytes.first().copied().unwrap_or_default();
        let ends = bytes.get(length).is_none_or(u8::is_ascii);
        if ends && (first.is_ascii_alphabetic() || first == b'_') {
            return Ok(length);
        }
        self.scan_odd_name(start)
    }

    /// A name that begins unusually or holds characters beyond ASCII.
    #[cold]
    pub(super) fn scan_odd_name(&mut self, start: usize) -> Result<usize> {
        let rest = &self.text[start..];
        if rest.is_empty() {
            return Err(self.unclosed_tag(start));
        }
        let length = name_length(rest);
        let follows = rest[length..].chars().next();
        if length == 0 && self.text[..start].ends_with('<') {
            let found = follows.map(String::from).unwrap_or_default();
            return Err(self.error(Malformed::BareLessThan(found), start));
        }
        if length == 0 || follows.is_some_and(|c| !c.is_ascii()) {
            return Err(self.bad_tag(start + length));
        }
        Ok(length)
    }

    pub(super) fn bad_tag(&self, at: usize) -> Error {
        let found = self.text[at..].chars().next().map(String::from).unwrap_or_default();
        self.error(Malformed::BadTag(found), at)
    }

    pub(super) fn unclosed_tag(&mut self, start: usize) -> Error {
        let start = if self.text.as_bytes().get(start) == Some(&b'<') { start } else { start - 1 };
        self.error_at_end(Malformed::Unclosed(Markup::Tag), start)
    }
}

const XML_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Bytes at which the scan of an attribute's value halts.
const STOPS: [bool; 256] = stops(b"\"'&<\t\n\r");
