//! `diff`: what changed between two schemas, or between the schemas of two directories.
//!
//! `compared` is what the command line asks for; `pairs` and, in git, `revisions` find what is compared with what;
//! `same` skips files with equal bytes, and the library compares the
//! rest. Each pair becomes a [`ComparedPair`] without schemas, which is written and dropped, so memory does not
//! grow with the number of files.

mod compared;
mod grouping;
mod items;
mod known;
mod mapping;
mod pairs;
mod revisions;
mod same;
mod schemas;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use tmall_schema::{ChangeCode, Changes, Lang, Level, Mapping, ReadOptions, Schema};

use crate::cli::args::{ChangeCodeArg, DiffArgs, DiffFormat, FailOnLevel, View};
use crate::cli::batch;
use crate::cli::checking::Checking;
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::ignore::{Ignores, Unused};
use crate::cli::input::{Source, check_stdin, open_mapping, read_options};
use crate::cli::output::Output;
use crate::cli::render::Format;
use crate::cli::render::changes::{ChangesJson, ChangesText, Html, Markdown};
use crate::cli::render::report::{Report, write_failure};
use crate::cli::results::change::ReportedChange;
use crate::cli::results::changes::{ChangesSummary, ComparedPair, Difference, LevelCounts};
use crate::cli::results::items::ItemsImpact;
use crate::cli::results::mapping::{MappingCounts, MappingEffect};
use crate::cli::settings::Settings;
use compared::Compared;
use grouping::Grouping;
use items::{ItemChecker, Items, ItemsCheck};
use known::KnownChanges;
use pairs::{Pair, Pairs, Sides};

type ChangesFormat = dyn Format<File = ComparedPair, Summary = ChangesSummary>;

/// What is the same for all pairs.
struct DiffRun {
    lang: Lang,
    console: Console,
    read: ReadOptions,
    checking: Checking,
    ignores: Ignores<ChangeCodeArg>,
    known: Option<KnownChanges>,
    view: View,
    items: Items,
    mapping: Option<Mapping>,
    /// Threads for the items of one pair.
    item_jobs: NonZeroUsize,
    is_of_directories: bool,
    format: Box<ChangesFormat>,
}

/// A pair with its text, if it is not rendered later.
struct RenderedPair {
    pair: ComparedPair,
    text: Option<String>,
}

pub(crate) fn run(args: &DiffArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let own = &settings.diff;
    let fail_on = args.fail_on.or(own.fail_on).unwrap_or_default();
    let sides = Compared::of(args)?;
    check_stdin([&sides.old, &sides.new].into_iter().chain(&args.items).map(String::as_str))?;
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    let jobs = batch::jobs(args.batch.jobs, settings.jobs);
    let prepared = sides.pairs(&args.walk.exclude).and_then(|pairs| {
        let mapping = args.mapping.as_deref().or(own.mapping.as_deref());
        let run = DiffRun {
            lang: console.lang,
            console: *console,
            read: read_options(args.reading.dialect.or(settings.dialect)),
            checking: Checking::house(&args.house, settings, console)?,
            ignores: ignores(args, settings)?,
            known: args.known.as_deref().map(KnownChanges::open).transpose()?,
            view: view(args, settings),
            items: items(args, settings, &pairs, &sides.new)?,
            mapping: mapping.map(open_mapping).transpose()?,
            item_jobs: if pairs.of_directories { NonZeroUsize::MIN } else { jobs },
            is_of_directories: pairs.of_directories,
            format: format(args, settings, console, (&sides, pairs.of_directories)),
        };
        Ok((pairs, run))
    });
    let (pairs, mut run) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            write_failure(&*format(args, settings, console, (&sides, false)), &error, output)?;
            return Err(error);
        }
    };
    let (totals, new) = run.all(&pairs, jobs, &mut output, console)?;
    output.finish()?;
    // A comparison of two files says nothing about the others that the settings are for.
    run.ignores.report(if pairs.of_directories { Unused::All } else { Unused::OfCommandLine }, console);
    if let Some(known) = run.known.take() {
        known.save(new)?;
    }
    Ok(totals.exit(fail_on))
}

fn view(args: &DiffArgs, settings: &Settings) -> View {
    let chosen = args.view.or(settings.diff.view);
    chosen.unwrap_or(match args.format {
        DiffFormat::Text | DiffFormat::Markdown => View::Changes,
        // Programs and the page filter themselves.
        DiffFormat::Json | DiffFormat::Html => View::All,
    })
}

