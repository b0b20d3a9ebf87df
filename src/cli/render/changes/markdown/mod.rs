//! Changes for a pull request or a chat message: the totals, an overview of the schemas, then the changes.
//!
//! The style `table` uses headings, one table, lists, bold text and code, which forges and many chats render.
//! The style `lists` uses headings and lists only. A message that is too long is cut at the end of a line, least
//! important changes first, and what is missing is counted.

mod escape;
mod groups;
mod overview;

use tmall_schema::{Lang, Level};

use super::causes::by_cause;
use super::lists::{ChangeEntry, OptionChanges, by_level};
use super::mapping;
use super::phrases;
use crate::cli::args::{MarkdownStyle, View};
use crate::cli::error::CliError;
use crate::cli::lang::{counted, pick};
use crate::cli::render::Format;
use crate::cli::render::label::path_or_root;
use crate::cli::results::change::ReportedChange;
use crate::cli::results::changes::{ChangesSummary, ComparedPair, Difference};
use crate::cli::results::items::{Cause, ItemsImpact};
use escape::code;
pub(crate) use escape::plain;

/// The limit of a message to DingTalk; forges accept more.
pub(crate) const MAX_BYTES: usize = 20_000;
/// The most changes of one level in one schema, options of a list, and items under a change.
const CHANGES: usize = 30;
const OPTIONS: usize = 5;
const ITEMS: usize = 10;

pub(crate) struct Markdown {
    lang: Lang,
    view: View,
    style: MarkdownStyle,
    max_bytes: usize,
}

impl Markdown {
    pub(crate) fn new(lang: Lang, view: View, style: MarkdownStyle, max_bytes: Option<usize>) -> Markdown {
        Markdown { lang, view, style, max_bytes: max_bytes.unwrap_or(MAX_BYTES) }
    }

    /// The name of a file, or a path.
    fn name(&self, text: &str) -> String {
        match self.style {
            MarkdownStyle::Table => code(text),
            MarkdownStyle::Lists => plain(text),
        }
    }

    /// The path, with the name of the field.
    fn label(&self, path: &str, field: Option<&str>) -> String {
        let path = self.name(path_or_root(path));
        match field {
            Some(field) => format!("{path} {}", plain(field)),
            None => path,
        }
    }

    /// The title of a list below the heading of a schema.
    fn group(&self, title: &str) -> String {
        match self.style {
            MarkdownStyle::Table => format!("\n**{title}**\n\n"),
            MarkdownStyle::Lists => format!("\n#### {title}\n\n"),
        }
    }

    fn title(&self, summary: &ChangesSummary) -> String {
        let lang = self.lang;
        let breaking = summary.counts.breaking;
        match (breaking, summary.changed()) {
            (0, 0) => pick(lang, "Schemas: nothing changed", "类目 schema：没有变化").to_owned(),
            (0, changed) => {
                let schemas = counted(lang, changed, "schema", "schemas", "个");
                pick(
                    lang,
                    format!("Schemas: nothing breaks, {schemas} changed"),
                    format!("类目 schema：{schemas}有变化，无破坏性变更"),
                )
            }
            (count, _) => {
                let broken = summary.files.iter().filter(|file| file.counts.breaking > 0).count();
                let changes = counted(lang, count, "breaking change", "breaking changes", "处破坏性变更");
                let schemas = counted(lang, broken, "schema", "schemas", "个");
                pick(
                    lang,
                    format!("Schemas: {changes} in {schemas}"),
                    format!("类目 schema：{schemas}有 {changes}"),
                )
            }
        }
    }

    fn difference(&self, name: &str, difference: &Difference) -> String {
        let groups = by_level(&difference.changes, self.view);
        let impact = self.mapping(difference) + &self.impact(&difference.impact);
        if groups.is_empty() && impact.is_empty() {
            return String::new();
        }
        let grouped = phrases::grouped(difference.grouped, self.lang);
        let grouped = grouped.map_or_else(String::new, |grouped| format!("\n{grouped}\n"));
        let mut text = format!("\n### {}\n{impact}{grouped}", self.name(name));
        for (level, entries) in groups {
            text.push_str(&self.group(self.level(level)));
            for entry in entries.iter().take(CHANGES) {
                match entry {
                    ChangeEntry::One(change) => text.push_str(&self.one(change, "")),
                    ChangeEntry::Options(list) => text.push_str(&self.list(list, "")),
                }
            }
            if entries.len() > CHANGES {
                text.push_str(&self.more(entries.len() - CHANGES));
            }
        }
        text
    }

