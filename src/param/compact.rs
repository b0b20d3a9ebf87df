//! What keeps an item small: it has tens of thousands of fields and values, most of which are equal in all but
//! their texts, and judging one takes as long as it takes to fetch it from memory.

use std::collections::HashMap;
use std::sync::Arc;

use crate::Span;
use crate::param::few::Rare;

/// Attributes of a value or a wrapper, in the order in which they were written.
pub(crate) type Attributes = Rare<(String, String)>;

/// Places at which something is wrong that is not told by values: the first of each kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks(Option<Box<Places>>);

#[derive(Clone, Debug, Default)]
struct Places {
    ignored: Option<Span>,
    illegal: Option<Span>,
}

impl Marks {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Something with content that is no value: a default value, text beside the values, an unknown element.
    pub(crate) fn ignored(&self) -> Option<Span> {
        self.0.as_ref()?.ignored
    }

    /// A character that XML forbids, outside of the values.
    pub(crate) fn illegal(&self) -> Option<Span> {
        self.0.as_ref()?.illegal
    }

    pub(crate) fn mark_ignored(&mut self, span: Span) {
        self.0.get_or_insert_default().ignored.get_or_insert(span);
    }

    pub(crate) fn mark_illegal(&mut self, span: Span) {
        self.0.get_or_insert_default().illegal.get_or_insert(span);
    }
}

/// The ids and names of a document, each kept once: the rows of an item all have the same.
#[derive(Debug, Default)]
pub(crate) struct Names {
    known: Vec<Arc<str>>,
    places: HashMap<Arc<str>, usize>,
    /// The place of the one that came last.
    last: usize,
}

impl Names {
    pub(crate) fn get(&mut self, name: &str) -> Arc<str> {
        // What follows one in a row mostly follows it in the next row too; so the order is that of the first
        // row, and the end of a row is followed by its beginning.
        let next = self.known.get(self.last + 1).filter(|next| ***next == *name);
        self.last = match next {
            Some(_) => self.last + 1,
            None => match self.places.get(name) {
                Some(&place) => place,
                None => {
                    let name: Arc<str> = name.into();
                    self.known.push(Arc::clone(&name));
                    self.places.insert(name, self.known.len() - 1);
                    self.known.len() - 1
                }
            },
        };
        Arc::clone(&self.known[self.last])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_kept_once() {
        let mut names = Names::default();
        let texts = ["id", "name", "other", "id", "name", "id", "other", "", ""];
        let kept: Vec<Arc<str>> = texts.iter().map(|text| names.get(text)).collect();
        for (a, one) in texts.iter().zip(&kept) {
            for (b, other) in texts.iter().zip(&kept) {
                assert_eq!(Arc::ptr_eq(one, other), a == b, "{a} {b}");
            }
            assert_eq!(**one, **a);
        }
    }

    #[test]
    fn nothing_takes_one_word() {
        let word = size_of::<usize>();
        assert_eq!((size_of::<Attributes>(), size_of::<Marks>()), (word, word));
        assert!(size_of::<crate::ParamField>() <= 128 && size_of::<crate::Value>() <= 48);
    }
}
