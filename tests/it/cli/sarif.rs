//! SARIF against its own schema.

use std::collections::HashSet;
use std::fs;

use super::formats::{ITEM, folder, run, runs};
use serde_json::{Value, json};
use tmall_schema::{Lang, Pack, RuleCode, RuleSet};

const SARIF: &str = include_str!("../../../fixtures/standards/sarif-schema-2.1.0.json");

fn sarif_validator() -> jsonschema::Validator {
    // The published patterns have a bracket that closes nothing: JavaScript takes it for itself, this
    // validator refuses it.
    let schema = SARIF.replace("{2}]?$", r"{2}\\]?$");
    assert_ne!(schema, SARIF);
    let schema: Value = serde_json::from_str(&schema).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn complaints(validator: &jsonschema::Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn sarif_is_valid() {
    let validator = sarif_validator();
    let mut results = 0;
    for (name, text) in runs("sarif") {
        let log: Value =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        let complaints = complaints(&validator, &log);
        assert!(complaints.is_empty(), "{name}: {complaints:#?}\n{text}");
        results += log["runs"][0]["results"].as_array().unwrap().len();
    }
    assert!(results > 100, "only {results} results were looked at");
}

/// The schema can say no.
#[test]
fn broken_sarif_is_refused() {
    let validator = sarif_validator();
    let place = folder();
    let (_, text) =
        run(place.path(), &["--schema", "schema.xml", "--format", "sarif", "broken.xml", "item.xml"]);
    let log: Value = serde_json::from_str(&text).unwrap();
    assert!(complaints(&validator, &log).is_empty());
    for (pointer, wrong) in [
        ("/version", json!("2.0.0")),
        ("/runs/0/tool/driver/name", Value::Null),
        ("/runs/0/tool/driver/rules/0/shortDescription", json!("text")),
        ("/runs/0/columnKind", json!("bytes")),
        ("/runs/0/results/0/level", json!("fatal")),
        ("/runs/0/results/0/message", json!({})),
        ("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", json!("a b %zz.xml")),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0)),
        ("/runs/0/results/0/partialFingerprints", json!({"a": 1})),
        ("/runs/0/results/0/locations/0/logicalLocations", json!([{"path": "/title"}])),
        ("/runs/0/invocations/0/executionSuccessful", json!("no")),
        ("/runs/0/invocations/0/toolExecutionNotifications/0/message", json!(["text"])),
    ] {
        let mut broken = log.clone();
        *broken.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer} in {log:#}")) = wrong;
        assert!(!complaints(&validator, &broken).is_empty(), "{pointer} may be anything");
    }
}

/// What the schema does not say and readers rely on.
#[test]
fn sarif_holds_together() {
    for (name, text) in runs("sarif") {
        let log: Value = serde_json::from_str(&text).unwrap();
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let ids: HashSet<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), rules.len(), "{name}: a rule twice");
        for rule in rules {
            // GitHub refuses rules without these, and cuts descriptions that are longer.
            for text in ["shortDescription", "fullDescription", "help"] {
                let length = rule[text]["text"].as_str().unwrap().chars().count();
                assert!(length > 0 && (length <= 1024 || text == "help"), "{name}: {rule:#}");
            }
        }
        let mut fingerprints = HashSet::new();
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"], "{name}");
            let fingerprint = result["partialFingerprints"]["tmallSchemaFinding/v1"].as_str().unwrap();
            assert!(fingerprints.insert(fingerprint.to_owned()), "{name}: {result:#} twice");
            let region = &result["locations"][0]["physicalLocation"]["region"];
            let place =
                |line: &str, column: &str| (region[line].as_u64().unwrap(), region[column].as_u64().unwrap());
            assert!(place("startLine", "startColumn") <= place("endLine", "endColumn"), "{name}: {region}");
        }
        let invocation = &run["invocations"][0];
        let notifications =
            invocation["toolExecutionNotifications"].as_array().map_or(&[][..], Vec::as_slice);
        let failed = notifications.iter().any(|notification| notification["level"] == "error");
        assert_eq!(invocation["executionSuccessful"], json!(!failed), "{name}");
    }
}

