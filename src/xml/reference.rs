//! Decoding of references and white space.

use crate::error::Malformed;
use crate::xml::encoding::is_illegal;
use crate::xml::name::name_length;

/// The context of a text, which decides how white space is normalized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Line ends become line feeds.
    Content,
    /// Every white space becomes a space.
    Attribute,
}

/// Resolves references and normalises white space. An error comes with its place in the text.
pub(crate) fn decode(raw: &str, place: Place) -> Result<String, (usize, Malformed)> {
    let next = |text: &str| match place {
        Place::Content => memchr::memchr2(b'&', b'\r', text.as_bytes()),
        Place::Attribute => text.bytes().position(|byte| matches!(byte, b'&' | b'\r' | b'\t' | b'\n')),
    };
    let mut decoded = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = next(rest) {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let used = match rest.as_bytes() {
            [b'&', ..] => {
                let (character, length) = resolve(rest).map_err(|error| (raw.len() - rest.len(), error))?;
                decoded.push(character);
                length
            }
            white => {
                decoded.push(if place == Place::Attribute { ' ' } else { '\n' });
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

/// The character of the reference at the beginning of a text, and the length of the reference.
#[inline]
pub(crate) fn resolve(text: &str) -> Result<(char, usize), Malformed> {
    // Escaped documents are full of these.
    match text.as_bytes() {
        [b'&', b'l', b't', b';', ..] => Ok(('<', 4)),
        [b'&', b'g', b't', b';', ..] => Ok(('>', 4)),
        [b'&', b'q', b'u', b'o', b't', b';', ..] => Ok(('"', 6)),
        _ => resolve_any(text),
    }
}

fn resolve_any(text: &str) -> Result<(char, usize), Malformed> {
    let head = head(text);
    let Some(body) = head.strip_suffix(';').and_then(|head| head.strip_prefix('&')) else {
        return Err(bad_reference(head));
    };
    let character = match body {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => match body.strip_prefix('#') {
            Some(number) => character_reference(number),
            None if !body.is_empty() && name_length(body) == body.len() => {
                return Err(Malformed::UnknownEntity(body.to_owned()));
            }
            None => None,
        },
    };
    character.map(|character| (character, head.len())).ok_or_else(|| bad_reference(head))
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

/// What follows `#`. Signs and characters that XML forbids are no references.
fn character_reference(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).ok()?;
    char::from_u32(code).filter(|&c| !is_illegal(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_by_place() {
        let raw = "a\r\nb\rc\n\td&#13;&#10;&#9;";
        assert_eq!(decode(raw, Place::Content).unwrap(), "a\nb\nc\n\td\r\n\t");
        assert_eq!(decode(raw, Place::Attribute).unwrap(), "a b c  d\r\n\t");
        assert_eq!(fold_line_ends("a\r\r\n&amp;"), "a\n\n&amp;");
    }

    #[test]
    fn references() {
        for (text, meant) in [
            ("&lt;x", Ok(('<', 4))),
            ("&#x6C49;", Ok(('汉', 8))),
            ("&#65;", Ok(('A', 5))),
            ("&#0;", Err(Malformed::BadReference("&#0;".into()))),
            ("&#xD800;", Err(Malformed::BadReference("&#xD800;".into()))),
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
        let long = format!("&{}", "汉".repeat(50));
        assert_eq!(head(&long).chars().count(), 41);
        assert_eq!(decode("ab&x;", Place::Content), Err((2, Malformed::UnknownEntity("x".into()))));
    }
}
