//! How to validate.

use std::sync::Arc;

use crate::asset::Assets;
use crate::check::{ByteCount, CharacterCount};
use crate::code::{Code, Severity};
use crate::vocab::Dialect;

/// How to validate.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
#[must_use]
pub struct ValidateOptions {
    /// By the number of the code; only as long as needed.
    severities: Vec<Option<Option<Severity>>>,
    pub(super) character: Option<CharacterCount>,
    pub(super) byte: Option<ByteCount>,
    pub(super) assets: Option<Arc<Assets>>,
    pub(super) dialect: Option<Dialect>,
    pub(super) partial: bool,
    pub(super) max_findings: Option<usize>,
}

impl ValidateOptions {
    /// The defaults: every finding has the severity that the catalogue gives.
    pub fn new() -> ValidateOptions {
        ValidateOptions::default()
    }

    /// Gives all findings of a code another severity, or omits them with `None`.
    pub fn with_severity(mut self, code: Code, severity: Option<Severity>) -> ValidateOptions {
        let at = code as usize;
        self.severities.resize(self.severities.len().max(at + 1), None);
        self.severities[at] = Some(severity);
        self
    }

    /// Counts characters in one way, instead of every plausible one.
    pub fn with_character_count(mut self, count: CharacterCount) -> ValidateOptions {
        self.character = Some(count);
        self
    }

    /// Counts bytes in one way, instead of every plausible one of the dialect.
    pub fn with_byte_count(mut self, count: ByteCount) -> ValidateOptions {
        self.byte = Some(count);
        self
    }

    /// Checks the sizes of files and pictures by these facts.
    pub fn with_assets(mut self, assets: Assets) -> ValidateOptions {
        self.assets = Some(Arc::new(assets));
        self
    }

    /// Validates in this dialect, instead of that of the schema.
    pub fn with_dialect(mut self, dialect: Dialect) -> ValidateOptions {
        self.dialect = Some(dialect);
        self
    }

    /// Validates params that hold only what changes: a top-level field that is absent is not reported as missing. What is
    /// there is validated as usual. Incremental updates, which have `update_fields`, are recognized without this.
    pub fn with_partial(mut self, partial: bool) -> ValidateOptions {
        self.partial = partial;
        self
    }

    /// Reports at most this many findings of a param, the first ones. [`Report::is_valid`](crate::validate::Report::is_valid) also
    /// considers errors beyond them.
    pub fn with_max_findings(mut self, most: usize) -> ValidateOptions {
        self.max_findings = Some(most);
        self
    }

    /// The severity of findings of a code, given the default one.
    pub(super) fn severity_of(&self, code: Code, default: Severity) -> Option<Severity> {
        self.severities.get(code as usize).copied().flatten().unwrap_or(Some(default))
    }
}
