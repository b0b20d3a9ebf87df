//! Text to events: tags with their attributes, and text. The only door to quick-xml's reader.
//!
//! # Advice to whoever edits this
//!
//! A category schema is 90 % tags like `<option displayName="…" value="…"/>`. quick-xml finds such a tag's
//! end and checks its UTF-8 in a first pass and leaves the attributes to a second; that alone takes most of
//! the time that we allow ourselves. So tags and plain text are scanned here, in one pass over a text that
//! is known to be UTF-8, and quick-xml reads what is rare and intricate: comments, CDATA sections,
//! processing instructions, declarations. `tests/it/read/oracle.rs` compares the outcome with roxmltree.
//!
//! An error must not depend on more text than it says: if [`Events::hit_end`] is not set, the same error would
//! be found whatever followed. `stream.rs` lives on that. So of several errors the first is told, and a text
//! is too long as soon as so much of it is there.
//!
//! What holds on the way out: names are names, attributes stand once, references are resolved when asked
//! for, every element is closed by its own name, there is one root and nothing but white space around it,
//! and no limit was passed.

use std::borrow::Cow;
use std::collections::HashSet;

use quick_xml::events::Event as Markup;

use crate::error::{Error, ErrorKind, Limit, Malformed, Result};
use crate::span::{Position, Source, Span, small};
use crate::xml::ReadOptions;
use crate::xml::encoding::is_illegal;
use crate::xml::fast_tag::{USUAL_END, UsualTag, usual_value};
use crate::xml::name::{ASCII_NAMES, local, name_length};
use crate::xml::reference::{Place, decode, fold_line_ends, head, resolve};

/// What stands next in a document. Comments and processing instructions never do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A start tag, see [`Events::tag`]; an empty element is followed by its `End` all the same.
    Start,
    /// The end of the element that was opened last.
    End,
    /// A piece of the open element's text.
    Text(Text),
    /// The end of the document.
    Eof,
}

/// A piece of text as it stands in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) span: Span,
    cdata: bool,
    /// Whether the text is what stands there, without references and carriage returns.
    plain: bool,
}

/// The start tag that was read last.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tag {
    pub(crate) span: Span,
    name: Span,
    pub(crate) empty: bool,
}

/// With so many attributes, a table finds duplicates sooner than a comparison of each with each.
const MANY_ATTRIBUTES: usize = 32;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute {
    name: Span,
    value: Span,
    plain: bool,
}

pub(crate) struct Events<'t> {
    source: &'t Source,
    text: &'t str,
    options: &'t ReadOptions,
    pos: usize,
    tag: Tag,
    attributes: Vec<Attribute>,
    /// The names of the open elements.
    open: Vec<&'t str>,
    /// Whether [`usual_tag`](Events::usual_tag) may be used here: tests turn it off to compare.
    pub(crate) takes_usual: bool,
    /// The last tag was an empty element whose end is still to be told.
    pending_end: bool,
    root_seen: bool,
    /// The text goes on after one that is not at hand.
    pub(crate) resumed: bool,
    /// Errors are told without their places, which take time to find.
    pub(crate) without_places: bool,
    /// The last error, or the end of the document, was found because the text ended: with more text it might
    /// be another, or none.
    pub(crate) hit_end: bool,
}

