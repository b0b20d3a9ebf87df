//! Text to tokens (RFC 8259).

use std::borrow::Cow;
use std::cell::Cell;

use crate::error::{JsonError, JsonExpected};
use crate::json_text::stop::Stop;
use crate::span::{OffsetMap, Span, small};

/// Reads JSON from a text. It is shared: visitors of its tokens may ask for their places.
pub(crate) struct Reader<'t> {
    text: &'t str,
    at: Cell<usize>,
    token: Cell<Span>,
    /// How many more arrays and objects may be opened within the open ones.
    left: Cell<usize>,
    most_nested: usize,
    /// What an escape of half a character is read as; without it, that is an error.
    half: Option<char>,
}

impl<'t> Reader<'t> {
    /// Reads a text with at most so many levels of nested arrays and objects.
    pub(crate) fn new(text: &'t str, most_nested: usize) -> Reader<'t> {
        let at = Cell::new(0);
        Reader { text, at, token: Cell::default(), left: Cell::new(most_nested), most_nested, half: None }
    }

    /// Reads an escape of half a character (`\ud83d` alone) as U+FFFF, which XML forbids: so a schema drops it, and in
    /// an item it is found and never written.
    pub(crate) fn with_half_characters(mut self) -> Reader<'t> {
        self.half = Some('\u{FFFF}');
        self
    }

    /// All that is read.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// The token that was read last: a string with its quotes, a number, a word, a bracket.
    pub(crate) fn token(&self) -> Span {
        self.token.get()
    }

