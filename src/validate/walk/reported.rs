//! What is reported once for a param: that a rule is not checked, whatever the values are. Repeated for each of hundreds
//! of rows, it would bury the other findings.

use std::collections::HashSet;

use crate::schema::FieldRef;
use crate::validate::plan::{FieldPlan, NO_OPTIONS};

/// The unchecked rules that were reported so far.
#[derive(Debug, Default)]
pub(super) struct Reported {
    /// By the index of the field: a bit for each of its first rules, and one for [`NO_OPTIONS`].
    few: Vec<u64>,
    /// By the index of the field and the number of its rule: the rules that have no bit.
    many: HashSet<(u32, usize)>,
}

/// The bit of a rule; none if there are more rules than bits.
fn bit(rule: usize) -> Option<u64> {
    const LAST: usize = u64::BITS as usize - 1;
    match rule {
        NO_OPTIONS => Some(1 << LAST),
        ..LAST => Some(1 << rule),
        _ => None,
    }
}

impl Reported {
    /// Whether a rule of a field was reported.
    pub(super) fn has(&self, field: FieldRef<'_>, rule: usize) -> bool {
        match bit(rule) {
            Some(bit) => self.few.get(field.index as usize).is_some_and(|bits| bits & bit != 0),
            None => self.many.contains(&(field.index, rule)),
        }
    }

    pub(super) fn add(&mut self, field: FieldRef<'_>, rule: usize) {
        let Some(bit) = bit(rule) else {
            self.many.insert((field.index, rule));
            return;
        };
        let index = field.index as usize;
        if self.few.len() <= index {
            self.few.resize(index + 1, 0);
        }
        self.few[index] |= bit;
    }

    /// Whether all unchecked rules of a field were reported.
    pub(super) fn is_done(&self, field: FieldRef<'_>, plan: &FieldPlan) -> bool {
        plan.reportable.iter().all(|one| self.has(field, one.rule))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;

    #[test]
    fn each_rule_for_itself() {
        let schema =
            Schema::parse("<itemRule><field id='a' type='input'/><field id='b' type='input'/></itemRule>");
        let schema = schema.unwrap();
        let (a, b) = (schema.field("/a").unwrap(), schema.field("/b").unwrap());
        let rules = [0, 1, 62, 63, 64, 1000, NO_OPTIONS];
        let mut reported = Reported::default();
        for (at, &rule) in rules.iter().enumerate() {
            reported.add(b, rule);
            assert!(rules.iter().enumerate().all(|(other, &rule)| reported.has(b, rule) == (other <= at)));
        }
        assert!(rules.iter().all(|&rule| !reported.has(a, rule)));
    }
}
