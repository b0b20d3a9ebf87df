//! The pages about tests and fixtures name what there is.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

fn entries(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

/// The names in code marks with which lines begin: of a list, or of a table.
fn first_names(page: &str) -> Vec<String> {
    let lines = page.lines().filter_map(|line| line.strip_prefix("- `").or_else(|| line.strip_prefix("| `")));
    let mut names: Vec<String> =
        lines.filter_map(|line| line.split_once('`')).map(|(name, _)| name.to_owned()).collect();
    names.sort();
    names
}

/// All texts in code marks.
fn codes(page: &str) -> impl Iterator<Item = &str> {
    page.lines().filter(|line| !line.starts_with("```")).flat_map(|line| line.split('`').skip(1).step_by(2))
}

#[test]
fn each_case_in_a_folder_of_its_own_has_a_line() {
    for (folder, others) in [("cli", &["documents"][..]), ("read", &[]), ("schema", &[])] {
        let folder = root().join("fixtures").join(folder);
        let mut cases = entries(&folder);
        cases.retain(|case| folder.join(case).is_dir() && !others.contains(&case.as_str()));
        let page = fs::read_to_string(folder.join("README.md")).unwrap();
        assert_eq!(first_names(&page), Vec::from_iter(cases), "{}", folder.display());
    }
}

#[test]
fn each_folder_of_fixtures_has_a_line() {
    let page = read("fixtures/README.md");
    let named: BTreeSet<&str> = codes(&page).collect();
    for entry in entries(&root().join("fixtures")).iter().filter(|entry| *entry != "README.md") {
        assert!(named.contains(entry.as_str()), "{entry} is not in fixtures/README.md");
    }
}

/// Modules that the pages name are files, and tests that they name are in one of these.
#[test]
fn tests_that_pages_name_are_there() {
    let mut named = 0;
    for file in ["tests/README.md", "fixtures/README.md", "CONTRIBUTING.md"] {
        let page = read(file);
        // Paths of source code begin with `crate` or with a type.
        let is_test = |code: &&str| {
            code.contains("::")
                && !code.contains(' ')
                && !code.starts_with("crate::")
                && code.starts_with(char::is_lowercase)
        };
        for code in codes(&page).filter(is_test) {
            let path = root().join("tests/it").join(code.replace("::", "/"));
            let is_file = path.with_extension("rs").is_file() || path.join("mod.rs").is_file();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let around = path.parent().unwrap().with_extension("rs");
            let is_in_file =
                || fs::read_to_string(around).is_ok_and(|text| text.contains(&format!("fn {name}(")));
            assert!(is_file || is_in_file(), "{file} names {code}, which is not there");
            named += 1;
        }
    }
    assert!(named > 40, "only {named} names were found");
}

/// Every environment variable that the tests read is in their page.
#[test]
fn environment_variables_are_listed() {
    fn files(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                files(&entry, found);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                found.push(entry);
            }
        }
    }
    let page = read("tests/README.md");
    let mut found = Vec::new();
    files(&root().join("tests"), &mut found);
    let mut variables = BTreeSet::new();
    for text in found.iter().map(|file| fs::read_to_string(file).unwrap()) {
        for reading in ["env::var(\"", "env::var_os(\""] {
            let names = text.split(reading).skip(1).filter_map(|rest| rest.split_once('"'));
            variables.extend(names.map(|(name, _)| name.to_owned()));
        }
    }
    // The tests hand the program's own search path on.
    variables.remove("PATH");
    variables.retain(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'));
    assert!(variables.len() > 3, "{variables:?}");
    for variable in variables {
        assert!(page.contains(&format!("`{variable}")), "{variable} is not in tests/README.md");
    }
}
