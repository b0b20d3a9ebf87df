//! What is said once of an item: that a rule is not judged, whatever the values are. Said again for each of hundreds of
//! rows, it would bury what is wrong with them.

use std::collections::HashSet;

use crate::schema::FieldRef;
use crate::validate::compile::FieldPlan;

/// What was said of an item so far.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// By the field's index and the number of its rule.
    said: HashSet<(u32, usize)>,
}

impl Told {
    /// Whether it was said of a rule of a field that it is not judged.
    pub(super) fn has(&self, field: FieldRef<'_>, rule: usize) -> bool {
        self.said.contains(&(field.index, rule))
    }

    pub(super) fn add(&mut self, field: FieldRef<'_>, rule: usize) {
        self.said.insert((field.index, rule));
    }

    /// Whether all was said that there is to say of a field.
    pub(super) fn is_done(&self, field: FieldRef<'_>, plan: &FieldPlan) -> bool {
        plan.sayable.iter().all(|&rule| self.has(field, rule))
    }
}
