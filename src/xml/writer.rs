//! Tags, text and escapes.

use std::ops::Range;

use crate::error::{Error, ErrorKind, Result};
use crate::xml::WriteOptions;
use crate::xml::encoding::is_illegal;
use crate::xml::name::name_length;
use crate::xml::reference::first_irregular;

/// Writes XML into a string, and knows where in the tree it is, for errors.
pub(crate) struct XmlWriter<'o> {
    out: String,
    options: &'o WriteOptions,
    depth: usize,
    /// The length of what was written when an element was opened last.
    opened: usize,
    /// The JSON Pointer of what is being written.
    pub(crate) path: String,
}

impl<'o> XmlWriter<'o> {
    pub(crate) fn new(options: &'o WriteOptions, capacity: usize) -> XmlWriter<'o> {
        let mut out = String::with_capacity(capacity);
        if options.declaration {
            out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
            if options.pretty {
                out.push('\n');
            }
        }
        XmlWriter { out, options, depth: 0, opened: 0, path: String::new() }
    }

    pub(crate) fn finish(mut self) -> String {
        if self.options.pretty {
            self.out.push('\n');
        }
        self.out
    }

    fn line(&mut self) {
        if self.options.pretty && !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        if self.options.pretty {
            for _ in 0..self.depth {
                self.out.push_str("  ");
            }
        }
    }

    /// `<name`: attributes follow, then [`open`](Self::open) or [`empty`](Self::empty).
    pub(crate) fn start(&mut self, name: &str) {
        self.line();
        self.out.push('<');
        self.out.push_str(name);
    }

    /// How long it is what was written.
    pub(crate) fn length(&self) -> usize {
        self.out.len()
    }

    /// The start tag of a field once more that was written before, from its name on.
    pub(crate) fn start_again(&mut self, name: &str, rest: Range<usize>) {
        self.start(name);
        self.out.extend_from_within(rest);
    }

    /// The end of a start tag whose element may have children.
    pub(crate) fn open(&mut self) {
        self.out.push('>');
        self.depth += 1;
        self.opened = self.out.len();
    }

    /// The end of a tag without content.
    pub(crate) fn empty(&mut self) {
        self.out.push_str("/>");
    }

    /// The end of an element that was opened. One that got no children is written like any other without, so
    /// that there is one spelling.
    pub(crate) fn end(&mut self, name: &str) {
        self.depth -= 1;
        if self.out.len() == self.opened {
            self.out.pop();
            self.empty();
            return;
        }
        self.line();
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// The rest of an element that holds text alone.
    pub(crate) fn text_to_end(&mut self, text: &str, name: &str) -> Result<()> {
        self.out.push('>');
        self.escaped(text, &TEXT)?;
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        Ok(())
    }

    /// The rest of an element whose content is well-formed XML already.
    pub(crate) fn markup_to_end(&mut self, content: &str, name: &str) -> Result<()> {
        if let Some(irregular) = first_irregular(content) {
            let kind = ErrorKind::Unwritable { path: self.path.clone(), character: irregular.character() };
            return Err(Error::new(kind, None));
        }
        self.out.push('>');
        self.out.push_str(content);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        Ok(())
    }

    /// Text on a line of its own, between elements.
    pub(crate) fn text_line(&mut self, text: &str) -> Result<()> {
        self.line();
        self.escaped(text, &TEXT)
    }

    /// Text as it is, where no line break may be added.
    pub(crate) fn text(&mut self, text: &str) -> Result<()> {
        self.escaped(text, &TEXT)
    }

    /// Markup that needs no escapes.
    pub(crate) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    pub(crate) fn attribute(&mut self, name: &str, value: &str) -> Result<()> {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.escaped(value, &ATTRIBUTE)?;
        self.out.push('"');
        Ok(())
    }

    pub(crate) fn optional(&mut self, name: &str, value: Option<&str>) -> Result<()> {
        value.map_or(Ok(()), |value| self.attribute(name, value))
    }

    /// An attribute whose name comes from outside and may be none.
    pub(crate) fn foreign(&mut self, name: &str, value: &str) -> Result<()> {
        if name.is_empty() || name_length(name) != name.len() {
            let kind = ErrorKind::BadName { path: self.path.clone(), name: name.to_owned() };
            return Err(Error::new(kind, None));
        }
        self.attribute(name, value)
    }

    /// A text as it is written between tags.
    pub(crate) fn escape(text: &str) -> String {
        let mut escaped = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '\r' => escaped.push_str("&#13;"),
                other => escaped.push(other),
            }
        }
        escaped
    }

    fn escaped(&mut self, text: &str, specials: &[bool; 256]) -> Result<()> {
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| specials[byte as usize]) {
            self.out.push_str(&rest[..at]);
            let Some(character) = rest[at..].chars().next() else { break };
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\t' => self.out.push_str("&#9;"),
                '\n' => self.out.push_str("&#10;"),
                '\r' => self.out.push_str("&#13;"),
                illegal if is_illegal(illegal) => {
                    let kind = ErrorKind::Unwritable { path: self.path.clone(), character };
                    return Err(Error::new(kind, None));
                }
                other => self.out.push(other),
            }
            rest = &rest[at + character.len_utf8()..];
        }
        self.out.push_str(rest);
        Ok(())
    }
}

/// Bytes to look at in text: all that need an escape or may begin a character that XML forbids.
static TEXT: [bool; 256] = specials(b"&<>\r");
/// The same in attributes, where readers turn white space into spaces.
static ATTRIBUTE: [bool; 256] = specials(b"&<>\"\r\n\t");

const fn specials(escapes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut i = 0;
    while i < 0x20 {
        table[i] = !matches!(i as u8, b'\t' | b'\n' | b'\r');
        i += 1;
    }
    table[0xEF] = true; // U+FFFE and U+FFFF begin so in UTF-8
    i = 0;
    while i < escapes.len() {
        table[escapes[i] as usize] = true;
        i += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_that_got_no_children_is_empty() {
        let options = WriteOptions::new().with_indent();
        let mut xml = XmlWriter::new(&options, 0);
        xml.start("a");
        xml.open();
        xml.start("b");
        xml.open();
        xml.end("b");
        xml.end("a");
        assert_eq!(xml.finish(), "<a>\n  <b/>\n</a>\n");
    }
}
