//! Changes for a chat message or a pull request: the totals, a table, then the changes.
//!
//! Uses only headings, one table, lists and code, since many chats support no more. A message that is too long
//! is cut at the end of a line, least important changes first, and what is missing is counted.

use tmall_schema::{Lang, Level};

use super::causes::by_cause;
use super::lists::{ChangeEntry, OptionChanges, by_level};
use super::mapping;
use super::phrases;
use crate::cli::args::View;
use crate::cli::error::CliError;
use crate::cli::lang::{counted, pick};
use crate::cli::render::Format;
use crate::cli::render::label::path_or_root;
use crate::cli::results::change::ReportedChange;
use crate::cli::results::changes::{ChangesSummary, ComparedPair, Difference, FileSummary};
use crate::cli::results::items::{Cause, ItemsImpact};
use crate::cli::text::{one_line, shortened};

/// The limit of a message to DingTalk; forges accept more.
const MAX_BYTES: usize = 20_000;
/// The most schemas in the table.
const TABLE: usize = 30;
/// The most changes of one level in one schema, options of a list, and items under a change.
const CHANGES: usize = 30;
const OPTIONS: usize = 5;
const ITEMS: usize = 10;
/// The width at which texts are cut, in columns.
const LONGEST: usize = 160;

pub(crate) struct Markdown {
    lang: Lang,
    view: View,
    max_bytes: usize,
}

