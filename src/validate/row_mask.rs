//! A set of rows of a block, as bits.

use std::num::NonZero;
use std::ops::BitOrAssign;

/// A set of numbers below [`RowMask::COUNT`], and an iterator over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RowMask(u32);

impl RowMask {
    pub(crate) const COUNT: usize = u32::BITS as usize;
    pub(crate) const NONE: RowMask = RowMask(0);

    /// The number 0.
    pub(crate) const FIRST: RowMask = RowMask(1);

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn contains(self, number: usize) -> bool {
        self.0 & 1 << number != 0
    }

    pub(crate) fn insert(&mut self, number: usize) {
        self.0 |= 1 << number;
    }

    pub(crate) fn remove(&mut self, number: usize) {
        self.0 &= !(1 << number);
    }

    /// The numbers that pass a test.
    #[inline(always)]
    pub(crate) fn filter(self, mut is_wanted: impl FnMut(usize) -> bool) -> RowMask {
        let mut wanted = 0;
        for number in self {
            wanted |= u32::from(is_wanted(number)) << number;
        }
        RowMask(wanted)
    }
}

impl BitOrAssign for RowMask {
    fn bitor_assign(&mut self, other: RowMask) {
        self.0 |= other.0;
    }
}

impl Iterator for RowMask {
    type Item = usize;

    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        let left = NonZero::new(self.0)?;
        self.0 &= left.get() - 1;
        Some(left.trailing_zeros() as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_a_set(numbers in prop::collection::btree_set(0..RowMask::COUNT, 0..10)) {
            let mut bits = RowMask::NONE;
            numbers.iter().for_each(|&number| bits.insert(number));
            prop_assert_eq!(bits.is_empty(), numbers.is_empty());
            prop_assert!((0..RowMask::COUNT).all(|number| bits.contains(number) == numbers.contains(&number)));
            prop_assert!(bits.eq(numbers.iter().copied()));
            let even = numbers.iter().copied().filter(|number| number % 2 == 0);
            prop_assert!(bits.filter(|number| number % 2 == 0).eq(even));
            if let Some(&number) = numbers.first() {
                let mut fewer = bits;
                fewer.remove(number);
                prop_assert!(!fewer.contains(number) && fewer.eq(numbers.iter().copied().skip(1)));
            }
            let mut both = bits;
            both |= RowMask::FIRST;
            prop_assert_eq!(both.next(), Some(0));
        }
    }
}
