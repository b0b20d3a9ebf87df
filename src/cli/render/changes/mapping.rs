//! The effect on a mapping, in words.

use tmall_schema::{ChangeCode, Lang, Level};

use super::phrases::more;
use crate::cli::args::{ChangeCodeArg, View};
use crate::cli::lang::{counted, pick};
use crate::cli::render::label::label;
use crate::cli::results::change::ReportedChange;
use crate::cli::results::changes::Difference;
use crate::cli::results::mapping::{MappingCounts, MappingEffect, MissedField, Need};

/// The most places named at a change, and the most renamed options.
const PLACES: usize = 3;
const RENAMED: usize = 5;

/// Where the mapping fills the changed field; `None` if it does not.
pub(super) fn filled(change: &ReportedChange, lang: Lang) -> Option<String> {
    let (first, rest) = change.filled.split_first()?;
    let mut text = pick(lang, "filled at ", "填写于 ").to_owned() + &first.place();
    for filled in rest.iter().take(PLACES - 1) {
        text.push_str(pick(lang, ", ", "、"));
        text.push_str(&filled.place());
    }
    if rest.len() >= PLACES {
        let more = rest.len() + 1 - PLACES;
        text.push_str(&pick(lang, format!(", … {more} more"), format!("……另有 {more} 处")));
    }
    Some(text)
}

/// One line about a mapping.
pub(super) struct MappingLine {
    pub(super) text: String,
    /// Whether the mapping must be adapted.
    pub(super) is_wrong: bool,
}

/// All that is reported besides the shown changes, a sentence each.
pub(super) fn lines(difference: &Difference, view: View, lang: Lang) -> Vec<MappingLine> {
    let MappingEffect { unfit, missed } = &difference.mapping;
    let wrong = unfit.iter().map(|problem| MappingLine { text: problem.line(lang), is_wrong: true });
    let missing = missed
        .iter()
        .map(|missed| MappingLine { text: sentence(missed, lang), is_wrong: missed.need == Need::Always });
    let mut lines: Vec<MappingLine> = wrong.chain(missing).collect();
    if !view.shows(Level::Cosmetic) {
        let renamed = ChangeCodeArg::Within(ChangeCode::OptionRenamed);
        let changes: Vec<&ReportedChange> = difference
            .changes
            .iter()
            .filter(|change| change.code == renamed && !change.filled.is_empty())
            .collect();
        lines.extend(
            changes
                .iter()
                .take(RENAMED)
                .map(|change| MappingLine { text: name_of_option(change, lang), is_wrong: false }),
        );
        if changes.len() > RENAMED {
            lines.push(MappingLine { text: more(changes.len() - RENAMED, lang), is_wrong: false });
        }
    }
    lines
}

fn sentence(missed: &MissedField, lang: Lang) -> String {
    let label = label(&missed.path, missed.field.as_deref());
    match missed.need {
        Need::Always => {
            pick(lang, format!("{label}: now required, not filled"), format!("{label}：现为必填，但未填写"))
        }
        Need::Default => pick(
            lang,
            format!("{label}: now required, not filled; --defaults carries its value"),
            format!("{label}：现为必填，但未填写；使用 --defaults 可带上其默认值"),
        ),
        Need::Condition => pick(
            lang,
            format!("{label}: now required under a condition, not filled"),
            format!("{label}：现为有条件必填，但未填写"),
        ),
    }
}

/// A renamed option: cosmetic for items, but records with the old name no longer match it.
fn name_of_option(change: &ReportedChange, lang: Lang) -> String {
    let label = label(&change.path, change.field.as_deref());
    let (message, place) = (&change.message, filled(change, lang).unwrap_or_default());
    pick(
        lang,
        format!("{label}: {message}; records with the old name no longer match it ({place})"),
        format!("{label}：{message}；使用旧名称的记录将无法匹配（{place}）"),
    )
}

/// The totals of all schemas, in a sentence.
pub(super) fn summary(counts: MappingCounts, lang: Lang) -> String {
    let MappingCounts { touched, unfit, missed, defaulted, conditional } = counts;
    let mut parts = Vec::new();
    if touched > 0 {
        let changes = counted(lang, touched, "change", "changes", "处变更");
        parts.push(pick(
            lang,
            format!("{changes} of fields that it fills"),
            format!("其填写的字段有 {changes}"),
        ));
    }
    if unfit > 0 {
        let entries = counted(lang, unfit, "entry", "entries", "处");
        parts.push(pick(lang, format!("{entries} no longer valid"), format!("{entries}不再适用")));
    }
    if missed > 0 {
        let fields = counted(lang, missed, "required field", "required fields", "个必填字段");
        parts.push(pick(lang, format!("{fields} not filled"), format!("缺少 {fields}")));
    }
    if defaulted > 0 {
        let fields = counted(lang, defaulted, "required field", "required fields", "个必填字段");
        parts.push(pick(
            lang,
            format!("{fields} filled only by --defaults"),
            format!("{fields}仅由 --defaults 填写"),
        ));
    }
    if conditional > 0 {
        let fields = counted(lang, conditional, "field", "fields", "个字段");
        parts.push(pick(
            lang,
            format!("{fields} required under a condition not filled"),
            format!("缺少 {fields}（有条件必填）"),
        ));
    }
    if parts.is_empty() {
        return pick(lang, "mapping: no field that it fills has changed", "映射：其填写的字段没有变化")
            .to_owned();
    }
    pick(lang, "mapping: ", "映射：").to_owned() + &parts.join(pick(lang, ", ", "，"))
}

/// The title of the section.
pub(super) fn title(lang: Lang) -> &'static str {
    pick(lang, "mapping", "映射")
}