    /// The token that was read last, as written.
    pub(crate) fn token_text(&self) -> &'t str {
        &self.text[self.token.get().range()]
    }

    /// Where the next token starts, once white space was passed over.
    pub(super) fn token_start(&self) -> usize {
        self.at.get()
    }

    /// The value of a string that was read before.
    pub(super) fn unescaped(&self, string: Span) -> String {
        let again = Reader { half: self.half, ..Reader::new(&self.text[string.range()], 0) };
        again.string().map(Cow::into_owned).unwrap_or_default()
    }

    /// Nothing but white space may follow.
    pub(super) fn end(&self) -> Result<(), Stop> {
        match self.next_byte() {
            None => Ok(()),
            Some(_) => Err(self.stop(JsonError::TextAfterEnd)),
        }
    }

    /// Passes over white space; what follows.
    pub(super) fn next_byte(&self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        let mut at = self.at.get();
        while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            at += 1;
        }
        self.at.set(at);
        bytes.get(at).copied()
    }

    /// Passes over the byte that [`next_byte`](Reader::next_byte) gave, which is ASCII.
    pub(super) fn punctuation(&self) {
        self.took(self.at.get() + 1);
    }

    /// Passes over the byte that opens an array or object.
    pub(super) fn open(&self) -> Result<(), Stop> {
        let Some(left) = self.left.get().checked_sub(1) else {
            return Err(self.stop(JsonError::TooDeep(self.most_nested)));
        };
        self.left.set(left);
        self.punctuation();
        Ok(())
    }

    /// Passes over the byte that closes an array or object.
    pub(super) fn close(&self) {
        self.left.set(self.left.get() + 1);
        self.punctuation();
    }

    fn took(&self, end: usize) {
        self.token.set(Span::new(small(self.at.get()), small(end)));
        self.at.set(end);
    }

    /// An error at the current place.
    pub(super) fn stop(&self, error: JsonError) -> Stop {
        Stop::new(error, Some(self.at.get()))
    }

    pub(super) fn unexpected(&self, expected: JsonExpected) -> Stop {
        match self.text[self.at.get()..].chars().next() {
            Some(found) => self.stop(JsonError::Unexpected { found, expected }),
            None => self.stop(JsonError::UnexpectedEnd),
        }
    }

    /// `true`, `false` or `null`.
    pub(super) fn word(&self, word: &'static str) -> Result<(), Stop> {
        let rest = &self.text[self.at.get()..];
        if rest.starts_with(word) {
            self.took(self.at.get() + word.len());
            return Ok(());
        }
        if word.starts_with(rest) {
            return Err(Stop::new(JsonError::UnexpectedEnd, Some(self.text.len())));
        }
        Err(self.unexpected(JsonExpected::Value))
    }

    /// A number, as written.
    pub(super) fn number(&self) -> Result<&'t str, Stop> {
        let rest = &self.text.as_bytes()[self.at.get()..];
        let digits = |from: usize| rest[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut end = usize::from(rest.first() == Some(&b'-'));
        let mut good = match rest.get(end) {
            Some(b'0') => {
                end += 1;
                true
            }
            _ => {
                let whole = digits(end);
                end += whole;
                whole > 0
            }
        };
        if good && rest.get(end) == Some(&b'.') {
            let fraction = digits(end + 1);
            end += 1 + fraction;
            good = fraction > 0;
        }
        if good && matches!(rest.get(end), Some(b'e' | b'E')) {
            end += 1 + usize::from(matches!(rest.get(end + 1), Some(b'+' | b'-')));
            let exponent = digits(end);
            end += exponent;
            good = exponent > 0;
        }
        let text = &self.text[self.at.get()..self.at.get() + end];
        if !good {
            return Err(if end == rest.len() {
                Stop::new(JsonError::UnexpectedEnd, Some(self.text.len()))
            } else {
                self.stop(JsonError::BadNumber(text.to_owned()))
            });
        }
        self.took(self.at.get() + end);
        Ok(text)
    }

    /// A string, unescaped. The current place is its opening quote.
    pub(super) fn string(&self) -> Result<Cow<'t, str>, Stop> {
        let bytes = self.text.as_bytes();
        let start = self.at.get() + 1;
        let mut unescaped: Option<String> = None;
        let mut kept = start;
        let mut at = start;
        loop {
            // Controls are looked for together with the quote: a string is passed over once.
            let Some(found) = bytes[at..].iter().position(|&byte| matches!(byte, b'"' | b'\\' | 0..0x20))
            else {
                return Err(Stop::new(JsonError::UnexpectedEnd, Some(self.text.len())));
            };
            at += found;
            match bytes[at] {
                b'"' => break,
                b'\\' => {
                    let text = unescaped.get_or_insert_default();
                    text.push_str(&self.text[kept..at]);
                    let (c, length) = self.escape(at)?;
                    text.push(c);
                    at += length;
                    kept = at;
                }
                control => {
                    let error = JsonError::ControlCharacter(char::from(control));
                    return Err(Stop::new(error, Some(at)));
                }
            }
        }
        let last = &self.text[kept..at];
        self.took(at + 1);
        Ok(match unescaped {
            None => Cow::Borrowed(last),
            Some(mut text) => {
                text.push_str(last);
                Cow::Owned(text)
            }
        })
    }

    /// Where the characters of a string, unescaped, are in it as written, its quotes included.
    pub(crate) fn offsets(string: &str) -> OffsetMap {
        let reader = Reader::new(string, 0).with_half_characters();
        let (mut map, mut decoded, mut at) = (OffsetMap::default(), 0, 1);
        while let Some(c) = string.get(at..).and_then(|rest| rest.chars().next()).filter(|&c| c != '"') {
            let plain = (c, c.len_utf8());
            let (c, length) = if c == '\\' { reader.escape(at).unwrap_or(plain) } else { plain };
            map.push_kept(decoded, at, c.len_utf8(), length);
            decoded += c.len_utf8();
            at += length;
        }
        // The end of the text is that of the string.
        map.push_kept(decoded, at, 1, 1);
        map
    }

    /// The character of the escape at this place, and the length of the escape.
    fn escape(&self, at: usize) -> Result<(char, usize), Stop> {
        let bytes = self.text.as_bytes();
        let bad = || Stop::new(JsonError::BadEscape, Some(at));
        let simple = match bytes.get(at + 1) {
            Some(&byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let first = self.hex(at + 2).ok_or_else(bad)?;
                if let Some(c) = char::from_u32(first) {
                    return Ok((c, 6));
                }
                let second = (bytes.get(at + 6..at + 8) == Some(b"\\u")).then(|| self.hex(at + 8)).flatten();
                let pair =
                    second.map(|second| [first, second].map(|half| u16::try_from(half).unwrap_or_default()));
                return match pair.and_then(|pair| char::decode_utf16(pair).next()) {
                    Some(Ok(c)) => Ok((c, 12)),
                    _ => self.half.map(|c| (c, 6)).ok_or_else(bad),
                };
            }
            Some(_) => return Err(bad()),
            None => return Err(Stop::new(JsonError::UnexpectedEnd, Some(self.text.len()))),
        };
        Ok((simple, 2))
    }

    /// Four hexadecimal digits.
    fn hex(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 4)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
    }
}
