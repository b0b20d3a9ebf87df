//! One change, or the options of one field, as an element that opens.

use std::fmt::Write;

use tmall_schema::{Lang, Level};

use super::sides::sides;
use super::{escaped, groups};
use crate::cli::lang::pick;
use crate::cli::render::changes::lists::OptionChanges;
use crate::cli::render::changes::{mapping, phrases};
use crate::cli::render::label::path_or_root;
use crate::cli::results::change::ReportedChange;
use crate::cli::text::one_line;

/// The most options named before the list is opened.
const OPTIONS: usize = 5;

fn badge(level: Level, lang: Lang) -> String {
    format!("<span class=\"badge {}\">{}</span>", level.as_str(), phrases::level(level, lang))
}

fn place(path: &str, field: Option<&str>) -> String {
    let path = format!("<code>{}</code>", escaped(&one_line(path_or_root(path))));
    match field {
        Some(field) => format!("<b>{}</b> {path}", escaped(&one_line(field))),
        None => path,
    }
}

/// Where the mapping fills the field.
fn filled(change: &ReportedChange, lang: Lang) -> String {
    mapping::filled(change, lang)
        .map_or_else(String::new, |filled| format!("<small>{}</small>", escaped(&one_line(&filled))))
}

/// The attributes by which the script filters.
fn marks(change: &ReportedChange) -> String {
    let (level, code) = (change.level.as_str(), change.code.as_str());
    format!("data-level=\"{level}\" data-code=\"{code}\" id=\"{}\"", change.fingerprint)
}

/// A change. `schemas` are those that have it, if it is that of a group.
pub(super) fn one(change: &ReportedChange, schemas: &[String], lang: Lang) -> String {
    let level = change.level.as_str();
    let place = match change.is_of_schema() {
        true => String::new(),
        false => place(&change.path, change.field.as_deref()),
    };
    format!(
        "<details class=\"change {level}\" {}>\n<summary>{} {place} <span class=\"message\">{}</span>{} <small>{}</small>{}</summary>\n{}{}<p class=\"about\"><code>{}</code> <a href=\"#{}\">{}</a></p>\n</details>\n",
        marks(change),
        badge(change.level, lang),
        escaped(&change.message),
        groups::count(schemas, lang),
        escaped(&change.reason),
        filled(change, lang),
        groups::names(schemas),
        sides(change, !schemas.is_empty(), lang),
        change.code.as_str(),
        change.fingerprint,
        pick(lang, "link", "链接"),
    )
}

/// All options of a list, a change each.
pub(super) fn list(list: &OptionChanges<'_>, schemas: &[String], lang: Lang) -> String {
    let changes = list.all();
    let level = changes.first().map_or(Level::Cosmetic, |change| change.level);
    let mut few = Vec::new();
    for (sign, changes) in [("−", &list.removed), ("+", &list.added), ("~", &list.renamed)] {
        if !changes.is_empty() {
            few.push(format!("{sign} {}", escaped(&phrases::options(changes, OPTIONS, lang))));
        }
    }
    let mut text = format!(
        "<details class=\"change list {}\">\n<summary>{} {} <span class=\"message\">{}</span>{} <small>{}</small>{}</summary>\n{}<div class=\"wide\"><table>\n<thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead>\n<tbody>\n",
        level.as_str(),
        badge(level, lang),
        place(list.path, list.field),
        escaped(&phrases::list(list, lang)),
        groups::count(schemas, lang),
        few.join("<br>"),
        changes.first().map_or_else(String::new, |change| filled(change, lang)),
        groups::names(schemas),
        pick(lang, "old", "旧"),
        pick(lang, "new", "新"),
        pick(lang, "reason", "影响"),
    );
    for change in changes {
        let [old, new] = [&change.old, &change.new].map(|state| match state {
            Some(state) => escaped(&phrases::state_of_option(state)),
            None => "<i>—</i>".to_owned(),
        });
        let _ = writeln!(
            text,
            "<tr class=\"{}\" {}><td class=\"was\">{old}</td><td class=\"is\">{new}</td><td>{} <code>{}</code></td></tr>",
            change.level.as_str(),
            marks(change),
            escaped(&change.reason),
            change.code.as_str(),
        );
    }
    text.push_str("</tbody>\n</table></div>\n</details>\n");
    text
}
