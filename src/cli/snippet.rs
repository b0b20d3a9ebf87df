//! A place in a document as people see it: file, line and column, then the source line with carets under it.
//! Findings and errors share this form.

use std::ops::Range;

use anstyle::Style;

use super::excerpt::Excerpt;
use super::style::{GUIDE, styled};
use super::text::{one_line, padding, width};

/// A place in a document.
pub(crate) struct Snippet<'s> {
    /// The name of the document.
    pub(crate) name: &'s str,
    /// The text of the document, or of one line of it.
    pub(crate) source: &'s str,
    /// What to mark in the text.
    pub(crate) span: Range<usize>,
    /// Line and column in the document.
    pub(crate) place: (u32, u32),
    /// The text beside the carets.
    pub(crate) label: &'s str,
    /// The style of carets and label.
    pub(crate) style: Style,
}

impl Snippet<'_> {
    /// Draws it at most so many columns wide; each line ends with a line feed.
    pub(crate) fn text(self, columns: usize) -> String {
        let Snippet { name, source, span, place, label, style } = self;
        let line = place.0.to_string();
        let gutter = padding(0, line.len());
        let room = columns.saturating_sub(line.len() + 3);
        let Excerpt { before, marked, after } = Excerpt::around(source, span, room);
        let arrow = styled(GUIDE, &format!("{gutter}-->"));
        let bar = styled(GUIDE, &format!("{gutter} |"));
        let mut text = format!("{arrow} {}:{line}:{}\n{bar}\n", one_line(name), place.1);
        let excerpt = format!(" {before}{marked}{after}");
        // No space at the end of an empty line.
        let excerpt = if excerpt.len() > 1 { excerpt.as_str() } else { "" };
        text.push_str(&format!("{}{excerpt}\n", styled(GUIDE, &format!("{line} |"))));

        let (indent, carets) = (width(&before), "^".repeat(width(&marked).max(1)));
        let left = room.saturating_sub(width(label));
        let mut marks = |indent: usize, marks: &str| {
            text.push_str(&format!("{bar} {}{}\n", padding(0, indent), styled(style, marks)));
        };
        if label.is_empty() {
            marks(indent, &carets);
        } else if indent + carets.len() < left {
            marks(indent, &format!("{carets} {label}"));
        } else {
            // Below the carets, and further to the left where the line would be too long.
            marks(indent, &carets);
            marks(indent.min(left), label);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(label: &str, columns: usize) -> String {
        let source = "<a>\n<b>商品&</b>";
        let snippet =
            Snippet { name: "item.xml", source, span: 13..14, place: (2, 6), label, style: Style::new() };
        anstream::adapter::strip_str(&snippet.text(columns)).to_string()
    }

    #[test]
    fn carets_are_under_the_place() {
        assert_eq!(text("", 80), " --> item.xml:2:6\n  |\n2 | <b>商品&</b>\n  |        ^\n");
        assert_eq!(text("/b", 80), " --> item.xml:2:6\n  |\n2 | <b>商品&</b>\n  |        ^ /b\n");
        let narrow = text("/a/long/label", 24);
        assert!(narrow.ends_with("  |        ^\n  |        /a/long/label\n"), "{narrow}");
    }
}
