//! What becomes of a mapping, in words.

use tmall_schema::{ChangeCode, Lang, Level};

use super::words::{label, number};
use crate::cli::args::{ChangeCodeArg, View};
use crate::cli::diff::{Difference, Mapped, MappedCounts, Missed, Need, Row};
use crate::cli::lang::pick;

/// So many places are named at a change, and options that were renamed.
const PLACES: usize = 3;
const RENAMED: usize = 5;

/// Where the mapping fills what has changed; nothing if it does not.
pub(super) fn filled(row: &Row, lang: Lang) -> Option<String> {
    let (first, rest) = row.filled.split_first()?;
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

/// One thing to tell of a mapping.
pub(super) struct Told {
    pub(super) text: String,
    /// Whether the mapping does not do any more what it did.
    pub(super) is_wrong: bool,
}

/// All that there is to tell besides the changes that are shown, a sentence each.
pub(super) fn told(difference: &Difference, view: View, lang: Lang) -> Vec<Told> {
    let Mapped { unfit, missed } = &difference.mapped;
    let wrong = unfit.iter().map(|problem| Told { text: problem.line(lang), is_wrong: true });
    let missing = missed
        .iter()
        .map(|missed| Told { text: sentence(missed, lang), is_wrong: missed.need == Need::Always });
    let mut told: Vec<Told> = wrong.chain(missing).collect();
    if !view.shows(Level::Cosmetic) {
        let renamed = ChangeCodeArg::Within(ChangeCode::OptionRenamed);
        let rows: Vec<&Row> =
            difference.rows.iter().filter(|row| row.code == renamed && !row.filled.is_empty()).collect();
        told.extend(
            rows.iter().take(RENAMED).map(|row| Told { text: name_of_option(row, lang), is_wrong: false }),
        );
        if rows.len() > RENAMED {
            let more = rows.len() - RENAMED;
            let text = pick(lang, format!("… {more} more"), format!("……另有 {more} 条"));
            told.push(Told { text, is_wrong: false });
        }
    }
    told
}

fn sentence(missed: &Missed, lang: Lang) -> String {
    let label = label(&missed.path, missed.field.as_deref());
    match missed.need {
        Need::Always => pick(
            lang,
            format!("{label}: now required, and not filled"),
            format!("{label}：现为必填，但未填写"),
        ),
        Need::Default => pick(
            lang,
            format!("{label}: now required, and not filled; --defaults carries its value"),
            format!("{label}：现为必填，但未填写；使用 --defaults 可带上其默认值"),
        ),
        Need::Condition => pick(
            lang,
            format!("{label}: now required under a condition, and not filled"),
            format!("{label}：现为有条件必填，但未填写"),
        ),
    }
}

/// A cosmetic change to items, and none to records that have the old name.
fn name_of_option(row: &Row, lang: Lang) -> String {
    let label = label(&row.path, row.field.as_deref());
    let (message, place) = (&row.message, filled(row, lang).unwrap_or_default());
    pick(
        lang,
        format!("{label}: {message}; records with the old name find it no more ({place})"),
        format!("{label}：{message}；使用旧名称的记录将无法匹配（{place}）"),
    )
}

/// All schemas, in a sentence.
pub(super) fn summary(counts: MappedCounts, lang: Lang) -> String {
    let MappedCounts { touched, unfit, missed } = counts;
    let mut parts = Vec::new();
    if touched > 0 {
        let changes = number(touched, "change", "changes", "处变更", lang);
        parts.push(pick(lang, format!("{changes} to what it fills"), format!("其填写的字段有 {changes}")));
    }
    if unfit > 0 {
        let entries = number(unfit, "entry fits", "entries fit", "处", lang);
        parts.push(pick(lang, format!("{entries} no more"), format!("{entries}不再适用")));
    }
    if missed > 0 {
        let fields = number(missed, "required field", "required fields", "个必填字段", lang);
        parts.push(pick(lang, format!("{fields} missed"), format!("缺少 {fields}")));
    }
    if parts.is_empty() {
        return pick(lang, "mapping: nothing that it fills has changed", "映射：其填写的字段没有变化")
            .to_owned();
    }
    pick(lang, "mapping: ", "映射：").to_owned() + &parts.join(pick(lang, ", ", "，"))
}

/// The title of a section.
pub(super) fn title(lang: Lang) -> &'static str {
    pick(lang, "mapping", "映射")
}
