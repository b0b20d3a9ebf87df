//! Writes items and rejects, in the order of the records.

use std::collections::HashSet;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::PathBuf;

use crate::cli::args::{FillArgs, FillFormat};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::output::{Output, rewrite};
use crate::cli::render::filled::{FilledJson, summary};
use crate::cli::render::{rejects, unmatched};
use crate::cli::results::filled::FillCounts;
use crate::cli::results::rejects::{RecordPlace, Reject, RejectedRecord};
use crate::cli::results::unmatched::Unmatched;
use crate::cli::settings::Settings;
use crate::cli::text::one_line;

use tmall_schema::Schema;

use super::tables::{RejectedCells, RejectedTable, RejectsForm};
use super::work::{FilledRecord, Made};

/// Where items go, by flags and settings.
pub(super) struct FillTarget {
    pub(super) out_dir: Option<PathBuf>,
    rejects: Option<PathBuf>,
    pub(super) skip_existing: bool,
    overwrite: bool,
    dry_run: bool,
    unmatched: Option<PathBuf>,
    /// The name of the rejects file beside the items.
    default_rejects: &'static str,
    format: FillFormat,
}

impl FillTarget {
    pub(super) fn of(args: &FillArgs, settings: &Settings) -> Result<FillTarget, UsageError> {
        let own = &settings.fill;
        let out_dir = args.out_dir.clone().or(own.out_dir.clone());
        if args.skip_existing && out_dir.is_none() {
            return Err(UsageError::NothingToSkip);
        }
        if args.format == FillFormat::Json && out_dir.is_none() && !args.dry_run {
            return Err(UsageError::ItemAndJson);
        }
        if let Some(file) =
            args.rejects.as_ref().or(own.rejects.as_ref()).filter(|file| RejectsForm::is_other(file))
        {
            return Err(UsageError::RejectsForm(file.clone()));
        }
        Ok(FillTarget {
            rejects: args.rejects.clone().or(own.rejects.clone().filter(|_| !args.dry_run)),
            skip_existing: (args.skip_existing || own.skip_existing.unwrap_or(false)) && !args.dry_run,
            overwrite: args.overwrite,
            dry_run: args.dry_run,
            unmatched: args.unmatched.clone(),
            default_rejects: "rejects.ndjson",
            format: args.format,
            out_dir,
        })
    }
}

impl FillTarget {
    /// The rejects of a template are a template again: they need no mapping either.
    #[cfg(feature = "sheets")]
    pub(super) fn of_template(self) -> FillTarget {
        FillTarget { default_rejects: "rejects.xlsx", ..self }
    }

    /// The rejects file, if there is one.
    fn rejects_file(&self) -> Option<PathBuf> {
        let in_directory = || self.out_dir.as_ref().map(|directory| directory.join(self.default_rejects));
        self.rejects.clone().or_else(in_directory)
    }

    /// How rejects are written.
    pub(super) fn rejects_form(&self) -> RejectsForm {
        self.rejects_file().map_or(RejectsForm::Lines, |file| RejectsForm::of(&file))
    }
}

/// Takes the results of records.
pub(super) struct FillStore<'c> {
    console: &'c Console,
    destination: Destination,
    skip_existing: bool,
    overwrite: bool,
    /// What is printed: the one item, or the report.
    output: Output,
    /// What is not printed yet of the report.
    report: String,
    /// The report as JSON, if it is wanted so.
    json: Option<FilledJson>,
    /// The texts that did not match, and their file, if there is one.
    unmatched: Unmatched,
    tables: Option<Output>,
    schema: &'c Schema,
    /// The rejects file, if there is one.
    rejects: Option<Output>,
    form: RejectsForm,
    /// The rejected rows, if that file is a table.
    rejected: RejectedTable,
    /// Hashes of the file names of this run, so that no item overwrites another.
    names: HashSet<u64>,
    hasher: RandomState,
    counts: FillCounts,
    /// The path of `--name-by` as long as no record has a value there, and the results until one has.
    unnamed: Option<(&'c str, Vec<FilledRecord>)>,
}

/// How many records may lack the value that `--name-by` names, before one has it.
const MOST_UNNAMED: usize = 1000;

enum Destination {
    Directory(PathBuf),
    /// Standard output, with the one item once it is made.
    Printed(Option<String>),
    Nowhere,
}

