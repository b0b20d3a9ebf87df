//! Reports for other programs, against the schemas that those programs go by: `fixtures/standards`.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

const JENKINS: &str = include_str!("../../../fixtures/standards/junit-jenkins.xsd");
const ANT: &str = include_str!("../../../fixtures/standards/junit-ant.xsd");

/// Files of odd names: what a URI, an annotation or an attribute must not be taken in by.
pub(super) const ODD: [&str; 5] =
    ["商品 100%.xml", "a:b,c.xml", "quote\"'<&>.xml", "列/表#1?.xml", "[x]{y}|z.xml"];

pub(super) const SCHEMA: &str = r#"<itemRule>
  <field id="title" name="商品标题" type="input"><rules>
    <rule name="requiredRule" value="true"/><rule name="maxLengthRule" value="10" unit="byte"/>
    <rule name="9527" value="只有服务端知道"/></rules></field>
  <field id="old" name="&lt;旧&gt; &quot;编码&quot;" type="input"><rules><rule name="disableRule" value="true"/></rules></field>
  <field id="brand" name="品牌" type="singleCheck"><options><option displayName="松果" value="1"/></options></field>
</itemRule>"#;

/// Errors, a warning, notes, text of several lines, emoji, and all that the forms have to escape.
pub(super) const ITEM: &str = "<itemParam>\n  <field id=\"title\" name=\"😀 标题\" type=\"input\"><value>100% ]]&gt; &lt;b&gt; &amp;\n::error::第二行 😀\u{1b}[31m</value></field>\n  <field id=\"old\" type=\"input\"><value>x</value></field>\n  <field id=\"brand\" type=\"singleCheck\"><value>松果</value></field>\n  <field id=\"a&quot;,b:&amp;{0}\" type=\"input\"><value>x</value></field>\n  <field id=\"a&quot;,b:&amp;{0}\" type=\"input\"><value>y</value></field>\n</itemParam>";

pub(super) const CLEAN: &str =
    "<itemParam><field id=\"title\" type=\"input\"><value>衬衫</value></field></itemParam>";

/// A folder of items: clean, with findings, not well-formed, empty, and of odd names.
pub(super) fn folder() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = place.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("schema.xml", SCHEMA);
    write("broken.xml", "<itemParam>\n  <field");
    write("clean.xml", CLEAN);
    write("empty.xml", "");
    write("item.xml", ITEM);
    write("line.xml", &ITEM.replace('\n', " "));
    // A missing field of an item in JSON has no place.
    write("nothing.json", "{}");
    write("item.json", "{\"title\": \"纯棉男士长袖衬衫\",\n \"brand\": \"松果\"}");
    write("answer.json", &json!({"tmall_item_schema_get_response": {"item_result": ITEM}}).to_string());
    for name in ODD {
        write(&format!("odd/{name}"), ITEM);
        write(&format!("odd/broken {name}"), "<itemParam>");
    }
    place
}

