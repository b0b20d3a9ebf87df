//! Encodings of requests: percent-encoding, hexadecimal, Base64.

use std::borrow::Cow;

const UPPER: &[u8; 16] = b"0123456789ABCDEF";
const LOWER: &[u8; 16] = b"0123456789abcdef";
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Percent-encoding by RFC 3986: all but letters, digits and `-_.~`. It is right in forms, in queries, and in the
/// strings that Alibaba Cloud signs.
pub(crate) fn percent(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push('%');
            push_hex(&mut text, byte, UPPER);
        }
    }
    text
}

/// Decodes a name or value of a form or query. What is not an escape is kept.
pub(crate) fn unpercent(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.iter().any(|byte| matches!(byte, b'%' | b'+')) {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, after) {
            (b'+', _) => out.push(b' '),
            (b'%', &[high, low, ref after @ ..]) => match (digit(high), digit(low)) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    rest = after;
                }
                _ => out.push(byte),
            },
            _ => out.push(byte),
        }
    }
    Cow::Owned(out)
}

/// The pairs of a form or query. A pair is cut at its first `=`.
pub(crate) fn pairs(form: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    form.split(|&byte| byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let at = pair.iter().position(|&byte| byte == b'=');
            let (name, value) = at.map_or((pair, &b""[..]), |at| (&pair[..at], &pair[at + 1..]));
            (unpercent(name).into_owned(), unpercent(value).into_owned())
        })
        .collect()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn push_hex(text: &mut String, byte: u8, digits: &[u8; 16]) {
    text.push(char::from(digits[usize::from(byte >> 4)]));
    text.push(char::from(digits[usize::from(byte & 15)]));
}

pub(crate) fn hex_upper(bytes: &[u8]) -> String {
    hex(bytes, UPPER)
}

pub(crate) fn hex_lower(bytes: &[u8]) -> String {
    hex(bytes, LOWER)
}

fn hex(bytes: &[u8], digits: &[u8; 16]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    bytes.iter().for_each(|&byte| push_hex(&mut text, byte, digits));
    text
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let index = bits >> (18 - 6 * at) & 63;
            match at <= group.len() {
                true => text.push(char::from(BASE64[index as usize])),
                false => text.push('='),
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoding_follows_rfc_3986() {
        assert_eq!(percent("a b*c~d!'()".as_bytes()), "a%20b%2Ac~d%21%27%28%29");
        assert_eq!(percent("棉".as_bytes()), "%E6%A3%89");
    }

    #[test]
    fn decoding_undoes_encoding_and_reads_plus() {
        let text = "棉👕 a+b&c=d%\r\n".as_bytes();
        assert_eq!(unpercent(percent(text).as_bytes()), text);
        assert_eq!(&*unpercent(b"a+b%2"), b"a b%2");
        assert_eq!(&*unpercent(b"%zz%41"), b"%zzA");
    }

    #[test]
    fn pairs_are_cut_at_the_first_equals_sign() {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let found: Vec<_> = pairs(b"a=b=c&d&&e=").iter().map(|(a, b)| (text(a), text(b))).collect();
        let of = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(found, [of("a", "b=c"), of("d", ""), of("e", "")]);
    }

    #[test]
    fn base64_pads() {
        for (text, encoded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
    }
}
