//! Errors of items by the changes that cause them.

use std::collections::BTreeMap;

use crate::cli::results::items::{BreakingError, Cause, ItemsImpact};

/// A change with the errors that it causes and the items that have them; `None` for errors that no single
/// change causes.
pub(super) type ByCause<'i> = (Option<&'i Cause>, Vec<(&'i str, &'i BreakingError)>);

/// The errors of all items by the change that causes them, in the order of the changes; errors without a single
/// cause come last.
pub(super) fn by_cause(impact: &ItemsImpact) -> Vec<ByCause<'_>> {
    let mut groups: BTreeMap<usize, ByCause<'_>> = BTreeMap::new();
    for broken in &impact.broken {
        for error in &broken.errors {
            let cause = error.cause.as_ref();
            let group = groups.entry(cause.map_or(usize::MAX, |cause| cause.at));
            group.or_insert_with(|| (cause, Vec::new())).1.push((broken.file.as_str(), error));
        }
    }
    groups.into_values().collect()
}
