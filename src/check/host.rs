//! Which texts are the authority of a web address: `host`, `user@host`, `host:8080`, `[::1]`.
//!
//! The rules are those of the URL Standard (host parsing for special schemes), but for one step: names beyond ASCII are
//! not looked up in the tables of IDNA. A name of letters that IDNA does not allow is accepted, since no rule of the
//! platform depends on it and the tables would be the largest part of this library.

use std::borrow::Cow;
use std::net::Ipv6Addr;

/// Whether a text is an authority with a host that is not empty.
pub(crate) fn is_authority(text: &str) -> bool {
    let host_and_port = text.rsplit_once('@').map_or(text, |(_, host)| host);
    if let Some(rest) = host_and_port.strip_prefix('[') {
        let Some((address, port)) = rest.split_once(']') else { return false };
        return address.parse::<Ipv6Addr>().is_ok()
            && !address.contains('%')
            && (port.is_empty() || is_port(port));
    }
    match host_and_port.split_once(':') {
        Some((host, _)) => is_host(host) && is_port(&host_and_port[host.len()..]),
        None => is_host(host_and_port),
    }
}

/// `:` and a port number, which may be missing.
fn is_port(text: &str) -> bool {
    let Some(digits) = text.strip_prefix(':') else { return false };
    let number = digits.trim_start_matches('0');
    digits.bytes().all(|byte| byte.is_ascii_digit()) && (number.is_empty() || number.parse::<u16>().is_ok())
}

fn is_host(text: &str) -> bool {
    let Some(decoded) = percent_decoded(text) else { return false };
    let domain: String = decoded.chars().filter(|&c| c != SOFT_HYPHEN).map(narrow).collect();
    if domain.is_empty() || domain.contains(is_forbidden) {
        return false;
    }
    let labels = domain.strip_suffix('.').unwrap_or(&domain);
    match labels.rsplit('.').next() {
        Some(last) if is_number(last) => is_ipv4(labels),
        _ => true,
    }
}

const SOFT_HYPHEN: char = '\u{AD}';

/// The ASCII character that a full-width one, or an ideographic full stop, stands for in a name.
fn narrow(c: char) -> char {
    match c {
        '。' | '｡' => '.',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// The text with `%41` as `A`; none if that is not UTF-8.
fn percent_decoded(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high)? * 16 + hex(*low)?);
                rest = after;
            }
            _ => bytes.push(first),
        }
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

/// Forbidden domain code points, and what no name may hold beyond ASCII.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '#' | '/' | ':' | '<' | '>' | '?' | '@' | '[' | '\\' | ']' | '^' | '|' | '%')
        || matches!(c, '\u{FFF0}'..='\u{FFFF}' | '\u{E000}'..='\u{F8FF}' | '\u{202A}'..='\u{202E}')
}

/// Whether a label makes the host an IPv4 address: only digits, or a hexadecimal number.
fn is_number(label: &str) -> bool {
    !label.is_empty() && (label.bytes().all(|byte| byte.is_ascii_digit()) || ipv4_part(label).is_some())
}

fn is_ipv4(labels: &str) -> bool {
    let parts: Option<Vec<u64>> = labels.split('.').map(ipv4_part).collect();
    let Some(parts) = parts else { return false };
    let Some((&last, leading)) = parts.split_last() else { return false };
    let room = 4_usize.checked_sub(leading.len()).filter(|&bytes| bytes > 0);
    leading.iter().all(|&part| part < 256) && room.is_some_and(|bytes| last < 1 << (8 * bytes))
}

/// A part of an IPv4 address: decimal, octal with a leading 0, or hexadecimal with `0x`.
fn ipv4_part(text: &str) -> Option<u64> {
    let (digits, radix) = match text.as_bytes() {
        [] => return None,
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    if digits.is_empty() {
        return Some(0);
    }
    if !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    // A number that does not fit is not an address, but still a number.
    Some(u64::from_str_radix(digits, radix).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the URL Standard says, by the crate of the Servo project.
    fn by_standard(authority: &str) -> bool {
        url::Url::parse(&format!("https://{authority}/")).is_ok_and(|url| url.has_host())
    }

    #[test]
    fn addresses_and_names() {
        for text in [
            "x.cn",
            "x.cn:80",
            "x.cn:",
            "a@x.cn",
            "a:b@x.cn:8080",
            "1.2.3.4",
            "0x7f.1",
            "1.2",
            "[::1]",
            "[::1]:80",
            "例子.cn",
            "ｅ.ｃｎ",
            "a%62.cn",
            "x.cn.",
            "a_b.cn",
            "xn--fiqs8s.cn",
            "1.2.3.a",
            "0x.cn",
            "a..b",
            "-a-.cn",
            "4294967295",
        ] {
            assert!(is_authority(text), "{text}");
            assert!(by_standard(text), "{text}");
        }
        for text in [
            "",
            "@",
            "a@",
            ":80",
            "x.cn:a",
            "x.cn:65536",
            "1.2.3.4.5",
            "1.2.3.256",
            "x.256",
            "[::1",
            "[::g]",
            "[::1]a",
            "a%zz",
            "a<b",
            "a|b",
            "a^b",
            "a%00",
            "a：b",
            "256.1",
            "4294967296",
            "0x100000000",
            "a%2fb",
            "08.1",
        ] {
            assert!(!is_authority(text), "{text}");
            assert!(!by_standard(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn ascii_as_the_standard_says(text in "[a-z0-9.:@x\\[\\]_-]{1,12}") {
            // Names in the encoding of IDNA are not decoded here.
            prop_assume!(!text.contains("xn--"));
            prop_assert_eq!(is_authority(&text), by_standard(&text), "{}", text);
        }

        #[test]
        fn printable_as_the_standard_says(text in "[!-.0-;=>@-\\[\\]-~&&[^#]]{1,10}") {
            prop_assume!(!text.contains("xn--"));
            prop_assert_eq!(is_authority(&text), by_standard(&text), "{}", text);
        }

        #[test]
        fn chinese_as_the_standard_says(text in "[一-龥a-z0-9.：。１]{1,8}(:[0-9]{1,5})?") {
            prop_assert_eq!(is_authority(&text), by_standard(&text), "{}", text);
        }
        #[test]
        fn addresses_of_numbers_as_the_standard_says(text in "(0x|0)?[0-9a-f]{1,4}(\\.(0x|0)?[0-9]{1,3}){0,5}\\.?") {
            prop_assert_eq!(is_authority(&text), by_standard(&text), "{}", text);
        }
    }
}
