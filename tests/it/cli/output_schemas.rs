//! The JSON Schemas of `docs/schemas` against real output, and against output that was changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jsonschema::Validator;
use serde_json::{Value, json};
use tmall_schema::ChangeCode;

/// Keys that may be missing; without any other key a document is invalid.
const OPTIONAL: &[&str] = &[
    "actual",
    "around",
    "assets",
    "attribute",
    "attributes",
    "cells",
    "children",
    "column",
    "condition",
    "default",
    "desc",
    "detail",
    "display_name",
    "element",
    "ex_property",
    "examples",
    "field",
    "field_id",
    "fields",
    "file",
    "filled",
    "findings",
    "item",
    "items",
    "known",
    "label",
    "labels",
    "line",
    "mapping",
    "mapping_column",
    "mapping_line",
    "mappings",
    "messages",
    "name",
    "notes",
    "omitted",
    "operator",
    "options",
    "pairs",
    "present",
    "problems",
    "records",
    "row_lines",
    "skipped",
    "table",
    "properties",
    "readonly",
    "rows",
    "rule",
    "rules",
    "seconds",
    "source",
    "statistics",
    "stored_path",
    "suggestion",
    "symbol",
    "text",
    "texts",
    "unit",
    "unknown",
    "url",
    "value",
    "values",
    "why",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Schemas without output: that of the contract of the language bindings, of which `api::schemas` has the answers, and those
/// of files that are read.
const OTHERS: [&str; 3] = ["api", "fetch-settings", "rules"];

/// The schemas by name, as parsed JSON and compiled.
fn schemas() -> BTreeMap<String, (Value, Validator)> {
    let mut schemas = BTreeMap::new();
    for entry in fs::read_dir(root().join("docs/schemas")).unwrap() {
        let path = entry.unwrap().path();
        let name =
            path.file_name().unwrap().to_str().unwrap().strip_suffix(".schema.json").unwrap().to_owned();
        let schema: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        assert!(jsonschema::meta::is_valid(&schema), "{name} is not a JSON Schema");
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        schemas.insert(name, (schema, validator));
    }
    schemas
}

fn run(folder: &Path, words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tmall-schema"))
        .args(words)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .env("TMALL_SCHEMA_APP_SECRET", "s3cr3t")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Real output: the name of its schema, and the document.
fn outputs() -> Vec<(String, Value)> {
    let fixtures = root().join("fixtures");
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("rejects.ndjson");
    let out = out.to_str().unwrap();
    let mut outputs = Vec::new();
    let mut add = |name: &str, folder: &str, command: &str| {
        let words: Vec<&str> = command.split(' ').collect();
        let text = run(&fixtures.join(folder), &words);
        if name == "validate-ndjson" {
            outputs.extend(text.lines().map(|line| (name.to_owned(), serde_json::from_str(line).unwrap())));
        } else {
            outputs.push((name.to_owned(), serde_json::from_str(&text).unwrap()));
        }
    };
    let validate = "validate --schema schema.xml item.xml answer.json --format";
    add("validate", "demo", &format!("{validate} json"));
    add("validate", "demo", &format!("{validate} json --max-findings 1 --lang zh"));
    add("validate", "demo", &format!("{validate} json --statistics"));
    let known = place.path().join("known.json");
    let known = known.to_str().unwrap();
    fs::write(
        known,
        run(&fixtures.join("demo"), &[&validate.split(' ').collect::<Vec<_>>()[..], &["json"]].concat()),
    )
    .unwrap();
    add("validate", "demo", &format!("{validate} json --baseline {known}"));
    add("validate", "demo", "validate --schema-dir . item.xml schema.xml --format json");
    add("validate-ndjson", "demo", &format!("{validate} ndjson"));
    add("inspect", "demo", "inspect schema.xml --format json");
    add("inspect", "demo", "inspect answer.json --format json");
    add("inspect-field", "demo", "inspect schema.xml --path /sku --format json");
    add("requirements", "demo", "inspect schema.xml --required item.xml --format json");
    add("requirements", "demo", "inspect schema.xml --required --format json");
    add("error", "demo", "inspect nowhere.xml --format json");
    add("error", "demo", "validate --schema nowhere.xml item.xml --format json");
    add("error", "demo", "validate --schema nowhere.xml item.xml --format ndjson");
    add("error", "demo", "diff schema.xml . --format json");
    add("diff", "diff-demo", "diff yesterday today --items items --format json");
    add("diff", "diff-demo", "diff yesterday today --format json --view breaking --lang zh");
    add("diff", "diff-mapping", "diff yesterday today --mapping shirts.toml --format json");
    let check = "fill check schema.xml mapping.toml";
    add("fill-check", "mapping/clothing", &format!("{check} records.ndjson --format json"));
    add("fill-check", "demo", "fill check schema.xml ../mapping/clothing/mapping.toml --format json");
    let fill = "fill --schema schema.xml --map mapping.toml --dry-run --format json";
    add("fill", "mapping/clothing", &format!("{fill} records.ndjson"));
    add("fill", "mapping/wholesale", &format!("{fill} records.json --lang zh"));
    add("fill", "sheets", &format!("{fill} goods.xlsx"));
    add("log", "log-demo", "log . --format json");
    add("log", "log-demo", "log 1512.xml /title --format json --lang zh");
    add("blame", "log-demo", "log --blame 1512.xml /prop_20000 --format json");
    add("readback", "readback-demo", "readback sent.xml stored.xml --schema rule.xml --format json");
    add("error", "readback-demo", "readback refusal.json stored.xml --schema rule.xml --format json");
    add("explain", "demo", "explain --format json");
    add("explain", "demo", "explain --format json --lang zh");
    add(
        "submit",
        "demo",
        "submit item.xml --schema schema.xml --category 1512 --method tmall.item.schema.add --format json",
    );
    let today = place.path().join("today");
    let fetch = ["fetch", "--config", "fetch.toml", "--out", today.to_str().unwrap()];
    run(&fixtures.join("cli/fetch-unreachable/files"), &fetch);
    let report = fs::read_to_string(place.path().join("fetch-report.json")).unwrap();
    outputs.push(("fetch-report".to_owned(), serde_json::from_str(&report).unwrap()));
    for (folder, mapping, data) in [
        ("clothing", "mapping.toml", "records.ndjson"),
        ("wholesale", "mapping.toml", "records.json"),
        ("global", "sent.toml", "sent.json"),
    ] {
        let items = place.path().join(folder);
        let items = items.to_str().unwrap();
        let folder = fixtures.join("mapping").join(folder);
        let fill = ["fill", "--schema", "schema.xml", "--map", mapping, data];
        run(&folder, &[&fill[..], &["--out-dir", items, "--rejects", out]].concat());
        let rejects = fs::read_to_string(out).unwrap();
        assert!(!rejects.is_empty(), "{}", folder.display());
        let lines = rejects.lines().map(|line| serde_json::from_str(line).unwrap());
        outputs.extend(lines.map(|line| ("rejects".to_owned(), line)));
    }
    outputs
}

/// The schema of the output of a case of `fixtures/cli`. Those cases are what the program prints: `cli::cases`
/// compares them.
fn schema_of_case(args: &[String], output: &Value) -> Option<&'static str> {
    let has = |word: &str| args.iter().any(|arg| arg == word);
    if output.get("error").is_some() && output.get("file").is_none() && output.get("records").is_none() {
        return Some("error");
    }
    match args[0].as_str() {
        "validate" if has("ndjson") => Some("validate-ndjson"),
        "validate" if has("json") => Some("validate"),
        "diff" if has("json") => Some("diff"),
        "fill" if has("json") && has("check") => Some("fill-check"),
        "fill" if has("json") => Some("fill"),
        "explain" if has("json") => Some("explain"),
        "readback" if has("json") => Some("readback"),
        "submit" if has("json") => Some("submit"),
        "log" if has("json") && has("--blame") => Some("blame"),
        "log" if has("json") => Some("log"),
        "inspect" if has("--required") => Some("requirements"),
        "inspect" if has("--path") => Some("inspect-field"),
        "inspect" if has("json") => Some("inspect"),
        // A schema; an item has no version.
        "fmt" if output.get("format_version").is_some() => Some("inspect"),
        _ => None,
    }
}

/// The outputs of the cases of `fixtures/cli` in JSON.
fn cases() -> Vec<(String, String, Value)> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(root().join("fixtures/cli")).unwrap() {
        let folder = entry.unwrap().path();
        let Ok(case) = fs::read_to_string(folder.join("case.toml")) else { continue };
        let case: toml::Table = toml::from_str(&case).unwrap();
        let args: Vec<String> =
            case["args"].as_array().unwrap().iter().map(|arg| arg.as_str().unwrap().to_owned()).collect();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let formats = args.windows(2).any(|pair| pair[0] == "--format" && pair[1].ends_with("json"));
        let converts = args.windows(2).any(|pair| pair[0] == "--to" && pair[1] == "json");
        if formats || converts {
            let text = fs::read_to_string(folder.join("stdout")).unwrap_or_default();
            let documents = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
            for document in documents.map(Result::unwrap) {
                if let Some(schema) = schema_of_case(&args, &document) {
                    cases.push((name.clone(), schema.to_owned(), document));
                }
            }
        }
        if let Ok(report) = fs::read_to_string(folder.join("after/fetch-report.json")) {
            cases.push((name.clone(), "fetch-report".to_owned(), serde_json::from_str(&report).unwrap()));
        }
        for rejects in [folder.join("after/items/rejects.ndjson"), folder.join("after/rejects.ndjson")] {
            for line in fs::read_to_string(rejects).unwrap_or_default().lines() {
                cases.push((name.clone(), "rejects".to_owned(), serde_json::from_str(line).unwrap()));
            }
        }
    }
    cases
}

