//! Real documents, where they are at hand. They may not be passed on, so they are not part of the project.

use std::path::{Path, PathBuf};

/// The folder that `TMALL_SCHEMA_CORPUS` names, or `../shared/corpus`; none, with a line that says so, if the
/// variable is not set and there is no such folder.
pub fn folder() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("TMALL_SCHEMA_CORPUS") {
        let named = PathBuf::from(named);
        assert!(named.is_dir(), "TMALL_SCHEMA_CORPUS names {}, which is not a folder", named.display());
        return Some(named);
    }
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !beside.is_dir() {
        println!(
            "skipped: no real documents in {}; TMALL_SCHEMA_CORPUS names another folder",
            beside.display()
        );
        return None;
    }
    Some(beside)
}
