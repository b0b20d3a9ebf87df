//! The piece of a document around a place, short enough to be shown. Documents of one line and two
//! megabytes are usual.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::cli::text::one_line;

/// A part of one line, in three pieces.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// What stands before the place, with `…` if the line begins earlier.
    pub(crate) before: String,
    /// What is meant.
    pub(crate) marked: String,
    /// What follows, with `…` if the line goes on.
    pub(crate) after: String,
}

/// So many columns are shown before the place and from it on.
const BEFORE: usize = 36;
const FROM: usize = 60;

impl Excerpt {
    /// Cuts out what is around a place. Of an element with more inside, only the start tag is marked.
    pub(crate) fn around(source: &str, span: Range<usize>) -> Excerpt {
        let Range { start, end } = marked(source, span);
        let (before, is_begun) = before(&source[..start]);
        let (from, is_ended) = from(&source[start..]);
        let (marked, after) = from.split_at((end - start).min(from.len()));
        let ellipsis = |is_whole: bool| if is_whole { "" } else { "…" };
        Excerpt {
            before: format!("{}{}", ellipsis(is_begun), one_line(before)),
            marked: one_line(marked).into_owned(),
            after: format!("{}{}", one_line(after), ellipsis(is_ended)),
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

/// The end of what stands before, and whether the line begins with it.
fn before(text: &str) -> (&str, bool) {
    let mut start = text.len();
    let mut columns = 0;
    for (at, c) in text.char_indices().rev() {
        columns += c.width().unwrap_or(1);
        if c == '\n' || columns > BEFORE {
            return (&text[start..], c == '\n');
        }
        start = at;
    }
    (text, true)
}

/// The beginning of what stands there, and whether the line ends with it.
fn from(text: &str) -> (&str, bool) {
    let mut columns = 0;
    for (at, c) in text.char_indices() {
        columns += c.width().unwrap_or(1);
        if c == '\n' || columns > FROM {
            return (text[..at].trim_end_matches('\r'), c == '\n');
        }
    }
    (text, true)
}

/// What of a place to mark: all of an element that holds text alone, else its start tag.
pub(crate) fn marked(source: &str, span: Range<usize>) -> Range<usize> {
    let start = boundary(source, span.start);
    let end = boundary(source, span.end).max(start);
    let element = &source[start..end];
    if !element.starts_with('<') {
        return start..end;
    }
    let Some(tag) = element.find('>').map(|end| end + 1) else { return start..end };
    let holds_elements =
        element[tag..].find('<').is_some_and(|next| !element[tag + next..].starts_with("</"));
    if holds_elements { start..start + tag } else { start..end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str, span: Range<usize>) -> [String; 3] {
        let Excerpt { before, marked, after } = Excerpt::around(source, span);
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
    fn long_lines_are_cut() {
        let source = format!("<a>{}<v>x</v>{}</a>", "商".repeat(100_000), "品".repeat(100_000));
        let at = source.find("<v>").unwrap();
        let [before, marked, after] = shown(&source, at..at + 8);
        assert_eq!(before, format!("…{}", "商".repeat(BEFORE / 2)));
        assert_eq!(marked, "<v>x</v>");
        assert_eq!(after, format!("{}…", "品".repeat((FROM - 8) / 2)));
    }

    #[test]
    fn documents_do_not_steer_the_terminal() {
        assert_eq!(shown("a\tb\u{1b}c", 2..4), ["a ", "b�", "c"]);
    }
}
