//! Findings counted by code and field.

use std::collections::HashMap;

use tmall_schema::{Finding, Schema, Severity};

use crate::cli::field_path::pattern;

/// Numbers of findings by severity, code and field.
#[derive(Debug, Default)]
pub(crate) struct Statistics {
    counts: HashMap<FindingGroup, GroupCount>,
}

/// What the findings of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FindingGroup {
    pub(crate) severity: Severity,
    pub(crate) code: String,
    /// The path, with `*` for the numbers of rows.
    pub(crate) path: String,
}

/// How many findings a group has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct GroupCount {
    /// The display name of the field.
    pub(crate) field: Option<String>,
    pub(crate) findings: usize,
    pub(crate) items: usize,
}

impl Statistics {
    /// The statistics of one item.
    pub(crate) fn of(findings: &[Finding], schema: &Schema) -> Statistics {
        let mut statistics = Statistics::default();
        for finding in findings {
            let group = FindingGroup {
                severity: finding.severity(),
                code: finding.code_text().to_owned(),
                path: pattern(schema, finding.path()),
            };
            let count = statistics.counts.entry(group).or_default();
            count.findings += 1;
            count.items = 1;
            if count.field.is_none() {
                count.field = finding.field().map(str::to_owned);
            }
        }
        statistics
    }

    /// Adds the statistics of another item.
    pub(crate) fn add(&mut self, other: Statistics) {
        for (group, count) in other.counts {
            let sum = self.counts.entry(group).or_default();
            sum.findings += count.findings;
            sum.items += count.items;
            if sum.field.is_none() {
                sum.field = count.field;
            }
        }
    }

    /// The groups, the most severe and frequent first.
    pub(crate) fn sorted(&self) -> Vec<(&FindingGroup, &GroupCount)> {
        let mut groups: Vec<_> = self.counts.iter().collect();
        groups.sort_by(|(one, count), (other, other_count)| {
            (other.severity.cmp(&one.severity))
                .then(other_count.findings.cmp(&count.findings))
                .then_with(|| one.code.as_str().cmp(other.code.as_str()))
                .then_with(|| one.path.cmp(&other.path))
        });
        groups
    }
}
