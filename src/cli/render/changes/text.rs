//! Changes for people at a terminal: by file, the worst first.

use anstyle::Style;
use tmall_schema::{Lang, Level};

use super::causes::by_cause;
use super::lists::{ChangeEntry, GroupEntry, OptionChanges, by_level, of_groups};
use super::mapping;
use super::phrases;

use crate::cli::args::View;
use crate::cli::console::Console;
use crate::cli::lang::pick;
use crate::cli::render::Format;
use crate::cli::render::label::label;
use crate::cli::results::change::ReportedChange;
use crate::cli::results::changes::{ChangesSummary, ComparedPair, Difference};
use crate::cli::results::groups::ChangeGroup;
use crate::cli::results::items::{BreakingError, Cause, ItemsImpact};
use crate::cli::style::{ERROR, GUIDE, HEADING, ID, MESSAGE, NOTE, WARNING, styled};
use crate::cli::text::one_line;

/// The most options named of a list, except with `--view all`.
const OPTIONS: usize = 5;
/// The most items named under a change.
const ITEMS: usize = 20;

pub(crate) struct ChangesText {
    lang: Lang,
    view: View,
    shows_summary: bool,
    /// Whether there may be changes that several schemas have.
    has_groups: bool,
}

impl ChangesText {
    pub(crate) fn new(console: &Console, view: View, has_groups: bool) -> ChangesText {
        ChangesText { lang: console.lang, view, shows_summary: !console.quiet, has_groups }
    }

    /// The changes that several schemas have.
    fn groups(&self, groups: &[ChangeGroup]) -> String {
        let lang = self.lang;
        let levels = of_groups(groups, self.view);
        if levels.is_empty() {
            return String::new();
        }
        let mut text = format!("{}\n", styled(HEADING, phrases::groups_title(lang)));
        for (level, entries) in &levels {
            text.push_str(&format!("  {}\n", styled(style(*level), phrases::level(*level, lang))));
            for GroupEntry { entry, schemas } in entries {
                let schemas = phrases::in_schemas(schemas, |name| one_line(name).into_owned(), lang);
                text.push_str(&match entry {
                    ChangeEntry::One(change) => self.one(change, &schemas),
                    ChangeEntry::Options(list) => self.list(list, &schemas),
                });
            }
        }
        text + "\n"
    }

    fn difference(&self, name: &str, difference: &Difference) -> String {
        let lang = self.lang;
        let groups = by_level(&difference.changes, self.view);
        let impact = self.mapping(difference) + &self.impact(&difference.impact);
        if groups.is_empty()
            && impact.is_empty()
            && (self.view == View::Breaking || difference.changes.is_empty())
        {
            return String::new();
        }
        let colon = pick(lang, ": ", "：");
        let counts = phrases::counts(difference.counts, lang);
        let mut text = match difference.counts.level() {
            Some(level) => {
                format!("{}{colon}{}\n", styled(HEADING, &one_line(name)), styled(style(level), &counts))
            }
            None if impact.is_empty() => return String::new(),
            None => format!("{}\n", styled(HEADING, &one_line(name))),
        };
        for (level, entries) in &groups {
            text.push_str(&format!("  {}\n", styled(style(*level), phrases::level(*level, lang))));
            for entry in entries {
                match entry {
                    ChangeEntry::One(change) => text.push_str(&self.one(change, "")),
                    ChangeEntry::Options(list) => text.push_str(&self.list(list, "")),
                }
            }
        }
        if let Some(grouped) = phrases::grouped(difference.grouped, lang) {
            text.push_str(&format!("  {}\n", styled(GUIDE, &grouped)));
        }
        text + &impact
    }

    /// A change, and the schemas that have it.
    fn one(&self, change: &ReportedChange, schemas: &str) -> String {
        let colon = pick(self.lang, ": ", "：");
        let label = match change.is_of_schema() {
            true => String::new(),
            false => format!("{}{colon}", styled(ID, &label(&change.path, change.field.as_deref()))),
        };
        let (message, reason) = (one_line(&change.message), one_line(&change.reason));
        let code = change.code.as_str();
        let filled = self.filled(change);
        format!(
            "    {label}{message}{schemas}\n      {}\n{filled}",
            styled(GUIDE, &format!("{reason} [{code}]"))
        )
    }

    /// Where the mapping fills it.
    fn filled(&self, change: &ReportedChange) -> String {
        let filled = mapping::filled(change, self.lang);
        filled.map_or_else(String::new, |filled| format!("      {}\n", one_line(&filled)))
    }

    /// The effect on the mapping.
    fn mapping(&self, difference: &Difference) -> String {
        let lines = mapping::lines(difference, self.view, self.lang);
        if lines.is_empty() {
            return String::new();
        }
        let style = if lines.iter().any(|line| line.is_wrong) { ERROR } else { NOTE };
        let mut text = format!("  {}\n", styled(style, mapping::title(self.lang)));
        for line in lines {
            text.push_str(&format!("    {}\n", one_line(&line.text)));
        }
        text
    }

