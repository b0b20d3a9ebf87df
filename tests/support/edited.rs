//! The day after: a schema as text with some of its options and rules edited.

// Each program that takes this in sees it as private.
#![allow(dead_code, unreachable_pub)]

/// Edits one of so many options and rules: an option goes, gets another name, or is joined by a new one; the
/// value of a rule changes. The text is one that [`generate`](generate.rs) made.
pub fn edited(xml: &str, of: usize) -> String {
    let mut out = String::with_capacity(xml.len() + xml.len() / 50);
    let (mut rest, mut count) = (xml, 0);
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let (before, tag) = (&rest[..at], &rest[at..end]);
        out.push_str(before);
        let plain = tag.ends_with("/>") && (tag.starts_with("<option ") || tag.starts_with("<rule "));
        count += usize::from(plain);
        if plain && count % of == 0 {
            let turn = count / of;
            match (tag.starts_with("<option "), turn % 3) {
                (true, 0) => {}
                (true, 1) => out.push_str(&tag.replacen("displayName=\"", "displayName=\"新", 1)),
                (true, _) => {
                    out.push_str(tag);
                    out.push_str(&format!("<option displayName=\"新{turn}\" value=\"new{turn}\"/>"));
                }
                (false, _) => out.push_str(&tag.replacen("value=\"", "value=\"1", 1)),
            }
        } else {
            out.push_str(tag);
        }
        rest = &rest[end..];
    }
    out + rest
}
