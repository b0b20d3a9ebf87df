//! What the formats for people share: levels, counts and options in words.

use tmall_schema::catalogue::Grade;
use tmall_schema::{Fact, Lang, Level};

use super::lists::OptionChanges;
use crate::cli::args::View;
use crate::cli::lang::{counted, pick};
use crate::cli::render::label::label;
use crate::cli::results::change::{ChangeState, ReportedChange};
use crate::cli::results::changes::{ChangesSummary, LevelCounts};
use crate::cli::results::items::ItemCounts;
use crate::cli::text::one_line;

/// From the highest to the lowest.
pub(super) const LEVELS: [Level; 3] = [Level::Breaking, Level::Compatible, Level::Cosmetic];

pub(crate) fn level(level: Level, lang: Lang) -> &'static str {
    Grade::Level(level).title(lang)
}

/// `2 breaking, 1 cosmetic`; empty if there are none.
pub(crate) fn counts(counts: LevelCounts, lang: Lang) -> String {
    let parts: Vec<String> = LEVELS
        .iter()
        .filter(|&&one| counts.get(one) > 0)
        .map(|&one| {
            let (count, word) = (counts.get(one), level(one, lang));
            pick(lang, format!("{count} {word}"), format!("{word} {count} 处"))
        })
        .collect();
    parts.join(pick(lang, ", ", "，"))
}

/// That there are more entries than those shown.
pub(super) fn more(count: usize, lang: Lang) -> String {
    pick(lang, format!("… {count} more"), format!("……另有 {count} 条"))
}

/// ` in 412 schemas (1512.xml, 1513.xml, …)`, as written behind a change.
pub(super) fn in_schemas(schemas: &[String], name: impl Fn(&str) -> String, lang: Lang) -> String {
    const NAMED: usize = 3;
    let mut names: Vec<String> = schemas.iter().take(NAMED).map(|schema| name(schema)).collect();
    if schemas.len() > NAMED {
        names.push("…".to_owned());
    }
    let (count, names) = (schemas.len(), names.join(pick(lang, ", ", "、")));
    pick(lang, format!(" in {count} schemas ({names})"), format!("，共 {count} 个 schema（{names}）"))
}

/// The title of the changes that several schemas have.
pub(super) fn groups_title(lang: Lang) -> &'static str {
    pick(lang, "in several schemas", "多个 schema 的相同变更")
}

/// That changes of a schema are listed with those of others; `None` if there is none.
pub(super) fn grouped(count: usize, lang: Lang) -> Option<String> {
    let are = if count == 1 { "is" } else { "are" };
    (count > 0).then(|| {
        pick(
            lang,
            format!("{count} of these {are} listed above, with other schemas"),
            format!("其中 {count} 处与其他 schema 相同，已列于上方"),
        )
    })
}

/// The totals of all schemas, in a sentence.
pub(super) fn summary(summary: &ChangesSummary, lang: Lang) -> String {
    let joint = pick(lang, ", ", "，");
    let mut parts = Vec::new();
    match (summary.changed(), summary.unreadable) {
        // Unreadable files may have changed.
        (0, 0) => parts.push(pick(lang, "nothing changed", "没有变化").to_owned()),
        (0, _) => {}
        (changed, _) => parts.push(pick(lang, format!("{changed} changed"), format!("{changed} 个有变化"))),
    }
    if summary.unreadable > 0 {
        let count = summary.unreadable;
        parts.push(pick(lang, format!("{count} unreadable"), format!("{count} 个无法读取")));
    }
    let schemas = counted(lang, summary.schemas, "schema", "schemas", "个 schema");
    let mut text = format!("{schemas}{}{}", pick(lang, ": ", "："), parts.join(joint));
    let counts = counts(summary.counts, lang);
    if !counts.is_empty() {
        text.push_str(pick(lang, "; ", "；"));
        text.push_str(&counts);
    }
    if summary.ignored > 0 {
        let ignored = summary.ignored;
        text.push_str(&pick(lang, format!("; {ignored} ignored"), format!("；已忽略 {ignored} 处")));
    }
    if let Some(known) = summary.known.filter(|&known| known > 0) {
        text.push_str(&pick(lang, format!("; {known} reported before"), format!("；{known} 处此前已报告")));
    }
    text
}

