//! Text from documents in Markdown.

use crate::cli::text::{one_line, shortened};

/// The width at which texts are cut, in columns.
const LONGEST: usize = 240;

/// A text in a code span. One with backticks or column separators is escaped instead.
pub(super) fn code(text: &str) -> String {
    let text = one_line(text);
    if text.contains(['`', '|']) { plain(&text) } else { format!("`{text}`") }
}

/// Escapes text from a document, so that it contains no Markdown, no links and no mentions.
pub(crate) fn plain(text: &str) -> String {
    let line = one_line(text);
    let text = shortened(&line, LONGEST);
    let mut plain = String::with_capacity(text.len());
    let mut last = ' ';
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let next = rest.as_str().chars().next().unwrap_or(' ');
        let is_marked = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' => true,
            // Inside a word it is not markup, and some chats show unneeded backslashes.
            '_' => !(last.is_alphanumeric() && next.is_alphanumeric()),
            '~' => next == '~' || last == '~',
            '&' => next.is_ascii_alphanumeric() || next == '#',
            _ => false,
        };
        if is_marked {
            plain.push('\\');
        }
        plain.push(c);
        if c == '@' {
            plain.push('\u{2060}');
        }
        last = c;
    }
    // Keeps chats from making links.
    plain.replace("://", ":\u{2060}//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_do_not_write_markdown() {
        assert_eq!(
            plain("a*b_c _d_ [x](y) <img> | ~~e~~"),
            "a\\*b_c \\_d\\_ \\[x\\](y) \\<img> \\| \\~\\~e\\~\\~"
        );
        assert_eq!(plain("60 -> 50 & &lt;"), "60 -> 50 & \\&lt;");
        assert_eq!(plain("@all"), "@\u{2060}all");
        assert_eq!(code("/a/b"), "`/a/b`");
        assert_eq!(code("a|`b"), "a\\|\\`b");
        assert!(plain(&"长".repeat(500)).ends_with('…'));
    }
}
