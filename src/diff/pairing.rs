//! Pairs the items of two lists, and finds the items that moved.

/// The index of an item without a partner.
pub(super) const NONE: u32 = u32::MAX;

/// Which items of two lists belong together, by index. [`NONE`] where an item has no partner.
#[derive(Debug)]
pub(super) struct Pairing {
    pub(super) new_of_old: Vec<u32>,
    pub(super) old_of_new: Vec<u32>,
}

/// The old and the new index of an item; one of them is `None` if the item is in one list only.
pub(super) type Pair = (Option<u32>, Option<u32>);

/// Items of both lists that changed their position relative to the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moves {
    /// Their indices in the old list, ascending.
    pub(super) old: Vec<u32>,
    /// Their indices in the new list, ascending.
    pub(super) new: Vec<u32>,
}

impl Pairing {
    pub(super) fn unpaired(old: usize, new: usize) -> Pairing {
        Pairing { new_of_old: vec![NONE; old], old_of_new: vec![NONE; new] }
    }

    /// Pairs each item with the item at the same index.
    pub(super) fn identity(length: usize) -> Pairing {
        let places: Vec<u32> = (0..crate::span::small(length)).collect();
        Pairing { new_of_old: places.clone(), old_of_new: places }
    }

    pub(super) fn join(&mut self, old: u32, new: u32) {
        self.new_of_old[old as usize] = new;
        self.old_of_new[new as usize] = old;
    }

    /// Pairs the remaining items that have equal keys, in order. Takes linear time.
    pub(super) fn join_by<K: std::hash::Hash + Eq>(
        &mut self,
        key_of_old: impl Fn(u32) -> Option<K>,
        key_of_new: impl Fn(u32) -> Option<K>,
    ) {
        use std::collections::{HashMap, VecDeque};
        let many = unpaired(&self.new_of_old).count().min(unpaired(&self.old_of_new).count());
        if many == 0 {
            return;
        }
        let mut waiting: HashMap<K, VecDeque<u32>> = HashMap::with_capacity(many);
        for old in unpaired(&self.new_of_old) {
            if let Some(key) = key_of_old(old) {
                waiting.entry(key).or_default().push_back(old);
            }
        }
        if waiting.is_empty() {
            return;
        }
        let rest: Vec<u32> = unpaired(&self.old_of_new).collect();
        for new in rest {
            let old = key_of_new(new).and_then(|key| waiting.get_mut(&key)?.pop_front());
            if let Some(old) = old {
                self.join(old, new);
            }
        }
    }

    /// Both lists as one, in the order of the new list. A removed item follows the item that it followed in the old
    /// list.
    pub(super) fn merged(&self) -> Vec<Pair> {
        let mut merged = Vec::with_capacity(self.old_of_new.len());
        let removed_from = |start: usize| {
            let rest = self.new_of_old[start..].iter().take_while(|&&new| new == NONE).count();
            (start..start + rest).map(|old| (Some(crate::span::small(old)), None))
        };
        merged.extend(removed_from(0));
        for (new, &old) in (0..).zip(&self.old_of_new) {
            if old == NONE {
                merged.push((None, Some(new)));
            } else {
                merged.push((Some(old), Some(new)));
                merged.extend(removed_from(old as usize + 1));
            }
        }
        merged
    }

    /// The items that moved, as few as possible: all items of both lists but a longest common order. `None` if the
    /// order is the same.
    pub(super) fn moves(&self) -> Option<Moves> {
        let order = self.old_of_new.iter().copied().filter(|&old| old != NONE);
        if order.clone().is_sorted() {
            return None;
        }
        let order: Vec<u32> = order.collect();
        let mut stays = vec![false; self.new_of_old.len()];
        for old in longest_ascending(&order) {
            stays[old as usize] = true;
        }
        let moved = |old: u32| !stays[old as usize];
        let old = (0..).zip(&self.new_of_old).filter(|&(old, &new)| new != NONE && moved(old));
        let new = (0..).zip(&self.old_of_new).filter(|&(_, &old)| old != NONE && moved(old));
        Some(Moves { old: old.map(|(old, _)| old).collect(), new: new.map(|(new, _)| new).collect() })
    }
}

/// The indices without a partner.
fn unpaired(other: &[u32]) -> impl Iterator<Item = u32> + '_ {
    (0..).zip(other).filter(|&(_, &other)| other == NONE).map(|(here, _)| here)
}

/// A longest ascending subsequence of a list of distinct numbers, by patience sorting.
fn longest_ascending(list: &[u32]) -> Vec<u32> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; list.len()];
    for (at, value) in list.iter().enumerate() {
        let place = tails.partition_point(|&tail| list[tail] < *value);
        if place > 0 {
            before[at] = tails[place - 1];
        }
        if place == tails.len() {
            tails.push(at);
        } else {
            tails[place] = at;
        }
    }
    let mut found = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(here) = at {
        found.push(list[here]);
        at = Some(before[here]).filter(|&before| before != usize::MAX);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(old: &str, new: &str) -> Pairing {
        let at = |text: &str, place: u32| text.chars().nth(place as usize);
        let mut pairs = Pairing::unpaired(old.len(), new.len());
        pairs.join_by(|place| at(old, place), |place| at(new, place));
        pairs
    }

    #[test]
    fn equal_keys_pair_in_order() {
        assert_eq!(pairs("aab", "baca").new_of_old, [1, 3, 0]);
        assert_eq!(pairs("aaa", "a").old_of_new, [0]);
    }

    #[test]
    fn a_removed_item_follows_its_old_predecessor() {
        let merged = |old, new| pairs(old, new).merged();
        assert_eq!(
            merged("xay", "ab"),
            [(Some(0), None), (Some(1), Some(0)), (Some(2), None), (None, Some(1))]
        );
        assert_eq!(merged("abc", "ca"), [(Some(2), Some(0)), (Some(0), Some(1)), (Some(1), None)]);
        assert_eq!(merged("", ""), []);
    }

    #[test]
    fn as_few_items_as_possible_move() {
        assert_eq!(pairs("abcde", "acdeb").moves(), Some(Moves { old: vec![1], new: vec![4] }));
        assert_eq!(pairs("abc", "xac").moves(), None);
        assert_eq!(pairs("ab", "ba").moves().map(|moves| moves.old.len()), Some(1));
    }
}
