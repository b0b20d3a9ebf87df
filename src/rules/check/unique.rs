//! Rows or values that are the same.
//!
//! Keys are compared by a hash first, so that rows that all differ, which is the usual case, take no memory for their
//! texts.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::RuleCheck;
use super::report::Spot;
use crate::rules::walk::{Flow, Node, Scope};

/// FNV-1a: short keys, and equal hashes are compared again.
struct Hash(u64);

impl Hash {
    fn new() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// The numbers of those whose hash occurs more than once, in order.
fn repeated(mut hashes: Vec<(u64, usize)>) -> Vec<usize> {
    hashes.sort_unstable();
    let mut repeated: Vec<usize> = hashes
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|chunk| chunk.len() > 1)
        .flatten()
        .map(|(_, number)| *number)
        .collect();
    repeated.sort_unstable();
    repeated
}

impl RuleCheck<'_, '_> {
    /// The rows of one field must differ in the fields of the rule.
    pub(super) fn unique_rows(&mut self, at: usize) -> Flow {
        let walker = self.walker;
        walker.row_groups(at, &mut |node, step, chain, rows| {
            let mut hashes = Vec::with_capacity(rows.len());
            for (number, row) in rows.iter().enumerate() {
                let below = Node::below(node, row, step, number);
                let scope = Scope { node: &below, chain: Some(chain) };
                if !self.applies(&scope)? {
                    continue;
                }
                let (mut hash, mut is_empty) = (Hash::new(), true);
                for &place in &self.uses.fields {
                    let _ = walker.values(&scope, place, &mut |found| {
                        let (text, custom) = found.key();
                        hash.add(text);
                        if !custom.is_empty() {
                            hash.add(custom);
                        }
                        is_empty = false;
                        ControlFlow::Continue(())
                    });
                    hash.add("");
                }
                if !is_empty {
                    hashes.push((hash.0, number));
                }
            }
            let mut first: HashMap<Vec<Vec<String>>, usize> = HashMap::new();
            for number in repeated(hashes) {
                let below = Node::below(node, &rows[number], step, number);
                let scope = Scope { node: &below, chain: Some(chain) };
                let key = self.key(&scope);
                let texts = key.concat().join(", ");
                let before = *first.entry(key).or_insert(number);
                if before == number {
                    continue;
                }
                let other = Node::below(node, &rows[before], step, before).path();
                let spot = |check: &Self| match check.uses.fields.as_slice() {
                    [place] if check.walker.place(*place).chains.len() == 1 => check.spot_of(*place, &scope),
                    _ => Spot::row(&below),
                };
                self.report(&scope, spot, &[("value", &texts), ("first", &other)])?;
            }
            ControlFlow::Continue(())
        })
    }

    /// The texts of a row, by place.
    fn key(&self, scope: &Scope<'_>) -> Vec<Vec<String>> {
        let texts = |place: &usize| {
            let mut texts = Vec::new();
            let _ = self.walker.values(scope, *place, &mut |found| {
                let (text, custom) = found.key();
                texts.push(if custom.is_empty() { text.to_owned() } else { format!("{text} {custom}") });
                ControlFlow::Continue(())
            });
            texts
        };
        self.uses.fields.iter().map(texts).collect()
    }

    /// All values of the fields must differ.
    pub(super) fn unique_values(&mut self, scope: &Scope<'_>) -> Flow {
        let walker = self.walker;
        let (mut hashes, mut count) = (Vec::new(), 0_usize);
        for &place in &self.uses.fields {
            let _ = walker.values(scope, place, &mut |found| {
                let (text, custom) = found.key();
                let mut hash = Hash::new();
                hash.add(text);
                hash.add(custom);
                hashes.push((hash.0, count));
                count += 1;
                ControlFlow::Continue(())
            });
        }
        let repeated = repeated(hashes);
        if repeated.is_empty() {
            return ControlFlow::Continue(());
        }
        let (mut first, mut count): (HashMap<(String, String), String>, usize) = (HashMap::new(), 0);
        for &place in &self.uses.fields {
            walker.values(scope, place, &mut |found| {
                count += 1;
                if repeated.binary_search(&(count - 1)).is_err() {
                    return ControlFlow::Continue(());
                }
                let (text, custom) = found.key();
                let key = (text.to_owned(), custom.to_owned());
                if let Some(before) = first.get(&key) {
                    let before = before.clone();
                    return self.report(
                        scope,
                        |_| Spot::value(&found),
                        &[("value", text), ("first", &before)],
                    );
                }
                first.insert(key, found.node.path_of(&found.step.id, found.number));
                ControlFlow::Continue(())
            })?;
        }
        ControlFlow::Continue(())
    }
}