impl Markdown {
    pub(crate) fn new(lang: Lang, view: View, max_bytes: Option<usize>) -> Markdown {
        Markdown { lang, view, max_bytes: max_bytes.unwrap_or(MAX_BYTES) }
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

    fn table(&self, summary: &ChangesSummary) -> String {
        let lang = self.lang;
        let mut files: Vec<&FileSummary> = summary.files.iter().collect();
        files.sort_by_key(|file| {
            std::cmp::Reverse((file.is_unreadable, file.broken + file.unmapped > 0, file.counts.level()))
        });
        if files.is_empty() {
            return String::new();
        }
        let has_items = summary.items.is_some();
        let mut head = pick(
            lang,
            "| schema | breaking | compatible | cosmetic |",
            "| schema | 破坏性 | 兼容 | 无影响 |",
        )
        .to_owned();
        let mut line = "|---|---:|---:|---:|".to_owned();
        if has_items {
            head.push_str(pick(lang, " items broken |", " 失效商品 |"));
            line.push_str("---:|");
        }
        if summary.mapping.is_some() {
            head.push_str(pick(lang, " mapping |", " 映射 |"));
            line.push_str("---:|");
        }
        let mut text = format!("\n{head}\n{line}\n");
        for file in files.iter().take(TABLE) {
            let name = code(&file.name);
            if file.is_unreadable {
                text.push_str(&format!("| {name} | {} | | |", pick(lang, "unreadable", "无法读取")));
                let columns = usize::from(has_items) + usize::from(summary.mapping.is_some());
                text.push_str(&" |".repeat(columns));
                text.push('\n');
                continue;
            }
            let number = |count: usize| if count == 0 { String::new() } else { count.to_string() };
            let breaking = match file.counts.breaking {
                0 => String::new(),
                count => format!("**{count}**"),
            };
            let (compatible, cosmetic) = (number(file.counts.compatible), number(file.counts.cosmetic));
            text.push_str(&format!("| {name} | {breaking} | {compatible} | {cosmetic} |"));
            if has_items {
                text.push_str(&format!(" {} |", number(file.broken)));
            }
            if summary.mapping.is_some() {
                text.push_str(&format!(" {} |", number(file.unmapped)));
            }
            text.push('\n');
        }
        if files.len() > TABLE {
            let more = files.len() - TABLE;
            text.push_str(&pick(
                lang,
                format!("\n… {more} more schemas\n"),
                format!("\n……另有 {more} 个 schema\n"),
            ));
        }
        text
    }

    fn difference(&self, name: &str, difference: &Difference) -> String {
        let groups = by_level(&difference.changes, self.view);
        let impact = self.mapping(difference) + &self.impact(&difference.impact);
        if groups.is_empty() && impact.is_empty() {
            return String::new();
        }
        let mut text = format!("\n### {}\n{impact}", code(name));
        for (level, entries) in groups {
            text.push_str(&format!("\n**{}**\n\n", self.level(level)));
            for entry in entries.iter().take(CHANGES) {
                match entry {
                    ChangeEntry::One(change) => text.push_str(&self.one(change)),
                    ChangeEntry::Options(list) => text.push_str(&self.list(list)),
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

    fn one(&self, change: &ReportedChange) -> String {
        let lang = self.lang;
        let (message, reason) = (plain(&change.message), plain(&change.reason));
        let label = match change.is_of_schema() {
            true => String::new(),
            false => label(&change.path, change.field.as_deref()) + pick(lang, ": ", "："),
        };
        let filled = self.filled(change);
        pick(
            lang,
            format!("- {label}{message} ({reason})\n{filled}"),
            format!("- {label}{message}（{reason}）\n{filled}"),
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
        let mut text = format!("\n**{}**\n\n", pick(self.lang, "Mapping", "映射"));
        for line in lines.iter().take(CHANGES) {
            text.push_str(&format!("- {}\n", plain(&line.text)));
        }
        if lines.len() > CHANGES {
            text.push_str(&self.more(lines.len() - CHANGES));
        }
        text
    }

    fn list(&self, list: &OptionChanges<'_>) -> String {
        let lang = self.lang;
        let colon = pick(lang, ": ", "：");
        let mut text = format!("- {}{colon}{}\n", label(list.path, list.field), phrases::list(list, lang));
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
            text.push_str(&pick(
                lang,
                format!("\n**{items} no longer valid**\n\n"),
                format!("\n**{items}不再有效**\n\n"),
            ));
        }
        for (cause, errors) in by_cause(impact) {
            let by = match cause {
                Some(Cause { path: Some(path), field, message, .. }) => {
                    let colon = pick(lang, ": ", "：");
                    format!("{}{colon}{}", label(path, field.as_deref()), plain(message))
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
                text.push_str(&format!("  - {}{message}\n", code(file)));
            }
            if errors.len() > ITEMS {
                text.push_str("  ");
                text.push_str(&self.more(errors.len() - ITEMS));
            }
        }
        if !impact.fixed.is_empty() {
            let count = impact.fixed.len();
            let items = counted(lang, count, "item is", "items are", "个商品");
            let mut names: Vec<String> = impact.fixed.iter().take(ITEMS).map(|file| code(file)).collect();
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
        text + &self.table(summary)
    }

    fn file(&self, compared: &ComparedPair) -> String {
        match &compared.outcome {
            Ok(difference) => self.difference(&compared.name, difference),
            Err(error) => {
                let error: &CliError = error;
                format!("\n### {}\n\n{}\n", code(&compared.name), plain(&error.text(self.lang)))
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

/// The path as code, with the name of the field.
fn label(path: &str, field: Option<&str>) -> String {
    let path = code(path_or_root(path));
    match field {
        Some(field) => format!("{path} {}", plain(field)),
        None => path,
    }
}

/// A text in a code span. One with backticks or column separators is escaped instead.
fn code(text: &str) -> String {
    let text = one_line(text);
    if text.contains(['`', '|']) { plain(&text) } else { format!("`{text}`") }
}

/// Escapes text from a document, so that it contains no Markdown, no links and no mentions.
fn plain(text: &str) -> String {
    let line = one_line(text);
    let text = shortened(&line, LONGEST);
    let mut plain = String::with_capacity(text.len());
    let mut last = ' ';
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let next = rest.as_str().chars().next().unwrap_or(' ');
        let is_marked = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' => true,
            // Inside a word it is not markup, and some chats show unneeded backslashes.
            '_' => !(last.is_alphanumeric() && next.is_alphanumeric()),
            '~' => next == '~' || last == '~',
            '&' => next.is_ascii_alphanumeric() || next == '#',
            _ => false,
        };
        if is_marked {
            plain.push('\\');
        }
        plain.push(c);
        if c == '@' {
            plain.push('\u{2060}');
        }
        last = c;
    }
    // Keeps chats from making links.
    plain.replace("://", ":\u{2060}//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_do_not_write_markdown() {
        assert_eq!(
            plain("a*b_c _d_ [x](y) <img> | ~~e~~"),
            "a\\*b_c \\_d\\_ \\[x\\](y) \\<img> \\| \\~\\~e\\~\\~"
        );
        assert_eq!(plain("60 -> 50 & &lt;"), "60 -> 50 & \\&lt;");
        assert_eq!(plain("@all"), "@\u{2060}all");
        assert_eq!(code("/a/b"), "`/a/b`");
        assert_eq!(code("a|`b"), "a\\|\\`b");
        assert!(plain(&"长".repeat(500)).ends_with('…'));
    }
}
