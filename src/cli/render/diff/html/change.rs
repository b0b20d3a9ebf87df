//! One change, or the options of one field, as an element that opens.

use std::fmt::Write;

use tmall_schema::{Lang, Level};

use super::escaped;
use super::sides::sides;
use crate::cli::diff::Row;
use crate::cli::lang::pick;
use crate::cli::render::diff::lists::List;
use crate::cli::render::diff::{mapped, words};
use crate::cli::text::one_line;

/// So many options of a list are named before it is opened.
const OPTIONS: usize = 5;

fn badge(level: Level, lang: Lang) -> String {
    format!("<span class=\"badge {}\">{}</span>", level.as_str(), words::level(level, lang))
}

fn place(path: &str, field: Option<&str>) -> String {
    let path = if path.is_empty() { "/" } else { path };
    let path = format!("<code>{}</code>", escaped(&one_line(path)));
    match field {
        Some(field) => format!("<b>{}</b> {path}", escaped(&one_line(field))),
        None => path,
    }
}

/// Where the mapping fills it.
fn filled(row: &Row, lang: Lang) -> String {
    mapped::filled(row, lang)
        .map_or_else(String::new, |filled| format!("<small>{}</small>", escaped(&one_line(&filled))))
}

/// What the script filters by.
fn marks(row: &Row) -> String {
    let (level, code) = (row.level.as_str(), row.code.as_str());
    format!("data-level=\"{level}\" data-code=\"{code}\" id=\"{}\"", row.fingerprint)
}

pub(super) fn row(row: &Row, lang: Lang) -> String {
    let level = row.level.as_str();
    let place = match row.is_of_schema() {
        true => String::new(),
        false => place(&row.path, row.field.as_deref()),
    };
    format!(
        "<details class=\"change {level}\" {}>\n<summary>{} {place} <span class=\"message\">{}</span> <small>{}</small>{}</summary>\n{}<p class=\"about\"><code>{}</code> <a href=\"#{}\">{}</a></p>\n</details>\n",
        marks(row),
        badge(row.level, lang),
        escaped(&row.message),
        escaped(&row.reason),
        filled(row, lang),
        sides(row, lang),
        row.code.as_str(),
        row.fingerprint,
        pick(lang, "link", "链接"),
    )
}

/// All options of a list, a row each.
pub(super) fn list(list: &List<'_>, lang: Lang) -> String {
    let rows = list.rows();
    let level = rows.first().map_or(Level::Cosmetic, |row| row.level);
    let mut few = Vec::new();
    for (sign, rows) in [("−", &list.removed), ("+", &list.added), ("~", &list.renamed)] {
        if !rows.is_empty() {
            few.push(format!("{sign} {}", escaped(&words::options(rows, OPTIONS, lang))));
        }
    }
    let mut text = format!(
        "<details class=\"change list {}\">\n<summary>{} {} <span class=\"message\">{}</span> <small>{}</small>{}</summary>\n<div class=\"wide\"><table>\n<thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead>\n<tbody>\n",
        level.as_str(),
        badge(level, lang),
        place(list.path, list.field),
        escaped(&words::list(list, lang)),
        few.join("<br>"),
        rows.first().map_or_else(String::new, |row| filled(row, lang)),
        pick(lang, "old", "旧"),
        pick(lang, "new", "新"),
        pick(lang, "what it means", "影响"),
    );
    for row in rows {
        let [old, new] = [&row.old, &row.new].map(|state| match state {
            Some(state) => escaped(&words::state_of_option(state)),
            None => "<i>—</i>".to_owned(),
        });
        let _ = writeln!(
            text,
            "<tr class=\"{}\" {}><td class=\"was\">{old}</td><td class=\"is\">{new}</td><td>{} <code>{}</code></td></tr>",
            row.level.as_str(),
            marks(row),
            escaped(&row.reason),
            row.code.as_str(),
        );
    }
    text.push_str("</tbody>\n</table></div>\n</details>\n");
    text
}
