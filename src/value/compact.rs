//! Compact storage for items: they have tens of thousands of fields and values, most of which differ in their texts
//! alone, and validating one takes as long as fetching it from memory.

use std::cell::RefCell;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use crate::span::Span;
use crate::value::few::Rare;
use crate::value::field::Tag;
use crate::value::same::weak_hash;
use crate::vocab::FieldKind;

/// Attributes of a field or a wrapper, in the order in which they were written.
pub(crate) type Attributes = Rare<(String, String)>;

/// What few values have: attributes, mark-up, and references that no XML parser accepts. As a list it is that of the
/// attributes, in the order in which they were written.
#[derive(Clone, Debug, Default)]
pub(crate) struct ValueExtras(Option<Box<Extras>>);

#[derive(Clone, Debug, Default)]
struct Extras {
    attributes: Vec<(String, String)>,
    /// The content as written, if it holds elements.
    markup: Option<Box<str>>,
    split: Option<SplitCharacter>,
}

/// A reference to half a character, or two such that make one. No XML parser accepts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SplitCharacter {
    /// Both halves: the character.
    Pair(char),
    /// One half.
    Half,
}

impl ValueExtras {
    /// Whether there is nothing at all.
    #[inline]
    pub(crate) fn is_absent(&self) -> bool {
        self.0.is_none()
    }

    /// Whether there is more than attributes.
    pub(crate) fn has_marks(&self) -> bool {
        self.0.as_ref().is_some_and(|extras| extras.markup.is_some() || extras.split.is_some())
    }

    pub(crate) fn push(&mut self, attribute: (String, String)) {
        self.0.get_or_insert_default().attributes.push(attribute);
    }

    pub(crate) fn markup(&self) -> Option<&str> {
        self.0.as_ref()?.markup.as_deref()
    }

    pub(crate) fn set_markup(&mut self, markup: &str) {
        self.0.get_or_insert_default().markup = Some(markup.into());
    }

    pub(crate) fn split(&self) -> Option<SplitCharacter> {
        self.0.as_ref()?.split
    }

    pub(crate) fn set_split(&mut self, split: SplitCharacter) {
        self.0.get_or_insert_default().split.get_or_insert(split);
    }
}

impl From<Vec<(String, String)>> for ValueExtras {
    fn from(attributes: Vec<(String, String)>) -> ValueExtras {
        let extras = (!attributes.is_empty()).then(|| Extras { attributes, ..Extras::default() });
        ValueExtras(extras.map(Box::new))
    }
}

impl Deref for ValueExtras {
    type Target = [(String, String)];

    fn deref(&self) -> &[(String, String)] {
        self.0.as_deref().map_or(&[], |extras| &extras.attributes)
    }
}

impl DerefMut for ValueExtras {
    fn deref_mut(&mut self) -> &mut [(String, String)] {
        self.0.as_deref_mut().map_or(&mut [], |extras| &mut extras.attributes)
    }
}

impl<'a> IntoIterator for &'a ValueExtras {
    type Item = &'a (String, String);
    type IntoIter = std::slice::Iter<'a, (String, String)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Places of problems that the values do not show: the first of each kind.
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

    /// Content that is not a value: a default value, text beside the values, an unknown element.
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

/// The start tags of a document, each kept once: the rows of an item all have the same.
#[derive(Debug, Default)]
pub(crate) struct Tags {
    known: Vec<KnownTag>,
    /// By a part of the hash of the id: the place of the one that came last, plus 1. Of two ids with the same part the
    /// earlier one is forgotten, so that no document makes this slow; and so is each one beyond the largest place.
    places: Vec<u16>,
    /// The place of the one that probably comes next. What follows one in a row mostly follows it in the next row too; so
    /// the order is that of the first row, and the end of a row is followed by its beginning.
    next: usize,
}

#[derive(Debug)]
struct KnownTag {
    tag: Arc<Tag>,
    /// As it was written, without its end; empty if not in the usual form.
    written: Box<str>,
}

const PLACES: usize = 512;

/// The most bytes of a tag that is kept for the next document.
const LONGEST_KEPT: usize = 512;

/// More tags than this are not kept for the next document.
const MOST_KEPT: usize = 512;

thread_local! {
    static KEPT: RefCell<Tags> = RefCell::default();
}

impl Tags {
    /// The tags of the document that this thread read before: a program reads items of one category one after the other,
    /// whose tags are equal. Threads do not share them, so that none waits for the count of references of another.
    pub(crate) fn of_thread() -> Tags {
        let kept = KEPT.try_with(|kept| std::mem::take(&mut *kept.borrow_mut()));
        Tags { next: 0, ..kept.unwrap_or_default() }
    }

