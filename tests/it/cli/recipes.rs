//! The recipes of `docs/ci.md` and the hooks do what they say.

use std::fs;
use std::process::Command;

use super::formats::{ITEM, SCHEMA, run};
use serde_json::Value;

const CI: &str = include_str!("../../../docs/ci.md");
const HOOKS: &str = include_str!("../../../.pre-commit-hooks.yaml");

/// The commands of the recipes run, and write the reports that the recipes hand on.
#[test]
fn the_recipes_run() {
    let place = tempfile::tempdir().unwrap();
    for (name, text) in [("rules/1.xml", SCHEMA), ("items/1.xml", ITEM)] {
        let path = place.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut reports = Vec::new();
    for line in CI.lines().filter(|line| line.contains("tmall-schema validate ")) {
        let (_, arguments) = line.split_once("tmall-schema validate ").unwrap();
        let arguments = arguments.trim_end_matches('\'').trim_end_matches(" || true");
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let (code, text) = run(place.path(), &arguments);
        if arguments.contains(&"--baseline") {
            // Everything is in the baseline, which the line before has written.
            assert!(code == Some(0) && text.starts_with("1 item: valid; "), "{line}: {code:?} {text}");
            continue;
        }
        assert_eq!((code, text.as_str()), (Some(1), ""), "{line}");
        let after =
            |option: &str| arguments[arguments.iter().position(|argument| *argument == option).unwrap() + 1];
        let (format, report) = (after("--format"), after("--output"));
        let handed_on = match format {
            "json" => format!("--baseline {report}"),
            "sarif" => format!("sarif_file: {report} "),
            "gitlab" => format!("codequality: {report} "),
            "junit" => format!("junit '{report}'"),
            other => panic!("{other}"),
        };
        assert!(CI.contains(&handed_on), "{handed_on}");
        let report = fs::read_to_string(place.path().join(report)).unwrap();
        match format {
            "junit" => assert!(report.starts_with("<?xml") && report.contains("<testsuite "), "{report}"),
            _ => assert!(serde_json::from_str::<Value>(&report).is_ok(), "{line}"),
        }
        reports.push(format);
    }
    assert_eq!(reports, ["json", "sarif", "gitlab", "junit"]);
}

#[test]
fn the_hooks_run() {
    let values = |text: &'static str, key: &'static str| {
        text.lines().filter_map(move |line| line.trim_start().strip_prefix(key)).map(str::trim)
    };
    let ids: Vec<&str> = values(HOOKS, "- id:").collect();
    assert_eq!(ids, ["tmall-schema-validate", "tmall-schema-fmt"]);
    let recipe = CI.split("```yaml\n").find(|block| block.starts_with("repos:")).unwrap();
    let recipe = recipe.split("```").next().unwrap();
    assert_eq!(values(recipe, "- id:").collect::<Vec<_>>(), ids);
    for entry in values(HOOKS, "entry:") {
        let command = entry.strip_prefix("tmall-schema ").unwrap();
        let status =
            Command::new(env!("CARGO_BIN_EXE_tmall-schema")).args([command, "--help"]).output().unwrap();
        assert!(status.status.success(), "{entry}");
    }
}