/// The effect on all items, in a sentence.
pub(super) fn items(counts: ItemCounts, lang: Lang) -> String {
    let ItemCounts { items, broken, fixed, unreadable } = counts;
    let joint = pick(lang, ", ", "，");
    let mut parts = Vec::new();
    match broken {
        // None of the items could be validated.
        0 if unreadable == items => {}
        0 => parts.push(pick(lang, "none broken", "没有失效的").to_owned()),
        _ => parts.push(pick(lang, format!("{broken} no longer valid"), format!("{broken} 个不再有效"))),
    }
    if fixed > 0 {
        parts.push(pick(lang, format!("{fixed} now valid"), format!("{fixed} 个变为有效")));
    }
    if unreadable > 0 {
        parts.push(pick(lang, format!("{unreadable} not validated"), format!("{unreadable} 个未能校验")));
    }
    let items = counted(lang, items, "item", "items", "个商品");
    format!("{items}{}{}", pick(lang, ": ", "："), parts.join(joint))
}

/// `options +3 -1 of 800`.
pub(super) fn list(list: &OptionChanges<'_>, lang: Lang) -> String {
    let mut text = pick(lang, "options", "选项").to_owned();
    for (sign, changes) in [('+', &list.added), ('-', &list.removed), ('~', &list.renamed)] {
        if !changes.is_empty() {
            text.push_str(&format!(" {sign}{}", changes.len()));
        }
    }
    match list.old_count {
        Some(count) => text + &pick(lang, format!(" of {count}"), format!("（原有 {count} 个）")),
        None => text,
    }
}

/// The option of a change: `29001 青禾`.
pub(super) fn option(change: &ReportedChange) -> String {
    change.new.as_ref().or(change.old.as_ref()).map_or_else(|| change.message.clone(), state_of_option)
}

/// The old or new state of an option.
pub(super) fn state_of_option(state: &ChangeState) -> String {
    let ChangeState::Fact(Fact::Option(option)) = state else { return String::new() };
    let text = match (&option.value, &option.display_name) {
        (Some(value), Some(name)) if value != name => format!("{value} {name}"),
        (Some(value), _) => value.clone(),
        (None, Some(name)) => name.clone(),
        (None, None) => "-".to_owned(),
    };
    one_line(&text).into_owned()
}

/// The first options of a list, and how many more there are.
pub(super) fn options(changes: &[&ReportedChange], most: usize, lang: Lang) -> String {
    let shown: Vec<String> = changes.iter().take(most).map(|change| option(change)).collect();
    let mut text = shown.join(pick(lang, ", ", "、"));
    if changes.len() > most {
        let more = changes.len() - most;
        text.push_str(&pick(lang, format!(", … {more} more"), format!("……另有 {more} 个")));
    }
    text
}

/// What changed, with the reason for its level.
pub(crate) fn sentence(change: &ReportedChange, lang: Lang) -> String {
    let (message, reason) = (&change.message, &change.reason);
    pick(lang, format!("{message} ({reason})"), format!("{message}（{reason}）"))
}

/// The number of changes that a view does not show; `None` if it shows all.
pub(super) fn hidden(summary: &ChangesSummary, view: View, lang: Lang) -> Option<String> {
    let hidden = LEVELS.iter().filter(|&&level| !view.shows(level));
    let count: usize = hidden.map(|&level| summary.counts.get(level)).sum();
    (count > 0).then(|| {
        pick(
            lang,
            format!("{count} of these changes not shown (--view all)"),
            format!("其中 {count} 处未显示（--view all）"),
        )
    })
}

/// A change in one line: level, place, message, reason and code.
pub(crate) fn change_line(change: &ReportedChange, lang: Lang) -> String {
    let colon = pick(lang, ": ", "：");
    let place = match change.is_of_schema() {
        true => String::new(),
        false => label(&change.path, change.field.as_deref()) + colon,
    };
    let (level, code) = (level(change.level, lang), change.code.as_str());
    format!("{level}{colon}{place}{} [{code}]", one_line(&sentence(change, lang)))
}
