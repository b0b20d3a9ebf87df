//! Changes for a chat message or a pull request: what they come to, a table, then the changes.
//!
//! Only headings, one table, lists and code are used: not every chat knows more. What is longer than the chat
//! takes is cut where a line ends, the least first, and counted.

use tmall_schema::{Lang, Level};

use super::Format;
use super::lists::{Entry, List, by_level};
use super::mapped;
use super::text::by_cause;
use super::words;
use crate::cli::args::View;
use crate::cli::diff::{Cause, Compared, Difference, FileLine, Impact, Row, Summary};
use crate::cli::error::CliError;
use crate::cli::lang::pick;
use crate::cli::text::{one_line, shortened};

/// What a message to DingTalk may be long; forges take more.
const ROOM: usize = 20_000;
/// So many schemas stand in the table.
const TABLE: usize = 30;
/// So many changes of one level in one schema, options of a list, items under a change.
const CHANGES: usize = 30;
const OPTIONS: usize = 5;
const ITEMS: usize = 10;
/// Longer texts are cut, in columns.
const LONGEST: usize = 160;

pub(crate) struct Markdown {
    lang: Lang,
    view: View,
    room: usize,
}

impl Markdown {
    pub(crate) fn new(lang: Lang, view: View, room: Option<usize>) -> Markdown {
        Markdown { lang, view, room: room.unwrap_or(ROOM) }
    }

    fn title(&self, summary: &Summary) -> String {
        let lang = self.lang;
        let breaking = summary.counts.breaking;
        match (breaking, summary.changed()) {
            (0, 0) => pick(lang, "Schemas: nothing changed", "类目 schema：没有变化").to_owned(),
            (0, changed) => {
                let schemas = words::number(changed, "schema", "schemas", "个", lang);
                pick(
                    lang,
                    format!("Schemas: nothing breaks, {schemas} changed"),
                    format!("类目 schema：{schemas}有变化，无破坏性变更"),
                )
            }
            (count, _) => {
                let broken = summary.files.iter().filter(|file| file.counts.breaking > 0).count();
                let changes =
                    words::number(count, "breaking change", "breaking changes", "处破坏性变更", lang);
                let schemas = words::number(broken, "schema", "schemas", "个", lang);
                pick(
                    lang,
                    format!("Schemas: {changes} in {schemas}"),
                    format!("类目 schema：{schemas}有 {changes}"),
                )
            }
        }
    }

