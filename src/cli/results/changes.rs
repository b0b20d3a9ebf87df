//! The changes of one pair of schemas, and the totals of all pairs.

use tmall_schema::Level;

use super::change::ReportedChange;
use super::groups::ChangeGroup;
use super::items::{ItemCounts, ItemsImpact};
use super::mapping::{MappingCounts, MappingEffect, Need};
use crate::cli::error::CliError;

/// A pair of schemas with what differs between them.
pub(crate) struct ComparedPair {
    pub(crate) name: String,
    /// How many items belong to it.
    pub(crate) items: usize,
    pub(crate) outcome: Result<Difference, CliError>,
}

/// What differs; empty if nothing does.
#[derive(Default)]
pub(crate) struct Difference {
    /// In document order, without ignored ones.
    pub(crate) changes: Vec<ReportedChange>,
    pub(crate) counts: LevelCounts,
    /// How many changes are left out, since other schemas have them too: they are in a group.
    pub(crate) grouped: usize,
    /// How many changes are ignored.
    pub(crate) ignored: usize,
    /// How many changes were reported before.
    pub(crate) known: usize,
    pub(crate) impact: ItemsImpact,
    pub(crate) mapping: MappingEffect,
}

/// Numbers of changes by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LevelCounts {
    pub(crate) breaking: usize,
    pub(crate) compatible: usize,
    pub(crate) cosmetic: usize,
}

impl LevelCounts {
    pub(crate) fn of(changes: &[ReportedChange]) -> LevelCounts {
        let count = |level| changes.iter().filter(|change| change.level == level).count();
        LevelCounts {
            breaking: count(Level::Breaking),
            compatible: count(Level::Compatible),
            cosmetic: count(Level::Cosmetic),
        }
    }

    pub(crate) fn add(&mut self, other: LevelCounts) {
        self.breaking += other.breaking;
        self.compatible += other.compatible;
        self.cosmetic += other.cosmetic;
    }

    pub(crate) fn get(&self, level: Level) -> usize {
        match level {
            Level::Breaking => self.breaking,
            Level::Compatible => self.compatible,
            Level::Cosmetic | _ => self.cosmetic,
        }
    }

    pub(crate) fn total(&self) -> usize {
        self.breaking + self.compatible + self.cosmetic
    }

    /// The highest level that occurs.
    pub(crate) fn level(&self) -> Option<Level> {
        Level::ALL.iter().rev().copied().find(|&level| self.get(level) > 0)
    }
}

impl Difference {
    fn mapping_counts(&self) -> MappingCounts {
        let missed = |need| self.mapping.missed.iter().filter(|missed| missed.need == need).count();
        MappingCounts {
            touched: self.changes.iter().filter(|change| !change.filled.is_empty()).count(),
            unfit: self.mapping.unfit.len(),
            missed: missed(Need::Always),
            defaulted: missed(Need::Default),
            conditional: missed(Need::Condition),
        }
    }
}

impl ComparedPair {
    /// The higher, the earlier in reports that gather all pairs. Pairs that are unreadable, break items or break
    /// the mapping rank as breaking ones.
    pub(crate) fn rank(&self) -> usize {
        let level = match &self.outcome {
            Ok(difference) if difference.impact.broken.is_empty() && difference.mapping.unfit.is_empty() => {
                difference.counts.level()
            }
            _ => Some(Level::Breaking),
        };
        match level {
            Some(Level::Breaking) => 3,
            Some(Level::Compatible) => 2,
            Some(_) => 1,
            None => 0,
        }
    }

    /// What could not be read of it.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &CliError> {
        let (items, schemas) = match &self.outcome {
            Ok(difference) => (difference.impact.unreadable.as_slice(), None),
            Err(error) => (&[][..], Some(error)),
        };
        items.iter().chain(schemas)
    }
}

/// The totals of all pairs.
#[derive(Default)]
pub(crate) struct ChangesSummary {
    pub(crate) schemas: usize,
    pub(crate) counts: LevelCounts,
    pub(crate) ignored: usize,
    /// How many changes were reported before; `None` without `--known`.
    pub(crate) known: Option<usize>,
    /// Changes that several schemas have.
    pub(crate) groups: Vec<ChangeGroup>,
    /// The schemas that reports list, in their order.
    pub(crate) files: Vec<FileSummary>,
    pub(crate) unreadable: usize,
    /// `None` if no items are given.
    pub(crate) items: Option<ItemCounts>,
    /// `None` if no mapping is given.
    pub(crate) mapping: Option<MappingCounts>,
}

/// One schema in a table of all.
#[derive(Clone, Debug)]
pub(crate) struct FileSummary {
    pub(crate) name: String,
    pub(crate) counts: LevelCounts,
    pub(crate) is_unreadable: bool,
    /// Items that are no longer valid.
    pub(crate) broken: usize,
    /// Entries of the mapping that no longer fit, and required fields that it does not fill.
    pub(crate) unmapped: usize,
}

impl ChangesSummary {
    /// The totals before any pair: how many items there are, how many of them have no schema or do not exist,
    /// and whether there is a mapping.
    pub(crate) fn new(items: usize, lost: usize, has_mapping: bool) -> ChangesSummary {
        let items = (items > 0).then(|| ItemCounts { items, unreadable: lost, ..ItemCounts::default() });
        let mapping = has_mapping.then(MappingCounts::default);
        ChangesSummary { items, mapping, ..ChangesSummary::default() }
    }

    /// The number of schemas with changes.
    pub(crate) fn changed(&self) -> usize {
        self.files.iter().filter(|file| file.counts.total() > 0).count()
    }

    pub(crate) fn add(&mut self, pair: &ComparedPair) {
        self.schemas += 1;
        let mut file = FileSummary {
            name: pair.name.clone(),
            counts: LevelCounts::default(),
            is_unreadable: pair.outcome.is_err(),
            broken: 0,
            unmapped: 0,
        };
        let Ok(difference) = &pair.outcome else {
            self.unreadable += 1;
            if let Some(items) = &mut self.items {
                items.unreadable += pair.items;
            }
            self.files.push(file);
            return;
        };
        let mapping = difference.mapping_counts();
        self.counts.add(difference.counts);
        self.ignored += difference.ignored;
        if let Some(known) = &mut self.known {
            *known += difference.known;
        }
        if let Some(all) = &mut self.mapping {
            all.touched += mapping.touched;
            all.unfit += mapping.unfit;
            all.missed += mapping.missed;
            all.defaulted += mapping.defaulted;
            all.conditional += mapping.conditional;
        }
        if let Some(items) = &mut self.items {
            items.broken += difference.impact.broken.len();
            items.fixed += difference.impact.fixed.len();
            items.unreadable += difference.impact.unreadable.len();
        }
        file.counts = difference.counts;
        file.broken = difference.impact.broken.len();
        file.unmapped = mapping.unfit + mapping.missed;
        if file.counts.total() > 0 || file.broken > 0 || file.unmapped > 0 {
            self.files.push(file);
        }
    }
}
