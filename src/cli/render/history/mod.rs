//! The history of schemas: one output format in each file.

mod blame;
mod html;
mod json;
mod people;

pub(crate) use blame::{blame_html, blame_json, blame_markdown, blame_text};
pub(crate) use html::html;
pub(crate) use json::json;
pub(crate) use people::{markdown, text};

use tmall_schema::Lang;

use crate::cli::lang::{counted, pick};
use crate::cli::render::changes::phrases;
use crate::cli::results::history::History;
use crate::cli::text::one_line;

/// `rules/1512.xml /title`.
fn subject(history: &History) -> String {
    let field = history.field.as_deref().map_or_else(String::new, |field| format!(" {field}"));
    one_line(&format!("{}{field}", history.path)).into_owned()
}

/// `30 versions: 2 changed something; 1 breaking, 1 compatible`.
fn summary(history: &History, lang: Lang) -> String {
    let versions = counted(lang, history.compared, "version", "versions", "个版本");
    let changed = history.versions.len();
    if changed == 0 {
        return pick(lang, format!("{versions}: nothing changed"), format!("{versions}：没有变化"));
    }
    let counts = phrases::counts(history.counts, lang);
    pick(
        lang,
        format!("{versions}: {changed} with changes; {counts}"),
        format!("{versions}：{changed} 个有变化；{counts}"),
    )
}
