//! What the format means, case by case, through the command line and through the library: `fixtures/conformance`,
//! whose README says how a case is written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde::Deserialize;
use serde_json::Value as Json;
use tmall_schema::envelope::{self, Opened};
use tmall_schema::{Assets, Finding, Note, Param, ReadOptions, Schema, Severity, ValidateOptions, Validator};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    schema: Option<String>,
    item: Option<String>,
    old: Option<String>,
    new: Option<String>,
    root: Option<String>,
    item_root: Option<String>,
    encoding: Option<String>,
    assets: Option<Json>,
    #[serde(default)]
    args: Vec<String>,
    #[serde(default)]
    raw: bool,
    #[serde(default)]
    error: bool,
    #[serde(default)]
    expect: Vec<String>,
    #[serde(default)]
    changes: Vec<String>,
    #[serde(default)]
    notes: Vec<String>,
    #[serde(default)]
    no_notes: Vec<String>,
    #[serde(default)]
    says: Vec<String>,
    #[serde(default)]
    suggests: Vec<String>,
    schema_notes: Option<Vec<String>>,
    #[serde(default)]
    ordered: bool,
}

/// Which findings of the library a case lists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reported {
    ErrorsAndWarnings,
    NotesToo,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedFailures {
    #[serde(default)]
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    reason: String,
    cases: Vec<String>,
}

fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/conformance");
    fs::read_to_string(folder.join(name)).unwrap()
}

fn cases(file: &str) -> Vec<Case> {
    toml::from_str::<Cases>(&fixture(file)).unwrap().case
}

fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tmall-schema"));
    // A neutral environment: messages in English, no colours, no settings from above.
    command.env_clear().env("LC_ALL", "C").current_dir(folder);
    command
}

impl Case {
    fn document(&self, text: &str, root: &str) -> Vec<u8> {
        let wraps = !self.raw && !text.trim_start().starts_with("<?xml");
        let text = if wraps { format!("<{root}>{text}</{root}>") } else { text.to_owned() };
        match self.encoding.as_deref() {
            None => text.into_bytes(),
            Some("utf-16") => {
                "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
            }
            Some(name) => {
                let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
                encoding.encode(&text).0.into_owned()
            }
        }
    }

    /// The roots that are added to schema and item.
    fn roots(&self) -> [&str; 2] {
        let root = self.root.as_deref().unwrap_or("itemRule");
        let of_item = if root == "itemSchema" { "itemSchema" } else { "itemParam" };
        [root, self.item_root.as_deref().unwrap_or(of_item)]
    }

    /// What is wrong with the outcome, if anything is.
    fn validate(&self, folder: &Path) -> Result<(), String> {
        let [root, item_root] = self.roots();
        let (schema, item) = (self.schema.as_deref().unwrap(), self.item.as_deref().unwrap());
        fs::write(folder.join("schema.xml"), self.document(schema, root)).unwrap();
        fs::write(folder.join("item.xml"), self.document(item, item_root)).unwrap();
        let mut command = program(folder);
        command.args(["validate", "--format", "json", "--schema", "schema.xml"]).args(&self.args);
        if let Some(assets) = &self.assets {
            fs::write(folder.join("assets.json"), assets.to_string()).unwrap();
            command.args(["--assets", "assets.json"]);
        }
        let Some(reported) = self.reported(&command.arg("item.xml").output().unwrap())? else {
            return Ok(());
        };
        let findings = reported["files"][0]["findings"].as_array().cloned().unwrap_or_default();
        let all = findings.clone();
        let of = |finding: &Json, key: &str| finding[key].as_str().unwrap().to_owned();
        let (notes, found): (Vec<Json>, Vec<Json>) =
            findings.into_iter().partition(|finding| finding["severity"] == "note");
        let line = |finding: &Json| {
            ["severity", "code", "path"].map(|key| of(finding, key)).join(" ").trim_end().to_owned()
        };
        same(found.iter().map(line).collect(), &self.expect)?;
        self.noted(notes.iter().map(|note| (of(note, "code"), of(note, "path"))))?;
        for wanted in &self.suggests {
            let mut words = wanted.splitn(3, ' ');
            let [code, path, text] = [(); 3].map(|()| words.next().unwrap_or_default());
            let suggests = |finding: &&Json| finding["suggestion"].to_string().contains(text);
            let of_place = |finding: &&Json| finding["code"] == code && finding["path"] == path;
            if !all.iter().filter(of_place).any(|finding| suggests(&finding)) {
                return Err(format!("does not suggest {wanted}"));
            }
        }
        let messages: Vec<String> = all.iter().map(|finding| of(finding, "message")).collect();
        self.said(&messages.join("\n"))
    }