    /// Keeps the tags for the next document of this thread, if they are few and short.
    pub(crate) fn keep(self) {
        let is_small = |known: &KnownTag| {
            let name = known.tag.name.as_deref().map_or(0, str::len);
            known.tag.id.len() + name <= LONGEST_KEPT && known.written.len() <= LONGEST_KEPT
        };
        if self.known.len() <= MOST_KEPT && self.known.iter().all(is_small) {
            // A thread that ends keeps nothing.
            let _ = KEPT.try_with(|kept| *kept.borrow_mut() = self);
        }
    }

    /// How the tag that probably comes next is written, without its end.
    #[inline]
    pub(crate) fn expected(&self) -> Option<&str> {
        let written = &*self.known.get(self.next)?.written;
        (!written.is_empty()).then_some(written)
    }

    /// The tag that was expected: it came.
    #[inline]
    pub(crate) fn take_expected(&mut self) -> Option<Arc<Tag>> {
        let known = self.known.get(self.next)?;
        self.next += 1;
        Some(Arc::clone(&known.tag))
    }

    /// A tag; `written` is as in [`expected`](Tags::expected), and empty if it has not the usual form.
    pub(crate) fn get(
        &mut self,
        id: &str,
        name: Option<&str>,
        kind: Option<FieldKind>,
        written: &str,
    ) -> Arc<Tag> {
        let is = |known: &KnownTag| {
            let tag = &known.tag;
            *tag.id == *id && tag.kind == kind && tag.name.as_deref() == name
        };
        let at = match self.known.get(self.next) {
            Some(next) if is(next) => self.next,
            _ => {
                self.places.resize(PLACES, 0);
                let place = &mut self.places[weak_hash(id) as usize % PLACES];
                let known = place.checked_sub(1).map(usize::from);
                match known {
                    Some(known) if is(&self.known[known]) => known,
                    _ => {
                        let tag = Arc::new(Tag::new(id, name, kind));
                        self.known.push(KnownTag { tag, written: written.into() });
                        *place = u16::try_from(self.known.len()).unwrap_or(0);
                        self.known.len() - 1
                    }
                }
            }
        };
        self.next = at + 1;
        Arc::clone(&self.known[at].tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tag_is_kept_once() {
        let mut tags = Tags::default();
        let input = Some(FieldKind::Input);
        let said = [
            ("id", None, None),
            ("id", Some("name"), input),
            ("other", Some("name"), input),
            ("id", Some("name"), input),
            ("other", Some("name"), input),
            ("other", None, input),
            ("", None, None),
            ("other", Some("name"), None),
        ];
        let kept: Vec<Arc<Tag>> = said.iter().map(|&(id, name, kind)| tags.get(id, name, kind, "")).collect();
        for (one, &(id, name, kind)) in kept.iter().zip(&said) {
            assert_eq!((&*one.id, one.name.as_deref(), one.kind), (id, name, kind));
        }
        assert!(Arc::ptr_eq(&kept[1], &kept[3]) && Arc::ptr_eq(&kept[2], &kept[4]));
    }

    #[test]
    fn tags_are_kept_for_the_next_document() {
        let read = |id: &str| {
            let mut tags = Tags::of_thread();
            let tag = tags.get(id, None, None, "");
            tags.keep();
            tag
        };
        let (first, long) = (read("a"), "x".repeat(LONGEST_KEPT + 1));
        assert!(Arc::ptr_eq(&first, &read("a")));
        // A long one is not kept, nor what was read with it.
        read(&long);
        assert!(Tags::of_thread().known.is_empty());
        assert!(!Arc::ptr_eq(&first, &read("a")));
        let mut many = Tags::default();
        (0..=MOST_KEPT).for_each(|number| drop(many.get(&number.to_string(), None, None, "")));
        many.keep();
        assert!(Arc::ptr_eq(&read("a"), &read("a")));
        assert_eq!(Tags::of_thread().known.len(), 1);
    }

    #[test]
    fn nothing_takes_one_word() {
        let word = size_of::<usize>();
        assert_eq!((size_of::<Attributes>(), size_of::<Marks>()), (word, word));
        assert_eq!(size_of::<ValueExtras>(), word);
        assert!(size_of::<crate::value::ParamField>() <= 88 && size_of::<crate::value::Value>() <= 48);
    }
}
