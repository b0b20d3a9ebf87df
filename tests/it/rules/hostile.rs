//! Files of rules from hands that mean no good: refused or evaluated within bounds, never a panic.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use tmall_schema::{RuleSet, Schema, Validator};

use super::{SCHEMA, item};
use crate::support::random::without_memory;

fn check(rules: &str, lines: &str) -> Option<usize> {
    let schema = Schema::parse(SCHEMA).unwrap();
    let rules = RuleSet::parse(rules).ok()?.bind(&schema);
    Some(Validator::compile(&schema).with_rules(rules).check(&item(lines)).findings().len())
}

/// What happens, and that it takes no more than some seconds in an unoptimized build.
fn quick(rules: &str, lines: &str) -> Option<usize> {
    let start = Instant::now();
    let found = check(rules, lines);
    assert!(start.elapsed() < Duration::from_secs(20), "{rules:.100}");
    found
}

#[test]
fn expressions_and_messages_are_bounded() {
    let long = format!("/title = {}", "x".repeat(500_000));
    for assert in ["title * 99999999", "title|replace('', title)", "10 ** 99999999", "title ~ title ~ title"]
    {
        let rules = format!("[[rule]]\ncode = \"a\"\nassert = \"({assert}) == ''\"");
        assert_eq!(quick(&rules, &long), Some(1), "{assert}");
    }
    // A message is cut, so that findings of many rows stay small.
    let rules = "[[rule]]\ncode = \"a\"\nmessage.en = \"{{ title }}\"\nmatches = { field = \"/title\", pattern = \"y\" }";
    let schema = Schema::parse(SCHEMA).unwrap();
    let validator = Validator::compile(&schema).with_rules(RuleSet::parse(rules).unwrap().bind(&schema));
    let report = validator.check(&item(&long));
    assert!(report.findings()[0].to_string().len() < 1100);
}

#[test]
fn files_are_bounded() {
    let rule = |number: usize| format!("[[rule]]\ncode = \"r-{number}\"\nassert = \"title == 'x'\"\n");
    let many: String = (0..1001).map(rule).collect();
    assert!(RuleSet::parse(&many).unwrap_err().to_string().contains("more than 1000 rules"));
    let large = format!("# {}", "x".repeat(5 << 20));
    assert!(RuleSet::parse(&large).unwrap_err().to_string().contains("larger than 4 MB"));
    let words = format!(
        "[[rule]]\ncode = \"a\"\nforbidden_words = {{ field = \"/title\", words = [\"{}\"] }}",
        "x".repeat(2 << 20)
    );
    assert!(RuleSet::parse(&words).unwrap_err().to_string().contains("1048576 bytes"));
    for pattern in ["(a{1000}){1000}", "(?i)\\\\pL{9999}", "(?=a)", "(a)\\\\1"] {
        let rules =
            format!("[[rule]]\ncode = \"a\"\nmatches = {{ field = \"/title\", pattern = \"{pattern}\" }}");
        assert_eq!(quick(&rules, "/title = a"), None, "{pattern}");
    }
    let deep = format!("a = {}", "[".repeat(100_000));
    assert_eq!(quick(&deep, ""), None);
    // No other file can be read.
    for text in [
        "include = \"x\"",
        "[[rule]]\ncode = \"a\"\nforbidden_words = { field = \"/title\", file = \"/etc/hosts\" }",
    ] {
        assert_eq!(check(text, ""), None);
    }
}

#[test]
fn patterns_take_linear_time() {
    let rules = "[[rule]]\ncode = \"a\"\nmatches = { field = \"/title\", pattern = \"(a+)+b\" }";
    assert_eq!(quick(rules, &format!("/title = {}", "a".repeat(200_000))), Some(1));
}

#[test]
fn many_rows_take_linear_time() {
    let rows: String =
        (0..3000).map(|row| format!("/sku/{row}/p-1 = {}\n/sku/{row}/price = {row}\n", row % 1500)).collect();
    let rules = "[[rule]]\ncode = \"a\"\nat = \"/sku/*\"\nunique = \"/sku/*/p-1\"\n
        [[rule]]\ncode = \"b\"\nordered = \"/sku/*/price\"";
    assert_eq!(quick(rules, &rows), Some(1500));
}

proptest! {
    #![proptest_config(without_memory(200))]

    /// Whatever is cut out of a good file or put into it: no panic, and a place for each mistake.
    #[test]
    fn broken_files(pack in 0_usize..3, at in 0_usize..4000, cut in 0_usize..40, put in "[\\[\\]{}\"'=,a-z0-9_/*<>. \n]{0,12}") {
        let text = tmall_schema::Pack::ALL[pack].toml();
        let bound = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (bound(at), bound(at + cut));
        let broken = format!("{}{put}{}", &text[..start], &text[end..]);
        match RuleSet::parse(&broken) {
            Ok(set) => {
                let schema = Schema::parse(SCHEMA).unwrap();
                let validator = Validator::compile(&schema).with_rules(set.bind(&schema));
                let item = item("/title = <最佳>\n/price = 0\n/sku/0/p-1 = a\n/sku/1/p-1 = a");
                let report = validator.check(&item);
                prop_assert_eq!(report.is_valid(), validator.is_valid(&item));
            }
            Err(problems) => {
                for problem in &problems {
                    prop_assert!(problem.position().is_some(), "{problem}");
                }
            }
        }
    }
}
