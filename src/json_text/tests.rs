//! The reader against serde_json, and the places and paths of its errors.

use std::collections::HashMap;
use std::marker::PhantomData;

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::error::{Error, ErrorKind, JsonError, JsonExpected, JsonType};
use crate::json_text::{MOST_NESTED, Reader, Stop};
use crate::span::{OffsetMap, Position, Source};

fn read<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, Stop> {
    Reader::new(text, MOST_NESTED).document(PhantomData)
}

fn error<'t, T: Deserialize<'t>>(text: &'t str) -> Error {
    let source = Source::new(text.to_owned(), OffsetMap::default(), Position::START);
    read::<T>(text).err().unwrap().into_error(&source)
}

fn at(error: &Error) -> u64 {
    error.position().unwrap().offset
}

#[test]
fn syntax_errors_have_a_kind_and_a_place() {
    use JsonExpected as Expected;
    let unexpected = |found, expected| format!("{:?}", JsonError::Unexpected { found, expected });
    let kind = |error: JsonError| format!("{error:?}");
    for (text, wanted, offset) in [
        ("", kind(JsonError::UnexpectedEnd), 0),
        ("[1, ", kind(JsonError::UnexpectedEnd), 4),
        ("\"汉", kind(JsonError::UnexpectedEnd), 4),
        ("tru", kind(JsonError::UnexpectedEnd), 3),
        ("-", kind(JsonError::UnexpectedEnd), 1),
        ("1.", kind(JsonError::UnexpectedEnd), 2),
        ("\"\\", kind(JsonError::UnexpectedEnd), 2),
        ("truth", unexpected('t', Expected::Value), 0),
        ("[1,]", unexpected(']', Expected::Value), 3),
        ("[,1]", unexpected(',', Expected::Value), 1),
        ("[1 汉]", unexpected('汉', Expected::ArrayEnd), 3),
        ("{a:1}", unexpected('a', Expected::Key), 1),
        ("{\"a\":1,}", unexpected('}', Expected::Key), 7),
        ("{\"a\" 1}", unexpected('1', Expected::Colon), 5),
        ("{\"a\":1 \"b\":2}", unexpected('"', Expected::ObjectEnd), 7),
        ("{\"a\":1]", unexpected(']', Expected::ObjectEnd), 6),
        ("[01]", unexpected('1', Expected::ArrayEnd), 2),
        ("{} {}", kind(JsonError::TextAfterEnd), 3),
        ("[1.]", kind(JsonError::BadNumber("1.".into())), 1),
        ("[-x]", kind(JsonError::BadNumber("-".into())), 1),
        ("[1e+]", kind(JsonError::BadNumber("1e+".into())), 1),
        ("[\"\\x\"]", kind(JsonError::BadEscape), 2),
        ("[\"\\ud800\"]", kind(JsonError::BadEscape), 2),
        ("[\"\\ud800\\u0041\"]", kind(JsonError::BadEscape), 2),
        ("[\"\\udc00\"]", kind(JsonError::BadEscape), 2),
        ("[\"\\u00g0\"]", kind(JsonError::BadEscape), 2),
        ("[\"a\nb\"]", kind(JsonError::ControlCharacter('\n')), 3),
    ] {
        let error = error::<Value>(text);
        let ErrorKind::Json(json) = error.kind() else { panic!("{error}") };
        assert_eq!((format!("{json:?}"), at(&error)), (wanted, offset), "{text}");
        assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    #[serde(rename = "a")]
    _a: Vec<Inner>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Inner {
    #[serde(rename = "b")]
    _b: String,
    #[serde(rename = "c/d")]
    _c: Option<u8>,
}

#[test]
fn errors_of_types_have_a_path_and_a_place() {
    for (text, wanted, offset) in [
        (r#"{"a":[{"b":1}]}"#, "/a/0/b is a number, which is not allowed there", 11),
        (r#"{"a":[{"b":"","c/d":300}]}"#, "/a/0/c~1d is a number, which is not allowed there", 20),
        (r#"{"a":{}}"#, "/a is an object, which is not allowed there", 5),
        (r#"{"a":[null]}"#, "/a/0 is null, which is not allowed there", 6),
        ("[[\"\"]]", "/0/0 is a text, which is not allowed there", 2),
        (r#"{"a":[{"b":"","x":1}]}"#, "/a/0 has the unknown key \"x\"; allowed: b, c/d", 14),
        (r#"{"a":[{}, {"b":""}]}"#, "/a/0 lacks the key \"b\"", 6),
        ("{}", "the document lacks the key \"a\"", 0),
        (r#"{"a":[],"a":[]}"#, "the document has the key \"a\" twice", 0),
    ] {
        let error = error::<Form>(text);
        let message = error.message(crate::lang::Lang::En);
        assert_eq!((message.as_str(), at(&error)), (wanted, offset), "{text}");
    }
}

#[test]
fn depth_is_limited() {
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read::<IgnoredAny>(&deep(MOST_NESTED)).is_ok());
    let error = error::<IgnoredAny>(&deep(MOST_NESTED + 1));
    assert!(matches!(error.kind(), ErrorKind::Json(JsonError::TooDeep(MOST_NESTED))), "{error}");
    assert_eq!(at(&error), MOST_NESTED as u64);
    assert!(read::<IgnoredAny>(&"[".repeat(100_000)).is_err());
    // What was closed does not count.
    let wide = format!("[{}]", vec!["[[]]"; 200].join(","));
    assert!(Reader::new(&wide, 3).document(PhantomData::<IgnoredAny>).is_ok());
}

#[test]
fn types_are_named() {
    for (text, wanted) in [
        ("null", JsonType::Null),
        ("true", JsonType::True),
        ("false", JsonType::False),
        ("-1.5", JsonType::Number),
        ("\"\"", JsonType::Text),
        ("[]", JsonType::Array),
    ] {
        let error = error::<HashMap<String, String>>(text);
        let ErrorKind::Json(JsonError::WrongType { path, found }) = error.kind() else { panic!("{error}") };
        assert_eq!((path.as_str(), *found), ("", wanted), "{text}");
    }
}

/// JSON, and texts that are almost JSON.
fn texts() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?",
        "\"([a-c汉 ]|\\\\[\"\\\\/bfnrt]|\\\\u00[46][0-9a-f]|\\\\ud83d\\\\ude0[0-9]){0,5}\"",
    ];
    let json = leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(" , "))),
            prop::collection::vec(("\"[a-c]\"", inner), 0..4).prop_map(|entries| {
                let entries: Vec<String> =
                    entries.into_iter().map(|(key, value)| format!("{key}\t:\n{value}")).collect();
                format!("{{{}}}", entries.join(","))
            }),
        ]
    });
    prop_oneof![3 => json, 1 => r#"[\[\]{}":, 0-9eE.+\\ud8cntrue-]{0,12}"#]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn as_serde_json(text in texts()) {
        match (read::<Value>(&text), serde_json::from_str::<Value>(&text)) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours, theirs, "{}", text),
            (Err(_), Err(_)) => {}
            (ours, theirs) => prop_assert!(false, "{text}: {ours:?} {theirs:?}"),
        }
    }

    #[test]
    fn cut_anywhere(text in texts(), cut in 0..40_usize) {
        let cut = text.char_indices().map(|(at, _)| at).nth(cut).unwrap_or(text.len());
        let part = &text[..cut];
        prop_assert_eq!(read::<IgnoredAny>(part).is_ok(), serde_json::from_str::<Value>(part).is_ok(), "{}", part);
    }
}