impl<'t> Events<'t> {
    pub(crate) fn new(source: &'t Source, options: &'t ReadOptions) -> Events<'t> {
        Events {
            source,
            text: &source.text,
            options,
            pos: 0,
            tag: Tag::default(),
            attributes: Vec::new(),
            open: Vec::new(),
            takes_usual: options.max_attributes >= 2,
            pending_end: false,
            root_seen: false,
            resumed: false,
            without_places: false,
            hit_end: false,
        }
    }

    /// Goes on within the root of a document whose earlier text is not at hand.
    pub(crate) fn within(source: &'t Source, options: &'t ReadOptions, root: &'t str) -> Events<'t> {
        let mut events = Events::behind(source, options);
        events.open.push(root);
        events
    }

    /// Goes on behind the root of a document whose earlier text is not at hand.
    pub(crate) fn behind(source: &'t Source, options: &'t ReadOptions) -> Events<'t> {
        let mut events = Events::new(source, options);
        events.root_seen = true;
        events.resumed = true;
        events
    }

    /// Goes on at a place that lies between two events, within open elements of these names.
    pub(crate) fn go_on_at(&mut self, offset: usize, open: impl Iterator<Item = Span>) {
        let text = self.text;
        self.pos = offset;
        self.open.extend(open.map(|name| &text[name.range()]));
    }

    /// The name of the tag, without a prefix: as in the platform's SDK, namespaces do not matter.
    pub(crate) fn name(&self) -> &'t str {
        local(self.slice(self.tag.name))
    }

    /// The name of the tag as written.
    pub(crate) fn full_name(&self) -> &'t str {
        self.slice(self.tag.name)
    }

    pub(crate) fn name_span(&self) -> Span {
        self.tag.name
    }

    pub(crate) fn tag(&self) -> Tag {
        self.tag
    }

    pub(crate) fn pos(&self) -> u32 {
        small(self.pos)
    }

    pub(crate) fn at_end(&self) -> bool {
        self.pos == self.text.len()
    }

    pub(crate) fn attribute_count(&self) -> usize {
        self.attributes.len()
    }

    pub(crate) fn attribute(&self, index: usize) -> Attribute {
        self.attributes[index]
    }

    pub(crate) fn attribute_name(&self, attribute: Attribute) -> &'t str {
        self.slice(attribute.name)
    }

    /// The value with references resolved and white space as XML wants it.
    pub(crate) fn attribute_value(&self, attribute: Attribute) -> Result<Cow<'t, str>> {
        let raw = self.slice(attribute.value);
        if attribute.plain {
            return Ok(Cow::Borrowed(raw));
        }
        self.decode(raw, attribute.value, Place::Attribute)
    }

    /// The span of the value if it means what is written there.
    pub(crate) fn plain_value(&self, attribute: Attribute) -> Option<Span> {
        attribute.plain.then_some(attribute.value)
    }

    pub(crate) fn attribute_span(&self, attribute: Attribute) -> Span {
        Span::new(attribute.name.start, attribute.value.end + 1)
    }

    /// A piece of text with references resolved and line ends as XML wants them.
    pub(crate) fn text(&self, text: Text) -> Result<Cow<'t, str>> {
        let raw = self.slice(text.span);
        if text.plain {
            return Ok(Cow::Borrowed(raw));
        }
        if text.cdata {
            return Ok(Cow::Owned(fold_line_ends(raw)));
        }
        self.decode(raw, text.span, Place::Content)
    }

    fn decode(&self, raw: &str, span: Span, place: Place) -> Result<Cow<'t, str>> {
        let error = |(at, error)| self.error(error, span.start as usize + at);
        decode(raw, place).map(Cow::Owned).map_err(error)
    }

    pub(crate) fn slice(&self, span: Span) -> &'t str {
        &self.text[span.range()]
    }

    pub(crate) fn source_text(&self) -> &'t str {
        self.text
    }

    pub(crate) fn position(&self, offset: u32) -> Position {
        self.source.position(offset)
    }

    pub(crate) fn error(&self, kind: impl Into<ErrorKind>, at: usize) -> Error {
        let position = (!self.without_places).then(|| self.source.position(small(at)));
        Error::new(kind, position)
    }

    fn error_at_end(&mut self, kind: impl Into<ErrorKind>, at: usize) -> Error {
        self.hit_end = true;
        self.error(kind, at)
    }

    pub(crate) fn limit(&self, limit: Limit, max: usize, at: usize) -> Error {
        self.error(ErrorKind::Limit { limit, max: max as u64 }, at)
    }

    /// Tells what stands next.
    #[inline]
    pub(crate) fn next(&mut self) -> Result<Event> {
        if self.pending_end {
            self.pending_end = false;
            return Ok(Event::End);
        }
        let bytes = self.text.as_bytes();
        loop {
            match (bytes.get(self.pos), bytes.get(self.pos + 1)) {
                (Some(b'<'), Some(b'/')) => return self.end_tag(),
                (Some(b'<'), Some(b'!' | b'?')) => {
                    if let Some(text) = self.markup()? {
                        return Ok(Event::Text(text));
                    }
                }
                (Some(b'<'), _) => return self.start_tag(),
                (Some(_), _) => {
                    if let Some(text) = self.characters()? {
                        return Ok(Event::Text(text));
                    }
                }
                (None, _) => return self.end_of_text(),
            }
        }
    }

    /// Reads the next tag if it has the one form that makes up nearly all of a schema: empty, with these
    /// two attributes in this order, one space before each, in double quotes, and nothing in them to resolve.
    /// Any other tag is left to [`next`](Events::next), which reads the same from this form too.
    #[inline]
    pub(crate) fn usual_tag(&mut self, form: &UsualTag) -> Option<(Span, Span, Span)> {
        if self.pending_end || !self.takes_usual || self.open.len() >= self.options.max_depth {
            return None;
        }
        let bytes = self.text.as_bytes();
        let start = self.pos;
        let first = start + form.before_first.len();
        if bytes.get(start..first)? != form.before_first.as_bytes() {
            return None;
        }
        let first_end = first + usual_value(&bytes[first..], self.options.max_text)?;
        let second = first_end + form.before_second.len();
        if bytes.get(first_end..second)? != form.before_second.as_bytes() {
            return None;
        }
        let second_end = second + usual_value(&bytes[second..], self.options.max_text)?;
        let end = second_end + USUAL_END.len();
        if bytes.get(second_end..end)? != USUAL_END {
            return None;
        }
        self.pos = end;
        Some((
            Span::new(small(start), small(end)),
            Span::new(small(first), small(first_end)),
            Span::new(small(second), small(second_end)),
        ))
    }

    /// Passes over the rest of the element whose start tag or content was just read, its end included.
    pub(crate) fn skip(&mut self) -> Result<()> {
        let depth = self.open_depth();
        while self.open_depth() >= depth {
            self.next()?;
        }
        Ok(())
    }

    /// Open elements, the empty one that is still to be ended included.
    pub(crate) fn open_depth(&self) -> usize {
        self.open.len() + usize::from(self.pending_end)
    }

    fn end_of_text(&mut self) -> Result<Event> {
        if let Some(&open) = self.open.last() {
            return Err(self.error_at_end(Malformed::UnclosedElement(open.to_owned()), self.pos));
        }
        if !self.root_seen {
            return Err(self.error_at_end(Malformed::NoRoot, self.pos));
        }
        self.hit_end = true;
        Ok(Event::Eof)
    }

    /// Text up to the next `<`; `None` for white space outside the root.
    fn characters(&mut self) -> Result<Option<Text>> {
        let start = self.pos;
        let rest = &self.text[start..];
        let raw = &rest[..memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len())];
        let outside = self.open.is_empty();
        let plain = if outside {
            let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r') || is_illegal(c);
            if let Some(at) = raw.find(|c| !is_space(c)).filter(|&at| at < self.options.max_text) {
                return Err(self.error(Malformed::TextOutsideRoot, start + at));
            }
            true
        } else {
            self.check_text(raw, start)?
        };
        if raw.len() > self.options.max_text {
            return Err(self.limit(Limit::Text, self.options.max_text, start));
        }
        self.pos += raw.len();
        let span = Span::new(small(start), small(self.pos));
        Ok((!outside).then_some(Text { span, cdata: false, plain }))
    }

    /// Looks for errors in a text, as far as the limit allows it to go. Whether it means what is written.
    fn check_text(&mut self, raw: &str, start: usize) -> Result<bool> {
        let mut plain = memchr::memchr(b'\r', raw.as_bytes()).is_none();
        for at in memchr::memchr2_iter(b'&', b']', raw.as_bytes()) {
            let rest = &raw[at..];
            if rest.starts_with('&') {
                plain = false;
                if at < self.options.max_text {
                    self.check_reference(rest, start + at, self.options.max_text - at)?;
                }
            } else if rest.starts_with("]]>") && at + 3 <= self.options.max_text {
                return Err(self.error(Malformed::CdataEndInText, start + at));
            }
        }
        Ok(plain)
    }

    /// What begins with `<!` or `<?`: a CDATA section is text, comments and instructions are passed over.
    fn markup(&mut self) -> Result<Option<Text>> {
        let start = self.pos;
        let rest = &self.text[start..];
        if rest.get(..DOCTYPE.len()).is_some_and(|head| head.eq_ignore_ascii_case(DOCTYPE)) {
            return Err(self.error(Malformed::Doctype, start));
        }
        if rest.starts_with(CDATA) && self.open.is_empty() {
            return Err(self.error(Malformed::TextOutsideRoot, start));
        }
        let mut reader = quick_xml::Reader::from_str(rest);
        reader.config_mut().check_comments = true;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err(self.markup_error(&error, rest)),
        };
        let length = usize::try_from(reader.buffer_position()).unwrap_or(rest.len());
        match event {
            Markup::CData(content) => {
                if content.len() > self.options.max_text {
                    return Err(self.limit(Limit::Text, self.options.max_text, start));
                }
                self.pos += length;
                let begin = start + CDATA.len();
                let span = Span::new(small(begin), small(begin + content.len()));
                Ok(Some(Text { span, cdata: true, plain: !self.slice(span).contains('\r') }))
            }
            Markup::Decl(_) if start > 0 || self.resumed => {
                Err(self.error(Malformed::MisplacedDeclaration, start))
            }
            Markup::PI(content) if name_length(&content) == 0 => Err(self.bad_tag(start + 2)),
            _ => {
                self.pos += length;
                Ok(None)
            }
        }
    }

    fn markup_error(&mut self, error: &quick_xml::Error, rest: &str) -> Error {
        let start = self.pos;
        let what = match rest.as_bytes() {
            [b'<', b'?', ..] => "processing instruction",
            [b'<', b'!', b'[', ..] => "CDATA section",
            _ => "comment",
        };
        let begun = |known: &str| {
            let common = known.len().min(rest.len());
            let (known, rest) = (&known.as_bytes()[..common], &rest.as_bytes()[..common]);
            if known.starts_with(b"<!D") { known.eq_ignore_ascii_case(rest) } else { known == rest }
        };
        match error {
            quick_xml::Error::IllFormed(_) => self.error(Malformed::DoubleHyphen, start),
            // "<!" followed by what cannot become a comment or a CDATA section, however the text goes on.
            _ if !["<!--", CDATA, DOCTYPE, "<?"].into_iter().any(begun) => {
                self.error(Malformed::BadMarkup, start)
            }
            // Of what is there, the last two bytes may belong to the end.
            _ if rest.starts_with(CDATA) && rest.len() > CDATA.len() + self.options.max_text + 2 => {
                self.limit(Limit::Text, self.options.max_text, start)
            }
            _ => self.error_at_end(Malformed::Unclosed(what), start),
        }
    }

    fn end_tag(&mut self) -> Result<Event> {
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
            return Err(self.error_at_end(Malformed::Unclosed("tag"), start));
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

    fn start_tag(&mut self) -> Result<Event> {
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
    fn scan_attribute(&mut self, tag: usize, start: usize) -> Result<usize> {
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
                Some(_) => return Err(self.bad_tag(at)),
                None => return Err(self.unclosed_tag(tag)),
            }
        }
        at += 1;
        at += bytes[at..].iter().take_while(|&&byte| is_space(byte)).count();
        let quote = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => quote,
            Some(_) => return Err(self.bad_tag(at)),
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

    /// No attribute may stand twice.
    #[inline]
    fn check_attributes(&self) -> Result<()> {
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
    fn check_many_attributes(&self) -> Result<()> {
        let mut seen = HashSet::with_capacity(self.attributes.len());
        match self.attributes.iter().find(|attribute| !seen.insert(self.slice(attribute.name))) {
            Some(attribute) => Err(self.duplicate(attribute)),
            None => Ok(()),
        }
    }

    fn duplicate(&self, attribute: &Attribute) -> Error {
        let error = Malformed::DuplicateAttribute(self.slice(attribute.name).to_owned());
        self.error(error, attribute.name.start as usize)
    }

    /// The length of the name that stands here.
    #[inline]
    fn scan_name(&mut self, start: usize) -> Result<usize> {
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
    fn scan_odd_name(&mut self, start: usize) -> Result<usize> {
        let rest = &self.text[start..];
        if rest.is_empty() {
            return Err(self.unclosed_tag(start));
        }
        let length = name_length(rest);
        let follows = rest[length..].chars().next();
        if length == 0 || follows.is_some_and(|c| !c.is_ascii()) {
            return Err(self.bad_tag(start + length));
        }
        Ok(length)
    }

    fn bad_tag(&self, at: usize) -> Error {
        let found = self.text[at..].chars().next().map(String::from).unwrap_or_default();
        self.error(Malformed::BadTag(found), at)
    }

    fn unclosed_tag(&mut self, start: usize) -> Error {
        let start = if self.text.as_bytes().get(start) == Some(&b'<') { start } else { start - 1 };
        self.error_at_end(Malformed::Unclosed("tag"), start)
    }

    /// A reference must mean something, also where nobody asks for the text; but one that is longer than this
    /// is somebody else's error.
    #[inline]
    fn check_reference(&mut self, rest: &str, offset: usize, longest: usize) -> Result<()> {
        match resolve(rest) {
            Ok(_) => Ok(()),
            Err(_) if head(rest).len() > longest => Ok(()),
            Err(error) => {
                let head = head(rest);
                self.hit_end = !head.ends_with(';') && offset + head.len() == self.text.len();
                Err(self.error(error, offset))
            }
        }
    }
}

const CDATA: &str = "<![CDATA[";
const DOCTYPE: &str = "<!DOCTYPE";

const XML_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Bytes at which the scan of an attribute's value halts.
const STOPS: [bool; 256] = stops(b"\"'&<\t\n\r");

pub(crate) const fn stops(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
}
