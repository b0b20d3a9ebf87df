//! Changes that several schemas have, each of them once.

use super::Markdown;
use crate::cli::lang::pick;
use crate::cli::render::changes::lists::{ChangeEntry, of_groups};
use crate::cli::render::changes::phrases;
use crate::cli::results::groups::ChangeGroup;

/// The bytes that are enough for the line that says how many groups are left out.
const REST: usize = 80;

impl Markdown {
    /// The groups, in at most so many bytes. The last line says how many more there are.
    pub(super) fn groups(&self, groups: &[ChangeGroup], most: usize) -> String {
        let levels = of_groups(groups, self.view);
        if levels.is_empty() {
            return String::new();
        }
        let title = pick(self.lang, "In several schemas", "多个 schema 的相同变更");
        let mut text = format!("\n### {title}\n");
        let all: usize = levels.iter().map(|(_, entries)| entries.len()).sum();
        let mut shown = 0;
        'all: for (level, entries) in levels {
            let mut heading = Some(self.group(self.level(level)));
            for group in entries {
                let schemas = phrases::in_schemas(group.schemas, |name| self.name(name), self.lang);
                let line = match &group.entry {
                    ChangeEntry::One(change) => self.one(change, &schemas),
                    ChangeEntry::Options(list) => self.list(list, &schemas),
                };
                let heading = heading.take().unwrap_or_default();
                if text.len() + heading.len() + line.len() + REST > most {
                    break 'all;
                }
                text.push_str(&heading);
                text.push_str(&line);
                shown += 1;
            }
        }
        if shown < all {
            let separator = if shown == 0 { "\n" } else { "" };
            text.push_str(separator);
            text.push_str(&self.more(all - shown));
        }
        text
    }
}
