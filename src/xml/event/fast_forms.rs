//! Tags and texts in the forms in which the platform writes nearly all of them, each recognized as a whole. Whatever
//! deviates is left to [`next`](Events::next), which reads the same from these forms too.

use crate::span::{Span, small};
use crate::vocab::element;
use crate::xml::event::{Events, Tag};
use crate::xml::fast_tag::{FAST_TAG_END, FastTag, UsualTag, fast_text, fast_value};

impl Events<'_> {
    #[inline]
    fn takes_fast_forms(&self) -> bool {
        self.takes_fast_tags
            && !self.pending_end
            && !self.open.is_empty()
            && self.open.len() < self.options.max_depth
    }

    /// Reads the next tag if it has the one form that makes up nearly all of a schema: empty, with these
    /// two attributes in this order, one space before each, in double quotes, and nothing in them to resolve.
    /// Any other tag is left to [`next`](Events::next), which reads the same from this form too.
    #[inline]
    pub(crate) fn fast_tag(&mut self, form: &FastTag) -> Option<(Span, Span, Span)> {
        if !self.takes_fast_forms() {
            return None;
        }
        let bytes = self.text.as_bytes();
        let start = self.pos;
        let first = start + form.before_first.len();
        if bytes.get(start..first)? != form.before_first.as_bytes() {
            return None;
        }
        let first_end = first + fast_value(&bytes[first..], self.options.max_text)?;
        let second = first_end + form.before_second.len();
        if bytes.get(first_end..second)? != form.before_second.as_bytes() {
            return None;
        }
        let second_end = second + fast_value(&bytes[second..], self.options.max_text)?;
        let end = second_end + FAST_TAG_END.len();
        if bytes.get(second_end..end)? != FAST_TAG_END {
            return None;
        }
        self.pos = end;
        Some((
            Span::new(small(start), small(end)),
            Span::new(small(first), small(first_end)),
            Span::new(small(second), small(second_end)),
        ))
    }

    /// Reads the next start tag if it has this form, and returns the places of its values. [`tag`](Events::tag) is set
    /// as by [`next`](Events::next); but an empty element has ended then, and there are no
    /// [attributes](Events::attribute).
    #[inline]
    pub(crate) fn usual_tag<const N: usize>(&mut self, form: &UsualTag<N>) -> Option<[Option<Span>; N]> {
        if !self.takes_fast_forms() {
            return None;
        }
        let text = self.text;
        let bytes = text.as_bytes();
        let start = self.pos;
        let name_end = start + form.start.len();
        if bytes.get(start..name_end)? != form.start.as_bytes() {
            return None;
        }
        let mut at = name_end;
        let mut values = [None; N];
        for (value, before) in values.iter_mut().zip(form.before) {
            let begin = at + before.len();
            if bytes.get(at) == Some(&b' ') && bytes.get(at..begin) == Some(before.as_bytes()) {
                let end = begin + fast_value(&bytes[begin..], self.options.max_text)?;
                *value = Some(Span::new(small(begin), small(end)));
                at = end + 1;
            }
        }
        let empty = match bytes.get(at)? {
            b'>' => false,
            b'/' if bytes.get(at + 1) == Some(&b'>') => true,
            _ => return None,
        };
        at += 1 + usize::from(empty);
        self.attributes.clear();
        let name = Span::new(small(start + 1), small(name_end));
        self.tag = Tag { span: Span::new(small(start), small(at)), name, empty };
        if !empty {
            self.open.push(&text[name.range()]);
        }
        self.pos = at;
        Some(values)
    }

    /// Reads the next start tag of a field if it is this one, which was read before; `written` is without its end. As
    /// [`usual_tag`](Events::usual_tag), by one comparison.
    #[inline]
    pub(crate) fn known_field(&mut self, written: &str) -> bool {
        let bytes = self.text.as_bytes();
        let (start, end) = (self.pos, self.pos + written.len());
        // Each of its values is shorter than the tag.
        if !self.takes_fast_forms()
            || written.len() > self.options.max_text
            || bytes.get(start..end) != Some(written.as_bytes())
        {
            return false;
        }
        let (empty, after) = match (bytes.get(end), bytes.get(end + 1)) {
            (Some(b'>'), _) => (false, end + 1),
            (Some(b'/'), Some(b'>')) => (true, end + 2),
            _ => return false,
        };
        let name = Span::new(small(start + 1), small(start + 1 + element::FIELD.len()));
        self.attributes.clear();
        self.tag = Tag { span: Span::new(small(start), small(after)), name, empty };
        if !empty {
            self.open.push(element::FIELD);
        }
        self.pos = after;
        true
    }

    /// Reads the next end tag if it is that of a field and ends the open element.
    #[inline]
    pub(crate) fn usual_field_end(&mut self) -> bool {
        const END: &[u8] = b"</field>";
        let end = self.pos + END.len();
        if !self.takes_fast_forms()
            || self.text.as_bytes().get(self.pos..end) != Some(END)
            || self.open.last() != Some(&element::FIELD)
        {
            return false;
        }
        self.open.pop();
        self.pos = end;
        true
    }

    /// Reads the next element if it has no attributes, and only text that needs no decoding. `start` and `end` are its
    /// tags. Returns the places of the element and of its text.
    #[inline]
    pub(crate) fn usual_element(&mut self, start: &str, end: &str) -> Option<(Span, Span)> {
        if !self.takes_fast_forms() {
            return None;
        }
        let bytes = self.text.as_bytes();
        let begin = self.pos + start.len();
        if bytes.get(self.pos..begin)? != start.as_bytes() {
            return None;
        }
        let text_end = begin + fast_text(&bytes[begin..], self.options.max_text)?;
        let after = text_end + end.len();
        if bytes.get(text_end..after)? != end.as_bytes() {
            return None;
        }
        let whole = Span::new(small(self.pos), small(after));
        self.pos = after;
        Some((whole, Span::new(small(begin), small(text_end))))
    }

    /// Passes over white space before a tag.
    #[inline]
    pub(crate) fn skip_blank(&mut self) {
        let rest = &self.text.as_bytes()[self.pos..];
        if rest.first() == Some(&b'<') || !self.takes_fast_forms() {
            return;
        }
        let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        if rest.get(blank) == Some(&b'<') && blank <= self.options.max_text {
            self.pos += blank;
        }
    }
}
