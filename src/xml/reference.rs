//! Decoding of references and white space.

use crate::error::Malformed;
use crate::span::OffsetMap;
use crate::xml::encoding::{Illegal, is_illegal};
use crate::xml::name::name_length;

/// The context of a text, which decides how white space is normalized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextContext {
    /// Line ends become line feeds.
    Content,
    /// Every white space becomes a space.
    Attribute,
}

/// What a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A character of XML.
    Character(char),
    /// A character that XML forbids.
    Forbidden(char),
    /// The first half of a surrogate pair, which UTF-16 needs for a character beyond U+FFFF.
    FirstHalf(u16),
    /// The second half.
    SecondHalf(u16),
}

/// What a reference stands for that no XML parser accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Irregular {
    /// A character that XML forbids.
    Forbidden(char),
    /// One character, written as two references: the halves of a surrogate pair.
    Pair(char),
    /// Half of a surrogate pair.
    Half,
}

/// What half of a character is read as, where it is kept.
pub(crate) const HALF: char = '\u{FFFD}';

impl Irregular {
    /// What it is read as, if it is kept.
    pub(crate) const fn character(self) -> char {
        match self {
            Irregular::Forbidden(c) | Irregular::Pair(c) => c,
            Irregular::Half => HALF,
        }
    }

    /// What remains of it.
    fn kept(self, illegal: Illegal) -> Option<char> {
        match (illegal, self) {
            (Illegal::Keep, _) | (Illegal::Drop, Irregular::Pair(_)) => Some(self.character()),
            (Illegal::Drop, Irregular::Forbidden(_) | Irregular::Half) => None,
        }
    }
}

/// What is at the beginning of a text: a reference, or two that make one character; and the length.
pub(crate) fn read(text: &str) -> Result<(Result<char, Irregular>, usize), Malformed> {
    let (meaning, length) = resolve(text)?;
    let (found, length) = match meaning {
        Meaning::Character(c) => return Ok((Ok(c), length)),
        Meaning::Forbidden(c) => (Irregular::Forbidden(c), length),
        Meaning::SecondHalf(_) => (Irregular::Half, length),
        Meaning::FirstHalf(first) => {
            match text[length..].starts_with('&').then(|| resolve(&text[length..])) {
                Some(Ok((Meaning::SecondHalf(second), more))) => {
                    let pair = char::decode_utf16([first, second]).next();
                    let pair = pair.and_then(Result::ok).map_or(Irregular::Half, Irregular::Pair);
                    (pair, length + more)
                }
                _ => (Irregular::Half, length),
            }
        }
    };
    Ok((Err(found), length))
}

/// The first character of a text as written that XML forbids, raw or as a reference.
pub(crate) fn first_irregular(raw: &str) -> Option<Irregular> {
    raw.char_indices().find_map(|(at, c)| match c {
        '&' => read(&raw[at..]).ok()?.0.err(),
        c if is_illegal(c) => Some(Irregular::Forbidden(c)),
        _ => None,
    })
}

/// Resolves references and normalizes white space. An error comes with its place in the text.
pub(crate) fn decode(raw: &str, place: TextContext, illegal: Illegal) -> Result<String, (usize, Malformed)> {
    let next = |text: &str| match place {
        TextContext::Content => memchr::memchr2(b'&', b'\r', text.as_bytes()),
        TextContext::Attribute => text.bytes().position(|byte| matches!(byte, b'&' | b'\r' | b'\t' | b'\n')),
    };
    let mut decoded = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = next(rest) {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let used = match rest.as_bytes() {
            [b'&', ..] => {
                let (found, length) = read(rest).map_err(|error| (raw.len() - rest.len(), error))?;
                decoded.extend(found.map_or_else(|irregular| irregular.kept(illegal), Some));
                length
            }
            white => {
                decoded.push(if place == TextContext::Attribute { ' ' } else { '\n' });
                if white.starts_with(b"\r\n") { 2 } else { 1 }
            }
        };
        rest = &rest[used..];
    }
    decoded.push_str(rest);
    Ok(decoded)
}

