//! Changes in the order in which people read them: the worst first, options of a field together.

use std::collections::HashMap;

use tmall_schema::{ChangeCode, Level};

use crate::cli::args::{ChangeCodeArg, View};
use crate::cli::diff::Row;

/// One thing to tell.
pub(super) enum Entry<'r> {
    One(&'r Row),
    List(List<'r>),
}

/// The options of one field that came, went or changed their names.
#[derive(Default)]
pub(super) struct List<'r> {
    pub(super) path: &'r str,
    pub(super) field: Option<&'r str>,
    pub(super) added: Vec<&'r Row>,
    pub(super) removed: Vec<&'r Row>,
    pub(super) renamed: Vec<&'r Row>,
    /// How many options there were.
    pub(super) of: Option<usize>,
}

impl<'r> List<'r> {
    /// All changes, the worst first.
    pub(super) fn rows(&self) -> Vec<&'r Row> {
        let mut rows: Vec<&Row> =
            [&self.removed, &self.added, &self.renamed].into_iter().flatten().copied().collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.level));
        rows
    }

    fn level(&self) -> Level {
        self.rows().iter().map(|row| row.level).max().unwrap_or(Level::Cosmetic)
    }
}

impl<'r> Entry<'r> {
    fn level(&self) -> Level {
        match self {
            Entry::One(row) => row.level,
            Entry::List(list) => list.level(),
        }
    }

    fn add(&mut self, row: &'r Row) {
        let Entry::List(list) = self else { return };
        match row.code {
            ChangeCodeArg::Within(ChangeCode::OptionAdded) => list.added.push(row),
            ChangeCodeArg::Within(ChangeCode::OptionRemoved) => list.removed.push(row),
            _ => list.renamed.push(row),
        }
    }
}

fn is_of_list(row: &Row) -> bool {
    matches!(
        row.code,
        ChangeCodeArg::Within(
            ChangeCode::OptionAdded | ChangeCode::OptionRemoved | ChangeCode::OptionRenamed
        )
    )
}

/// Groups changes by level, as far as a view shows them. Changes of several options of a field are one entry,
/// which stands where its worst change belongs.
pub(super) fn by_level(rows: &[Row], view: View) -> Vec<(Level, Vec<Entry<'_>>)> {
    let shown = || rows.iter().filter(|row| view.shows(row.level));
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for row in shown().filter(|row| is_of_list(row)) {
        *sizes.entry(&row.path).or_default() += 1;
    }
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for row in shown() {
        let is_several = sizes.get(row.path.as_str()).is_some_and(|&size| size > 1);
        if !is_of_list(row) || !is_several {
            entries.push(Entry::One(row));
            continue;
        }
        let at = *places.entry(&row.path).or_insert_with(|| {
            let field = row.field.as_deref();
            entries.push(Entry::List(List { path: &row.path, field, of: row.options, ..List::default() }));
            entries.len() - 1
        });
        entries[at].add(row);
    }
    let mut groups: Vec<(Level, Vec<Entry<'_>>)> =
        super::words::LEVELS.iter().map(|&level| (level, Vec::new())).collect();
    for entry in entries {
        let level = entry.level();
        if let Some((_, group)) = groups.iter_mut().find(|(one, _)| *one == level) {
            group.push(entry);
        }
    }
    groups.retain(|(_, entries)| !entries.is_empty());
    groups
}
