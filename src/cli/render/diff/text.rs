//! Changes for people at a terminal: by file, the worst first.

use std::collections::BTreeMap;

use anstyle::Style;
use tmall_schema::{Lang, Level};

use super::Format;
use super::lists::{Entry, List, by_level};
use super::mapped;
use super::words::{self, label};

use crate::cli::args::View;
use crate::cli::console::Console;
use crate::cli::diff::{Blamed, Cause, Compared, Difference, Impact, Row, Summary};
use crate::cli::lang::pick;
use crate::cli::render::style::{ERROR, GUIDE, HEADING, ID, MESSAGE, NOTE, WARNING, styled};
use crate::cli::text::one_line;

/// So many options of a list are named, unless all are asked for.
const OPTIONS: usize = 5;
/// So many items are named under a change.
const ITEMS: usize = 20;

pub(crate) struct Text {
    lang: Lang,
    view: View,
    shows_summary: bool,
}

impl Text {
    pub(crate) fn new(console: &Console, view: View) -> Text {
        Text { lang: console.lang, view, shows_summary: !console.quiet }
    }

    fn difference(&self, name: &str, difference: &Difference) -> String {
        let lang = self.lang;
        let groups = by_level(&difference.rows, self.view);
        let impact = self.mapped(difference) + &self.impact(&difference.impact);
        if groups.is_empty() && impact.is_empty() && self.view == View::Breaking {
            return String::new();
        }
        let colon = pick(lang, ": ", "：");
        let counts = words::counts(difference.counts, lang);
        let mut text = match difference.counts.level() {
            Some(level) => {
                format!("{}{colon}{}\n", styled(HEADING, &one_line(name)), styled(style(level), &counts))
            }
            None if impact.is_empty() => return String::new(),
            None => format!("{}\n", styled(HEADING, &one_line(name))),
        };
        for (level, entries) in &groups {
            text.push_str(&format!("  {}\n", styled(style(*level), words::level(*level, lang))));
            for entry in entries {
                match entry {
                    Entry::One(row) => text.push_str(&self.row(row)),
                    Entry::List(list) => text.push_str(&self.list(list)),
                }
            }
        }
        text + &impact
    }

    fn row(&self, row: &Row) -> String {
        let colon = pick(self.lang, ": ", "：");
        let label = match row.is_of_schema() {
            true => String::new(),
            false => format!("{}{colon}", styled(ID, &label(&row.path, row.field.as_deref()))),
        };
        let (message, reason) = (one_line(&row.message), one_line(&row.reason));
        let code = row.code.as_str();
        let filled = self.filled(row);
        format!("    {label}{message}\n      {}\n{filled}", styled(GUIDE, &format!("{reason} [{code}]")))
    }

    /// Where the mapping fills it.
    fn filled(&self, row: &Row) -> String {
        let filled = mapped::filled(row, self.lang);
        filled.map_or_else(String::new, |filled| format!("      {}\n", one_line(&filled)))
    }

    /// What fits no more in the mapping, and what it misses.
    fn mapped(&self, difference: &Difference) -> String {
        let told = mapped::told(difference, self.view, self.lang);
        if told.is_empty() {
            return String::new();
        }
        let style = if told.iter().any(|told| told.is_wrong) { ERROR } else { NOTE };
        let mut text = format!("  {}\n", styled(style, mapped::title(self.lang)));
        for told in told {
            text.push_str(&format!("    {}\n", one_line(&told.text)));
        }
        text
    }

    fn list(&self, list: &List<'_>) -> String {
        let lang = self.lang;
        let colon = pick(lang, ": ", "：");
        let label = label(list.path, list.field);
        let mut text = format!("    {}{colon}{}\n", styled(ID, &label), words::list(list, lang));
        let filled = list.rows().first().map_or_else(String::new, |row| self.filled(row));
        if self.view == View::All {
            for row in list.rows() {
                text.push_str(&format!("      {}\n", self.option(row)));
            }
            return text + &filled;
        }
        for (sign, rows) in [('-', &list.removed), ('+', &list.added), ('~', &list.renamed)] {
            let Some(first) = rows.first() else { continue };
            let options = words::options(rows, OPTIONS, lang);
            let worst = rows.iter().map(|row| row.level).max().unwrap_or(first.level);
            let row = rows.iter().find(|row| row.level == worst).unwrap_or(first);
            let note = format!("{} [{}]", one_line(&row.reason), row.code.as_str());
            text.push_str(&format!("      {sign} {options}\n        {}\n", styled(GUIDE, &note)));
        }
        text + &filled
    }

