//! Fingerprints of findings, the same in every run and language: forges track findings by them.

use std::collections::HashMap;

use tmall_schema::Finding;

use super::sentence::path;
use crate::cli::fingerprint::fingerprint;

/// Makes the fingerprints of one item's findings.
pub(super) struct Fingerprints<'f> {
    file: String,
    seen: HashMap<(&'f str, &'f str), usize>,
}

impl<'f> Fingerprints<'f> {
    pub(super) fn new(file: String) -> Fingerprints<'f> {
        Fingerprints { file, seen: HashMap::new() }
    }

    /// The fingerprint of the next finding. It does not depend on line and value, so it stays the same when the
    /// item is edited elsewhere, or edited without fixing the finding.
    pub(super) fn next(&mut self, finding: &'f Finding) -> String {
        let times = self.count(finding);
        fingerprint(&[&self.file, finding.code_text(), path(finding), &times.to_string()])
    }

    /// How many earlier findings have this code and path.
    pub(super) fn count(&mut self, finding: &'f Finding) -> usize {
        let seen = self.seen.entry((finding.code_text(), path(finding))).or_default();
        *seen += 1;
        *seen - 1
    }
}
