//! The overview: one row or entry for each schema, the most important first.

use super::Markdown;
use crate::cli::args::MarkdownStyle;
use crate::cli::lang::{counted, pick};
use crate::cli::render::changes::phrases;
use crate::cli::results::changes::{ChangesSummary, FileSummary};

/// The most schemas in the overview.
const MOST: usize = 30;

impl Markdown {
    /// The overview, in about so many bytes: of a short message it is not the most important part.
    pub(super) fn overview(&self, summary: &ChangesSummary, most: usize) -> String {
        let mut files: Vec<&FileSummary> = summary.files.iter().collect();
        files.sort_by_key(|file| {
            std::cmp::Reverse((file.is_unreadable, file.broken + file.unmapped > 0, file.counts.level()))
        });
        if files.is_empty() {
            return String::new();
        }
        let mut count = files.len().min(MOST);
        let mut text = self.first(&files[..count], summary);
        while text.len() > most && count > 1 {
            count -= 1;
            text = self.first(&files[..count], summary);
        }
        if files.len() > count {
            let more = files.len() - count;
            text.push_str(&pick(
                self.lang,
                format!("\n… {more} more schemas\n"),
                format!("\n……另有 {more} 个 schema\n"),
            ));
        }
        text
    }

    fn first(&self, files: &[&FileSummary], summary: &ChangesSummary) -> String {
        match self.style {
            MarkdownStyle::Table => self.table(files, summary),
            MarkdownStyle::Lists => self.list_of_schemas(files),
        }
    }

    fn table(&self, files: &[&FileSummary], summary: &ChangesSummary) -> String {
        let lang = self.lang;
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
        for file in files {
            let name = self.name(&file.name);
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
        text
    }

    fn list_of_schemas(&self, files: &[&FileSummary]) -> String {
        let lang = self.lang;
        let mut text = "\n".to_owned();
        for file in files {
            let mut parts = Vec::new();
            if file.is_unreadable {
                parts.push(pick(lang, "unreadable", "无法读取").to_owned());
            }
            let counts = phrases::counts(file.counts, lang);
            if !counts.is_empty() {
                parts.push(counts);
            }
            if file.broken > 0 {
                let items = counted(lang, file.broken, "item broken", "items broken", "个失效商品");
                parts.push(items);
            }
            if file.unmapped > 0 {
                let unmapped = file.unmapped;
                parts.push(pick(lang, format!("mapping {unmapped}"), format!("映射 {unmapped} 处")));
            }
            let (colon, semicolon) = pick(lang, (": ", "; "), ("：", "；"));
            text.push_str(&format!("- {}{colon}{}\n", self.name(&file.name), parts.join(semicolon)));
        }
        text
    }
}
