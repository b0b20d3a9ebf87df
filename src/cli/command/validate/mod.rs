//! `validate`: items checked against schemas.

mod schemas;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;

use tmall_schema::{NoteCode, ReadOptions, ValidateOptions, Validator};

use crate::cli::args::{FailOn, ValidateArgs, ValidateFormat};
use crate::cli::batch;
use crate::cli::checking::{FindingIgnores, validate_options};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::input::{FileKinds, Source, check_stdin, expand, read_options};
use crate::cli::lang::pick;
use crate::cli::output::Output;
use crate::cli::render::Format;
use crate::cli::render::findings::{
    FindingsJson, FindingsNdjson, FindingsText, Github, Gitlab, Junit, Sarif,
};
use crate::cli::render::report::{Report, write_failure};
use crate::cli::results::findings::{CheckedItem, FindingsSummary, ItemFindings, SeverityCounts};
use crate::cli::settings::Settings;
use schemas::Schemas;

type FindingsFormat = dyn Format<File = CheckedItem, Summary = FindingsSummary>;

/// What is the same for all items.
struct ValidateRun<'a> {
    schemas: Schemas,
    read: ReadOptions,
    ignores: FindingIgnores<'a>,
    max_findings: usize,
    fail_on: FailOn,
    fail_fast: bool,
    format: Box<FindingsFormat>,
}

/// The text of an item and what the totals need. The item itself is dropped: many may wait for an earlier one.
struct RenderedItem {
    text: String,
    result: Result<ItemTotals, CliError>,
}

/// What the totals need of an item.
struct ItemTotals {
    is_valid: bool,
    fails: bool,
    counts: SeverityCounts,
    omitted: SeverityCounts,
}

/// The totals of a run.
#[derive(Default)]
struct RunTotals {
    summary: FindingsSummary,
    /// Whether an item has a finding at or above the threshold.
    fails: bool,
}

pub(crate) fn run(args: &ValidateArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let own = &settings.validate;
    check_stdin(args.items.iter().chain(&args.schema).map(String::as_str))?;
    let show_notes = args.show_notes || own.show_notes.unwrap_or(false);
    let fail_on = args.fail_on.or(own.fail_on).unwrap_or_default();
    let format: Box<FindingsFormat> = match args.format {
        ValidateFormat::Text => Box::new(FindingsText::new(console, show_notes)),
        ValidateFormat::Json => Box::new(FindingsJson::new(console.lang)),
        ValidateFormat::Ndjson => Box::new(FindingsNdjson::new(console.lang)),
        ValidateFormat::Sarif => Box::new(Sarif::new(console.lang)),
        ValidateFormat::Junit => Box::new(Junit::new(console.lang, show_notes, fail_on)),
        ValidateFormat::Github => Box::new(Github::new(console.lang, show_notes)),
        ValidateFormat::Gitlab => Box::new(Gitlab::new(console.lang, show_notes)),
    };
    let items = expand(&args.items, FileKinds::XmlAndJson)?;
    let source = schema_source(args, settings)?;
    if matches!(source, SchemaSource::Directory(_)) && items.contains(&Source::Stdin) {
        return Err(UsageError::StdinWithoutName.into());
    }
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    let read = read_options(args.reading.dialect.or(settings.dialect));
    let schemas = validate_options(&args.judging, settings)
        .and_then(|options| schemas(source, &read, &options, show_notes, console));
    let schemas = match schemas {
        Ok(schemas) => schemas,
        Err(error) => {
            write_failure(&*format, &error, output)?;
            return Err(error);
        }
    };
    let run = ValidateRun {
        schemas,
        read,
        ignores: FindingIgnores::new(&args.judging, settings),
        max_findings: args.max_findings.or(own.max_findings).unwrap_or(usize::MAX),
        fail_on,
        fail_fast: args.fail_fast || own.fail_fast.unwrap_or(false),
        format,
    };
    let jobs = batch::jobs(args.batch.jobs, settings.jobs);
    let totals = run.all(&items, jobs, &mut output, console)?;
    output.finish()?;
    if totals.summary.files == items.len() {
        run.ignores.report_unused(console);
    }
    Ok(match (totals.summary.unreadable.is_empty(), totals.fails) {
        (false, _) => Exit::Failed,
        (true, true) => Exit::Found,
        (true, false) => Exit::Clean,
    })
}

/// Where the schemas come from.
enum SchemaSource {
    One(Source),
    Directory(PathBuf),
}

