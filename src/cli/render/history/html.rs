//! The history as one page that needs no network, no scripts and no other files. Text from documents is escaped.

use std::fmt::Write;

use tmall_schema::Lang;

use super::{subject, summary};
use crate::cli::lang::pick;
use crate::cli::render::changes::{HTML_STYLE, entries, html_text, phrases};
use crate::cli::results::history::History;
use crate::cli::text::one_line;

pub(crate) fn html(history: &History, lang: Lang) -> String {
    let title = pick(lang, "History of ", "历史：").to_owned() + &subject(history);
    let mut main = format!("<p>{}</p>\n", html_text(&summary(history, lang)));
    for version in &history.versions {
        let file = if history.has_files { format!(" {}", version.file) } else { String::new() };
        let heading = html_text(&one_line(&format!("{}{file}", version.name.text())));
        let _ = write!(
            main,
            "<details class=\"file\" open>\n<summary><h2>{heading}</h2></summary>\n<ul class=\"history\">\n"
        );
        for (level, line) in entries::lines(&version.changes, lang) {
            let (word, label) = (level.as_str(), phrases::level(level, lang));
            let line = html_text(&line);
            let _ = writeln!(main, "<li><span class=\"badge {word}\">{label}</span> {line}</li>");
        }
        main.push_str("</ul>\n</details>\n");
    }
    page(&title, &main, lang)
}

/// A page with this title and content.
pub(super) fn page(title: &str, main: &str, lang: Lang) -> String {
    let code = pick(lang, "en", "zh-CN");
    let (title, style) = (html_text(title), HTML_STYLE);
    let program = concat!("tmall-schema ", env!("CARGO_PKG_VERSION"));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"generator\" content=\"{program}\">\n<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n\
         <header>\n<h1>{title}</h1>\n</header>\n<main>\n{main}</main>\n</body>\n</html>\n"
    )
}
