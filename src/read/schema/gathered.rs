//! The rules or options of one field, side by side in their arena.

use crate::schema::Stretch;
use crate::span::small;

/// The rules or options of one field, which must be side by side in their arena.
///
/// They are added at once. If a field continues with them after its sub-fields, whose own are in between, the
/// later ones wait and all move to the end together: once, so that the time stays linear for every document.
pub(super) struct Gathered<T> {
    stretch: Option<Stretch>,
    later: Vec<T>,
}

impl<T> Default for Gathered<T> {
    fn default() -> Gathered<T> {
        Gathered { stretch: None, later: Vec::new() }
    }
}

impl<T: Clone> Gathered<T> {
    #[inline]
    pub(super) fn push(&mut self, node: T, arena: &mut Vec<T>) {
        let at = small(arena.len());
        let stretch = self.stretch.get_or_insert(Stretch { start: at, end: at });
        if stretch.end == at && self.later.is_empty() {
            arena.push(node);
            stretch.end += 1;
        } else {
            self.later.push(node);
        }
    }

    pub(super) fn settle(&mut self, arena: &mut Vec<T>) -> Stretch {
        let stretch = self.stretch.unwrap_or_default();
        if self.later.is_empty() {
            return stretch;
        }
        let start = small(arena.len());
        arena.extend_from_within(stretch.range());
        arena.append(&mut self.later);
        Stretch { start, end: small(arena.len()) }
    }
}
