//! `diff`: what changed between two schemas, or between the schemas of two directories.
//!
//! `pairs` finds what is compared with what, `same` passes over what is byte for byte the same, the library
//! compares the rest. Each pair becomes a [`Compared`], which holds words and facts and no schema, and is
//! written and forgotten: so memory does not grow with the number of files.

mod compared;
mod ignore;
mod items;
mod mapped;
mod pairs;
mod row;
mod same;
mod walk;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use tmall_schema::{
    ChangeCode, Changes, ImpactChecker, Lang, Level, Mapping, ReadOptions, Schema, Validator,
};

use super::args::{ChangeCodeArg, DiffArgs, DiffFormat, FailOnLevel, View};
use super::batch;
use super::console::Console;
use super::error::{CliError, Exit};
use super::input::{Source, check_stdin, read_options};
use super::output::Output;
use super::render::diff::{Format, Html, Json, Markdown, Report, Text};
use super::settings::Settings;
pub(crate) use compared::{Compared, Counts, Difference, FileLine, ItemCounts, Summary};
use ignore::Ignores;
pub(crate) use items::{Blamed, Broken, Cause, Impact};
use items::{Items, Judges, Trial};
pub(crate) use mapped::{Filled, Mapped, MappedCounts, Missed, Need};
use pairs::{Pair, Pairs, Sides, pairs};
pub(crate) use row::{Row, State};

/// What is the same for all pairs.
struct Run {
    lang: Lang,
    read: ReadOptions,
    ignores: Ignores,
    items: Items,
    mapping: Option<Mapping>,
    jobs: NonZeroUsize,
    format: Box<dyn Format>,
}

/// A pair that is done.
struct Done {
    compared: Compared,
    text: String,
}

pub(crate) fn run(args: &DiffArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let own = &settings.diff;
    let format = format(args, settings, console);
    let fail_on = args.fail_on.or(own.fail_on).unwrap_or_default();
    check_stdin([&args.old, &args.new].into_iter().chain(&args.items).map(String::as_str))?;
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    let jobs = batch::jobs(args.batch.jobs, settings.jobs);
    let prepared = pairs(&args.old, &args.new).and_then(|pairs| {
        let run = Run {
            lang: console.lang,
            read: read_options(args.reading.dialect.or(settings.dialect)),
            ignores: ignores(args, settings)?,
            items: items(args, settings, &pairs)?,
            mapping: mapped::open(args.mapping.as_deref().or(own.mapping.as_deref()), console)?,
            jobs: if pairs.of_directories { NonZeroUsize::MIN } else { jobs },
            format,
        };
        Ok((pairs, run))
    });
    let (pairs, run) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            let text = self::format(args, settings, console).failure(&error);
            if !text.is_empty() {
                output.write(&text)?;
                output.finish()?;
            }
            return Err(error);
        }
    };
    let outcome = run.all(&pairs, jobs, &mut output, console)?;
    output.finish()?;
    run.ignores.tell(console);
    Ok(outcome.exit(fail_on))
}

fn format(args: &DiffArgs, settings: &Settings, console: &Console) -> Box<dyn Format> {
    let chosen = args.view.or(settings.diff.view);
    let view = chosen.unwrap_or(match args.format {
        DiffFormat::Text | DiffFormat::Markdown => View::Changes,
        // Programs and the page have filters of their own.
        DiffFormat::Json | DiffFormat::Html => View::All,
    });
    let has_items = !args.items.is_empty() || !settings.diff.items.is_empty();
    let has_mapping = args.mapping.is_some() || settings.diff.mapping.is_some();
    match args.format {
        DiffFormat::Text => Box::new(Text::new(console, view)),
        DiffFormat::Json => Box::new(Json::new(console.lang, view, has_items, has_mapping)),
        DiffFormat::Markdown => Box::new(Markdown::new(console.lang, view, args.max_bytes)),
        DiffFormat::Html => Box::new(Html::new(console.lang, view, [&args.old, &args.new])),
    }
}

fn ignores(args: &DiffArgs, settings: &Settings) -> Result<Ignores, CliError> {
    let own = &settings.diff;
    let flags = if args.ignore.is_empty() { &own.ignore } else { &args.ignore };
    Ignores::new(
        flags,
        args.ignore_file.as_ref().or(own.ignore_file.as_ref()).map(std::path::PathBuf::as_path),
    )
}

fn items(args: &DiffArgs, settings: &Settings, pairs: &Pairs) -> Result<Items, CliError> {
    let set: Vec<String> = settings.diff.items.iter().map(|path| path.display().to_string()).collect();
    let named = if args.items.is_empty() { &set } else { &args.items };
    Items::find(named, pairs, &args.new)
}

/// What all pairs come to.
struct Outcome {
    summary: Summary,
    /// Something could not be read.
    failed: bool,
}

impl Outcome {
    fn exit(&self, fail_on: FailOnLevel) -> Exit {
        if self.failed {
            return Exit::Failed;
        }
        // A mapping that does not do any more what it did is as bad as a change that breaks items.
        let is_broken = self.summary.mapped.is_some_and(MappedCounts::is_broken);
        match self.summary.counts.level().max(is_broken.then_some(Level::Breaking)) {
            Some(level) if fail_on.fails(level) => Exit::Found,
            _ => Exit::Clean,
        }
    }
}

