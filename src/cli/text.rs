//! Text from documents, made safe for one line of a terminal, and its width.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Characters that would move the cursor, reorder the line or be invisible. Documents come from elsewhere, so
/// they are replaced before they reach a terminal.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The text on one line: line breaks and tabs become spaces, unsafe characters `�`. Joiners of emoji are
/// removed, since terminals do not agree on the width of joined ones.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    let mut last = ' ';
    for c in text.replace("\r\n", "\n").chars() {
        line.push(match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
            '\u{200D}' if is_emoji(last) => continue,
            c if is_unsafe(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        });
        last = c;
    }
    Cow::Owned(line)
}

/// The blocks with emoji, and the selector that turns other characters into emoji.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

/// The width of a text in columns; a Chinese character takes two.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The width of a character of a document when it is shown on one line.
pub(crate) fn char_width(c: char) -> usize {
    if is_unsafe(c) { 1 } else { c.width().unwrap_or(1) }
}

/// The beginning of the text that fits into so many columns, with `…` if something is left out.
pub(crate) fn shortened(text: &str, columns: usize) -> Cow<'_, str> {
    if text.len() <= columns || width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut taken = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let mut buffer = [0; 4];
        taken += width(c.encode_utf8(&mut buffer));
        if taken >= columns {
            break;
        }
        end = at + c.len_utf8();
    }
    Cow::Owned(format!("{}…", &text[..end]))
}

/// The text in lines of so many columns, broken at spaces and beside Chinese characters. A word that is longer
/// than a line, such as a link, is kept whole.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    // The last place where the line may break: its end, and the beginning of the next line.
    let mut chance: Option<(usize, usize)> = None;
    let mut taken = 0;
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        let wide = c.width().unwrap_or(0);
        // A line must not begin with closing punctuation.
        let closes = matches!(
            c,
            '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '”' | '》' | '】' | '…' | ')'
        );
        if c == ' ' {
            chance = Some((at, at + 1));
        } else if at > start && (wide > 1 || last.width().unwrap_or(0) > 1) && !closes && last != ' ' {
            chance = Some((at, at));
        }
        if taken + wide > columns
            && let Some((end, next)) = chance.take()
        {
            lines.push(text[start..end].trim_end_matches(' '));
            start = next;
            taken = if next <= at { width(&text[next..at]) } else { 0 };
            if next > at {
                last = c;
                continue;
            }
        }
        taken += wide;
        last = c;
    }
    lines.push(&text[start..]);
    lines
}

/// The spaces between a text of this width and a column.
pub(crate) fn padding(width: usize, column: usize) -> String {
    " ".repeat(column.saturating_sub(width))
}

/// The name of a cell of a sheet, such as `C7`. Rows and columns count from 0.
pub(crate) fn cell_name(row: u64, column: u32) -> String {
    format!("{}{}", column_name(column), row.saturating_add(1))
}

/// The letters of a column of a sheet.
fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_names() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(column_name(column), name);
        }
        assert_eq!(cell_name(6, 2), "C7");
    }

    #[test]
    fn documents_do_not_steer_the_terminal() {
        assert_eq!(one_line("商品\r\n标题\u{1b}[31m\u{202e}x"), "商品 标题�[31m�x");
        assert!(matches!(one_line("商品 标题"), Cow::Borrowed(_)));
        // A joiner between other characters is shown.
        assert_eq!(one_line("👨\u{200D}👩 ❤\u{FE0F}\u{200D}🔥 商\u{200D}品"), "👨👩 ❤\u{FE0F}🔥 商�品");
    }

    #[test]
    fn wrapped_at_spaces_and_beside_chinese() {
        assert_eq!(wrapped("at most 60 bytes", 8), ["at most", "60 bytes"]);
        assert_eq!(wrapped("商品标题最多", 5), ["商品", "标题", "最多"]);
        assert_eq!(wrapped("商品，标题", 5), ["商", "品，", "标题"]);
        assert_eq!(
            wrapped("see https://example.com/long now", 10),
            ["see", "https://example.com/long", "now"]
        );
        assert_eq!(wrapped("", 5), [""]);
        assert_eq!(wrapped("a b", 1), ["a", "b"]);
    }

    #[test]
    fn shortened_counts_columns() {
        assert_eq!(shortened("商品标题", 8), "商品标题");
        assert_eq!(shortened("商品标题", 7), "商品标…");
        assert_eq!(shortened("商品标题", 6), "商品…");
        assert_eq!(shortened("abc", 2), "a…");
        assert_eq!(width(&format!("商品{}", padding(4, 6))), 6);
    }
}
