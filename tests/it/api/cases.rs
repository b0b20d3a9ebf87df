//! The folder `cases`: every binding runs it whole, so it must be what this library answers.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::format::{self, Case};
use super::run::answer;
use super::source;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// All cases with their answers.
pub fn all() -> Vec<Case> {
    let files = source::files();
    files.keys().flat_map(|name| format::read(&fs::read(folder().join(name)).unwrap())).collect()
}

/// `UPDATE_FIXTURES=1` writes the files anew.
#[test]
fn the_files_are_made_from_the_conformance_cases() {
    let update = std::env::var_os("UPDATE_FIXTURES").is_some();
    let mut stale = Vec::new();
    for (name, cases) in source::files() {
        let cases: Vec<Case> =
            cases.into_iter().map(|case| case.clone().with("answer", answer(&case))).collect();
        let text = format::write(&cases);
        let path = folder().join(name);
        if update {
            fs::write(&path, text).unwrap();
            continue;
        }
        let known = format::read(&fs::read(&path).unwrap());
        for (known, case) in known.iter().zip(&cases).filter(|(known, case)| known != case).take(3) {
            let [was, is] = [known, case].map(|one| one.text("answer").to_owned());
            stale.push(format!(
                "{name}: {}: {}\n  file: {was}\n  now:  {is}",
                case.text("function"),
                case.text("case")
            ));
        }
        if known.len() != cases.len() {
            stale.push(format!("{name}: {} cases, now {}", known.len(), cases.len()));
        }
    }
    assert!(stale.is_empty(), "run with UPDATE_FIXTURES=1:\n{}", stale.join("\n"));
}

/// No case is a bug, and each function has cases with answers and, where it can fail, with failures.
#[test]
fn every_function_succeeds_and_fails() {
    let mut seen: BTreeSet<(String, bool)> = BTreeSet::new();
    for case in all() {
        let answer: serde_json::Value = serde_json::from_str(case.text("answer")).unwrap();
        assert_ne!(answer["error"]["class"], "bug", "{}", case.text("case"));
        seen.insert((case.text("function").to_owned(), answer.get("error").is_some()));
    }
    for function in [
        "parse_schema",
        "to_json_schema",
        "validate",
        "requirements",
        "write",
        "to_json",
        "from_json",
        "diff",
        "readback",
        "explain",
        "fill",
        "methods",
        "request",
        "reply",
    ] {
        for fails in [false, true] {
            assert!(seen.contains(&(function.to_owned(), fails)), "{function}, failure: {fails}");
        }
    }
    for function in ["inspect", "defaults", "impact"] {
        assert!(seen.contains(&(function.to_owned(), false)), "{function}");
    }
}

/// A handle keeps validators by their options: the answer does not depend on what was asked before.
#[test]
fn options_do_not_mix() {
    use tmall_schema::api::text;
    let schema = r#"<itemRule><field id="a" type="input"><rules>
        <rule name="maxLengthRule" value="1"/></rules></field></itemRule>"#;
    let schema = text::parse_schema(schema.as_bytes(), "").unwrap();
    let item = "<itemParam><field id='a'><value>😀😀</value></field></itemParam>".as_bytes();
    let every =
        ["", r#"{"character":"utf16"}"#, r#"{"lang":"zh"}"#, r#"{"severities":{"max-length":"note"}}"#]
            .map(str::to_owned)
            .into_iter()
            .chain((0..5).map(|most| format!(r#"{{"max_findings":{most}}}"#)));
    let every: Vec<String> = every.collect();
    let fresh = |options: &str| {
        let schema = text::parse_schema(
            br#"<itemRule><field id="a" type="input"><rules>
        <rule name="maxLengthRule" value="1"/></rules></field></itemRule>"#,
            "",
        );
        text::validate(&schema.unwrap(), item, options).unwrap()
    };
    for _ in 0..3 {
        for options in &every {
            assert_eq!(text::validate(&schema, item, options).unwrap(), fresh(options), "{options}");
        }
    }
}

#[test]
fn handles_are_shared_by_threads() {
    use tmall_schema::api::text;
    let cases: Vec<Case> =
        all().into_iter().filter(|case| case.text("case").starts_with("demo: item.xml")).collect();
    let schema = text::parse_schema(cases[0].get("schema").unwrap(), "").unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for case in &cases {
                    let answer = text::validate(&schema, case.get("item").unwrap(), case.text("options"));
                    let answer = answer.unwrap_or_else(|failure| failure.to_json());
                    assert_eq!(answer, case.text("answer"));
                }
            });
        }
    });
}
