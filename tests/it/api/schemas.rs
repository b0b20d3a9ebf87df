//! `docs/schemas/api.schema.json` against the cases, in both directions.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::{Value, json};

use super::cases;
use super::format::Case;

fn document() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas/api.schema.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A part of the schema, compiled.
fn part(document: &Value, name: &str) -> Validator {
    assert!(document["$defs"].get(name).is_some(), "{name}");
    let schema = json!({
        "$schema": document["$schema"], "$ref": format!("#/$defs/{name}"), "$defs": document["$defs"],
    });
    jsonschema::draft202012::new(&schema).unwrap()
}

/// The parts for the options and the answer of a function.
fn parts(function: &str) -> (Option<&'static str>, &'static str) {
    match function {
        "parse_schema" | "inspect" => (None, "schema"),
        "to_json_schema" => (Some("export_options"), "export"),
        "validate" => (Some("validate_options"), "report"),
        "requirements" => (Some("requirements_options"), "requirements"),
        "defaults" => (None, "item_answer"),
        "write" => (Some("write_options"), "xml_answer"),
        "to_json" => (Some("convert_options"), "item_answer"),
        "from_json" => (Some("convert_options"), "xml_answer"),
        "diff" => (Some("diff_options"), "changes"),
        "impact" => (Some("validate_options"), "impact"),
        "readback" => (Some("readback_options"), "readback"),
        "fill" => (Some("fill_options"), "fill_answer"),
        "explain" => (Some("explain_options"), "catalogue"),
        "methods" => (Some("methods_options"), "methods"),
        "request" => (Some("request_options"), "request"),
        "reply" => (Some("reply_options"), "reply"),
        other => panic!("{other} is not a function"),
    }
}

/// A name that does not exist, a request that the table refuses: arguments are wrong, and not the options.
fn by_name(case: &Case) -> bool {
    match case.text("function") {
        "explain" | "methods" => true,
        "request" => !case.text("case").starts_with("options"),
        "reply" => case.text("case").ends_with("no such method"),
        _ => false,
    }
}

#[test]
fn answers_and_options_are_valid_under_their_schemas() {
    let document = document();
    assert!(jsonschema::meta::is_valid(&document));
    let whole = jsonschema::draft202012::new(&document).unwrap();
    let mut compiled: BTreeMap<&str, Validator> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for case in cases::all() {
        let name = format!("{}: {}", case.text("function"), case.text("case"));
        let answer: Value = serde_json::from_str(case.text("answer")).unwrap();
        let (options, of_answer) = parts(case.text("function"));
        let fails = answer.get("error").is_some();
        // A code that does not exist is the other wrong argument.
        let is_usage = answer["error"]["class"] == "usage" && !by_name(&case);
        let of_answer = if fails { "failure_answer" } else { of_answer };
        let mut check = |part_name: &'static str, text: &str, wanted: bool| {
            let Ok(value) = serde_json::from_str::<Value>(text) else {
                assert!(!wanted, "{name}: {text} is not JSON");
                return;
            };
            seen.insert(part_name);
            let validator = compiled.entry(part_name).or_insert_with(|| part(&document, part_name));
            let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert_eq!(errors.is_empty(), wanted, "{name}, {part_name}: {text}\n{errors:?}");
        };
        check(of_answer, case.text("answer"), true);
        assert!(whole.is_valid(&answer), "{name}");
        // What the schema of the options allows is what the function takes.
        let given = case.get("options").is_some() || case.get("schema_options").is_some();
        // The schema does not list the codes, which grow.
        if case.get("options").is_some() && !case.text("options").contains("no-such-code") {
            check(options.unwrap(), case.text("options"), !is_usage);
        }
        if case.get("schema_options").is_some() {
            check("parse_options", case.text("schema_options"), !is_usage || case.get("options").is_some());
        }
        assert!(given || !is_usage, "{name}");
        // Half a surrogate pair is a text in our reader, and not JSON in serde's.
        let is_json = |item: &&[u8]| item.starts_with(b"{") && serde_json::from_slice::<Value>(item).is_ok();
        if let Some(item) = case.get("item").filter(is_json) {
            let fits = !fails || is_usage || answer["error"]["class"] == "rules";
            check("item", std::str::from_utf8(item).unwrap(), fits);
        }
    }
    for part_name in document["$defs"].as_object().unwrap().keys().filter(|name| name.contains("options")) {
        assert!(seen.contains(part_name.as_str()), "no case has {part_name}");
    }
}

#[test]
fn other_answers_are_not_valid() {
    let document = document();
    for (name, wrong) in [
        ("report", json!({"format_version": 2, "valid": true, "findings": []})),
        ("report", json!({"format_version": 1, "valid": true})),
        ("report", json!({"format_version": 1, "valid": true, "findings": [{"code": "required"}]})),
        ("failure_answer", json!({"format_version": 1, "error": {"message": "x"}})),
        ("failure_answer", json!({"format_version": 1, "error": {"class": "oops", "message": "x"}})),
        ("failure_answer", json!({"format_version": 1, "error": {"class": "mapping", "message": "x"}})),
        ("failure_answer", json!({"format_version": 1, "error": {"class": "rules", "message": "x"}})),
        ("failure_answer", json!({"format_version": 1, "error": {"class": "throttled", "message": "x"}})),
        (
            "reply",
            json!({"format_version": 1, "outcome": "refused", "message": "x", "advice": "stop", "results": {}}),
        ),
        (
            "failure_answer",
            json!({"format_version": 1, "error": {"class": "bug", "message": "x", "code": "7"}}),
        ),
        ("item", json!({"a": 1})),
        ("item", json!({"a": [["b"]]})),
        ("changes", json!({"format_version": 1, "level": "worse", "changes": []})),
        (
            "impact",
            json!({"format_version": 1, "level": null, "changes": [], "items": 1, "broken": [], "fixed": [-1], "unreadable": []}),
        ),
        ("validate_options", json!({"lang": "fr"})),
        ("validate_options", json!({"assets": {"a": {"with": 1}}})),
    ] {
        assert!(!part(&document, name).is_valid(&wrong), "{name}: {wrong}");
    }
}
