//! What is said once of an item: that a rule is not judged, whatever the values are. Said again for each of hundreds of
//! rows, it would bury what is wrong with them.

use std::collections::{HashMap, HashSet};

use crate::schema::FieldRef;
use crate::validate::compile::FieldPlan;

/// What was said of an item so far.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// By the field's index and the number of its rule.
    said: HashSet<(u32, usize)>,
    /// By the field's index: how many of its rules.
    counts: HashMap<u32, usize>,
}

/// Stands for the rule that a choice be one of the options, of which there are none.
pub(super) const OPTIONS: usize = usize::MAX;

impl Told {
    /// Whether it was said of a rule of a field that it is not judged.
    pub(super) fn has(&self, field: FieldRef<'_>, rule: usize) -> bool {
        self.said.contains(&(field.index, rule))
    }

    pub(super) fn add(&mut self, field: FieldRef<'_>, rule: usize) {
        if self.said.insert((field.index, rule)) {
            *self.counts.entry(field.index).or_default() += 1;
        }
    }

    /// Whether all was said that there is to say of a field.
    pub(super) fn is_done(&self, field: FieldRef<'_>, plan: &FieldPlan) -> bool {
        self.counts.get(&field.index).is_some_and(|&count| count >= plan.sayable)
    }
}
