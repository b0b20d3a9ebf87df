//! Findings for people: message, place, and the source line with carets under it.

use tmall_schema::{Finding, Lang, Severity};

use super::block::{Block, style};
use super::sentence::{label, omitted};
use super::totals::totals;
use crate::cli::console::{Console, terminal_width};
use crate::cli::lang::pick;
use crate::cli::render::Format;
use crate::cli::render::repeats::Part;
use crate::cli::results::findings::{CheckedItem, FindingsSummary, ItemFindings};
use crate::cli::snippet::Snippet;
use crate::cli::style::{GUIDE, MESSAGE, styled};
use crate::cli::text::{one_line, padding, width};

pub(crate) struct FindingsText {
    lang: Lang,
    shows_notes: bool,
    shows_summary: bool,
    columns: usize,
}

impl FindingsText {
    pub(crate) fn new(console: &Console, shows_notes: bool) -> FindingsText {
        FindingsText {
            lang: console.lang,
            shows_notes,
            shows_summary: !console.quiet,
            columns: terminal_width(),
        }
    }

    /// The findings of the item with this name.
    pub(crate) fn findings(&self, name: &str, found: &ItemFindings) -> String {
        let blocks = Block::all(found.findings.iter().filter(|finding| self.shows(finding)));
        blocks.iter().map(|block| self.block(block, name, found)).collect()
    }

    fn shows(&self, finding: &Finding) -> bool {
        self.shows_notes || finding.severity() != Severity::Note
    }

    fn block(&self, block: &Block<'_>, name: &str, found: &ItemFindings) -> String {
        let lang = self.lang;
        let finding = block.first;
        let list = block.list(lang);
        let colon = pick(lang, ": ", "：");
        let message = styled(MESSAGE, &one_line(&format!("{colon}{}", block.message(lang))));
        let mut text = format!("{}{message}\n", block.title(lang));

        let label = if list.is_empty() { label(finding) } else { String::new() };
        match found.param.source().zip(finding.span()).zip(finding.position()) {
            Some(((source, span), at)) => {
                let (span, place, label) = (span.range(), (at.line, at.column), label.as_str());
                let style = style(finding.severity());
                text.push_str(&Snippet { name, source, span, place, label, style }.text(self.columns));
            }
            // A param that was not read from XML has no lines.
            None => {
                let line = format!(" {} {} {label}", styled(GUIDE, "-->"), one_line(name));
                text.push_str(line.trim_end());
                text.push('\n');
            }
        }
        for line in list {
            text.push_str(&format!("  {line}\n"));
        }
        text.push('\n');
        text
    }

    fn omitted(&self, name: &str, count: usize) -> String {
        match count {
            0 => String::new(),
            count => format!(
                "… {}{}{}\n\n",
                one_line(name),
                pick(self.lang, ": ", "："),
                omitted(count, self.lang)
            ),
        }
    }

    /// What was found more often than it was shown.
    fn repeated(&self, summary: &FindingsSummary) -> String {
        if summary.hidden.is_empty() {
            return String::new();
        }
        let heading = pick(
            self.lang,
            "Found again and not shown (--all shows all findings):",
            "重复出现、不再逐条显示的问题（--all 显示全部）：",
        );
        let mut text = format!("{heading}\n");
        let numbers: Vec<String> =
            summary.hidden.iter().map(|hidden| format!("{} ×", hidden.count)).collect();
        let column = numbers.iter().map(|number| width(number)).max().unwrap_or(0);
        for (hidden, number) in summary.hidden.iter().zip(&numbers) {
            text.push_str(&format!("  {}{number} {}\n", padding(width(number), column), hidden.title));
        }
        text.push('\n');
        text
    }
}

impl Format for FindingsText {
    type File = CheckedItem;
    type Summary = FindingsSummary;

    fn is_styled(&self) -> bool {
        true
    }

    fn file(&self, item: &CheckedItem) -> String {
        self.parts(item).into_iter().map(|part| part.text).collect()
    }

    fn parts(&self, item: &CheckedItem) -> Vec<Part> {
        // Unreadable files are reported on standard error.
        let Ok(found) = &item.outcome else { return Vec::new() };
        let blocks = Block::all(found.findings.iter().filter(|finding| self.shows(finding)));
        let part = |block: &Block<'_>| Part {
            text: self.block(block, &item.name, found),
            repeat: Some(block.repeat(found, self.lang)),
        };
        let omitted = self.omitted(&item.name, found.omitted.shown(self.shows_notes));
        blocks.iter().map(part).chain([Part::always(omitted)]).collect()
    }

    fn end(&self, summary: &FindingsSummary, _: usize) -> String {
        let mut text = self.repeated(summary);
        if self.shows_summary {
            text.push_str(&totals(summary, self.shows_notes, self.lang));
        }
        text
    }
}