fn complaints(validator: &Validator, document: &Value) -> Vec<String> {
    let complaint = |error: jsonschema::ValidationError<'_>| format!("{}: {error}", error.instance_path());
    validator.iter_errors(document).map(complaint).collect()
}

#[test]
fn output_is_valid_under_its_schema() {
    let schemas = schemas();
    let mut seen = BTreeSet::new();
    let outputs = outputs().into_iter().map(|(schema, document)| ("output".to_owned(), schema, document));
    let cases = cases();
    assert!(cases.len() > 30, "only {} outputs of cases", cases.len());
    for (name, schema, document) in outputs.chain(cases) {
        let complaints = complaints(&schemas[&schema].1, &document);
        assert!(complaints.is_empty(), "{name}, {schema}: {complaints:#?}");
        seen.insert(schema);
    }
    let all: BTreeSet<String> = schemas.into_keys().filter(|name| !OTHERS.contains(&name.as_str())).collect();
    assert_eq!(seen, all, "a schema without output");
}

/// Calls for each value inside of a document, with its pointer.
fn walk(value: &Value, pointer: &str, each: &mut impl FnMut(&str, &Value)) {
    each(pointer, value);
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let key = key.replace('~', "~0").replace('/', "~1");
                walk(value, &format!("{pointer}/{key}"), each);
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                walk(value, &format!("{pointer}/{at}"), each);
            }
        }
        _ => {}
    }
}

