//! Changes in one line each, the worst first; those of several options of a field on one line.

use tmall_schema::{Lang, Level};

use super::lists::{ChangeEntry, by_level};
use super::phrases;
use crate::cli::args::View;
use crate::cli::lang::pick;
use crate::cli::render::label::label;
use crate::cli::results::change::ReportedChange;
use crate::cli::text::one_line;

/// The most options that are named.
const OPTIONS: usize = 5;

/// The level of each entry, and its line without the level.
pub(crate) fn lines(changes: &[ReportedChange], lang: Lang) -> Vec<(Level, String)> {
    let colon = pick(lang, ": ", "：");
    let mut lines = Vec::new();
    for (level, entries) in by_level(changes, View::All) {
        for entry in entries {
            let line = match entry {
                ChangeEntry::One(change) => {
                    let place = match change.is_of_schema() {
                        true => String::new(),
                        false => label(&change.path, change.field.as_deref()) + colon,
                    };
                    let sentence = phrases::sentence(change, lang);
                    format!("{place}{} [{}]", one_line(&sentence), change.code.as_str())
                }
                ChangeEntry::Options(list) => {
                    let mut line =
                        format!("{}{colon}{}", label(list.path, list.field), phrases::list(&list, lang));
                    for (sign, changes) in [('-', &list.removed), ('+', &list.added), ('~', &list.renamed)] {
                        if !changes.is_empty() {
                            let options = phrases::options(changes, OPTIONS, lang);
                            line.push_str(&format!("{}{sign} {options}", pick(lang, "; ", "；")));
                        }
                    }
                    line
                }
            };
            lines.push((level, line));
        }
    }
    lines
}
