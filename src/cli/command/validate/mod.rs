//! `validate`: items checked against schemas.

mod fix;
mod schemas;

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;

use tmall_schema::{BoundRules, Finding, ReadOptions, Validator};

use crate::cli::args::{CodeArg, FailOn, ValidateArgs, ValidateFormat};
use crate::cli::baseline::Baseline;
use crate::cli::batch;
use crate::cli::checking::{checking, finding_ignores, is_ignored};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::ignore::{Ignores, Unused};
use crate::cli::input::{FileKinds, Source, check_stdin, expand, read_options};
use crate::cli::lang::pick;
use crate::cli::output::Output;
use crate::cli::render::Format;
use crate::cli::render::findings::{
    Concise, FindingsJson, FindingsNdjson, FindingsText, Github, Gitlab, Junit, Sarif, StatisticsText,
};
use crate::cli::render::repeats::{Part, Repeats};
use crate::cli::render::report::{Report, write_failure};
use crate::cli::results::findings::{CheckedItem, FindingsSummary, ItemFindings, SeverityCounts};
use crate::cli::results::statistics::Statistics;
use crate::cli::settings::Settings;
use schemas::{ItemSchema, SchemaNotes, report_notes};
pub(crate) use schemas::{SchemaSource, Schemas};

type FindingsFormat = dyn Format<File = CheckedItem, Summary = FindingsSummary>;

/// What is the same for all items.
struct ValidateRun {
    schemas: Schemas,
    read: ReadOptions,
    ignores: Ignores<CodeArg>,
    baseline: Option<Baseline>,
    /// Whether findings are counted by code and field.
    statistics: bool,
    /// Whether a finding is shown as often as it occurs.
    all: bool,
    show_notes: bool,
    max_findings: usize,
    fail_on: FailOn,
    fail_fast: bool,
    format: Box<FindingsFormat>,
}

/// The text of an item and what the totals need. The item itself is dropped: many may wait for an earlier one.
struct RenderedItem {
    parts: Vec<Part>,
    schema: Option<ItemSchema>,
    result: Result<ItemTotals, CliError>,
}

/// What the totals need of an item.
struct ItemTotals {
    is_valid: bool,
    fails: bool,
    counts: SeverityCounts,
    omitted: SeverityCounts,
    statistics: Option<Statistics>,
    /// Findings of the baseline, and how many of it no longer occur.
    known: (usize, usize),
}

/// The totals of a run.
#[derive(Default)]
struct RunTotals {
    summary: FindingsSummary,
    /// Whether an item has a finding at or above the threshold.
    fails: bool,
    /// Findings of the baseline that no longer occur.
    gone: usize,
}

pub(crate) fn run(args: &ValidateArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let own = &settings.validate;
    check_stdin(args.items.iter().chain(&args.schemas.schema).map(String::as_str))?;
    let show_notes = args.show_notes || own.show_notes.unwrap_or(false);
    let fail_on = args.fail_on.or(own.fail_on).unwrap_or_default();
    if args.statistics && !matches!(args.format, ValidateFormat::Text | ValidateFormat::Json) {
        return Err(UsageError::StatisticsFormat.into());
    }
    let items = expand(&args.items, FileKinds::XmlAndJson, &args.walk.exclude)?;
    let source = SchemaSource::of(&args.schemas, settings)?;
    if matches!(source, SchemaSource::Directory(_)) && items.contains(&Source::Stdin) {
        return Err(UsageError::StdinWithoutName.into());
    }
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    let read = read_options(args.reading.dialect.or(settings.dialect));
    let prepared = checking(&args.checking, settings, console).and_then(|checking| {
        let schemas = source.compile(&read, &checking, console, &mut |source, validator| {
            report_notes(source, validator, show_notes, console);
        })?;
        Ok((checking, schemas))
    });
    let format = |house| format(args, show_notes, fail_on, house, console);
    let (checking, schemas) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            write_failure(&*format(None), &error, output)?;
            return Err(error);
        }
    };
    let is_sarif = args.format == ValidateFormat::Sarif;
    let format = format(checking.house_rules().filter(|_| is_sarif));
    if args.fix.is_some() || args.diff {
        let kinds: Vec<_> = args.fix.iter().flatten().map(|code| code.0).collect();
        let fixer = fix::Fixer { schemas: &schemas, read: &read, kinds: &kinds, shows: args.diff };
        let outcome = fixer.all(&items, &mut output, console)?;
        if args.diff {
            output.finish()?;
            return Ok(outcome);
        }
    }
    let run = ValidateRun {
        schemas,
        read,
        ignores: finding_ignores(&args.checking, settings, &checking)?,
        baseline: args.baseline.as_deref().or(own.baseline.as_deref()).map(Baseline::open).transpose()?,
        statistics: args.statistics,
        all: args.all,
        show_notes,
        max_findings: args.max_findings.or(own.max_findings).unwrap_or(usize::MAX),
        fail_on,
        fail_fast: args.fail_fast || own.fail_fast.unwrap_or(false),
        format,
    };
    let jobs = batch::jobs(args.batch.jobs, settings.jobs);
    let totals = run.all(&items, jobs, &mut output, console)?;
    output.finish()?;
    if totals.gone > 0 {
        let gone = totals.gone;
        console.inform(&pick(
            console.lang,
            format!("findings of the baseline that no longer occur: {gone}"),
            format!("基线中已不再出现的问题：{gone} 个"),
        ));
    }
    if totals.summary.files == items.len() {
        // A run over some items says nothing about the others that the settings are for.
        let is_everything = args.items.iter().all(|item| Path::new(item).is_dir());
        let unused =
            if args.report_unused_ignores || is_everything { Unused::All } else { Unused::OfCommandLine };
        run.ignores.report(unused, console);
    } else {
        run.ignores.report_expired(console);
    }
    Ok(match (totals.summary.failures.is_empty(), totals.fails) {
        (false, _) => Exit::Failed,
        (true, true) => Exit::Found,
        (true, false) => Exit::Clean,
    })
}

