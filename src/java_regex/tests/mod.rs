//! Tests against the answers of a real Java, against a slow model, and of the limits.

mod limits;
mod model;
mod properties;
mod table;

use std::fs;
use std::path::Path;

use crate::java_regex::{MatchMode, Pattern, Refusal};

/// A file of `fixtures`, which is not part of the package.
fn fixture(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap()
}

/// `{U+A}` stands for the character of that code point.
fn decoded(text: &str) -> String {
    let mut parts = text.split("{U+");
    let mut decoded = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        decoded.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        decoded.push_str(rest);
    }
    decoded
}

/// Whether a pattern matches a whole text; neither may be refused.
fn matches(pattern: &str, text: &str) -> bool {
    Pattern::compile(pattern, MatchMode::Whole).unwrap().find(text).unwrap().is_some()
}

/// The part of a text that a pattern finds.
fn found<'t>(pattern: &str, text: &'t str) -> Option<&'t str> {
    Pattern::compile(pattern, MatchMode::Part).unwrap().find(text).unwrap().map(|part| &text[part])
}

fn refusal(pattern: &str) -> Option<Refusal> {
    Pattern::compile(pattern, MatchMode::Whole).err()
}

#[test]
fn the_part_that_matches_is_reported() {
    assert_eq!(found("[\u{4e00}-\u{9fa5}]+", "abc汉字d"), Some("汉字"));
    assert_eq!(found("(?<=￥)\\d+", "价 ￥12 元"), Some("12"));
    assert_eq!(found("x", "abc"), None);
    assert_eq!(found("x*", "abc"), Some(""));
}
