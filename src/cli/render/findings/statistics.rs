//! The findings counted by code and field, for people.

use tmall_schema::{Lang, Severity};

use super::block::style;
use super::totals::totals;
use crate::cli::console::Console;
use crate::cli::lang::pick;
use crate::cli::render::Format;
use crate::cli::render::label::label;
use crate::cli::results::findings::{CheckedItem, FindingsSummary};
use crate::cli::results::statistics::Statistics;
use crate::cli::style::{GUIDE, styled};
use crate::cli::text::{padding, width};

pub(crate) struct StatisticsText {
    lang: Lang,
    shows_notes: bool,
    shows_summary: bool,
}

impl StatisticsText {
    pub(crate) fn new(console: &Console, shows_notes: bool) -> StatisticsText {
        StatisticsText { lang: console.lang, shows_notes, shows_summary: !console.quiet }
    }
}

impl Format for StatisticsText {
    type File = CheckedItem;
    type Summary = FindingsSummary;

    fn is_styled(&self) -> bool {
        true
    }

    fn file(&self, _: &CheckedItem) -> String {
        String::new()
    }

    fn end(&self, summary: &FindingsSummary, _: usize) -> String {
        let lang = self.lang;
        let groups = summary.statistics.iter().flat_map(Statistics::sorted);
        let groups: Vec<_> =
            groups.filter(|(group, _)| self.shows_notes || group.severity != Severity::Note).collect();
        let mut text = String::new();
        if !groups.is_empty() {
            let [findings, items, code, field] =
                pick(lang, ["findings", "items", "code", "field"], ["问题", "商品", "代码", "字段"]);
            let number = |number: usize| number.to_string();
            let numbers = |head: &str, of: &dyn Fn(usize) -> usize| {
                (0..groups.len()).map(|at| width(&number(of(at)))).chain([width(head)]).max().unwrap_or(0)
            };
            let first = numbers(findings, &|at| groups[at].1.findings);
            let second = numbers(items, &|at| groups[at].1.items);
            let code_of = |at: usize| {
                let group = groups[at].0;
                format!("{}[{}]", group.severity.title(lang), group.code)
            };
            let third = (0..groups.len()).map(|at| width(&code_of(at))).max().unwrap_or(0);
            let right = |text: &str, column: usize| format!("{}{text}", padding(width(text), column));
            let head = format!(
                "{}  {}  {code}{}  {field}",
                right(findings, first),
                right(items, second),
                padding(width(code), third)
            );
            text.push_str(&format!("{}\n", styled(GUIDE, &head)));
            for (at, (group, count)) in groups.iter().enumerate() {
                let code = code_of(at);
                text.push_str(&format!(
                    "{}  {}  {}{}  {}\n",
                    right(&number(count.findings), first),
                    right(&number(count.items), second),
                    styled(style(group.severity), &code),
                    padding(width(&code), third),
                    label(&group.path, count.field.as_deref()),
                ));
            }
            text.push('\n');
        }
        if self.shows_summary {
            text.push_str(&totals(summary, self.shows_notes, lang));
        }
        text
    }
}