/// The same without references: what a CDATA section means.
pub(crate) fn fold_line_ends(raw: &str) -> String {
    raw.replace("\r\n", "\n").replace('\r', "\n")
}

/// Where the characters of an element's content, which has no child elements, are in it as written.
pub(crate) fn offsets(content: &str) -> OffsetMap {
    const CDATA: &str = "<![CDATA[";
    let (mut map, mut decoded, mut at) = (OffsetMap::default(), 0, 0);
    let mut in_cdata = false;
    while let Some(c) = content[at..].chars().next() {
        let rest = &content[at..];
        // What is passed over, which is not text.
        let passed = match c {
            '<' if !in_cdata && rest.starts_with(CDATA) => {
                in_cdata = true;
                CDATA.len()
            }
            '<' if !in_cdata => {
                let end = if rest.starts_with("<!--") { "-->" } else { "?>" };
                rest.find(end).map_or(rest.len(), |found| found + end.len())
            }
            ']' if in_cdata && rest.starts_with("]]>") => {
                in_cdata = false;
                3
            }
            _ => 0,
        };
        if passed > 0 {
            at += passed;
            continue;
        }
        let (c, length) = match c {
            '&' if !in_cdata => match read(rest) {
                Ok((found, length)) => (found.unwrap_or_else(Irregular::character), length),
                Err(_) => (c, 1),
            },
            '\r' => ('\n', if rest.starts_with("\r\n") { 2 } else { 1 }),
            c => (c, c.len_utf8()),
        };
        map.push_kept(decoded, at, c.len_utf8(), length);
        decoded += c.len_utf8();
        at += length;
    }
    map.push_kept(decoded, at, 1, 1);
    map
}

/// The character of the reference at the beginning of a text, and the length of the reference.
#[inline]
pub(crate) fn resolve(text: &str) -> Result<(Meaning, usize), Malformed> {
    // Escaped documents are full of these.
    match text.as_bytes() {
        [b'&', b'l', b't', b';', ..] => Ok((Meaning::Character('<'), 4)),
        [b'&', b'g', b't', b';', ..] => Ok((Meaning::Character('>'), 4)),
        [b'&', b'q', b'u', b'o', b't', b';', ..] => Ok((Meaning::Character('"'), 6)),
        _ => resolve_any(text),
    }
}

fn resolve_any(text: &str) -> Result<(Meaning, usize), Malformed> {
    let head = head(text);
    let Some(body) = head.strip_suffix(';').and_then(|head| head.strip_prefix('&')) else {
        return Err(bad_reference(head));
    };
    let meaning = match body {
        "lt" => Some(Meaning::Character('<')),
        "gt" => Some(Meaning::Character('>')),
        "amp" => Some(Meaning::Character('&')),
        "quot" => Some(Meaning::Character('"')),
        "apos" => Some(Meaning::Character('\'')),
        _ => match body.strip_prefix('#') {
            Some(number) => character_reference(number),
            None if !body.is_empty() && name_length(body) == body.len() => {
                return Err(Malformed::UnknownEntity(body.to_owned()));
            }
            None => None,
        },
    };
    meaning.map(|meaning| (meaning, head.len())).ok_or_else(|| bad_reference(head))
}

/// The error for what starts with `&` and is not a reference.
fn bad_reference(head: &str) -> Malformed {
    let head_text = head.to_owned();
    if head.starts_with("&#") {
        Malformed::BadReference(head_text)
    } else {
        Malformed::BareAmpersand(head_text)
    }
}

/// The part of a text, which begins with `&`, that is a reference or was meant to be one.
pub(crate) fn head(text: &str) -> &str {
    /// No reference that means anything is longer.
    const LONGEST: usize = 40;
    for (count, (at, c)) in text.char_indices().enumerate().skip(1) {
        if c == ';' {
            return &text[..=at];
        }
        if count > LONGEST || c.is_whitespace() || matches!(c, '<' | '"' | '\'' | '&') {
            return &text[..at];
        }
    }
    text
}