    fn level(&self, level: Level) -> &'static str {
        match level {
            Level::Breaking => pick(self.lang, "Breaking", "破坏性"),
            Level::Compatible => pick(self.lang, "Compatible", "兼容"),
            Level::Cosmetic | _ => pick(self.lang, "Cosmetic", "无影响"),
        }
    }

    fn more(&self, count: usize) -> String {
        format!("- {}\n", phrases::more(count, self.lang))
    }

    /// A change, and the schemas that have it.
    fn one(&self, change: &ReportedChange, schemas: &str) -> String {
        let lang = self.lang;
        let (message, reason) = (plain(&change.message), plain(&change.reason));
        let label = match change.is_of_schema() {
            true => String::new(),
            false => self.label(&change.path, change.field.as_deref()) + pick(lang, ": ", "："),
        };
        let filled = self.filled(change);
        pick(
            lang,
            format!("- {label}{message}{schemas} ({reason})\n{filled}"),
            format!("- {label}{message}{schemas}（{reason}）\n{filled}"),
        )
    }

    /// Where the mapping fills the field.
    fn filled(&self, change: &ReportedChange) -> String {
        let filled = mapping::filled(change, self.lang);
        filled.map_or_else(String::new, |filled| format!("  - {}\n", plain(&filled)))
    }

    /// The effect on the mapping.
    fn mapping(&self, difference: &Difference) -> String {
        let lines = mapping::lines(difference, self.view, self.lang);
        if lines.is_empty() {
            return String::new();
        }
        let mut text = self.group(pick(self.lang, "Mapping", "映射"));
        for line in lines.iter().take(CHANGES) {
            text.push_str(&format!("- {}\n", plain(&line.text)));
        }
        if lines.len() > CHANGES {
            text.push_str(&self.more(lines.len() - CHANGES));
        }
        text
    }

    fn list(&self, list: &OptionChanges<'_>, schemas: &str) -> String {
        let lang = self.lang;
        let colon = pick(lang, ": ", "：");
        let label = self.label(list.path, list.field);
        let mut text = format!("- {label}{colon}{}{schemas}\n", phrases::list(list, lang));
        let words = pick(lang, ["removed", "added", "renamed"], ["删除", "新增", "改名"]);
        for (word, changes) in words.into_iter().zip([&list.removed, &list.added, &list.renamed]) {
            if !changes.is_empty() {
                text.push_str(&format!(
                    "  - {word}{colon}{}\n",
                    plain(&phrases::options(changes, OPTIONS, lang))
                ));
            }
        }
        if let Some(change) = list.all().first() {
            text.push_str(&self.filled(change));
        }
        text
    }

    fn impact(&self, impact: &ItemsImpact) -> String {
        let lang = self.lang;
        let mut text = String::new();
        let count = impact.broken.len();
        if count > 0 {
            let items = counted(lang, count, "item is", "items are", "个商品");
            let title = pick(lang, format!("{items} no longer valid"), format!("{items}不再有效"));
            text.push_str(&self.group(&title));
        }
        for (cause, errors) in by_cause(impact) {
            let by = match cause {
                Some(Cause { path: Some(path), field, message, .. }) => {
                    let colon = pick(lang, ": ", "：");
                    format!("{}{colon}{}", self.label(path, field.as_deref()), plain(message))
                }
                Some(cause) => plain(&cause.message),
                None => pick(lang, "several changes together", "多处变化共同导致").to_owned(),
            };
            text.push_str(&format!("- {by}\n"));
            for (file, error) in errors.iter().take(ITEMS) {
                let colon = pick(lang, ": ", "：");
                let message = match &error.finding {
                    Some(finding) => format!("{colon}{}", plain(&finding.message(lang))),
                    None => String::new(),
                };
                text.push_str(&format!("  - {}{message}\n", self.name(file)));
            }
            if errors.len() > ITEMS {
                text.push_str("  ");
                text.push_str(&self.more(errors.len() - ITEMS));
            }
        }
        if !impact.fixed.is_empty() {
            let count = impact.fixed.len();
            let items = counted(lang, count, "item is", "items are", "个商品");
            let mut names: Vec<String> =
                impact.fixed.iter().take(ITEMS).map(|file| self.name(file)).collect();
            if count > ITEMS {
                names.push("…".to_owned());
            }
            let names = names.join(pick(lang, ", ", "、"));
            text.push_str(&pick(
                lang,
                format!("\n{items} now valid: {names}\n"),
                format!("\n{items}变为有效：{names}\n"),
            ));
        }
        text
    }
}

impl Format for Markdown {
    type File = ComparedPair;
    type Summary = ChangesSummary;

    fn is_gathered(&self) -> bool {
        true
    }

    fn begin(&self, summary: &ChangesSummary) -> String {
        let lang = self.lang;
        let mut text = format!("## {}\n\n{}\n", self.title(summary), phrases::summary(summary, lang));
        if let Some(items) = summary.items {
            text.push_str(&format!("\n{}\n", phrases::items(items, lang)));
        }
        if let Some(counts) = summary.mapping {
            text.push_str(&format!("\n{}\n", mapping::summary(counts, lang)));
        }
        // Beside changes that several schemas have, the overview takes at most a quarter; another one is left for the
        // schemas that follow.
        let room = self.max_bytes.saturating_sub(text.len());
        let overview = self.overview(summary, if summary.groups.is_empty() { usize::MAX } else { room / 4 });
        let left = room.saturating_sub(overview.len()) / 4 * 3;
        text + &self.groups(&summary.groups, left) + &overview
    }

    fn file(&self, compared: &ComparedPair) -> String {
        match &compared.outcome {
            Ok(difference) => self.difference(&compared.name, difference),
            Err(error) => {
                let error: &CliError = error;
                format!("\n### {}\n\n{}\n", self.name(&compared.name), plain(&error.text(self.lang)))
            }
        }
    }

    fn max_bytes(&self) -> Option<usize> {
        Some(self.max_bytes)
    }

    fn end(&self, summary: &ChangesSummary, cut: usize) -> String {
        let lang = self.lang;
        let mut text = String::new();
        if cut > 0 {
            text.push_str(&pick(
                lang,
                format!("\n… and more, in {cut} of these schemas\n"),
                format!("\n……以上 schema 中还有 {cut} 个未完整列出\n"),
            ));
        }
        if let Some(hidden) = phrases::hidden(summary, self.view, lang) {
            text.push_str(&format!("\n{hidden}\n"));
        }
        text
    }
}
