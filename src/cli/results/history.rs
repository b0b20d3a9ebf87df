//! The history of schemas: what changed when.

use super::change::ReportedChange;
use super::changes::LevelCounts;

/// One version of a schema, as archives name it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct VersionName {
    /// The day, in Beijing.
    pub(crate) date: String,
    /// The commit; `None` of a dated folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) commit: Option<String>,
}

impl VersionName {
    /// `2026-11-21 1a2b3c4d`.
    pub(crate) fn text(&self) -> String {
        match &self.commit {
            Some(commit) => format!("{} {}", self.date, commit.get(..8).unwrap_or(commit)),
            None => self.date.clone(),
        }
    }
}

/// A version that changed something.
pub(crate) struct Version {
    pub(crate) name: VersionName,
    pub(crate) file: String,
    /// In document order.
    pub(crate) changes: Vec<ReportedChange>,
    /// The number of the commit, from the newest; 0 of a dated folder.
    pub(crate) order: usize,
}

/// What changed, the newest version first.
pub(crate) struct History {
    /// What was asked for: the file or folder, and the field.
    pub(crate) path: String,
    pub(crate) field: Option<String>,
    /// Whether versions of several files are listed.
    pub(crate) has_files: bool,
    pub(crate) versions: Vec<Version>,
    pub(crate) counts: LevelCounts,
    /// How many versions were compared.
    pub(crate) compared: usize,
}

/// Since when each part of a field is as it is.
pub(crate) struct Blame {
    pub(crate) file: String,
    pub(crate) path: String,
    pub(crate) field: Option<String>,
    pub(crate) parts: Vec<BlamedPart>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PartKind {
    Field,
    Name,
    Type,
    Rule,
    Option,
    Default,
}

/// A rule, an option or another part of a field.
pub(crate) struct BlamedPart {
    pub(crate) kind: PartKind,
    /// In words.
    pub(crate) text: String,
    pub(crate) since: VersionName,
    /// Whether it may be older: it is like this in the first version.
    pub(crate) or_earlier: bool,
}
