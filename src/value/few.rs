//! Lists that mostly hold one item or none: the values and rows of a field. A single item is stored in the field
//! itself, so that validating it needs no other place in memory.
//!
//! Not `smallvec`: its inline capacity costs a word more in each field, and a test holds the size of a field.

use std::ops::{Deref, DerefMut};

/// A list that mostly holds one item.
#[derive(Clone, Debug, Default)]
pub(crate) enum Few<T> {
    #[default]
    None,
    One(T),
    Many(Vec<T>),
}

impl<T> Few<T> {
    pub(crate) fn push(&mut self, item: T) {
        match self {
            Few::None => *self = Few::One(item),
            Few::Many(items) => items.push(item),
            Few::One(_) => {
                if let Few::One(first) = std::mem::take(self) {
                    *self = Few::Many(vec![first, item]);
                }
            }
        }
    }

    pub(crate) fn clear(&mut self) {
        *self = Few::None;
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(mut items: Vec<T>) -> Few<T> {
        match items.len() {
            0 | 1 => items.pop().map_or(Few::None, Few::One),
            _ => Few::Many(items),
        }
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Few<T> {
        let mut few = Few::None;
        items.into_iter().for_each(|item| few.push(item));
        few
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Few::None => &[],
            Few::One(item) => std::slice::from_ref(item),
            Few::Many(items) => items,
        }
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            Few::None => &mut [],
            Few::One(item) => std::slice::from_mut(item),
            Few::Many(items) => items,
        }
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Few<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

/// A list that is mostly empty: one word.
#[derive(Clone, Debug)]
// The box makes an empty list one word.
#[allow(clippy::box_collection)]
pub(crate) struct Rare<T>(Option<Box<Vec<T>>>);

impl<T> Rare<T> {
    pub(crate) const NONE: Rare<T> = Rare(None);

    pub(crate) fn push(&mut self, item: T) {
        // A list that is not empty mostly holds one item.
        self.0.get_or_insert_with(|| Box::new(Vec::with_capacity(1))).push(item);
    }

    pub(crate) fn pop(&mut self) -> Option<T> {
        self.0.as_mut()?.pop()
    }

    pub(crate) fn clear(&mut self) {
        self.0 = None;
    }

    /// Whether nothing was ever added.
    #[inline]
    pub(crate) fn is_absent(&self) -> bool {
        self.0.is_none()
    }
}

impl<T: PartialEq> PartialEq for Rare<T> {
    fn eq(&self, other: &Rare<T>) -> bool {
        **self == **other
    }
}

impl<T> Default for Rare<T> {
    fn default() -> Rare<T> {
        Rare(None)
    }
}

impl<T> From<Vec<T>> for Rare<T> {
    fn from(items: Vec<T>) -> Rare<T> {
        Rare((!items.is_empty()).then(|| Box::new(items)))
    }
}

impl<T> FromIterator<T> for Rare<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Rare<T> {
        Rare::from(Vec::from_iter(items))
    }
}

impl<T> Deref for Rare<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

impl<T> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.0.as_deref_mut().map_or(&mut [], Vec::as_mut_slice)
    }
}

impl<'a, T> IntoIterator for &'a Rare<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Rare<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// As a vector, whatever is done with it.
        #[test]
        fn as_a_vector(steps in prop::collection::vec(prop::option::of(0..100_u8), 0..8)) {
            let (mut vec, mut few, mut rare) = (Vec::new(), Few::default(), Rare::default());
            for step in steps {
                match step {
                    Some(item) => {
                        vec.push(item);
                        few.push(item);
                        rare.push(item);
                    }
                    None => {
                        vec.clear();
                        few.clear();
                        rare.clear();
                    }
                }
                few.iter_mut().chain(&mut rare).chain(&mut vec).for_each(|item| *item = item.wrapping_add(1));
                prop_assert_eq!((&*few, &*rare), (&*vec, &*vec));
                prop_assert_eq!((&*Few::from(vec.clone()), &*Rare::from(vec.clone())), (&*vec, &*vec));
                prop_assert_eq!(&*vec.iter().copied().collect::<Few<_>>(), &*vec);
            }
            prop_assert_eq!(rare.pop(), vec.pop());
        }
    }
}
