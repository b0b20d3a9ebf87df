//! What came of the records of `fill`.

/// Totals of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FillCounts {
    pub(crate) seen: u64,
    pub(crate) valid: u64,
    /// Valid records whose items have warnings.
    pub(crate) warned: u64,
    pub(crate) skipped: u64,
    pub(crate) rejected: u64,
    /// Rejected records that could not be read.
    pub(crate) unreadable: u64,
}
