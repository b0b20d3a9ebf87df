//! Text between tags, and the references in it.

use crate::error::{Limit, Malformed, Result};
use crate::span::{Span, small};
use crate::xml::encoding::is_illegal;
use crate::xml::event::{Events, Text};
use crate::xml::reference::{head, read};

impl Events<'_> {
    /// Text up to the next `<`; `None` for white space outside the root.
    pub(super) fn characters(&mut self) -> Result<Option<Text>> {
        let start = self.pos;
        let rest = &self.text[start..];
        let raw = &rest[..memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len())];
        let outside = self.open.is_empty();
        let plain = if outside {
            let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r') || is_illegal(c);
            if let Some(at) = raw.find(|c| !is_space(c)).filter(|&at| at < self.options.max_text) {
                return Err(self.error(self.text_outside_root(), start + at));
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

    /// Which error a text outside the root is.
    pub(super) fn text_outside_root(&self) -> Malformed {
        if self.root_seen { Malformed::TextAfterRoot } else { Malformed::TextBeforeRoot }
    }

    /// Looks for errors in a text, as far as the limit allows it to go. Whether it means what is written.
    pub(super) fn check_text(&mut self, raw: &str, start: usize) -> Result<bool> {
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

    /// A reference must be valid even if its text is never used; one that is longer than the limit is left to the
    /// check of the limit.
    #[inline]
    pub(super) fn check_reference(&mut self, rest: &str, offset: usize, longest: usize) -> Result<()> {
        match read(rest) {
            Ok((Ok(_), _)) => Ok(()),
            Ok((Err(irregular), length)) => {
                let span = Span::new(small(offset), small(offset + length));
                // The second half of a pair was read with the first.
                if self.irregular.last().is_none_or(|(last, _)| last.end <= span.start) {
                    self.irregular.push((span, irregular));
                }
                Ok(())
            }
            Err(_) if head(rest).len() > longest => Ok(()),
            Err(error) => {
                let head = head(rest);
                self.hit_end = !head.ends_with(';') && offset + head.len() == self.text.len();
                Err(self.error(error, offset))
            }
        }
    }
}
