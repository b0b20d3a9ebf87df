//! Every reading choice of the format as an input and what becomes of it: `fixtures/read/<case>/`, listed in
//! `fixtures/read/README.md`. `UPDATE_FIXTURES=1` writes the outcomes, to be looked at.
//!
//! A case holds `input.xml` and, of these, those that are to be compared: `schema.json` (the JSON form of the
//! schema, with its notes), `schema-error.txt`, `param.json` (root, dialect, JSON form and notes of the param),
//! `param-error.txt`. `dialect.txt` sets the dialect instead of detecting it.

use std::fs;
use std::path::{Path, PathBuf};

use tmall_schema::{Error, Lang, Param, ReadOptions, Schema};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/read")
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

fn name(case: &Path) -> String {
    case.file_name().unwrap().to_str().unwrap().to_owned()
}

fn options(case: &Path) -> ReadOptions {
    match fs::read_to_string(case.join("dialect.txt")) {
        Ok(dialect) => ReadOptions::new().with_dialect(dialect.trim().parse().unwrap()),
        Err(_) => ReadOptions::new(),
    }
}

/// The file that an outcome is kept in, and its content.
type Outcome = (&'static str, String);

fn of_schema(case: &Path) -> Outcome {
    match Schema::read_with(&*fs::read(case.join("input.xml")).unwrap(), &options(case)) {
        Ok(schema) => ("schema.json", schema.to_json_pretty() + "\n"),
        Err(error) => ("schema-error.txt", reported(&error)),
    }
}

fn of_param(case: &Path) -> Outcome {
    match Param::read_with(&*fs::read(case.join("input.xml")).unwrap(), &options(case)) {
        Ok(param) => {
            let form = param.to_json_pretty(None).replace('\n', "\n  ");
            let notes = serde_json::to_string_pretty(param.notes()).unwrap().replace('\n', "\n  ");
            let head =
                format!("\"root\": {:?},\n  \"dialect\": \"{}\"", param.root().unwrap(), param.dialect());
            ("param.json", format!("{{\n  {head},\n  \"param\": {form},\n  \"notes\": {notes}\n}}\n"))
        }
        Err(error) => ("param-error.txt", reported(&error)),
    }
}

fn reported(error: &Error) -> String {
    format!("{error}\n{}\n", error.message(Lang::Zh))
}

#[test]
fn what_is_read_is_what_it_was() {
    let update = std::env::var_os("UPDATE_FIXTURES").is_some();
    let mut differ = Vec::new();
    for case in cases() {
        let kept = |document: &str| {
            let json = case.join(format!("{document}.json"));
            let error = case.join(format!("{document}-error.txt"));
            json.exists().then_some(json).or(error.exists().then_some(error))
        };
        assert!(kept("schema").or(kept("param")).is_some(), "{}: nothing to compare", name(&case));
        for (kept, (file, outcome)) in [(kept("schema"), of_schema(&case)), (kept("param"), of_param(&case))]
        {
            let Some(kept) = kept else { continue };
            if update {
                fs::remove_file(kept).unwrap();
                fs::write(case.join(file), outcome).unwrap();
            } else if kept != case.join(file) || fs::read_to_string(kept).unwrap() != outcome {
                differ.push(format!("--- {}/{file} would be\n{outcome}", name(&case)));
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// The JSON form is complete: the schema that is read from it is the one that was read from the XML.
#[test]
fn schemas_come_back_from_their_forms() {
    for case in cases() {
        let Ok(json) = fs::read_to_string(case.join("schema.json")) else { continue };
        let input = fs::read(case.join("input.xml")).unwrap();
        let schema = Schema::read_with(&*input, &options(&case)).unwrap();
        assert_eq!(Schema::from_json(&json).unwrap(), schema, "{}", name(&case));
    }
}
