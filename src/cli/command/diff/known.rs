//! Changes that earlier runs reported: `--known`, a file of their fingerprints, to which this run adds its own.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::cli::error::{CliError, Place};
use crate::cli::lang::Message;
use crate::cli::output::rewrite;
use crate::cli::results::change::ReportedChange;

/// The changes of the file.
pub(super) struct KnownChanges {
    path: PathBuf,
    text: String,
    /// Fingerprints that are known in every schema.
    everywhere: HashSet<String>,
    /// Fingerprints with the schema.
    of_schema: HashSet<(String, String)>,
}

impl KnownChanges {
    /// Reads the file. One that does not exist is created at the end.
    pub(super) fn open(path: &Path) -> Result<KnownChanges, CliError> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(CliError::open(path, error)),
        };
        let (everywhere, of_schema) = (HashSet::new(), HashSet::new());
        let mut known = KnownChanges { path: path.to_owned(), text: String::new(), everywhere, of_schema };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (fingerprint, file) = match line.split_once(' ') {
                Some((fingerprint, file)) => (fingerprint, Some(file.trim())),
                None => (line, None),
            };
            if fingerprint.len() != 16 || !fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                let Place { line, column } = Place::in_text(&text, start);
                return Err(CliError::Known {
                    file: path.to_owned(),
                    line,
                    column,
                    message: Message::new(
                        "expected a fingerprint, and behind it the name of a schema",
                        "应为指纹，其后为 schema 的名称",
                    ),
                });
            }
            match file {
                Some(file) => known.of_schema.insert((fingerprint.to_owned(), file.to_owned())),
                None => known.everywhere.insert(fingerprint.to_owned()),
            };
        }
        known.text = text;
        Ok(known)
    }

    /// Whether a change of a schema was reported before.
    pub(super) fn has(&self, schema: &str, change: &ReportedChange) -> bool {
        self.everywhere.contains(&change.fingerprint)
            || self.of_schema.contains(&(change.fingerprint.clone(), line_of(schema)))
    }

    /// Writes the file with the lines of changes that are reported now, if there are any.
    pub(super) fn save(mut self, new: Vec<String>) -> Result<(), CliError> {
        if new.is_empty() {
            return Ok(());
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text.extend(new);
        rewrite(&self.path, &self.text)
    }
}

/// The line of a change.
pub(super) fn line(schema: &str, change: &ReportedChange) -> String {
    format!("{} {}\n", change.fingerprint, line_of(schema))
}

/// A name in one line.
fn line_of(name: &str) -> String {
    name.replace(['\n', '\r'], " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use tmall_schema::Lang;

    use super::*;
    use crate::cli::args::ChangeCodeArg;

    #[test]
    fn lines_are_kept_and_added() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("known.txt");
        let change = |file| ReportedChange::of_schema(ChangeCodeArg::SchemaAdded, file, Lang::En);
        let (a, b) = (change("a.xml"), change("b.xml"));
        let known = KnownChanges::open(&path).unwrap();
        assert!(!known.has("a.xml", &a));
        known.save(vec![line("a.xml", &a)]).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text, format!("{} a.xml\n", a.fingerprint));
        fs::write(&path, format!("# ours\n{text}{}", b.fingerprint)).unwrap();
        let known = KnownChanges::open(&path).unwrap();
        assert!(known.has("a.xml", &a) && !known.has("c.xml", &a));
        assert!(known.has("b.xml", &b) && known.has("c.xml", &b), "without a name in every schema");
        known.save(vec![line("c.xml", &a)]).unwrap();
        let lines = fs::read_to_string(&path).unwrap();
        assert_eq!(lines.lines().count(), 4);
        assert!(lines.starts_with("# ours\n") && lines.ends_with(" c.xml\n"));
    }

    #[test]
    fn wrong_lines_are_placed() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("known.txt");
        fs::write(&path, "# one\nrule-added a.xml\n").unwrap();
        let error = KnownChanges::open(&path).map(drop).unwrap_err();
        assert_eq!(error.place().unwrap(), Place { line: 2, column: 1 });
        assert!(KnownChanges::open(place.path()).is_err(), "a directory");
    }
}
