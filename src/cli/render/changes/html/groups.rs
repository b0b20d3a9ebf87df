//! Changes that several schemas have, each of them once, with the names of the schemas.

use std::fmt::Write;

use tmall_schema::Lang;

use super::{change, escaped};
use crate::cli::args::View;
use crate::cli::lang::pick;
use crate::cli::render::changes::lists::{ChangeEntry, of_groups};
use crate::cli::render::changes::phrases;
use crate::cli::results::groups::ChangeGroup;
use crate::cli::text::one_line;

pub(super) fn groups(groups: &[ChangeGroup], view: View, lang: Lang) -> String {
    let levels = of_groups(groups, view);
    if levels.is_empty() {
        return String::new();
    }
    let title = pick(lang, "In several schemas", "多个 schema 的相同变更");
    let mut text = format!("<details class=\"file groups\" open>\n<summary><h2>{title}</h2>");
    for (level, entries) in &levels {
        let (word, label) = (level.as_str(), phrases::level(*level, lang));
        let _ = write!(text, " <span class=\"badge {word}\">{label} {}</span>", entries.len());
    }
    text.push_str("</summary>\n");
    for group in levels.iter().flat_map(|(_, entries)| entries) {
        text.push_str(&match &group.entry {
            ChangeEntry::One(change) => change::one(change, group.schemas, lang),
            ChangeEntry::Options(list) => change::list(list, group.schemas, lang),
        });
    }
    text.push_str("</details>\n");
    text
}

/// How many schemas have a change; nothing if it is that of one schema.
pub(super) fn count(schemas: &[String], lang: Lang) -> String {
    if schemas.is_empty() {
        return String::new();
    }
    let count = schemas.len();
    let words = pick(lang, format!("in {count} schemas"), format!("共 {count} 个 schema"));
    format!(" <b class=\"schemas\">{words}</b>")
}

/// The names of all schemas that have a change.
pub(super) fn names(schemas: &[String]) -> String {
    if schemas.is_empty() {
        return String::new();
    }
    let names: Vec<String> =
        schemas.iter().map(|name| format!("<code>{}</code>", escaped(&one_line(name)))).collect();
    format!("<p class=\"schemas\">{}</p>\n", names.join(" "))
}
