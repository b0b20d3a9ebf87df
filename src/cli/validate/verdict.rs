//! What was found in an item.

use tmall_schema::{Finding, Param, Severity};

use crate::cli::error::CliError;

/// An item with what was found in it, or why it could not be read.
pub(crate) struct Judged {
    /// Its place among all items, from 0.
    pub(crate) index: usize,
    pub(crate) name: String,
    pub(crate) outcome: Result<Verdict, CliError>,
}

/// What was found.
pub(crate) struct Verdict {
    /// For its source text.
    pub(crate) param: Param,
    /// The findings to show, in their order.
    pub(crate) findings: Vec<Finding>,
    /// Those that are counted but not shown.
    pub(crate) omitted: Counts,
    /// All findings.
    pub(crate) counts: Counts,
}

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
}

impl Counts {
    fn of(findings: &[Finding]) -> Counts {
        let mut counts = Counts::default();
        for finding in findings {
            match finding.severity() {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                _ => counts.notes += 1,
            }
        }
        counts
    }

    pub(crate) fn add(&mut self, other: &Counts) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }

    pub(crate) fn total(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// How many there are to show.
    pub(crate) fn shown(&self, with_notes: bool) -> usize {
        self.errors + self.warnings + if with_notes { self.notes } else { 0 }
    }
}

impl Verdict {
    /// Keeps so many findings, the worst.
    pub(crate) fn new(param: Param, mut findings: Vec<Finding>, most: usize) -> Verdict {
        let counts = Counts::of(&findings);
        if findings.len() > most {
            let mut order: Vec<usize> = (0..findings.len()).collect();
            order.sort_by_key(|&at| std::cmp::Reverse(findings[at].severity()));
            let mut kept = vec![false; findings.len()];
            order.iter().take(most).for_each(|&at| kept[at] = true);
            let mut kept = kept.into_iter();
            findings.retain(|_| kept.next().unwrap_or(false));
        }
        let shown = Counts::of(&findings);
        let omitted = Counts {
            errors: counts.errors - shown.errors,
            warnings: counts.warnings - shown.warnings,
            notes: counts.notes - shown.notes,
        };
        Verdict { param, findings, omitted, counts }
    }

    pub(crate) fn is_valid(&self) -> bool {
        self.counts.errors == 0
    }

    /// The worst severity that was found.
    pub(crate) fn worst(&self) -> Option<Severity> {
        match self.counts {
            Counts { errors: 1.., .. } => Some(Severity::Error),
            Counts { warnings: 1.., .. } => Some(Severity::Warning),
            Counts { notes: 1.., .. } => Some(Severity::Note),
            _ => None,
        }
    }
}
