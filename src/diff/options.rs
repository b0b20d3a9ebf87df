//! Options, paired by value.

use std::collections::HashMap;

use crate::diff::normal::Normal;
use crate::diff::pair::Pairs;
use crate::schema::{FieldRef, NOWHERE, OptionNode, OptionRef};

/// How far ahead is looked for the next option that is the same.
const AHEAD: usize = 8;

/// The options of a field on both sides, and which is which.
pub(super) struct Options<'s> {
    old: FieldRef<'s>,
    new: FieldRef<'s>,
    pub(super) pairs: Pairs,
    /// Whether an option of new is the very same as its pair.
    pub(super) same: Vec<bool>,
}

/// What tells an option of equal ones: its value, else its name.
#[derive(PartialEq, Eq, Hash)]
enum Key<'s> {
    Value(&'s str),
    Name(Option<&'s str>),
}

impl<'s> Options<'s> {
    pub(super) fn of(old: FieldRef<'s>, new: FieldRef<'s>) -> Options<'s> {
        let (len_old, len_new) = (old.options().len(), new.options().len());
        let pairs = Pairs::none(len_old, len_new);
        let mut options = Options { old, new, pairs, same: vec![false; len_new] };
        options.walk(len_old, len_new);
        let full = |option: OptionRef<'s>| {
            (option.value(), option.display_name(), option.readonly(), Normal::of(option.condition()))
        };
        let left: Vec<u32> = options.pairs.left_of_new().collect();
        if left.is_empty() || options.pairs.left_of_old().next().is_none() {
            return options;
        }
        let (of_old, of_new) = (|at: u32| old.option_at(at), |at: u32| new.option_at(at));
        options.pairs.join_by(|at| of_old(at).map(full), |at| of_new(at).map(full));
        for new in left {
            let old = options.pairs.old_of_new[new as usize];
            options.same[new as usize] = options.is_same(old as usize, new as usize);
        }
        options.pairs.join_by(|at| of_old(at).map(key), |at| of_new(at).map(key));
        options
    }

    /// Goes through both lists side by side, and joins what is the same and stands in the same order.
    fn walk(&mut self, len_old: usize, len_new: usize) {
        let (mut i, mut j) = (0, 0);
        while i < len_old && j < len_new {
            let run = self.run(i, j);
            if run > 0 || self.is_same(i, j) {
                for _ in 0..run.max(1) {
                    self.pairs.join(crate::span::small(i), crate::span::small(j));
                    self.same[j] = true;
                    (i, j) = (i + 1, j + 1);
                }
                continue;
            }
            let (a, b) = self.ahead(i, j).unwrap_or((1, 1));
            (i, j) = (i + a, j + b);
        }
    }

    /// How many options from here on are written alike, to the letter: then they are the same, and a look at the
    /// text is much faster than one at each.
    fn run(&self, i: usize, j: usize) -> usize {
        let (old, new) = (self.old.option_nodes(), self.new.option_nodes());
        let (from_old, from_new) = (old[i].start as usize, new[j].start as usize);
        // The last of a list has no end that is known.
        let rest = |list: &[OptionNode], text: &'s str, from: usize| {
            let end = list.last().map_or(from, |last| last.start as usize);
            text.as_bytes().get(from..end).unwrap_or_default()
        };
        let text_old = rest(old, &self.old.arena.source.text, from_old);
        let text_new = rest(new, &self.new.arena.source.text, from_new);
        let alike = common(text_old, text_new);
        let starts = old[i + 1..].iter().zip(&new[j + 1..]);
        let whole = starts.take_while(|(a, b)| {
            let (a, b) = (a.start as usize - from_old, b.start as usize - from_new);
            a == b && a <= alike
        });
        whole.count()
    }

    /// How far both lists go on to where they are the same again. Nothing if that is far, or if there are several
    /// ways: then it must not matter which list is the old one.
    fn ahead(&self, i: usize, j: usize) -> Option<(usize, usize)> {
        (1..=AHEAD).find_map(|steps| {
            let mut ways = (0..=steps).map(|a| (a, steps - a)).filter(|&(a, b)| self.is_same(i + a, j + b));
            let first = ways.next()?;
            Some(if ways.next().is_some() { (1, 1) } else { first })
        })
    }

    fn is_same(&self, old: usize, new: usize) -> bool {
        let at = |field: FieldRef<'s>, at: usize| field.option_at(crate::span::small(at));
        let (Some(old), Some(new)) = (at(self.old, old), at(self.new, new)) else { return false };
        old.value() == new.value()
            && old.display_name() == new.display_name()
            && (old.node.extra == NOWHERE && new.node.extra == NOWHERE
                || old.readonly() == new.readonly()
                    && old.unknown() == new.unknown()
                    && Normal::of(old.condition()) == Normal::of(new.condition()))
    }

    pub(super) fn pair(&self, old: u32, new: u32) -> Option<(OptionRef<'s>, OptionRef<'s>)> {
        self.old.option_at(old).zip(self.new.option_at(new))
    }

    /// All options of both sides whose value is one of some. One run over each list, however many these are.
    pub(super) fn with_values(&self, values: impl Iterator<Item = &'s str>) -> HashMap<&'s str, Alike<'s>> {
        let mut found: HashMap<&str, Alike<'s>> = HashMap::new();
        let mut filter = Filter::new();
        for value in values {
            filter.add(value.as_bytes());
            found.entry(value).or_default();
        }
        if found.is_empty() {
            return found;
        }
        for (field, is_old) in [(self.old, true), (self.new, false)] {
            for option in field.options() {
                if !field.arena.bytes(option.node.value).is_some_and(|value| filter.may_have(value)) {
                    continue;
                }
                let Some(value) = option.value() else { continue };
                if let Some(alike) = found.get_mut(value) {
                    if is_old { alike.old.push(option) } else { alike.new.push(option) }
                }
            }
        }
        found
    }
}

/// How many bytes two texts have in common from the start.
fn common(a: &[u8], b: &[u8]) -> usize {
    const BLOCK: usize = 256;
    let blocks = a.chunks_exact(BLOCK).zip(b.chunks_exact(BLOCK)).take_while(|(a, b)| a == b).count() * BLOCK;
    blocks + a[blocks..].iter().zip(&b[blocks..]).take_while(|(a, b)| a == b).count()
}

fn key(option: OptionRef<'_>) -> Key<'_> {
    match option.value() {
        Some(value) => Key::Value(value),
        None => Key::Name(option.display_name()),
    }
}

/// The options of one value.
#[derive(Default)]
pub(super) struct Alike<'s> {
    pub(super) old: Vec<OptionRef<'s>>,
    pub(super) new: Vec<OptionRef<'s>>,
}

/// Says of most texts at a glance that they are not in a set.
struct Filter([u64; 64]);

impl Filter {
    fn new() -> Filter {
        Filter([0; 64])
    }

    /// Made of the length and the last bytes, in which values differ most.
    fn bit(bytes: &[u8]) -> usize {
        let last = match bytes.last_chunk::<4>() {
            Some(last) => u32::from_le_bytes(*last),
            None => bytes.iter().fold(0, |last, byte| last << 8 | u32::from(*byte)),
        };
        let mixed = (last ^ crate::span::small(bytes.len())).wrapping_mul(0x9e37_79b1);
        (mixed >> 20) as usize
    }

    fn add(&mut self, text: &[u8]) {
        let bit = Filter::bit(text);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    fn may_have(&self, text: &[u8]) -> bool {
        let bit = Filter::bit(text);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}
