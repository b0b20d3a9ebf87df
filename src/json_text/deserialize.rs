//! Tokens to the types that serde reads.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::error::{JsonError, JsonExpected};
use crate::json_text::reader::Reader;
use crate::json_text::stop::Stop;

impl<'de> Deserializer<'de> for &Reader<'de> {
    type Error = Stop;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.next_byte();
        let start = self.token_start();
        let outcome = self.read().and_then(|token| match token {
            Token::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Token::Text(Cow::Owned(text)) => visitor.visit_string(text),
            Token::Object => {
                let mut items = Items::new(self, b'}', JsonExpected::ObjectEnd);
                visitor.visit_map(&mut items).and_then(|value| items.end().map(|()| value))
            }
            Token::Array => {
                let mut items = Items::new(self, b']', JsonExpected::ArrayEnd);
                visitor.visit_seq(&mut items).and_then(|value| items.end().map(|()| value))
            }
            Token::Bool(value) => visitor.visit_bool(value),
            Token::Null => visitor.visit_unit(),
            Token::Unsigned(number) => visitor.visit_u64(number),
            Token::Negative(number) => visitor.visit_i64(number),
            Token::Float(number) => visitor.visit_f64(number),
        });
        outcome.map_err(|stop| stop.or_at(start))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        if self.next_byte() == Some(b'n') {
            self.word("null")?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// What a value begins with, or all of it. It is read here and not once more for each visitor: there are dozens of them, and each
/// would be compiled with all of the reading in it.
enum Token<'t> {
    Text(Cow<'t, str>),
    Object,
    Array,
    Bool(bool),
    Null,
    Unsigned(u64),
    Negative(i64),
    Float(f64),
}

impl<'de> Reader<'de> {
    /// Reads a text, number or word, or opens an array or object.
    fn read(&self) -> Result<Token<'de>, Stop> {
        match self.next_byte() {
            Some(b'"') => self.string().map(Token::Text),
            Some(b'{') => self.open().map(|()| Token::Object),
            Some(b'[') => self.open().map(|()| Token::Array),
            Some(b't') => self.word("true").map(|()| Token::Bool(true)),
            Some(b'f') => self.word("false").map(|()| Token::Bool(false)),
            Some(b'n') => self.word("null").map(|()| Token::Null),
            Some(b'-' | b'0'..=b'9') => self.number().and_then(number),
            _ => Err(self.unexpected(JsonExpected::Value)),
        }
    }
}

/// Whole numbers of 64 bits as such, all others as floats: a visitor that wants the digits asks the reader.
fn number<'t>(text: &str) -> Result<Token<'t>, Stop> {
    if let Ok(whole) = text.parse() {
        return Ok(Token::Unsigned(whole));
    }
    // Minus zero is not an integer.
    if let Ok(whole @ ..0) = text.parse() {
        return Ok(Token::Negative(whole));
    }
    // One that is too large is infinite: a visitor that keeps the digits takes them from the reader.
    text.parse().map(Token::Float).map_err(|_| Stop::new(JsonError::BadNumber(text.to_owned()), None))
}

/// The items of an open array or the entries of an open object.
struct Items<'r, 'de> {
    reader: &'r Reader<'de>,
    /// The byte that closes it, and what is expected behind an item.
    end: u8,
    expected: JsonExpected,
    count: usize,
    is_closed: bool,
}

impl<'r, 'de> Items<'r, 'de> {
    fn new(reader: &'r Reader<'de>, end: u8, expected: JsonExpected) -> Items<'r, 'de> {
        Items { reader, end, expected, count: 0, is_closed: false }
    }

    /// The visitor must have come to the end.
    fn end(&mut self) -> Result<(), Stop> {
        if !self.is_closed && self.has_next()? {
            return Err(self.reader.unexpected(self.expected));
        }
        Ok(())
    }

    /// Whether another one follows; if not, its end was passed over.
    fn has_next(&mut self) -> Result<bool, Stop> {
        match self.reader.next_byte() {
            Some(byte) if byte == self.end => {
                self.reader.close();
                self.is_closed = true;
                return Ok(false);
            }
            Some(b',') if self.count > 0 => self.reader.punctuation(),
            _ if self.count > 0 => return Err(self.reader.unexpected(self.expected)),
            _ => {}
        }
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Stop> {
        if !self.has_next()? {
            return Ok(None);
        }
        let index = self.count;
        self.count += 1;
        seed.deserialize(self.reader).map(Some).map_err(|stop| stop.within(index))
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        if !self.has_next()? {
            return Ok(None);
        }
        self.count += 1;
        if self.reader.next_byte() != Some(b'"') {
            return Err(self.reader.unexpected(JsonExpected::Key));
        }
        seed.deserialize(self.reader).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Stop> {
        // Only a failure needs the key again.
        let key = self.reader.token();
        if self.reader.next_byte() != Some(b':') {
            return Err(self.reader.unexpected(JsonExpected::Colon));
        }
        self.reader.punctuation();
        seed.deserialize(self.reader).map_err(|stop| stop.within(self.reader.unescaped(key)))
    }
}
