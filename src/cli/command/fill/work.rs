//! From one record to an item or a reject.

use std::path::PathBuf;

use tmall_schema::{
    Finding, Lang, Mapping, MappingProblem, Param, Plan, Record, Severity, Validator, WriteOptions,
};

use super::data::RawRecord;
use super::store::file_name;
use super::tables::RejectedCells;
use crate::cli::args::CodeArg;
use crate::cli::checking::is_ignored;
use crate::cli::error::{CliError, UsageError};
use crate::cli::ignore::Ignores;
use crate::cli::results::rejects::{DataPlaces, Reject, RejectedRecord};

/// What is the same for all records.
pub(super) struct Worker<'w> {
    pub(super) mapping: &'w Mapping,
    pub(super) plan: &'w Plan,
    pub(super) validator: Validator,
    pub(super) ignores: Ignores<CodeArg>,
    /// The present and default values of the schema, if they are carried.
    pub(super) defaults: Option<Param>,
    /// The fields of an incremental update.
    pub(super) update: Vec<String>,
    pub(super) name_by: Option<String>,
    /// How items are written: in the form that `fmt` writes.
    pub(super) written: WriteOptions,
    /// Whether the item is written out.
    pub(super) write: bool,
    /// The directory whose existing items are kept.
    pub(super) existing: Option<PathBuf>,
    /// Whether rejects are written as the table that they were.
    pub(super) keeps_cells: bool,
    /// Whether the places of warnings are reported too.
    pub(super) places_warnings: bool,
    pub(super) lang: Lang,
}

/// The result of a record.
pub(super) struct FilledRecord {
    /// Its number, if it had one in an earlier run.
    pub(super) number: Option<u64>,
    pub(super) line: Option<u64>,
    pub(super) is_sheet: bool,
    pub(super) name: Option<String>,
    pub(super) outcome: Result<Made, Reject>,
    /// The record itself. It is not needed where nothing is written, unless it is rejected.
    pub(super) record: RejectedRecord,
    /// The rows of a rejected record, if rejects are a table.
    pub(super) cells: Option<RejectedCells>,
}

/// The result of a record that is not rejected.
pub(super) enum Made {
    Item(FilledItem),
    /// Its file already exists.
    Skipped,
}

/// A valid item.
pub(super) struct FilledItem {
    pub(super) xml: String,
    pub(super) warnings: Vec<Finding>,
    /// Where the values with warnings are in the data, if that is reported.
    pub(super) places: DataPlaces,
}

impl Worker<'_> {
    /// Checks that the schema offers the incremental update of `--update-fields`.
    pub(super) fn check_update(&self) -> Result<(), CliError> {
        if self.update.is_empty() {
            return Ok(());
        }
        let ids: Vec<&str> = self.update.iter().map(String::as_str).collect();
        Param::new(self.plan.schema())
            .restrict_to_update(&ids)
            .map_err(|error| UsageError::NotUpdatable(error.message(self.lang)).into())
    }

    pub(super) fn fill(&self, raw: &RawRecord) -> Vec<FilledRecord> {
        match raw.records(self.mapping, self.lang) {
            Ok(records) => records.iter().map(|record| self.record(raw, record)).collect(),
            Err(reason) => {
                let text = raw.text();
                let (is_table, texts) = (raw.is_table(), raw.texts.clone());
                let record = RejectedRecord { rows: Vec::new(), text, is_table, texts };
                vec![FilledRecord {
                    number: raw.number(),
                    line: raw.line,
                    is_sheet: raw.is_sheet(),
                    name: None,
                    outcome: Err(Reject::Unreadable(reason)),
                    record,
                    cells: self.keeps_cells.then(|| RejectedCells::of(raw)).flatten(),
                }]
            }
        }
    }

    fn record(&self, raw: &RawRecord, record: &Record<'_>) -> FilledRecord {
        let name = match &self.name_by {
            Some(path) => record.text(path),
            None => self.mapping.name_of(record),
        };
        // An item that is kept need not be made.
        let exists = match (&self.existing, name.as_deref().and_then(file_name)) {
            (Some(directory), Some(name)) => directory.join(name).exists(),
            _ => false,
        };
        let mut outcome = if exists { Ok(Made::Skipped) } else { self.item(record).map(Made::Item) };
        match &mut outcome {
            Err(Reject::Invalid { places, .. }) => *places = self.places(raw, record),
            Ok(Made::Item(item)) if self.places_warnings && !item.warnings.is_empty() => {
                item.places = self.places(raw, record);
            }
            Err(Reject::Unreadable(_) | Reject::DuplicateName(_)) | Ok(Made::Item(_) | Made::Skipped) => {}
        }
        let is_needed = self.write || outcome.is_err();
        let cells = (self.keeps_cells && is_needed).then(|| RejectedCells::of(raw)).flatten();
        let record = if is_needed { self.rejected(raw, record) } else { RejectedRecord::default() };
        FilledRecord {
            number: raw.number(),
            line: raw.line,
            is_sheet: raw.is_sheet(),
            name,
            outcome,
            record,
            cells,
        }
    }

    /// The lines of the rows of an item, if its record has several, and the cells of its values.
    fn places(&self, raw: &RawRecord, record: &Record<'_>) -> DataPlaces {
        let rows = if raw.lines.is_empty() { Vec::new() } else { self.plan.rows_of(record) };
        let rows =
            rows.into_iter().filter_map(|(row, source)| Some((row, *raw.lines.get(source)?))).collect();
        DataPlaces { rows, cells: raw.cells(self.plan, record) }
    }

    /// A record as it was before rows were joined.
    fn rejected(&self, raw: &RawRecord, record: &Record<'_>) -> RejectedRecord {
        let rows = match self.mapping.groups() {
            true => raw.rows(self.lang).unwrap_or_default().iter().map(Record::to_json).collect(),
            false => vec![record.to_json()],
        };
        RejectedRecord { rows, text: None, is_table: raw.is_table(), texts: raw.texts.clone() }
    }

    fn item(&self, record: &Record<'_>) -> Result<FilledItem, Reject> {
        match self.plan.apply(record) {
            Ok(param) => self.check(param, Vec::new()),
            Err(error) => {
                let (param, problems) = error.into_parts();
                self.check(param, problems)
            }
        }
    }

    fn check(&self, mut param: Param, problems: Vec<MappingProblem>) -> Result<FilledItem, Reject> {
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
            if !is_ignored(&self.ignores, "", &finding) && finding.severity() > Severity::Note {
                found.push(finding);
            }
        });
        if problems.is_empty() && found.iter().all(|finding| finding.severity() < Severity::Error) {
            let item = |xml| FilledItem { xml, warnings: found, places: DataPlaces::default() };
            if !self.write {
                return Ok(item(String::new()));
            }
            return match param.to_xml_with(Some(self.plan.schema()), &self.written) {
                Ok(xml) => Ok(item(xml)),
                Err(error) => Err(Reject::Unreadable(error.message(self.lang))),
            };
        }
        // A value that is missing because it did not fit the mapping is reported once.
        let findings = found
            .into_iter()
            .filter(|finding| problems.iter().all(|problem| !is_within(problem.path(), finding.path())))
            .collect();
        Err(Reject::Invalid { problems, findings, places: DataPlaces::default() })
    }
}

/// Whether one of two paths is equal to the other or contains it.
fn is_within(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
