//! Findings for people: message, place, and the source line with carets under it.

use tmall_schema::{Finding, Lang, Severity};

use super::sentence::{label, omitted};
use crate::cli::console::{Console, terminal_width};
use crate::cli::lang::{counted, pick};
use crate::cli::render::Format;
use crate::cli::results::findings::{CheckedItem, FindingsSummary, ItemFindings};
use crate::cli::snippet::Snippet;
use crate::cli::style::{ERROR, GUIDE, HEADING, MESSAGE, NOTE, WARNING, styled};
use crate::cli::text::one_line;

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

    /// One finding of the item with this name.
    pub(crate) fn finding(&self, finding: &Finding, name: &str, found: &ItemFindings) -> String {
        let lang = self.lang;
        let severity = finding.severity();
        let style = match severity {
            Severity::Error => ERROR,
            Severity::Warning => WARNING,
            Severity::Note | _ => NOTE,
        };
        let title = styled(style, &format!("{}[{}]", severity.title(lang), finding.code()));
        let message = finding.message(lang);
        let colon = pick(lang, ": ", "：");
        let mut text = format!("{title}{}\n", styled(MESSAGE, &one_line(&format!("{colon}{message}"))));

        let label = label(finding);
        let source = found.param.source().zip(finding.span()).zip(finding.position());
        let Some(((source, span), at)) = source else {
            // A param that was not read from XML has no lines.
            text.push_str(&format!(" {} {} {label}\n\n", styled(GUIDE, "-->"), one_line(name)));
            return text;
        };
        let (span, place, label) = (span.range(), (at.line, at.column), label.as_str());
        text.push_str(&Snippet { name, source, span, place, label, style }.text(self.columns));
        text.push('\n');
        text
    }

    fn omitted(&self, count: usize) -> String {
        match count {
            0 => String::new(),
            count => format!("… {}\n\n", omitted(count, self.lang)),
        }
    }
}

impl Format for FindingsText {
    type File = CheckedItem;
    type Summary = FindingsSummary;

    fn is_styled(&self) -> bool {
        true
    }

    fn file(&self, item: &CheckedItem) -> String {
        // Unreadable files are reported on standard error.
        let Ok(found) = &item.outcome else { return String::new() };
        let mut text = String::new();
        for finding in &found.findings {
            if self.shows_notes || finding.severity() != Severity::Note {
                text.push_str(&self.finding(finding, &item.name, found));
            }
        }
        text.push_str(&self.omitted(found.omitted.shown(self.shows_notes)));
        text
    }

    fn end(&self, summary: &FindingsSummary, _: usize) -> String {
        if !self.shows_summary {
            return String::new();
        }
        let lang = self.lang;
        let &FindingsSummary { files, invalid, counts, ref unreadable, .. } = summary;
        let unreadable = unreadable.len();
        let mut parts = Vec::new();
        for (number, en, zh) in [(invalid, "invalid", "无效"), (unreadable, "unreadable", "无法读取")] {
            if number > 0 {
                parts.push(pick(lang, format!("{number} {en}"), format!("{zh} {number} 个")));
            }
        }
        if parts.is_empty() {
            parts.push(pick(lang, "valid", "全部有效").to_owned());
        }
        let found: Vec<String> = [
            (counts.errors, "error", "errors", "个错误"),
            (counts.warnings, "warning", "warnings", "个警告"),
            (counts.notes, "note", "notes", "条提示"),
        ]
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many, zh)| counted(lang, number, one, many, zh))
        .collect();
        let files = counted(lang, files, "item", "items", "个商品");
        let joint = pick(self.lang, ", ", "，");
        let mut line =
            format!("{}{}{}", styled(HEADING, &files), pick(self.lang, ": ", "："), parts.join(joint));
        if !found.is_empty() {
            line.push_str(pick(self.lang, "; ", "；"));
            line.push_str(&found.join(joint));
        }
        line.push('\n');
        line
    }
}
