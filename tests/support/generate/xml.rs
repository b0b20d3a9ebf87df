//! The text of both documents: one `String`, grown in place.

use std::fmt::{Arguments, Write};

pub struct Xml(String);

impl Xml {
    pub fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    pub fn raw(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// Called by `write!`. A `String` takes everything, so there is no result to look at.
    pub fn write_fmt(&mut self, arguments: Arguments<'_>) {
        let _ = self.0.write_fmt(arguments);
    }

    /// ` name="value"`, escaped as the platform does it: no reference where none is needed.
    pub fn attr(&mut self, name: &str, value: &str) {
        write!(self, " {name}=\"");
        self.text(value);
        self.0.push('"');
    }

    pub fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(['&', '<', '>', '"']) {
            let (plain, special) = rest.split_at(at);
            self.0.push_str(plain);
            self.0.push_str(match special.as_bytes()[0] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            });
            rest = &special[1..];
        }
        self.0.push_str(rest);
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes back what was written since the text had this length.
    pub fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    pub fn into_string(self) -> String {
        self.0
    }
}