/// The format of the results; SARIF lists the house rules of the run.
fn format(
    args: &ValidateArgs,
    show_notes: bool,
    fail_on: FailOn,
    house: Option<BoundRules>,
    console: &Console,
) -> Box<FindingsFormat> {
    match args.format {
        ValidateFormat::Text if args.statistics => Box::new(StatisticsText::new(console, show_notes)),
        ValidateFormat::Text => Box::new(FindingsText::new(console, show_notes)),
        ValidateFormat::Concise => Box::new(Concise::new(console.lang, show_notes)),
        ValidateFormat::Json => Box::new(FindingsJson::new(console.lang)),
        ValidateFormat::Ndjson => Box::new(FindingsNdjson::new(console.lang)),
        ValidateFormat::Sarif => Box::new(Sarif::new(console.lang, house)),
        ValidateFormat::Junit => Box::new(Junit::new(console.lang, show_notes, fail_on)),
        ValidateFormat::Github => Box::new(Github::new(console.lang, show_notes)),
        ValidateFormat::Gitlab => Box::new(Gitlab::new(console.lang, show_notes)),
    }
}

impl ValidateRun {
    /// Validates all items and writes their results in order.
    fn all(
        &self,
        items: &[Source],
        jobs: NonZeroUsize,
        output: &mut Output,
        console: &Console,
    ) -> Result<RunTotals, CliError> {
        let mut totals = RunTotals::default();
        totals.summary.statistics = self.statistics.then(Statistics::default);
        totals.summary.known = self.baseline.as_ref().map(|_| 0);
        let mut repeats = Repeats::default();
        let mut notes = SchemaNotes {
            schemas: &self.schemas,
            show_notes: self.show_notes,
            console,
            reported: HashSet::new(),
        };
        let shows_all = self.all || items.len() < 2;
        let items: Vec<(usize, &Source)> = items.iter().enumerate().collect();
        let mut report = Report::new(&*self.format, items.len(), output, console)?;
        batch::in_order(
            &items,
            jobs,
            |(index, source)| self.item(*index, source),
            |RenderedItem { parts, schema, result }| {
                if let Some(schema) = schema.filter(|schema| notes.is_new(schema)) {
                    report.print(|| notes.report(&schema));
                }
                let text = if shows_all {
                    parts.into_iter().map(|part| part.text).collect()
                } else {
                    repeats.text(parts)
                };
                report.add(&text, 0, result.as_ref().err())?;
                let stops = self.fail_fast && result.as_ref().map_or(true, |item| item.fails);
                totals.add(result);
                Ok(if stops { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            },
        )?;
        totals.summary.hidden = repeats.into_hidden();
        report.end(&totals.summary)?;
        Ok(totals)
    }

    fn item(&self, index: usize, source: &Source) -> RenderedItem {
        let name = source.name();
        let (schema, outcome) = match self.schemas.of(source) {
            Ok(schema) => {
                let outcome = self.findings(source, &name, &schema.validator);
                (Some(schema), outcome)
            }
            Err(error) => (None, Err(error)),
        };
        let (outcome, statistics, known) = match outcome {
            Ok(Findings { items, statistics, known }) => (Ok(items), statistics, known),
            Err(error) => (Err(error), None, (0, 0)),
        };
        let item = CheckedItem { index, name, outcome };
        let parts = self.format.parts(&item);
        let result = item.outcome.map(|found| ItemTotals {
            is_valid: found.is_valid(),
            fails: found.worst().is_some_and(|severity| self.fail_on.fails(severity)),
            counts: found.counts,
            omitted: found.omitted,
            statistics,
            known,
        });
        RenderedItem { parts, schema, result }
    }

    fn findings(&self, source: &Source, name: &str, validator: &Validator) -> Result<Findings, CliError> {
        let param = source.param(&self.read, validator.schema())?;
        let mut baseline = self.baseline.as_ref().map(|baseline| baseline.of(name));
        let mut findings: Vec<Finding> = Vec::new();
        validator.check_into(&param, |finding| {
            let is_ignored = is_ignored(&self.ignores, name, &finding)
                || baseline.as_mut().is_some_and(|baseline| baseline.take(&finding));
            if !is_ignored {
                findings.push(finding);
            }
        });
        let schema = validator.schema();
        let statistics = self.statistics.then(|| Statistics::of(&findings, schema));
        let known = baseline.map(|baseline| baseline.counts()).unwrap_or_default();
        let items = ItemFindings::new(param, schema.clone(), findings, self.max_findings);
        Ok(Findings { items, statistics, known })
    }
}

/// What is found in one item.
struct Findings {
    items: ItemFindings,
    statistics: Option<Statistics>,
    known: (usize, usize),
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
                if let (Some(sum), Some(statistics)) = (&mut summary.statistics, item.statistics) {
                    sum.add(statistics);
                }
                let (known, gone) = item.known;
                summary.known = summary.known.map(|sum| sum + known);
                self.gone += gone;
                self.fails |= item.fails;
            }
            Err(error) => summary.failures.push(error),
        }
    }
}