/// Runs `validate`, and gives exit code and output.
pub(super) fn run(place: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tmall-schema"))
        .env_clear()
        .env("LC_ALL", "C")
        .current_dir(place)
        .arg("validate")
        .args(arguments)
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

/// Runs that together give all that a form has, with their exit codes.
pub(super) fn runs(format: &'static str) -> Vec<(String, String)> {
    let place = folder();
    let absolute = place.path().canonicalize().unwrap().join("item.xml").display().to_string();
    let cases: &[(i32, &[&str])] = &[
        (0, &["clean.xml"]),
        (1, &["item.xml"]),
        (1, &["item.xml", "--lang", "zh", "--show-notes"]),
        (1, &["line.xml"]),
        (1, &["item.json", "nothing.json"]),
        (1, &["item.xml", "--fail-on", "warning"]),
        (0, &["item.xml", "--fail-on", "never"]),
        (1, &["item.xml", "clean.xml", "--max-findings", "0"]),
        (1, &["item.xml", "--max-findings", "1", "--lang", "zh"]),
        (2, &["broken.xml"]),
        (2, &["clean.xml", "broken.xml", "item.xml", "missing.xml", "empty.xml"]),
        (2, &["clean.xml", "broken.xml", "item.xml", "--lang", "zh"]),
        (2, &["odd"]),
        (2, &["odd", "--lang", "zh", "--show-notes"]),
        (1, &[&absolute]),
        (2, &["nothing/*.xml"]),
        (2, &["broken.xml", "item.xml", "--fail-fast"]),
    ];
    let mut runs = Vec::new();
    for (exit, arguments) in cases {
        let mut all = vec!["--schema", "schema.xml", "--format", format];
        all.extend(*arguments);
        let (code, text) = run(place.path(), &all);
        assert_eq!(code, Some(*exit), "{all:?}\n{text}");
        runs.push((format!("{arguments:?}"), text));
    }
    for schema in ["broken.xml", "missing.xml", "odd/broken 商品 100%.xml"] {
        let (code, text) = run(place.path(), &["--schema", schema, "--format", format, "clean.xml"]);
        assert_eq!(code, Some(2));
        runs.push((format!("schema {schema}"), text));
    }
    runs
}

/// Whether a document is as a schema of the other XML says. The Ant schema extends the type of a suite where
/// suites are together, and the validator does not look into an extended type, so suites are also checked
/// alone, for which that schema has an element too.
fn junit_complaints(schema: &str, document: &str) -> Vec<String> {
    let schema = uppsala::parse(schema).unwrap();
    let validator = uppsala::XsdValidator::from_schema(&schema).unwrap();
    let complaints = |text: &str| match uppsala::parse(text) {
        Ok(document) => validator.validate(&document).iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    };
    let mut all: Vec<String> = complaints(document);
    let Ok(tree) = roxmltree::Document::parse(document) else { return all };
    for suite in tree.root_element().children().filter(|node| node.has_tag_name("testsuite")) {
        let mut text = document[suite.range()].to_owned();
        for name in ["package", "id"] {
            if let Some(attribute) = suite.attribute_node(name) {
                text = text.replacen(&document[attribute.range()], "", 1);
            }
        }
        all.extend(complaints(&text));
    }
    all
}

#[test]
fn junit_is_valid() {
    let mut cases = 0;
    for (name, text) in runs("junit") {
        for (schema_name, schema) in [("Jenkins", JENKINS), ("Ant", ANT)] {
            let complaints = junit_complaints(schema, &text);
            assert!(complaints.is_empty(), "{name}, {schema_name}: {complaints:#?}\n{text}");
        }
        let tree = roxmltree::Document::parse(&text).unwrap();
        let suites = tree.root_element().children().filter(|node| node.has_tag_name("testsuite"));
        for (index, suite) in suites.enumerate() {
            let number = |name: &str| suite.attribute(name).unwrap().parse::<usize>().unwrap();
            let count = |name: &str| suite.descendants().filter(|node| node.has_tag_name(name)).count();
            assert_eq!(number("id"), index, "{name}");
            assert_eq!(number("tests"), count("testcase"), "{name}");
            assert_eq!(number("failures"), count("failure"), "{name}");
            assert_eq!(number("errors"), count("error"), "{name}");
            let tests = suite.children().filter(|node| node.has_tag_name("testcase"));
            let names: Vec<_> = tests.map(|test| test.attribute("name").unwrap()).collect();
            assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len(), "{name}: {names:?}");
            cases += names.len();
        }
    }
    assert!(cases > 100, "only {cases} tests were looked at");
}

/// The schemas can say no.
#[test]
fn broken_junit_is_refused() {
    let place = folder();
    let arguments = ["--schema", "schema.xml", "--format", "junit", "broken.xml", "item.xml", "clean.xml"];
    let (_, text) = run(place.path(), &arguments);
    for schema in [JENKINS, ANT] {
        assert_eq!(junit_complaints(schema, &text), [""; 0]);
        for (right, wrong) in [
            ("<testcase name=", "<testcase title="),
            ("<testcase name=", "<test name="),
            ("<failure ", "<failed "),
            ("<system-err/>", "<system-err/><system-out/>"),
            ("<properties>", "<properties>text"),
            (" tests=\"", " count=\""),
            ("<testsuites>", "<testsuites><testcase name=\"x\" classname=\"x\" time=\"0\"/>"),
            ("testsuites>", "report>"),
            ("</testsuites>", ""),
        ] {
            let broken = text.replace(right, wrong);
            assert_ne!(broken, text);
            assert!(!junit_complaints(schema, &broken).is_empty(), "{right} may be {wrong}");
        }
    }
    let wrong_time = text.replace("timestamp=\"", "timestamp=\"on ");
    assert!(!junit_complaints(ANT, &wrong_time).is_empty());
}

