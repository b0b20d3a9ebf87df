//! The last line of the formats for people: how many items and findings there are.

use tmall_schema::Lang;

use crate::cli::lang::{counted, pick};
use crate::cli::results::findings::FindingsSummary;
use crate::cli::style::{HEADING, styled};

/// The totals on one line. Notes that are not shown are counted with the option that shows them.
pub(super) fn totals(summary: &FindingsSummary, shows_notes: bool, lang: Lang) -> String {
    let counts = summary.counts;
    let mut parts = Vec::new();
    for (number, en, zh) in [
        (summary.invalid, "invalid", "无效"),
        (summary.without_schema(), "without a schema", "没有 schema"),
        (summary.unreadable(), "unreadable", "无法读取"),
    ] {
        if number > 0 {
            parts.push(pick(lang, format!("{number} {en}"), format!("{zh} {number} 个")));
        }
    }
    if parts.is_empty() {
        parts.push(pick(lang, "valid", "全部有效").to_owned());
    }
    let mut found: Vec<String> =
        [(counts.errors, "error", "errors", "个错误"), (counts.warnings, "warning", "warnings", "个警告")]
            .into_iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, one, many, zh)| counted(lang, number, one, many, zh))
            .collect();
    if counts.notes > 0 {
        let mut notes = counted(lang, counts.notes, "note", "notes", "条提示");
        if !shows_notes {
            notes.push_str(pick(lang, " not shown (--show-notes)", "未显示（--show-notes）"));
        }
        found.push(notes);
    }
    let (colon, joint, semicolon) = pick(lang, (": ", ", ", "; "), ("：", "，", "；"));
    let files = counted(lang, summary.files, "item", "items", "个商品");
    let mut line = format!("{}{colon}{}", styled(HEADING, &files), parts.join(joint));
    if !found.is_empty() {
        line.push_str(semicolon);
        line.push_str(&found.join(joint));
    }
    if let Some(known @ 1..) = summary.known {
        let known = counted(
            lang,
            known,
            "finding of the baseline not shown",
            "findings of the baseline not shown",
            "个基线中已有的问题未显示",
        );
        line.push_str(semicolon);
        line.push_str(&known);
    }
    line.push('\n');
    line
}
