//! Options of both schemas with given values.

use std::collections::HashMap;

use crate::diff::options::OptionPairs;
use crate::schema::{FieldRef, OptionNode, OptionRef};

/// The options of one value.
#[derive(Default)]
pub(in crate::diff) struct SameValueOptions<'s> {
    pub(in crate::diff) old: Vec<OptionRef<'s>>,
    pub(in crate::diff) new: Vec<OptionRef<'s>>,
}

impl<'s> OptionPairs<'s> {
    /// All options of both sides whose value is among the given ones. Walks each list once.
    pub(in crate::diff) fn with_values(
        &self,
        values: impl Iterator<Item = &'s str>,
    ) -> HashMap<&'s str, SameValueOptions<'s>> {
        let mut values = values.peekable();
        if values.peek().is_none() {
            return HashMap::new();
        }
        let capacity = self.rest_old.len() + self.rest_new.len();
        let mut found: HashMap<&str, SameValueOptions<'s>> = HashMap::with_capacity(capacity);
        let mut filter = Filter::new();
        for value in values {
            filter.add(value.as_bytes());
            found.entry(value).or_default();
        }
        let may_be = |field: FieldRef<'s>, node: &OptionNode| {
            field.arena.bytes(node.value).is_some_and(|value| filter.may_contain(value))
        };
        let (nodes_old, nodes_new) = (self.old.option_nodes(), self.new.option_nodes());
        for &at in self.rest_old.iter().filter(|at| may_be(self.old, &nodes_old[**at as usize])) {
            let option = self.old.option_at(at);
            if let Some(same) = option.and_then(|option| found.get_mut(option.value()?)) {
                same.old.extend(option);
            }
        }
        for &at in self.rest_new.iter().filter(|at| may_be(self.new, &nodes_new[**at as usize])) {
            let option = self.new.option_at(at);
            if let Some(same) = option.and_then(|option| found.get_mut(option.value()?)) {
                same.new.extend(option);
            }
        }
        for run in &self.runs {
            let nodes = &nodes_new[run.new as usize..(run.new + run.length) as usize];
            for (at, _) in (0..).zip(nodes).filter(|(_, node)| may_be(self.new, node)) {
                let Some((old, new)) = self.pair(run.old + at, run.new + at) else { continue };
                if let Some(same) = new.value().and_then(|value| found.get_mut(value)) {
                    same.old.push(old);
                    same.new.push(new);
                }
            }
        }
        found
    }
}

/// A Bloom filter with one hash: rules out quickly that most texts are in a set.
struct Filter(Vec<u64>);

impl Filter {
    /// Enough for some hundred texts: 64 Ki bits.
    const BITS: u32 = 16;

    fn new() -> Filter {
        Filter(vec![0; 1 << (Filter::BITS - 6)])
    }

    /// A hash of the length and the last bytes, in which option values differ most.
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

    fn may_contain(&self, text: &[u8]) -> bool {
        let bit = Filter::bit(text);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}
