//! `--baseline`: the findings that an earlier run reported.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use tmall_schema::Finding;

use super::error::{CliError, Place};
use super::lang::Message;

/// The findings of an earlier run by file.
#[derive(Debug, Default)]
pub(crate) struct Baseline {
    files: HashMap<String, HashMap<Known, usize>>,
}

/// What makes a finding the same as an earlier one. Neither the line nor the value: the item may have been edited
/// elsewhere, or edited without fixing the finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Known {
    severity: String,
    code: String,
    path: String,
}

#[derive(Deserialize)]
struct ReportObject {
    files: Vec<FileObject>,
}

#[derive(Deserialize)]
struct FileObject {
    file: String,
    #[serde(default)]
    findings: Vec<FindingObject>,
}

#[derive(Deserialize)]
struct FindingObject {
    code: String,
    severity: String,
    path: String,
}

impl Baseline {
    /// Reads the output of `validate --format json` or `ndjson`.
    pub(crate) fn open(file: &Path) -> Result<Baseline, CliError> {
        let text = fs::read_to_string(file).map_err(|error| CliError::open(file, error))?;
        Baseline::parse(&text).map_err(|at| CliError::Baseline {
            file: file.to_owned(),
            place: at,
            message: Message::new(
                "not the output of validate --format json or ndjson",
                "不是 validate --format json 或 ndjson 的输出",
            ),
        })
    }

    fn parse(text: &str) -> Result<Baseline, Place> {
        let first_line = text.lines().next().unwrap_or_default();
        // A whole object on the first line is NDJSON: a report has a line for each file.
        let files: Vec<FileObject> = if serde_json::from_str::<FileObject>(first_line).is_ok() {
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            let read = |(number, line)| serde_json::from_str(line).map_err(|error| place(&error, number));
            lines.map(read).collect::<Result<_, _>>()?
        } else if text.trim().is_empty() {
            // NDJSON of no files.
            Vec::new()
        } else {
            serde_json::from_str::<ReportObject>(text).map_err(|error| place(&error, 0))?.files
        };
        let mut baseline = Baseline::default();
        for FileObject { file, findings } in files {
            let known = baseline.files.entry(plain(&file).to_owned()).or_default();
            for FindingObject { code, severity, path } in findings {
                *known.entry(Known { severity, code, path }).or_default() += 1;
            }
        }
        Ok(baseline)
    }

    /// The findings of a file.
    pub(crate) fn of(&self, file: &str) -> KnownFindings {
        KnownFindings { left: self.files.get(plain(file)).cloned().unwrap_or_default(), matched: 0 }
    }
}

/// The place of an error of serde.
fn place(error: &serde_json::Error, lines_before: usize) -> Place {
    let number = |number: usize| u32::try_from(number.max(1)).unwrap_or(u32::MAX);
    Place { line: number(error.line() + lines_before), column: number(error.column()) }
}

/// The name of a file without `./`.
fn plain(file: &str) -> &str {
    file.strip_prefix("./").unwrap_or(file)
}

/// The findings of one file in the baseline that have not been found again.
#[derive(Debug)]
pub(crate) struct KnownFindings {
    left: HashMap<Known, usize>,
    matched: usize,
}

impl KnownFindings {
    /// Whether a finding is known. Each earlier finding matches one.
    pub(crate) fn take(&mut self, finding: &Finding) -> bool {
        if self.left.is_empty() {
            return false;
        }
        let known = Known {
            severity: finding.severity().to_string(),
            code: finding.code_text().to_owned(),
            path: finding.path().to_owned(),
        };
        match self.left.get_mut(&known) {
            Some(left) if *left > 0 => {
                *left -= 1;
                self.matched += 1;
                true
            }
            _ => false,
        }
    }

    /// How many findings are known, and how many of the baseline no longer occur.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.matched, self.left.values().sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms() {
        let file = r#"{"file":"./a.xml","valid":false,"findings":[{"code":"required","severity":"error","path":"/a"},
            {"code":"required","severity":"error","path":"/a"}]}"#
            .replace('\n', "");
        let report = format!("{{\"format_version\":1,\"files\":[\n{file}],\"summary\":{{}}}}");
        let lines = format!("{file}\n{{\"file\":\"b.xml\",\"valid\":false,\"error\":{{}}}}\n");
        for text in [report, lines] {
            let baseline = Baseline::parse(&text).unwrap();
            let KnownFindings { left, .. } = baseline.of("a.xml");
            assert_eq!(left.into_values().collect::<Vec<_>>(), [2], "{text}");
            assert_eq!(baseline.of("b.xml").counts(), (0, 0));
        }
        assert!(Baseline::parse("").unwrap().files.is_empty());
    }

    #[test]
    fn other_files_are_placed() {
        assert_eq!(Baseline::parse("<itemParam/>").unwrap_err(), Place { line: 1, column: 1 });
        assert_eq!(Baseline::parse("{\n\"files\": 1}").unwrap_err().line, 2);
        let lines = "{\"file\":\"a.xml\"}\n{\"file\":1}\n";
        assert_eq!(Baseline::parse(lines).unwrap_err().line, 2);
    }
}
