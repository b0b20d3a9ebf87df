//! Comparing schemas: the cases of `fixtures/conformance`, and what holds of every pair.

#![allow(clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

use std::fs;
use std::path::Path;

use serde::Deserialize;
use tmall_schema::{Changes, ReadOptions, Schema, envelope};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    old: String,
    new: String,
    #[serde(default)]
    root: Option<String>,
    #[serde(default)]
    raw: bool,
    #[serde(default)]
    error: bool,
    #[serde(default)]
    changes: Vec<String>,
}

impl Case {
    fn schema(&self, text: &str) -> Result<Schema, tmall_schema::Error> {
        let root = self.root.as_deref().unwrap_or("itemRule");
        let wraps = !self.raw && !text.trim_start().starts_with("<?xml");
        let text = if wraps { format!("<{root}>{text}</{root}>") } else { text.to_owned() };
        envelope::schema(text.as_bytes(), &ReadOptions::new())
    }

    fn told(&self) -> Option<Vec<String>> {
        let (old, new) = (self.schema(&self.old).ok()?, self.schema(&self.new).ok()?);
        Some(lines(&Schema::diff(&old, &new)))
    }
}

fn lines(changes: &Changes) -> Vec<String> {
    let line = |change: &tmall_schema::Change| {
        let line = format!("{} {} {}", change.level(), change.code(), change.path());
        line.trim_end().to_owned()
    };
    let mut lines: Vec<String> = changes.iter().map(line).collect();
    lines.sort();
    lines
}

fn cases(file: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/conformance").join(file);
    toml::from_str::<Cases>(&fs::read_to_string(path).unwrap()).unwrap().case
}

fn run(file: &str) {
    let mut wrong = Vec::new();
    let cases = cases(file);
    assert!(!cases.is_empty());
    for case in cases {
        let mut wanted = case.changes.clone();
        wanted.sort();
        match case.told() {
            None if case.error => {}
            Some(told) if !case.error && told == wanted => {}
            told => wrong.push(format!("{}:\n  told   {told:?}\n  wanted {wanted:?}", case.name)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn conformance() {
    run("diff.toml");
}