fn format(
    args: &DiffArgs,
    settings: &Settings,
    console: &Console,
    (sides, of_directories): (&Compared, bool),
) -> Box<ChangesFormat> {
    let view = view(args, settings);
    let has_items = !args.items.is_empty() || !settings.diff.items.is_empty();
    let has_mapping = args.mapping.is_some() || settings.diff.mapping.is_some();
    match args.format {
        DiffFormat::Text => Box::new(ChangesText::new(console, view, of_directories)),
        DiffFormat::Json => Box::new(ChangesJson::new(console.lang, view, has_items, has_mapping)),
        DiffFormat::Markdown => {
            Box::new(Markdown::new(console.lang, view, args.markdown_style, args.max_bytes))
        }
        DiffFormat::Html => Box::new(Html::new(console.lang, view, [&sides.old, &sides.new], sides.date())),
    }
}

fn ignores(args: &DiffArgs, settings: &Settings) -> Result<Ignores<ChangeCodeArg>, CliError> {
    let own = &settings.diff;
    Ignores::new([&args.ignore, &own.ignore], [args.ignore_file.as_deref(), own.ignore_file.as_deref()])
}

fn items(args: &DiffArgs, settings: &Settings, pairs: &Pairs, new: &str) -> Result<Items, CliError> {
    let set: Vec<String> = settings.diff.items.iter().map(|path| path.display().to_string()).collect();
    let named = if args.items.is_empty() { &set } else { &args.items };
    Items::find(named, pairs, new, &args.walk.exclude)
}

/// The totals of a run.
struct RunTotals {
    summary: ChangesSummary,
    /// Whether something could not be read.
    failed: bool,
}

impl RunTotals {
    fn exit(&self, fail_on: FailOnLevel) -> Exit {
        if self.failed {
            return Exit::Failed;
        }
        // A mapping that must be adapted is as bad as a change that breaks items.
        let is_broken = self.summary.mapping.is_some_and(MappingCounts::is_broken);
        match self.summary.counts.level().max(is_broken.then_some(Level::Breaking)) {
            Some(level) if fail_on.fails(level) => Exit::Found,
            _ => Exit::Clean,
        }
    }
}

impl DiffRun {
    /// Compares all pairs and writes their results in order.
    fn all(
        &self,
        pairs: &Pairs,
        jobs: NonZeroUsize,
        output: &mut Output,
        console: &Console,
    ) -> Result<(RunTotals, Vec<String>), CliError> {
        let lost = &self.items.lost;
        let summary = ChangesSummary::new(self.items.count, lost.len(), self.mapping.is_some());
        let mut totals = RunTotals { summary, failed: !lost.is_empty() };
        totals.summary.known = self.known.as_ref().map(|_| 0);
        let mut new = Vec::new();
        let list: Vec<(usize, &Pair)> = pairs.list.iter().enumerate().collect();
        let mut report = Report::new(&*self.format, list.len(), output, console)?;
        let mut grouping = Grouping::default();
        batch::in_order(
            &list,
            jobs,
            |(index, pair)| self.pair(*index, pair),
            |RenderedPair { pair, text }| {
                totals.failed |= pair.errors().next().is_some();
                match text {
                    Some(text) => report.add(&text, pair.rank(), pair.errors())?,
                    None => report.announce(pair.errors()),
                }
                totals.summary.add(&pair);
                if self.known.is_some() {
                    new.extend(self.shown_changes(&pair));
                }
                if pairs.of_directories {
                    grouping.add(pair);
                }
                Ok(ControlFlow::Continue(()))
            },
        )?;
        let (groups, rest) = grouping.finish();
        totals.summary.groups = groups;
        if self.format.is_gathered() {
            let render = |pair: &ComparedPair| (self.format.file(pair), pair.rank());
            batch::in_order(&rest, jobs, render, |(text, rank)| {
                report.add_text(&text, rank)?;
                Ok(ControlFlow::Continue(()))
            })?;
        }
        report.fail(lost);
        report.end(&totals.summary)?;
        Ok((totals, new))
    }

    /// The lines of `--known` for the changes that are reported.
    fn shown_changes(&self, pair: &ComparedPair) -> Vec<String> {
        let changes = pair.outcome.as_ref().map_or(&[][..], |difference| &difference.changes);
        let shown = changes.iter().filter(|change| self.view.shows(change.level));
        shown.map(|change| known::line(&pair.name, change)).collect()
    }

    fn pair(&self, index: usize, pair: &Pair) -> RenderedPair {
        let outcome = self.difference(index, pair);
        let pair = ComparedPair { name: pair.name.clone(), items: self.items.of(index).len(), outcome };
        // What several schemas have is known only when all are compared.
        let is_later = self.is_of_directories && self.format.is_gathered();
        let text = (!is_later).then(|| self.format.file(&pair));
        RenderedPair { pair, text }
    }

