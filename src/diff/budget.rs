//! A limit on the work of one diff.

use std::cell::Cell;

/// The work that is left for one diff, in steps. Once it is used up, every remaining question counts as undecided, so
/// that a change is called breaking rather than proved harmless. The whole budget takes some tenths of a second.
#[derive(Debug)]
pub(super) struct Budget(Cell<u64>);

impl Budget {
    pub(super) const fn new() -> Budget {
        Budget(Cell::new(30_000_000))
    }

    /// Uses up some steps; false if fewer are left.
    pub(super) fn spend(&self, steps: u64) -> bool {
        let left = self.0.get().checked_sub(steps);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}
