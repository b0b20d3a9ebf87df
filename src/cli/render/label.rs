//! The place of something in a document, as all formats for people show it.

use crate::cli::text::one_line;

/// The path, or `/` for the whole document.
pub(super) fn path_or_root(path: &str) -> &str {
    if path.is_empty() { "/" } else { path }
}

/// The path with the name of the field.
pub(super) fn label(path: &str, field: Option<&str>) -> String {
    let path = path_or_root(path);
    match field {
        Some(field) => one_line(&format!("{path} {field}")).into_owned(),
        None => one_line(path).into_owned(),
    }
}