    fn list(&self, list: &OptionChanges<'_>, schemas: &str) -> String {
        let lang = self.lang;
        let colon = pick(lang, ": ", "：");
        let label = label(list.path, list.field);
        let mut text = format!("    {}{colon}{}{schemas}\n", styled(ID, &label), phrases::list(list, lang));
        let filled = list.all().first().map_or_else(String::new, |change| self.filled(change));
        if self.view == View::All {
            for change in list.all() {
                text.push_str(&format!("      {}\n", self.option(change)));
            }
            return text + &filled;
        }
        for (sign, changes) in [('-', &list.removed), ('+', &list.added), ('~', &list.renamed)] {
            let Some(first) = changes.first() else { continue };
            let options = phrases::options(changes, OPTIONS, lang);
            let worst = changes.iter().map(|change| change.level).max().unwrap_or(first.level);
            let change = changes.iter().find(|change| change.level == worst).unwrap_or(first);
            let note = format!("{} [{}]", one_line(&change.reason), change.code.as_str());
            text.push_str(&format!("      {sign} {options}\n        {}\n", styled(GUIDE, &note)));
        }
        text + &filled
    }

    fn option(&self, change: &ReportedChange) -> String {
        let level = phrases::level(change.level, self.lang);
        let note = format!("{} [{}]", one_line(&change.reason), change.code.as_str());
        format!(
            "{} {}  {}",
            styled(style(change.level), level),
            one_line(&change.message),
            styled(GUIDE, &note)
        )
    }

    /// Items by the change that breaks them.
    fn impact(&self, impact: &ItemsImpact) -> String {
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
                None => pick(lang, "several changes together", "多处变化共同导致").to_owned(),
            };
            text.push_str(&format!("    {by}\n"));
            for (file, error) in errors.iter().take(ITEMS) {
                text.push_str(&format!("      {}\n", self.error(file, error)));
            }
            if errors.len() > ITEMS {
                let more = errors.len() - ITEMS;
                text.push_str(&format!("      {}\n", phrases::more(more, lang)));
            }
        }
        if !impact.fixed.is_empty() {
            let count = impact.fixed.len();
            let title =
                pick(lang, format!("items now valid: {count}"), format!("变为有效的商品：{count} 个"));
            text.push_str(&format!("  {}\n", styled(NOTE, &title)));
            for file in &impact.fixed {
                text.push_str(&format!("    {}\n", one_line(file)));
            }
        }
        text
    }

    fn error(&self, file: &str, error: &BreakingError) -> String {
        let file = one_line(file);
        let Some(finding) = &error.finding else { return file.into_owned() };
        let place = match finding.position() {
            Some(at) => format!("{file}:{}:{}", at.line, at.column),
            None => file.into_owned(),
        };
        let colon = pick(self.lang, ": ", "：");
        let code = styled(GUIDE, &format!("[{}]", finding.code_text()));
        format!("{place}{colon}{} {code}", one_line(&finding.message(self.lang)))
    }
}

fn style(level: Level) -> Style {
    match level {
        Level::Breaking => ERROR,
        Level::Compatible => WARNING,
        Level::Cosmetic | _ => GUIDE,
    }
}

impl Format for ChangesText {
    type File = ComparedPair;
    type Summary = ChangesSummary;

    fn is_styled(&self) -> bool {
        true
    }

    fn is_gathered(&self) -> bool {
        self.has_groups
    }

    fn is_ranked(&self) -> bool {
        false
    }

    fn begin(&self, summary: &ChangesSummary) -> String {
        self.groups(&summary.groups)
    }

    fn file(&self, compared: &ComparedPair) -> String {
        // Unreadable files are reported on standard error.
        let Ok(difference) = &compared.outcome else { return String::new() };
        let mut text = self.difference(&compared.name, difference);
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    fn end(&self, summary: &ChangesSummary, _: usize) -> String {
        if !self.shows_summary {
            return String::new();
        }
        let lang = self.lang;
        let mut text = format!("{}\n", styled(MESSAGE, &phrases::summary(summary, lang)));
        if let Some(items) = summary.items {
            text.push_str(&format!("{}\n", styled(MESSAGE, &phrases::items(items, lang))));
        }
        if let Some(counts) = summary.mapping {
            text.push_str(&format!("{}\n", styled(MESSAGE, &mapping::summary(counts, lang))));
        }
        if let Some(hidden) = phrases::hidden(summary, self.view, lang) {
            text.push_str(&styled(GUIDE, &hidden));
            text.push('\n');
        }
        text
    }
}
