//! Hash tables of texts. Keys are not copied, so a table of 30,000 takes half a megabyte.

use std::hash::{BuildHasher, Hasher, RandomState};

/// The numbers of texts. Stores hashes only; the caller supplies equality.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    keys: Keys,
    /// A power of two of them, at most half of them used. A text is at the place given by the lower half of its hash, or
    /// after it.
    places: Box<[Slot]>,
}

/// The upper half of a hash, and a number plus one; 0 if unused.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    mark: u32,
    number: u32,
}

impl Table {
    /// A table for a number of texts.
    pub(crate) fn new(texts: usize) -> Table {
        let places = (texts * 2).next_power_of_two();
        Table { keys: Keys::random(), places: vec![Slot::default(); places].into_boxed_slice() }
    }

    pub(crate) fn get(&self, text: &str, has_text: impl FnMut(u32) -> bool) -> Option<u32> {
        let (at, _) = self.find(text, has_text);
        self.places.get(at)?.number.checked_sub(1)
    }

    /// Inserts a number. Returns the one that it replaces, which had the same text.
    pub(crate) fn insert(
        &mut self,
        text: &str,
        number: u32,
        has_text: impl FnMut(u32) -> bool,
    ) -> Option<u32> {
        let (at, mark) = self.find(text, has_text);
        let place = self.places.get_mut(at)?;
        let before = place.number.checked_sub(1);
        *place = Slot { mark, number: number + 1 };
        before
    }

    /// The place of a text, or the unused one where it belongs.
    fn find(&self, text: &str, mut has_text: impl FnMut(u32) -> bool) -> (usize, u32) {
        let hash = self.keys.hash(text.as_bytes());
        let mark = (hash >> 32) as u32;
        let mask = self.places.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let place = self.places[at];
            if place.number == 0 || (place.mark == mark && has_text(place.number - 1)) {
                return (at, mark);
            }
            at = (at + 1) & mask;
        }
    }
}

/// A set of texts of up to 15 bytes, each packed into a number.
#[derive(Debug)]
pub(crate) struct ShortTexts {
    keys: Keys,
    /// A power of two of them, at most half of them used; the others are 0, which stands for no text.
    places: Box<[u128]>,
}

impl ShortTexts {
    /// A set of texts; none if one is too long or empty.
    pub(crate) fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Option<ShortTexts> {
        let packed: Vec<u128> = texts.map(|text| pack(text.as_bytes())).collect::<Option<_>>()?;
        let places = (packed.len() * 2).next_power_of_two();
        let mut texts = ShortTexts { keys: Keys::random(), places: vec![0; places].into_boxed_slice() };
        for text in packed {
            let at = texts.find(text);
            texts.places[at] = text;
        }
        Some(texts)
    }

    #[inline]
    pub(crate) fn contains(&self, text: &str) -> bool {
        pack(text.as_bytes()).is_some_and(|text| self.places[self.find(text)] == text)
    }

    /// The place of a text, or the unused one where it belongs.
    #[inline]
    fn find(&self, text: u128) -> usize {
        let mask = self.places.len() - 1;
        let mut at = self.keys.hash_packed(text) as usize & mask;
        while self.places[at] != text && self.places[at] != 0 {
            at = (at + 1) & mask;
        }
        at
    }
}

/// Packs a text of up to 15 bytes: its bytes, and their count in the highest byte. Never 0.
#[inline]
fn pack(bytes: &[u8]) -> Option<u128> {
    let length = bytes.len();
    // The first and last bytes may overlap.
    let packed = match (bytes.first_chunk::<8>(), bytes.first_chunk::<4>(), bytes) {
        (Some(first), _, _) if length < 16 => {
            let last = u64::from_le_bytes(*bytes.last_chunk()?);
            // The bytes after the first eight. Two shifts, since one by 64 bits overflows.
            let rest = last >> 8 >> (8 * (15 - length));
            u128::from(u64::from_le_bytes(*first)) | u128::from(rest) << 64
        }
        (None, Some(first), _) => {
            let last = u32::from_le_bytes(*bytes.last_chunk()?);
            u128::from(u64::from(u32::from_le_bytes(*first)) | u64::from(last) << 32)
        }
        (None, None, &[first, .., last]) => {
            u128::from(first) | u128::from(bytes[length / 2]) << 8 | u128::from(last) << 16
        }
        (None, None, &[only]) => u128::from(only),
        _ => return None,
    };
    Some(packed | (length as u128) << 120)
}

/// The random keys of the hashes of one table, so that inputs cannot be made to collide.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keys([u64; 2]);

/// The hasher of a `HashMap` with short keys, such as ids and numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyHasher {
    keys: Keys,
    hash: u64,
}

impl BuildHasher for Keys {
    type Hasher = KeyHasher;