    fn option(&self, row: &Row) -> String {
        let level = words::level(row.level, self.lang);
        let note = format!("{} [{}]", one_line(&row.reason), row.code.as_str());
        format!("{} {}  {}", styled(style(row.level), level), one_line(&row.message), styled(GUIDE, &note))
    }

    /// Items by the change that breaks them.
    fn impact(&self, impact: &Impact) -> String {
        let lang = self.lang;
        let colon = pick(lang, ": ", "：");
        let mut text = String::new();
        if !impact.broken.is_empty() {
            let count = impact.broken.len();
            let title =
                pick(lang, format!("items no longer valid: {count}"), format!("不再有效的商品：{count} 个"));
            text.push_str(&format!("  {}\n", styled(ERROR, &title)));
        }
        for (cause, errors) in by_cause(impact) {
            let by = match cause {
                Some(Cause { path: Some(path), field, message, .. }) => {
                    format!("{}{colon}{}", styled(ID, &label(path, field.as_deref())), one_line(message))
                }
                Some(cause) => one_line(&cause.message).into_owned(),
                None => pick(lang, "by several changes together", "由多处变化共同导致").to_owned(),
            };
            text.push_str(&format!("    {by}\n"));
            for (file, blamed) in errors.iter().take(ITEMS) {
                text.push_str(&format!("      {}\n", self.error(file, blamed)));
            }
            if errors.len() > ITEMS {
                let more = errors.len() - ITEMS;
                let more = pick(lang, format!("… {more} more"), format!("……另有 {more} 条"));
                text.push_str(&format!("      {more}\n"));
            }
        }
        if !impact.mended.is_empty() {
            let count = impact.mended.len();
            let title =
                pick(lang, format!("items now valid: {count}"), format!("变为有效的商品：{count} 个"));
            text.push_str(&format!("  {}\n", styled(NOTE, &title)));
            for file in &impact.mended {
                text.push_str(&format!("    {}\n", one_line(file)));
            }
        }
        text
    }

    fn error(&self, file: &str, blamed: &Blamed) -> String {
        let file = one_line(file);
        let Some(finding) = &blamed.finding else { return file.into_owned() };
        let place = match finding.position() {
            Some(at) => format!("{file}:{}:{}", at.line, at.column),
            None => file.into_owned(),
        };
        let colon = pick(self.lang, ": ", "：");
        let code = styled(GUIDE, &format!("[{}]", finding.code()));
        format!("{place}{colon}{} {code}", one_line(&finding.message(self.lang)))
    }
}

/// A change, if one can be told, with the errors that it brings and the items that have them.
pub(super) type ByCause<'i> = (Option<&'i Cause>, Vec<(&'i str, &'i Blamed)>);

/// The errors of all items under the changes that bring them, in the order of these; last those of which no single
/// change can be told.
pub(super) fn by_cause(impact: &Impact) -> Vec<ByCause<'_>> {
    let mut groups: BTreeMap<usize, ByCause<'_>> = BTreeMap::new();
    for broken in &impact.broken {
        for blamed in &broken.errors {
            let cause = blamed.cause.as_ref();
            let group = groups.entry(cause.map_or(usize::MAX, |cause| cause.at));
            group.or_insert_with(|| (cause, Vec::new())).1.push((broken.file.as_str(), blamed));
        }
    }
    groups.into_values().collect()
}

fn style(level: Level) -> Style {
    match level {
        Level::Breaking => ERROR,
        Level::Compatible => WARNING,
        _ => GUIDE,
    }
}

impl Format for Text {
    fn is_styled(&self) -> bool {
        true
    }

    fn file(&self, compared: &Compared) -> String {
        // What could not be read is told on standard error.
        let Ok(difference) = &compared.outcome else { return String::new() };
        let mut text = self.difference(&compared.name, difference);
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    fn end(&self, summary: &Summary, _: usize) -> String {
        if !self.shows_summary {
            return String::new();
        }
        let lang = self.lang;
        let mut text = format!("{}\n", styled(MESSAGE, &words::summary(summary, lang)));
        let hidden = words::LEVELS.iter().filter(|&&level| !self.view.shows(level));
        let hidden: usize = hidden.map(|&level| summary.counts.get(level)).sum();
        if let Some(items) = summary.items {
            text.push_str(&format!("{}\n", styled(MESSAGE, &words::items(items, lang))));
        }
        if let Some(counts) = summary.mapped {
            text.push_str(&format!("{}\n", styled(MESSAGE, &mapped::summary(counts, lang))));
        }
        if hidden > 0 {
            text.push_str(&styled(GUIDE, &words::hidden(hidden, lang)));
            text.push('\n');
        }
        text
    }
}
