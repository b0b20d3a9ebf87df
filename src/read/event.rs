//! Text to events: tags with their attributes, and text. The only door to quick-xml's reader.
//!
//! # Advice to whoever edits this
//!
//! A category schema is 90 % tags like `<option displayName="…" value="…"/>`. quick-xml finds such a tag's
//! end and checks its UTF-8 in a first pass and leaves the attributes to a second; that alone takes most of
//! the time that we allow ourselves. So tags and plain text are scanned here, in one pass over a text that
//! is known to be UTF-8, and quick-xml reads what is rare and intricate: comments, CDATA sections,
//! processing instructions, declarations. `tests/oracle.rs` compares the outcome with roxmltree.
//!
//! What holds on the way out: names are names, attributes stand once, references are resolved when asked
//! for, every element is closed by its own name, there is one root and nothing but white space around it,
//! and no limit was passed.

use std::borrow::Cow;
use std::collections::HashSet;

use quick_xml::events::Event as Markup;

use crate::error::{Error, ErrorKind, Limit, Malformed, Result};
use crate::read::encoding::is_illegal;
use crate::span::{Source, Span, small};
use crate::{Position, ReadOptions};

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

/// What stands before the two values of a usual tag, see [`Events::usual_tag`].
pub(crate) struct UsualTag {
    pub(crate) before_first: &'static str,
    pub(crate) before_second: &'static str,
}

const USUAL_END: &[u8] = b"\"/>";

/// With so many attributes, a table finds duplicates sooner than a comparison of each with each.
const MANY_ATTRIBUTES: usize = 32;

/// The length of a value that ends with a double quote and means what stands there.
///
/// Eight bytes at a time: values are too short for the vector search of memchr to pay.
#[inline]
fn usual_value(bytes: &[u8], longest: usize) -> Option<usize> {
    let mut length = 0;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        let stops = stops_in(u64::from_le_bytes(*word));
        if stops != 0 {
            length += stops.trailing_zeros() as usize / 8;
            return (bytes[length] == b'"' && length <= longest).then_some(length);
        }
        length += 8;
    }
    length += rest.iter().position(|&byte| USUAL_STOPS[byte as usize])?;
    (bytes[length] == b'"' && length <= longest).then_some(length)
}

