//! Which thing of one list is which of the other, and what changed its place.

/// Nothing of the other list.
pub(super) const NONE: u32 = u32::MAX;

/// Which of two lists belong together, by their places.
#[derive(Debug)]
pub(super) struct Pairs {
    pub(super) new_of_old: Vec<u32>,
    pub(super) old_of_new: Vec<u32>,
}

/// A pair, or something that stands in one list only.
pub(super) type Both = (Option<u32>, Option<u32>);

/// Things that changed their place among those that are in both lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moves {
    /// Their places in the old list, in its order.
    pub(super) old: Vec<u32>,
    /// Their places in the new list, in its order.
    pub(super) new: Vec<u32>,
}

impl Pairs {
    pub(super) fn none(old: usize, new: usize) -> Pairs {
        Pairs { new_of_old: vec![NONE; old], old_of_new: vec![NONE; new] }
    }

    /// Each with the one at its place.
    pub(super) fn straight(length: usize) -> Pairs {
        let places: Vec<u32> = (0..crate::span::small(length)).collect();
        Pairs { new_of_old: places.clone(), old_of_new: places }
    }

    pub(super) fn join(&mut self, old: u32, new: u32) {
        self.new_of_old[old as usize] = new;
        self.old_of_new[new as usize] = old;
    }

    /// Joins what is left and has equal keys, in order. Linear.
    pub(super) fn join_by<K: std::hash::Hash + Eq>(
        &mut self,
        key_of_old: impl Fn(u32) -> Option<K>,
        key_of_new: impl Fn(u32) -> Option<K>,
    ) {
        use std::collections::{HashMap, VecDeque};
        let many = left(&self.new_of_old).count().min(left(&self.old_of_new).count());
        if many == 0 {
            return;
        }
        let mut waiting: HashMap<K, VecDeque<u32>> = HashMap::with_capacity(many);
        for old in left(&self.new_of_old) {
            if let Some(key) = key_of_old(old) {
                waiting.entry(key).or_default().push_back(old);
            }
        }
        if waiting.is_empty() {
            return;
        }
        let rest: Vec<u32> = left(&self.old_of_new).collect();
        for new in rest {
            let old = key_of_new(new).and_then(|key| waiting.get_mut(&key)?.pop_front());
            if let Some(old) = old {
                self.join(old, new);
            }
        }
    }

    /// Both lists as one: the new one's order, with what is gone behind what it stood behind.
    pub(super) fn merged(&self) -> Vec<Both> {
        let mut merged = Vec::with_capacity(self.old_of_new.len());
        let gone_from = |start: usize| {
            let rest = self.new_of_old[start..].iter().take_while(|&&new| new == NONE).count();
            (start..start + rest).map(|old| (Some(crate::span::small(old)), None))
        };
        merged.extend(gone_from(0));
        for (new, &old) in (0..).zip(&self.old_of_new) {
            if old == NONE {
                merged.push((None, Some(new)));
            } else {
                merged.push((Some(old), Some(new)));
                merged.extend(gone_from(old as usize + 1));
            }
        }
        merged
    }

    /// What changed its place, if anything did: all that need not have stayed where it was so that as many as
    /// possible stayed.
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

fn left(other: &[u32]) -> impl Iterator<Item = u32> + '_ {
    (0..).zip(other).filter(|&(_, &other)| other == NONE).map(|(here, _)| here)
}

/// The longest ascending part of a list of different numbers (by patience sorting).
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

    fn pairs(old: &str, new: &str) -> Pairs {
        let at = |text: &str, place: u32| text.chars().nth(place as usize);
        let mut pairs = Pairs::none(old.len(), new.len());
        pairs.join_by(|place| at(old, place), |place| at(new, place));
        pairs
    }

    #[test]
    fn equal_keys_pair_in_order() {
        assert_eq!(pairs("aab", "baca").new_of_old, [1, 3, 0]);
        assert_eq!(pairs("aaa", "a").old_of_new, [0]);
    }

    #[test]
    fn what_is_gone_stands_behind_what_it_stood_behind() {
        let merged = |old, new| pairs(old, new).merged();
        assert_eq!(
            merged("xay", "ab"),
            [(Some(0), None), (Some(1), Some(0)), (Some(2), None), (None, Some(1))]
        );
        assert_eq!(merged("abc", "ca"), [(Some(2), Some(0)), (Some(0), Some(1)), (Some(1), None)]);
        assert_eq!(merged("", ""), []);
    }

    #[test]
    fn as_little_as_possible_moves() {
        assert_eq!(pairs("abcde", "acdeb").moves(), Some(Moves { old: vec![1], new: vec![4] }));
        assert_eq!(pairs("abc", "xac").moves(), None);
        assert_eq!(pairs("ab", "ba").moves().map(|moves| moves.old.len()), Some(1));
    }
}
