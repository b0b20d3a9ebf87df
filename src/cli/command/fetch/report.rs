//! `fetch-report.json`: what was fetched, and what was not and why.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use tmall_schema::Lang;

use super::plan::Entry;
use super::work::{Done, State};
use crate::cli::error::CliError;
use crate::cli::output::rewrite;
use crate::cli::render::json::{FORMAT_VERSION, line};

#[derive(Serialize)]
struct Report<'r> {
    format_version: u32,
    directory: String,
    /// Whether the directory was replaced.
    complete: bool,
    schemas: Vec<Row<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Row<'r> {
    file: &'r str,
    method: &'r str,
    params: BTreeMap<&'r str, &'r str>,
    state: State,
    attempts: u32,
    error: Option<Failed<'r>>,
}

#[derive(Serialize)]
struct Failed<'r> {
    class: &'r str,
    message: &'r str,
    code: Option<&'r str>,
    sub_code: Option<&'r str>,
    request_id: Option<&'r str>,
}

/// How many schemas there are in each state.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Summary {
    pub(super) schemas: usize,
    pub(super) fetched: usize,
    pub(super) kept: usize,
    pub(super) empty: usize,
    pub(super) failed: usize,
    pub(super) not_tried: usize,
}

impl Summary {
    pub(super) fn of(done: &[Done]) -> Summary {
        let mut summary = Summary { schemas: done.len(), ..Summary::default() };
        for done in done {
            *match done.state {
                State::Fetched => &mut summary.fetched,
                State::Kept => &mut summary.kept,
                State::Empty => &mut summary.empty,
                State::Failed => &mut summary.failed,
                State::NotTried => &mut summary.not_tried,
            } += 1;
        }
        summary
    }

    /// Whether nothing is missing.
    pub(super) fn is_complete(self) -> bool {
        self.failed + self.not_tried == 0
    }
}

/// Writes the report.
pub(super) fn write(
    path: &Path,
    directory: &Path,
    entries: &[Entry],
    done: &[Done],
    complete: bool,
    lang: Lang,
) -> Result<(), CliError> {
    let rows = entries.iter().zip(done).map(|(entry, done)| Row {
        file: &entry.file,
        method: &entry.method,
        params: entry.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
        state: done.state,
        attempts: done.attempts,
        error: done.failure.as_ref().map(|failure| Failed {
            class: failure.class,
            message: failure.message.get(lang),
            code: failure.code.as_deref(),
            sub_code: failure.sub_code.as_deref(),
            request_id: failure.request_id.as_deref(),
        }),
    });
    let report = Report {
        format_version: FORMAT_VERSION,
        directory: directory.display().to_string(),
        complete,
        schemas: rows.collect(),
        summary: Summary::of(done),
    };
    rewrite(path, &format!("{}\n", line(&report)))
}
