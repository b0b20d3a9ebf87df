//! Finds the changes that several schemas have in the same way.

use std::collections::HashMap;

use tmall_schema::{ChangeCode, Level};

use crate::cli::args::ChangeCodeArg;
use crate::cli::results::change::ReportedChange;
use crate::cli::results::changes::ComparedPair;
use crate::cli::results::groups::ChangeGroup;

/// What makes changes of two schemas equal.
type Key = (String, Level);

/// Gathers the changes of all pairs, each of the equal ones once.
#[derive(Default)]
pub(super) struct Grouping {
    /// Each pair without its changes, and where these are.
    pairs: Vec<(ComparedPair, Vec<usize>)>,
    places: HashMap<Key, usize>,
    changes: Vec<GatheredChange>,
}

struct GatheredChange {
    change: ReportedChange,
    /// The pairs that have it.
    pairs: Vec<usize>,
}

impl Grouping {
    /// Takes the changes of a pair.
    pub(super) fn add(&mut self, mut pair: ComparedPair) {
        let at = self.pairs.len();
        let taken = match &mut pair.outcome {
            Ok(difference) => std::mem::take(&mut difference.changes),
            Err(_) => Vec::new(),
        };
        let mut places = Vec::with_capacity(taken.len());
        for change in taken {
            let place = *self.places.entry(key(&change, at)).or_insert(self.changes.len());
            match self.changes.get_mut(place) {
                // Two equal changes of one schema stay apart.
                Some(known) if known.pairs.last() == Some(&at) => {
                    places.push(self.changes.len());
                    self.changes.push(GatheredChange { change, pairs: vec![at] });
                }
                Some(known) => {
                    known.pairs.push(at);
                    places.push(place);
                }
                None => {
                    places.push(place);
                    self.changes.push(GatheredChange { change, pairs: vec![at] });
                }
            }
        }
        self.pairs.push((pair, places));
    }

    /// The groups, those of most schemas first, and the pairs with the changes that no other schema has.
    pub(super) fn finish(self) -> (Vec<ChangeGroup>, Vec<ComparedPair>) {
        let names: Vec<String> = self.pairs.iter().map(|(pair, _)| pair.name.clone()).collect();
        let mut alone: Vec<Option<ReportedChange>> = Vec::with_capacity(self.changes.len());
        let mut groups: Vec<ChangeGroup> = Vec::new();
        let mut by_pairs: HashMap<Vec<usize>, usize> = HashMap::new();
        for GatheredChange { change, pairs } in self.changes {
            if pairs.len() < 2 {
                alone.push(Some(change));
                continue;
            }
            alone.push(None);
            let schemas = || pairs.iter().filter_map(|&pair| names.get(pair).cloned()).collect();
            let group = match by_pairs.get(&pairs) {
                Some(&at) => at,
                None => {
                    groups.push(ChangeGroup { schemas: schemas(), changes: Vec::new() });
                    groups.len() - 1
                }
            };
            by_pairs.insert(pairs, group);
            if let Some(group) = groups.get_mut(group) {
                group.changes.push(change);
            }
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.schemas.len()));
        let own = |(mut pair, places): (ComparedPair, Vec<usize>)| {
            if let Ok(difference) = &mut pair.outcome {
                let taken = places.iter().map(|&place| alone.get_mut(place).and_then(Option::take));
                let taken: Vec<Option<ReportedChange>> = taken.collect();
                difference.grouped = taken.iter().filter(|change| change.is_none()).count();
                difference.changes = taken.into_iter().flatten().collect();
            }
            pair
        };
        let pairs = self.pairs.into_iter().map(own).collect();
        (groups, pairs)
    }
}

fn key(change: &ReportedChange, pair: usize) -> Key {
    let alone = || format!("{}@{pair}", change.fingerprint);
    let name = match change.code {
        // The file is part of their fingerprints.
        ChangeCodeArg::SchemaAdded | ChangeCodeArg::SchemaRemoved => change.code.as_str().to_owned(),
        // It is reported with the mapping of each schema.
        ChangeCodeArg::Within(ChangeCode::OptionRenamed) if !change.filled.is_empty() => alone(),
        ChangeCodeArg::Within(_) => change.fingerprint.clone(),
    };
    (name, change.level)
}
