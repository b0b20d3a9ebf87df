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
        let next = self.next_byte();
        let start = self.token_start();
        let outcome = match next {
            Some(b'"') => match self.string()? {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_string(text),
            },
            Some(b'{') => self.items(b'}', JsonExpected::ObjectEnd, |items| visitor.visit_map(items)),
            Some(b'[') => self.items(b']', JsonExpected::ArrayEnd, |items| visitor.visit_seq(items)),
            Some(b't') => self.word("true").and_then(|()| visitor.visit_bool(true)),
            Some(b'f') => self.word("false").and_then(|()| visitor.visit_bool(false)),
            Some(b'n') => self.word("null").and_then(|()| visitor.visit_unit()),
            Some(b'-' | b'0'..=b'9') => self.number().and_then(|text| visit_number(text, visitor)),
            _ => Err(self.unexpected(JsonExpected::Value)),
        };
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

impl<'de> Reader<'de> {
    /// Opens an array or object, has what is in it visited, and sees that the visitor has come to its end.
    fn items<T>(
        &self,
        end: u8,
        expected: JsonExpected,
        visit: impl FnOnce(&mut Items<'_, 'de>) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        self.open()?;
        let mut items = Items { reader: self, end, expected, count: 0, is_closed: false };
        let value = visit(&mut items)?;
        if !items.is_closed && items.has_next()? {
            return Err(self.unexpected(expected));
        }
        Ok(value)
    }
}

/// Whole numbers of 64 bits as such, all others as floats: a visitor that wants the digits asks the reader.
fn visit_number<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Result<V::Value, Stop> {
    if let Ok(whole) = text.parse() {
        return visitor.visit_u64(whole);
    }
    // Minus zero is not an integer.
    if let Ok(whole @ ..0) = text.parse() {
        return visitor.visit_i64(whole);
    }
    match text.parse() {
        // One that is too large is infinite: whoever keeps the digits takes them from the reader.
        Ok(number) => visitor.visit_f64(number),
        Err(_) => Err(Stop::new(JsonError::BadNumber(text.to_owned()), None)),
    }
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

impl Items<'_, '_> {
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