    /// Whether the notes are there that the case names, each a code, or a code and a path.
    fn noted(&self, notes: impl Iterator<Item = (String, String)>) -> Result<(), String> {
        let notes: Vec<String> = notes.flat_map(|(code, path)| [format!("{code} {path}"), code]).collect();
        if let Some(missing) = self.notes.iter().find(|note| !notes.contains(note)) {
            return Err(format!("no note {missing}"));
        }
        match self.no_notes.iter().find(|note| notes.contains(note)) {
            Some(unwanted) => Err(format!("a note {unwanted}")),
            None => Ok(()),
        }
    }

    /// Whether a text says what the case wants.
    fn said(&self, text: &str) -> Result<(), String> {
        match self.says.iter().find(|wanted| !text.contains(*wanted)) {
            Some(missing) => Err(format!("does not say {missing}: {text}")),
            None => Ok(()),
        }
    }

    /// The same through the library; also, the entry points of a validator agree.
    fn check(&self, reported: Reported) -> Result<(), String> {
        let mut options = ReadOptions::new();
        let mut checking = ValidateOptions::new();
        let mut args = self.args.iter();
        while let Some(name) = args.next() {
            if name == "--partial" {
                checking = checking.with_partial(true);
                continue;
            }
            let Some(word) = args.next() else { return Err(format!("no value for {name}")) };
            match name.as_str() {
                "--dialect" => options = options.with_dialect(word.parse().unwrap()),
                "--character" => checking = checking.with_character_count(word.parse().unwrap()),
                "--byte" => checking = checking.with_byte_count(word.parse().unwrap()),
                _ => return Err(format!("what is {name}?")),
            }
        }
        let (schema, item) = match self.read(&options) {
            Ok(_) if self.error => return Err("both are read".to_owned()),
            Err(error) if self.error => return self.said(&error.to_string()),
            read => read.map_err(|error| error.to_string())?,
        };
        if let Some(facts) = &self.assets {
            checking = checking
                .with_assets(Assets::from_json(&facts.to_string()).map_err(|error| error.to_string())?);
        }
        let validator = Validator::compile_with(&schema, &checking);
        let report = validator.check(&item);
        let mut handed = Vec::new();
        validator.check_into(&item, |finding| handed.push(finding));
        assert_eq!(
            handed.iter().map(line).collect::<Vec<_>>(),
            report.findings().iter().map(line).collect::<Vec<_>>()
        );
        assert_eq!(validator.is_valid(&item), report.is_valid(), "{}: {report}", self.name);
        let of_case =
            |finding: &&Finding| reported == Reported::NotesToo || finding.severity() != Severity::Note;
        let found: Vec<String> = report.findings().iter().filter(of_case).map(line).collect();
        match self.ordered {
            true if found == self.expect => {}
            true => return Err(format!("reported in this order {found:?}, wanted {:?}", self.expect)),
            false => same(found, &self.expect)?,
        }
        self.noted(report.notes().map(|note| (note.code().to_string(), note.path().to_owned())))?;
        let of_schema = |note: &Note| note.code.as_str().to_owned();
        self.schema_notes
            .as_ref()
            .map_or(Ok(()), |notes| same(validator.notes().iter().map(of_schema).collect(), notes))
    }

    /// Schema and item, as the command line would read them.
    fn read(&self, options: &ReadOptions) -> tmall_schema::Result<(Schema, Param)> {
        let [root, item_root] = self.roots();
        let schema = envelope::schema(&self.document(self.schema.as_deref().unwrap(), root), options)?;
        let item = self.document(self.item.as_deref().unwrap(), item_root);
        let item = match envelope::open(&item, options)? {
            Opened::Document(document) => document.param(options)?,
            Opened::Json(json) => Param::from_json_with(json.text(), Some(&schema), options)?,
        };
        Ok((schema, item))
    }

