//! For any pattern and text the answer comes quickly, if only as a refusal.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::java_regex::refusal::Construct;
use crate::java_regex::tests::{MatchMode, Pattern, Refusal, matches, refusal};

/// Far more than it takes, and far less than it would take without limits.
const SOON: Duration = Duration::from_secs(20);

#[test]
fn what_is_catastrophic_in_java_takes_linear_time_or_is_given_up() {
    let start = Instant::now();
    let text = "a".repeat(10_000);
    assert!(!matches("(a+)+b", &text));
    assert!(!matches("(a|aa)+b", &text));
    assert!(!matches("(.*a){20}b", &text));
    // With look-around the engine backtracks.
    let hard = Pattern::compile("(?=(a+)+b)(?!(a|aa)+c)x", MatchMode::Part).unwrap();
    assert!(matches!(hard.find(&text), Ok(None) | Err(Refusal::TooManySteps)));
    let hard = Pattern::compile(r"(?:(a|aa)+)\1b", MatchMode::Whole).unwrap();
    assert_eq!(hard.find(&text), Err(Refusal::TooManySteps));
    let square = Pattern::compile("(?:(?=.*x).)*", MatchMode::Whole).unwrap();
    assert_eq!(square.find(&"a".repeat(16_000)), Ok(None));
    assert_eq!(square.find(&"a".repeat(20_000)), Err(Refusal::TooLong));
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn large_repetitions_are_refused_and_not_built() {
    let start = Instant::now();
    assert_eq!(refusal("(a{1000}){1000}x"), Some(Refusal::TooLarge));
    assert_eq!(refusal("((a{1000}){1000}){1000}"), Some(Refusal::TooLarge));
    assert_eq!(refusal("(?=(a{1000}){1000})"), Some(Refusal::TooLarge));
    assert_eq!(refusal("(?=a{2000000000})b"), Some(Refusal::TooLarge));
    assert_eq!(refusal("a{2147483648}"), Some(Refusal::Syntax));
    // Java repeats the empty text the second time.
    assert!(matches("a{1000}{1000}", &"a".repeat(1000)));
    assert!(matches(".{1,5000}", &"汉".repeat(5000)));
    assert!(matches("[\\u4e00-\\u9fa5A-Za-z0-9]{1,500}", &"汉".repeat(500)));
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn a_cheap_search_over_a_long_text_is_done_and_a_dear_one_is_not() {
    let long = "汉".repeat(1 << 20);
    assert!(!matches("[a-z]+", &long));
    assert!(matches("[a-z汉]{1,5000}", &"汉".repeat(5_000)));
    assert!(matches("^.([a-z汉]{1,5000})$", &"汉".repeat(5_000)));
    let dear = Pattern::compile("[a-z汉]{1,5000}x", MatchMode::Part).unwrap();
    assert_eq!(dear.find(&"汉".repeat(5_000)), Err(Refusal::TooLong));
    let dear = Pattern::compile("(?:[a-z汉]{1,500}x){50}", MatchMode::Whole).unwrap();
    assert_eq!(dear.find(&long), Err(Refusal::TooLong));
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    for (open, close) in [("(", ")"), ("(?:", ")"), ("(?=", ")"), ("[", "]"), ("[a&&[", "]]"), ("(?i:", ")")]
    {
        for depth in [10_000, 60_000 / open.len()] {
            let pattern = format!("{}a{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(refusal(&pattern), Some(Refusal::TooLarge), "{open}");
            assert_eq!(refusal(&open.repeat(depth)), Some(Refusal::TooLarge), "{open}");
        }
    }
    assert!(matches(&format!("{}a{}", "(".repeat(80), ")".repeat(80)), "a"));
    assert!(matches(&format!("{}a{}", "(?>".repeat(15), ")".repeat(15)), "a"));
}

#[test]
fn long_patterns() {
    assert_eq!(refusal(&"a".repeat(70_000)), Some(Refusal::TooLarge));
    assert_eq!(refusal(&r"\p{L}".repeat(10_000)), Some(Refusal::TooLarge));
    let words: Vec<String> = (0..5_000).map(|number| format!("禁用{number}")).collect();
    let forbidden = Pattern::compile(&words.join("|"), MatchMode::Part).unwrap();
    assert!(forbidden.find("纯棉禁用4999").unwrap().is_some());
    assert!(forbidden.find(&"纯棉禁用".repeat(10_000)).unwrap().is_none());
    let chars: String = ('\u{4E00}'..='\u{9FA5}').step_by(2).collect();
    assert!(matches(&format!("[{chars}]+"), "一丂") == chars.contains('丂'));
}

#[test]
fn a_value_that_java_matches_in_halves_is_refused() {
    let find = |pattern: &str, mode, text: &str| Pattern::compile(pattern, mode).unwrap().find(text);
    assert_eq!(find("(?<!a)b", MatchMode::Part, "😀b"), Err(Refusal::Characters));
    assert_eq!(find(r"\bb", MatchMode::Part, "😀b"), Err(Refusal::Characters));
    assert_eq!(find(r".*\b", MatchMode::Whole, "e\u{301}"), Err(Refusal::Characters));
    assert_eq!(find(r"(?i)(.)\1", MatchMode::Whole, "éÉ"), Err(Refusal::Characters));
    assert_eq!(find(r"(?i)(.)\1", MatchMode::Whole, "aA"), Ok(Some(0..2)));
    assert_eq!(find(r"(?=.)..", MatchMode::Whole, "😀b"), Ok(Some(0..5)));
}

#[test]
fn reasons() {
    assert_eq!(refusal("[a-z"), Some(Refusal::Syntax));
    assert_eq!(refusal("a\0"), Some(Refusal::Syntax));
    assert_eq!(refusal(r"\X"), Some(Construct::Grapheme.into()));
    assert_eq!(refusal(r"(a)?\1"), Some(Construct::Reference.into()));
    assert_eq!(refusal("(?<=a+)b"), Some(Construct::LookBehind.into()));
}

proptest! {
    #[test]
    fn nothing_panics(pattern in r"\PC*", text in r"\PC*") {
        let _ = Pattern::compile(&pattern, MatchMode::Part).map(|pattern| pattern.find(&text));
    }

    #[test]
    fn no_syntax_panics(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "a", "汉", "😀", "(", "(?:", "(?<n>", "(?=", "(?<!", "(?>", "(?i", "(?x)", ")", "[", "[^", "]", "&&",
                "-", "{", "1", ",", "2", "}", "*", "+", "?", "|", "^", "$", ".", "\\", "\\p{", "L", "\\Q", "\\E", "\\u",
                "d83d", "\\k<n>", "\\1", "\\b", "\\R", "\\x{", "#", " ", "\n", "\\0", "\\c",
            ]),
            0..20,
        ),
        text in "[a汉😀\n\r 1-]{0,12}",
    ) {
        let pattern = parts.concat();
        for mode in [MatchMode::Whole, MatchMode::Part] {
            let _ = Pattern::compile(&pattern, mode).map(|pattern| pattern.find(&text));
        }
    }
}
