//! Items under the changes that break them.

use std::fmt::Write;

use tmall_schema::Lang;

use super::escaped;
use crate::cli::lang::{counted, pick};
use crate::cli::render::changes::causes::by_cause;
use crate::cli::render::label::label;
use crate::cli::results::items::{Cause, ItemsImpact};
use crate::cli::text::one_line;

pub(super) fn impact(impact: &ItemsImpact, lang: Lang) -> String {
    let (broken, fixed) = (&impact.broken, &impact.fixed);
    if broken.is_empty() && fixed.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    if !broken.is_empty() {
        let items = counted(lang, broken.len(), "item is", "items are", "个商品");
        let title = pick(lang, format!("{items} no longer valid"), format!("{items}不再有效"));
        let _ = writeln!(text, "<section class=\"items broken\">\n<h3>{title}</h3>");
    }
    for (cause, errors) in by_cause(impact) {
        let by = match cause {
            Some(Cause { fingerprint, path, field, message, .. }) => {
                let label = match path {
                    Some(path) => label(path, field.as_deref()) + pick(lang, ": ", "："),
                    None => String::new(),
                };
                format!("<a href=\"#{fingerprint}\">{}{}</a>", escaped(&label), escaped(message))
            }
            None => pick(lang, "several changes together", "多处变化共同导致").to_owned(),
        };
        let _ = writeln!(text, "<div class=\"cause\">\n<p>{by}</p>\n<ul>");
        for (file, error) in errors {
            let file = escaped(&one_line(file));
            let found = match &error.finding {
                Some(finding) => {
                    let at = finding
                        .position()
                        .map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
                    let message = escaped(&finding.message(lang));
                    format!("{at}</code> {message} <code>{}</code>", finding.code_text())
                }
                None => "</code>".to_owned(),
            };
            let _ = writeln!(text, "<li><code>{file}{found}</li>");
        }
        text.push_str("</ul>\n</div>\n");
    }
    if !broken.is_empty() {
        text.push_str("</section>\n");
    }
    if !fixed.is_empty() {
        let items = counted(lang, fixed.len(), "item is", "items are", "个商品");
        let title = pick(lang, format!("{items} now valid"), format!("{items}变为有效"));
        let _ = writeln!(text, "<section class=\"items fixed\">\n<h3>{title}</h3>\n<ul class=\"cause\">");
        for file in fixed {
            let _ = writeln!(text, "<li><code>{}</code></li>", escaped(&one_line(file)));
        }
        text.push_str("</ul>\n</section>\n");
    }
    text
}
