//! The part of a line around a place, short enough to be shown. Documents of one line and two megabytes are
//! common.

use std::ops::Range;

use super::text::{char_width, one_line};

/// A part of one line, in three parts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// What precedes the place, with `…` if the line begins earlier.
    pub(crate) before: String,
    /// The place itself.
    pub(crate) marked: String,
    /// What follows, with `…` if the line continues.
    pub(crate) after: String,
}

/// A run of characters on one line.
struct Run<'s> {
    text: &'s str,
    columns: usize,
    /// Whether it reaches the beginning or the end of the line.
    is_whole: bool,
}

impl Excerpt {
    /// Cuts out the surroundings of a place in so many columns: the whole line if it fits, else more of what
    /// follows than of what precedes.
    pub(crate) fn around(source: &str, span: Range<usize>, columns: usize) -> Excerpt {
        let Range { start, end } = marked(source, span);
        // An ellipsis on either side takes one.
        let room = columns.saturating_sub(2);
        let follows = from(&source[start..], room).columns;
        let before = before(&source[..start], (room - follows).max(room * 3 / 8));
        let from = from(&source[start..], room - before.columns);
        let (marked, after) = from.text.split_at((end - start).min(from.text.len()));
        let ellipsis = |run: &Run<'_>| if run.is_whole { "" } else { "…" };
        Excerpt {
            before: format!("{}{}", ellipsis(&before), one_line(before.text)),
            marked: one_line(marked).into_owned(),
            after: format!("{}{}", one_line(after), ellipsis(&from)),
        }
    }
}

fn boundary(source: &str, at: usize) -> usize {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The end of what precedes, in so many columns.
fn before(text: &str, most: usize) -> Run<'_> {
    let mut run = Run { text: "", columns: 0, is_whole: false };
    for (at, c) in text.char_indices().rev() {
        let taken = run.columns + char_width(c);
        if c == '\n' || taken > most {
            // A joiner of emoji must not begin the text.
            let text = run.text.trim_start_matches('\u{200D}');
            return Run { text, is_whole: c == '\n', ..run };
        }
        run = Run { text: &text[at..], columns: taken, is_whole: false };
    }
    Run { is_whole: true, ..run }
}

/// The beginning of a text, in so many columns.
fn from(text: &str, most: usize) -> Run<'_> {
    let mut taken = 0;
    for (at, c) in text.char_indices() {
        let ends = c == '\n' || text[at..].starts_with("\r\n");
        if ends || taken + char_width(c) > most {
            return Run { text: &text[..at], columns: taken, is_whole: ends };
        }
        taken += char_width(c);
    }
    Run { text, columns: taken, is_whole: true }
}

/// The part of a range to mark: of an element that holds only text all of it, of other elements the start tag;
/// of JSON that spans lines, or of a bare object or array, the beginning.
pub(crate) fn marked(source: &str, span: Range<usize>) -> Range<usize> {
    let start = boundary(source, span.start);
    let end = boundary(source, span.end).max(start);
    let element = &source[start..end];
    if element.starts_with(['{', '[']) {
        return start..start + 1;
    }
    if !element.starts_with('<') {
        return start..start + element.find('\n').unwrap_or(element.len());
    }
    let Some(tag) = element.find('>').map(|end| end + 1) else { return start..end };
    let holds_elements =
        element[tag..].find('<').is_some_and(|next| !element[tag + next..].starts_with("</"));
    if holds_elements { start..start + tag } else { start..end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::text::width;

    const COLUMNS: usize = 98;

    fn shown(source: &str, span: Range<usize>) -> [String; 3] {
        let Excerpt { before, marked, after } = Excerpt::around(source, span, COLUMNS);
        [before, marked, after]
    }

    #[test]
    fn lines_and_tags() {
        let source = "<a>\n  <b><value>商品</value></b>\r\n</a>";
        let value = source.find("<value>").unwrap();
        let whole = value..value + "<value>商品</value>".len();
        assert_eq!(shown(source, whole), ["  <b>", "<value>商品</value>", "</b>"]);
        assert_eq!(shown(source, 6..source.len()), ["  ", "<b>", "<value>商品</value></b>"]);
        assert_eq!(shown(source, 0..source.len()), ["", "<a>", ""]);
        assert_eq!(shown(source, 99..120), ["</a>", "", ""]);
    }

    #[test]
    fn objects_and_arrays() {
        let source = "{\n \"a\": {\"b\": \"1\"},\n \"c\": [\n  \"2\"]}";
        let member = source.find("\"c\"").unwrap();
        assert_eq!(shown(source, 8..18), [" \"a\": ", "{", "\"b\": \"1\"},"]);
        assert_eq!(shown(source, 3..18), [" ", "\"a\": {\"b\": \"1\"}", ","]);
        assert_eq!(shown(source, member..source.len() - 1), [" ", "\"c\": [", ""]);
    }

    #[test]
    fn long_lines_are_cut() {
        let source = format!("<a>{}<v>x</v>{}</a>", "商".repeat(100_000), "品".repeat(100_000));
        let at = source.find("<v>").unwrap();
        let [before, marked, after] = shown(&source, at..at + 8);
        assert_eq!(before, format!("…{}", "商".repeat(18)));
        assert_eq!(marked, "<v>x</v>");
        assert_eq!(after, format!("{}…", "品".repeat(26)));
    }

    /// Columns that one side does not need go to the other, and nothing is cut that fits.
    #[test]
    fn lines_fill_the_columns() {
        for before in 0..60 {
            for after in 0..60 {
                let source = format!("x\n{}<v>1</v>{}\ny", "商".repeat(before), "b".repeat(after));
                let at = source.find("<v>").unwrap();
                for columns in [40, 60, 98] {
                    let excerpt = Excerpt::around(&source, at..at + 8, columns);
                    let all = format!("{}{}{}", excerpt.before, excerpt.marked, excerpt.after);
                    let (shown, line) = (width(&all), 2 * before + 8 + after);
                    assert!(shown <= columns, "{shown} of {columns}: {all}");
                    assert!(shown == line || shown + 3 > columns, "{shown} of {columns}: {all}");
                    assert_eq!(excerpt.marked, "<v>1</v>");
                }
            }
        }
    }

    #[test]
    fn documents_do_not_steer_the_terminal() {
        assert_eq!(shown("a\tb\u{1b}c", 2..4), ["a ", "b�", "c"]);
    }
}