    fn build_hasher(&self) -> KeyHasher {
        KeyHasher { keys: *self, hash: self.0[0] }
    }
}

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        // The length is a part of the hash of the bytes.
        self.write_u64(self.keys.hash(bytes));
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.hash = self.keys.mix(self.hash, number);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.hash
    }
}

impl Keys {
    pub(crate) fn random() -> Keys {
        let state = RandomState::new();
        Keys([state.hash_one(0), state.hash_one(1) | 1])
    }

    #[inline]
    fn hash_packed(&self, text: u128) -> u64 {
        self.mix(self.mix(self.0[0], text as u64), (text >> 64) as u64)
    }

    #[inline]
    fn mix(&self, hash: u64, word: u64) -> u64 {
        let product = u128::from(hash ^ word) * u128::from(self.0[1]);
        (product as u64) ^ (product >> 64) as u64
    }

    /// Multiplies word by word, and combines both halves of each product. Options are so short that the hasher of the
    /// standard library would take most of a look-up.
    fn hash(&self, bytes: &[u8]) -> u64 {
        let mut hash = self.0[0] ^ bytes.len() as u64;
        let last = match (bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
            // The last word may overlap the one before; the length is part of the hash.
            (Some(last), _, _) => {
                let (words, _) = bytes[..bytes.len() - 1].as_chunks();
                hash = words.iter().fold(hash, |hash, word| self.mix(hash, u64::from_le_bytes(*word)));
                u64::from_le_bytes(*last)
            }
            (None, Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
            }
            _ => bytes.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)),
        };
        self.mix(hash, last)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn finds_what_was_inserted() {
        let texts: Vec<String> = (0..5_000).map(|number: u32| number.pow(2).to_string()).collect();
        let mut table = Table::new(texts.len());
        for (number, text) in (0..).zip(&texts) {
            assert_eq!(table.insert(text, number, |other| texts[other as usize] == *text), None);
        }
        for (number, text) in (0..).zip(&texts) {
            assert_eq!(table.get(text, |other| texts[other as usize] == *text), Some(number));
            let other = format!("{text} ");
            assert_eq!(table.get(&other, |number| texts[number as usize] == other), None);
        }
        assert_eq!(table.insert("49", 9, |number| texts[number as usize] == "49"), Some(7));
        assert_eq!(Table::new(0).get("", |_| true), None);
    }

    #[test]
    fn a_map_with_these_keys() {
        let mut map = HashMap::with_hasher(Keys::random());
        let key = |number: u32| (number.is_multiple_of(3).then_some(number / 7), number % 7);
        for number in 0..1_000 {
            map.entry(key(number)).or_insert(number);
        }
        assert!((0..1_000).all(|number| key(map[&key(number)]) == key(number)));
        let mut texts = HashMap::with_hasher(Keys::random());
        (0..1_000).for_each(|number| {
            texts.insert(number.to_string(), number);
        });
        assert!((0..1_000).all(|number| texts.get(number.to_string().as_str()) == Some(&number)));
        assert_eq!((texts.len(), texts.get("1000")), (1_000, None));
    }

    /// A set of short texts contains those that were inserted, of any length, and no others.
    #[test]
    fn short_texts_are_distinct() {
        let long = "abcdefghijklmnop";
        let texts = |make: fn(&str, usize) -> String| (1..16).map(move |length| make(long, length));
        let kept: Vec<String> = texts(|long, length| long[..length].to_owned())
            .chain(texts(|long, length| long[long.len() - length..].to_owned()))
            .collect();
        let set = ShortTexts::new(kept.iter().map(String::as_str)).unwrap();
        assert!(kept.iter().all(|text| set.contains(text)));
        for text in kept.iter().filter(|text| text.len() < 15) {
            for other in [format!("{text}\0"), format!("\0{text}"), format!("{text}!"), text.to_uppercase()] {
                assert!(!set.contains(&other), "{other:?}");
            }
            for at in 0..text.len() {
                let mut other = text.clone().into_bytes();
                other[at] ^= 1;
                let other = String::from_utf8(other).unwrap();
                assert_eq!(set.contains(&other), kept.contains(&other), "{other:?}");
            }
        }
        assert!(!set.contains("") && !set.contains(long));
        assert!(ShortTexts::new([long].into_iter()).is_none() && ShortTexts::new([""].into_iter()).is_none());
        assert!(!ShortTexts::new([].into_iter()).unwrap().contains("a"));
    }

    /// Prefixes and padded texts have other hashes.
    #[test]
    fn hashes_differ() {
        let keys = Keys::random();
        let texts = [
            "",
            "\0",
            "\0\0",
            "a",
            "a\0",
            "abcdefgh",
            "abcdefgh\0",
            "abcdefghabcdefgh",
            "abcdefga",
            "bbcdefgh",
        ];
        for (at, a) in texts.iter().enumerate() {
            for b in &texts[..at] {
                assert_ne!(keys.hash(a.as_bytes()), keys.hash(b.as_bytes()), "{a:?} {b:?}");
            }
        }
    }
}
