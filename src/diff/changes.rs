//! All changes between two schemas.

use std::fmt;

use serde::Serialize;

use crate::code::Level;
use crate::diff::change::Change;

/// The changes between two schemas, in document order: see [`Schema::diff`](crate::schema::Schema::diff).
///
/// Displayed it is one line for each change. Serialized it is a list of changes.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Changes {
    pub(super) changes: Vec<Change>,
}

impl Changes {
    /// All changes.
    pub fn iter(&self) -> std::slice::Iter<'_, Change> {
        self.changes.iter()
    }

    /// The change of an index, from 0.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Change> {
        self.changes.get(index)
    }

    /// The number of changes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Whether there is no change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The changes after which a param that was valid may be invalid.
    pub fn breaking(&self) -> impl Iterator<Item = &Change> {
        self.of_level(Level::Breaking)
    }

    /// The changes after which more params are valid.
    pub fn compatible(&self) -> impl Iterator<Item = &Change> {
        self.of_level(Level::Compatible)
    }

    /// The changes after which the same params are valid.
    pub fn cosmetic(&self) -> impl Iterator<Item = &Change> {
        self.of_level(Level::Cosmetic)
    }

    fn of_level(&self, level: Level) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.level() == level)
    }

    /// The worst level of all changes; `None` if there is no change.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.changes.iter().map(Change::level).max()
    }
}

impl<'c> IntoIterator for &'c Changes {
    type Item = &'c Change;
    type IntoIter = std::slice::Iter<'c, Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Changes {
    type Item = Change;
    type IntoIter = std::vec::IntoIter<Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.changes.into_iter()
    }
}

/// One line for each change.
impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.changes.iter().try_for_each(|change| writeln!(f, "{change}"))
    }
}