    fn table(&self, summary: &Summary) -> String {
        let lang = self.lang;
        let mut files: Vec<&FileLine> = summary.files.iter().collect();
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
        if summary.mapped.is_some() {
            head.push_str(pick(lang, " mapping |", " 映射 |"));
            line.push_str("---:|");
        }
        let mut text = format!("\n{head}\n{line}\n");
        for file in files.iter().take(TABLE) {
            let name = code(&file.name);
            if file.is_unreadable {
                text.push_str(&format!("| {name} | {} | | |", pick(lang, "unreadable", "无法读取")));
                let columns = usize::from(has_items) + usize::from(summary.mapped.is_some());
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
            if summary.mapped.is_some() {
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
        let groups = by_level(&difference.rows, self.view);
        let impact = self.mapped(difference) + &self.impact(&difference.impact);
        if groups.is_empty() && impact.is_empty() {
            return String::new();
        }
        let mut text = format!("\n### {}\n{impact}", code(name));
        for (level, entries) in groups {
            text.push_str(&format!("\n**{}**\n\n", self.level(level)));
            for entry in entries.iter().take(CHANGES) {
                match entry {
                    Entry::One(row) => text.push_str(&self.row(row)),
                    Entry::List(list) => text.push_str(&self.list(list)),
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
            _ => pick(self.lang, "Cosmetic", "无影响"),
        }
    }

    fn more(&self, count: usize) -> String {
        pick(self.lang, format!("- … {count} more\n"), format!("- ……另有 {count} 条\n"))
    }

    fn row(&self, row: &Row) -> String {
        let lang = self.lang;
        let (message, reason) = (plain(&row.message), plain(&row.reason));
        let label = match row.is_of_schema() {
            true => String::new(),
            false => label(&row.path, row.field.as_deref()) + pick(lang, ": ", "："),
        };
        let filled = self.filled(row);
        pick(
            lang,
            format!("- {label}{message} ({reason})\n{filled}"),
            format!("- {label}{message}（{reason}）\n{filled}"),
        )
    }

    /// Where the mapping fills it.
    fn filled(&self, row: &Row) -> String {
        let filled = mapped::filled(row, self.lang);
        filled.map_or_else(String::new, |filled| format!("  - {}\n", plain(&filled)))
    }

    /// What fits no more in the mapping, and what it misses.
    fn mapped(&self, difference: &Difference) -> String {
        let told = mapped::told(difference, self.view, self.lang);
        if told.is_empty() {
            return String::new();
        }
        let mut text = format!("\n**{}**\n\n", pick(self.lang, "Mapping", "映射"));
        for told in told.iter().take(CHANGES) {
            text.push_str(&format!("- {}\n", plain(&told.text)));
        }
        if told.len() > CHANGES {
            text.push_str(&self.more(told.len() - CHANGES));
        }
        text
    }

    fn list(&self, list: &List<'_>) -> String {
        let lang = self.lang;
        let colon = pick(lang, ": ", "：");
        let mut text = format!("- {}{colon}{}\n", label(list.path, list.field), words::list(list, lang));
        let words = pick(lang, ["removed", "added", "renamed"], ["删除", "新增", "改名"]);
        for (word, rows) in words.into_iter().zip([&list.removed, &list.added, &list.renamed]) {
            if !rows.is_empty() {
                text.push_str(&format!("  - {word}{colon}{}\n", plain(&words::options(rows, OPTIONS, lang))));
            }
        }
        if let Some(row) = list.rows().first() {
            text.push_str(&self.filled(row));
        }
        text
    }

    fn impact(&self, impact: &Impact) -> String {
        let lang = self.lang;
        let mut text = String::new();
        let count = impact.broken.len();
        if count > 0 {
            let items = words::number(count, "item is", "items are", "个商品", lang);
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
            for (file, blamed) in errors.iter().take(ITEMS) {
                let colon = pick(lang, ": ", "：");
                let message = match &blamed.finding {
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
        if !impact.mended.is_empty() {
            let count = impact.mended.len();
            let items = words::number(count, "item is", "items are", "个商品", lang);
            let mut names: Vec<String> = impact.mended.iter().take(ITEMS).map(|file| code(file)).collect();
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
    fn is_gathered(&self) -> bool {
        true
    }

    fn begin(&self, summary: &Summary) -> String {
        let lang = self.lang;
        let mut text = format!("## {}\n\n{}\n", self.title(summary), words::summary(summary, lang));
        if let Some(items) = summary.items {
            text.push_str(&format!("\n{}\n", words::items(items, lang)));
        }
        if let Some(counts) = summary.mapped {
            text.push_str(&format!("\n{}\n", mapped::summary(counts, lang)));
        }
        text + &self.table(summary)
    }

    fn file(&self, compared: &Compared) -> String {
        match &compared.outcome {
            Ok(difference) => self.difference(&compared.name, difference),
            Err(error) => {
                let error: &CliError = error;
                format!("\n### {}\n\n{}\n", code(&compared.name), plain(&error.text(self.lang)))
            }
        }
    }

    fn room(&self) -> Option<usize> {
        Some(self.room)
    }

    fn end(&self, summary: &Summary, cut: usize) -> String {
        let lang = self.lang;
        let mut text = String::new();
        if cut > 0 {
            text.push_str(&pick(
                lang,
                format!("\n… and more, in {cut} of these schemas\n"),
                format!("\n……以上 schema 中还有 {cut} 个未完整列出\n"),
            ));
        }
        let hidden = words::LEVELS.iter().filter(|&&level| !self.view.shows(level));
        let hidden: usize = hidden.map(|&level| summary.counts.get(level)).sum();
        if hidden > 0 {
            text.push_str(&format!("\n{}\n", words::hidden(hidden, lang)));
        }
        text
    }
}

/// The path as code with the field's name.
fn label(path: &str, field: Option<&str>) -> String {
    let path = code(if path.is_empty() { "/" } else { path });
    match field {
        Some(field) => format!("{path} {}", plain(field)),
        None => path,
    }
}

/// A text in a code span, which no backtick in it ends and no column of a table.
fn code(text: &str) -> String {
    let text = one_line(text);
    if text.contains(['`', '|']) { plain(&text) } else { format!("`{text}`") }
}

/// A text that is nothing but text: what comes from a document means nothing to Markdown, and mentions nobody.
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
            // Within a word it means nothing; chats show backslashes that they do not need.
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
    // Links are made of what looks like one.
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
