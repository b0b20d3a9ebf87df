//! Changes as one self-contained page, which needs no network and no other files, and shows everything also
//! without scripts. Text from documents is escaped everywhere.

mod change;
mod groups;
mod impact;
mod sides;

use std::fmt::Write;

use jiff::civil::Date;
use tmall_schema::{Lang, Level};

use super::lists::{ChangeEntry, by_level};
use super::{mapping, phrases};
use crate::cli::args::View;
use crate::cli::lang::pick;
use crate::cli::render::Format;
use crate::cli::results::changes::{ChangesSummary, ComparedPair, Difference};
use crate::cli::text::one_line;

pub(crate) const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
/// The page may only use its own style and script.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

pub(crate) struct Html {
    lang: Lang,
    view: View,
    /// The names of the two sides as given.
    sides: [String; 2],
    /// The day of the new side.
    date: Option<Date>,
}

impl Html {
    pub(crate) fn new(lang: Lang, view: View, sides: [&str; 2], date: Option<Date>) -> Html {
        Html { lang, view, sides: sides.map(str::to_owned), date }
    }

    fn pick(&self, en: &'static str, zh: &'static str) -> &'static str {
        pick(self.lang, en, zh)
    }

    /// The numbers at the top.
    fn figures(&self, summary: &ChangesSummary) -> String {
        let mut text = String::from("<ul class=\"figures\">\n");
        let mut figure = |class: &str, count: usize, label: &str| {
            let none = if count == 0 { " none" } else { "" };
            let _ = writeln!(text, "<li class=\"{class}{none}\"><b>{count}</b> {label}</li>");
        };
        figure("", summary.schemas, self.pick("schemas", "个 schema"));
        figure("", summary.changed(), self.pick("changed", "个有变化"));
        for level in phrases::LEVELS {
            figure(level.as_str(), summary.counts.get(level), self.level(level));
        }
        if summary.unreadable > 0 {
            figure("breaking", summary.unreadable, self.pick("unreadable", "个无法读取"));
        }
        if let Some(items) = summary.items {
            figure("breaking", items.broken, self.pick("items no longer valid", "个商品不再有效"));
            figure("compatible", items.fixed, self.pick("items now valid", "个商品变为有效"));
        }
        if let Some(counts) = summary.mapping {
            figure("breaking", counts.unfit, self.pick("mapping entries no longer valid", "处映射不再适用"));
            figure("breaking", counts.missed, self.pick("required fields not filled", "个必填字段映射未填"));
            figure("compatible", counts.touched, self.pick("changes of mapped fields", "处变更涉及映射"));
        }
        if summary.ignored > 0 {
            figure("", summary.ignored, self.pick("ignored", "处已忽略"));
        }
        text.push_str("</ul>\n");
        text
    }

    fn level(&self, level: Level) -> &'static str {
        phrases::level(level, self.lang)
    }

    /// The filters. The script fills in the codes; without scripts the filters are hidden.
    fn filters(&self, summary: &ChangesSummary) -> String {
        let mut text = String::from("<form class=\"filters\" role=\"search\">\n<div class=\"levels\">\n");
        for level in phrases::LEVELS.into_iter().filter(|&level| self.view.shows(level)) {
            let (word, label, count) = (level.as_str(), self.level(level), summary.counts.get(level));
            let _ = writeln!(
                text,
                "<label class=\"{word}\"><input type=\"checkbox\" name=\"level\" value=\"{word}\" checked> {label} <span>{count}</span></label>"
            );
        }
        let (any, search) = (
            self.pick("all codes", "全部代码"),
            self.pick("search: field, path, option…", "搜索：字段、路径、选项…"),
        );
        let (open, close) = (self.pick("Expand all", "全部展开"), self.pick("Collapse all", "全部收起"));
        let (code, find) = (self.pick("Code", "代码"), self.pick("Text", "文字"));
        let _ = write!(
            text,
            "</div>\n<select name=\"code\" aria-label=\"{code}\"><option value=\"\">{any}</option></select>\n\
             <input type=\"search\" name=\"text\" aria-label=\"{find}\" placeholder=\"{search}\">\n\
             <button type=\"button\" name=\"open\">{open}</button>\n<button type=\"button\" name=\"close\">{close}</button>\n\
             <output data-shown=\"{}\"></output>\n</form>\n",
            self.pick("{shown} of {all} changes", "显示 {shown} / {all} 处变更")
        );
        text
    }

    fn difference(&self, name: &str, difference: &Difference) -> String {
        let groups = by_level(&difference.changes, self.view);
        let impact = self.mapping(difference) + &impact::impact(&difference.impact, self.lang);
        if groups.is_empty() && impact.is_empty() {
            return String::new();
        }
        let is_open = if difference.counts.breaking > 0 || !impact.is_empty() { " open" } else { "" };
        let mut text =
            format!("<details class=\"file\"{is_open}>\n<summary><h2>{}</h2>", escaped(&one_line(name)));
        for level in phrases::LEVELS {
            let count = difference.counts.get(level);
            if count > 0 {
                let (word, label) = (level.as_str(), self.level(level));
                let _ = write!(text, " <span class=\"badge {word}\">{label} {count}</span>");
            }
        }
        text.push_str("</summary>\n");
        if let Some(grouped) = phrases::grouped(difference.grouped, self.lang) {
            let _ = writeln!(text, "<p class=\"grouped\">{}</p>", escaped(&grouped));
        }
        text.push_str(&impact);
        for (_, entries) in &groups {
            for entry in entries {
                text.push_str(&match entry {
                    ChangeEntry::One(change) => change::one(change, &[], self.lang),
                    ChangeEntry::Options(list) => change::list(list, &[], self.lang),
                });
            }
        }
        text.push_str("</details>\n");
        text
    }
}