impl<'c> FillStore<'c> {
    pub(super) fn open(
        target: &FillTarget,
        output: &mut Option<Output>,
        name_by: Option<&'c str>,
        schema: &'c Schema,
        console: &'c Console,
    ) -> Result<FillStore<'c>, CliError> {
        let destination = match (&target.out_dir, target.dry_run) {
            (_, true) => Destination::Nowhere,
            (Some(directory), false) => {
                fs::create_dir_all(directory).map_err(|error| CliError::write(directory, error))?;
                Destination::Directory(directory.clone())
            }
            (None, false) => Destination::Printed(None),
        };
        let rejects = match &destination {
            Destination::Nowhere if target.rejects.is_none() => None,
            Destination::Directory(_) | Destination::Printed(_) | Destination::Nowhere => {
                target.rejects_file()
            }
        };
        if let Some(file) = &rejects {
            let is_kept = !(target.overwrite || target.skip_existing);
            if is_kept && fs::metadata(file).is_ok_and(|old| old.is_file() && old.len() > 0) {
                return Err(UsageError::Exists(file.clone()).into());
            }
        }
        let form = target.rejects_form();
        let json = (target.format == FillFormat::Json).then(|| FilledJson::new(console.lang));
        let rejects = rejects.map(|file| Output::open(Some(&file), console)).transpose()?;
        let tables = target.unmatched.as_deref().map(|file| Output::open(Some(file), console)).transpose()?;
        // Until here, an error is a result of its own.
        let output = output.take().ok_or(CliError::Reported)?;
        Ok(FillStore {
            console,
            destination,
            skip_existing: target.skip_existing,
            overwrite: target.overwrite,
            output,
            report: json.as_ref().map_or_else(String::new, |_| FilledJson::begin()),
            json,
            unmatched: Unmatched::default(),
            tables,
            schema,
            rejects,
            form,
            rejected: RejectedTable::default(),
            names: HashSet::new(),
            hasher: RandomState::new(),
            counts: FillCounts::default(),
            unnamed: name_by.map(|path| (path, Vec::new())),
        })
    }

    /// How many records were taken.
    pub(super) fn seen(&self) -> u64 {
        self.counts.seen + self.unnamed.as_ref().map_or(0, |(_, waiting)| waiting.len() as u64)
    }

    /// Takes the result of a record. As long as no record has a value where `--name-by` names one, nothing is written.
    pub(super) fn take(&mut self, filled: FilledRecord) -> Result<(), CliError> {
        let Some((path, waiting)) = &mut self.unnamed else { return self.store(filled) };
        let is_named = filled.name.is_some();
        waiting.push(filled);
        if is_named {
            let waiting = std::mem::take(waiting);
            self.unnamed = None;
            return waiting.into_iter().try_for_each(|filled| self.store(filled));
        }
        if waiting.len() >= MOST_UNNAMED {
            return Err(UsageError::NoNames { path: (*path).to_owned(), records: waiting.len() }.into());
        }
        Ok(())
    }

    /// Whether there is something to print.
    pub(super) fn has_report(&self) -> bool {
        !self.report.is_empty()
    }

    /// Prints the report so far.
    pub(super) fn print(&mut self) -> Result<(), CliError> {
        let report = std::mem::take(&mut self.report);
        if report.is_empty() {
            return Ok(());
        }
        self.output.write(&report)?;
        self.output.flush()
    }

    fn store(&mut self, filled: FilledRecord) -> Result<(), CliError> {
        self.counts.seen += 1;
        let record = self.counts.seen;
        if record > 1
            && let Destination::Printed(item) = &mut self.destination
        {
            *item = None;
            return Err(UsageError::SeveralRecords.into());
        }
        let at = RecordPlace {
            record: filled.number.unwrap_or(record),
            line: filled.line,
            is_sheet: filled.is_sheet,
            name: filled.name.as_deref(),
        };
        match filled.outcome {
            Ok(item) => self.item(at, item, &filled.record, filled.cells),
            Err(reject) => self.reject(at, &reject, &filled.record, filled.cells),
        }
    }

    fn item(
        &mut self,
        at: RecordPlace<'_>,
        made: Made,
        record: &RejectedRecord,
        cells: Option<RejectedCells>,
    ) -> Result<(), CliError> {
        let path = match &self.destination {
            Destination::Directory(directory) => {
                let name = at.name.and_then(file_name).unwrap_or_else(|| format!("{:06}.xml", at.record));
                // Some file systems do not distinguish upper and lower case.
                if !self.names.insert(self.hasher.hash_one(name.to_lowercase())) {
                    let reject = Reject::DuplicateName(name.trim_end_matches(".xml").to_owned());
                    return self.reject(at, &reject, record, cells);
                }
                Some(directory.join(name))
            }
            Destination::Printed(_) | Destination::Nowhere => None,
        };
        let exists = path.as_ref().is_some_and(|path| path.exists());
        let item = match made {
            Made::Item(item) if !(exists && self.skip_existing) => item,
            Made::Item(_) | Made::Skipped => {
                self.counts.skipped += 1;
                if let (Some(json), Some(path)) = (&mut self.json, &path) {
                    self.report.push_str(&json.skipped(at, path));
                }
                return Ok(());
            }
        };
        if let Some(path) = path.as_ref().filter(|_| exists && !self.overwrite) {
            return Err(UsageError::Exists(path.clone()).into());
        }
        self.counts.valid += 1;
        self.counts.warned += u64::from(!item.warnings.is_empty());
        if let Some(json) = &mut self.json {
            self.report.push_str(&json.item(at, path.as_deref(), &item.warnings, &item.places));
        }
        let xml = item.xml;
        match (&mut self.destination, path) {
            (Destination::Printed(printed), _) => *printed = Some(xml),
            (_, Some(path)) => {
                rewrite(&path, &xml)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn reject(
        &mut self,
        at: RecordPlace<'_>,
        reject: &Reject,
        record: &RejectedRecord,
        cells: Option<RejectedCells>,
    ) -> Result<(), CliError> {
        self.counts.rejected += 1;
        self.counts.unreadable += u64::from(matches!(reject, Reject::Unreadable(_)));
        if self.form != RejectsForm::Lines {
            self.rejected.add(cells, reject, self.schema, self.console.lang);
        } else if let Some(file) = &mut self.rejects {
            file.write(&rejects::json(reject, record, at, self.console.lang))?;
        }
        if let Reject::Invalid { problems, .. } = reject {
            self.unmatched.add(problems, self.schema, self.console.lang);
        }
        if let Some(json) = &mut self.json {
            self.report.push_str(&json.reject(at, reject));
            return Ok(());
        }
        let text = rejects::text(reject, at, self.console.lang);
        if matches!(self.destination, Destination::Printed(_)) {
            // Standard output is for the item.
            for line in text.lines() {
                self.console.result(&one_line(line));
            }
            return Ok(());
        }
        self.report.push_str(&text);
        Ok(())
    }

    /// Writes what is left, and the totals. After an error in the data (`failure`), what was made so far is reported, but
    /// no existing file is replaced; only as JSON, the error is the result.
    pub(super) fn finish(mut self, failure: Option<&CliError>) -> Result<Exit, CliError> {
        let is_complete = failure.is_none();
        if let Some((path, waiting)) = self.unnamed.take().filter(|(_, waiting)| !waiting.is_empty()) {
            let no_names =
                || CliError::from(UsageError::NoNames { path: path.to_owned(), records: waiting.len() });
            // An error in the data is reported instead.
            let own = is_complete.then(no_names);
            if let Some(json) = &self.json {
                self.output.write(&self.report)?;
                self.output.write(&json.end(&self.unmatched, &self.counts, own.as_ref().or(failure)))?;
                self.output.finish()?;
            }
            return own.map_or(Ok(Exit::Failed), Err);
        }
        self.output.write(&std::mem::take(&mut self.report))?;
        let counts = &self.counts;
        let is_written = match &self.destination {
            // Without an item, an existing file keeps its content.
            Destination::Printed(None) => false,
            Destination::Printed(Some(item)) => {
                if is_complete {
                    self.output.write(item)?;
                }
                is_complete
            }
            Destination::Directory(_) | Destination::Nowhere => {
                let lang = self.console.lang;
                let end = match &self.json {
                    Some(json) => json.end(&self.unmatched, counts, failure),
                    None => unmatched::text(&self.unmatched, lang) + &summary(counts, lang),
                };
                self.output.write(&end)?;
                is_complete || self.json.is_some() || !self.output.replaces()
            }
        };
        let exit = match (counts.unreadable, counts.rejected) {
            (1.., _) => Exit::Failed,
            (0, 1..) => Exit::Found,
            (0, 0) => Exit::Clean,
        };
        if is_written {
            self.output.finish()?;
        }
        if let Some(mut tables) = self.tables.filter(|tables| is_complete || !tables.replaces()) {
            tables.write(&unmatched::tables(&self.unmatched, self.console.lang))?;
            tables.finish()?;
        }
        if let Some(mut rejects) = self.rejects
            && (is_complete || !rejects.replaces())
        {
            self.rejected.write(self.form, &mut rejects, self.schema, self.console)?;
            rejects.finish()?;
        }
        Ok(exit)
    }
}

/// The file name of an item with this name; `None` if no character of the name can be used.
pub(super) fn file_name(name: &str) -> Option<String> {
    Some(safe(name)).filter(|name| !name.is_empty()).map(|name| name + ".xml")
}

/// The name with only characters that every file system allows.
fn safe(name: &str) -> String {
    let mut safe: String = name
        .trim()
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' })
        .take(80)
        .collect();
    while safe.starts_with('.') {
        safe.remove(0);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe() {
        assert_eq!(safe("GN-1001"), "GN-1001");
        assert_eq!(safe("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(safe(" 货号 1/2 "), "货号_1_2");
        assert_eq!(safe("..."), "");
        assert_eq!(safe(&"长".repeat(500)).chars().count(), 80);
    }
}
