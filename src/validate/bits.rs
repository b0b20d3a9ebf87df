//! Some of a block of things, as bits.

use std::num::NonZero;
use std::ops::BitOrAssign;

/// Numbers below [`Bits::COUNT`], each there or not. Goes through those that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bits(u32);

impl Bits {
    pub(crate) const COUNT: usize = u32::BITS as usize;
    pub(crate) const NONE: Bits = Bits(0);

    /// The first of all numbers.
    pub(crate) const FIRST: Bits = Bits(1);

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn contains(self, number: usize) -> bool {
        self.0 & 1 << number != 0
    }

    pub(crate) fn insert(&mut self, number: usize) {
        self.0 |= 1 << number;
    }

    /// Those of which something is true.
    #[inline(always)]
    pub(crate) fn filter(self, mut is_wanted: impl FnMut(usize) -> bool) -> Bits {
        let mut wanted = 0;
        for number in self {
            wanted |= u32::from(is_wanted(number)) << number;
        }
        Bits(wanted)
    }
}

impl BitOrAssign for Bits {
    fn bitor_assign(&mut self, other: Bits) {
        self.0 |= other.0;
    }
}

impl Iterator for Bits {
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
        fn as_a_set(numbers in prop::collection::btree_set(0..Bits::COUNT, 0..10)) {
            let mut bits = Bits::NONE;
            numbers.iter().for_each(|&number| bits.insert(number));
            prop_assert_eq!(bits.is_empty(), numbers.is_empty());
            prop_assert!((0..Bits::COUNT).all(|number| bits.contains(number) == numbers.contains(&number)));
            prop_assert!(bits.eq(numbers.iter().copied()));
            let even = numbers.iter().copied().filter(|number| number % 2 == 0);
            prop_assert!(bits.filter(|number| number % 2 == 0).eq(even));
            let mut both = bits;
            both |= Bits::FIRST;
            prop_assert_eq!(both.next(), Some(0));
        }
    }
}