impl Html {
    /// The effect on the mapping.
    fn mapping(&self, difference: &Difference) -> String {
        let lines = mapping::lines(difference, self.view, self.lang);
        if lines.is_empty() {
            return String::new();
        }
        let class = if lines.iter().any(|line| line.is_wrong) { "broken" } else { "fixed" };
        let title = self.pick("Mapping", "映射");
        let mut text = format!("<section class=\"items {class}\">\n<h3>{title}</h3>\n<ul class=\"cause\">\n");
        for line in lines {
            let _ = writeln!(text, "<li>{}</li>", escaped(&one_line(&line.text)));
        }
        text.push_str("</ul>\n</section>\n");
        text
    }
}

impl Format for Html {
    type File = ComparedPair;
    type Summary = ChangesSummary;

    fn is_gathered(&self) -> bool {
        true
    }

    fn begin(&self, summary: &ChangesSummary) -> String {
        let code = pick(self.lang, "en", "zh-CN");
        let title = self.pick("Schema changes", "类目 schema 变更");
        let [old, new] = self.sides.each_ref().map(|side| escaped(&one_line(side)));
        let program = concat!("tmall-schema ", env!("CARGO_PKG_VERSION"));
        let date = self.date.map_or_else(String::new, |date| format!("{date}, "));
        let colon = self.pick(": ", "：");
        format!(
            "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"generator\" content=\"{program}\">\n\
             <title>{title}{colon}{old} → {new} ({date}{program})</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n\
             <p><code>{old}</code> → <code>{new}</code> <small>{date}{program}</small></p>\n{}{}</header>\n<main>\n",
            self.figures(summary),
            legend(self.lang)
        ) + &self.filters(summary)
            + &groups::groups(&summary.groups, self.view, self.lang)
    }

    fn file(&self, compared: &ComparedPair) -> String {
        match &compared.outcome {
            Ok(difference) => self.difference(&compared.name, difference),
            Err(error) => format!(
                "<details class=\"file unreadable\" open>\n<summary><h2>{}</h2> <span class=\"badge breaking\">{}</span></summary>\n<p>{}</p>\n</details>\n",
                escaped(&one_line(&compared.name)),
                self.pick("unreadable", "无法读取"),
                escaped(&error.text(self.lang))
            ),
        }
    }

    fn end(&self, summary: &ChangesSummary, _: usize) -> String {
        let nothing = if summary.files.is_empty() {
            format!("<p class=\"nothing\">{}</p>\n", self.pick("Nothing changed.", "没有变化。"))
        } else {
            format!(
                "<p class=\"nothing\" hidden>{}</p>\n",
                self.pick("No change matches these filters.", "没有符合筛选条件的变更。")
            )
        };
        format!("{nothing}</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n")
    }
}

/// The meaning of the levels.
fn legend(lang: Lang) -> String {
    let meaning = |level| match level {
        Level::Breaking => pick(lang, "can make a valid item invalid", "可能使原本有效的商品失效"),
        Level::Compatible => pick(lang, "only accepts more", "只会放宽要求"),
        Level::Cosmetic | _ => pick(lang, "does not affect validity", "不影响有效性"),
    };
    let mut text = String::from("<dl class=\"legend\">\n");
    for level in phrases::LEVELS {
        let (word, label) = (level.as_str(), phrases::level(level, lang));
        let _ =
            writeln!(text, "<div><dt class=\"badge {word}\">{label}</dt><dd>{}</dd></div>", meaning(level));
    }
    text.push_str("</dl>\n");
    text
}

/// A text escaped for an element or an attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
