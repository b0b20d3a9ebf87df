//! The encoding that an XML declaration names.

use crate::xml::encoding::PROBE;
use crate::xml::encoding::illegal::is_illegal;

/// Whether the first bytes determine the encoding, no matter what follows.
pub(crate) fn is_encoding_known(head: &[u8]) -> bool {
    /// What is longer than any mark of an encoding.
    const MARK: usize = 4;
    // The rest of a character that is cut may yet make it one that is dropped.
    let whole = match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => &head[..error.valid_up_to()],
        _ => head,
    };
    let visible = visible(whole);
    head.len() >= PROBE
        || head.len() >= MARK
            && (visible.contains("?>") || visible.len() >= XML.len() && !visible.starts_with(XML))
}

/// The beginning of a text without the characters that will be dropped, which may be anywhere.
fn visible(head: &[u8]) -> String {
    String::from_utf8_lossy(head).chars().filter(|&c| !is_illegal(c)).collect()
}

const XML: &str = "<?xml";

/// The encoding that an XML declaration at the beginning names.
pub(super) fn declared_encoding(head: &[u8]) -> Option<String> {
    // Most inputs begin with the tag of their root.
    if matches!(head, [b'<', second, ..] if second.is_ascii_alphanumeric()) {
        return None;
    }
    let head = visible(head);
    let rest = head.strip_prefix(XML)?;
    let declaration = &rest[..rest.find("?>").unwrap_or(rest.len())];
    let after = &declaration[declaration.find("encoding")? + "encoding".len()..];
    let quoted = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let name = quoted[1..].split(quote).next()?;
    Some(name.trim().to_owned())
}
