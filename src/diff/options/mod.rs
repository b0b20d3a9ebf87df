//! Pairs the options of a field: first options that are equal, then options of equal values.

pub(super) mod by_value;

use crate::diff::canonical::CanonicalCondition;
use crate::diff::pairing::{Moves, Pairing};
use crate::schema::{FieldRef, NOWHERE, OptionNode, OptionRef};

/// How far the next equal options are searched for.
const MAX_AHEAD: usize = 8;

/// The options of a field in both schemas, and their pairs.
pub(super) struct OptionPairs<'s> {
    old: FieldRef<'s>,
    new: FieldRef<'s>,
    /// Equal options in the same order on both sides, in that order.
    runs: Vec<Run>,
    /// The indices of all other options.
    rest_old: Vec<u32>,
    rest_new: Vec<u32>,
    /// The pairs of these other options, by their indices in `rest_old` and `rest_new`.
    rest: Pairing,
}

/// Equal options that follow each other on both sides, from an index of each side on.
#[derive(Clone, Copy, Debug)]
struct Run {
    old: u32,
    new: u32,
    length: u32,
}

/// An option, or a pair of options, that may have a change.
pub(super) struct Candidate {
    pub(super) old: Option<u32>,
    pub(super) new: Option<u32>,
    /// Whether both options of the pair are equal, down to their conditions and unknown content.
    pub(super) is_equal: bool,
}

/// What options are paired by: the value, or the name of an option without a value.
#[derive(PartialEq, Eq, Hash)]
enum Key<'s> {
    Value(&'s str),
    Name(Option<&'s str>),
}

impl<'s> OptionPairs<'s> {
    pub(super) fn of(old: FieldRef<'s>, new: FieldRef<'s>) -> OptionPairs<'s> {
        let (runs, rest_old, rest_new) = (Vec::new(), Vec::new(), Vec::new());
        let mut options = OptionPairs { old, new, runs, rest_old, rest_new, rest: Pairing::unpaired(0, 0) };
        options.walk();
        options.rest = Pairing::unpaired(options.rest_old.len(), options.rest_new.len());
        if options.rest_old.is_empty() || options.rest_new.is_empty() {
            return options;
        }
        let content = |option: OptionRef<'s>| {
            (
                option.value(),
                option.display_name(),
                option.readonly(),
                CanonicalCondition::of(option.condition()),
            )
        };
        let of_old = |at: u32| old.option_at(options.rest_old[at as usize]);
        let of_new = |at: u32| new.option_at(options.rest_new[at as usize]);
        options.rest.join_by(|at| of_old(at).map(content), |at| of_new(at).map(content));
        options.rest.join_by(|at| of_old(at).map(key), |at| of_new(at).map(key));
        options
    }

    /// Walks both lists side by side to find the runs.
    fn walk(&mut self) {
        let (len_old, len_new) = (self.old.option_nodes().len(), self.new.option_nodes().len());
        let (mut i, mut j) = (0, 0);
        while i < len_old && j < len_new {
            let run = self.run(i, j);
            if run > 0 || self.is_equal(i, j) {
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

    /// All options and pairs that may have a change, in the order of the new list. A removed option follows the option
    /// that it followed in the old list.
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        // With the sort key: the new index, or that of the option that a removed one follows.
        let mut found: Vec<((u32, u32), Candidate)> = Vec::new();
        for (at, &new) in self.rest_new.iter().enumerate() {
            let old = self.rest_old.get(self.rest.old_of_new[at] as usize).copied();
            let is_equal = old.is_some_and(|old| self.is_equal(old as usize, new as usize));
            found.push(((new + 1, 0), Candidate { old, new: Some(new), is_equal }));
        }
        let mut runs = self.runs.iter().peekable();
        // The next old option, and what it would follow if it is removed; known after an option outside all runs.
        let mut next: Option<(u32, u32)> = None;
        for (at, &old) in self.rest_old.iter().enumerate() {
            let place = match next {
                Some((option, place)) if option == old => place,
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
                    found.push(((place, 1 + old), Candidate { old: Some(old), new: None, is_equal: false }));
                    place
                }
            };
            next = Some((old + 1, place));
        }
        let nodes = self.new.option_nodes();
        for run in &self.runs {
            let new = run.new as usize..(run.new + run.length) as usize;
            for (old, new) in (run.old..).zip(new).filter(|&(_, new)| nodes[new].extra != NOWHERE) {
                let new = crate::span::small(new);
                found.push(((new + 1, 0), Candidate { old: Some(old), new: Some(new), is_equal: true }));
            }
        }
        found.sort_unstable_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, candidate)| candidate).collect()
    }

    /// The options that moved; `None` if the order is the same.
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
        let mut all = Pairing::unpaired(old, new);
        for (new, old, length) in in_order {
            (0..length).for_each(|at| all.join(old + at, new + at));
        }
        all.moves()
    }

    /// How many options from here on are written alike, byte for byte. Comparing the text is much faster than comparing
    /// each option.
    fn run(&self, i: usize, j: usize) -> usize {
        let (old, new) = (self.old.option_nodes(), self.new.option_nodes());
        let (from_old, from_new) = (old[i].start as usize, new[j].start as usize);
        // The end of the last option is not known, so it is left out.
        let rest = |list: &[OptionNode], text: &'s str, from: usize| {
            let end = list.last().map_or(from, |last| last.start as usize);
            text.as_bytes().get(from..end).unwrap_or_default()
        };
        let text_old = rest(old, &self.old.arena.source.text, from_old);
        let text_new = rest(new, &self.new.arena.source.text, from_new);
        let alike = common_prefix(text_old, text_new);
        let starts = old[i + 1..].iter().zip(&new[j + 1..]);
        let whole = starts.take_while(|(a, b)| {
            let (a, b) = (a.start as usize - from_old, b.start as usize - from_new);
            a == b && a <= alike
        });
        whole.count()
    }

    /// How many options of both lists to skip up to the next equal ones. `None` if none are near. If several choices are
    /// equally near, one option of each list is skipped, so that swapping both lists gives the same pairs.
    fn ahead(&self, i: usize, j: usize) -> Option<(usize, usize)> {
        (1..=MAX_AHEAD).find_map(|steps| {
            let mut choices =
                (0..=steps).map(|a| (a, steps - a)).filter(|&(a, b)| self.is_equal(i + a, j + b));
            let first = choices.next()?;
            Some(if choices.next().is_some() { (1, 1) } else { first })
        })
    }

    fn is_equal(&self, old: usize, new: usize) -> bool {
        let at = |field: FieldRef<'s>, at: usize| field.option_at(crate::span::small(at));
        let (Some(old), Some(new)) = (at(self.old, old), at(self.new, new)) else { return false };
        old.value() == new.value()
            && old.display_name() == new.display_name()
            && (old.node.extra == NOWHERE && new.node.extra == NOWHERE
                || old.readonly() == new.readonly()
                    && old.unknown() == new.unknown()
                    && CanonicalCondition::of(old.condition()) == CanonicalCondition::of(new.condition()))
    }

    pub(super) fn pair(&self, old: u32, new: u32) -> Option<(OptionRef<'s>, OptionRef<'s>)> {
        self.old.option_at(old).zip(self.new.option_at(new))
    }
}

/// The length of the common prefix of two texts, in bytes.
fn common_prefix(a: &[u8], b: &[u8]) -> usize {
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
