//! What was found out about one pair, and about all.

use tmall_schema::Level;

use super::items::Impact;
use super::mapped::{Mapped, MappedCounts};
use super::row::Row;
use crate::cli::error::CliError;

/// A pair with what was found.
pub(crate) struct Compared {
    pub(crate) name: String,
    /// How many items go by it.
    pub(crate) items: usize,
    pub(crate) outcome: Result<Difference, CliError>,
}

/// What differs; nothing, if nothing does.
#[derive(Default)]
pub(crate) struct Difference {
    /// In document order, without those that are ignored.
    pub(crate) rows: Vec<Row>,
    pub(crate) counts: Counts,
    pub(crate) ignored: usize,
    /// What becomes of the items.
    pub(crate) impact: Impact,
    /// What becomes of the mapping.
    pub(crate) mapped: Mapped,
}

/// Changes by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) breaking: usize,
    pub(crate) compatible: usize,
    pub(crate) cosmetic: usize,
}

impl Counts {
    pub(super) fn of(rows: &[Row]) -> Counts {
        let count = |level| rows.iter().filter(|row| row.level == level).count();
        Counts {
            breaking: count(Level::Breaking),
            compatible: count(Level::Compatible),
            cosmetic: count(Level::Cosmetic),
        }
    }

    pub(super) fn add(&mut self, other: Counts) {
        self.breaking += other.breaking;
        self.compatible += other.compatible;
        self.cosmetic += other.cosmetic;
    }

    pub(crate) fn get(&self, level: Level) -> usize {
        match level {
            Level::Breaking => self.breaking,
            Level::Compatible => self.compatible,
            _ => self.cosmetic,
        }
    }

    pub(crate) fn total(&self) -> usize {
        self.breaking + self.compatible + self.cosmetic
    }

    /// The worst level that occurs.
    pub(crate) fn level(&self) -> Option<Level> {
        Level::ALL.iter().rev().copied().find(|&level| self.get(level) > 0)
    }
}

/// What all pairs come to.
#[derive(Default)]
pub(crate) struct Summary {
    pub(crate) schemas: usize,
    pub(crate) counts: Counts,
    pub(crate) ignored: usize,
    /// The schemas of which there is something to say, in their order.
    pub(crate) files: Vec<FileLine>,
    pub(crate) unreadable: usize,
    /// What becomes of the items; none if there was none to judge.
    pub(crate) items: Option<ItemCounts>,
    /// What becomes of the mapping; none if there is none.
    pub(crate) mapped: Option<MappedCounts>,
}

/// One schema in a table.
#[derive(Clone, Debug)]
pub(crate) struct FileLine {
    pub(crate) name: String,
    pub(crate) counts: Counts,
    pub(crate) is_unreadable: bool,
    /// Items that are no longer valid.
    pub(crate) broken: usize,
    /// What fits no more in the mapping, and what it misses.
    pub(crate) unmapped: usize,
}

/// Items by what becomes of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ItemCounts {
    pub(crate) items: usize,
    pub(crate) broken: usize,
    pub(crate) mended: usize,
    /// Those that were not judged, since they or their schemas cannot be read.
    pub(crate) unreadable: usize,
}

impl Summary {
    pub(crate) fn changed(&self) -> usize {
        self.files.iter().filter(|file| file.counts.total() > 0).count()
    }

    /// So many items are judged, of which some are not there or have no schema; and there is a mapping or none.
    pub(super) fn start(&mut self, items: usize, lost: usize, mapped: Option<MappedCounts>) {
        self.mapped = mapped;
        if items > 0 {
            self.items = Some(ItemCounts { items, unreadable: lost, ..ItemCounts::default() });
        }
    }

    pub(super) fn add(&mut self, compared: &Compared) {
        self.schemas += 1;
        let line = |counts, is_unreadable, broken, unmapped| FileLine {
            name: compared.name.clone(),
            counts,
            is_unreadable,
            broken,
            unmapped,
        };
        match &compared.outcome {
            Ok(difference) => {
                self.counts.add(difference.counts);
                self.ignored += difference.ignored;
                let broken = difference.impact.broken.len();
                let mut own = MappedCounts::default();
                own.add(difference);
                let unmapped = own.unfit + own.missed;
                if difference.counts.total() > 0 || broken > 0 || unmapped > 0 {
                    self.files.push(line(difference.counts, false, broken, unmapped));
                }
                if let Some(mapped) = &mut self.mapped {
                    mapped.add(difference);
                }
                if let Some(items) = &mut self.items {
                    items.broken += broken;
                    items.mended += difference.impact.mended.len();
                    items.unreadable += difference.impact.unreadable.len();
                }
            }
            Err(_) => {
                self.unreadable += 1;
                if let Some(items) = &mut self.items {
                    items.unreadable += compared.items;
                }
                self.files.push(line(Counts::default(), true, 0, 0));
            }
        }
    }
}
