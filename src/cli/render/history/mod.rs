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
use crate::cli::render::report::fitting;
use crate::cli::results::history::History;
use crate::cli::text::one_line;

/// The head and the parts that fit, whole lines of the first that does not, and how many are not complete.
fn limited(
    head: String,
    parts: impl Iterator<Item = String>,
    most: usize,
    rest: impl Fn(usize) -> String,
) -> String {
    let parts: Vec<String> = parts.collect();
    if head.len() + parts.iter().map(String::len).sum::<usize>() <= most {
        return head + &parts.concat();
    }
    let end = rest(parts.len());
    let mut text = fitting(&head, most.saturating_sub(end.len())).to_owned();
    let mut shown = 0;
    if text.len() == head.len() {
        for part in &parts {
            let left = most.saturating_sub(text.len() + end.len());
            let fits = fitting(part, left);
            // A heading alone says nothing.
            let fits = if fits.len() < part.len() && !fits.contains("\n- ") { "" } else { fits };
            text.push_str(fits);
            if fits.len() < part.len() {
                break;
            }
            shown += 1;
        }
    }
    let end = rest(parts.len() - shown);
    if text.len() + end.len() <= most { text + &end } else { text }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_longer_than_asked() {
        let parts = ["\n### a\n\n- 1\n- 2\n", "\n### 日\n\n- 3\n"];
        let text = |most: usize| {
            let parts = parts.iter().map(|part| (*part).to_owned());
            limited("# h\n".to_owned(), parts, most, |cut| format!("\n… {cut}\n"))
        };
        assert_eq!(text(100), format!("# h\n{}", parts.concat()));
        assert_eq!(text(31), format!("# h\n{}\n… 1\n", parts[0]));
        assert_eq!(text(24), "# h\n\n### a\n\n- 1\n\n… 2\n");
        assert_eq!(text(15), "# h\n\n… 2\n");
        assert_eq!(text(5), "");
        for most in 0..60 {
            assert!(text(most).len() <= most, "{most}");
        }
    }
}
