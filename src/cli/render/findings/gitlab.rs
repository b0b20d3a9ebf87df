//! GitLab's code quality report: a JSON array of issues.

use serde::Serialize;
use tmall_schema::{Lang, Severity};

use super::fingerprints::Fingerprints;
use super::repository::Repository;
use super::sentence::{omitted, sentence};
use crate::cli::error::CliError;
use crate::cli::fingerprint::fingerprint;
use crate::cli::render::Format;
use crate::cli::render::json::line;
use crate::cli::results::findings::{CheckedItem, FindingsSummary};

pub(crate) struct Gitlab {
    lang: Lang,
    shows_notes: bool,
    repository: Repository,
}

#[derive(Serialize)]
struct Issue<'i> {
    description: String,
    check_name: &'i str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'i>,
}

#[derive(Serialize)]
struct Location<'i> {
    path: &'i str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

impl Gitlab {
    pub(crate) fn new(lang: Lang, shows_notes: bool) -> Gitlab {
        Gitlab { lang, shows_notes, repository: Repository::find() }
    }

    fn unreadable(&self, name: &str, error: &CliError) -> String {
        let path = self.repository.path(name);
        let begin = error.place().map_or(1, |place| place.line);
        line(&self.file_issue("unreadable", "critical", error.message(self.lang), &path, begin))
    }

    /// An issue about a file as a whole.
    fn file_issue<'i>(
        &self,
        check_name: &'i str,
        severity: &'static str,
        description: String,
        path: &'i str,
        begin: u32,
    ) -> Issue<'i> {
        let fingerprint = fingerprint(&[path, check_name]);
        Issue {
            description,
            check_name,
            fingerprint,
            severity,
            location: Location { path, lines: Lines { begin } },
        }
    }
}

impl Format for Gitlab {
    type File = CheckedItem;
    type Summary = FindingsSummary;

    fn begin(&self, _: &FindingsSummary) -> String {
        "[\n".to_owned()
    }

    fn file(&self, item: &CheckedItem) -> String {
        let found = match &item.outcome {
            Ok(found) => found,
            Err(error) => return self.unreadable(&item.name, error),
        };
        let path = self.repository.path(&item.name);
        let mut fingerprints = Fingerprints::new(path.clone());
        let mut issues = Vec::new();
        for finding in &found.findings {
            let severity = match finding.severity() {
                Severity::Error => "major",
                Severity::Warning => "minor",
                _ if self.shows_notes => "info",
                Severity::Note | _ => continue,
            };
            let begin = finding.position().map_or(1, |at| at.line);
            issues.push(line(&Issue {
                description: sentence(finding, self.lang),
                check_name: finding.code_text(),
                fingerprint: fingerprints.next(finding),
                severity,
                location: Location { path: &path, lines: Lines { begin } },
            }));
        }
        let more = found.omitted.shown(self.shows_notes);
        if more > 0 {
            let issue = self.file_issue("max-findings", "info", omitted(more, self.lang), &path, 1);
            issues.push(line(&issue));
        }
        issues.join(self.between())
    }

    fn between(&self) -> &str {
        ",\n"
    }

    fn end(&self, _: &FindingsSummary, _: usize) -> String {
        "\n]\n".to_owned()
    }

    fn failure(&self, error: &CliError) -> String {
        let issue = self.unreadable(&error.file().unwrap_or_default(), error);
        format!("[\n{issue}\n]\n")
    }
}
