//! Options, paired by value.

use std::collections::HashMap;

use crate::diff::normal::Normal;
use crate::diff::pair::{Moves, Pairs};
use crate::schema::{FieldRef, NOWHERE, OptionNode, OptionRef};

/// How far ahead is looked for the next option that is the same.
const AHEAD: usize = 8;

/// The options of a field on both sides, and which is which.
pub(super) struct Options<'s> {
    old: FieldRef<'s>,
    new: FieldRef<'s>,
    /// What is the very same and stands in the same order on both sides; in that order.
    runs: Vec<Run>,
    /// All others.
    rest_old: Vec<u32>,
    rest_new: Vec<u32>,
    /// Which of these is which, by their places among them.
    rest: Pairs,
}

/// Options that are the very same, one behind the other on both sides.
#[derive(Clone, Copy, Debug)]
struct Run {
    old: u32,
    new: u32,
    length: u32,
}

/// An option, or a pair, of which something may be to tell.
pub(super) struct Look {
    pub(super) old: Option<u32>,
    pub(super) new: Option<u32>,
    /// Whether it is the very same as its pair.
    pub(super) same: bool,
}

/// What tells an option of equal ones: its value, else its name.
#[derive(PartialEq, Eq, Hash)]
enum Key<'s> {
    Value(&'s str),
    Name(Option<&'s str>),
}

impl<'s> Options<'s> {
    pub(super) fn of(old: FieldRef<'s>, new: FieldRef<'s>) -> Options<'s> {
        let (runs, rest_old, rest_new) = (Vec::new(), Vec::new(), Vec::new());
        let mut options = Options { old, new, runs, rest_old, rest_new, rest: Pairs::none(0, 0) };
        options.walk();
        options.rest = Pairs::none(options.rest_old.len(), options.rest_new.len());
        if options.rest_old.is_empty() || options.rest_new.is_empty() {
            return options;
        }
        let full = |option: OptionRef<'s>| {
            (option.value(), option.display_name(), option.readonly(), Normal::of(option.condition()))
        };
        let of_old = |at: u32| old.option_at(options.rest_old[at as usize]);
        let of_new = |at: u32| new.option_at(options.rest_new[at as usize]);
        options.rest.join_by(|at| of_old(at).map(full), |at| of_new(at).map(full));
        options.rest.join_by(|at| of_old(at).map(key), |at| of_new(at).map(key));
        options
    }

    /// Goes through both lists side by side, and finds what is the same and stands in the same order.
    fn walk(&mut self) {
        let (len_old, len_new) = (self.old.option_nodes().len(), self.new.option_nodes().len());
        let (mut i, mut j) = (0, 0);
        while i < len_old && j < len_new {
            let run = self.run(i, j);
            if run > 0 || self.is_same(i, j) {
                self.push_run(i, j, run.max(1));
                (i, j) = (i + run.max(1), j + run.max(1));
                continue;
            }
            let (a, b) = self.ahead(i, j).unwrap_or((1, 1));
            self.rest_old.extend((i..i + a).map(crate::span::small));
            self.rest_new.extend((j..j + b).map(crate::span::small));
            (i, j) = (i + a, j + b);
        }
        self.rest_old.extend((i..len_old).map(crate::span::small));
        self.rest_new.extend((j..len_new).map(crate::span::small));
    }

    fn push_run(&mut self, old: usize, new: usize, length: usize) {
        let [old, new, length] = [old, new, length].map(crate::span::small);
        match self.runs.last_mut() {
            Some(last) if last.old + last.length == old && last.new + last.length == new => {
                last.length += length;
            }
            _ => self.runs.push(Run { old, new, length }),
        }
    }

    /// All of which something may be to tell, in the order of new, with what is gone behind what it stood behind.
    pub(super) fn looks(&self) -> Vec<Look> {
        // By the place in new that it stands at or behind.
        let mut found: Vec<((u32, u32), Look)> = Vec::new();
        for (at, &new) in self.rest_new.iter().enumerate() {
            let old = self.rest_old.get(self.rest.old_of_new[at] as usize).copied();
            let same = old.is_some_and(|old| self.is_same(old as usize, new as usize));
            found.push(((new + 1, 0), Look { old, new: Some(new), same }));
        }
        let mut runs = self.runs.iter().peekable();
        // What the next old option would stand behind if it were gone: known for one that is not in a run.
        let mut behind: Option<(u32, u32)> = None;
        for (at, &old) in self.rest_old.iter().enumerate() {
            let place = match behind {
                Some((next, place)) if next == old => place,
                _ => {
                    while runs.next_if(|run| run.old + run.length < old).is_some() {}
                    runs.peek()
                        .filter(|run| run.old + run.length == old)
                        .map_or(0, |run| run.new + run.length)
                }
            };
            let place = match self.rest_new.get(self.rest.new_of_old[at] as usize) {
                Some(new) => new + 1,
                None => {
                    found.push(((place, 1 + old), Look { old: Some(old), new: None, same: false }));
                    place
                }
            };
            behind = Some((old + 1, place));
        }
        let nodes = self.new.option_nodes();
        for run in &self.runs {
            let new = run.new as usize..(run.new + run.length) as usize;
            for (old, new) in (run.old..).zip(new).filter(|&(_, new)| nodes[new].extra != NOWHERE) {
                let new = crate::span::small(new);
                found.push(((new + 1, 0), Look { old: Some(old), new: Some(new), same: true }));
            }
        }
        found.sort_unstable_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, look)| look).collect()
    }

    /// What changed its place, if anything did.
    pub(super) fn moves(&self) -> Option<Moves> {
        let (old, new) = (self.old.option_nodes().len(), self.new.option_nodes().len());
        let pairs = self.rest_old.iter().zip(&self.rest.new_of_old);
        let pairs = pairs.filter_map(|(old, new)| Some((*self.rest_new.get(*new as usize)?, *old)));
        let mut in_order: Vec<(u32, u32, u32)> = pairs.map(|(new, old)| (new, old, 1)).collect();
        if in_order.is_empty() {
            return None;
        }
        in_order.extend(self.runs.iter().map(|run| (run.new, run.old, run.length)));
        in_order.sort_unstable();
        if in_order.is_sorted_by_key(|(_, old, _)| *old) {
            return None;
        }
        let mut all = Pairs::none(old, new);
        for (new, old, length) in in_order {
            (0..length).for_each(|at| all.join(old + at, new + at));
        }
        all.moves()
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
        let mut values = values.peekable();
        if values.peek().is_none() {
            return HashMap::new();
        }
        let most = self.rest_old.len() + self.rest_new.len();
        let mut found: HashMap<&str, Alike<'s>> = HashMap::with_capacity(most);
        let mut filter = Filter::new();
        for value in values {
            filter.add(value.as_bytes());
            found.entry(value).or_default();
        }
        let may_be = |field: FieldRef<'s>, node: &OptionNode| {
            field.arena.bytes(node.value).is_some_and(|value| filter.may_have(value))
        };
        let (nodes_old, nodes_new) = (self.old.option_nodes(), self.new.option_nodes());
        for &at in self.rest_old.iter().filter(|at| may_be(self.old, &nodes_old[**at as usize])) {
            let option = self.old.option_at(at);
            if let Some(alike) = option.and_then(|option| found.get_mut(option.value()?)) {
                alike.old.extend(option);
            }
        }
        for &at in self.rest_new.iter().filter(|at| may_be(self.new, &nodes_new[**at as usize])) {
            let option = self.new.option_at(at);
            if let Some(alike) = option.and_then(|option| found.get_mut(option.value()?)) {
                alike.new.extend(option);
            }
        }
        for run in &self.runs {
            let nodes = &nodes_new[run.new as usize..(run.new + run.length) as usize];
            for (at, _) in (0..).zip(nodes).filter(|(_, node)| may_be(self.new, node)) {
                let Some((old, new)) = self.pair(run.old + at, run.new + at) else { continue };
                if let Some(alike) = new.value().and_then(|value| found.get_mut(value)) {
                    alike.old.push(old);
                    alike.new.push(new);
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
struct Filter(Vec<u64>);

impl Filter {
    /// Enough for some hundred texts.
    const BITS: u32 = 16;

    fn new() -> Filter {
        Filter(vec![0; 1 << (Filter::BITS - 6)])
    }

    /// Made of the length and the last bytes, in which values differ most.
    fn bit(bytes: &[u8]) -> usize {
        let last = match bytes.last_chunk::<4>() {
            Some(last) => u32::from_le_bytes(*last),
            None => bytes.iter().fold(0, |last, byte| last << 8 | u32::from(*byte)),
        };
        let mixed = (last ^ crate::span::small(bytes.len())).wrapping_mul(0x9e37_79b1);
        (mixed >> (32 - Filter::BITS)) as usize
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