/// Documents with one change each, none of which is valid: another type, an unknown key, a missing key. Of parts
/// with the same keys at the same place of lists, one is changed.
fn changed(document: &Value) -> Vec<(String, Value)> {
    let mut changed = Vec::new();
    let mut seen = BTreeSet::new();
    walk(document, "", &mut |pointer, value| {
        if pointer.starts_with("/records/") {
            return;
        }
        let place: Vec<&str> =
            pointer.split('/').map(|step| if step.parse::<usize>().is_ok() { "#" } else { step }).collect();
        let keys: Vec<String> =
            value.as_object().into_iter().flat_map(|object| object.keys().cloned()).collect();
        if !seen.insert((place.join("/"), keys)) {
            return;
        }
        let mut other = document.clone();
        *other.pointer_mut(pointer).unwrap() = json!([[[]]]);
        changed.push((format!("{pointer}: another type"), other));
        let Value::Object(object) = value else { return };
        let mut other = document.clone();
        other.pointer_mut(pointer).unwrap()["surprise"] = json!([[[]]]);
        changed.push((format!("{pointer}: an unknown key"), other));
        // What was sent and what is stored have the ids of fields as keys.
        if document.get("sent").is_some() && (pointer.contains("/old") || pointer.contains("/new")) {
            return;
        }
        // Attributes and files have names of their own, and all facts about files are optional.
        // So have the records of a seller, and rows.
        let is_free =
            ["/attributes", "/params", "/row_lines", "/cells"].iter().any(|end| pointer.ends_with(end));
        if is_free || pointer.contains("/assets") {
            return;
        }
        for key in object.keys().filter(|key| !OPTIONAL.contains(&key.as_str())) {
            let mut other = document.clone();
            other.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(key);
            changed.push((format!("{pointer}: no {key}"), other));
        }
    });
    changed
}