    fn difference(&self, index: usize, pair: &Pair) -> Result<Difference, CliError> {
        let items = self.items.of(index);
        let whole = |code| ReportedChange::of_schema(code, &pair.name, self.lang);
        match &pair.sides {
            Sides::Both { old: Source::File(one), new: Source::File(other) } if same::same(one, other)? => {
                Ok(Difference::default())
            }
            Sides::Named { old, new } | Sides::Both { old, new } => {
                let (old, new) = schemas::read(old, new, &self.read, &self.console)?;
                if items.is_empty() {
                    let changes = Schema::diff(&old, &new);
                    let mut reported = reported(&changes, &old, self.lang);
                    let mapping = self.mapping_effect([&old, &new], &changes, &mut reported);
                    return Ok(self.accepted(&pair.name, reported, ItemsImpact::default(), mapping));
                }
                let checker = self.checking.compare(&old, &new);
                let mut reported = reported(checker.changes(), &old, self.lang);
                let item_checker = ItemChecker::Both { old: &old, new: &new, checker: &checker };
                let impact = self.impact(items, item_checker, &reported)?;
                let mapping = self.mapping_effect([&old, &new], checker.changes(), &mut reported);
                Ok(self.accepted(&pair.name, reported, impact, mapping))
            }
            Sides::Added { new } => {
                // An error answer, or what is not a schema, was not added as one.
                new.checked_schema(&self.read, &self.console)?;
                let reported = vec![whole(ChangeCodeArg::SchemaAdded)];
                Ok(self.accepted(&pair.name, reported, ItemsImpact::default(), MappingEffect::default()))
            }
            Sides::Removed { old } => {
                let reported = vec![whole(ChangeCodeArg::SchemaRemoved)];
                let impact = if items.is_empty() {
                    ItemsImpact::default()
                } else {
                    let old = self.checking.compile(&old.checked_schema(&self.read, &self.console)?);
                    self.impact(items, ItemChecker::Old(old), &reported)?
                };
                Ok(self.accepted(&pair.name, reported, impact, MappingEffect::default()))
            }
            Sides::Equal => Ok(Difference::default()),
            Sides::Unreadable(source) => source.bytes().map(|_| Difference::default()),
        }
    }

    fn impact(
        &self,
        items: &[Source],
        checker: ItemChecker<'_>,
        changes: &[ReportedChange],
    ) -> Result<ItemsImpact, CliError> {
        if changes.is_empty() {
            return Ok(ItemsImpact::default());
        }
        ItemsCheck { checker, changes, read: &self.read }.impact(items, self.item_jobs)
    }

    fn mapping_effect(
        &self,
        schemas: [&Schema; 2],
        changes: &Changes,
        reported: &mut [ReportedChange],
    ) -> MappingEffect {
        match &self.mapping {
            Some(mapping) => mapping::effect(mapping, schemas, changes, reported),
            None => MappingEffect::default(),
        }
    }

    /// Removes changes that are ignored or known, and what they do to the mapping.
    fn accepted(
        &self,
        file: &str,
        mut changes: Vec<ReportedChange>,
        impact: ItemsImpact,
        mut mapping: MappingEffect,
    ) -> Difference {
        let (mut ignored, mut known) = (0, 0);
        changes.retain(|change| {
            let is_ignored = self.ignores.matches(file, change.code, &change.path);
            let is_known = !is_ignored && self.known.as_ref().is_some_and(|known| known.has(file, change));
            if is_ignored || is_known {
                mapping.missed.retain(|missed| missed.path != change.path);
            }
            ignored += usize::from(is_ignored);
            known += usize::from(is_known);
            !is_ignored && !is_known
        });
        let counts = LevelCounts::of(&changes);
        Difference { counts, grouped: 0, ignored, known, changes, impact, mapping }
    }
}

/// Compares two schemas.
pub(crate) fn compare(old: &Schema, new: &Schema, lang: Lang) -> Vec<ReportedChange> {
    reported(&Schema::diff(old, new), old, lang)
}

fn reported(changes: &Changes, old: &Schema, lang: Lang) -> Vec<ReportedChange> {
    // Changes of the options of a field follow each other, and looking up a field takes time.
    let mut last: Option<(&str, Option<usize>)> = None;
    let mut reported = Vec::with_capacity(changes.len());
    for change in changes {
        let of_option = matches!(
            change.code(),
            ChangeCode::OptionAdded | ChangeCode::OptionRemoved | ChangeCode::OptionRenamed
        );
        let options = of_option.then(|| match last {
            Some((path, options)) if path == change.path() => options,
            _ => {
                let options = old.field(change.path()).map(|field| field.options().len());
                last = Some((change.path(), options));
                options
            }
        });
        reported.push(ReportedChange::new(change, options.flatten(), lang));
    }
    reported
}