/// The rules of the run's packs and files follow those of the program, with their texts in the language of the run.
#[test]
fn house_rules_are_among_the_rules() {
    let place = folder();
    let validator = sarif_validator();
    let rules = "[[rule]]\ncode = \"own-title\"\nseverity = \"warning\"\nmessage.en = \"too plain\"\n\
                 message.zh = \"过于普通\"\nmatches = { field = \"/title\", pattern = \"x\" }\n";
    fs::write(place.path().join("house.toml"), rules).unwrap();
    for (lang, own) in [("en", "too plain"), ("zh", "过于普通")] {
        let (_, text) = run(
            place.path(),
            &["--schema", "schema.xml", "item.xml", "--format", "sarif", "--lang", lang]
                .into_iter()
                .chain(["--pack", "tmall", "--rules", "house.toml"])
                .collect::<Vec<_>>(),
        );
        let log: Value = serde_json::from_str(&text).unwrap();
        assert!(complaints(&validator, &log).is_empty(), "{text}");
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
        let of = |id: &str| rules.iter().find(|rule| rule["id"] == id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(of("own-title")["shortDescription"]["text"], own);
        assert_eq!(of("own-title")["defaultConfiguration"]["level"], "warning");
        assert!(of("own-title")["fullDescription"]["text"].as_str().unwrap().contains("house.toml:2:"));
        for code in RuleSet::pack(Pack::Tmall).unwrap().codes() {
            let entry = code.parse::<RuleCode>().unwrap().entry();
            let lang = if lang == "en" { Lang::En } else { Lang::Zh };
            assert_eq!(of(code)["shortDescription"]["text"], entry.title(lang), "{code}");
            assert!(of(code)["help"]["markdown"].as_str().unwrap().contains("```xml"), "{code}");
        }
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
    }
}

/// Services follow findings by fingerprints: language, other findings and the lines before do not matter.
#[test]
fn fingerprints_are_stable() {
    let place = folder();
    let moved =
        ITEM.replace("<itemParam>", "<itemParam>\n\n<!-- 注释 -->").replace("::error::第二行", "别的");
    let fingerprints = |format: &str, arguments: &[&str]| -> Vec<String> {
        let (_, text) = run(
            place.path(),
            &[&["--schema", "schema.xml", "item.xml", "--format", format], arguments].concat(),
        );
        let report: Value = serde_json::from_str(&text).unwrap();
        let issues = report.pointer("/runs/0/results").unwrap_or(&report).as_array().unwrap().clone();
        let fingerprint = |issue: &Value| {
            let own = issue.pointer("/partialFingerprints/tmallSchemaFinding~1v1");
            own.unwrap_or(&issue["fingerprint"]).as_str().unwrap().to_owned()
        };
        issues.iter().map(fingerprint).collect()
    };
    for format in ["sarif", "gitlab"] {
        let before = fingerprints(format, &[]);
        assert_eq!(before.iter().collect::<HashSet<_>>().len(), before.len());
        assert_eq!(before, fingerprints(format, &["--lang", "zh"]));
        assert!(fingerprints(format, &["clean.xml", "--jobs", "2"]).starts_with(&before));
        fs::write(place.path().join("item.xml"), &moved).unwrap();
        let after = fingerprints(format, &["--lang", "zh"]);
        assert_eq!(before, after);
        fs::write(place.path().join("item.xml"), ITEM).unwrap();
    }
}

/// What is left out of the results is reported beside them.
#[test]
fn sarif_reports_what_it_leaves_out() {
    let place = folder();
    let invocation = |arguments: &[&str]| {
        let (_, text) = run(place.path(), &[&["--format", "sarif", "--lang", "en"], arguments].concat());
        let log: Value = serde_json::from_str(&text).unwrap();
        (log["runs"][0]["results"].as_array().unwrap().len(), log["runs"][0]["invocations"][0].clone())
    };
    let (all, invocation_of_all) = invocation(&["--schema", "schema.xml", "item.xml"]);
    assert_eq!(invocation_of_all, json!({"executionSuccessful": true}));
    let (one, of_one) = invocation(&["--schema", "schema.xml", "item.xml", "--max-findings", "1"]);
    let text = format!("{} more not shown (--max-findings)", all - 1);
    let note = json!([{"level": "note", "message": {"text": text}}]);
    assert_eq!((one, &of_one["toolExecutionNotifications"]), (1, &note));
    let (none, failed) = invocation(&["--schema", "broken.xml", "item.xml"]);
    let location = json!({"physicalLocation": {"artifactLocation": {"uri": "broken.xml"},
        "region": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 3}}});
    let error = json!([{"level": "error", "message": {"text": "broken.xml:2:3: a tag is not closed"},
        "locations": [location]}]);
    assert_eq!(none, 0);
    assert_eq!(failed, json!({"executionSuccessful": false, "toolExecutionNotifications": error}));
}

#[test]
fn sarif_names_files_as_uris() {
    let place = folder();
    let arguments = ["--schema", "schema.xml", "--format", "sarif", "odd/商品 100%.xml", "odd/a:b,c.xml"];
    let (_, text) = run(place.path(), &arguments);
    assert!(text.contains("\"uri\":\"odd/%E5%95%86%E5%93%81%20100%25.xml\""), "{text}");
    assert!(text.contains("\"uri\":\"odd/a%3Ab%2Cc.xml\""), "{text}");
}
