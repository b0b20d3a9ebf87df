//! One record to an item, or to what is wrong with it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use tmall_schema::{Finding, Lang, Mapping, MappingProblem, Param, Plan, Record, Severity, Validator};

use super::data::Raw;
use super::reject::Reject;
use super::store::file_name;
use crate::cli::args::IgnoreArg;
use crate::cli::error::{CliError, UsageError};

/// What is the same for all records.
pub(super) struct Worker<'w> {
    pub(super) mapping: &'w Mapping,
    pub(super) plan: &'w Plan,
    pub(super) validator: Validator,
    /// Findings that are left out.
    pub(super) ignores: Ignores<'w>,
    /// The schema's present and default values, if they are carried.
    pub(super) defaults: Option<Param>,
    /// The fields of an incremental update.
    pub(super) update: Vec<String>,
    pub(super) name_by: Option<String>,
    /// Whether the item is written out.
    pub(super) write: bool,
    /// Where items may be that are left alone.
    pub(super) existing: Option<PathBuf>,
    pub(super) lang: Lang,
}

/// Findings that are left out, and which of them there were.
pub(super) struct Ignores<'w> {
    list: &'w [IgnoreArg],
    used: Vec<AtomicBool>,
}

impl<'w> Ignores<'w> {
    pub(super) fn new(list: &'w [IgnoreArg]) -> Ignores<'w> {
        Ignores { list, used: list.iter().map(|_| AtomicBool::new(false)).collect() }
    }

    fn hold(&self, finding: &Finding) -> bool {
        let mut held = false;
        for (ignore, used) in self.list.iter().zip(&self.used) {
            if ignore.matches(finding.code(), finding.path()) {
                used.store(true, Ordering::Relaxed);
                held = true;
            }
        }
        held
    }

    /// Those that were of no use.
    pub(super) fn unused(&self) -> impl Iterator<Item = &'w IgnoreArg> {
        self.list
            .iter()
            .zip(&self.used)
            .filter(|(_, used)| !used.load(Ordering::Relaxed))
            .map(|(ignore, _)| ignore)
    }
}

/// What a record came to.
pub(super) struct Filled {
    pub(super) line: Option<u64>,
    pub(super) name: Option<String>,
    pub(super) outcome: Result<Made, Reject>,
}

/// What became of a record that is not rejected.
pub(super) enum Made {
    Item(Item),
    /// Its file is there already.
    Skipped,
}

/// A valid item.
pub(super) struct Item {
    pub(super) xml: String,
    pub(super) warnings: usize,
}

impl Worker<'_> {
    /// Whether the schema offers the incremental update that was asked for.
    pub(super) fn check_update(&self) -> Result<(), CliError> {
        if self.update.is_empty() {
            return Ok(());
        }
        let ids: Vec<&str> = self.update.iter().map(String::as_str).collect();
        Param::new(self.plan.schema())
            .restrict_to_update(&ids)
            .map_err(|error| UsageError::NotUpdatable(error.message(self.lang)).into())
    }

    pub(super) fn fill(&self, raw: &Raw) -> Vec<Filled> {
        match raw.records(self.mapping, self.lang) {
            Ok(records) => records.iter().map(|record| self.record(raw, record)).collect(),
            Err(reason) => {
                let outcome = Err(Reject::Unreadable(reason));
                vec![Filled { line: raw.line, name: None, outcome }]
            }
        }
    }

    fn record(&self, raw: &Raw, record: &Record<'_>) -> Filled {
        let name = match &self.name_by {
            Some(path) => record.text(path),
            None => self.mapping.name_of(record),
        };
        // What is there need not be made to be left alone.
        let is_there = match (&self.existing, name.as_deref().and_then(file_name)) {
            (Some(directory), Some(name)) => directory.join(name).exists(),
            _ => false,
        };
        let outcome = if is_there { Ok(Made::Skipped) } else { self.item(record).map(Made::Item) };
        Filled { line: raw.line, name, outcome }
    }

    fn item(&self, record: &Record<'_>) -> Result<Item, Reject> {
        match self.plan.apply(record) {
            Ok(param) => self.judge(param, Vec::new()),
            Err(error) => {
                let (param, problems) = error.into_parts();
                self.judge(param, problems)
            }
        }
    }

    fn judge(&self, mut param: Param, problems: Vec<MappingProblem>) -> Result<Item, Reject> {
        if let Some(defaults) = &self.defaults {
            let mut whole = defaults.clone();
            whole.merge(&param);
            param = whole;
        }
        if !self.update.is_empty() {
            let ids: Vec<&str> = self.update.iter().map(String::as_str).collect();
            if let Err(error) = param.restrict_to_update(&ids) {
                return Err(Reject::Unreadable(error.message(self.lang)));
            }
        }
        let mut found = Vec::new();
        self.validator.check_into(&param, |finding| {
            if !self.ignores.hold(&finding) && finding.severity() > Severity::Note {
                found.push(finding);
            }
        });
        if problems.is_empty() && found.iter().all(|finding| finding.severity() < Severity::Error) {
            let warnings = found.len();
            if !self.write {
                return Ok(Item { xml: String::new(), warnings });
            }
            return match param.to_xml(self.plan.schema()) {
                Ok(xml) => Ok(Item { xml, warnings }),
                Err(error) => Err(Reject::Unreadable(error.message(self.lang))),
            };
        }
        // What is missing because it did not fit the mapping is told once.
        let findings = found
            .into_iter()
            .filter(|finding| problems.iter().all(|problem| !is_within(problem.path(), finding.path())))
            .collect();
        Err(Reject::Wrong { problems, findings })
    }
}

/// Whether one of two paths is the other or leads to it.
fn is_within(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