/// Marks the high bit of each byte of a word that is `"`, `&`, `<` or below a space, up to the first such
/// byte at least; borrows make the marks behind it unreliable.
#[inline]
const fn stops_in(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const fn zero(word: u64) -> u64 {
        word.wrapping_sub(ONES) & !word
    }
    let quote = zero(word ^ (ONES * b'"' as u64));
    let reference = zero(word ^ (ONES * b'&' as u64));
    let tag = zero(word ^ (ONES * b'<' as u64));
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (quote | reference | tag | control) & HIGH
}

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
    /// The last error was that the text ended: with more text there might be none.
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
            hit_end: false,
        }
    }

    /// Goes on within the root of a document whose earlier text is not at hand.
    pub(crate) fn within(source: &'t Source, options: &'t ReadOptions, root: &'t str) -> Events<'t> {
        let mut events = Events::new(source, options);
        events.open.push(root);
        events.root_seen = true;
        events
    }

    /// The name of the tag, without a prefix: as in the platform's SDK, namespaces do not matter.
    pub(crate) fn name(&self) -> &'t str {
        local(self.slice(self.tag.name))
    }

    /// The name of the tag as written.
    pub(crate) fn full_name(&self) -> &'t str {
        self.slice(self.tag.name)
    }

    pub(crate) fn tag(&self) -> Tag {
        self.tag
    }

    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    pub(crate) fn pos(&self) -> u32 {
        small(self.pos)
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
        self.decode(raw, attribute.value.start as usize, true).map(Cow::Owned)
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
        self.decode(raw, text.span.start as usize, false).map(Cow::Owned)
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
        Error::new(kind, Some(self.source.position(small(at))))
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
        let rest = &self.text.as_bytes()[self.pos..];
        let length = memchr::memchr(b'<', rest).unwrap_or(rest.len());
        let start = self.pos;
        let raw = &self.text[start..start + length];
        if length > self.options.max_text {
            return Err(self.limit(Limit::Text, self.options.max_text, start));
        }
        if self.open.is_empty() {
            let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r') || is_illegal(c);
            if let Some(at) = raw.find(|c| !is_space(c)) {
                return Err(self.error(Malformed::TextOutsideRoot, start + at));
            }
            self.pos += length;
            return Ok(None);
        }
        let mut plain = true;
        if memchr::memchr3(b'&', b'\r', b']', raw.as_bytes()).is_some() {
            if let Some(at) = raw.find("]]>") {
                return Err(self.error(Malformed::CdataEndInText, start + at));
            }
            plain = !raw.contains(['&', '\r']);
            self.check_references(raw, start)?;
        }
        self.pos += length;
        Ok(Some(Text { span: Span::new(small(start), small(self.pos)), cdata: false, plain }))
    }

    /// What begins with `<!` or `<?`: a CDATA section is text, comments and instructions are passed over.
    fn markup(&mut self) -> Result<Option<Text>> {
        let start = self.pos;
        let rest = &self.text[start..];
        if rest.get(..9).is_some_and(|head| head.eq_ignore_ascii_case("<!DOCTYPE")) {
            return Err(self.error(Malformed::Doctype, start));
        }
        let mut reader = quick_xml::Reader::from_str(rest);
        reader.config_mut().check_comments = true;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err(self.markup_error(&error, rest)),
        };
        let length = usize::try_from(reader.buffer_position()).unwrap_or(rest.len());
        self.pos += length;
        match event {
            Markup::CData(content) => {
                if self.open.is_empty() {
                    return Err(self.error(Malformed::TextOutsideRoot, start));
                }
                if content.len() > self.options.max_text {
                    return Err(self.limit(Limit::Text, self.options.max_text, start));
                }
                let begin = start + "<![CDATA[".len();
                let span = Span::new(small(begin), small(begin + content.len()));
                Ok(Some(Text { span, cdata: true, plain: !self.slice(span).contains('\r') }))
            }
            Markup::Decl(_) if start > 0 => Err(self.error(Malformed::MisplacedDeclaration, start)),
            _ => Ok(None),
        }
    }

    fn markup_error(&mut self, error: &quick_xml::Error, rest: &str) -> Error {
        let start = self.pos;
        let what = match rest.as_bytes() {
            [b'<', b'?', ..] => "processing instruction",
            [b'<', b'!', b'[', ..] => "CDATA section",
            _ => "comment",
        };
        match error {
            quick_xml::Error::IllFormed(_) => self.error(Malformed::DoubleHyphen, start),
            // "<!" followed by what cannot become a comment or a CDATA section, however the text goes on.
            _ if !["<!--", "<![CDATA[", "<!DOCTYPE", "<?"]
                .iter()
                .any(|known| rest.starts_with(known) || known.starts_with(rest)) =>
            {
                self.error(Malformed::BadMarkup, start)
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
        loop {
            let Some(stop) = bytes[at..].iter().position(|&byte| STOPS[byte as usize]) else {
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
        if at - value_start > self.options.max_text {
            return Err(self.limit(Limit::Text, self.options.max_text, value_start));
        }
        if !plain {
            self.check_references(&self.text[value_start..at], value_start)?;
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

    /// Resolves references and normalises white space: line ends in text, every white space in an attribute.
    fn decode(&self, raw: &str, start: usize, attribute: bool) -> Result<String> {
        let mut decoded = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find(['&', '\r', '\t', '\n']) {
            decoded.push_str(&rest[..at]);
            let offset = start + raw.len() - rest.len() + at;
            rest = &rest[at..];
            let used = match rest.as_bytes() {
                [b'&', ..] => {
                    let (character, length) = self.reference(rest, offset)?;
                    decoded.push(character);
                    length
                }
                [b'\r', b'\n', ..] => {
                    decoded.push(if attribute { ' ' } else { '\n' });
                    2
                }
                [other, ..] => {
                    decoded.push(match other {
                        _ if attribute => ' ',
                        b'\r' => '\n',
                        other => char::from(*other),
                    });
                    1
                }
                [] => 0,
            };
            rest = &rest[used..];
        }
        decoded.push_str(rest);
        Ok(decoded)
    }

    /// Every reference must mean something, also where nobody asks for the text.
    fn check_references(&mut self, raw: &str, start: usize) -> Result<()> {
        for at in memchr::memchr_iter(b'&', raw.as_bytes()) {
            if let Err(error) = self.reference(&raw[at..], start + at) {
                let head = reference_head(&self.text[start + at..]);
                self.hit_end = !head.ends_with(';') && start + at + head.len() == self.text.len();
                return Err(error);
            }
        }
        Ok(())
    }

    /// The character that a reference stands for, and the length of the reference.
    fn reference(&self, rest: &str, offset: usize) -> Result<(char, usize)> {
        let head = reference_head(rest);
        let Some(end) = head.find(';') else {
            return Err(self.error(Malformed::BadReference(head), offset));
        };
        let body = &head[1..end];
        let character = match body {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => match body.strip_prefix('#') {
                Some(number) => character_reference(number),
                None if name_length(body) == body.len() && !body.is_empty() => {
                    return Err(self.error(Malformed::UnknownEntity(body.to_owned()), offset));
                }
                None => None,
            },
        };
        match character {
            Some(character) => Ok((character, end + 1)),
            None => Err(self.error(Malformed::BadReference(head[..=end].to_owned()), offset)),
        }
    }
}

/// What may be a reference: the longest that can mean anything is short.
fn reference_head(rest: &str) -> String {
    let end = |c: char| c.is_whitespace() || matches!(c, '<' | '"' | '\'');
    let mut head = String::from("&");
    for c in rest.chars().skip(1).take(40).take_while(|&c| !end(c) && c != '&') {
        head.push(c);
        if c == ';' {
            break;
        }
    }
    head
}

/// `#` is cut off already. Signs and characters that XML forbids are no references.
fn character_reference(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).ok()?;
    char::from_u32(code).filter(|&c| !is_illegal(c))
}

fn fold_line_ends(raw: &str) -> String {
    raw.replace("\r\n", "\n").replace('\r', "\n")
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    match memchr::memchr(b':', name.as_bytes()) {
        Some(colon) => &name[colon + 1..],
        None => name,
    }
}

const XML_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Bytes at which the scan of an attribute's value halts.
const STOPS: [bool; 256] = stops(b"\"'&<\t\n\r");

/// The same where the value is in double quotes.
const USUAL_STOPS: [bool; 256] = stops(b"\"&<\t\n\r");

const fn stops(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
}

/// ASCII that may be a part of a name.
const ASCII_NAMES: [bool; 256] = {
    let mut table = [false; 256];
    let mut i = 0;
    while i < 128 {
        let byte = i as u8;
        table[i] = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
        i += 1;
    }
    table
};

/// How much of the beginning of a text is a name, in the sense of XML 1.0 (fifth edition).
pub(crate) fn name_length(text: &str) -> usize {
    let mut characters = text.char_indices();
    match characters.next() {
        Some((_, first)) if is_name_start(first) => {}
        _ => return 0,
    }
    characters.find(|&(_, c)| !is_name_start(c) && !is_name_rest(c)).map_or(text.len(), |(at, _)| at)
}

fn is_name_start(c: char) -> bool {
    matches!(c, ':' | 'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

fn is_name_rest(c: char) -> bool {
    matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}