/// A flag of either kind wins over settings of both kinds.
fn schema_source(args: &ValidateArgs, settings: &Settings) -> Result<SchemaSource, UsageError> {
    let own = &settings.validate;
    match (&args.schema, &args.schema_dir, &own.schema, &own.schema_dir) {
        (Some(schema), ..) => Ok(SchemaSource::One(Source::of(schema))),
        (None, Some(directory), ..) => Ok(SchemaSource::Directory(directory.clone())),
        (None, None, Some(schema), _) => Ok(SchemaSource::One(Source::File(schema.clone()))),
        (None, None, None, Some(directory)) => Ok(SchemaSource::Directory(directory.clone())),
        (None, None, None, None) => Err(UsageError::NoSchema),
    }
}

/// Reads and compiles the schema of all items, or prepares to do so for each.
fn schemas(
    source: SchemaSource,
    read: &ReadOptions,
    options: &ValidateOptions,
    show_notes: bool,
    console: &Console,
) -> Result<Schemas, CliError> {
    Ok(match source {
        SchemaSource::One(source) => {
            let validator = Validator::compile_with(&source.checked_schema(read, console)?, options);
            report_notes(&source, &validator, show_notes, console);
            Schemas::one(validator)
        }
        SchemaSource::Directory(directory) if directory.is_dir() => {
            Schemas::directory(directory, read.clone(), options.clone(), *console)
        }
        SchemaSource::Directory(directory) => return Err(CliError::directory(&directory)),
    })
}

/// Reports the notes on a schema; without `--show-notes` only their number.
fn report_notes(source: &Source, validator: &Validator, show_notes: bool, console: &Console) {
    let notes = || {
        let notes = validator.schema().notes().iter().chain(validator.notes());
        // That was a warning.
        notes.filter(|note| note.code != NoteCode::NotASchema)
    };
    let name = source.name();
    if show_notes {
        for note in notes() {
            let at = note.position;
            let message = note.message(console.lang);
            console.inform(&format!("{name}:{}:{}: {message} [{}]", at.line, at.column, note.code));
        }
        return;
    }
    match notes().count() {
        0 => {}
        count => console.inform(&pick(
            console.lang,
            format!("{name}: notes on the schema: {count} (--show-notes lists them)"),
            format!("{name}：schema 有 {count} 条提示（用 --show-notes 查看）"),
        )),
    }
}

impl ValidateRun<'_> {
    /// Validates all items and writes their results in order.
    fn all(
        &self,
        items: &[Source],
        jobs: NonZeroUsize,
        output: &mut Output,
        console: &Console,
    ) -> Result<RunTotals, CliError> {
        let mut totals = RunTotals::default();
        let items: Vec<(usize, &Source)> = items.iter().enumerate().collect();
        let mut report = Report::new(&*self.format, items.len(), output, console)?;
        batch::in_order(
            &items,
            jobs,
            |(index, source)| self.item(*index, source),
            |RenderedItem { text, result }| {
                report.add(&text, 0, result.as_ref().err())?;
                let stops = self.fail_fast && result.as_ref().map_or(true, |item| item.fails);
                totals.add(result);
                Ok(if stops { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            },
        )?;
        report.end(&totals.summary)?;
        Ok(totals)
    }

    fn item(&self, index: usize, source: &Source) -> RenderedItem {
        let outcome = self.schemas.of(source).and_then(|validator| {
            let param = source.param(&self.read, validator.schema())?;
            let mut findings: Vec<_> = Vec::new();
            validator.check_into(&param, |finding| {
                if !self.ignores.matches(&finding) {
                    findings.push(finding);
                }
            });
            Ok(ItemFindings::new(param, findings, self.max_findings))
        });
        let item = CheckedItem { index, name: source.name(), outcome };
        let text = self.format.file(&item);
        let result = item.outcome.map(|found| ItemTotals {
            is_valid: found.is_valid(),
            fails: found.worst().is_some_and(|severity| self.fail_on.fails(severity)),
            counts: found.counts,
            omitted: found.omitted,
        });
        RenderedItem { text, result }
    }
}

impl RunTotals {
    fn add(&mut self, result: Result<ItemTotals, CliError>) {
        let summary = &mut self.summary;
        summary.files += 1;
        match result {
            Ok(item) => {
                summary.invalid += usize::from(!item.is_valid);
                summary.counts.add(&item.counts);
                summary.omitted.add(&item.omitted);
                self.fails |= item.fails;
            }
            Err(error) => summary.unreadable.push(error),
        }
    }
}
