//! Patterns of the table of words: text in which `*` stands for any text, also for none.

/// Whether the whole text matches. ASCII letters compare without case, as the gateways spell them variously.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let mut rest = text.as_str();
    let mut parts = pattern.split('*').map(str::to_ascii_lowercase).peekable();
    let Some(first) = parts.next() else { return false };
    let Some(after) = rest.strip_prefix(&first) else { return false };
    rest = after;
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(&part);
        }
        match rest.find(&part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        for (pattern, text) in [
            ("a", "A"),
            ("a*", "a"),
            ("a*", "abc"),
            ("*c", "abc"),
            ("a*c", "ac"),
            ("*b*", "abc"),
            ("isp.*-timeout", "isp.remote-service-timeout"),
            ("*:X", "isv.item-service-error:X"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in
            [("a", "ab"), ("a", ""), ("a*c", "abcd"), ("*x*", "abc"), ("ab*b", "ab"), ("*c", "cab")]
        {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }
}