    fn diff(&self, folder: &Path) -> Result<(), String> {
        let root = self.root.as_deref().unwrap_or("itemRule");
        for (file, text) in [("old.xml", &self.old), ("new.xml", &self.new)] {
            fs::write(folder.join(file), self.document(text.as_deref().unwrap(), root)).unwrap();
        }
        let args = ["diff", "--view", "all", "--format", "json", "old.xml", "new.xml"];
        let Some(reported) = self.reported(&program(folder).args(args).output().unwrap())? else {
            return Ok(());
        };
        let schemas = reported["schemas"].as_array().cloned().unwrap_or_default();
        let changes =
            schemas.iter().flat_map(|schema| schema["changes"].as_array().cloned().unwrap_or_default());
        let line = |change: Json| {
            let line =
                ["level", "code", "path"].map(|key| change[key].as_str().unwrap().to_owned()).join(" ");
            line.trim_end().to_owned()
        };
        same(changes.map(line).collect(), &self.changes)
    }

    /// The JSON that was printed, if the exit code is the right one; nothing if there is to be none.
    fn reported(&self, output: &Output) -> Result<Option<Json>, String> {
        let bad = self.expect.iter().any(|line| line.starts_with("error"))
            || self.changes.iter().any(|line| line.starts_with("breaking"));
        let wanted = if self.error { 2 } else { i32::from(bad) };
        if output.status.code() != Some(wanted) {
            let said = [output.stdout.as_slice(), &output.stderr].concat();
            return Err(format!("{}, wanted {wanted}: {}", output.status, String::from_utf8_lossy(&said)));
        }
        // The error says that an input cannot be read; otherwise a wrong argument would pass for it.
        let reported: Json = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
        let places = [&reported["error"], &reported["files"][0]["error"], &reported["schemas"][0]["error"]];
        let unreadable = places.into_iter().any(|place| !place.is_null());
        match (self.error, unreadable) {
            (true, true) => self.said(&reported.to_string()).map(|()| None),
            (true, false) => Err(format!("no error is reported: {reported}")),
            _ => Ok(Some(reported)),
        }
    }
}

fn line(finding: &Finding) -> String {
    format!("{} {} {}", finding.severity(), finding.code(), finding.path()).trim_end().to_owned()
}

fn same(mut reported: Vec<String>, wanted: &[String]) -> Result<(), String> {
    let mut wanted = wanted.to_vec();
    reported.sort();
    wanted.sort();
    if reported == wanted { Ok(()) } else { Err(format!("reported {reported:?}, wanted {wanted:?}")) }
}

/// Runs the cases; those that fail must be those that are expected to.
fn run(file: &str, run: impl Fn(&Case, &Path) -> Result<(), String>) {
    let mut expected: BTreeMap<String, String> = BTreeMap::new();
    for group in toml::from_str::<ExpectedFailures>(&fixture("expected-failures.toml")).unwrap().group {
        assert!(!group.reason.is_empty(), "a failure is expected for a reason");
        expected.extend(group.cases.into_iter().map(|case| (case, group.reason.clone())));
    }
    let mut wrong = Vec::new();
    for case in cases(file) {
        let folder = tempfile::tempdir().unwrap();
        match (run(&case, folder.path()), expected.get(&case.name)) {
            (Ok(()), None) => {}
            (Err(_), Some(reason)) => eprintln!("fails as expected ({reason}): {}", case.name),
            (Err(why), None) => wrong.push(format!("{}: {why}", case.name)),
            (Ok(()), Some(reason)) => wrong.push(format!("{}: passes; {reason} is no longer so", case.name)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn validation() {
    run("validate.toml", Case::validate);
}

#[test]
fn validation_through_the_library() {
    run("validate.toml", |case, _| case.check(Reported::ErrorsAndWarnings));
    run("judge.toml", |case, _| case.check(Reported::NotesToo));
}

#[test]
fn comparing() {
    run("diff.toml", Case::diff);
}

#[test]
fn expected_failures_are_cases() {
    let names: Vec<String> = ["validate.toml", "judge.toml", "diff.toml"]
        .into_iter()
        .flat_map(cases)
        .map(|case| case.name)
        .collect();
    for group in toml::from_str::<ExpectedFailures>(&fixture("expected-failures.toml")).unwrap().group {
        for case in group.cases {
            assert_eq!(names.iter().filter(|name| **name == case).count(), 1, "{case}");
        }
    }
}
