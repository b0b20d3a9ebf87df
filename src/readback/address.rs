//! Addresses of images: the platform stores them under the protocol that it likes.

use std::borrow::Cow;

/// Protocols under which one image is stored.
const PROTOCOLS: [&str; 2] = ["http:", "https:"];

/// How paths of images end.
const ENDS: [&str; 9] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".svg", ".avif", ".heic"];

/// Hosts at which the platform stores images.
const HOSTS: [&str; 4] = ["alicdn.com", "taobaocdn.com", "tbcdn.cn", "tmall.hk"];

/// The start of a tag with an image.
const TAG: &str = "<img";

/// What the schema says about the texts of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hint {
    #[default]
    None,
    /// They are addresses of images, whatever they look like.
    Image,
}

/// The text without the protocols of the images that it names. Texts that differ in these only become equal.
pub(super) fn without_protocol(text: &str, hint: Hint) -> Cow<'_, str> {
    if let Some(rest) = rest_of_address(text.trim())
        && (hint == Hint::Image || is_image(rest))
    {
        return Cow::Borrowed(rest);
    }
    match memchr::memmem::find(text.as_bytes(), TAG.as_bytes()) {
        Some(first) => without_protocols_in_tags(text, first),
        None => Cow::Borrowed(text),
    }
}

/// An address from its `//` on, if the text is one.
fn rest_of_address(text: &str) -> Option<&str> {
    let rest = PROTOCOLS
        .iter()
        .find_map(|protocol| {
            let start = text.get(..protocol.len())?;
            start.eq_ignore_ascii_case(protocol).then(|| &text[protocol.len()..])
        })
        .unwrap_or(text);
    let is_one =
        rest.starts_with("//") && !rest.contains(|c: char| c.is_whitespace() || c == '<' || c == '"');
    is_one.then_some(rest)
}

/// Whether the address, from its `//` on, is known to be one of an image.
fn is_image(rest: &str) -> bool {
    let path = rest.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let host = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    ENDS.iter().any(|end| path.ends_with(end))
        || HOSTS.iter().any(|known| {
            host.strip_suffix(known).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        })
}

/// The text with `//` for `http://` and `https://` at the start of attributes in tags of images.
fn without_protocols_in_tags(text: &str, first: usize) -> Cow<'_, str> {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    let mut next = Some(first);
    while let Some(at) = next {
        let (before, tag) = rest.split_at(at);
        made.push_str(before);
        let end = memchr::memchr(b'>', tag.as_bytes()).unwrap_or(tag.len());
        let (tag, after) = tag.split_at(end);
        push_tag(tag, &mut made);
        rest = after;
        next = memchr::memmem::find(rest.as_bytes(), TAG.as_bytes());
    }
    made.push_str(rest);
    Cow::Owned(made)
}

fn push_tag(tag: &str, made: &mut String) {
    let mut rest = tag;
    while let Some(at) = rest.find(['"', '\'', '=']) {
        let (before, after) = rest.split_at(at + 1);
        made.push_str(before);
        rest = rest_of_address_start(after);
    }
    made.push_str(rest);
}

/// The text from its `//` on, if an address begins here.
fn rest_of_address_start(text: &str) -> &str {
    let stripped = PROTOCOLS.iter().find_map(|protocol| text.strip_prefix(protocol));
    stripped.filter(|rest| rest.starts_with("//")).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str, hint: Hint) -> bool {
        without_protocol(a, hint) == without_protocol(b, hint)
    }

    #[test]
    fn addresses_of_images() {
        let forms = [
            "http://img.alicdn.com/a",
            "https://img.alicdn.com/a",
            "//img.alicdn.com/a",
            "HTTP://img.alicdn.com/a",
        ];
        for a in forms {
            assert!(forms.iter().all(|b| same(a, b, Hint::None)), "{a}");
        }
        assert!(same("http://a.com/b.JPG?x=1", "//a.com/b.JPG?x=1", Hint::None));
        assert!(same("http://a.com/b.jpg_60x60.jpg", "//a.com/b.jpg_60x60.jpg", Hint::None));
        assert!(same("http://a.com/b", "https://a.com/b", Hint::Image));
    }

    #[test]
    fn others() {
        assert!(!same("http://a.com/b", "https://a.com/b", Hint::None));
        assert!(!same("http://notalicdn.com/b", "https://notalicdn.com/b", Hint::None));
        assert!(!same("ftp://a.com/b.jpg", "//a.com/b.jpg", Hint::Image));
        assert!(!same("http://a.com/b.jpg", "http://a.com/c.jpg", Hint::Image));
        assert!(!same("see http://a.com/b.jpg", "see https://a.com/b.jpg", Hint::None));
        assert!(!same("http:a.jpg", "a.jpg", Hint::Image));
    }

    #[test]
    fn images_in_a_text() {
        let page = |protocol: &str| {
            format!(
                "<p>好</p><img alt='x' src=\"{protocol}//a.com/b\"/><IMG><img src={protocol}//a.com/c.jpg>"
            )
        };
        assert!(same(&page("http:"), &page(""), Hint::None));
        assert!(same(&page("http:"), &page("https:"), Hint::None));
        let link = |protocol: &str| format!("<img src='/x'><a href='{protocol}//a.com/'>x</a>");
        assert!(!same(&link("http:"), &link("https:"), Hint::None));
        assert!(!same("<img src='http://a.com/b'", "<img src='http://a.com/c'", Hint::None));
    }
}
