//! Pages of `docs` that are generated from the code.

use std::fs;
use std::path::Path;

/// Compares a page with what the code generates, or writes it with `UPDATE_DOCS=1`.
pub(crate) fn check(name: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, expected).unwrap();
    }
    let actual = fs::read_to_string(&file).unwrap_or_default();
    let differs = actual.lines().zip(expected.lines()).position(|(actual, expected)| actual != expected);
    assert!(
        actual == expected,
        "docs/{name} is not current, from line {}; UPDATE_DOCS=1 cargo test --bin tmall-schema docs writes it",
        differs.map_or(actual.lines().count(), |line| line + 1),
    );
}
