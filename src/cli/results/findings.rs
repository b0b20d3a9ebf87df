//! The findings of one item, and the totals of all items.

use tmall_schema::{Finding, Param, Schema, Severity};

use super::statistics::Statistics;
use crate::cli::error::CliError;

/// An item with its findings, or the reason why it could not be checked.
pub(crate) struct CheckedItem {
    /// Its number among all items, from 0.
    pub(crate) index: usize,
    pub(crate) name: String,
    pub(crate) outcome: Result<ItemFindings, CliError>,
}

/// The findings of one item.
pub(crate) struct ItemFindings {
    /// The item; excerpts are cut from its source text.
    pub(crate) param: Param,
    /// The schema of the item.
    pub(crate) schema: Schema,
    /// The findings to show, in document order.
    pub(crate) findings: Vec<Finding>,
    /// Findings that are counted but not shown.
    pub(crate) omitted: SeverityCounts,
    /// All findings.
    pub(crate) counts: SeverityCounts,
}

/// Numbers of findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SeverityCounts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
}

/// The totals of all items.
#[derive(Debug, Default)]
pub(crate) struct FindingsSummary {
    pub(crate) files: usize,
    pub(crate) invalid: usize,
    pub(crate) counts: SeverityCounts,
    /// Findings that `--max-findings` left out.
    pub(crate) omitted: SeverityCounts,
    /// What was found more often than it was shown.
    pub(crate) hidden: Vec<Hidden>,
    /// All findings by code and field, where they are asked for.
    pub(crate) statistics: Option<Statistics>,
    /// Findings of the baseline, where there is one; they are not among the others.
    pub(crate) known: Option<usize>,
    /// Why files were not checked.
    pub(crate) failures: Vec<CliError>,
}

/// Findings that are the same as others that are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hidden {
    /// One of them on one line.
    pub(crate) title: String,
    pub(crate) count: usize,
}

impl FindingsSummary {
    /// The number of items without a schema.
    pub(crate) fn without_schema(&self) -> usize {
        self.failures.iter().filter(|error| matches!(error, CliError::NoSchemaFor { .. })).count()
    }

    /// The number of items that could not be read, or whose schema could not.
    pub(crate) fn unreadable(&self) -> usize {
        self.failures.len() - self.without_schema()
    }
}

impl SeverityCounts {
    fn of(findings: &[Finding]) -> SeverityCounts {
        let mut counts = SeverityCounts::default();
        for finding in findings {
            match finding.severity() {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note | _ => counts.notes += 1,
            }
        }
        counts
    }

    pub(crate) fn add(&mut self, other: &SeverityCounts) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }

    pub(crate) fn total(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// The number of findings to show, with or without notes.
    pub(crate) fn shown(&self, with_notes: bool) -> usize {
        self.errors + self.warnings + if with_notes { self.notes } else { 0 }
    }
}

impl ItemFindings {
    /// Keeps at most `most` findings, the most severe ones; all are counted.
    pub(crate) fn new(param: Param, schema: Schema, mut findings: Vec<Finding>, most: usize) -> ItemFindings {
        let counts = SeverityCounts::of(&findings);
        if findings.len() > most {
            let mut order: Vec<usize> = (0..findings.len()).collect();
            order.sort_by_key(|&at| std::cmp::Reverse(findings[at].severity()));
            let mut kept = vec![false; findings.len()];
            order.iter().take(most).for_each(|&at| kept[at] = true);
            let mut kept = kept.into_iter();
            findings.retain(|_| kept.next().unwrap_or(false));
        }
        let shown = SeverityCounts::of(&findings);
        let omitted = SeverityCounts {
            errors: counts.errors - shown.errors,
            warnings: counts.warnings - shown.warnings,
            notes: counts.notes - shown.notes,
        };
        ItemFindings { param, schema, findings, omitted, counts }
    }

    pub(crate) fn is_valid(&self) -> bool {
        self.counts.errors == 0
    }

    /// The highest severity among the findings.
    pub(crate) fn worst(&self) -> Option<Severity> {
        match self.counts {
            SeverityCounts { errors: 1.., .. } => Some(Severity::Error),
            SeverityCounts { warnings: 1.., .. } => Some(Severity::Warning),
            SeverityCounts { notes: 1.., .. } => Some(Severity::Note),
            _ => None,
        }
    }
}