impl Run {
    /// Compares all pairs and hands out their results in order.
    fn all(
        &self,
        pairs: &Pairs,
        jobs: NonZeroUsize,
        output: &mut Output,
        console: &Console,
    ) -> Result<Outcome, CliError> {
        let mut outcome = Outcome { summary: Summary::default(), failed: false };
        outcome.summary.start(
            self.items.count,
            self.items.lost.len(),
            self.mapping.as_ref().map(|_| MappedCounts::default()),
        );
        let bar = console.progress(pairs.list.len());
        let list: Vec<(usize, &Pair)> = pairs.list.iter().enumerate().collect();
        let mut report = Report::new(&*self.format, output)?;
        batch::in_order(
            &list,
            jobs,
            |(index, pair)| self.pair(*index, pair),
            |done| {
                bar.inc(1);
                let Done { compared, text } = done;
                bar.suspend(|| {
                    outcome.failed |= tell_errors(&compared, console);
                    report.add(&compared, &text)
                })?;
                outcome.summary.add(&compared);
                Ok(ControlFlow::Continue(()))
            },
        )?;
        bar.finish_and_clear();
        for error in &self.items.lost {
            outcome.failed = true;
            console.fail(error);
        }
        report.end(&outcome.summary)?;
        Ok(outcome)
    }

    fn pair(&self, index: usize, pair: &Pair) -> Done {
        let outcome = self.difference(index, pair);
        let compared = Compared { name: pair.name.clone(), items: self.items.of(index).len(), outcome };
        let text = self.format.file(&compared);
        Done { compared, text }
    }

    fn difference(&self, index: usize, pair: &Pair) -> Result<Difference, CliError> {
        let items = self.items.of(index);
        let whole = |code| Row::of_schema(code, &pair.name, self.lang);
        match &pair.sides {
            Sides::Both { old: Source::File(one), new: Source::File(other) } if same::same(one, other)? => {
                Ok(Difference::default())
            }
            Sides::Named { old, new } | Sides::Both { old, new } => {
                let (old, new) = (old.schema(&self.read)?, new.schema(&self.read)?);
                if items.is_empty() {
                    let changes = Schema::diff(&old, &new);
                    let mut rows = rows(&changes, &old, self.lang);
                    let mapped = self.mapped([&old, &new], &changes, &mut rows);
                    return Ok(self.accepted(&pair.name, rows, Impact::default(), mapped));
                }
                let judge = ImpactChecker::new(&old, &new);
                let mut rows = rows(judge.changes(), &old, self.lang);
                let judges = Judges::Both { old: &old, new: &new, judge: &judge };
                let impact = self.impact(items, judges, &rows)?;
                let mapped = self.mapped([&old, &new], judge.changes(), &mut rows);
                Ok(self.accepted(&pair.name, rows, impact, mapped))
            }
            Sides::Added { new } => {
                // An answer that is an error, or no schema, is not one that was added.
                new.schema(&self.read)?;
                let rows = vec![whole(ChangeCodeArg::SchemaAdded)];
                Ok(self.accepted(&pair.name, rows, Impact::default(), Mapped::default()))
            }
            Sides::Removed { old } => {
                let rows = vec![whole(ChangeCodeArg::SchemaRemoved)];
                let impact = if items.is_empty() {
                    Impact::default()
                } else {
                    let old = Validator::compile(&old.schema(&self.read)?);
                    self.impact(items, Judges::Old(old), &rows)?
                };
                Ok(self.accepted(&pair.name, rows, impact, Mapped::default()))
            }
            Sides::Unknown(source) => match source.bytes() {
                Ok(_) => Ok(Difference::default()),
                Err(error) => Err(error),
            },
        }
    }

    fn impact(&self, items: &[Source], judges: Judges<'_>, rows: &[Row]) -> Result<Impact, CliError> {
        if rows.is_empty() {
            return Ok(Impact::default());
        }
        Trial { judges, rows, read: &self.read }.impact(items, self.jobs)
    }

    fn mapped(&self, schemas: [&Schema; 2], changes: &Changes, rows: &mut [Row]) -> Mapped {
        match &self.mapping {
            Some(mapping) => Mapped::find(mapping, schemas, changes, rows),
            None => Mapped::default(),
        }
    }

    /// Without what is ignored.
    fn accepted(&self, file: &str, mut rows: Vec<Row>, impact: Impact, mut mapped: Mapped) -> Difference {
        let all = rows.len();
        rows.retain(|row| {
            let ignored = self.ignores.hold(file, row);
            if ignored {
                mapped.accept(row);
            }
            !ignored
        });
        Difference { counts: Counts::of(&rows), ignored: all - rows.len(), rows, impact, mapped }
    }
}

/// Compares two schemas.
pub(crate) fn compare(old: &Schema, new: &Schema, lang: Lang) -> Vec<Row> {
    rows(&Schema::diff(old, new), old, lang)
}

fn rows(changes: &Changes, old: &Schema, lang: Lang) -> Vec<Row> {
    // Changes of one list come one after the other, and looking up a field takes time.
    let mut last: Option<(&str, Option<usize>)> = None;
    let mut rows = Vec::with_capacity(changes.len());
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
        rows.push(Row::of(change, options.flatten(), lang));
    }
    rows
}

/// Says what could not be read, and whether there is such.
fn tell_errors(compared: &Compared, console: &Console) -> bool {
    let errors: Vec<&CliError> = match &compared.outcome {
        Ok(difference) => difference.impact.unreadable.iter().collect(),
        Err(error) => vec![error],
    };
    errors.iter().for_each(|error| console.fail(error));
    !errors.is_empty()
}