/// What follows `#`. Signs and numbers beyond Unicode are not references.
fn character_reference(number: &str) -> Option<Meaning> {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).ok()?;
    match (char::from_u32(code), u16::try_from(code)) {
        (Some(c), _) if is_illegal(c) => Some(Meaning::Forbidden(c)),
        (Some(c), _) => Some(Meaning::Character(c)),
        (None, Ok(first @ 0xD800..=0xDBFF)) => Some(Meaning::FirstHalf(first)),
        (None, Ok(second)) => Some(Meaning::SecondHalf(second)),
        (None, Err(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_by_place() {
        let raw = "a\r\nb\rc\n\td&#13;&#10;&#9;";
        assert_eq!(decode(raw, TextContext::Content, Illegal::Keep).unwrap(), "a\nb\nc\n\td\r\n\t");
        assert_eq!(decode(raw, TextContext::Attribute, Illegal::Keep).unwrap(), "a b c  d\r\n\t");
        assert_eq!(fold_line_ends("a\r\r\n&amp;"), "a\n\n&amp;");
    }

    #[test]
    fn references() {
        for (text, meant) in [
            ("&lt;x", Ok((Meaning::Character('<'), 4))),
            ("&#x6C49;", Ok((Meaning::Character('汉'), 8))),
            ("&#65;", Ok((Meaning::Character('A'), 5))),
            ("&#0;", Ok((Meaning::Forbidden('\0'), 4))),
            ("&#xFFFF;", Ok((Meaning::Forbidden('\u{FFFF}'), 8))),
            ("&#xD800;", Ok((Meaning::FirstHalf(0xD800), 8))),
            ("&#57343;", Ok((Meaning::SecondHalf(0xDFFF), 8))),
            ("&#1114112;", Err(Malformed::BadReference("&#1114112;".into()))),
            ("&#99999999999;", Err(Malformed::BadReference("&#99999999999;".into()))),
            ("&#+65;", Err(Malformed::BadReference("&#+65;".into()))),
            ("&#;", Err(Malformed::BadReference("&#;".into()))),
            ("&#X41;", Err(Malformed::BadReference("&#X41;".into()))),
            ("&;", Err(Malformed::BareAmpersand("&;".into()))),
            ("& x", Err(Malformed::BareAmpersand("&".into()))),
            ("&汉", Err(Malformed::BareAmpersand("&汉".into()))),
            ("&汉;", Err(Malformed::UnknownEntity("汉".into()))),
            ("&nbsp;", Err(Malformed::UnknownEntity("nbsp".into()))),
            ("&a&b;", Err(Malformed::BareAmpersand("&a".into()))),
        ] {
            assert_eq!(resolve(text), meant, "{text}");
        }
        for (raw, kept, dropped) in [
            ("a&#8;b", "a\u{8}b", "ab"),
            ("&#55357;&#56832;", "😀", "😀"),
            ("&#xD83D;&#xDE00;&#xDE00;", "😀\u{FFFD}", "😀"),
            ("&#xD83D;x&#xDE00;", "\u{FFFD}x\u{FFFD}", "x"),
            ("&#xD83D;&#xD83D;&#xDE00;", "\u{FFFD}😀", "😀"),
            ("&#xDE00;&#xD83D;", "\u{FFFD}\u{FFFD}", ""),
        ] {
            assert_eq!(decode(raw, TextContext::Content, Illegal::Keep).as_deref(), Ok(kept), "{raw}");
            assert_eq!(decode(raw, TextContext::Attribute, Illegal::Drop).as_deref(), Ok(dropped), "{raw}");
        }
        assert_eq!(first_irregular("a&amp;&#xDE00;"), Some(Irregular::Half));
        assert_eq!(first_irregular("&#x41;&#128512;"), None);
        let long = format!("&{}", "汉".repeat(50));
        assert_eq!(head(&long).chars().count(), 41);
        assert_eq!(
            decode("ab&x;", TextContext::Content, Illegal::Drop),
            Err((2, Malformed::UnknownEntity("x".into())))
        );
    }
}
