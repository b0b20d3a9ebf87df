//! The Python package compiles the command line into its module, so its manifest repeats what the command line depends on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value};

use crate::support::layers::source_files;

/// What the module itself uses.
const OF_THE_MODULE: [&str; 3] = ["pyo3", "pythonize", "tmall-schema"];

fn manifest(path: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(path).unwrap().parse().unwrap()
}

/// The dependencies by name: version, features and whether the default ones count. Which are optional differs.
fn dependencies(manifest: &Table) -> BTreeMap<String, Value> {
    let of = |value: &Value| {
        let mut table = match value {
            Value::Table(table) => table.clone(),
            version => Table::from_iter([("version".to_owned(), version.clone())]),
        };
        table.remove("optional");
        Value::Table(table)
    };
    let all = manifest["dependencies"].as_table().unwrap();
    all.iter().map(|(name, value)| (name.clone(), of(value))).collect()
}

#[test]
fn the_python_package_depends_on_what_the_command_line_uses() {
    // The crate as it is published does not hold other packages.
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join("bindings/python").exists() {
        println!("this is the published crate, without the Python package");
        return;
    }
    let (root, python) = (manifest("Cargo.toml"), manifest("bindings/python/Cargo.toml"));
    let (wanted, mut listed) = (dependencies(&root), dependencies(&python));
    listed.retain(|name, _| !OF_THE_MODULE.contains(&name.as_str()));
    let mut files = Vec::new();
    source_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli"), &mut files);
    let sources: Vec<String> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let is_used = |name: &str| {
        let path = format!("{}::", name.replace('-', "_"));
        let is_path = |source: &String| {
            source.match_indices(&path).any(|(at, _)| {
                !source[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':'))
            })
        };
        sources.iter().any(is_path)
    };
    let used: BTreeSet<&String> = wanted.keys().filter(|name| is_used(name)).collect();
    assert!(used.len() > 15, "{used:?}");
    assert_eq!(
        used,
        listed.keys().collect::<BTreeSet<_>>(),
        "left: src/cli, right: bindings/python/Cargo.toml"
    );
    for (name, value) in &listed {
        for key in ["version", "features", "default-features"] {
            assert_eq!(value.get(key), wanted[name].get(key), "{name}: {key}");
        }
    }
    for feature in ["net", "sheets"] {
        let of = |manifest: &Table| -> BTreeSet<String> {
            let all = manifest["features"][feature].as_array().unwrap();
            let words = all.iter().map(|one| one.as_str().unwrap().to_owned());
            words.filter(|word| word.starts_with("dep:")).collect()
        };
        assert_eq!(of(&root), of(&python), "{feature}");
    }
}
