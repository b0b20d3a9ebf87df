//! The history as text and as Markdown: by version, the newest first.

use tmall_schema::{Lang, Level};

use super::{limited, subject, summary};
use crate::cli::lang::pick;
use crate::cli::render::changes::markdown_text;
use crate::cli::render::changes::{entries, phrases};
use crate::cli::results::history::{History, Version};
use crate::cli::style::{ERROR, GUIDE, HEADING, MESSAGE, WARNING, styled};
use crate::cli::text::one_line;

/// For a terminal.
pub(crate) fn text(history: &History, lang: Lang) -> String {
    let mut text = String::new();
    for version in &history.versions {
        text.push_str(&format!("{}\n", styled(HEADING, &title(version, history))));
        for (level, line) in entries::lines(&version.changes, lang) {
            let style = match level {
                Level::Breaking => ERROR,
                Level::Compatible => WARNING,
                Level::Cosmetic | _ => GUIDE,
            };
            text.push_str(&format!("  {}  {line}\n", styled(style, phrases::level(level, lang))));
        }
        text.push('\n');
    }
    text + &format!("{}\n", styled(MESSAGE, &summary(history, lang)))
}

/// `2026-11-21 1a2b3c4d`, with the file if there are several.
fn title(version: &Version, history: &History) -> String {
    let file = if history.has_files { format!("  {}", version.file) } else { String::new() };
    one_line(&format!("{}{file}", version.name.text())).into_owned()
}

/// For a pull request or a chat, of at most so many bytes.
pub(crate) fn markdown(history: &History, lang: Lang, most: usize) -> String {
    let plain = markdown_text;
    let title_of = pick(lang, "History of ", "历史：");
    let head = format!("## {title_of}{}\n\n{}\n", plain(&subject(history)), summary(history, lang));
    let sections = history.versions.iter().map(|version| {
        let mut text = format!("\n### {}\n\n", plain(&title(version, history)));
        for (level, line) in entries::lines(&version.changes, lang) {
            let level = phrases::level(level, lang);
            let level = if level == phrases::level(Level::Breaking, lang) {
                format!("**{level}**")
            } else {
                level.to_owned()
            };
            let colon = pick(lang, ": ", "：");
            text.push_str(&format!("- {level}{colon}{}\n", plain(&line)));
        }
        text
    });
    limited(head, sections, most, |cut| {
        pick(
            lang,
            format!("\n… and more, in {cut} of these versions\n"),
            format!("\n……还有 {cut} 个版本未完整列出\n"),
        )
    })
}
