//! The source line of an error, which is kept after the document is dropped.

use encoding_rs::GB18030;

/// A line, or the part of a long one around the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceLine {
    pub(crate) text: String,
    /// Where in the text the place is, in bytes.
    pub(crate) at: usize,
}

/// The most bytes kept on either side of the place. More than any terminal shows; documents of one line and
/// several megabytes are common.
const WINDOW: usize = 2000;

/// The XML declaration is looked for in this many bytes.
const DECLARATION: usize = 200;

impl SourceLine {
    /// Finds a place in the bytes of a document; line and column count from 1, columns in characters.
    pub(crate) fn find(document: &[u8], line: u32, column: u32) -> Option<SourceLine> {
        let document = document.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(document);
        let number = usize::try_from(line).ok()?.checked_sub(1)?;
        // Neither UTF-8 nor GBK uses the byte of a line feed within a character.
        let bytes = document.split(|&byte| byte == b'\n').nth(number)?;
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let text = if is_gbk(document) {
            GB18030.decode_without_bom_handling(bytes).0
        } else {
            String::from_utf8_lossy(bytes)
        };
        let column = usize::try_from(column).ok()?.checked_sub(1)?;
        let at = text.char_indices().nth(column).map_or(text.len(), |(at, _)| at);
        let start = text.floor_char_boundary(at.saturating_sub(WINDOW));
        let end = text.floor_char_boundary((at + WINDOW).min(text.len()));
        Some(SourceLine { text: text[start..end].to_owned(), at: at - start })
    }
}

/// Whether the XML declaration names an encoding of the GB family.
fn is_gbk(document: &[u8]) -> bool {
    let beginning = &document[..document.len().min(DECLARATION)];
    let Some(end) = beginning.windows(2).position(|two| two == b"?>") else { return false };
    let declaration = beginning[..end].to_ascii_lowercase();
    declaration.starts_with(b"<?xml")
        && declaration.windows(11).any(|part| matches!(part, b"encoding=\"g" | b"encoding='g"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(document: &[u8], line: u32, column: u32) -> (String, usize) {
        let found = SourceLine::find(document, line, column).unwrap();
        (found.text, found.at)
    }

    #[test]
    fn lines_and_columns() {
        let document = "\u{FEFF}<a>\r\n商品&</a>\n".as_bytes();
        assert_eq!(find(document, 1, 1), ("<a>".to_owned(), 0));
        assert_eq!(find(document, 2, 3), ("商品&</a>".to_owned(), 6));
        assert_eq!(find(document, 2, 99), ("商品&</a>".to_owned(), 11));
        assert_eq!(find(document, 3, 1), (String::new(), 0));
        assert_eq!(SourceLine::find(document, 4, 1), None);
        assert_eq!(SourceLine::find(document, 0, 1), None);
    }

    #[test]
    fn encodings() {
        let mut document = b"<?xml version=\"1.0\" encoding=\"GBK\"?>\n<a>".to_vec();
        document.extend(GB18030.encode("商品").0.iter());
        document.extend(b"&");
        assert_eq!(find(&document, 2, 6), ("<a>商品&".to_owned(), 9));
        assert_eq!(find(b"<a>\xFF&", 1, 5), ("<a>\u{FFFD}&".to_owned(), 6));
    }

    #[test]
    fn long_lines_are_cut() {
        let document = format!("{}&{}", "商".repeat(100_000), "品".repeat(100_000));
        let (text, at) = find(document.as_bytes(), 1, 100_001);
        assert!(text.len() <= 2 * WINDOW + 4 && text[at..].starts_with('&'), "{at} of {}", text.len());
    }
}