#[test]
fn failed_tests_are_what_fails_the_run() {
    let place = folder();
    let failures = |arguments: &[&str]| {
        let (code, text) = run(
            place.path(),
            &[&["--schema", "schema.xml", "--format", "junit", "item.xml"], arguments].concat(),
        );
        (code.unwrap(), text.matches("<failure ").count(), text.matches("警告[").count())
    };
    let (code, errors, warnings) = failures(&["--lang", "zh"]);
    assert!(code == 1 && errors > 0 && warnings > 0);
    assert_eq!(failures(&["--fail-on", "never", "--lang", "zh"]), (0, errors, warnings));
    assert_eq!(failures(&["--fail-on", "warning", "--lang", "zh"]), (1, errors + warnings, 0));
    // What is left out must not make the rest look sound.
    assert_eq!(failures(&["--max-findings", "0"]), (1, 1, 0));
}

#[test]
fn annotations_are_one_line_each() {
    for (name, text) in runs("github") {
        for line in text.lines() {
            let rest = line.strip_prefix("::").unwrap_or_else(|| panic!("{name}: {line}"));
            let (command, message) = rest.split_once("::").unwrap();
            let (command, properties) = command.split_once(' ').unwrap();
            assert!(["error", "warning", "notice"].contains(&command), "{name}: {line}");
            assert!(!message.is_empty());
            let names: Vec<&str> =
                properties.split(',').map(|property| property.split_once('=').unwrap().0).collect();
            let known = ["file", "line", "col", "endLine", "endColumn", "title"];
            assert!(names.iter().all(|name| known.contains(name)), "{name}: {line}");
            assert!(properties.starts_with("file=") && !properties.contains(':'), "{name}: {line}");
            assert!(!text.contains('\u{1b}') && !text.contains('\r'), "{name}: {line}");
        }
    }
}

#[test]
fn code_quality_is_what_gitlab_reads() {
    for (name, text) in runs("gitlab") {
        let issues: Vec<Value> = serde_json::from_str(&text).unwrap();
        let mut fingerprints = HashSet::new();
        for issue in issues {
            let fingerprint = issue["fingerprint"].as_str().unwrap().to_owned();
            assert!(fingerprints.insert(fingerprint), "{name}: {issue:#} twice");
            let severity = issue["severity"].as_str().unwrap();
            assert!(["info", "minor", "major", "critical"].contains(&severity), "{name}: {issue:#}");
            assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() > 0, "{name}");
            let path = issue["location"]["path"].as_str().unwrap();
            assert!(!path.is_empty() && !path.starts_with(['/', '.']), "{name}: {path}");
            assert!(!issue["description"].as_str().unwrap().is_empty(), "{name}");
            assert!(!issue["check_name"].as_str().unwrap().is_empty(), "{name}");
        }
    }
}

/// Forges want paths from the top of the repository, wherever in it the step runs.
#[test]
fn paths_are_from_the_top_of_the_repository() {
    let place = folder();
    let top = place.path().canonicalize().unwrap();
    for (variable, format, expected) in [
        ("CI_PROJECT_DIR", "gitlab", "\"path\":\"odd/a:b,c.xml\""),
        ("GITHUB_WORKSPACE", "github", "::error file=odd/a%3Ab%2Cc.xml,"),
        ("GITHUB_WORKSPACE", "sarif", "\"uri\":\"odd/a%3Ab%2Cc.xml\""),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_tmall-schema"))
            .env_clear()
            .env(variable, &top)
            .current_dir(top.join("odd"))
            .args(["validate", "--schema", "../schema.xml", "--format", format, "a:b,c.xml"])
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(expected), "{text}");
    }
}
