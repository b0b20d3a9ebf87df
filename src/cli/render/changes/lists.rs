//! Changes in the order for people: the worst first, changes of the options of a field together.

use std::collections::HashMap;

use tmall_schema::{ChangeCode, Level};

use crate::cli::args::{ChangeCodeArg, View};
use crate::cli::results::change::ReportedChange;
use crate::cli::results::groups::ChangeGroup;

/// One entry of a report.
pub(super) enum ChangeEntry<'r> {
    One(&'r ReportedChange),
    Options(OptionChanges<'r>),
}

/// One entry that several schemas have.
pub(super) struct GroupEntry<'r> {
    pub(super) entry: ChangeEntry<'r>,
    pub(super) schemas: &'r [String],
}

/// The options of one field that were added, removed or renamed.
#[derive(Default)]
pub(super) struct OptionChanges<'r> {
    pub(super) path: &'r str,
    pub(super) field: Option<&'r str>,
    pub(super) added: Vec<&'r ReportedChange>,
    pub(super) removed: Vec<&'r ReportedChange>,
    pub(super) renamed: Vec<&'r ReportedChange>,
    /// How many options there were.
    pub(super) old_count: Option<usize>,
}

impl<'r> OptionChanges<'r> {
    /// All changes, the worst first.
    pub(super) fn all(&self) -> Vec<&'r ReportedChange> {
        let mut changes: Vec<&ReportedChange> =
            [&self.removed, &self.added, &self.renamed].into_iter().flatten().copied().collect();
        changes.sort_by_key(|change| std::cmp::Reverse(change.level));
        changes
    }

    fn level(&self) -> Level {
        self.all().iter().map(|change| change.level).max().unwrap_or(Level::Cosmetic)
    }
}

impl<'r> ChangeEntry<'r> {
    fn level(&self) -> Level {
        match self {
            ChangeEntry::One(change) => change.level,
            ChangeEntry::Options(list) => list.level(),
        }
    }

    fn add(&mut self, change: &'r ReportedChange) {
        let ChangeEntry::Options(list) = self else { return };
        match change.code {
            ChangeCodeArg::Within(ChangeCode::OptionAdded) => list.added.push(change),
            ChangeCodeArg::Within(ChangeCode::OptionRemoved) => list.removed.push(change),
            ChangeCodeArg::SchemaAdded | ChangeCodeArg::SchemaRemoved | ChangeCodeArg::Within(_) => {
                list.renamed.push(change);
            }
        }
    }
}

fn is_of_option(change: &ReportedChange) -> bool {
    matches!(
        change.code,
        ChangeCodeArg::Within(
            ChangeCode::OptionAdded | ChangeCode::OptionRemoved | ChangeCode::OptionRenamed
        )
    )
}

/// The entries of all groups with the schemas that have them, the worst first, then those of most schemas.
pub(super) fn of_groups(groups: &[ChangeGroup], view: View) -> Vec<(Level, Vec<GroupEntry<'_>>)> {
    let mut levels: Vec<(Level, Vec<GroupEntry<'_>>)> =
        super::phrases::LEVELS.iter().map(|&level| (level, Vec::new())).collect();
    for group in groups {
        for (level, entries) in by_level(&group.changes, view) {
            if let Some((_, all)) = levels.iter_mut().find(|(one, _)| *one == level) {
                all.extend(entries.into_iter().map(|entry| GroupEntry { entry, schemas: &group.schemas }));
            }
        }
    }
    levels.retain(|(_, entries)| !entries.is_empty());
    levels
}

/// Groups the changes that a view shows by level. Changes of several options of a field are one entry, in the
/// group of the worst of them.
pub(super) fn by_level(changes: &[ReportedChange], view: View) -> Vec<(Level, Vec<ChangeEntry<'_>>)> {
    let shown = || changes.iter().filter(|change| view.shows(change.level));
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for change in shown().filter(|change| is_of_option(change)) {
        *sizes.entry(&change.path).or_default() += 1;
    }
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut entries: Vec<ChangeEntry<'_>> = Vec::new();
    for change in shown() {
        let is_several = sizes.get(change.path.as_str()).is_some_and(|&size| size > 1);
        if !is_of_option(change) || !is_several {
            entries.push(ChangeEntry::One(change));
            continue;
        }
        let at = *places.entry(&change.path).or_insert_with(|| {
            let field = change.field.as_deref();
            entries.push(ChangeEntry::Options(OptionChanges {
                path: &change.path,
                field,
                old_count: change.options,
                ..OptionChanges::default()
            }));
            entries.len() - 1
        });
        entries[at].add(change);
    }
    let mut groups: Vec<(Level, Vec<ChangeEntry<'_>>)> =
        super::phrases::LEVELS.iter().map(|&level| (level, Vec::new())).collect();
    for entry in entries {
        let level = entry.level();
        if let Some((_, group)) = groups.iter_mut().find(|(one, _)| *one == level) {
            group.push(entry);
        }
    }
    groups.retain(|(_, entries)| !entries.is_empty());
    groups
}