#[test]
fn changed_output_is_not_valid() {
    let schemas = schemas();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (schema, document) in outputs() {
        // The catalogue is large and all of one form.
        let document = match document["codes"].as_array() {
            Some(codes) => {
                let some = ["required", "max-target-size", "disable-cycle", "option-removed"];
                let codes = codes.iter().filter(|entry| some.iter().any(|code| entry["code"] == *code));
                json!({"format_version": 1, "codes": codes.collect::<Vec<_>>()})
            }
            None => document,
        };
        for (change, document) in changed(&document) {
            assert!(!schemas[&schema].1.is_valid(&document), "{schema}, {change}: still valid");
            *counts.entry(schema.clone()).or_default() += 1;
        }
    }
    assert_eq!(
        counts.len(),
        schemas.keys().filter(|name| !OTHERS.contains(&name.as_str())).count(),
        "{counts:?}"
    );
    // Wrong words, and combinations that never occur.
    for (schema, document) in [
        ("error", json!({"format_version": 2, "error": {"message": "x"}})),
        ("error", json!({"format_version": 1, "error": {"message": "x", "line": 0, "column": 1}})),
        ("error", json!({"format_version": 1, "error": {"message": "x", "line": 1}})),
        ("validate-ndjson", json!({"format_version": 1, "file": "a", "valid": true})),
        (
            "validate-ndjson",
            json!({"format_version": 1, "file": "a", "valid": true, "error": {"message": "x"}}),
        ),
        ("rejects", json!({"format_version": 1, "record": 1})),
        ("rejects", json!({"format_version": 1, "record": 1, "error": {"message": "x"}, "records": ["a"]})),
        ("rejects", json!({"format_version": 1, "record": 1, "error": {"message": "x"}, "table": false})),
        ("rejects", json!({"format_version": 1, "record": 1, "findings": []})),
        ("rejects", json!({"format_version": 1, "record": 0, "error": {"message": "x"}})),
        ("inspect", json!({"format_version": 1, "root": "itemRule", "dialect": "other", "fields": []})),
    ] {
        assert!(!schemas[schema].1.is_valid(&document), "{schema}: {document}");
    }
}

/// Each file is complete in itself, so parts of several are written several times.
#[test]
fn parts_of_one_name_are_the_same_in_all_schemas() {
    let mut parts: BTreeMap<String, (String, Value)> = BTreeMap::new();
    for (name, (schema, _)) in schemas() {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        for (part, definition) in schema["$defs"].as_object().into_iter().flatten() {
            let (first, same) = parts.entry(part.clone()).or_insert((name.clone(), definition.clone()));
            assert_eq!(same, definition, "{part} in {first} and {name}");
        }
    }
}

#[test]
fn every_code_of_a_change_is_there() {
    let (schema, _) = &schemas()["diff"];
    let codes = schema["$defs"]["change"]["properties"]["code"]["enum"].as_array().unwrap();
    let codes: BTreeSet<&str> = codes.iter().map(|code| code.as_str().unwrap()).collect();
    let all = ChangeCode::ALL.iter().map(|code| code.as_str());
    assert_eq!(codes, all.chain(["schema-added", "schema-removed"]).collect());
}

#[test]
fn the_page_names_every_schema() {
    for page in ["docs/output-formats.md", "docs/output-formats.zh-CN.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        for name in schemas().keys() {
            assert!(text.contains(&format!("(schemas/{name}.schema.json)")), "{page}: {name}");
        }
    }
}
