//! Findings for people: message, place, and the source line with a mark under it.

use tmall_schema::{Finding, Lang, Severity};

use super::excerpt::Excerpt;
use super::sentence::{label, omitted};
use super::style::{ERROR, GUIDE, HEADING, MESSAGE, NOTE, WARNING, styled};
use crate::cli::console::{Console, columns};
use crate::cli::lang::pick;
use crate::cli::text::{one_line, padding, width};
use crate::cli::validate::{Format, Judged, Summary, Verdict};

pub(crate) struct Text {
    lang: Lang,
    shows_notes: bool,
    shows_summary: bool,
    columns: usize,
}

impl Text {
    pub(crate) fn new(console: &Console, shows_notes: bool) -> Text {
        Text { lang: console.lang, shows_notes, shows_summary: !console.quiet, columns: columns() }
    }

    /// One finding of an item of a name.
    pub(crate) fn finding(&self, finding: &Finding, name: &str, verdict: &Verdict) -> String {
        let lang = self.lang;
        let severity = finding.severity();
        let style = match severity {
            Severity::Error => ERROR,
            Severity::Warning => WARNING,
            _ => NOTE,
        };
        let title = styled(style, &format!("{}[{}]", severity.title(lang), finding.code()));
        let message = finding.message(lang);
        let colon = pick(lang, ": ", "：");
        let mut text = format!("{title}{}\n", styled(MESSAGE, &one_line(&format!("{colon}{message}"))));

        let (name, label) = (one_line(name), label(finding));
        let source = verdict.param.source().zip(finding.span()).zip(finding.position());
        let Some(((source, span), at)) = source else {
            // A param that was not read from XML has no lines.
            text.push_str(&format!(" {} {name} {label}\n\n", styled(GUIDE, "-->")));
            return text;
        };
        let line = at.line.to_string();
        let gutter = padding(0, line.len());
        let room = self.columns.saturating_sub(line.len() + 3);
        let excerpt = Excerpt::around(source, span.range(), room);
        let arrow = styled(GUIDE, &format!("{gutter}-->"));
        text.push_str(&format!("{arrow} {name}:{line}:{}\n", at.column));
        text.push_str(&styled(GUIDE, &format!("{gutter} |")));
        text.push('\n');
        let Excerpt { before, marked, after } = excerpt;
        text.push_str(&format!("{} {before}{marked}{after}\n", styled(GUIDE, &format!("{line} |"))));
        let bar = styled(GUIDE, &format!("{gutter} |"));
        let (indent, carets) = (width(&before), "^".repeat(width(&marked).max(1)));
        let left = room.saturating_sub(width(&label));
        let mut line = |indent: usize, marks: &str| {
            text.push_str(&format!("{bar} {}{}\n", padding(0, indent), styled(style, marks)));
        };
        if indent + carets.len() < left {
            line(indent, &format!("{carets} {label}"));
        } else {
            // Below the carets, and further to the left where the line would be too long.
            line(indent, &carets);
            line(indent.min(left), &label);
        }
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

impl Format for Text {
    fn is_styled(&self) -> bool {
        true
    }

    fn file(&self, judged: &Judged) -> String {
        // What could not be read is told on standard error.
        let Ok(verdict) = &judged.outcome else { return String::new() };
        let mut text = String::new();
        for finding in &verdict.findings {
            if self.shows_notes || finding.severity() != Severity::Note {
                text.push_str(&self.finding(finding, &judged.name, verdict));
            }
        }
        text.push_str(&self.omitted(verdict.omitted.shown(self.shows_notes)));
        text
    }

    fn end(&self, summary: &Summary) -> String {
        if !self.shows_summary {
            return String::new();
        }
        let &Summary { files, invalid, counts, ref unreadable, .. } = summary;
        let unreadable = unreadable.len();
        let mut parts = Vec::new();
        let mut part = |number: usize, one: &str, many: &str, zh: &str| {
            if number > 0 {
                let en = if number == 1 { one } else { many };
                parts.push(pick(self.lang, format!("{number} {en}"), format!("{zh} {number} 个")));
            }
        };
        part(invalid, "invalid", "invalid", "无效");
        part(unreadable, "unreadable", "unreadable", "无法读取");
        if invalid + unreadable == 0 {
            parts.push(pick(self.lang, "valid", "全部有效").to_owned());
        }
        let mut found = Vec::new();
        for (number, one, many, zh) in [
            (counts.errors, "error", "errors", "个错误"),
            (counts.warnings, "warning", "warnings", "个警告"),
            (counts.notes, "note", "notes", "条提示"),
        ] {
            if number > 0 {
                let en = if number == 1 { one } else { many };
                found.push(pick(self.lang, format!("{number} {en}"), format!("{number} {zh}")));
            }
        }
        let files = pick(
            self.lang,
            format!("{files} {}", if files == 1 { "item" } else { "items" }),
            format!("{files} 个商品"),
        );
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
