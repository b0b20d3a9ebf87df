//! What is reported once for a param: that a rule is not checked, whatever the values are. Repeated for each of hundreds
//! of rows, it would bury the other findings.

use std::collections::HashSet;

use crate::schema::FieldRef;
use crate::validate::plan::FieldPlan;

/// The unchecked rules that were reported so far.
#[derive(Debug, Default)]
pub(super) struct Reported {
    /// By the index of the field and the number of its rule.
    rules: HashSet<(u32, usize)>,
}

impl Reported {
    /// Whether a rule of a field was reported.
    pub(super) fn has(&self, field: FieldRef<'_>, rule: usize) -> bool {
        self.rules.contains(&(field.index, rule))
    }

    pub(super) fn add(&mut self, field: FieldRef<'_>, rule: usize) {
        self.rules.insert((field.index, rule));
    }

    /// Whether all unchecked rules of a field were reported.
    pub(super) fn is_done(&self, field: FieldRef<'_>, plan: &FieldPlan) -> bool {
        plan.reportable.iter().all(|&rule| self.has(field, rule))
    }
}
